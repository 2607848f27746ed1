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


def list_questions(_: Translate) -> dict[str, str]:
    """What each kind of round asks where the facilitator wrote nothing else.

    >>> from model.words import get_words
    >>> list_questions(get_words("en"))["dots"]
    'Where should we begin?'
    """
    return {
        "stories": _("Which Mangomoment did you see or live yourself?"),
        "catalysts": _("What would make a Mangomoment more likely here?"),
        "dots": _("Where should we begin?"),
        "rating": _("How present is this in our team?"),
    }


def describe_role_use(_: Translate) -> str:
    """What a role is asked for, in short; `describe_roles` has the whole rule."""
    return _("Results are shown by role only when at least 5 people of that role answered.")


def describe_roles(_: Translate) -> str:
    """When results are shown by role (`tally.choose_roles`)."""
    return _(
        "Results are shown by role only when at least 5 people of that role answered, and at least 5 people, "
        "or nobody, are left over."
    )
