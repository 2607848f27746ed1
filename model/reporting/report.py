"""The report and files of a workshop: one frozen value that paper, slides and workbook show alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, tzinfo

from model.diagram import Diagram, build_diagram
from model.export.captions import build_caption
from model.graph import ConceptualModel
from model.stories import Story
from model.words import get_words, quote
from model.workshop import (
    ACTIVITIES,
    Action,
    Ballot,
    Consequences,
    Headcount,
    OwnStep,
    Picture,
    Poll,
    Round,
    State,
    Tally,
    Weakest,
    Workshop,
    count_ballots,
    find_poll,
    find_weakest,
    get_poll,
    trace,
)


@dataclass(frozen=True)
class Vote:
    """A poll that was revealed, with its result.

    Of dots it is said what the nodes with most of them lead to (`consequences`, None where there were no
    dots); of ratings, which weak node is the weakest on each path to the outcomes (`weakest`).
    """

    round: Round
    tally: Tally
    consequences: Consequences | None = None
    weakest: Weakest = field(default_factory=Weakest)

    @property
    def poll(self) -> Poll:
        """What is particular to its kind."""
        return get_poll(self.round)

    @property
    def limits(self) -> tuple[float, float]:
        """The lowest and the highest value that a node can have; of sums, the highest that one has."""
        return self.poll.find_limits(self.values.values())

    @property
    def values(self) -> dict[str, float]:
        """What each node got: the number of dots, or the mean of its ratings; not those nobody rated."""
        return {one.node: one.value for one in self.tally.nodes if one.value is not None}


@dataclass(frozen=True)
class NamedCatalyst:
    """This workshop's words on one node: the titles of the groups that were chosen to be shown."""

    node: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """Everything that may leave the room, in one language.

    `votes` and `named` hold only what was revealed, `unrevealed` are the other rounds; `stories` only those
    that are published and whose tellers agreed to exports, `kept_back` is how many others were told. Of what
    was named there are only the chosen words, which the room was shown, and how many answers there were
    (`ideas`); what people typed is in the session's file alone. `own_steps` are the texts and
    pictures that the facilitator showed, without notes; `pictures` go by their names.
    `address` is that of the application, for links, or "".
    """

    model: ConceptualModel
    language: str
    workshop: Workshop
    day: date
    headcount: Headcount
    votes: tuple[Vote, ...] = ()
    named: tuple[NamedCatalyst, ...] = ()
    stories: tuple[Story, ...] = ()
    kept_back: int = 0
    ideas: int = 0
    actions: tuple[Action, ...] = ()
    unrevealed: tuple[Round, ...] = ()
    own_steps: tuple[OwnStep, ...] = ()
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    address: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was voted, named, told or agreed."""
        return not (self.votes or self.named or self.stories or self.actions)

    @property
    def citation(self) -> str:
        """How to cite the model, or ""."""
        return build_caption(self.model, self.language).citation

    @property
    def licence(self) -> str:
        """The model's licence and notice, or ""."""
        return build_caption(self.model, self.language).licence

    def name(self, node: str) -> str:
        """The name of a node; its id where the model does not have it any more."""
        return name_node(self.model, node, self.language)

    def draw_vote(self, vote: Vote) -> Diagram:
        """The map of a vote: the steps from the top choice on are lit, nothing is faded.

        What got votes is named, open or not. What the nodes got is drawn by `colours`.
        """
        diagram = build_diagram(self.model, self.language)
        named = (replace(node, is_mark=node.is_mark and node.id not in vote.values) for node in diagram.nodes)
        diagram = replace(diagram, nodes=tuple(named))
        if vote.consequences is None:
            return diagram
        traced = {*vote.consequences.starts, *vote.consequences.reached}
        edges = (
            replace(edge, is_lit=not edge.is_feedback and {edge.source, edge.target} <= traced)
            for edge in diagram.edges
        )
        return replace(diagram, edges=tuple(edges))

    def draw_words(self) -> Diagram:
        """The map in this workshop's words: they stand in quotation marks in the place of names."""
        words = {one.node: one.words for one in self.named if one.words}
        diagram = build_diagram(self.model, self.language)
        _ = get_words(self.language)
        nodes = (
            replace(node.rename(quote(_, ", ".join(words[node.id]))), is_lit=True)
            if node.id in words
            else node
            for node in diagram.nodes
        )
        return replace(diagram, nodes=tuple(nodes))


def build_report(
    model: ConceptualModel,
    state: State,
    ballots: Mapping[str, Sequence[Ballot]],
    language: str,
    *,
    address: str = "",
    zone: tzinfo = UTC,
    pictures: Mapping[str, Picture] | None = None,
) -> Report:
    """The report of a workshop out of its state and the ballots by round, in a language of the model.

    Left out: rounds that are not revealed, stories that are not published or may not be exported. The day
    is the one that the facilitator gave, else the day the workshop was started, in a time zone.

    >>> from datetime import datetime
    >>> from model import load_model
    >>> end = datetime(2026, 11, 24, 16, tzinfo=UTC)
    >>> held = Workshop(id="w", key="ABCDEF", name="Ward 4", language="en", created_at=end, ends_at=end)
    >>> state = State(
    ...     workshop=held, version="1", answered={}, headcount=Headcount(joined=0, present=0, by_role={})
    ... )
    >>> report = build_report(load_model(), state, {}, "en")
    >>> report.day.isoformat(), report.is_empty
    ('2026-11-24', True)
    """
    workshop = state.workshop
    stories = tuple(story for story in state.stories if story.status == "published" and story.consent.exports)
    revealed = [one for one in state.rounds if one.is_revealed]
    return Report(
        model=model,
        language=language,
        workshop=workshop,
        day=workshop.get_day(zone),
        headcount=state.headcount,
        votes=tuple(
            _build_vote(model, poll, one, ballots.get(one.id, ()))
            for one in revealed
            if (poll := find_poll(one.kind))
        ),
        named=tuple(_list_named(model, state, revealed)),
        stories=stories,
        kept_back=len(state.stories) - len(stories),
        ideas=sum(answer.round in {one.id for one in revealed} for answer in state.answers),
        actions=state.actions,
        unrevealed=tuple(
            one for one in state.rounds if ACTIVITIES[one.kind].has_result and not one.is_revealed
        ),
        own_steps=_list_own_steps(state),
        pictures=pictures or {},
        address=address,
    )


def name_node(model: ConceptualModel, node: str, language: str) -> str:
    """The name of a node in a language; its id where the model does not have it."""
    names = {one.id: one.name for one in model.nodes()}
    return names[node].text(language) if node in names else node


def _list_own_steps(state: State) -> tuple[OwnStep, ...]:
    """The texts and pictures in the order of the plan; not welcome and break."""
    own = {one.id: one for one in state.for_room().own_steps if one.kind in ("text", "picture")}
    planned = (own[item.part] for item in state.order if item.part in own)
    return tuple(one for one in planned if one.text or one.picture)


def _build_vote(model: ConceptualModel, poll: Poll, asked: Round, ballots: Sequence[Ballot]) -> Vote:
    tally = count_ballots(asked, ballots)
    consequences = trace(model, tally.top) if poll.is_traced and tally.top else None
    return Vote(asked, tally, consequences, find_weakest(model, tally))


def _list_named(model: ConceptualModel, state: State, revealed: Iterable[Round]) -> Iterator[NamedCatalyst]:
    """The chosen words on each node, in the order of the model; nodes that it lost come last."""
    asked = {one.id for one in revealed if "words" in ACTIVITIES[one.kind].parts}
    groups = [group for group in state.words if group.round in asked]
    mentioned = dict.fromkeys(group.node for group in groups)
    ordered = [node.id for node in model.nodes() if node.id in mentioned]
    for node in (*ordered, *(node for node in mentioned if node not in ordered)):
        yield NamedCatalyst(node, tuple(group.title for group in groups if group.node == node))
