"""What is wrong with the store of stories or an address, in the language of the screen."""

from __future__ import annotations

from model import ConceptualModelError, UnknownIdError
from model.stories import StoreError, StoreUnavailableError
from model.words import Translate


def list_troubles(_: Translate) -> dict[str, str]:
    """What can be wrong, by the reason a `StoreUnavailableError` gives, each with what helps."""
    return {
        "full": _("There is no room left on the disk for stories. Free some space, then try again."),
        "locked": _("Something else keeps the stories busy. Wait a moment, then try again."),
        "damaged": _("The file of stories is damaged. Restore a backup on the Stories page."),
        "gone": _("The stories cannot be reached. Check that their database is there and running."),
        "readonly": _("The stories can be read, not written. Give the application the right to write there."),
        "newer": _("The stories were written by a newer version of this application. Use that version."),
        "foreign": _("The database of stories belongs to something else. Name another one."),
    }


def describe_trouble(error: StoreError, _: Translate) -> str:
    """The sentence for an error of the store; its own words where there is none."""
    if isinstance(error, StoreUnavailableError):
        return list_troubles(_)[error.reason]
    return str(error)


def describe_unknown(error: ConceptualModelError, _: Translate) -> str:
    """The message for something in the address that does not exist."""
    if not isinstance(error, UnknownIdError):
        return _("The address cannot be read: {reason}.").format(reason=error)
    names = {
        "node": _("element"),
        "level": _("level"),
        "stage": _("stage"),
        "view": _("view"),
        "language": _("language"),
        "depth": _("focus"),
        "rest": _("filter"),
        "path": _("path"),
        "link": _("link"),
        "evidence": _("evidence"),
        "order": _("order"),
        "teller": _("teller"),
        "dimension": _("dimension"),
        "status": _("status"),
        "origin": _("origin"),
    }
    message = _("The address names a {what} that does not exist: “{unknown}”.").format(
        what=names.get(error.what, error.what), unknown=error.unknown
    )
    if error.near:
        message += " " + _("Did you mean “{near}”?").format(near=error.near)
    return message
