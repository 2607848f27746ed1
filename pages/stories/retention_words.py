"""What is kept about people, from when its time is counted and where it is, in words."""

from __future__ import annotations

from collections.abc import Mapping

from model.retention import PERIODS, Kept, find_period
from model.words import Translate
from pages.shared.period_words import name_period


def describe_kept(_: Translate) -> Mapping[Kept, tuple[str, str]]:
    """What is kept, and from when its time is counted."""
    last_change, end = _("the last change"), _("the end of the workshop")
    return {
        "waiting": (_("Stories that wait or were set aside"), last_change),
        "published": (_("Published stories, other than retold ones"), last_change),
        "withdrawn": (_("Withdrawn and rejected stories"), _("the withdrawal")),
        "history": (
            _(
                "Log of changes: what a story said before, whose account changed it, and that an erased "
                "story was there"
            ),
            _("the change"),
        ),
        "codings": (_("Codings: passages, memos, decisions, coders"), _("the last coding of the story")),
        "letterboxes": (
            _("Letterbox and hash of the code of erased stories, and closed letterboxes that are empty"),
            _("the day it was told or made"),
        ),
        "phones": (_("Which phone gave which answer, its language and times; whole rehearsals"), end),
        "workshops": (_("Workshops with their votes, answers and actions"), end),
        "codes": (_("Hashes of personal codes"), _("joining")),
        "deleted": (
            _("What was deleted in workshops, and what undoes changes of many stories"),
            _("deleting"),
        ),
        "networks": (_("Marks of the networks that phones joined from"), _("joining")),
        "tries": (_("Times of wrong passcodes"), _("the try")),
        "opened": (
            _("Models that visitors opened, encrypted with the key in their address"),
            _("the last look"),
        ),
        "signing-in": (_("Cookie: that somebody is signing in by an account"), _("the start of signing in")),
        "session": (_("Cookie: who is signed in, in which role"), _("signing in")),
        "device": (_("Cookie: this browser was let in before"), _("signing in")),
        "language": (_("Cookie: chosen language"), _("the choice")),
        "drafts": (_("Drafts of stories, in the browser"), _("typing")),
        "typed": (_("What was typed on a phone and not sent, in its browser"), _("typing")),
    }


def name_kept_for(kept: Kept, _: Translate) -> str:
    """For how long something is kept now."""
    return name_period(find_period(kept), _)


def list_rows(_: Translate) -> list[tuple[Kept, tuple[str, str, str, str]]]:
    """What is kept, for how long, counted from when, set by which variable; "" for none."""
    described = describe_kept(_)
    return [
        (kept, (described[kept][0], name_kept_for(kept, _), described[kept][1], period.variable))
        for kept, period in PERIODS.items()
    ]
