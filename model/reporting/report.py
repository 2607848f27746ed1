"""The report and files of a workshop: one frozen value that paper, slides and workbook show alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, tzinfo

from model.diagram import Diagram, build_diagram
from model.export.captions import build_caption
from model.graph import ConceptualModel
from model.stories import Story
from model.teams import Comparison, Difference, Side, arrange_differences, compare, name_keys
from model.words import get_words, quote
from model.workshop import (
    ACTIVITIES,
    Action,
    Ballot,
    Consequences,
    FollowedAction,
    Group,
    Headcount,
    OwnStep,
    PairedComparison,
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
    keep_rating,
    name_subject,
    trace,
)
from model.workshop.activities import About


@dataclass(frozen=True)
class Vote:
    """A poll that was revealed, with its result.

    Of dots it is said what the nodes with most of them lead to (`consequences`, None where there were no
    dots); of ratings, which weak node is the weakest on each path to the outcomes (`weakest`). `compared` has
    the rating that it is compared with beside it; `same_people` is there where at least 5 people answered it
    before.
    """

    round: Round
    tally: Tally
    consequences: Consequences | None = None
    weakest: Weakest = field(default_factory=Weakest)
    compared: Comparison | None = None
    same_people: SamePeople | None = None

    @property
    def poll(self) -> Poll:
        """What is particular to its kind."""
        return get_poll(self.round)

    @property
    def limits(self) -> tuple[float, float]:
        """The lowest and the highest value that a subject can have; of sums, the highest that one has."""
        return self.poll.find_limits(self.values.values(), len(self.round.subjects))

    @property
    def values(self) -> dict[str, float]:
        """What each subject got: the number of dots, or the mean of its ratings; not those nobody rated."""
        return {tally.subject: tally.value for tally in self.tally.subjects if tally.value is not None}


@dataclass(frozen=True)
class SamePeople:
    """How the same people answered what a vote asks on an earlier day, by their personal codes."""

    day: date
    comparison: PairedComparison


@dataclass(frozen=True)
class Named:
    """This workshop's words: titles of groups that were chosen to be shown, each with how many said so.

    They are about a `node`, or answer a `question` that is about none.
    """

    node: str
    words: tuple[str, ...]
    counts: tuple[int, ...] = ()
    question: str = ""


@dataclass(frozen=True)
class Report:
    """Everything that may leave the room, in one language.

    `votes` and `named` hold only what was revealed, `unrevealed` are the other rounds; `stories` only those
    that are published and whose tellers agreed to exports, `kept_back` is how many others were told. Of what
    was named there are only the chosen words, which the room was shown, and how many answers there were
    (`ideas` for nodes, `answers` to other questions); what people typed is in the session's file alone.
    `actions` were agreed here, `followed` are those of earlier workshops that this one asked about.
    `own_steps` are the texts and pictures that the facilitator showed, without notes; `pictures` go by their
    names.
    `address` is that of the application, for links, or "".
    """

    model: ConceptualModel
    language: str
    workshop: Workshop
    day: date
    headcount: Headcount
    votes: tuple[Vote, ...] = ()
    named: tuple[Named, ...] = ()
    stories: tuple[Story, ...] = ()
    kept_back: int = 0
    ideas: int = 0
    answers: int = 0
    actions: tuple[Action, ...] = ()
    followed: tuple[FollowedAction, ...] = ()
    unrevealed: tuple[Round, ...] = ()
    own_steps: tuple[OwnStep, ...] = ()
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    address: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was voted, named, told, agreed or followed up."""
        return not (self.votes or self.named or self.stories or self.actions or self.followed)

    @property
    def citation(self) -> str:
        """How to cite the model, or ""."""
        return build_caption(self.model, self.language).citation

    @property
    def licence(self) -> str:
        """The model's licence and notice, or ""."""
        return build_caption(self.model, self.language).licence

    def name(self, node: str) -> str:
        """The name of a node with this workshop's own words on it; as `published_name` where it has none."""
        own = ", ".join(word for named in self.named if named.node == node for word in named.words)
        name = self.published_name(node)
        return f"{name} ({quote(get_words(self.language), own)})" if own else name

    def published_name(self, node: str) -> str:
        """The name of a node in the model; its id where the model does not have it any more."""
        return name_node(self.model, node, self.language)

    def name_named(self, named: Named) -> str:
        """What words are about: the name of a node, or a question."""
        return named.question or self.published_name(named.node)

    def name_subject(self, vote: Vote, subject: str) -> str:
        """The name of what a poll is about, of a node as in `name`; its id where the model lost it."""
        if subject in vote.round.nodes:
            return self.name(subject)
        return name_subject(self.model, vote.round, subject, self.language)

    def list_differences(self, vote: Vote) -> tuple[tuple[str, Difference], ...]:
        """What differs from the rating that a vote is compared with: each with its name."""
        if vote.compared is None:
            return ()
        return tuple(arrange_differences(vote.compared, self.name_keys(vote)))

    def name_keys(self, vote: Vote) -> dict[str, str]:
        """What is called how, of what a vote and the rating it is compared with are about."""
        if vote.compared is None:
            return {}
        names = name_keys(self.model, vote.round, vote.compared, self.language)
        return {key: self.name(key) if vote.round.about == "nodes" else name for key, name in names.items()}

    def draw_vote(self, vote: Vote) -> Diagram:
        """The map of a vote: the steps from the top choice on are lit, nothing is faded.

        What got votes is named, open or not. What the nodes got is drawn by `colours`. Of edges those are lit
        that got much, and those are faded that nobody gave a number.
        """
        diagram = build_diagram(self.model, self.language)
        if (limit := vote.poll.strong_from) is not None:
            return _draw_edges(diagram, vote.values, limit)
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

    def draw_change(self, vote: Vote) -> Diagram:
        """The map of what differs from the rating that a vote is compared with: what differs is named.

        Of edges those that differ are lit, with the nodes at their ends, and all else is faded.
        """
        diagram = build_diagram(self.model, self.language)
        keys = {difference.key for _name, difference in self.list_differences(vote)}
        if vote.round.about == "edges":
            return _light_edges(diagram, keys)
        nodes = (replace(node, is_mark=node.is_mark and node.id not in keys) for node in diagram.nodes)
        return replace(diagram, nodes=tuple(nodes))

    def draw_words(self) -> Diagram:
        """The map in this workshop's words: they stand in quotation marks in the place of names."""
        words = {named.node: named.words for named in self.named if named.words and not named.question}
        diagram = build_diagram(self.model, self.language)
        _ = get_words(self.language)
        nodes = (
            replace(node.rename(quote(_, ", ".join(words[node.id]))), is_lit=True)
            if node.id in words
            else node
            for node in diagram.nodes
        )
        return replace(diagram, nodes=tuple(nodes))


def _draw_edges(diagram: Diagram, values: Mapping[str, float], limit: float) -> Diagram:
    edges = []
    for edge in diagram.edges:
        value = values.get(f"{edge.source}>{edge.target}")
        is_lit = value is not None and value >= limit
        edges.append(replace(edge, is_lit=is_lit, is_faded=value is None))
    return replace(diagram, edges=tuple(edges))


def _light_edges(diagram: Diagram, keys: Collection[str]) -> Diagram:
    ends = {end for key in keys for end in key.split(">")}
    shown = [f"{edge.source}>{edge.target}" in keys for edge in diagram.edges]
    edges = zip(diagram.edges, shown, strict=True)
    return replace(
        diagram,
        nodes=tuple(
            replace(node, is_mark=node.is_mark and node.id not in ends, is_faded=node.id not in ends)
            for node in diagram.nodes
        ),
        edges=tuple(replace(edge, is_lit=is_shown, is_faded=not is_shown) for edge, is_shown in edges),
    )


def build_report(
    model: ConceptualModel,
    state: State,
    ballots: Mapping[str, Sequence[Ballot]],
    language: str,
    *,
    address: str = "",
    zone: tzinfo = UTC,
    pictures: Mapping[str, Picture] | None = None,
    same_people: Mapping[str, SamePeople] | None = None,
    teams: Mapping[str, str] | None = None,
) -> Report:
    """The report of a workshop out of its state and the ballots by round, in a language of the model.

    Left out: rounds that are not revealed, stories that are not published or may not be exported. The day
    is the one that the facilitator gave, else the day the workshop was started, in a time zone. `same_people`
    has what the same people answered before, by round.

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
    stories = tuple(story for story in state.stories if story.is_exportable)
    revealed = [round_ for round_ in state.rounds if round_.is_revealed]
    return Report(
        model=model,
        language=language,
        workshop=workshop,
        day=workshop.get_day(zone),
        headcount=state.headcount,
        votes=tuple(
            _build_vote(
                model,
                poll,
                round_,
                ballots.get(round_.id, ()),
                _compare(state, round_, ballots, zone, teams or {}),
                (same_people or {}).get(round_.id),
            )
            for round_ in revealed
            if (poll := find_poll(round_.kind))
        ),
        named=(*_list_named(model, state, revealed), *_list_answers(state, revealed, language)),
        stories=stories,
        kept_back=len(state.stories) - len(stories),
        ideas=_count_answers(state, revealed, "nodes"),
        answers=_count_answers(state, revealed, "nothing"),
        actions=state.actions,
        followed=state.followed,
        unrevealed=tuple(
            round_ for round_ in state.rounds if ACTIVITIES[round_.kind].has_result and not round_.is_revealed
        ),
        own_steps=_list_own_steps(state),
        pictures=pictures or {},
        address=address,
    )


def _count_answers(state: State, revealed: Iterable[Round], about: About) -> int:
    rounds = {round_.id for round_ in revealed if round_.about == about}
    return sum(answer.round in rounds for answer in state.answers)


def name_node(model: ConceptualModel, node: str, language: str) -> str:
    """The name of a node in a language; its id where the model does not have it."""
    names = {node_.id: node_.name for node_ in model.nodes()}
    return names[node].text(language) if node in names else node


def _list_own_steps(state: State) -> tuple[OwnStep, ...]:
    """The texts and pictures in the order of the plan; not welcome and break."""
    own = {step.id: step for step in state.for_room().own_steps if step.kind in ("text", "picture")}
    planned = (own[item.part] for item in state.order if item.part in own)
    return tuple(step for step in planned if step.text or step.picture)


def _compare(
    state: State,
    round_: Round,
    ballots: Mapping[str, Sequence[Ballot]],
    zone: tzinfo,
    teams: Mapping[str, str],
) -> Comparison | None:
    """A round beside the rating that it is compared with, if any; `teams` are names by their ids."""
    earlier, day = round_.earlier, state.workshop.get_day(zone)
    if earlier is None:
        return None
    rating = keep_rating(state.workshop, round_, ballots.get(round_.id, ()), day)
    before, after = (Side(kept, teams.get(kept.team or "", "")) for kept in (earlier, rating))
    return compare(before, after)


def _build_vote(
    model: ConceptualModel,
    poll: Poll,
    round_: Round,
    ballots: Sequence[Ballot],
    compared: Comparison | None,
    same_people: SamePeople | None,
) -> Vote:
    tally = count_ballots(round_, ballots)
    consequences = trace(model, tally.top) if poll.is_traced and tally.top else None
    return Vote(round_, tally, consequences, find_weakest(model, tally), compared, same_people)


def _list_named(model: ConceptualModel, state: State, revealed: Iterable[Round]) -> Iterator[Named]:
    """The chosen words on each node, in the order of the model; nodes that it lost come last."""
    rounds = {round_.id for round_ in revealed if round_.about == "nodes"}
    groups = [group for group in state.words if group.round in rounds]
    mentioned = dict.fromkeys(group.node for group in groups)
    ordered = [node.id for node in model.nodes() if node.id in mentioned]
    for node in (*ordered, *(node for node in mentioned if node not in ordered)):
        yield _name(node, [group for group in groups if group.node == node], state)


def _list_answers(state: State, revealed: Iterable[Round], language: str) -> Iterator[Named]:
    """The chosen words that answer each question about nothing in the model."""
    for round_ in revealed:
        groups = [group for group in state.words if group.round == round_.id]
        if groups and round_.about == "nothing":
            yield _name("", groups, state, round_.ask(get_words(language)))


def _name(node: str, groups: Sequence[Group], state: State, question: str = "") -> Named:
    counts = Counter(answer.group for answer in state.answers)
    titles = tuple(group.title for group in groups)
    return Named(node, titles, tuple(counts[group.id] for group in groups), question)
