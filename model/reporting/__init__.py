"""What people take home from a workshop, and what is printed before it: pure functions, value in, file out.

`build_report` makes one `Report` out of a workshop's state and ballots (`read_report` reads them from a
store); every form of `REPORTS` shows that same value. `to_pack` makes the pack to print before. The whole
session as JSON, to be brought back, is `model.workshop.to_workshop_json`. The report on codings has
a value and files of its own (`coding_report`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from model.reporting.pack import PARTS, Part, to_pack
from model.reporting.report import Named, Report, Vote, build_report
from model.reporting.stored_report import read_report

_OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class ReportForm:
    """A form of the report: its name, which is the ending of its files, the media type, how one is made."""

    name: str
    media_type: str
    build: Callable[[Report], bytes]


def _find(module: str, function: str) -> Callable[[Report], bytes]:
    """What makes a file, found when it is first needed: it takes large libraries."""

    def build(report: Report) -> bytes:
        made: bytes = getattr(import_module(f"model.reporting.{module}"), function)(report)
        return made

    return build


REPORTS: dict[str, ReportForm] = {
    form.name: form
    for form in (
        ReportForm("pdf", "application/pdf", _find("paper", "to_pdf")),
        ReportForm("pptx", f"{_OFFICE}.presentationml.presentation", _find("slides", "to_pptx")),
        ReportForm("xlsx", f"{_OFFICE}.spreadsheetml.sheet", _find("workbook", "to_xlsx")),
    )
}
"""Every form of the report by its name."""

__all__ = [
    "PARTS",
    "REPORTS",
    "Named",
    "Part",
    "Report",
    "ReportForm",
    "Vote",
    "build_report",
    "read_report",
    "to_pack",
]
