"""What is wrong with the store of stories or an address, in the language of the screen."""

from __future__ import annotations

from collections.abc import Iterable

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


def describe_unknown(faults: Iterable[ConceptualModelError], _: Translate) -> list[str]:
    """The messages for what in the address cannot be followed: one for all that does not exist."""
    messages, unknown = [], []
    for fault in faults:
        if isinstance(fault, UnknownIdError):
            unknown.append(_name_unknown(fault, _))
        else:
            messages.append(_("The address cannot be read: {reason}.").format(reason=fault))
    if unknown:
        messages.append(_("Not found: {things}. Check the address.").format(things=", ".join(unknown)))
    return messages


def _name_unknown(fault: UnknownIdError, _: Translate) -> str:
    names = {
        "node": _("element"),
        "edge": _("link"),
        "level": _("level"),
        "stage": _("stage"),
        "view": _("view"),
        "language": _("language"),
        "depth": _("number of steps"),
        "day": _("day"),
        "format": _("format"),
        "kind": _("kind of link"),
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
    said = _("{what} “{unknown}”").format(what=names.get(fault.what, fault.what), unknown=fault.unknown)
    if fault.near:
        said += " ({})".format(_("did you mean “{near}”?").format(near=fault.near))
    return said
