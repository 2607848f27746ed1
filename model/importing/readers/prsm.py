"""Reading maps of PRSM (prsm.uk): JSON of all its versions, plain or packed by LZ-string."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from model.importing.findings import Item
from model.importing.graph_file import GraphFile
from model.importing.json_cells import Cells, Entry, find_columns, list_entries, to_cell, without_lines
from model.importing.json_text import read_json
from model.importing.lz_string import DamagedError, TooLongError, unpack_utf16
from model.importing.raw import (
    LARGEST_FILE,
    MOST_EDGES,
    MOST_NODES,
    RawGraph,
    RawRow,
    refuse,
    refuse_count,
    to_line,
    to_quoted,
    to_text,
    to_title,
)
from model.importing.vis_arrows import find_arrows

_AGAIN = "open the map in PRSM and save it again"
_UNNAMED = ("", "Sample")
"""What PRSM calls styles that nobody named."""
_UNTITLED = ("", "Untitled map")
_TRACES = ("created", "modified", "thumbUp", "thumbDown")
"""Who changed an element when, and who voted for it."""
_DRAWN = frozenset(
    (
        *("x", "y", "z", "font", "color", "borderWidth", "borderWidthSelected", "shape", "shapeProperties"),
        *(
            "margin",
            "width",
            "dashes",
            "smooth",
            "scaling",
            "arrows",
            "size",
            "level",
            "fixed",
            "locked",
            "value",
        ),
        *("hidden", "nodeHidden", "edgeHidden", "opacity", "image", "labelHighlightBold", "widthConstraint"),
        *(
            "heightConstraint",
            "oldLabel",
            "oldFont",
            "oldFontColor",
            "wasFixed",
            "clusteredIn",
            "chosen",
            "grp",
        ),
    )
)
_TAG = re.compile(r"<[^<>]*>")


def read_prsm(file: GraphFile) -> RawGraph:
    """The factors and links of a map of PRSM.

    The name of a style is the "group" of a factor and the "kind" of a link, if somebody gave it one; the
    notes of both are their "description", without its formatting. Attributes have the names that were given
    to them. What is drawn beside the map, its own notes and its history are left out and listed, as are
    votes and who changed what. Raises `ModelFileError` for what PRSM would not open or is too large.

    >>> content = b'{"mapTitle": "Our map", "nodes": [{"id": "1", "label": "Joy"}], "edges": []}'
    >>> raw = read_prsm(GraphFile(content, "map.prsm"))
    >>> raw.title, raw.nodes[0].cells
    ('Our map', {'id': '1', 'label': 'Joy'})
    """
    if file.start.startswith("{"):
        return _Reader(file.name, file.data).read()
    try:
        text = unpack_utf16(file.text.rstrip("\n"), LARGEST_FILE)
    except DamagedError:
        raise refuse(file.name, f"looks like a map of PRSM, but a part of it is missing; {_AGAIN}") from None
    except TooLongError:
        raise refuse(file.name, f"unpacks to more than {LARGEST_FILE // 2**20} MB; split the map") from None
    return _Reader(file.name, read_json(text.encode(), file.name), is_packed=True).read()


class _Reader:
    def __init__(self, name: str, data: Any, is_packed: bool = False) -> None:
        self._name = name
        self._is_packed = is_packed
        if not isinstance(data, dict) or not isinstance(data.get("nodes"), list):
            raise refuse(name, f"is no map of PRSM: it has no list of factors; {_AGAIN}")
        self._data: dict[str, Any] = data
        self._cells = Cells(drawn=_DRAWN)
        self._traces = 0
        styles = data.get("styles") or data.get("samples")
        self._styles: Mapping[str, Any] = styles if isinstance(styles, dict) else {}
        attributes = data.get("attributeTitles")
        self._attributes = attributes if isinstance(attributes, dict) else {}

    def read(self) -> RawGraph:
        """The graph in a map."""
        node_rows = [
            self._read_node(entry) for entry in self._list("nodes", MOST_NODES, "faulty-node", "isCluster")
        ]
        names = {row.get("id"): row.get("label") for row in node_rows}
        edge_rows = [
            self._read_edge(entry, names)
            for entry in self._list("edges", MOST_EDGES, "faulty-edge", "isClusterEdge")
        ]
        if self._traces:
            self._cells.findings.extend("column", (Item(", ".join(_TRACES)),), self._traces)
        self._list_rest()
        title = to_line(to_cell(self._data.get("mapTitle")) or "")
        version = to_line(to_cell(self._data.get("version")) or "")
        return RawGraph(
            self._name,
            "prsm",
            to_title(self._name) if title in _UNTITLED else title,
            find_columns(node_rows, self._name, ("id", "label")),
            find_columns(edge_rows, self._name, ("source", "target")),
            tuple(node_rows),
            tuple(edge_rows),
            label=f"PRSM {version}".strip(),
            findings=self._cells.to_findings(),
        )

    def _list(self, key: str, most: int, fault: str, cluster: str) -> list[Entry]:
        """The entries of a list, without those that stand for a cluster, which is only a view."""
        found = self._data.get(key)
        entries = list_entries(found, key) if isinstance(found, list) else []
        if len(entries) > most:
            raise refuse_count(self._name, key, most)
        listed = []
        for entry in entries:
            here = replace(entry, line=None) if self._is_packed else entry
            if not isinstance(here.value, dict):
                self._cells.note(fault, Item(here.place, to_line(to_cell(here.value) or ""), here.line))
            elif here.value.get(cluster) is True:
                self._cells.note("part", Item(here.place, "cluster", here.line))
            else:
                listed.append(here)
        return listed

    def _read_node(self, entry: Entry) -> RawRow:
        label = to_text(to_cell(entry.value.get("label")) or "")
        identity = to_cell(entry.value.get("id")) or ""
        entry = replace(entry, place=f"factor {to_quoted(label or identity)}")
        colour = entry.value.get("color")
        background = colour.get("background") if isinstance(colour, dict) else colour
        first = {"id": identity, "label": label, "group": self._find_style("nodes", entry)}
        return self._read_rest(entry, first, {"color": to_cell(background) or ""})

    def _read_edge(self, entry: Entry, names: Mapping[str, str]) -> RawRow:
        value = entry.value
        source, target = (
            to_cell(value.get(key, value.get(other))) or ""
            for key, other in (("from", "source"), ("to", "target"))
        )
        shown = [to_quoted(names.get(end) or end) for end in (source, target)]
        entry = replace(entry, place=f"link {shown[0]} → {shown[1]}")
        style = self._styles.get("edges")
        group = value.get("grp")
        drawn = style.get(group) if isinstance(style, dict) and isinstance(group, str) else None
        by_style = find_arrows(drawn.get("arrows")) if isinstance(drawn, dict) else None
        arrows = find_arrows(value.get("arrows")) or by_style or (False, True)
        direction = {(True, True): "mutual", (False, False): "undirected"}.get(arrows, "")
        if arrows == (True, False):
            source, target = target, source
            self._cells.note("reversed", Item(entry.place, "", entry.line))
        first = {
            "source": source,
            "target": target,
            "kind": self._find_style("edges", entry),
            "direction": direction,
        }
        return self._read_rest(entry, first, {})

    def _find_style(self, what: str, entry: Entry) -> str:
        """The name of the style of a factor or a link; "" for none."""
        styles = self._styles.get(what)
        group = entry.value.get("grp")
        style = styles.get(group) if isinstance(styles, dict) and isinstance(group, str) else None
        name = to_line(to_cell(style.get("groupLabel")) or "") if isinstance(style, dict) else ""
        return "" if name in _UNNAMED else name

    def _read_rest(self, entry: Entry, first: Mapping[str, str], last: Mapping[str, str]) -> RawRow:
        """The row of a factor or a link, with all other values that it has."""
        note = self._read_note(entry)
        known = ("note", "title", *first, "from", "to", *_TRACES)
        self._traces += any(entry.value.get(key) for key in _TRACES)
        rest = {key: each for key, each in entry.value.items() if key not in known}
        if "source" in first:
            rest |= {"label": to_line(to_cell(entry.value.get("label")) or ""), "id": entry.value.get("id")}
        made = self._cells.make(replace(entry, value=rest))
        cells = {self._name_attribute(column): cell for column, cell in made.items()}
        cells = {**first, **cells, "description": note, **last}
        return self._cells.build_row(entry, {column: cell for column, cell in cells.items() if cell})

    def _name_attribute(self, column: str) -> str:
        return to_line(to_cell(self._attributes.get(column)) or "") or column

    def _read_note(self, entry: Entry) -> str:
        note = entry.value.get("note")
        title = entry.value.get("title")  # what notes were called before version 1.5
        if not note and isinstance(title, str):
            return to_text(html.unescape(_TAG.sub("", re.sub(r"<br\s*/?>|<p>", "\n", title))))
        text, has_format = read_delta(note)
        if has_format:
            self._cells.note("markup", Item(entry.place, text, entry.line))
        return text

    def _list_rest(self) -> None:
        """Note what stands beside the factors and links."""
        text, _ = read_delta(self._data.get("description"))
        if text:
            self._cells.note("comment", Item("notes on the map", text))
        for drawn in self._list_drawings():
            words = to_cell(drawn.get("text")) if isinstance(drawn, dict) else None
            self._cells.note("comment", Item("background", to_text(words or "")))
        history = self._data.get("history")
        if isinstance(history, list) and history:
            self._cells.findings.extend("part", (Item("history"),), len(history))

    def _list_drawings(self) -> list[Any]:
        """What is drawn in the background; in some versions it is JSON inside the JSON."""
        background, underlay = self._data.get("background"), self._data.get("underlay")
        if isinstance(background, str) and background:
            background = read_json(background.encode("utf-8", "replace"), self._name)
        shapes = list(background.values()) if isinstance(background, dict) else []
        strokes = without_lines(underlay) if isinstance(underlay, list) else []
        return [shape for shape in shapes if shape and not _is_order(shape)] + [
            stroke for stroke in strokes if stroke
        ]


def _is_order(shape: Any) -> bool:
    """Whether an entry of the background is no shape, but the order in which shapes lie on each other."""
    return not isinstance(shape, dict)


def read_delta(note: Any) -> tuple[str, bool]:
    """The plain text of a note (a Quill delta), and whether there was formatting or a picture in it.

    >>> read_delta({"ops": [{"insert": "Joy", "attributes": {"bold": True}}, {"insert": "\\n"}]})
    ('Joy', True)
    """
    if isinstance(note, dict) and "ops" not in note and "text" in note:
        note = note["text"]
    if isinstance(note, str):
        return to_text(note), False
    operations = note.get("ops") if isinstance(note, dict) else None
    if not isinstance(operations, list):
        return "", False
    pieces = [each for each in without_lines(operations) if isinstance(each, dict)]
    text = "".join(each["insert"] for each in pieces if isinstance(each.get("insert"), str))
    has_format = any(each.get("attributes") or isinstance(each.get("insert"), dict) for each in pieces)
    return to_text(text), has_format
