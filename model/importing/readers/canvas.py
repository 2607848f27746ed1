"""Reading JSON Canvas (jsoncanvas.org), as Obsidian writes it: cards, and arrows between them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from model.importing.findings import Item
from model.importing.graph_file import GraphFile
from model.importing.json_cells import Cells, Entry, find_columns, list_entries, to_cell
from model.importing.raw import (
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

_MOST_GROUPS = 1_000
_LONGEST_NAME = 120
"""In characters: of a longer text the first line is the name, and all of it the description."""
_DRAWN = frozenset(
    ("x", "y", "width", "height", "background", "backgroundStyle", "fromSide", "toSide", "styleAttributes")
)
_MARKS = re.compile(r"^\s*(?:#{1,6}\s+|>\s*|[-*+]\s+(?:\[[ xX]\]\s+)?|\d{1,3}[.)]\s+)")
_BOLD = re.compile(r"(\*\*|__|==|~~|`)(?=\S)([^\n]{1,400}?)(?<=\S)\1")
_LINK = re.compile(
    r"!?\[\[(?:[^\[\]|\n]{1,400}\|)?([^\[\]|\n]{1,400})\]\]|!?\[([^\[\]\n]{1,400})\]\([^()\s]{0,2000}\)"
)


def read_canvas(file: GraphFile) -> RawGraph:
    """The cards of a canvas and the arrows between them.

    The name of a card is its text, or the first line of one that is long or has several; then all of it is
    the description. Markdown is left out of names. A card of a file is called as the file, one of an address
    by the address. A card lies in the innermost group whose box has its middle; a group is a node itself
    where an arrow leads to it or from it. Raises `ModelFileError` for what is no canvas or too large.

    >>> content = b'{"nodes": [{"id": "1", "type": "text", "text": "# Joy", "x": 0, "y": 0}], "edges": []}'
    >>> read_canvas(GraphFile(content, "map.canvas")).nodes[0].cells
    {'id': '1', 'label': 'Joy'}
    """
    return _Reader(file.name, file.data).read()


@dataclass(frozen=True)
class _Box:
    """Where a card lies."""

    left: float
    top: float
    width: float
    height: float

    @property
    def area(self) -> float:
        return self.width * self.height

    def has_middle(self, other: _Box) -> bool:
        """Whether the middle of another box lies in this one."""
        x, y = other.left + other.width / 2, other.top + other.height / 2
        return self.left <= x <= self.left + self.width and self.top <= y <= self.top + self.height


class _Reader:
    def __init__(self, name: str, data: Any) -> None:
        if not isinstance(data, dict):
            raise refuse(name, "is no canvas: it has no list of cards; export it again from Obsidian")
        self._name = name
        self._data = data
        self._cells = Cells(drawn=_DRAWN)

    def read(self) -> RawGraph:
        """The graph in a canvas."""
        cards = [
            card for card in self._list("nodes", MOST_NODES) if self._is_whole(card, "faulty-node", "id")
        ]
        arrows = [
            arrow
            for arrow in self._list("edges", MOST_EDGES)
            if self._is_whole(arrow, "faulty-edge", "fromNode", "toNode")
        ]
        linked = {to_cell(arrow.value.get(end)) for arrow in arrows for end in ("fromNode", "toNode")}
        groups = [(_find_box(card), card) for card in cards if card.value.get("type") == "group"]
        if len(groups) > _MOST_GROUPS:
            raise refuse_count(self._name, "groups", _MOST_GROUPS)
        boxes = sorted(
            ((box, card) for box, card in groups if box is not None), key=lambda group: group[0].area
        )
        inside = {id(card): _find_innermost(card, boxes) for card in cards}
        names = {to_cell(card.value.get("id")): _name(card.value) for card in cards}
        rows = []
        for card in cards:
            identity = to_cell(card.value.get("id")) or ""
            within = inside[id(card)]
            group = _name(within.value) if within is not None else ""
            if card.value.get("type") != "group" or identity in linked:
                rows.append(self._read_card(card, group))
            elif within is not None:
                self._cells.note("nesting", Item(f"group {to_quoted(names[identity])}", group, card.line))
        full = {
            id(within) for card, within in ((card, inside[id(card)]) for card in cards) if within is not None
        }
        for _, card in groups:
            if id(card) not in full and to_cell(card.value.get("id")) not in linked:
                self._cells.note("group", Item(f"group {to_quoted(_name(card.value))}", "", card.line))
        edges = [self._read_arrow(arrow, names) for arrow in arrows]
        return RawGraph(
            self._name,
            "canvas",
            to_title(self._name),
            find_columns(rows, self._name, ("id", "label")),
            find_columns(edges, self._name, ("source", "target")),
            tuple(rows),
            tuple(edges),
            label="JSON Canvas",
            findings=self._cells.to_findings(),
        )

    def _list(self, key: str, most: int) -> list[Entry]:
        found = self._data.get(key)
        entries = list_entries(found, key) if isinstance(found, list) else []
        if len(entries) > most:
            raise refuse_count(self._name, key, most)
        return entries

    def _is_whole(self, entry: Entry, fault: str, *needed: str) -> bool:
        """Whether an entry has what it needs; if not, that is noted."""
        if isinstance(entry.value, dict) and all(to_cell(entry.value.get(key)) for key in needed):
            return True
        self._cells.note(fault, Item(entry.place, "", entry.line))
        return False

    def _read_card(self, card: Entry, group: str) -> RawRow:
        value = card.value
        name, text = _name(value), to_text(to_cell(value.get("text")) or "")
        card = replace(card, place=f"node {to_quoted(name)}")
        if name != to_line(text) and text:
            self._cells.note("markup", Item(card.place, text, card.line))
        first = {"id": to_cell(value.get("id")) or "", "label": name, "group": group}
        kind = to_cell(value.get("type")) or ""
        rest = {
            key: each
            for key, each in value.items()
            if key not in ("id", "type", "text", "label" if kind == "group" else "")
        }
        cells = {**first, **self._cells.make(replace(card, value=rest))}
        if text and (len(to_line(text)) > _LONGEST_NAME or "\n" in _strip(text)):
            cells["description"] = text
        return self._cells.build_row(card, {column: cell for column, cell in cells.items() if cell})

    def _read_arrow(self, arrow: Entry, names: Mapping[str | None, str]) -> RawRow:
        value = arrow.value
        source, target = to_cell(value["fromNode"]) or "", to_cell(value["toNode"]) or ""
        at_source, at_target = value.get("fromEnd") == "arrow", value.get("toEnd") != "none"
        shown = [to_quoted(names.get(end) or end) for end in (source, target)]
        arrow = replace(arrow, place=f"edge {shown[0]} → {shown[1]}")
        if at_source and not at_target:
            source, target = target, source
            self._cells.note("reversed", Item(arrow.place, "", arrow.line))
        known = ("id", "fromNode", "toNode", "fromEnd", "toEnd")
        rest = self._cells.make(
            replace(arrow, value={key: each for key, each in value.items() if key not in known})
        )
        direction = "mutual" if at_source and at_target else "" if at_source or at_target else "undirected"
        cells = {
            "source": source,
            "target": target,
            "direction": direction,
            "id": to_cell(value.get("id")),
            **rest,
        }
        return self._cells.build_row(arrow, {column: cell for column, cell in cells.items() if cell})


def _name(value: Mapping[str, Any]) -> str:
    """What a card is called."""
    shown = {"file": "file", "link": "url", "group": "label"}.get(str(value.get("type")), "text")
    text = to_text(to_cell(value.get(shown)) or "")
    identity = to_cell(value.get("id")) or ""
    if shown == "file":
        stem = re.split(r"[/\\]", text)[-1]
        return to_line(stem.removesuffix(".md").removesuffix(".canvas")) or identity
    if shown == "text":
        plain = _strip(text)
        text = plain if len(to_line(plain)) <= _LONGEST_NAME else plain.partition("\n")[0]
    return to_line(text) or identity


def _strip(text: str) -> str:
    """The text without the marks of Markdown, and without empty lines.

    >>> _strip("## **Joy** in [[work|our work]]\\n\\n- rest")
    'Joy in our work\\nrest'
    """
    lines = (_LINK.sub(lambda link: link[1] or link[2], _MARKS.sub("", line)) for line in text.split("\n"))
    return "\n".join(stripped for line in lines if (stripped := _BOLD.sub(r"\2", line).strip()))


def _find_box(card: Entry) -> _Box | None:
    try:
        left, top, width, height = (float(card.value[key]) for key in ("x", "y", "width", "height"))
    except (KeyError, TypeError, ValueError):
        return None
    return _Box(left, top, width, height)


def _find_innermost(card: Entry, groups: list[tuple[_Box, Entry]]) -> Entry | None:
    """The smallest group that a card lies in; a group lies only in larger ones."""
    box = _find_box(card)
    if box is None:
        return None
    is_group = card.value.get("type") == "group"
    return next(
        (
            group
            for place, group in groups
            if group is not card and place.has_middle(box) and not (is_group and place.area <= box.area)
        ),
        None,
    )
