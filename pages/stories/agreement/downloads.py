"""Agreement as files: the figures as a table, and the report on codings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from model.coding import CodingStore
from model.reporting.coding_paper import to_coding_pdf
from model.reporting.coding_report import CodingReport, build_coding_report
from model.reporting.coding_workbook import list_figures, to_coding_xlsx
from model.stories import StoryQuery, StoryStore
from model.stories.story import STATUSES
from model.tables import to_csv
from pages.shared import resources

_FIGURED = StoryQuery(
    statuses=frozenset(status for status in STATUSES if status != "withdrawn"), sort="oldest"
)
_WRITERS: dict[str, tuple[str, Callable[[CodingReport], bytes]]] = {
    "agreement.csv": ("text/csv", lambda report: to_csv(list_figures(report))),
    "codings-report.xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        to_coding_xlsx,
    ),
    "codings-report.pdf": ("application/pdf", to_coding_pdf),
}
FILES = {name: media_type for name, (media_type, _) in _WRITERS.items()}
"""The files that there are, with their types."""


def write_file(name: str, content: resources.Content, store: StoryStore, language: str) -> bytes:
    """One of the `FILES`, as things are today."""
    stories = tuple(store.walk(_FIGURED))
    codings = CodingStore(store).read()
    report = build_coding_report(content.model, stories, codings, language, datetime.now(UTC).date())
    return _WRITERS[name][1](report)
