"""Which nodes, edges and groups a DOT or DAGitty file has, statement by statement."""

from __future__ import annotations

from collections.abc import Iterator

from model.importing.findings import Item
from model.importing.graph_file import GraphFile
from model.importing.raw import (
    MOST_COLUMNS,
    MOST_EDGES,
    MOST_NESTING,
    MOST_NODES,
    refuse,
    refuse_count,
    to_line,
    to_quoted,
)
from model.importing.readers.dot_chart import (
    DRAWING,
    DRAWING_OF_GRAPHS,
    KEPT_OF_GRAPHS,
    ROLES,
    Chart,
    DotEdge,
    DotNode,
    Scope,
    assign_groups,
    to_value,
)
from model.importing.readers.dot_text import BARE_DAG, LINK, MARKUP, OTHER, QUOTED, WORD, DotText, Token

Given = dict[str, str | None]
"""What a list says of attributes; None where it only names one."""

_KINDS = ("graph", "digraph", "dag", "pdag", "mag", "pag")
_MOST_VALUES = 1_000_000
"""Of all nodes and edges together, with those that they have by default."""

_MOST_FAULTS = 1_000
_MOST_SUBGRAPHS = 20_000
_MOST_MEMBERS = 2_000_000
"""Of all subgraphs together, each as often as it is named."""


def parse_dot(file: GraphFile) -> Chart:
    """The first graph in a file; what of it cannot be read is in its findings.

    Raises `ModelFileError` for what is no DOT, ends too early, is too large, or is nested too deeply.
    """
    return _Parser(file).parse()


class _Parser:
    def __init__(self, file: GraphFile) -> None:
        self._file = file.name
        self._source = DotText(file.text, file.name)
        self._tokens: Iterator[Token] = self._source.list_tokens()
        self._is_bare = BARE_DAG.match(file.text) is not None
        self._next: Token | None = next(self._tokens, None)
        self._end = 0
        self._named: dict[str, Scope] = {}
        self._known: dict[tuple[str, str], DotEdge] = {}
        self._columns: set[str] = set()
        self._values = 0
        self._members = 0
        self._subgraphs = 0
        self._links = 0
        self._faults = 0
        self.chart = Chart()

    def parse(self) -> Chart:
        """Read all of it."""
        if not self._is_bare:
            self._read_header()
        root = Scope(self.chart.name, 1, {}, {}, self.chart.attributes)
        stack = [root]
        while stack:
            token = self._take()
            if token is None:
                self._finish(stack[-1], {})
                if self._is_bare and len(stack) == 1:
                    break
                where = "the subgraph that begins here" if len(stack) > 1 else "the graph"
                message = f"ends before {where} does; the file is cut off or a }} is missing: save it again"
                raise refuse(self._file, message, stack[-1].line)
            if token.is_sign("}"):
                scope = stack.pop()
                self._finish(scope, {})
                if stack:
                    self._add_scope(scope, stack[-1])
            else:
                self._read(token, stack)
        self._list_rest()
        assign_groups(self.chart, root)
        return self.chart

    # -- tokens ---------------------------------------------------------------------------------------------

    def _take(self) -> Token | None:
        token = self._next
        if token is not None:
            self._end = token.at + len(token.text) + 2 * (token.what in (QUOTED, MARKUP))
            self._next = next(self._tokens, None)
        return token

    def _has_next(self, sign: str) -> bool:
        return self._next is not None and self._next.is_sign(sign)

    def _take_next(self, sign: str) -> bool:
        if self._has_next(sign):
            self._take()
            return True
        return False

    def _take_id(self) -> Token | None:
        return self._take() if self._next is not None and self._next.is_id else None

    def _find_line(self, at: int) -> int:
        return self._source.find_line(at)

    def _read_header(self) -> None:
        if self._next is not None and self._next.what == WORD and self._next.text.lower() == "strict":
            self.chart.is_strict = True
            self._take()
        kind = self._take()
        if kind is None or kind.what != WORD or kind.text.lower() not in _KINDS:
            found = to_quoted(kind.text if kind is not None else "")
            message = (
                f"is no DOT: it begins with {found}, not with graph or digraph; save the graph as DOT again"
            )
            raise refuse(self._file, message, self._find_line(kind.at) if kind is not None else None)
        self.chart.kind = kind.text.lower()
        name = self._take_id()
        self.chart.name = name.text if name is not None else ""
        if not self._take_next("{"):
            message = "is no DOT: there is no { behind the name of the graph; save the graph as DOT again"
            raise refuse(self._file, message, self._find_line(kind.at))

    def _list_rest(self) -> None:
        """Note further graphs in the file, and what else stands behind the first."""
        depth, is_noted = 0, False
        while (token := self._take()) is not None:
            if token.is_sign("{"):
                depth += 1
            elif token.is_sign("}"):
                depth -= 1
            elif depth <= 0 and token.what == WORD and token.text.lower() in _KINDS:
                name = self._next.text if self._next is not None and self._next.is_id else ""
                place = f"{token.text} {to_quoted(name)}" if name else token.text
                self.chart.findings.add("part", Item(place, "", self._find_line(token.at)))
                is_noted = True
            elif depth <= 0 and not is_noted and token.text.lower() not in ("strict", ";"):
                is_noted = True
                text = to_line(self._source.quote(token.at, token.at + 60))
                self.chart.findings.add("part", Item("behind the graph", text, self._find_line(token.at)))

    # -- statements -----------------------------------------------------------------------------------------

    def _read(self, token: Token, stack: list[Scope]) -> None:
        """Read on in a statement, or begin one."""
        scope = stack[-1]
        word = token.text.lower() if token.what == WORD else ""
        is_complete = len(scope.ends) > len(scope.marks)
        can_begin = is_complete or not scope.marks
        if token.is_sign(";") or token.is_sign(","):
            self._finish(scope, {})
        elif token.what == LINK and is_complete:
            scope.marks.append(token.text)
        elif token.is_sign("[") and is_complete:
            self._finish(scope, self._read_lists(DRAWING))
        elif word in ("node", "edge", "graph") and self._has_next("[") and can_begin:
            self._finish(scope, {})
            self._take()
            self._set_defaults(scope, word, token)
        elif word == "subgraph" or token.is_sign("{"):
            if is_complete:
                self._finish(scope, {})
            scope.begin = token.at if scope.begin is None else scope.begin
            self._open(token, word, stack)
        elif token.is_id and self._has_next("=") and can_begin:
            self._finish(scope, {})
            self._take()
            value = self._take_id()
            if value is None:
                self._skip(token.at)
            else:
                self._describe_graph(scope, {token.text: to_value(value)}, token)
        elif token.is_id:
            if is_complete:
                self._finish(scope, {})
            scope.begin = token.at if scope.begin is None else scope.begin
            self._add_end(token, scope)
        else:
            begin = token.at if scope.begin is None else scope.begin
            is_edge = bool(scope.marks) or token.what == LINK
            if token.what == OTHER:
                self._forget(scope)
            scope.clear()
            self._skip(begin, is_edge)

    def _open(self, token: Token, word: str, stack: list[Scope]) -> None:
        """Begin a subgraph, or take one that is known by its name."""
        outer = stack[-1]
        line = self._find_line(token.at)
        name = self._take_id() if word else None
        known = self._named.get(name.text) if name is not None else None
        if word and not self._take_next("{"):
            self._add_scope(known or Scope("", line, {}, {}), outer)
            return
        if known is None or known in stack:
            known = Scope(name.text if name is not None else "", line, outer.of_nodes, outer.of_edges)
            outer.inner.append(known)
            self._subgraphs += 1
            if self._subgraphs > _MOST_SUBGRAPHS:
                raise refuse_count(self._file, "subgraphs", _MOST_SUBGRAPHS)
            if name is not None:
                self._named[name.text] = known
        stack.append(known)
        if len(stack) > MOST_NESTING:
            raise refuse(self._file, f"is nested more than {MOST_NESTING} deep", line)

    def _add_scope(self, scope: Scope, outer: Scope) -> None:
        """Take a subgraph as the end of an edge, or as a statement of its own."""
        self._members += len(scope.members)
        if self._members > _MOST_MEMBERS:
            raise refuse(self._file, "names too many nodes in subgraphs; take some of these out", scope.line)
        outer.members.update(scope.members)
        outer.ends.append(tuple(scope.members))

    def _add_end(self, token: Token, scope: Scope) -> None:
        if self._take_next(":"):
            port = self._take_id()
            if self._take_next(":"):
                self._take_id()
            text = f"{token.text}:{port.text if port is not None else ''}"
            item = Item(f"node {to_quoted(token.text)}", text, self._find_line(token.at))
            self.chart.findings.add("port", item)
        if token.text not in self.chart.nodes:
            if len(self.chart.nodes) >= MOST_NODES:
                raise refuse_count(self._file, "nodes", MOST_NODES)
            node = DotNode(token.text, self._find_line(token.at), scope.of_nodes)
            self.chart.nodes[token.text] = node
            scope.fresh.append(token.text)
            self._count_values(node.attributes)
        scope.members[token.text] = None
        scope.ends.append((token.text,))

    def _forget(self, scope: Scope) -> None:
        """Take out the nodes that only a faulty statement names: what it calls them is not known."""
        for identity in scope.fresh:
            del self.chart.nodes[identity]
            del scope.members[identity]

    def _finish(self, scope: Scope, raw_values: Given) -> None:
        """End the statement that is being read."""
        ends, marks, begin = scope.ends, scope.marks, scope.begin
        scope.clear()
        if begin is None:
            return
        if len(marks) == len(ends):
            self._note_fault("faulty-edge", begin)
            marks = marks[:-1]
        if marks:
            values = {name: "true" if value is None else value for name, value in raw_values.items()}
            attributes = {**scope.of_edges, **values} if values else scope.of_edges
            line = self._find_line(begin)
            self._count_values(attributes)
            for position, mark in enumerate(marks):
                self._link(ends[position], ends[position + 1], mark, line, attributes)
        elif raw_values and len(ends[0]) == 1 and ends[0][0] in self.chart.nodes:
            self._describe(self.chart.nodes[ends[0][0]], raw_values)

    def _describe(self, node: DotNode, raw_values: Given) -> None:
        values = {}
        for name, value in raw_values.items():
            is_role = value in (None, "", "1", "true") and self.chart.kind not in ("graph", "digraph")
            if is_role and name in ROLES:
                node.roles = tuple(dict.fromkeys((*node.roles, ROLES[name])))
            else:
                values[name] = "true" if value is None else value
        if values:
            self._count_values(values)
            node.attributes = {**node.attributes, **values}

    def _link(
        self,
        sources: tuple[str, ...],
        targets: tuple[str, ...],
        mark: str,
        line: int,
        attributes: dict[str, str],
    ) -> None:
        for source in sources:
            for target in targets:
                self._links += 1
                if self._links > MOST_EDGES:
                    raise refuse_count(self._file, "edges", MOST_EDGES)
                if self.chart.is_strict and self._merge(source, target, mark, attributes, line):
                    continue
                edge = DotEdge(source, target, mark, line, attributes)
                self.chart.edges.append(edge)
                if self.chart.is_strict:
                    self._known[source, target] = edge

    def _merge(self, source: str, target: str, mark: str, attributes: dict[str, str], line: int) -> bool:
        """Put an edge into the same one before it, as "strict" asks for; whether there was one."""
        known = self._known.get((source, target))
        if known is None and mark == "--":
            known = self._known.get((target, source))
        if known is None:
            return False
        if attributes:
            self._count_values(attributes)
            known.attributes = {**known.attributes, **attributes}
        self.chart.findings.add("repeated", Item(known.place, f"{source} → {target}", line))
        return True

    # -- attributes -----------------------------------------------------------------------------------------

    def _read_lists(self, drawing: frozenset[str]) -> Given:
        """The attributes in one or more lists, behind the first bracket, without those of a drawing."""
        found: Given = {}
        while True:
            while (name := self._take_id()) is not None:
                value = None
                if self._take_next("="):
                    token = self._take_id()
                    value = to_value(token) if token is not None else ""
                if name.text in drawing and name.text != "rank" and value is not None:
                    self.chart.drawn += 1
                else:
                    found[name.text] = value
                    self._columns.add(name.text)
                    if len(self._columns) > MOST_COLUMNS:
                        message = f"has more than {MOST_COLUMNS} kinds of attributes; take some out"
                        raise refuse(self._file, message, self._find_line(name.at))
                if not self._take_next(","):
                    self._take_next(";")
            if not self._take_next("]"):
                self._skip_list()
            if not self._take_next("["):
                return found

    def _set_defaults(self, scope: Scope, what: str, begin: Token) -> None:
        """Take what a list says of all nodes or edges that follow, or of the graph itself."""
        raw_values = self._read_lists(DRAWING_OF_GRAPHS if what == "graph" else DRAWING)
        values = {name: "true" if value is None else value for name, value in raw_values.items()}
        if what == "graph":
            self._describe_graph(scope, values, begin)
        elif what == "node":
            scope.of_nodes = {**scope.of_nodes, **values}
        else:
            scope.of_edges = {**scope.of_edges, **values}
        self._count_values(values)

    def _describe_graph(self, scope: Scope, values: dict[str, str], begin: Token) -> None:
        scope.attributes.update(values)
        for name, value in values.items():
            if name not in DRAWING_OF_GRAPHS and name not in KEPT_OF_GRAPHS:
                text = f"{name} = {to_line(value)}"
                self.chart.findings.add("column", Item("graph", text, self._find_line(begin.at)))
            elif name in DRAWING_OF_GRAPHS:
                self.chart.drawn += 1

    def _count_values(self, values: dict[str, str]) -> None:
        self._values += len(values)
        if self._values > _MOST_VALUES:
            raise refuse_count(self._file, "values", _MOST_VALUES)

    # -- faults ---------------------------------------------------------------------------------------------

    def _skip_list(self) -> None:
        """Go on behind the bracket of a list that cannot be read to its end."""
        begin = self._next
        while self._next is not None and not any(map(self._has_next, "]{}")):
            self._take()
        if begin is not None:
            self._note_fault("faulty-value", begin.at)
        self._take_next("]")

    def _skip(self, begin: int, is_edge: bool = False) -> None:
        """Go on behind a statement that cannot be read: at the next line, semicolon or bracket."""
        line = self._find_line(self._end - 1)
        while (token := self._next) is not None:
            if token.is_sign(";") or token.is_sign("}") or token.is_sign("{"):
                break
            if self._find_line(token.at) > line:
                break
            is_edge = is_edge or token.what == LINK
            self._take()
        self._note_fault("faulty-edge" if is_edge else "faulty-node", begin)

    def _note_fault(self, code: str, begin: int) -> None:
        line = self._find_line(begin)
        self._faults += 1
        if self._faults > _MOST_FAULTS:
            message = f"has more than {_MOST_FAULTS} statements that cannot be read; save it as DOT again"
            raise refuse(self._file, message, line)
        self.chart.findings.add(code, Item("statement", to_line(self._source.quote(begin, self._end)), line))
