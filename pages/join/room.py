"""One phone in a workshop: who looks, at which question, and what every form of the page carries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from model import ConceptualModel
from model.schema import Node
from model.stories import Story
from model.workshop import PhoneState, Round, list_subjects
from pages.join.meanings import Meaning, find_meanings, name_node
from pages.phones.forms import Entered
from pages.phones.layout import Visit


@dataclass(frozen=True)
class Chosen:
    """Which question or result somebody chose to look at, and which open question was the newest then, by the
    numbers of their rounds.

    >>> Chosen.read({"question": "2", "newest": "3"}).query
    {'question': '2', 'newest': '3'}
    >>> Chosen.read({"question": "2"}), Chosen.read({"question": "two", "newest": "3"})
    (None, None)
    """

    number: int
    newest: int

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Chosen | None:
        """What an address says; None where it says nothing that can be meant."""
        numbers = (query.get("question", ""), query.get("newest", ""))
        if not all(number.isascii() and number.isdecimal() and len(number) < 5 for number in numbers):
            return None
        return cls(*map(int, numbers))

    @property
    def query(self) -> dict[str, str]:
        """The parts of an address that say so."""
        return {"question": str(self.number), "newest": str(self.newest)}


@dataclass(frozen=True)
class Room:
    """A phone's page in a workshop: one question of those that are open, so that sending one form never
    loses what was typed into another, or what a round came to. `stories` are the public ones that examples
    may be taken from."""

    visit: Visit
    model: ConceptualModel
    state: PhoneState
    form_token: str
    entered: Mapping[str, Entered] = field(default_factory=dict)
    chosen: Chosen | None = None
    stories: tuple[Story, ...] = ()

    @cached_property
    def open_rounds(self) -> tuple[Round, ...]:
        """The rounds that take answers now, the newest first."""
        opened = (round_ for round_ in self.state.rounds if round_.is_open)
        return tuple(sorted(opened, key=lambda round_: -round_.number))

    @cached_property
    def shown(self) -> Round | None:
        """The round on the page, its question or, where it is revealed, its result: the one that comes back
        to be fixed; the chosen one, until a newer one is opened; else the usual one."""
        chosen = self.chosen
        for round_ in self.open_rounds:
            if round_.id in self.entered:
                return round_
        for round_ in self.shown_rounds:
            if chosen and round_.number == chosen.number and self.newest <= chosen.newest:
                return round_
        return self.usual

    @property
    def usual(self) -> Round | None:
        """The newest open round, or the one whose result the projector shows, if that is newer; where nothing
        is open the one of the latest result."""
        opened, result = self.open_rounds, self.state.result
        is_news = result and self.state.is_result_on_screen and result.number > self.newest
        return opened[0] if opened and not is_news else result

    @property
    def shown_rounds(self) -> tuple[Round, ...]:
        """The rounds that the page can be about: those that are open, and the one whose result there is."""
        result = self.state.result
        return (*self.open_rounds, result) if result else self.open_rounds

    @property
    def newest(self) -> int:
        """The number of the newest open round; 0 where none is open."""
        return self.open_rounds[0].number if self.open_rounds else 0

    @cached_property
    def here(self) -> str:
        """The address of the page with what is shown."""
        return self.link(self.shown) if self.shown else self.visit.link(self.state.workshop.key)

    def link(self, round_: Round) -> str:
        """The address of the page with a round's question or result."""
        key = self.state.workshop.key
        if round_ is self.usual:
            return self.visit.link(key)
        return self.visit.link(key, **Chosen(round_.number, self.newest).query)

    def has_answered(self, round_: Round) -> bool:
        """Whether this phone has sent anything in a round."""
        return bool(
            self.state.choices.get(round_.id)
            or self.state.told.get(round_.id)
            or any(answer.round == round_.id for answer in self.state.answers)
        )

    def get_subjects(self, round_: Round) -> dict[str, str]:
        """The names of what a round asks about, by id; of nodes with the room's own words on them."""
        named = {node.id: self.name_node(node) for node in self.get_nodes(round_)} if round_.nodes else {}
        return {**list_subjects(self.model, round_, self.visit.language), **named}

    def name_node(self, node: Node) -> str:
        """What a node is called, with the room's own words on it where there are some."""
        return name_node(node, self.state.words, self.visit.language)

    def find_meanings(self, round_: Round) -> dict[str, Meaning]:
        """What is said of the nodes that a round asks about, by their ids."""
        nodes = self.get_nodes(round_) if round_.nodes else []
        told_nodes = {node for story in self.stories for node in story.nodes}
        return find_meanings(nodes, told_nodes, self.meanings, self.visit.language)

    @property
    def meanings(self) -> str:
        """The address of the page that says what all elements mean."""
        return self.visit.link(f"{self.state.workshop.key}/meanings")

    @property
    def personal(self) -> str:
        """The address of the page about personal codes."""
        return self.visit.link(f"{self.state.workshop.key}/code")

    def get_nodes(self, round_: Round) -> list[Node]:
        """The nodes that a round asks about, in the model's order; all that are named where it has none."""
        if round_.nodes:
            return [node for node in self.model.nodes() if node.id in round_.nodes]
        return [node for node in self.model.nodes() if node.question is None]
