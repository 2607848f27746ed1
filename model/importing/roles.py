"""Which column says what of a node or an edge: guessed from names and contents, for a person to correct."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from model.importing.headings import (
    DIRECTIONS,
    SORTING,
    find_column,
    find_end_names,
    find_ends,
    fold_name,
    is_measure,
    is_technical,
)
from model.importing.ids import Directory
from model.importing.layers import count_backward, order_values
from model.importing.raw import RawGraph, RawRow, to_line
from model.schema import PROVENANCE_KINDS
from model.search import fold

MOST_SORTS = 12
"""Of how many different values a column may be that is guessed, by its content alone, to sort the nodes."""

_MOST_NAMED_SORTS = 60
"""The same of a column that is called one of stages or of levels."""

_MOST_VERBS = 20
_MOST_KINDS = 200
_LEAST_FILLED = 0.5
_LONGEST_SORT = 60
_LEAST_BETWEEN = 0.4
_LEAST_ONWARD = 0.8
"""How many of the edges must lead between different values of a column, and how many of these onward, for the
values to be stages."""

_LEAST_ONWARD_OF_THE_REST = 0.5
"""The same where another column is known to have the levels, and the name of this one says that it sorts."""


@dataclass(frozen=True)
class Roles:
    """Which column holds what: of the nodes (`OF_NODES`) or of the edges (`OF_EDGES`). None where none does.

    Without a `stage` the stages follow from the edges. A `question` is what a node invites to ask; how it is
    known is a `provenance` (`stated`, `reported`, `inferred`, `open`), with the name of the source as
    `reference`, what that is cited as in full as `citation`, its `link` and `licence`, and a `note`. A `verb`
    says in words what a `kind` means; without one the kind itself does. A `direction` says of an edge whether
    it is directed, undirected or mutual, a `feedback` whether it leads back.
    """

    id: str | None = None
    label: str | None = None
    description: str | None = None
    stage: str | None = None
    level: str | None = None
    question: str | None = None
    provenance: str | None = None
    reference: str | None = None
    citation: str | None = None
    link: str | None = None
    licence: str | None = None
    note: str | None = None
    source: str | None = None
    target: str | None = None
    source_name: str | None = None
    target_name: str | None = None
    kind: str | None = None
    verb: str | None = None
    direction: str | None = None
    feedback: str | None = None
    edge_provenance: str | None = None
    edge_reference: str | None = None
    edge_citation: str | None = None
    edge_link: str | None = None
    edge_licence: str | None = None
    edge_note: str | None = None

    OF_KNOWLEDGE = ("provenance", "reference", "citation", "link", "licence", "note")
    OF_NODES = ("id", "label", "description", "stage", "level", "question", *OF_KNOWLEDGE)
    OF_EDGES = (
        *("source", "target", "source_name", "target_name", "kind", "verb", "direction", "feedback"),
        *("edge_provenance", "edge_reference", "edge_citation", "edge_link", "edge_licence", "edge_note"),
    )


def suggest_roles(raw: RawGraph, said: Mapping[str, str | None] | None = None) -> Roles:
    """Which column of the nodes and edges most likely holds what; None where nothing fits.

    First by the names of the columns in English, Dutch and the words of other tools. Then by content: a
    column of few different texts sorts the nodes, into stages where nearly all edges lead onward between
    its values, and otherwise into levels. Each column has one role at most. What is `said`, by the names of
    roles, stays as it is, and the others are guessed around it.

    >>> from io import BytesIO
    >>> from model.importing.reader import read_graph
    >>> raw = read_graph(BytesIO(b"Van;Naar;Relatie\\nTijd;Rust;geeft"), "pairs.csv")
    >>> roles = suggest_roles(raw)
    >>> roles.source, roles.target, roles.kind, roles.stage
    ('Van', 'Naar', 'Relatie', None)
    >>> suggest_roles(raw, {"kind": None}).kind is None
    True
    """
    said = said or {}
    guess = _Guess(raw.node_columns, {role: said[role] for role in Roles.OF_NODES if role in said})
    for role in ("id", "label", "description", "stage", "level", "question"):
        column = find_column(role, guess.free)
        is_sorting = role in ("stage", "level")
        guess.take(role, column if not is_sorting or _is_sorting(raw.nodes, column) else None)
    _find_provenance(guess, raw.nodes, Roles.OF_KNOWLEDGE)
    if guess.roles["label"] is None and guess.roles["id"] is None:
        guess.roles["label"] = said.get("label") or _find_names(raw, guess.free)
    edges = _Guess(raw.edge_columns, {role: said[role] for role in Roles.OF_EDGES if role in said})
    named = [column for role in ("source", "target") if (column := said.get(role)) is not None]
    ends = _find_ends(raw, [column for column in raw.edge_columns if column in (*edges.free, *named)])
    for role, column in zip(("source", "target"), ends, strict=True):
        edges.take(role, column if column not in named else None)
    if raw.is_edges_only:
        for role, column in zip(("source_name", "target_name"), find_end_names(edges.free), strict=True):
            edges.take(role, column)
    _sort_nodes(raw, guess, (edges.roles["source"], edges.roles["target"]), said)
    for role in ("direction", "feedback"):
        edges.take(role, find_column(role, edges.free))
    if edges.roles["direction"] is None:
        edges.take("direction", next((free for free in edges.free if _says_direction(raw.edges, free)), None))
    edges.take("kind", _find_kind(raw, edges.free))
    edges.take("verb", _find_verb(raw, edges.roles["kind"], edges.free))
    _find_provenance(edges, raw.edges, [f"edge_{role}" for role in Roles.OF_KNOWLEDGE])
    return Roles(**{**guess.roles, **edges.roles})


class _Guess:
    """The roles of columns as far as they are known."""

    def __init__(self, columns: Sequence[str], said: Mapping[str, str | None]) -> None:
        self._columns = columns
        self._said = said
        self.roles = dict(said)

    @property
    def free(self) -> list[str]:
        """The columns without a role."""
        return [column for column in self._columns if column not in self.roles.values()]

    def take(self, role: str, column: str | None) -> None:
        """Give a column a role, unless something else was said."""
        if role not in self._said:
            self.roles[role] = column


def _find_provenance(guess: _Guess, rows: Sequence[RawRow], roles: Sequence[str]) -> None:
    """Find what says how nodes or edges are known: only where the kinds are those of a model."""
    provenance, *others = roles
    column = find_column(provenance, guess.free)
    is_known = column is not None and any(fold(row.get(column)) in PROVENANCE_KINDS for row in rows)
    guess.take(provenance, column if is_known else None)
    for role in others:
        guess.take(role, find_column(role, guess.free) if guess.roles[provenance] is not None else None)


def _find_ends(raw: RawGraph, columns: Sequence[str]) -> tuple[str | None, str | None]:
    """Where edges lead from and to: by the names of the columns, or by texts that two columns share.

    Neither where no two columns, or several, share texts: then a person has to say it.
    """
    by_name = find_ends(columns)
    if by_name is not None:
        return by_name
    nodes = {text for row in raw.nodes for text in row.cells.values()}
    texts = {column: {row.get(column) for row in raw.edges} - {""} for column in columns}
    texts = {column: cells for column, cells in texts.items() if cells and not is_measure(column, cells)}
    pairs = [
        (source, target)
        for source, target in combinations(texts, 2)
        if (texts[source] & texts[target] and not _says_the_same(raw.edges, source, target))
        or (nodes and texts[source] <= nodes and texts[target] <= nodes)
    ]
    return pairs[0] if len(pairs) == 1 else (None, None)


def _says_the_same(rows: Sequence[RawRow], column: str, other: str) -> bool:
    """Whether two columns hold the same text in most rows, as an id and a name do."""
    same = sum(row.get(column) == row.get(other) for row in rows)
    return same > len(rows) / 2


def _is_sorting(rows: Sequence[RawRow], column: str | None) -> bool:
    """Whether the values of a column called one of stages or levels can be: not too many, no percentages."""
    if column is None:
        return False
    values = {row.get(column) for row in rows} - {""}
    return len(values) <= _MOST_NAMED_SORTS and not any("%" in value for value in values)


def _find_names(raw: RawGraph, columns: Sequence[str]) -> str | None:
    """The first column with a text in every row and none twice; or else the first one."""
    for column in columns:
        cells = [row.get(column) for row in raw.nodes]
        if all(cells) and len(set(cells)) == len(cells) and not is_technical(column):
            return column
    return columns[0] if columns else None


def _sort_nodes(
    raw: RawGraph, guess: _Guess, ends: tuple[str | None, str | None], said: Mapping[str, str | None]
) -> None:
    """Find columns for stage and level by what is in them."""
    free = [column for column in guess.free if not is_technical(column)]
    named = [
        column
        for column in free
        if fold_name(column) in SORTING
        and 1 < _count_values(raw.nodes, column) <= _MOST_NAMED_SORTS
        and not any("%" in row.get(column) for row in raw.nodes)
    ]
    others = [column for column in free if column not in named and _sorts_by_content(raw.nodes, column)]
    candidates = [*sorted(named, key=lambda column: SORTING.index(fold_name(column))), *others]
    if guess.roles["stage"] is None and "stage" not in said and candidates:
        pairs = _find_pairs(raw, guess.roles, ends)
        onward = {column: _count_onward(raw.nodes, column, pairs) for column in candidates[:MOST_SORTS]}
        best = max(onward, key=lambda column: onward[column])
        has_level = guess.roles["level"] is not None
        if onward[best] >= (_LEAST_ONWARD_OF_THE_REST if has_level and best in named else _LEAST_ONWARD):
            guess.take("stage", best)
            candidates.remove(best)
    if guess.roles["level"] is None and candidates:
        guess.take("level", candidates[0])


def _count_values(rows: Sequence[RawRow], column: str) -> int:
    return len({row.get(column) for row in rows} - {""})


def _has_few_values(rows: Sequence[RawRow], column: str) -> bool:
    cells = [cell for row in rows if (cell := row.get(column))]
    values = set(cells)
    return (
        2 <= len(values) <= min(MOST_SORTS, len(cells) // 2)
        and len(cells) >= _LEAST_FILLED * len(rows)
        and max(map(len, values)) <= _LONGEST_SORT
        and not values <= {"true", "false"}
        and not all(value.replace(".", "", 1).lstrip("-").isdecimal() for value in values)
    )


def _sorts_by_content(rows: Sequence[RawRow], column: str) -> bool:
    return _has_few_values(rows, column) and not is_measure(column, {row.get(column) for row in rows} - {""})


def _find_pairs(
    raw: RawGraph, nodes: Mapping[str, str | None], ends: tuple[str | None, str | None]
) -> list[tuple[int, int]]:
    """The edges, as positions of the nodes that they lead from and to; unclear ones left out."""
    directory = Directory()
    for position, row in enumerate(raw.nodes):
        directory.add(position, row.get(nodes["id"]), to_line(row.get(nodes["label"])))
    found = [(directory.find(row.get(ends[0])), directory.find(row.get(ends[1]))) for row in raw.edges]
    return [(source[0], target[0]) for source, target in found if len(source) == len(target) == 1]


def _count_onward(rows: Sequence[RawRow], column: str, edges: Sequence[tuple[int, int]]) -> float:
    """The part of the edges between different values of a column that lead onward; 0 for hardly any."""
    values = [row.get(column) for row in rows]
    if len(set(values)) > 3 * MOST_SORTS:
        return 0.0
    ends = [(values[source], values[target]) for source, target in edges]
    between = Counter((source, target) for source, target in ends if source and target and source != target)
    if between.total() < max(1, _LEAST_BETWEEN * len(edges)):
        return 0.0
    order = order_values(list(dict.fromkeys(value for value in values if value)), between)
    return 1 - count_backward(order, between) / between.total()


def _says_direction(rows: Sequence[RawRow], column: str) -> bool:
    cells = {fold(row.get(column)) for row in rows} - {""}
    return bool(cells) and cells <= {
        direction for direction in DIRECTIONS if direction not in ("true", "false")
    }


def _find_kind(raw: RawGraph, columns: Sequence[str]) -> str | None:
    """A column that by its name says what edges mean, with few enough different texts."""
    rest = list(columns)
    while (found := find_column("kind", rest)) is not None:
        count = _count_values(raw.edges, found)
        if 1 <= count <= min(_MOST_KINDS, max(_MOST_VERBS, len(raw.edges) // 2)):
            return found
        rest.remove(found)
    return next(
        (column for column in rest if not is_technical(column) and _sorts_by_content(raw.edges, column)), None
    )


def _find_verb(raw: RawGraph, kind: str | None, columns: Sequence[str]) -> str | None:
    """A column that by its name has words, and for each kind the same."""
    found = find_column("verb", columns)
    if kind is None or found is None:
        return None
    said = {(fold(row.get(kind)), row.get(found)) for row in raw.edges if row.get(kind)}
    return found if len({kind_ for kind_, _ in said}) == len(said) and all(verb for _, verb in said) else None
