"""The report on codings on paper: a PDF that can be read aloud, made by typst."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from model.export.frame import to_language, to_line
from model.export.missing_letters import find_lacking_among, name_lacking
from model.export.typesetting import Document, soften
from model.reporting.coding_report import CodingReport, ReportSection, list_sections
from model.reporting.print_style import COLOURS, TEMPLATES
from model.words import get_words

_WIDE = 5
"""From this number of columns on, a table stands on pages that lie."""


def to_coding_pdf(report: CodingReport) -> bytes:
    """The report on codings as a PDF on A4: figures first, then the lists to talk through.

    The document is tagged, has title and language, and carries no date of its own: the same report gives
    the same bytes. Letters that the font does not have become □, and their texts are named.
    """
    _ = get_words(report.language)
    sections = list_sections(report)
    typed = [str(cell) for section in sections if section.table for row in section.table.rows for cell in row]
    lacking = find_lacking_among(typed)
    data = {
        "document": {"title": to_line(report.title), "language": to_language(report.language)},
        "colours": COLOURS,
        "words": {"report": _("Report on codings"), "page": _("Page {page} of {pages}")},
        "title": to_line(report.title),
        "when": to_line(report.subtitle),
        "parts": _group(sections),
        "lacking": to_line(name_lacking(lacking, report.language)) if lacking.texts else "",
    }
    return Document("codings", data, {}, TEMPLATES).to_pdf()


def _group(sections: Sequence[ReportSection]) -> list[dict[str, Any]]:
    """The sections by how their pages lie; one without a table goes on where the one before it ends."""
    groups: list[dict[str, Any]] = []
    for section in sections:
        lies = len(section.table.heads) >= _WIDE if section.table else None
        if not groups or lies not in (None, groups[-1]["lies"]):
            groups.append({"lies": bool(lies), "sections": []})
        groups[-1]["sections"].append(_build_section(section))
    return groups


def _build_section(section: ReportSection) -> dict[str, Any]:
    table = section.table
    return {
        "title": soften(to_line(section.title)),
        "sentences": [soften(to_line(sentence)) for sentence in section.sentences],
        "notes": [soften(to_line(note)) for note in section.notes],
        "heads": list(table.heads) if table else [],
        "widths": list(table.widths) if table else [],
        "numbers": [isinstance(cell, int) for cell in table.rows[0]] if table and table.rows else [],
        "rows": [[soften(to_line(str(cell))) for cell in row] for row in table.rows] if table else [],
    }
