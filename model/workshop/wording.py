"""What phones, projector, desk and reports say alike; the words of an activity are in `activities`."""

from __future__ import annotations

from model.words import Translate
from model.workshop.plan import OwnStep


def describe_role_use(_: Translate) -> str:
    """What a role is asked for, in short; `describe_roles` has the whole rule."""
    return _("Results are shown by role only when at least 5 people of that role answered.")


def name_roles(_: Translate) -> dict[str, str]:
    """What each role is called, and "none", where somebody gave no role."""
    return {
        "patient": _("patient or family"),
        "professional": _("professional"),
        "leadership": _("leadership"),
        "none": _("no role given"),
    }


def name_unsure(_: Translate) -> str:
    """What is said of those who do not know."""
    return _("don't know")


def describe_roles(_: Translate) -> str:
    """When results are shown by role (`tally.choose_roles`)."""
    return _(
        "Results are shown by role only when at least 5 people of that role answered, and at least 5 people, "
        "or nobody, are left over."
    )


def name_own_step(step: OwnStep, _: Translate) -> str:
    """What an own step is called: its title, else what is usual."""
    usual = {"welcome": _("Welcome"), "break": _("Break"), "text": _("Text"), "picture": _("Picture")}
    return step.title or usual[step.kind]
