"""The codebook on paper: a PDF to print and to code by, in the style of the handout."""

from __future__ import annotations

from typing import Any

from model.coding.codebook import Codebook, Entry
from model.export.frame import to_language, to_line
from model.export.palette import PALETTES
from model.export.typesetting import Document, soften, to_printable
from model.graph import ConceptualModel
from model.lettering import break_lines
from model.words import get_words, join_label

_FOOT_SIZE = 7.0
_FOOT_WIDTH = 425.0
"""In points, as both."""
_MOST_TOGETHER = 2000
"""How many characters of an entry stay on one page."""


def to_codebook_pdf(model: ConceptualModel, book: Codebook) -> bytes:
    """The codebook as PDF on A4: a section a stage, then the dimensions; the same codebook, the same bytes.

    Each code has its definition, when to use it, when not, and an example; what nobody wrote is left out.

    >>> from model import load_model
    >>> from model.coding.codebook import build_codebook
    >>> model = load_model()
    >>> to_codebook_pdf(model, build_codebook(model, "en"))[:5]
    b'%PDF-'
    """
    return build_document(model, book).to_pdf()


def build_document(model: ConceptualModel, book: Codebook) -> Document:
    """The document that the PDF is."""
    _ = get_words(book.language)
    palette = PALETTES["light"]
    lines = palette.lines
    colours = {level.id: lines[at % len(lines)] for at, level in enumerate(model.levels)}
    data = {
        "document": {
            "title": to_line(join_label(_, _("Codebook"), book.title)),
            "language": to_language(book.language),
        },
        "colours": {"ink": palette.ink, "quiet": palette.quiet, "band": palette.band, "rule": "#d9d5cc"},
        "foot_size": _FOOT_SIZE,
        "notes": break_lines(to_printable(book.source), _FOOT_WIDTH, _FOOT_SIZE, at_most=3),
        "title": _("Codebook"),
        "model": soften(to_line(book.title)),
        "summary": soften(book.summary),
        "words": {
            "page": _("Page {page} of {pages}"),
            "how": describe_use(book.language),
            "use": _("When to use"),
            "avoid": _("When not to use"),
            "example": _("Example"),
        },
        "sections": [
            {
                "name": soften(to_line(section.name)),
                "description": soften(section.description),
                "entries": [_build_entry(model, entry, colours) for entry in section.entries],
            }
            for section in book.sections
        ],
    }
    return Document("codebook", data)


def describe_use(language: str) -> str:
    """How to code by the book, in one or two sentences."""
    _ = get_words(language)
    return _(
        "A story can have several codes. A passage without a place in the model is marked as a leftover."
    )


def describe_entry_place(entry: Entry) -> str:
    """The level and the id of a code.

    >>> from model.coding import Code
    >>> describe_entry_place(Entry(Code("node", "effect-team"), "Team", "Professional"))
    'Professional · effect-team'
    """
    return " · ".join(filter(None, (entry.level, entry.code.id)))


def _build_entry(model: ConceptualModel, entry: Entry, colours: dict[str, str]) -> dict[str, Any]:
    level = model.get_node(entry.code.id).level if entry.code.kind == "node" else ""
    return {
        "name": soften(to_line(entry.name)) or entry.code.id,
        "place": soften(to_line(describe_entry_place(entry))),
        "line": colours.get(level, ""),
        "definition": soften(entry.definition),
        "use": soften(entry.use),
        "avoid": soften(entry.avoid),
        "example": soften(entry.example),
        "is_long": len(entry.definition + entry.use + entry.avoid + entry.example) > _MOST_TOGETHER,
    }
