"""What the colours, borders and lines of a diagram mean, in its language."""

from __future__ import annotations

from dataclasses import dataclass

from model.diagram import Diagram
from model.export.palette import Palette
from model.schema import PROVENANCE_KINDS, ProvenanceKind
from model.words import Translate, get_words


@dataclass(frozen=True)
class Sign:
    """One sign and what it means: a level's colours, the border of a kind of provenance, or the line of an
    edge, which has no fill."""

    name: str
    fill: str
    line: str
    provenance: ProvenanceKind | None = None
    is_level: bool = False
    is_edge: bool = False


def build_legend(diagram: Diagram, palette: Palette) -> tuple[Sign, ...]:
    """The levels of a diagram, then the kinds of provenance and the line without arrow that occur in it.

    >>> from model import load_model
    >>> from model.diagram import build_diagram
    >>> from model.export.palette import PALETTES
    >>> [sign.name for sign in build_legend(build_diagram(load_model(), "en"), PALETTES["light"])][3:]
    ['Leadership', 'stated', 'reported', 'inferred', 'open']
    """
    _ = get_words(diagram.language)
    levels = (
        Sign(
            row.name,
            palette.fills[row.position % len(palette.fills)],
            palette.lines[row.position % len(palette.lines)],
            is_level=True,
        )
        for row in diagram.rows
    )
    occurring = {node.provenance for node in diagram.nodes} | {edge.provenance for edge in diagram.edges}
    borders = (
        Sign(name_provenance(_, kind), palette.paper, palette.quiet, kind)
        for kind in PROVENANCE_KINDS
        if kind in occurring
    )
    lines = (
        [Sign(_("line without arrow: no direction given"), "", palette.line, is_edge=True)]
        if diagram.has_undirected
        else []
    )
    return (*levels, *borders, *lines)


def name_provenance(_: Translate, kind: ProvenanceKind) -> str:
    """What a kind of provenance is called."""
    return {
        "stated": _("stated"),
        "reported": _("reported"),
        "inferred": _("inferred"),
        "open": _("open"),
    }[kind]
