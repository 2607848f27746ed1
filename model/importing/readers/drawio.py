"""Reading draw.io (diagrams.net): shapes as nodes, connectors as edges, containers as groups."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from model.importing.arrows import find_direction
from model.importing.findings import Findings, Item
from model.importing.graph_file import GraphFile
from model.importing.groups import Element, take_nodes
from model.importing.html_text import read_html
from model.importing.parts import Part, choose_part
from model.importing.raw import (
    MOST_COLUMNS,
    MOST_EDGES,
    MOST_NODES,
    RawGraph,
    RawRow,
    list_columns,
    refuse,
    refuse_count,
    to_line,
    to_quoted,
    to_title,
)
from model.importing.readers.drawio_pages import Cell, Page, read_pages

_USUAL_NAME = re.compile(r"[^\W\d]{1,20}[ -]?[0-9]{1,4}|untitled.*|.*\.(?:drawio|xml)", re.IGNORECASE)
_VERSION = re.compile(r"[0-9]+(?:\.[0-9]+){1,3}")
_OWN = ("id", "label", "placeholders")
_TAKEN = ("group", "color", "source", "target", "direction", "drawing layer")
_CONTAINERS = {"swimlane", "table"}
_TEXTS = {"text", "edgeLabel"}
_LINES = ("partialRectangle", "tableRow")
_LONGEST_TEXT = 200
_MOST_HIDDEN = 100
_MOST_PARTS = 20


def read_drawio(file: GraphFile) -> RawGraph:
    """The graph on a page of a draw.io file: the one with most links, or the one that is asked for.

    Shapes with a text and all that links dock at are nodes; what stands around them is their "group". Links
    have their texts as "label" and the "direction" of their arrowheads. Values that a person gave to shapes
    and links are columns. Left out and listed: other pages, links with a loose end, texts, pictures and
    shapes that stand alone, formatting. Raises `ModelFileError` for what is no draw.io file, is broken or too
    large, or has no page of the name that is asked for.
    """
    pages, version = read_pages(file)
    readable = [page for page in pages if not page.fault]
    if not readable:
        fault = f"its page {to_quoted(pages[0].name)}: {pages[0].fault}" if pages else "it holds no page"
        raise refuse(file.name, f"{fault}; open it in draw.io and save it again", 1)
    parts = [
        Part(
            page.name, sum(map(_is_linked, page.cells)), len(page.cells), _count_cells(page), _has_named(page)
        )
        for page in readable
    ]
    at, setting = choose_part(file.name, file.options.sheet, "page", parts)
    page = readable[at]
    reader = _Reader(file.name, page)
    for other in pages:
        if other is not page:
            text = other.fault or _count_cells(other)
            reader.found.add("sheet", Item(f"page {to_quoted(other.name)}", text, other.line))
    nodes, edges = reader.read_nodes(), reader.read_edges()
    return RawGraph(
        file.name,
        "drawio",
        to_title(file.name) if _USUAL_NAME.fullmatch(page.name) else page.name,
        list_columns(nodes, ["id", "label"]),
        list_columns(edges, ["source", "target"]),
        tuple(nodes),
        tuple(edges),
        label=f"draw.io {version}" if _VERSION.fullmatch(version) else "draw.io",
        findings=reader.found.to_tuple(),
        settings=(setting,) if len(readable) > 1 else (),
    )


def _is_linked(cell: Cell) -> bool:
    return cell.is_edge and bool(cell.attributes.get("source")) and bool(cell.attributes.get("target"))


def _has_named(page: Page) -> bool:
    """Whether a link leads between shapes with a text on them or in them."""
    labelled = [cell for cell in page.cells if cell.is_vertex and cell.label.strip()]
    named = {cell.id for cell in labelled} | {cell.parent for cell in labelled}
    linked = [cell.attributes for cell in page.cells if _is_linked(cell)]
    return any(link["source"] in named and link["target"] in named for link in linked)


def _count_cells(page: Page) -> str:
    shapes = sum(cell.is_vertex for cell in page.cells)
    return f"{shapes} shapes, {sum(map(_is_linked, page.cells))} connected links"


class _Reader:
    """Makes rows of the cells of a page."""

    def __init__(self, name: str, page: Page) -> None:
        self._name = name
        self.found = Findings()
        self._cells: dict[str, Cell] = {}
        for cell in page.cells:
            if cell.id in self._cells:
                self.found.add("faulty-node", Item(f"id {to_quoted(cell.id)}", "is there twice", cell.line))
            else:
                self._cells[cell.id] = cell
        self._texts: dict[str, str] = {}
        self._labels: dict[str, str] = {}
        self._columns: set[str] = set()
        self._children: dict[str, list[Cell]] = {}
        for cell in self._cells.values():
            self._children.setdefault(cell.parent, []).append(cell)
        self._ends = {
            cell.attributes[end]
            for cell in self._cells.values()
            if cell.is_edge
            for end in ("source", "target")
            if cell.attributes.get(end, "") in self._cells
        }
        self._ends_in = Counter(self._cells[end].parent for end in self._ends)
        """In how many of the cells that stand in each one a link ends."""
        self._docks = {end: self._find_dock(end) for end in self._ends}
        """What each cell that a link leads to stands for: itself, or the box that it is a port of."""
        self._touched = set(self._docks.values())
        self._parts = {identity: self._list_parts(self._cells[identity]) for identity in self._touched}
        """What stands in a shape without a text of its own and is its text."""
        self._absorbed = {part.id for parts in self._parts.values() for part in parts}

    def read_nodes(self) -> list[RawRow]:
        """The shapes that are nodes, in the order in which they are drawn."""
        elements: dict[str, Element] = {}
        for cell in self._cells.values():
            if cell.is_vertex and self._is_element(cell):
                cells = {"id": cell.id, "label": self._read_text(cell), **self._read_values(cell)}
                elements[cell.id] = Element(cells, cell.line)
        holding = {cell.parent for cell in self._cells.values() if cell.id in elements}
        for identity, element in elements.items():
            cell = self._cells[identity]
            style = cell.read_style()
            element.inside = elements.get(cell.parent)
            is_empty_lane = style.keys() & _CONTAINERS and not self._children.get(identity)
            element.is_group = identity in holding or "group" in style or bool(is_empty_lane)
            if style.get("fillColor", "none") not in ("none", "default"):
                element.cells["color"] = style["fillColor"]
        kept = take_nodes(list(elements.values()), self._touched, self.found, is_named=True)
        for element in kept:
            if not element.name and element.id not in self._touched:
                self.found.add("comment", element.build_item("shape"))
        kept = [element for element in kept if element.name or element.id in self._touched]
        if len(kept) > MOST_NODES:
            raise refuse_count(self._name, "nodes", MOST_NODES)
        self._note_layers(kept)
        self.found.extend("drawing", (), len(elements))
        for element in kept:
            if self._parts.get(element.id):
                self.found.add("composed", element.build_item("shape", element.name[:_LONGEST_TEXT]))
            elif not element.name:
                self.found.add("unnamed", Item(f"shape {to_quoted(element.id)}", "", element.line))
        return [
            RawRow(element.cells, f"shape {to_quoted(element.name or element.id)}", element.line)
            for element in kept
        ]

    def read_edges(self) -> list[RawRow]:
        """The links between two shapes; others are listed."""
        rows = []
        for cell in self._cells.values():
            if not cell.is_edge:
                continue
            source, target = (self._read_end(cell, end) for end in ("source", "target"))
            text = self._read_text(cell)
            place = f"link {self._quote(source)} → {self._quote(target)}"
            reason = self._find_fault(source, target)
            if reason:
                self.found.add("faulty-edge", Item(place, f"{text}: {reason}" if text else reason, cell.line))
                continue
            cells = {"source": source, "target": target, "label": text, **self._read_values(cell)}
            style = cell.read_style()
            usual = "none" if style.get("shape") == "link" else "classic"
            direction = find_direction(style.get("startArrow", "none"), style.get("endArrow", usual))
            if direction == "reversed":
                cells["source"], cells["target"] = target, source
                self.found.add("reversed", Item(place, text, cell.line))
            elif direction != "directed":
                cells["direction"] = direction
            rows.append(RawRow(cells, place, cell.line))
        if len(rows) > MOST_EDGES:
            raise refuse_count(self._name, "edges", MOST_EDGES)
        return rows

    def _find_fault(self, source: str, target: str) -> str:
        """Why a link is none between two shapes, or ""."""
        if not source or not target:
            return "is not connected at both ends"
        ends = [self._cells[end] for end in (source, target) if end in self._cells]
        return "leads to another link" if any(not end.is_vertex for end in ends) else ""

    def _read_end(self, cell: Cell, end: str) -> str:
        identity = cell.attributes.get(end, "")
        dock = self._docks.get(identity, identity)
        if dock != identity:
            self.found.extend("port", (), 1)
        return dock

    def _find_dock(self, identity: str) -> str:
        """The shape that a link leads to: for a port, a label and a cell of a table the one that has it."""
        for _step in range(_MOST_HIDDEN):
            cell, parent = self._cells[identity], self._cells.get(self._cells[identity].parent)
            if parent is None or not cell.is_vertex:
                break
            if not (parent.is_edge or self._is_port(cell, parent) or self._is_row(parent)):
                break
            identity = parent.id
        return identity

    def _is_element(self, cell: Cell) -> bool:
        """Whether a shape is a node or a group; pure drawing and texts that stand alone are listed."""
        parent = self._cells.get(cell.parent)
        if cell.id in self._touched:
            return True
        if cell.id in self._absorbed:
            return False
        if parent is not None and (
            parent.is_edge or self._is_port(cell, parent) or (self._is_row(parent) and not self._holds(cell))
        ):
            return False
        style = cell.read_style()
        text = self._read_text(cell)
        if self._holds(cell):
            return True
        if text and not self._is_text(style):
            return True
        if "group" in style and not text:
            return False
        place = f"shape {to_quoted(text or cell.id)}"
        self.found.add("comment", Item(place, style.get("shape", next(iter(style), "")), cell.line))
        return False

    def _holds(self, cell: Cell) -> bool:
        """Whether shapes stand in a shape, other than the cells of a row of a table and ports."""
        inside = self._children.get(cell.id, ())
        return any(
            child.is_vertex
            and not child.is_relative
            and (child.id in self._touched or self._holds_text(child) or bool(self._children.get(child.id)))
            for child in inside
        )

    def _holds_text(self, cell: Cell) -> bool:
        style = cell.read_style()
        return not self._is_text(style) and bool(self._read_text(cell))

    def _is_text(self, style: dict[str, str]) -> bool:
        """Whether a shape is a text, or a line of the box that it stands in, as in tables and classes."""
        return bool(style.keys() & _TEXTS) or style.get("shape") in _LINES

    def _is_port(self, cell: Cell, parent: Cell) -> bool:
        """Whether a shape without a text is a place on another one where links dock, or the box of a group
        of which nothing else is linked.
        """
        if not parent.is_vertex or self._is_row(cell) or self._read_label(cell):
            return False
        style = parent.read_style()
        if "group" in style and not self._read_label(parent):
            return self._ends_in[parent.id] == 1 and cell.id in self._ends
        is_box = not style.keys() & (_CONTAINERS | {"group", "container"}) and bool(self._read_label(parent))
        return cell.is_relative or is_box or style.get("shape") == "umlLifeline"

    def _list_parts(self, cell: Cell) -> list[Cell]:
        """What stands in a shape that links lead to and that has no text: of a group all, of a box texts."""
        style = cell.read_style()
        if not cell.is_vertex or style.keys() & _CONTAINERS or self._is_row(cell) or self._read_label(cell):
            return []
        parts: list[Cell] = []
        inside = list(self._children.get(cell.id, ()))
        for part in inside:  # what is in the parts comes behind them
            if not part.is_vertex or part.id in self._touched or len(inside) > _MOST_PARTS:
                return []
            if self._read_label(part):
                parts.append(part)
            inside.extend(self._children.get(part.id, ()))
        is_whole = "group" in style or all(self._is_text(part.read_style()) for part in parts)
        return parts if is_whole else []

    def _is_row(self, cell: Cell) -> bool:
        return cell.is_vertex and "shape=tableRow" in cell.attributes.get("style", "")

    def _read_text(self, cell: Cell) -> str:
        """The text of a cell, of a link with its labels, of a row of a table with its cells."""
        if cell.id not in self._texts:
            parts = self._parts.get(cell.id, [])
            if cell.is_edge or self._is_row(cell):
                parts = [child for child in self._children.get(cell.id, ()) if child.is_vertex]
            texts = [self._read_label(cell), *map(self._read_label, parts)]
            self._texts[cell.id] = (" " if self._is_row(cell) else ", ").join(filter(None, texts))
        return self._texts[cell.id]

    def _read_label(self, cell: Cell) -> str:
        """What is written on a cell itself, as plain text."""
        if cell.id not in self._labels:
            label = cell.label.strip()
            if label and cell.read_style().get("html") == "1":
                label, is_formatted = read_html(label)
                if is_formatted:
                    place = f"shape {to_quoted(cell.id)}"
                    self.found.add("markup", Item(place, label[:_LONGEST_TEXT], cell.line))
            self._labels[cell.id] = label.strip()
        return self._labels[cell.id]

    def _read_values(self, cell: Cell) -> dict[str, str]:
        """What a person gave to a cell, beside its text."""
        values = {}
        for name, value in cell.values.items():
            if name in _OWN or not value.strip():
                continue
            column = f"{to_line(name)} (data)" if name in _TAKEN else to_line(name)
            if column not in self._columns and len(self._columns) >= MOST_COLUMNS:
                self.found.extend("column", (), 1)
                continue
            self._columns.add(column)
            values[column] = value
        return values

    def _note_layers(self, elements: list[Element]) -> None:
        """Say on which layer each element is, where there are several, and which layers are hidden."""
        layers = {element.id: self._find_layer(element.id) for element in elements}
        if len({id(layer) for layer in layers.values()}) > 1:
            for element in elements:
                layer = layers[element.id]
                element.cells["drawing layer"] = to_line(layer.label or "Background") if layer else ""
        for element in elements:
            layer = layers[element.id]
            is_hidden = any(cell.attributes.get("visible") == "0" for cell in self._walk_up(element.id))
            if is_hidden:
                layer_name = to_line(layer.label) if layer else ""
                self.found.add("hidden", element.build_item("shape", layer_name))

    def _find_layer(self, identity: str) -> Cell | None:
        cells = [cell for cell in self._walk_up(identity) if not cell.is_vertex and not cell.is_edge]
        return cells[0] if cells else None

    def _walk_up(self, identity: str) -> Iterator[Cell]:
        """A cell and what it stands in, from inside to outside."""
        for _step in range(_MOST_HIDDEN):
            cell = self._cells.get(identity)
            if cell is None:
                return
            yield cell
            identity = cell.parent

    def _quote(self, identity: str) -> str:
        cell = self._cells.get(identity)
        return to_quoted((self._read_text(cell) if cell is not None else "") or identity) if identity else "?"
