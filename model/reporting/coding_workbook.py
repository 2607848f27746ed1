"""The report on codings as an Excel workbook: a sheet for each list, and every figure as a number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from textwrap import shorten

from model.coding.agreement import Figure, Interval, Undefined
from model.coding.wording import describe_undefined
from model.reporting.coding_report import CodingReport, list_sections
from model.tables import Worksheet, write_workbook
from model.words import get_words

_LONGEST_NAME = 28
_UNIT = 8
"""How many letters wide a column of width 1 is."""


def to_coding_xlsx(report: CodingReport) -> bytes:
    """The report on codings as a workbook: an overview, then a sheet for each table.

    No text becomes a formula (`model.tables.neutralise`). The same report gives the same bytes.
    """
    content = BytesIO()
    write_workbook(_list_sheets(report), content)
    return content.getvalue()


def _list_sheets(report: CodingReport) -> Iterator[Worksheet]:
    _ = get_words(report.language)
    sections = list_sections(report)
    overview: list[Sequence[object]] = [[report.title, report.subtitle]]
    for section in sections:
        for at, said in enumerate((*section.sentences, *section.notes)):
            overview.append([None if at else section.title, said])
    yield Worksheet(_("Overview"), overview, (44, 120))
    for section in sections:
        if not section.table:
            continue
        name = shorten(section.title.partition(":")[0], _LONGEST_NAME, placeholder="…")
        if section.part == "agreement":
            yield Worksheet(name, list(list_figures(report)), (48, *(14,) * 20))
        else:
            widths = [max(10, _UNIT * width) for width in section.table.widths]
            yield Worksheet(name, [section.table.heads, *section.table.rows], widths)


def list_figures(report: CodingReport) -> Iterator[Sequence[object]]:
    """Each figure with the ends of its interval in columns of their own, and why one is missing."""
    _ = get_words(report.language)
    heads = [_("Element or dimension"), _("Stories"), _("Coded"), _("Coded by two or more")]
    heads += [_("Attached"), _("Differ"), _("Coders")]
    for name in (_("Agreement"), _("Kappa"), _("Alpha")):
        heads += [name, f"{name} 2.5%", f"{name} 97.5%"]
    yield heads
    for name, agreement in report.list_agreements():
        cells = (
            figure
            for kind in (agreement.percent, agreement.kappa, agreement.alpha)
            for figure in _to_cells(kind, report)
        )
        yield [
            name,
            agreement.coded.total,
            agreement.coded.count,
            agreement.coded_by_two.count,
            agreement.attached,
            agreement.differing,
            agreement.coders,
            *cells,
        ]


def _to_cells(figure: Figure, report: CodingReport) -> tuple[object, object, object]:
    if isinstance(figure, Undefined):
        return describe_undefined(figure, report.language), None, None
    interval = figure.interval
    if isinstance(interval, Interval):
        return figure.value, interval.low, interval.high
    return figure.value, describe_undefined(interval, report.language), None
