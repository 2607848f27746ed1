"""Putting together the nodes and edges of a model from the rows of a file, and every fault among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from model.errors import Fault, ModelFileError, describe_unknown, find_near_match
from model.importing.headings import DIRECTIONS, YES
from model.importing.naming import Directory, Ids, is_id, to_slug
from model.importing.raw import RawGraph, RawRow, to_line, to_quoted
from model.importing.roles import Roles
from model.search import fold

_MOST_COMPARED = 50_000_000
"""How much is spent on looking for the nearest name to unknown ones: pairs of letters."""


@dataclass(frozen=True)
class GatheredNode:
    """A node with its id and name, and the row that says so: its own, or the first edge that names it."""

    id: str
    name: str
    row: RawRow
    is_created: bool = False


@dataclass(frozen=True)
class GatheredEdge:
    """An edge between two ids."""

    source: str
    target: str
    kind: str
    row: RawRow
    feedback: bool
    directed: bool = True


@dataclass
class Sorts:
    """The stages, levels or kinds: the name and the first row of each, by a key without regard to case.

    `ids` is the column that may hold an id for each.
    """

    column: str | None = None
    names: dict[str, str] = field(default_factory=dict)
    rows: dict[str, RawRow] = field(default_factory=dict)
    ids: str | None = None

    def add(self, name: str, row: RawRow | None = None) -> str:
        """The key of a name, which is noted if it is new."""
        key = fold(name)
        self.names.setdefault(key, name)
        if row is not None:
            self.rows.setdefault(key, row)
        return key

    def build_ids(self, order: Iterable[str], otherwise: str) -> dict[str, str]:
        """An id for each key: the one in its first row if no other has it, or else out of its name."""
        given = {key: row.get(self.ids) for key, row in self.rows.items() if is_id(row.get(self.ids))}
        times = Counter(given.values())
        kept = {key: one for key, one in given.items() if times[one] == 1}
        makes = Ids(kept.values())
        return {key: kept[key] if key in kept else makes.build(self.names[key], otherwise) for key in order}


@dataclass
class Gathered:
    """What was put together. `counts` are by the names of the fields of `Changes`."""

    kinds: Sorts
    nodes: list[GatheredNode] = field(default_factory=list)
    edges: list[GatheredEdge] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


def gather(raw: RawGraph, roles: Roles, create_missing: bool, link: str) -> Gathered:
    """The nodes and edges of a graph; what is faulty is left out and noted.

    `link` is the kind of an edge that has none. Raises `ModelFileError` where a column that is needed is not
    known or not there.
    """
    _check(raw, roles)
    gathering = _Gathering(raw, roles, create_missing, link)
    gathering.read_nodes()
    gathering.read_edges()
    return gathering.gathered


def _check(raw: RawGraph, roles: Roles) -> None:
    faults = []
    for names, columns in ((Roles.OF_NODES, raw.node_columns), (Roles.OF_EDGES, raw.edge_columns)):
        for name in names:
            chosen = getattr(roles, name)
            if chosen is not None and chosen not in columns:
                near = find_near_match(chosen, columns)
                faults.append(Fault(None, name, describe_unknown("column", to_line(chosen), near)))
    if raw.nodes and roles.id is None and roles.label is None:
        faults.append(Fault(None, "label", "it is not known which column holds the names of the nodes"))
    if raw.edges and (roles.source is None or roles.target is None):
        message = "it is not known from and to where edges lead; name two columns From and To"
        faults.append(Fault(None, "source", message))
    if faults:
        raise ModelFileError(raw.name, faults)


class _Gathering:
    def __init__(self, raw: RawGraph, roles: Roles, create_missing: bool, link: str) -> None:
        self._raw = raw
        self._roles = roles
        self._is_creating = create_missing or raw.is_edges_only
        self._link = link
        self._directory = Directory()
        self._ids = Ids()
        self._keys: set[tuple[str, str, str]] = set()
        self._compared = 0
        self.gathered = Gathered(Sorts(roles.kind))

    def read_nodes(self) -> None:
        """Take the nodes that are listed."""
        given_ids = [row.get(self._roles.id) for row in self._raw.nodes]
        self._ids = Ids(given for given in given_ids if is_id(given))
        seen: dict[str, RawRow] = {}
        for row, given in zip(self._raw.nodes, given_ids, strict=True):
            name = to_line(row.get(self._roles.label)) or to_line(given)
            if not name:
                self._refuse(
                    row, "is empty; write the name of this node", self._roles.label or self._roles.id
                )
            elif given and given in seen:
                message = f"the id {to_quoted(given)} is taken by {seen[given].place}; ids must differ"
                self._refuse(row, message, self._roles.id)
            else:
                seen[given] = row
                self._add_node(given if is_id(given) else self._build_id(name, given), given, name, row)
                self.gathered.counts["renamed"] += bool(given) and not is_id(given)

    def read_edges(self) -> None:
        """Take the edges between nodes that are known, or that may be created."""
        for row in self._raw.edges:
            source = self._find_end(row, self._roles.source)
            target = self._find_end(row, self._roles.target)
            if source is None or target is None:
                continue
            if source == target:
                name = to_quoted(row.get(self._roles.source))
                message = f"leads from {name} to itself; take it out, or name another node at one end"
                self._refuse(row, message)
                continue
            direction = DIRECTIONS.get(fold(row.get(self._roles.direction)), "directed")
            self.gathered.counts["undirected"] += direction == "undirected"
            self._add_edge(source, target, row, direction != "undirected")
            if direction == "mutual":
                self._add_edge(target, source, row)

    def _build_id(self, name: str, given: str) -> str:
        return self._ids.build(name if to_slug(name) else given, "node")

    def _add_node(self, identity: str, given: str, name: str, row: RawRow, is_created: bool = False) -> None:
        self._directory.add(len(self.gathered.nodes), given, name)
        self.gathered.nodes.append(GatheredNode(identity, name, row, is_created))

    def _find_end(self, row: RawRow, column: str | None) -> str | None:
        text = row.get(column)
        found = self._directory.find(text) if text else ()
        if len(found) == 1:
            return self.gathered.nodes[found[0]].id
        name = to_line(text)
        if not name:
            self._refuse(row, "is empty; write the name of a node", column)
        elif found:
            message = f"{len(found)} nodes are called {to_quoted(text)}; give them ids, or other names"
            self._refuse(row, message, column)
        elif self._is_creating:
            identity = self._build_id(name, "")
            self._add_node(identity, text, name, row, is_created=True)
            self.gathered.counts["created"] += not self._raw.is_edges_only
            return identity
        else:
            self._refuse(row, self._describe_unknown(text), column)
        return None

    def _describe_unknown(self, text: str) -> str:
        known = self._directory.known
        self._compared += len(text) * sum(map(len, known))
        near = find_near_match(text, filter(None, known)) if self._compared <= _MOST_COMPARED else None
        sentence = describe_unknown("node", to_quoted(text)[1:-1], near and to_line(near))
        return sentence if near else f"{sentence}; add it to the nodes, or take this out"

    def _add_edge(self, source: str, target: str, row: RawRow, is_directed: bool = True) -> None:
        kind = self.gathered.kinds.add(to_line(row.get(self._roles.kind)) or self._link, row)
        key = (source, target, kind)
        if key in self._keys:
            self.gathered.counts["merged"] += 1
            return
        self._keys.add(key)
        is_feedback = fold(row.get(self._roles.feedback)) in YES
        self.gathered.edges.append(GatheredEdge(source, target, kind, row, is_feedback, is_directed))

    def _refuse(self, row: RawRow, message: str, column: str | None = None) -> None:
        self.gathered.faults.append(row.build_fault(message, column))
