"""What every activity says of itself."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from model.words import Translate
from model.workshop.faults import InvalidEntryError

Entries = Literal["ballots", "answers", "stories"]
"""What phones send in a round, each kept in a table of its own."""
About = Literal["nodes", "edges", "options", "nothing"]
"""What a round can be about: nodes or edges of the model, texts of its own, or nothing but its question."""
Part = Literal["words", "ranking", "map", "spread", "compared", "change", "roles", "weakest", "traced"]
"""What a result can consist of: the chosen words; or of a poll the order, the map, the spread of what was
given, an earlier rating beside it, the difference between both on the map, the same by role, the weakest
nodes, and what the top choice leads to."""


BOTH_ENDS = 2
"""The lowest and the highest number of a scale."""


@dataclass(frozen=True)
class Asked:
    """What a round is about, how many dots or choices each participant has, and what the ends of its scale
    mean where it says so in its own words."""

    nodes: Sequence[str] = ()
    edges: Sequence[str] = ()
    options: Sequence[str] = ()
    dots: int = 0
    ends: Sequence[str] = ()


class Activity(ABC):
    """A kind of round: all of it that does not depend on who asks what in which workshop."""

    takes: ClassVar[Entries]
    """What phones send."""
    about: ClassVar[About] = "nodes"
    """What its rounds are about."""
    may_ask_nodes: ClassVar[bool] = False
    """Whether a round may be about nodes in the place of that."""
    fewest: ClassVar[int] = 1
    """About how many of these a round is at least; a round of nodes that need not have any is about all."""
    most: ClassVar[int | None] = None
    """About how many of these a round is at most; None for as many as a round may have of anything."""
    needs_dots: ClassVar[bool] = False
    """Whether a round says how many dots, or choices, each participant has."""
    has_ends: ClassVar[bool] = False
    """Whether a round may say in its own words what the ends of its scale mean."""
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

    def choose_about(self, round_: Asked) -> About:
        """What a round is about: nodes where it may be and has some, else what all are about."""
        return "nodes" if self.may_ask_nodes and round_.nodes else self.about

    def check_round(self, round_: Asked) -> None:
        """Refuse a round of this kind that lacks something, is about something else as well, or has dots that
        nobody can give, or words for the ends of a scale that it has not.

        Raises `InvalidEntryError`.
        """
        if self.needs_dots and not round_.dots:
            raise InvalidEntryError("dots", "too-few", least=1)
        if not self.needs_dots and round_.dots:
            raise InvalidEntryError("dots", "too-many", most=0, given=round_.dots)
        if round_.ends and not self.has_ends:
            raise InvalidEntryError("ends", "too-many", most=0, given=len(round_.ends))
        if len(round_.ends) not in (0, BOTH_ENDS):
            raise InvalidEntryError("ends", "bad-value")
        chosen = self.choose_about(round_)
        for about, named in (("nodes", round_.nodes), ("edges", round_.edges), ("options", round_.options)):
            most = self.most if about == chosen else 0
            if about == chosen and len(named) < self.fewest:
                raise InvalidEntryError(about, "too-few", least=self.fewest)
            if most is not None and len(named) > most:
                raise InvalidEntryError(about, "too-many", most=most, given=len(named))
