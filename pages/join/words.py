"""The words of the phone pages: lists of choices, and what to say when something went wrong."""

from __future__ import annotations

from model.words import Translate
from model.workshop import InvalidEntryError, find_poll


def list_roles(_: Translate) -> dict[str, str]:
    """As what somebody may join."""
    return {
        "patient": _("patient or family"),
        "professional": _("professional"),
        "leadership": _("leadership"),
        "": _("I would rather not say"),
    }


def list_done(_: Translate) -> dict[str, str]:
    """What to say when something was done."""
    return {
        "joined": _("You are in."),
        "changed": _("Changed."),
        "voted": _("Thank you, it was sent."),
        "named": _("Thank you, it was sent."),
        "taken": _("Withdrawn."),
        "withdrawn": _("The story is withdrawn. It is gone from every screen."),
        "paired": _("Your code is known. What you answer here belongs to it."),
        "forgotten": _("The code is forgotten. Your answers stay, but are no longer linked to each other."),
    }


def describe_unknown_code(is_limited: bool, _: Translate) -> str:
    """What to do with a code that nothing has; `is_limited` where too many such came from an address."""
    if is_limited:
        return _("Too many wrong codes from this network. Wait a minute, then try again.")
    return _("This code is not known. Compare it, letter by letter, with what you wrote down.")


def describe_entry(error: InvalidEntryError, _: Translate) -> str:
    """What is wrong with something that was entered."""
    if (error.field, error.code) == ("text", "too-many"):
        return _("You have reached the limit: {most}.").format(**error.details)
    poll = find_poll(error.details["kind"]) if "kind" in error.details else None
    if poll and (words := poll.explain_fault(error, _)):
        return words
    if (error.field, error.code) == ("participants", "too-many"):
        return _("This workshop is full.")
    if (error.field, error.code) == ("code", "too-many"):
        return _("This phone has a personal code already.")
    if error.code == "too-long":
        return _("{given} characters; the limit is {most}.").format(**error.details)
    if error.code == "empty":
        return _("This is still empty.")
    if error.code == "unknown-node":
        return _("The question has changed meanwhile. Look at it again.")
    return _("This is not possible here. Choose again.")
