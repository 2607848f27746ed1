"""How nodes and edges of a graph are known, and the sources that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from model.importing.findings import Item
from model.importing.ids import Ids
from model.importing.raw import RawRow, to_line, to_text
from model.importing.roles import Roles
from model.schema import LONGEST_TEXT, PROVENANCE_KINDS, Place
from model.search import fold


class Knowledge:
    """What the rows of a file say of how their nodes and edges are known.

    A source without a full reference has its name for one; but what the file says that it is cited as is the
    reference of the source that is named by words of it. What cannot stand in a model, such
    as a statement without a source, is left out and counted as `unsupported`.
    """

    def __init__(self, roles: Roles, citation: str) -> None:
        self._roles = roles
        self._citation = citation
        self._ids = Ids()
        self._sources: dict[str, dict[str, str]] = {}
        self.rows: dict[Place, tuple[RawRow, str | None]] = {}
        """The row behind each source."""
        self.unsupported: list[Item] = []
        """What says of itself how it is known in a way that a model cannot have."""
        self.shortened: list[Item] = []

    def describe_node(self, row: RawRow) -> dict[str, Any]:
        """The description, question and provenance of a node, as far as the row has them."""
        roles = self._roles
        description = self._fit(to_text(row.get(roles.description)), row)
        question = self._fit(to_text(row.get(roles.question)), row)
        is_open = fold(row.get(roles.provenance)) == "open"
        if is_open and not question:
            # Kumu has no column for it: there the question is the last line of the description.
            above, _, last = description.rpartition("\n")
            if last.endswith("?"):
                description, question = above, last
        provenance = self._find(row, "")
        if is_open and not question and provenance is not None:
            provenance = None
            self.unsupported.append(row.build_item())
        values = {"description": description, "question": question, "provenance": provenance}
        return {name: value for name, value in values.items() if value}

    def describe_edge(self, row: RawRow) -> dict[str, Any]:
        """The provenance of an edge, if the row has it."""
        provenance = self._find(row, "edge_")
        return {"provenance": provenance} if provenance else {}

    def build_sources(self) -> tuple[list[dict[str, str]], str | None]:
        """The sources, and the id of the one that is cited for the whole model."""
        cited = next((source for source in self._sources.values() if self._is_cited(source["short"])), None)
        if cited is not None:
            _complete(cited, self._citation)
        elif self._citation:
            cited = self._add(self._citation)
        return list(self._sources.values()), cited["id"] if cited is not None else None

    def _fit(self, text: str, row: RawRow) -> str:
        """The text, cut where it is longer than a model allows."""
        if len(text) <= LONGEST_TEXT:
            return text
        self.shortened.append(row.build_item(text))
        return f"{text[: LONGEST_TEXT - 2].rstrip()} …"

    def _find(self, row: RawRow, of: str) -> dict[str, str] | None:
        columns = {role: getattr(self._roles, of + role) for role in Roles.OF_KNOWLEDGE}
        kind, reference = fold(row.get(columns["provenance"])), to_line(row.get(columns["reference"]))
        if not kind:
            return None
        if kind not in PROVENANCE_KINDS or (kind in ("stated", "reported") and not reference):
            self.unsupported.append(row.build_item())
            return None
        values = {"kind": kind, "note": self._fit(to_text(row.get(columns["note"])), row)}
        if reference:
            is_new = fold(reference) not in self._sources
            source = self._add(reference)
            _complete(source, to_line(row.get(columns["citation"])))
            link, licence = to_line(row.get(columns["link"])), to_line(row.get(columns["licence"]))
            if re.match("https?://", link):
                source.setdefault("url", link)
            if licence:
                source.setdefault("licence", licence)
            values["source"] = source["id"]
            if is_new:
                self.rows["sources", len(self._sources) - 1] = (row, columns["reference"])
        return {name: value for name, value in values.items() if value}

    def _add(self, name: str) -> dict[str, str]:
        key = fold(name)
        if key not in self._sources:
            identity = self._ids.build(name, "source")
            self._sources[key] = {"id": identity, "short": name, "reference": name}
        return self._sources[key]

    def _is_cited(self, short: str) -> bool:
        """Whether the citation begins with the first word of a name, and has its numbers: author and year."""
        words, cited = list(_list_words(short)), list(_list_words(self._citation))
        numbers = {word for word in words if word.isdecimal()}
        return bool(numbers) and words[:1] == cited[:1] and numbers <= set(cited)


def _complete(source: dict[str, str], reference: str) -> None:
    """Say what a source is cited as in full, if that is not known yet."""
    if reference and source["reference"] == source["short"]:
        source["reference"] = reference


def _list_words(text: str) -> Iterator[str]:
    return iter(re.findall(r"\w+", fold(text)))
