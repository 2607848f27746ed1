"""What is wrong with the store of stories or an address, in the language of the screen."""

from __future__ import annotations

from model import ConceptualModelError, UnknownIdError
from model.stories import StoreError, StoreUnavailableError
from model.words import Translate


def list_troubles(_: Translate) -> dict[str, str]:
    """What can be wrong, by the reason a `StoreUnavailableError` gives, each with what helps."""
    return {
        "full": _("The disk is full. Free some space, then save again."),
        "locked": _("Another program is using the stories. Wait a moment, then try again."),
        "damaged": _("The file of stories is damaged. Restore a backup on the Stories page."),
        "gone": _("The stories cannot be loaded. Check that the database exists and is running."),
        "readonly": _("The stories can be read, but not saved. Give the application write permission there."),
        "newer": _("The stories were written by a newer version of this application. Use that version."),
        "foreign": _("This database belongs to another application. Choose another one."),
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
    message = _("Not found ({what}): “{unknown}”. Check the address.").format(
        what=names.get(error.what, error.what), unknown=error.unknown
    )
    if error.near:
        message += " " + _("Did you mean “{near}”?").format(near=error.near)
    return message
