"""A graph as another tool wrote it down: rows of nodes and edges, before anything is made of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from model.errors import Fault, ModelFileError
from model.graph import ConceptualModel
from model.importing.findings import Finding, Item
from model.tables import Setting

LARGEST_FILE = 20 * 2**20
LARGEST_UNPACKED = 100 * 2**20
"""In bytes; all parts of a packed file together."""
MOST_NODES = 5_000
MOST_COLUMNS = 200
"""How many kinds of values the nodes or the edges of a graph may have."""

MOST_EDGES = 20_000
MOST_NESTING = 100
"""How deep elements of a file may stand inside each other."""

_LONGEST_QUOTE = 60
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]+")


@dataclass(frozen=True)
class RawRow:
    """A node or an edge: its cells by column, and where in the file it stands."""

    cells: Mapping[str, str]
    place: str
    line: int | None = None

    def get(self, column: str | None) -> str:
        """What stands in a column, without spaces around it; "" for none."""
        return self.cells.get(column, "").strip() if column is not None else ""

    def build_fault(self, message: str, column: str | None = None) -> Fault:
        """A fault of this row, or of its cell in a column."""
        place = f"{self.place}, column {to_quoted(column)}" if column is not None else self.place
        return Fault(self.line, place, message)

    def build_item(self, text: str = "") -> Item:
        """This row as the place of a finding."""
        return Item(self.place, text, self.line)


@dataclass(frozen=True)
class RawGraph:
    """The nodes and edges of a file of another tool.

    `form` is the name of a format (`model.importing.formats`), `label` what that is called with its version,
    "GEXF 1.3". A list of edges alone has no `node_columns` and no `nodes`. `title` is what the file calls
    itself, or its name without the ending; `citation` is how it says that it is cited, or "". `findings` is
    what reading it left out or took otherwise, `settings` what was guessed to read it.
    `stages` and `levels` are those that a file declares, in their order, with the columns "label",
    "description", "question" and "shared".
    A file of our own form is a `model` already, with nothing to choose; then the rest is empty.
    """

    name: str
    form: str
    title: str
    node_columns: tuple[str, ...] = ()
    edge_columns: tuple[str, ...] = ()
    nodes: tuple[RawRow, ...] = field(default=(), repr=False)
    edges: tuple[RawRow, ...] = field(default=(), repr=False)
    citation: str = ""
    model: ConceptualModel | None = field(default=None, repr=False, compare=False)
    label: str = ""
    findings: tuple[Finding, ...] = field(default=(), repr=False)
    settings: tuple[Setting, ...] = field(default=(), repr=False)
    stages: tuple[RawRow, ...] = field(default=(), repr=False)
    levels: tuple[RawRow, ...] = field(default=(), repr=False)

    @property
    def is_edges_only(self) -> bool:
        """Whether there is no list of nodes, so that nodes are what edges lead from and to."""
        return self.model is None and not self.node_columns


def refuse(name: str, message: str, line: int | None = None, place: str = "") -> ModelFileError:
    """The error for a file that cannot be read any further."""
    return ModelFileError(name, [Fault(line, place, message)])


def refuse_count(name: str, what: str, most: int) -> ModelFileError:
    """The error for a file that holds too much."""
    return refuse(name, f"holds more than {most} {what}; leave some out or split it")


def to_title(name: str) -> str:
    """The name of a file without folders and ending.

    >>> to_title("maps/our map.graphml")
    'our map'
    """
    stem = re.split(r"[/\\]", name)[-1]
    return (stem.rpartition(".")[0] or stem).strip()


def to_line(text: str) -> str:
    """The text in one line, without signs that are not seen.

    >>> to_line(" Joy \\n in\\x00 work ")
    'Joy in work'
    """
    return " ".join(_UNSEEN.sub(" ", text).split())


def to_text(text: str) -> str:
    """The text with its lines, without signs that are not seen.

    >>> to_text("one\\r\\ntwo\\x07 ")
    'one\\ntwo'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNSEEN.sub(" ", text).strip()


def to_quoted(text: str | None) -> str:
    """The text in quotes for a message, shortened, and with nothing that a terminal obeys.

    >>> to_quoted("Joy\\x1b[31m in work")
    '"Joy [31m in work"'
    """
    start = (text or "")[: 20 * _LONGEST_QUOTE]
    line = "".join(sign for sign in to_line(start) if unicodedata.category(sign) != "Cf")
    return f'"{line[:_LONGEST_QUOTE]}…"' if len(line) > _LONGEST_QUOTE else f'"{line}"'


def list_columns(rows: Iterable[RawRow], first: Iterable[str] = ()) -> tuple[str, ...]:
    """The columns of rows in the order in which they come up, some `first`; those always empty left out.

    >>> list_columns([RawRow({"label": "Joy", "x": ""}, "1"), RawRow({"id": "t"}, "2")], ["id"])
    ('id', 'label')
    """
    columns = dict.fromkeys(first)
    for row in rows:
        columns.update(dict.fromkeys(column for column, cell in row.cells.items() if cell))
    return tuple(columns)
