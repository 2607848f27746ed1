"""Making the cells of nodes and edges out of the values of a JSON file, and noting what becomes none."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from model.errors import Fault
from model.importing.findings import CountedFindings, Finding, Item
from model.importing.json_text import Lines, Number, Repeated
from model.importing.raw import MOST_COLUMNS, RawRow, list_columns, refuse, to_line, to_quoted

_DRAWN = frozenset(
    (
        *(
            "position",
            "positions",
            "renderedPosition",
            "positionAbsolute",
            "points",
            "waypoints",
            "bendPoints",
        ),
        *("style", "styles", "labelStyle", "labelBgStyle", "label_style", "font", "color", "colour", "fill"),
        *("stroke", "dashes", "shadow", "size", "shape", "shapeProperties", "geometry", "graphics", "viz"),
        *("smooth", "scaling", "margin", "icon", "image", "marker", "markerStart", "markerEnd", "physics"),
        *("layout", "display", "measured", "handleBounds", "handles", "widthConstraint", "heightConstraint"),
        *("fixed", "chosen", "pathOptions", "hidden"),
    )
)
"""What programs that draw graphs put into an object or a list of its own."""
_SWITCHES = frozenset(("selected", "selectable", "locked", "grabbable", "grabbed", "pannable"))
"""What Cytoscape.js notes of each element beside its data."""


@dataclass(frozen=True)
class Entry:
    """An entry of a list, and where it stands."""

    value: Any
    place: str
    line: int | None = None

    def build_fault(self) -> Fault:
        """The fault of an entry that is no node and no edge."""
        return Fault(self.line, self.place, "is no entry of a graph; write it as an object in braces")


def list_entries(values: Any, where: str, line: int | None = None) -> list[Entry]:
    """The entries of a list or of an object, whose keys are their ids; `line` is that of the whole."""
    if isinstance(values, Lines):
        return [Entry(value, f"{where}[{at}]", here) for at, (value, here) in enumerate(values)]
    if isinstance(values, list):
        return [Entry(value, f"{where}[{at}]", line) for at, value in enumerate(values)]
    return [Entry(_put_id(value, key), f"{where}.{to_line(key)}", line) for key, value in values.items()]


def _put_id(value: Any, key: str) -> Any:
    """An entry of an object with its key as its id; a text alone is the name of what has this id."""
    if isinstance(value, str):
        return {"id": key, ("label" if is_text(value) else "value"): value}
    if not isinstance(value, dict):
        return value
    rest = {("id (data)" if inner == "id" else inner): each for inner, each in value.items() if each != key}
    return {"id": key} | rest


def is_text(value: Any) -> bool:
    """Whether a value is a text, and no number."""
    return isinstance(value, str) and not isinstance(value, Number)


def is_names(values: Any) -> bool:
    """Whether a value is a list of nothing but texts and numbers."""
    return isinstance(values, list) and all(isinstance(value, str) for value in without_lines(values))


def without_lines(values: Sequence[Any]) -> list[Any]:
    """The values of a list, without their lines."""
    return [value for value, _line in values] if isinstance(values, Lines) else list(values)


def to_cell(value: Any) -> str | None:
    """A value as text; None where it holds others that have no place in one cell.

    >>> to_cell([True, Number("1.50"), None]), to_cell([]), to_cell([[1]])
    ('true; 1.50', '', None)
    """
    if value is None or value == {}:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return str(value)
    if isinstance(value, list):
        inner = without_lines(value)
        is_nested = any(isinstance(each, list | dict) and each for each in inner)
        return None if is_nested else "; ".join(filter(None, map(to_cell, inner)))
    return None


class Cells:
    """Makes the cells of entries, and collects what does not become one."""

    def __init__(
        self, inner: Container[str] = (), drawn: Container[str] = (), ends: Container[str] = ()
    ) -> None:
        """`inner` are the names of objects whose values are those of the entry itself, `drawn` those of what
        only says how it is drawn, `ends` those that may have a node itself where its id is expected."""
        self.findings = CountedFindings()
        self._inner = inner
        self._drawn = drawn
        self._ends = ends

    def make(self, entry: Entry) -> dict[str, str]:
        """The cells of an entry by the names of its values."""
        cells: dict[str, str] = {}
        is_drawn = self._add(cells, entry, entry.value, "")
        if is_drawn:
            self.findings.extend("drawing", (), 1)
        return cells

    def build_row(self, entry: Entry, cells: Mapping[str, str]) -> RawRow:
        """A row of an entry."""
        for column, cell in cells.items():
            if "\ufffd" in cell or "\ufffd" in column:
                self.note("letters", Item(f"{entry.place}, {to_quoted(column)}", to_line(cell), entry.line))
        return RawRow(cells, entry.place, entry.line)

    def note(self, code: str, item: Item) -> None:
        """Note one place where something was left out."""
        self.findings.add(code, item)

    def to_findings(self) -> tuple[Finding, ...]:
        """Everything that was found."""
        return self.findings.to_tuple()

    def _add(self, cells: dict[str, str], entry: Entry, values: Mapping[str, Any], within: str) -> bool:
        """Add the cells of an object; whether something in it only says how the entry is drawn."""
        if isinstance(values, Repeated):
            for key in values.keys_twice[:MOST_COLUMNS]:
                kept = to_line(to_cell(values[key]) or "")
                self.note("twice", Item(f"{entry.place}, {to_quoted(key)}", kept, entry.line))
        is_drawn = False
        for key, value in values.items():
            column = to_line(key)
            if key in self._drawn or (not within and key in _SWITCHES):
                is_drawn = True
            elif isinstance(value, dict) and key in self._inner and not within:
                is_drawn |= self._add(cells, entry, value, column)
            elif isinstance(value, dict) and key in self._ends:
                cells[column] = _find_id(value)
            elif (cell := to_cell(value)) is not None:
                if cells.get(column) and cells[column] != cell:
                    column = f"{column} ({within})" if within else column
                cells[column] = cell
            elif key in _DRAWN:
                is_drawn = True
            else:
                self.note("column", Item(f"{entry.place}, {to_quoted(key)}", _show(value), entry.line))
        return is_drawn


def _find_id(node: Mapping[str, Any]) -> str:
    """The id of a node that stands itself where its id was, as D3 leaves it."""
    return next((node[key] for key in ("id", "_id", "key", "name") if isinstance(node.get(key), str)), "")


def _show(value: Any) -> str:
    """The beginning of a value that holds others."""
    if isinstance(value, dict):
        return "; ".join(
            f"{to_line(key)}: {to_line(to_cell(each) or '…')}" for key, each in list(value.items())[:5]
        )
    return "; ".join(to_line(to_cell(each) or "…") for each in without_lines(value)[:5])


def find_columns(rows: Iterable[RawRow], name: str, first: Iterable[str] = ()) -> tuple[str, ...]:
    """The columns of rows. Raises `ModelFileError` where there are too many."""
    used: dict[str, None] = {}
    for row in rows:
        used.update(dict.fromkeys(row.cells))
        if len(used) > MOST_COLUMNS:
            message = f"has more than {MOST_COLUMNS} kinds of values; take some out"
            raise refuse(name, message, row.line, to_quoted(row.place))
    return list_columns(rows, first) if first else tuple(used)
