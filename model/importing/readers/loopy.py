"""Reading models of Loopy (ncase.me/loopy): JSON, alone or inside a link to the model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from model.importing.findings import CountedFindings, Item
from model.importing.graph_file import GraphFile
from model.importing.json_cells import list_entries, to_cell, without_lines
from model.importing.json_text import read_json
from model.importing.raw import (
    MOST_EDGES,
    MOST_NODES,
    RawGraph,
    RawRow,
    refuse,
    refuse_count,
    to_quoted,
    to_text,
    to_title,
)

_LINK = re.compile(r"[?&#]data=([^\s&#\"<>]+)")
_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}")
_AGAIN = 'choose "save as link" in Loopy and copy the whole link'
_SAME, _OPPOSITE = "more leads to more", "more leads to less"
"""What a plus and a minus on an arrow of Loopy mean."""
_LISTS = (("nodes", "n"), ("edges", "e"), ("labels", "l"))
"""The parts of a model in their order, and what Loopy 2 and Loopy 1.0 call them."""
_PLACES: Mapping[str, Mapping[str, tuple[int, str]]] = {
    "nodes": {"id": (0, "id"), "init": (3, "i"), "label": (4, "l")},
    "edges": {"from": (0, "f"), "to": (1, "t"), "strength": (3, "s"), "customLabel": (8, "")},
    "labels": {"text": (2, "t")},
}
"""Where values stand in an entry: by their names in Loopy 2, by their places in a list, or their letters."""


def read_loopy(file: GraphFile) -> RawGraph:
    """The nodes and arrows of a model of Loopy.

    An arrow has the kind "more leads to more" (+) or "more leads to less" (-), with its "sign" beside it.
    Texts that stand beside the model and the values that a simulation starts from are left out and listed.
    Raises `ModelFileError` for what is no such list, and for a link that is cut off or packed (Loopy 2).

    >>> content = b'[[[1,0,0,1,"Rabbits",0],[2,9,9,1,"Foxes",1]],[[2,1,9,-1,0]],[],2]'
    >>> [row.cells for row in read_loopy(GraphFile(content, "loopy.json")).edges]
    [{'source': '2', 'target': '1', 'kind': 'more leads to less', 'sign': '-'}]
    """
    data = file.data if file.start.startswith(("[", "{")) else _read_link(file)
    parts = without_lines(data) if isinstance(data, list) else []
    is_listed = len(parts) > 1
    if isinstance(data, dict):
        parts = [data.get(name, data.get(letter)) for name, letter in _LISTS]
    if len(parts) < 2 or not all(isinstance(part, list) for part in parts[:2]):
        raise refuse(file.name, f"is no model of Loopy: its lists of nodes and arrows are missing; {_AGAIN}")
    lists = [part if isinstance(part, list) else [] for part in (*parts, [])[:3]]
    return _Reader(file.name, lists, is_listed or "n" in data).read()


def _read_link(file: GraphFile) -> Any:
    found = _LINK.search(file.text)
    if found is None:
        raise refuse(file.name, f"is a link to Loopy without a model in it; {_AGAIN}")
    text = unquote(found[1], errors="replace")
    if not text.startswith(("[", "{")):
        way_out = "open it in Loopy 2 and save the model as a file (.loopy.json)"
        raise refuse(file.name, f"is a link whose model is packed; {way_out}")
    return read_json(text.encode(), file.name)


class _Reader:
    def __init__(self, name: str, lists: Sequence[list[Any]], is_encoded: bool) -> None:
        self._name = name
        self._lists = dict(zip(_PLACES, lists, strict=True))
        self._is_encoded = is_encoded
        self._findings = CountedFindings()

    def read(self) -> RawGraph:
        """The graph in the lists of a model."""
        nodes = list(self._list("nodes", MOST_NODES, "faulty-node", "id"))
        edges = list(self._list("edges", MOST_EDGES, "faulty-edge", "from", "to"))
        names = {values["id"]: self._decode(values["label"]) or values["id"] for _, values in nodes}
        self._findings.extend("drawing", (), len(nodes) + len(edges))
        starts = sum(values["init"] not in ("", "0") for _, values in nodes)
        self._findings.extend("column", (Item("init"),) if starts else (), starts)
        for place, values in self._list("labels", MOST_EDGES, "comment"):
            self._findings.add("comment", Item(place, self._decode(values["text"])))
        return RawGraph(
            self._name,
            "loopy",
            to_title(self._name),
            ("id", "label"),
            ("source", "target", "kind", "sign", "label"),
            tuple(
                RawRow({"id": identity, "label": name}, f"node {to_quoted(name)}")
                for identity, name in ((values["id"], names[values["id"]]) for _, values in nodes)
            ),
            tuple(self._build_edge(values, names) for _, values in edges),
            label="Loopy",
            findings=self._findings.to_tuple(),
        )

    def _list(self, part: str, most: int, fault: str, *needed: str) -> Iterator[tuple[str, dict[str, str]]]:
        """The entries of a part with their places; what lacks something that is needed is noted."""
        entries = list_entries(self._lists[part], part)
        if len(entries) > most:
            raise refuse_count(self._name, part, most)
        for entry in entries:
            values = _get_values(entry.value, _PLACES[part])
            if all(values[key] for key in needed) and (needed or values["text"]):
                yield entry.place, values
            else:
                self._findings.add(fault, Item(entry.place))

    def _build_edge(self, values: Mapping[str, str], names: Mapping[str, str]) -> RawRow:
        sign = "-" if values["strength"].startswith("-") else "+"
        source, target = values["from"], values["to"]
        place = " → ".join(to_quoted(names.get(end, end)) for end in (source, target))
        cells = {
            "source": source,
            "target": target,
            "kind": _OPPOSITE if sign == "-" else _SAME,
            "sign": sign,
        }
        label = self._decode(values["customLabel"])
        return RawRow(cells | ({"label": label} if label else {}), f"arrow {place}")

    def _decode(self, text: str) -> str:
        """A text as people read it: Loopy encodes it for addresses, in links twice."""
        for _ in range(2):
            if self._is_encoded and _ENCODED.search(text):
                text = unquote(text, errors="replace")
        return to_text(text)


def _get_values(value: Any, places: Mapping[str, tuple[int, str]]) -> dict[str, str]:
    """The values of an entry by name, empty ones for what is not there."""
    if isinstance(value, dict):
        found = {name: value.get(name, value.get(letter)) for name, (_, letter) in places.items()}
    else:
        cells = value if isinstance(value, list) else []
        found = {name: cells[at] if at < len(cells) else None for name, (at, _) in places.items()}
    return {name: to_cell(each) or "" for name, each in found.items()}
