"""What is done with the parts of a file that a model cannot take as they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Loops = Literal["leave-out", "refuse"]
Repeats = Literal["merge", "refuse"]
Undeclared = Literal["make", "leave-out", "refuse"]
Undirected = Literal["as-written", "both-ways", "leave-out", "refuse"]
Faulty = Literal["leave-out", "refuse"]


@dataclass(frozen=True)
class Policy:
    """What is done with links from an element to itself, links that are there twice, elements that only links
    name, links without a direction, and rows with another fault. Whatever is not refused is listed.
    """

    self_loops: Loops = "leave-out"
    repeats: Repeats = "merge"
    undeclared: Undeclared = "make"
    undirected: Undirected = "as-written"
    faulty: Faulty = "leave-out"


POLICY = Policy()
"""The policy without a word: leave out, merge or make, and list it."""

STRICT = Policy("refuse", "refuse", "refuse", "refuse", "refuse")
"""Refuses a file of which anything would be left out or taken otherwise."""

CHOICES: dict[str, tuple[str, ...]] = {
    "self_loops": ("leave-out", "refuse"),
    "repeats": ("merge", "refuse"),
    "undeclared": ("make", "leave-out", "refuse"),
    "undirected": ("as-written", "both-ways", "leave-out", "refuse"),
    "faulty": ("leave-out", "refuse"),
}
"""What there is to choose for each, the default first."""
