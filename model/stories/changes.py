"""What is kept of a change: what was done when, in which role, and who it was where that is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Role = Literal[
    "visitor", "facilitator", "coder", "participant", "import", "system", "moderator", "administrator"
]
What = Literal[
    "added",
    "edited",
    "attached",
    "consent",
    "published",
    "aside",
    "withdrawn",
    "restored",
    "undone",
    "deleted",
]


@dataclass(frozen=True)
class Author:
    """Through whom a change comes about: in which role, and who it was where they signed in by an account."""

    role: Role
    person: str = ""


By = Role | Author
"""A role alone where it is not known who it was."""


def name_role(by: By) -> Role:
    """The role in which somebody does something."""
    return by.role if isinstance(by, Author) else by


@dataclass(frozen=True)
class Change:
    """One line of a story's history: which revision came about when, through whom, by doing what.

    `person` is how the provider of accounts names who it was; "" where they did not sign in by one.
    """

    revision: int
    at: datetime
    role: Role
    what: What
    person: str = ""


@dataclass(frozen=True)
class LogLine:
    """A line of the log of all changes: which story it was, by its id, and its place in the log.

    Later changes have higher numbers; some are missing where lines were erased.
    """

    number: int
    story: str
    change: Change
