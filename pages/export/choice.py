"""What was chosen of a file: its format, how it looks, and what stands around the diagram."""

from __future__ import annotations

from dataclasses import dataclass

from model.export import EXPORTERS, Exporter
from model.export.figure import Options, Part
from model.export.palette import ThemeName


@dataclass(frozen=True)
class Choice:
    """The format by its name, theme, options, the parts that stand around the diagram, and whether stories
    may be told."""

    format: str
    theme: ThemeName
    options: Options
    parts: tuple[Part, ...]
    has_stories: bool

    @property
    def exporter(self) -> Exporter:
        """What the format can do."""
        return EXPORTERS[self.format]
