"""What the colours, borders and lines of a diagram mean, in its language: the same groups of signs, in the
same order, for every file and the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from model.diagram import Diagram
from model.export.markup import to_line
from model.export.palette import Palette
from model.lettering import break_lines, measure
from model.schema import PROVENANCE_KINDS, ProvenanceKind
from model.words import Translate, get_words

BORDERS: Mapping[ProvenanceKind | None, str] = {"reported": "9 3", "inferred": "5 3", "open": "1.5 3"}
"""How the border of a node is dashed, as SVG writes it; a kind of provenance without an entry is solid."""

LINES: Mapping[ProvenanceKind | None, str] = {"inferred": "5 3"}
"""How the line of an edge is dashed."""

MOST_ROWS = 4
"""How many rows a legend has at most."""

Form = Literal["colour", "border", "mark", "line", "count"]
WIDTHS: Mapping[Form, float] = {"colour": 1.6, "border": 2.4, "mark": 1.3, "line": 2.4, "count": 1.3}
"""How wide a sign is, in the unit of the font size."""

_BESIDE, _BETWEEN, _APART = 0.5, 1.0, 2.2
"""From a sign to its name, to the next sign, to the next group."""


@dataclass(frozen=True)
class Sign:
    """What something in the diagram looks like, and its name.

    A colour is a box of a level, a border a box of a kind of provenance, a mark the round sign of an open
    node, a line that of an edge (without fill), a count the number on a node.
    """

    name: str
    form: Form
    fill: str
    line: str
    kinds: tuple[ProvenanceKind, ...] = ()
    """Which kinds of provenance look like this."""
    has_arrow: bool = False

    @property
    def dashes(self) -> str:
        """How its border or line is dashed, as SVG writes it; "" is solid."""
        return (LINES if self.form == "line" else BORDERS).get(next(iter(self.kinds), None), "")

    @property
    def text(self) -> str:
        """What is written in it."""
        return {"mark": "?", "count": "3"}.get(self.form, "")


@dataclass(frozen=True)
class Group:
    """Signs that answer one question, which is the title; "" where a sign says all itself."""

    title: str
    signs: tuple[Sign, ...]


@dataclass(frozen=True)
class Entry:
    """A title, or a sign with its name: where on its row it begins, how wide it is, and how far from its
    beginning the words stand."""

    x: float
    width: float
    indent: float
    words: str
    sign: Sign | None = None


def build_legend(diagram: Diagram, palette: Palette) -> tuple[Group, ...]:
    """Whose what is, how nodes are known, how edges are known: what of this occurs in a diagram.

    Colours are left out where all have the same one. Kinds of provenance whose edges look alike share a
    sign. The number of stories is there where nodes show one.

    >>> from model import load_model
    >>> from model.diagram import build_diagram
    >>> from model.export.palette import PALETTES
    >>> for group in build_legend(build_diagram(load_model(), "en"), PALETTES["light"])[1:]:
    ...     print(group.title, [sign.name for sign in group.signs])
    Border: how an element is known ['stated', 'reported', 'open']
    Line: how a link is known ['stated', 'inferred']
    """
    _ = get_words(diagram.language)
    groups = (
        Group(_("Colour: level"), tuple(_list_colours(diagram, palette))),
        Group(_("Border: how an element is known"), tuple(_list_borders(diagram, palette))),
        Group(_("Line: how a link is known"), tuple(_list_lines(diagram, palette))),
        Group("", tuple(_list_counts(diagram, palette))),
    )
    return tuple(group for group in groups if group.signs)


def name_provenance(_: Translate, kind: ProvenanceKind) -> str:
    """What a kind of provenance is called."""
    return {
        "stated": _("stated"),
        "reported": _("reported"),
        "inferred": _("inferred"),
        "open": _("open"),
    }[kind]


def _list_colours(diagram: Diagram, palette: Palette) -> Iterator[Sign]:
    if len(diagram.rows) < 2:
        return
    for row in diagram.rows:
        position = row.position % len(palette.lines)
        yield Sign(to_line(row.name), "colour", palette.fills[position], palette.lines[position])


def _list_borders(diagram: Diagram, palette: Palette) -> Iterator[Sign]:
    _ = get_words(diagram.language)
    occurring = {node.provenance for node in diagram.nodes}
    for kind in PROVENANCE_KINDS:
        if kind in occurring:
            is_mark = kind == "open" and any(node.is_mark for node in diagram.nodes)
            form: Form = "mark" if is_mark else "border"
            yield Sign(name_provenance(_, kind), form, palette.paper, palette.quiet, (kind,))


def _list_lines(diagram: Diagram, palette: Palette) -> Iterator[Sign]:
    _ = get_words(diagram.language)
    occurring = {edge.provenance for edge in diagram.edges}
    alike: dict[str, tuple[ProvenanceKind, ...]] = {}
    for kind in PROVENANCE_KINDS:
        if kind in occurring:
            dashes = LINES.get(kind, "")
            alike[dashes] = (*alike.get(dashes, ()), kind)
    has_arrow = any(edge.is_directed for edge in diagram.edges)
    for kinds in alike.values():
        name = ", ".join(name_provenance(_, kind) for kind in kinds)
        yield Sign(name, "line", "", palette.line, kinds, has_arrow)
    if diagram.has_undirected:
        yield Sign(_("without arrow: no direction given"), "line", "", palette.line)


def _list_counts(diagram: Diagram, palette: Palette) -> Iterator[Sign]:
    if any(node.count is not None for node in diagram.nodes):
        _ = get_words(diagram.language)
        yield Sign(_("number of stories"), "count", palette.ink, palette.paper)


def set_rows(
    groups: Sequence[Group], room: float, size: float, wider: float = 1.0
) -> tuple[tuple[Entry, ...], ...]:
    """The groups in rows that are no wider than the room, in letters of a size; a group stays on one row if
    it fits there.

    `wider` is how much wider letters may be than those that are measured here. Where there would be too many
    rows the colours stay out: the names of levels stand at the lanes, too.
    """
    rows = _break_rows(groups, room, size, wider)
    if len(rows) > MOST_ROWS:
        others = [group for group in groups if group.signs[0].form != "colour"]
        rows = _break_rows(others, room, size, wider)[:MOST_ROWS]
    return tuple(map(tuple, rows))


def _break_rows(groups: Sequence[Group], room: float, size: float, wider: float) -> list[list[Entry]]:
    rows: list[list[Entry]] = []
    right = 0.0
    for group in groups:
        entries = list(_list_entries(group, room, size, wider))
        whole = sum(entry.width for entry in entries) + _BETWEEN * size * (len(entries) - 1)
        gap = _APART * size
        if not rows or (right + gap + whole > room):
            rows.append([])
        for entry in entries:
            x = right + gap if rows[-1] else 0.0
            if x + entry.width > room and rows[-1]:
                rows.append([])
                x = 0.0
            rows[-1].append(replace(entry, x=x))
            right = x + entry.width
            gap = _BETWEEN * size
    return rows


def _list_entries(group: Group, room: float, size: float, wider: float) -> Iterator[Entry]:
    for words, sign in ((group.title, None), *((sign.name, sign) for sign in group.signs)):
        beside = (WIDTHS[sign.form] + _BESIDE) * size if sign else 0.0
        lines = break_lines(words, (room - beside) / wider, size, at_most=1)
        if lines or sign:
            shown = lines[0] if lines else ""
            yield Entry(0.0, beside + measure(shown, size) * wider, beside, shown, sign)
