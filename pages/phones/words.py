"""The words that the phone pages share: consents, and what to say when something went wrong."""

from __future__ import annotations

from model.stories import StoreUnavailableError
from model.words import Translate
from pages.phones.fields import Reason


def list_consents(_: Translate, has_room: bool) -> dict[str, str]:
    """What the teller can agree to: a workshop has a room, a letterbox has none."""
    in_room = _("in this application, to everybody in the room")
    return {
        "room": in_room if has_room else _("in this application, to everybody who opens it"),
        "exports": _("in exported diagrams, slides and handouts"),
        "publications": _("in publications such as papers and posters"),
    }


def describe_refusal(reason: Reason, _: Translate) -> str:
    """Why something that was sent was not looked at."""
    return {
        "foreign": _("This did not come from a page of this application, so nothing was done."),
        "kind": _("This did not come from a form of this application, so nothing was done."),
        "large": _("This is too long; the limit is 64 kB. Shorten the text."),
        "malformed": _("This could not be read. Go back and send it again."),
    }[reason]


def describe_outage(error: Exception, _: Translate) -> str:
    """Why the server cannot store or read now."""
    if isinstance(error, StoreUnavailableError) and error.reason == "full":
        return _("The server's disk is full. Tell the facilitator, then try again.")
    return _("The server cannot save anything right now. Wait a moment, then try again.")
