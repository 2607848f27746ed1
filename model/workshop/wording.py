"""What phones, projector, desk and reports say alike; the words of an activity are in `activities`."""

from __future__ import annotations

from babel.numbers import format_decimal

from model.words import Translate


def write_number(value: float, language: str, decimals: int = 1) -> str:
    """A number in a language, with a number of decimals.

    >>> write_number(2.5, "nl"), write_number(1200, "en", 0)
    ('2,5', '1,200')
    """
    return str(format_decimal(value, "#,##0" + ("." + "0" * decimals if decimals else ""), locale=language))


def describe_role_use(_: Translate) -> str:
    """What a role is asked for, in short; `describe_roles` has the whole rule."""
    return _("Results are shown by role only when at least 5 people of that role answered.")


def describe_roles(_: Translate) -> str:
    """When results are shown by role (`tally.choose_roles`)."""
    return _(
        "Results are shown by role only when at least 5 people of that role answered, and at least 5 people, "
        "or nobody, are left over."
    )
