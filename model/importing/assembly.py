"""Putting together the nodes and edges of a model from the rows of a file, and every fault among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from model.errors import Fault, ModelFileError, describe_unknown, find_near_match
from model.importing.findings import Findings, Item
from model.importing.headings import DIRECTIONS, YES
from model.importing.ids import Directory, Ids, is_id, to_slug
from model.importing.policy import Policy
from model.importing.raw import RawGraph, RawRow, to_line, to_quoted
from model.importing.roles import Roles
from model.search import fold

_MOST_COMPARED = 50_000_000
"""How much is spent on looking for the nearest name to unknown ones: pairs of letters."""

LONGEST_NAME = 400
"""Of a node, in characters: what no picture shows is cut, and listed whole."""


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
        ids = {key: row.get(self.ids) for key, row in self.rows.items() if is_id(row.get(self.ids))}
        times = Counter(ids.values())
        kept = {key: id_ for key, id_ in ids.items() if times[id_] == 1}
        makes = Ids(kept.values())
        return {key: kept[key] if key in kept else makes.build(self.names[key], otherwise) for key in order}


@dataclass
class Gathered:
    """What was put together; the faults for which the file is refused, and what else was found."""

    kinds: Sorts
    nodes: list[GatheredNode] = field(default_factory=list)
    edges: list[GatheredEdge] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    findings: Findings = field(default_factory=Findings)

    def shorten(self, name: str, row: RawRow | None) -> str:
        """A name that is not longer than any picture could show; what is cut is listed whole."""
        if len(name) <= LONGEST_NAME:
            return name
        self.findings.add("shortened", row.build_item(name) if row is not None else Item("title", name))
        return f"{name[: LONGEST_NAME - 2].rstrip()} …"


def gather(raw: RawGraph, roles: Roles, policy: Policy, link: str) -> Gathered:
    """The nodes and edges of a graph; what is faulty is left out and listed, or refused, as the policy says.

    `link` is the kind of an edge that has none. Raises `ModelFileError` where a column that is needed is not
    known or not there.
    """
    _check(raw, roles)
    gathering = _Gathering(raw, roles, policy, link)
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
        message = "it is not known which column holds the names of the nodes; name it (--label)"
        faults.append(Fault(None, "label", message))
    if raw.edges and (roles.source is None or roles.target is None):
        columns_there = ", ".join(to_quoted(column) for column in raw.edge_columns[:12])
        message = (
            f"it is not known which columns say from and to where edges lead; name two of {columns_there} "
            "(--source and --target)"
        )
        if raw.is_edges_only:
            message += "; if this is a list of nodes, say so (--table nodes)"
        faults.append(Fault(None, "source", message))
    if faults:
        raise ModelFileError(raw.name, faults)


class _Gathering:
    def __init__(self, raw: RawGraph, roles: Roles, policy: Policy, link: str) -> None:
        self._raw = raw
        self._roles = roles
        self._policy = policy
        self._link = link
        self._directory = Directory()
        self._ids = Ids()
        self._at: dict[tuple[str, str, str], int] = {}
        """Where among the edges that are gathered one with these ends and kind is."""
        self._compared = 0
        self.gathered = Gathered(Sorts(roles.kind))

    def read_nodes(self) -> None:
        """Take the nodes that are listed."""
        given_ids = [row.get(self._roles.id) for row in self._raw.nodes]
        self._ids = Ids(id_ for id_ in given_ids if is_id(id_))
        seen: dict[str, RawRow] = {}
        for row, given_id in zip(self._raw.nodes, given_ids, strict=True):
            name = to_line(row.get(self._roles.label)) or to_line(given_id)
            if not name:
                self._leave_out(
                    "faulty-node",
                    row,
                    "is empty; write the name of this node",
                    self._roles.label or self._roles.id,
                )
            elif given_id and given_id in seen:
                message = (
                    f"the id {to_quoted(given_id)} is already used by {seen[given_id].place}; ids must differ"
                )
                self._leave_out("faulty-node", row, message, self._roles.id)
            else:
                seen[given_id] = row
                identity = given_id if is_id(given_id) else self._build_id(name, given_id)
                self._add_node(identity, given_id, self.gathered.shorten(name, row), row)
                if given_id and identity != given_id and self._roles.id is not None:
                    self.gathered.findings.add("renamed", row.build_item(f"{given_id} → {identity}"))

    def read_edges(self) -> None:
        """Take the edges between nodes that are known, or that may be made."""
        for row in self._raw.edges:
            if not self._has_both_ends(row):
                continue
            source = self._find_end(row, self._roles.source, self._roles.source_name)
            target = self._find_end(row, self._roles.target, self._roles.target_name)
            if source is None or target is None:
                continue
            if source == target:
                name = to_quoted(row.get(self._roles.source))
                message = f"leads from {name} to itself; take it out, or name another node at one end"
                self._decide(self._policy.self_loops, "self-loop", row, message)
                continue
            direction = DIRECTIONS.get(fold(row.get(self._roles.direction)), "directed")
            if direction == "undirected":
                self._add_undirected(source, target, row)
                continue
            self._add_edge(source, target, row)
            if direction == "mutual":
                self.gathered.findings.add("both-ways", row.build_item(self._describe_ends(row)))
                self._add_edge(target, source, row)

    def _add_undirected(self, source: str, target: str, row: RawRow) -> None:
        policy = self._policy.undirected
        if policy in ("refuse", "leave-out"):
            message = "has no direction; say from where to where it leads"
            self._decide(policy, "undirected-left-out", row, message)
            return
        if policy == "both-ways":
            self.gathered.findings.add("both-ways", row.build_item(self._describe_ends(row)))
            self._add_edge(source, target, row)
            self._add_edge(target, source, row)
            return
        if self._add_edge(source, target, row, is_directed=False):
            self.gathered.findings.add("undirected", row.build_item(self._describe_ends(row)))

    def _build_id(self, name: str, given_id: str) -> str:
        return self._ids.build(name if to_slug(name) else given_id, "node")

    def _add_node(
        self, identity: str, given_id: str, name: str, row: RawRow, is_created: bool = False
    ) -> None:
        self._directory.add(len(self.gathered.nodes), given_id, name)
        self.gathered.nodes.append(GatheredNode(identity, name, row, is_created))

    def _has_both_ends(self, row: RawRow) -> bool:
        """Whether something stands at both ends, so that no node is made for one end alone."""
        for column in (self._roles.source, self._roles.target):
            if not to_line(row.get(column)):
                self._leave_out("faulty-edge", row, "is empty; write the name of a node", column)
                return False
        return True

    def _find_end(self, row: RawRow, column: str | None, name_column: str | None) -> str | None:
        text = row.get(column)
        found = self._directory.find(text)
        if len(found) == 1:
            return self.gathered.nodes[found[0]].id
        if found:
            message = f"{len(found)} nodes are called {to_quoted(text)}; give them ids, or other names"
            self._leave_out("faulty-edge", row, message, column)
            return None
        is_list_of_nodes = not self._raw.is_edges_only
        if is_list_of_nodes and self._policy.undeclared != "make":
            message = self._describe_unknown(text)
            place = f", column {to_quoted(column)}" if column is not None else ""
            if self._policy.undeclared == "refuse":
                self.gathered.faults.append(row.build_fault(message, column))
            else:
                self.gathered.findings.add("undeclared-left-out", Item(row.place + place, message, row.line))
            return None
        name = to_line(row.get(name_column)) or to_line(text)
        identity = text if name_column is not None and is_id(text) else self._build_id(name, "")
        if is_list_of_nodes:
            near = self._find_near(text)
            hint = f"{name} (did you mean {to_quoted(near)}?)" if near else name
            self.gathered.findings.add("undeclared", row.build_item(hint))
        self._add_node(identity, text, self.gathered.shorten(name, row), row, is_created=True)
        return identity

    def _find_near(self, text: str) -> str | None:
        known = self._directory.known
        self._compared += len(text) * sum(map(len, known))
        return find_near_match(text, filter(None, known)) if self._compared <= _MOST_COMPARED else None

    def _describe_unknown(self, text: str) -> str:
        near = self._find_near(text)
        sentence = describe_unknown("node", to_quoted(text)[1:-1], near and to_line(near))
        if near:
            return sentence
        return f"{sentence}; add it to the nodes, or have such nodes made (--undeclared make)"

    def _describe_ends(self, row: RawRow) -> str:
        return f"{to_line(row.get(self._roles.source))} → {to_line(row.get(self._roles.target))}"

    def _add_edge(self, source: str, target: str, row: RawRow, is_directed: bool = True) -> bool:
        """Add an edge, unless it is there already; whether it was added.

        A directed one takes the place of the same one without a direction, and an undirected one is there
        already where one leads the other way.
        """
        kind = self.gathered.kinds.add(to_line(row.get(self._roles.kind)) or self._link, row)
        edges = self.gathered.edges
        at = self._at.get((source, target, kind))
        back = self._at.get((target, source, kind))
        if at is None and back is not None and not (is_directed and edges[back].directed):
            at = back
        is_feedback = fold(row.get(self._roles.feedback)) in YES
        edge = GatheredEdge(source, target, kind, row, is_feedback, is_directed)
        if at is None:
            self._at[source, target, kind] = len(edges)
            edges.append(edge)
            return True
        message = f"repeats {edges[at].row.place}; take one of them out"
        self._decide(self._policy.repeats, "repeated", row, message)
        if is_directed and not edges[at].directed:
            self._at.pop((edges[at].source, edges[at].target, kind))
            self._at[source, target, kind] = at
            edges[at] = edge
        return False

    def _decide(self, policy: str, code: str, row: RawRow, message: str) -> None:
        if policy == "refuse":
            self.gathered.faults.append(row.build_fault(message))
        else:
            self.gathered.findings.add(code, row.build_item(self._describe_ends(row)))

    def _leave_out(self, code: str, row: RawRow, message: str, column: str | None = None) -> None:
        """Leave a faulty row out and list it, or refuse the file for it."""
        fault = row.build_fault(message, column)
        if self._policy.faulty == "refuse":
            self.gathered.faults.append(fault)
        else:
            self.gathered.findings.add(code, Item(fault.place, message, row.line))
