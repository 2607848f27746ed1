"""The words of what a teller agrees to: in a workshop, which has a room, and everywhere else."""

from __future__ import annotations

from model.words import Translate


def list_consents(_: Translate, has_room: bool) -> dict[str, str]:
    """What the teller can agree to, in short."""
    room = _("the room") if has_room else _("this application")
    return {"room": room, "exports": _("exports"), "publications": _("publications")}


def list_consent_words(_: Translate) -> dict[str, dict[str, object]]:
    """What tellers can agree to, at length and in short, and what follows where they do not to the first."""
    full = {
        "exports": _("exported diagrams, slides and handouts"),
        "publications": _("publications such as papers and posters"),
    }
    return {
        "inRoom": {
            "full": {"room": _("this application, to everybody in the room"), **full},
            "short": list_consents(_, True),
            "hidden": _("It is not shown: the teller did not agree to show it in the room."),
            "notShownYet": _("Without the room, a published story is not shown."),
            "notShown": _("Published, but not shown: its teller did not agree to the room."),
            "agreed": _("The teller agrees to the room"),
        },
        "onPage": {
            "full": {"room": _("this application, to everybody who opens it"), **full},
            "short": list_consents(_, False),
            "hidden": _("It is not shown: the teller did not agree to show it in this application."),
            "notShownYet": _("Without “this application”, a published story is not shown."),
            "notShown": _("Published, but not shown: its teller did not agree to show it here."),
            "agreed": _("The teller agrees to show it here"),
        },
    }
