"""What an exported file shows: the diagram, the words around it, and what may be told beside it.

Every format draws this one value, so that all of them show the same.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from model.diagram import Diagram
from model.export.palette import PALETTES, Palette, ThemeName
from model.graph import ConceptualModel
from model.stories import Story

Paper = Literal["16x9", "a4", "a3", "a0"]
PAPERS: dict[Paper, tuple[float, float]] = {
    "16x9": (338.67, 190.5),
    "a4": (297.0, 210.0),
    "a3": (420.0, 297.0),
    "a0": (1189.0, 841.0),
}
"""Width and height in millimetres, lying."""
USUAL_PAPER: Paper = "16x9"
"""The paper of a file for which none was chosen."""

Part = Literal["title", "legend", "words", "citation", "licence", "address"]
PARTS: tuple[Part, ...] = get_args(Part)
"""What can stand around a diagram."""


@dataclass(frozen=True)
class Caption:
    """The words around a diagram, in its language; an empty one is left out."""

    title: str = ""
    words: str = ""
    """What is shown, in words: filter, traced path, "12 of 26 nodes"."""
    citation: str = ""
    licence: str = ""
    address: str = ""
    """The address that brings the view back."""
    has_legend: bool = True

    def keep(self, parts: Collection[str]) -> Caption:
        """The caption with only these of its `PARTS`.

        >>> Caption("A title", "Words", has_legend=True).keep(["title"])
        Caption(title='A title', words='', citation='', licence='', address='', has_legend=False)
        """
        left_out: dict[str, Any] = {part: "" for part in PARTS if part not in parts and part != "legend"}
        return replace(self, **left_out, has_legend=self.has_legend and "legend" in parts)


@dataclass(frozen=True)
class Figure:
    """A diagram with all that goes into a file beside it.

    `stories` are those that may be exported, `path` the ids of the picked path's nodes, if any. `address` is
    that of the application for links to single nodes, or "".
    """

    model: ConceptualModel
    diagram: Diagram
    caption: Caption = Caption()
    theme: ThemeName = "light"
    stories: tuple[Story, ...] = ()
    path: tuple[str, ...] = ()
    address: str = ""

    @property
    def language(self) -> str:
        """The language of every word in it."""
        return self.diagram.language

    @property
    def palette(self) -> Palette:
        """The colours of its theme."""
        return PALETTES[self.theme]


@dataclass(frozen=True)
class Options:
    """How a file is made: its paper (None is the usual one of the format), for pictures how many times the
    size (1 to 4) and whether the ground is left out, for SVG whether letters become outlines, for slides
    whether there is one a step."""

    paper: Paper | None = None
    scale: float = 1.0
    is_transparent: bool = False
    has_outlines: bool = False
    steps: Literal["", "stages", "path"] = ""
