"""Counting ballots: what the room thinks, never what one person or a few think. All pure."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from model.graph import ConceptualModel
from model.paths import Path, PathCount
from model.search import fold
from model.workshop.activities import ActivityKind, Poll, find_poll
from model.workshop.kept_rating import SMALLEST_GROUP
from model.workshop.round import Round
from model.workshop.session import Answer, Ballot
from model.workshop.spread import Spread, build_spread

NO_ROLE = "none"
_NO_PATHS = PathCount(0)


@dataclass(frozen=True)
class SubjectTally:
    """What one subject got. Equal ones share a `rank`, counted from 1; None where nobody rated it.

    `value` is what the subjects are ranked by (`Poll.get_value`): the mean of ratings, the number of dots.
    `by_role` has only those that may be told apart (see `choose_roles`); `unsure` said that they do not know,
    and are in none of the others.
    """

    subject: str
    rank: int | None
    value: float | None
    all: Spread
    by_role: Mapping[str, Spread]
    unsure: int = 0


@dataclass(frozen=True)
class Tally:
    """The result of a round: its subjects, the first rank first, in the round's order where they are equal.

    `voters` gave a ballot; `by_role` says how many of each role, of those that may be told apart.
    """

    round: str
    kind: ActivityKind
    voters: int
    by_role: Mapping[str, int]
    subjects: tuple[SubjectTally, ...]

    @property
    def top(self) -> tuple[str, ...]:
        """The subject that got most, or several that share the first rank; none where nothing was given."""
        return tuple(tally.subject for tally in self.subjects if tally.rank == 1 and tally.value)


@dataclass(frozen=True)
class WeakPoint:
    """The weakest of the rated nodes on one path: one, or several that are equal."""

    path: Path
    nodes: tuple[str, ...]
    value: float


@dataclass(frozen=True)
class WeakNode:
    """A weak node: what it was rated, and on how many paths it is the weakest, or one of them."""

    node: str
    value: float
    paths: PathCount


@dataclass(frozen=True)
class Weakest:
    """What `find_weakest` found: `nodes` the lowest first, `points` the weakest path first.

    `paths` is how many paths have a rated node and `weak_paths` how many of them have a weak one; `points`
    may be fewer.
    """

    nodes: tuple[WeakNode, ...] = ()
    points: tuple[WeakPoint, ...] = ()
    paths: PathCount = _NO_PATHS
    weak_paths: PathCount = _NO_PATHS


@dataclass(frozen=True)
class Consequences:
    """What some nodes lead to, in the order of the file, and how many paths lead to each outcome."""

    starts: tuple[str, ...]
    reached: tuple[str, ...]
    outcomes: Mapping[str, PathCount]


def choose_roles(counts: Mapping[str, int]) -> tuple[str, ...]:
    """Which roles may be told apart, the largest first and "none" last, given how many of each answered.

    Those with at least 5 people, so that what is left over together is nobody, or at least 5 as well:
    otherwise it could be found by taking the others from the whole.

    >>> choose_roles({"patient": 6, "professional": 9, "leadership": 2})
    ('professional',)
    >>> choose_roles({"patient": 6, "professional": 9})
    ('professional', 'patient')
    """
    shown = sorted(
        (role for role, count in counts.items() if count >= SMALLEST_GROUP),
        key=lambda role: (role == NO_ROLE, -counts[role], role),
    )
    rest = sum(counts.values()) - sum(counts[role] for role in shown)
    while shown and 0 < rest < SMALLEST_GROUP:
        rest += counts[shown.pop()]
    return tuple(shown)


def count_ballots(round_: Round, ballots: Sequence[Ballot]) -> Tally:
    """The result of a poll, a round such as of dots or ratings, from its ballots; empty for other kinds.

    Ballots that say nothing do not count: earlier versions took them. Who gave a ballot of dots gave 0 to
    what it does not name; who skipped something did not rate it.

    >>> asked = Round(id="r", number=1, kind="rating", nodes=("joy", "trust"))
    >>> given = [Ballot(role=None, choices={"joy": 2, "trust": 4}), Ballot(role=None, choices={"joy": 3})]
    >>> counted = count_ballots(asked, given)
    >>> [(one.subject, one.rank, one.all.mean, one.all.voters) for one in counted.subjects]
    [('trust', 1, 4.0, 1), ('joy', 2, 2.5, 2)]
    """
    ballots = [ballot for ballot in ballots if any(ballot.choices.values())]
    roles = Counter(ballot.role or NO_ROLE for ballot in ballots)
    by_role = {role: roles[role] for role in choose_roles(roles)}
    poll = find_poll(round_.kind)
    if poll is None:
        return Tally(round_.id, round_.kind, len(ballots), by_role, ())
    counted = [_count(poll, round_, subject, ballots) for subject in round_.subjects]
    counted.sort(key=lambda tally: _order(poll, tally.value))
    return Tally(round_.id, round_.kind, len(ballots), by_role, tuple(_rank(counted)))


def find_equal(answers: Sequence[Answer]) -> dict[str, str]:
    """The id of the first answer that says the same, for each answer by its id: of the same round, about the
    same, in the same words but for case, accents and punctuation.

    >>> said = [Answer(id=text, round="r", node="n", text=text) for text in ("Tijd", "tijd", "Rust")]
    >>> find_equal(said)
    {'Tijd': 'Tijd', 'tijd': 'Tijd', 'Rust': 'Rust'}
    """
    first: dict[tuple[str, str, str], str] = {}
    return {
        answer.id: first.setdefault((answer.round, answer.node, _simplify(answer.text)), answer.id)
        for answer in answers
    }


def _simplify(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text))) or text


def find_weakest(model: ConceptualModel, counted: Tally, at_most: int = 1000) -> Weakest:
    """The weak nodes of a rating, the lowest first, each with on how many paths it is the weakest.

    A node is weak where its mean is below the middle of the scale, 3 (`Poll.weak_below`). Equal ones are
    ordered by the number of paths, the most first, then as in the model. A path goes from the first stage to
    the last; its weakest node is the one with the lowest mean, or several that are equal. All paths count,
    however many there are; only where large cycles stop the counting a number is a lower bound
    (`PathCount.is_exact`). Of paths no more than `at_most` are listed, of each value the shortest first.

    Left out: weak nodes that are the weakest on no path, as another one is lower on each of theirs or none
    runs through them; nodes that the model does not have. Of dots, which say what comes first and not what
    is weak, there is nothing to find.

    >>> from model import load_model
    >>> asked = Round(id="r", number=1, kind="rating", nodes=("patient-openness", "leadership-climate"))
    >>> ballot = Ballot(role=None, choices={"patient-openness": 4, "leadership-climate": 2})
    >>> found = find_weakest(load_model(), count_ballots(asked, [ballot]))
    >>> [(weak.node, weak.value, weak.paths) for weak in found.nodes], found.paths
    ([('leadership-climate', 2.0, 210)], 294)
    """
    values = {tally.subject: tally.value for tally in counted.subjects if tally.value is not None}
    values = {node.id: values[node.id] for node in model.nodes() if node.id in values}
    poll = find_poll(counted.kind)
    if poll is None or poll.weak_below is None or not values:
        return Weakest()
    limit = poll.weak_below
    starts = [node.id for node in model.nodes(stage=model.stages[0].id)]
    ends = [node.id for node in model.nodes(stage=model.stages[-1].id)]
    nodes: list[WeakNode] = []
    points: list[WeakPoint] = []
    for value in sorted({value for value in values.values() if value < limit}):
        # On a path without lower ones, each node of this value is the weakest.
        lower = [node for node in values if values[node] < value]
        equal = [node for node in values if values[node] == value]
        listed: dict[tuple[str, ...], Path] = {}
        for node in equal:
            paths = list(model.find_paths(starts, ends, at_most, via=[node], avoiding=lower))
            count = model.count_paths(starts, ends, via=[node], avoiding=lower)
            if not count.is_exact:
                count = PathCount(max(count, len(paths)), is_exact=False)
            if count:
                nodes.append(WeakNode(node, value, count))
            listed.update((path.nodes, path) for path in paths)
        shortest = sorted(listed.values(), key=len)[: at_most - len(points)]
        points += (
            WeakPoint(path, tuple(node for node in path.nodes if node in equal), value) for path in shortest
        )
    nodes.sort(key=lambda weak: (weak.value, -weak.paths))
    weak = [node for node in values if values[node] < limit]
    least = max((found.paths for found in nodes), default=0)
    rated, weak_paths = (_count_with(model, starts, ends, among, least) for among in (list(values), weak))
    return Weakest(tuple(nodes), tuple(points), rated, weak_paths)


def _count_with(
    model: ConceptualModel, starts: Sequence[str], ends: Sequence[str], nodes: Sequence[str], least: int
) -> PathCount:
    """How many paths hold any of the nodes: all but those that avoid them. Where the counting had to stop,
    a lower bound."""
    every, others = model.count_paths(starts, ends), model.count_paths(starts, ends, avoiding=nodes)
    if others.is_exact:
        return PathCount(max(least, every - others), every.is_exact)
    return PathCount(least, is_exact=False)


def trace(model: ConceptualModel, starts: Sequence[str]) -> Consequences:
    """What some nodes, such as `Tally.top`, lead to; those the model does not have are left out."""
    known = {node.id for node in model.nodes()}
    begun = tuple(dict.fromkeys(node for node in starts if node in known))
    reached = frozenset[str]().union(*(model.find_downstream(node) for node in begun)).difference(begun)
    last = [node.id for node in model.nodes(stage=model.stages[-1].id)]
    outcomes = {end: model.count_paths(begun, end) for end in last if end in reached}
    return Consequences(begun, tuple(node.id for node in model.nodes() if node.id in reached), outcomes)


def _count(poll: Poll, round_: Round, subject: str, ballots: Sequence[Ballot]) -> SubjectTally:
    votes = [
        (ballot.role or NO_ROLE, ballot.choices.get(subject, 0))
        for ballot in ballots
        if subject in ballot.choices or not poll.is_mean
    ]
    every, votes = len(votes), [(role, value) for role, value in votes if value != poll.unsure]
    numbers = poll.list_numbers(round_.dots, len(round_.subjects))
    by_role = {
        role: build_spread([value for whose, value in votes if whose == role], numbers)
        for role in choose_roles(Counter(role for role, _ in votes))
    }
    spread = build_spread([value for _, value in votes], numbers)
    return SubjectTally(subject, None, poll.get_value(spread), spread, by_role, every - len(votes))


def _order(poll: Poll, value: float | None) -> float:
    """By what subjects are sorted: those that nobody gave a number come last."""
    if value is None:
        return math.inf
    return value if poll.is_lowest_first else -value


def _rank(counted: list[SubjectTally]) -> Iterable[SubjectTally]:
    rank, last = 0, None
    for position, tally in enumerate(counted, 1):
        if tally.value is None:
            yield tally
            continue
        if tally.value != last:
            rank, last = position, tally.value
        yield replace(tally, rank=rank)
