"""What every activity says of itself."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection
from typing import ClassVar, Literal

from model.words import Translate
from model.workshop.faults import InvalidEntryError

Entries = Literal["ballots", "answers", "stories"]
"""What phones send in a round, each kept in a table of its own."""
Part = Literal["words", "ranking", "map", "spread", "roles", "weakest", "traced"]
"""What a result can consist of: the chosen words; or of a poll the order, the map, the spread of what was
given, the same by role, the weakest nodes, and what the top choice leads to."""


class Activity(ABC):
    """A kind of round: all of it that does not depend on who asks what in which workshop."""

    takes: ClassVar[Entries]
    """What phones send."""
    needs_nodes: ClassVar[bool] = True
    """Whether a round has to be about some nodes; without any, one that need not is about all."""
    needs_dots: ClassVar[bool] = False
    """Whether a round says how many dots each participant has."""
    has_result: ClassVar[bool] = True
    """Whether a round is revealed at its end."""
    parts: ClassVar[tuple[Part, ...]] = ()
    """What its result consists of, in the order in which it is shown."""
    asks_questions: ClassVar[bool] = False
    """Whether the questions of the nodes are asked, not their names."""
    suggested_stages: ClassVar[int] = 0
    """From how many stages, from the first on, the nodes are usually asked about."""

    @abstractmethod
    def name(self, _: Translate) -> str:
        """What the room does."""

    @abstractmethod
    def ask(self, _: Translate) -> str:
        """What is asked where the facilitator wrote nothing else."""

    def check_round(self, nodes: Collection[str], dots: int) -> None:
        """Refuse a round of this kind that lacks something, or has dots that nobody can give.

        Raises `InvalidEntryError`.
        """
        if self.needs_dots and not dots:
            raise InvalidEntryError("dots", "too-few", least=1)
        if not self.needs_dots and dots:
            raise InvalidEntryError("dots", "too-many", most=0, given=dots)
        if self.needs_nodes and not nodes:
            raise InvalidEntryError("nodes", "too-few", least=1)
