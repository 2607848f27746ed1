"""What a vote is held on, in the words that phones, projector, desk and reports share."""

from __future__ import annotations

from model.words import Translate


def describe_scale(_: Translate) -> str:
    """What the numbers of a rating mean.

    >>> from model.words import get_words
    >>> describe_scale(get_words("nl"))
    'Van 1, nauwelijks, tot 5, sterk.'
    """
    return _("From 1, hardly, to 5, strongly.")


def list_ends(_: Translate) -> tuple[str, str]:
    """The lowest and the highest rating, each with what it means."""
    return _("1 hardly"), _("5 strongly")


def describe_roles(_: Translate) -> str:
    """When results are shown by role (`tally.choose_roles`)."""
    return _(
        "Results are shown by role only when at least 5 people of that role answered, and the others are "
        "nobody or at least 5 together."
    )
