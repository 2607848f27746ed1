"""What everything printed for a workshop shares: its colours and where its templates are."""

from __future__ import annotations

from pathlib import Path

from model.export.palette import PALETTES
from model.reporting.colours import STOPS

TEMPLATES = Path(__file__).parent / "templates"

COLOURS = {
    "ink": PALETTES["light"].ink,
    "quiet": PALETTES["light"].quiet,
    "accent": "#b25000",
    "pale": "#f6f4ef",
    "rule": "#d9d5cc",
    "bar": STOPS[2],
    "word": STOPS[1],
    "paper": "#ffffff",
}
"""The colours of everything that is printed for a workshop."""
