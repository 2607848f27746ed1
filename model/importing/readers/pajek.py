"""Reading Pajek: networks (.net) and projects (.paj).

Not by networkx, which stops at vertices that are only counted and at partitions, and knows no lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import StringIO
from itertools import islice

from model.errors import ModelFileError
from model.importing.findings import CountedFindings, Item
from model.importing.graph_file import GraphFile
from model.importing.json_cells import find_columns
from model.importing.raw import (
    MOST_COLUMNS,
    MOST_EDGES,
    MOST_NODES,
    RawGraph,
    RawRow,
    refuse,
    refuse_count,
    to_line,
    to_quoted,
    to_title,
)

_WORD = re.compile(r'"[^"]*"|\[[^\]\n]*\]|[^\s"]+')
_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_RELATION = re.compile(r'\*\w+\s*:\s*([0-9]+)\s*(?:"([^"]*)"|(\S.*))?')
_TIMES = re.compile(r"\[[0-9*,;\s-]*\]")
_SHAPES = ("ellipse", "box", "diamond", "triangle", "cross", "empty", "house", "man", "woman")
_DRAWN = frozenset(
    (
        *(
            "x_fact",
            "y_fact",
            "ic",
            "bc",
            "bw",
            "phi",
            "r",
            "q",
            "lc",
            "la",
            "lr",
            "fos",
            "font",
            "lphi",
            "hook1",
        ),
        *(
            "hook2",
            "a1",
            "k1",
            "a2",
            "k2",
            "ap",
            "w",
            "c",
            "p",
            "s",
            "a",
            "size",
            "sh",
            "shape",
            "b",
            "b1",
            "b2",
        ),
    )
)
"""What parameters of a vertex or a line are called that say how it is drawn."""
_AGAIN = "save the network again from Pajek"


def read_pajek(file: GraphFile) -> RawGraph:
    """The network in a Pajek file, and in a project the first of its networks.

    Vertices without lines of their own are called by their numbers. What the name of a relation says is the
    "kind" of its lines, the value of a line its "weight"; `*Edges` have the "direction" undirected. The
    partitions and vectors of a project are columns of the vertices, by their names. Coordinates, times and
    other networks are left out and listed. Raises `ModelFileError` for what is no network or too large.

    >>> content = b'*Vertices 2\\n1 "Trust"\\n2 "Joy"\\n*Arcs\\n1 2 3'
    >>> raw = read_pajek(GraphFile(content, "map.net"))
    >>> raw.nodes[0].cells, raw.edges[0].cells
    ({'id': '1', 'label': 'Trust'}, {'source': '1', 'target': '2', 'weight': '3'})
    """
    return _Reader(file.name, file.text).read()


class _Reader:
    def __init__(self, name: str, text: str) -> None:
        self._name = name
        self._lines = enumerate(StringIO(text), start=1)
        self._at = 0
        self._findings = CountedFindings()
        self._title = ""
        self._has_begun = False
        self._networks = 0
        self._faults = 0
        self._first = 0  # how many vertices are of the first of two modes
        self._nodes: dict[int, dict[str, str]] = {}
        self._node_lines: dict[int, int] = {}
        self._edges: list[RawRow] = []
        self._kinds: dict[str, str] = {}
        self._kind = ""
        self._columns: dict[str, str] = {}

    def read(self) -> RawGraph:
        """The network in the lines."""
        read_line: Callable[[str], None] | None = None
        for line in self._list_lines():
            if line.startswith("*"):
                self._has_begun = True
                read_line = self._start(line)
            elif read_line is not None:
                read_line(line)
            elif not self._has_begun:
                self._findings.add("comment", Item(f"line {self._at}", to_line(line), self._at))
        if not self._networks:
            raise self._refuse("holds no vertices")
        node_rows = [
            RawRow({"id": str(number), **cells}, f"vertex {number}", self._node_lines.get(number))
            for number, cells in self._nodes.items()
        ]
        return RawGraph(
            self._name,
            "pajek",
            to_line(self._title) or to_title(self._name),
            find_columns(node_rows, self._name, ("id", "label")),
            find_columns(self._edges, self._name, ("source", "target")),
            tuple(node_rows),
            tuple(self._edges),
            label="Pajek",
            findings=self._findings.to_tuple(),
        )

    def _list_lines(self) -> Iterator[str]:
        """The lines that say something."""
        for number, line in self._lines:
            self._at = number
            stripped = line.strip()
            if stripped and not stripped.startswith("%"):
                yield stripped

    def _start(self, line: str) -> Callable[[str], None] | None:
        """What reads the lines of a part that begins here; None for what is left out."""
        word, *more = line[1:].split(maxsplit=1) or [""]
        rest = more[0] if more else ""
        section = word.split(":")[0].lower()
        if section == "network":
            self._start_network(rest)
            return None
        if section in ("partition", "vector", "cluster", "permutation", "hierarchy", "events"):
            return self._start_column(section, rest)
        if section == "vertices":
            return self._start_vertices(rest)
        if self._networks > 1:
            return None
        self._kind = self._find_kind(line)
        match section:
            case "arcs":
                return lambda text: self._read_line(text, "")
            case "edges":
                return lambda text: self._read_line(text, "undirected")
            case "arcslist":
                return lambda text: self._read_neighbours(text, "")
            case "edgeslist":
                return lambda text: self._read_neighbours(text, "undirected")
            case "matrix":
                rows = iter(range(1, len(self._nodes) + 1))
                return lambda text: self._read_matrix_row(next(rows, 0), text)
        self._findings.add("part", Item(to_line(line), "", self._at))
        return None

    def _start_network(self, title: str) -> None:
        if self._networks:
            self._findings.add("part", Item(f"network {to_quoted(title)}", "", self._at))
            self._networks += 1
        else:
            self._title = title.strip().strip('"')

    def _start_column(self, section: str, title: str) -> Callable[[str], None] | None:
        """A partition or a vector: a value for each vertex, in lines of their own."""
        number, header = next(self._lines, (self._at, ""))
        while header.strip().startswith("%"):
            number, header = next(self._lines, (self._at, ""))
        words = header.split()
        is_count = len(words) > 1 and words[0].lower() == "*vertices" and words[1].isdecimal()
        count = int(words[1][:9]) if is_count else -1
        is_first = section in ("partition", "vector") and 0 < count == len(self._nodes)
        if not is_first or len(self._columns) >= MOST_COLUMNS:
            self._findings.add("part", Item(f"{section} {to_quoted(title)}", "", self._at))
            self._at = number
            return None
        self._at = number
        column = to_line(title.strip().strip('"')) or section
        while column in self._columns or column in ("id", "label"):
            column = f"{column} ({section})"
        self._columns[column] = section
        vertices = iter(list(self._nodes))
        return lambda text: self._add_value(next(vertices, 0), column, text)

    def _add_value(self, number: int, column: str, text: str) -> None:
        if number:
            self._nodes[number][column] = text.split()[0]

    def _start_vertices(self, rest: str) -> Callable[[str], None] | None:
        words = rest.split()
        if self._networks:
            if self._networks == 1:
                self._findings.add("part", Item("network", "", self._at))
            self._networks += 1
            return None
        if not words or not words[0].isdecimal():
            raise self._refuse("does not say how many vertices there are")
        count = int(words[0][:9])
        if count > MOST_NODES:
            raise refuse_count(self._name, "vertices", MOST_NODES)
        self._networks = 1
        first = int(words[1][:9]) if len(words) > 1 and words[1].isdecimal() else 0
        self._first = first if 0 < first < count else 0
        for number in range(1, count + 1):
            mode = {"mode": "1" if number <= first else "2"} if self._first else {}
            self._nodes[number] = {"label": str(number), **mode}
        return self._read_vertex

    def _read_vertex(self, text: str) -> None:
        words = _WORD.findall(text)
        number = int(words[0]) if words and _is_vertex(words[0]) else 0
        if number not in self._nodes or number in self._node_lines:
            self._note_fault("faulty-node", f"vertex {to_quoted(words[0] if words else '')}", text)
            return
        end = 2
        if len(words) > 1 and not words[1].startswith('"'):
            while end < len(words) and not _is_parameter(words[end]):
                end += 1
        label = to_line(" ".join(words[1:end]).strip('"').replace("\\n", " "))
        self._node_lines[number] = self._at
        cells = self._read_parameters(words[end:], f"vertex {number}")
        self._nodes[number] = {"label": label or str(number), **self._get_mode(number), **cells}

    def _get_mode(self, number: int) -> dict[str, str]:
        return {"mode": self._nodes[number]["mode"]} if "mode" in self._nodes[number] else {}

    def _read_parameters(self, words: list[str], place: str) -> dict[str, str]:
        """The parameters behind a vertex or a line that do not only say how it is drawn."""
        cells: dict[str, str] = {}
        is_drawn = False
        at = 0
        while at < len(words):
            word = words[at].strip('"')
            if _TIMES.fullmatch(word):
                self._findings.add("dynamics", Item(place, word, self._at))
            elif _NUMBER.fullmatch(word) or word.lower() in _SHAPES:
                is_drawn = True
            elif at + 1 < len(words):
                at += 1
                value = to_line(words[at].strip('"'))
                if word.lower() == "l":
                    cells["label"] = value
                elif word.lower() in _DRAWN:
                    is_drawn = True
                elif len(cells) < MOST_COLUMNS:
                    cells[_keep_free(to_line(word))] = value
            else:
                self._findings.add("column", Item(place, to_line(word), self._at))
            at += 1
        self._findings.extend("drawing", (), int(is_drawn))
        return cells

    def _find_kind(self, line: str) -> str:
        """The name of the relation that lines belong to, or its number; "" for lines of no relation."""
        found = _RELATION.match(line)
        if found is None:
            return ""
        name = to_line(found[2] or found[3] or "")
        if name:
            self._kinds[found[1]] = name
        return self._kinds.get(found[1]) or f"relation {found[1]}"

    def _read_line(self, text: str, direction: str) -> None:
        words = _WORD.findall(text)
        kind = self._kind
        if words and words[0].endswith(":") and words[0][:-1].isdecimal():
            kind = self._kinds.get(words[0][:-1], f"relation {words[0][:-1]}")
            words = words[1:]
        if len(words) < 2 or not all(map(_is_vertex, words[:2])):
            self._note_fault("faulty-edge", "line", text)
            return
        weight = words[2] if len(words) > 2 and _NUMBER.fullmatch(words[2]) else ""
        place = self._name_line(words[0], words[1])
        cells = self._read_parameters(words[3 if weight else 2 :], place)
        self._add_edge(words[0], words[1], direction, kind, {"weight": weight, **cells})

    def _read_neighbours(self, text: str, direction: str) -> None:
        words = text.split()
        targets = [word.removeprefix("-") for word in words[1:]]
        if not targets or not all(map(_is_vertex, (words[0], *targets))):
            self._note_fault("faulty-edge", "line", text)
            return
        for word, target in zip(words[1:], targets, strict=True):
            weight = {"weight": "-1"} if word.startswith("-") else {}
            self._add_edge(words[0], target, direction, self._kind, weight)

    def _read_matrix_row(self, source: int, text: str) -> None:
        if not source:
            self._note_fault("faulty-edge", "line of the matrix", text[:60])
            return
        for target, word in enumerate(islice(text.split(), len(self._nodes)), start=self._first + 1):
            if not _NUMBER.fullmatch(word):
                self._note_fault("faulty-edge", self._name_line(str(source), str(target)), word)
            elif float(word):
                self._add_edge(str(source), str(target), "", self._kind, {"weight": word})

    def _add_edge(self, source: str, target: str, direction: str, kind: str, more: dict[str, str]) -> None:
        if len(self._edges) >= MOST_EDGES:
            raise refuse_count(self._name, "lines between vertices", MOST_EDGES)
        ends = {"source": str(int(source)), "target": str(int(target))}
        cells = {**ends, "kind": kind, "direction": direction, **more}
        filled = {column: cell for column, cell in cells.items() if cell}
        self._edges.append(RawRow(filled, self._name_line(source, target), self._at))

    def _note_fault(self, code: str, place: str, text: str) -> None:
        """List what cannot be read; where most cannot, the file is another one than it says."""
        self._faults += 1
        if self._faults > MOST_EDGES:
            raise self._refuse(f"has more than {MOST_EDGES} lines that cannot be read")
        self._findings.add(code, Item(place, text, self._at))

    def _name_line(self, source: str, target: str) -> str:
        return f"line {source} → {target}"

    def _refuse(self, message: str) -> ModelFileError:
        return refuse(self._name, f"is no network of Pajek: it {message}; {_AGAIN}", self._at or None)


def _is_vertex(word: str) -> bool:
    """Whether a word is the number of a vertex."""
    return word.isdecimal() and word.isascii() and len(word) < 10


def _is_parameter(word: str) -> bool:
    """Whether a word cannot be a part of a label without quotation marks."""
    return bool(_NUMBER.fullmatch(word) or _TIMES.fullmatch(word)) or word.lower() in (
        *_SHAPES,
        "ic",
        "bc",
        "x_fact",
    )


def _keep_free(column: str) -> str:
    """The name of a parameter, apart from the columns that every row has."""
    return (
        f"{column} (data)" if column in ("id", "source", "target", "kind", "direction", "weight") else column
    )
