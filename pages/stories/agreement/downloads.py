"""Codings as files: figures of agreement, report, codebook, all codings as a table and as a project."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from model import ConceptualModel, Story
from model.coding import Codings, CodingStore
from model.coding.codebook import Codebook, build_codebook, to_codebook_csv
from model.coding.codings_table import to_codings_csv, to_codings_xlsx
from model.coding.refi import to_qdc, to_qdpx
from model.coding.refi.package import pack
from model.export.codebook_docx import to_codebook_docx
from model.export.codebook_paper import to_codebook_pdf
from model.reporting.coding_paper import to_coding_pdf
from model.reporting.coding_report import CodingReport, build_coding_report
from model.reporting.coding_workbook import list_figures, to_coding_xlsx
from model.stories import StoryQuery, StoryStore
from model.stories.story import STATUSES, Purpose
from model.tables import to_csv

_FIGURED = StoryQuery(
    statuses=frozenset(status for status in STATUSES if status != "withdrawn"), sort="oldest"
)


@dataclass(frozen=True)
class Source:
    """What files are written from: the stories that are asked for, in a language.

    With a `purpose` only those that are published and whose tellers agreed to it.
    """

    model: ConceptualModel
    store: StoryStore
    language: str
    purpose: Purpose | None = None

    @cached_property
    def stories(self) -> tuple[Story, ...]:
        """The stories, as they were told."""
        if self.purpose is None:
            return self._walk(_FIGURED)
        return self._walk(
            StoryQuery(statuses=frozenset({"published"}), consents=frozenset({self.purpose}), sort="oldest")
        )

    def _walk(self, query: StoryQuery) -> tuple[Story, ...]:
        return tuple(self.store.walk(query))

    @cached_property
    def codings(self) -> Codings:
        """All codings, those of other stories, too."""
        return CodingStore(self.store).read()

    @cached_property
    def book(self) -> Codebook:
        """The codebook, with examples out of the stories."""
        return build_codebook(self.model, self.language, self.stories)

    @cached_property
    def report(self) -> CodingReport:
        """The report of today, on all stories; what may not be exported is kept back in it."""
        today = datetime.now(UTC).date()
        return build_coding_report(self.model, self._walk(_FIGURED), self.codings, self.language, today)


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_WRITERS: dict[str, tuple[str, Callable[[Source], bytes]]] = {
    "agreement.csv": ("text/csv", lambda of: to_csv(list_figures(of.report))),
    "codings-report.xlsx": (_XLSX, lambda of: to_coding_xlsx(of.report)),
    "codings-report.pdf": ("application/pdf", lambda of: to_coding_pdf(of.report)),
    "codebook.pdf": ("application/pdf", lambda of: to_codebook_pdf(of.model, of.book)),
    "codebook.docx": (_DOCX, lambda of: to_codebook_docx(of.book)),
    "codebook.csv": ("text/csv", lambda of: to_codebook_csv(of.book)),
    "codebook.qdc": ("application/xml", lambda of: to_qdc(of.model, of.book)),
    "codings.xlsx": (_XLSX, lambda of: to_codings_xlsx(of.model, of.stories, of.codings, of.language)),
    "codings.zip": (
        "application/zip",
        lambda of: pack(to_codings_csv(of.model, of.stories, of.codings, of.language)),
    ),
    "codings.qdpx": ("application/zip", lambda of: to_qdpx(of.model, of.stories, of.codings, of.language)),
    "codings-for-qualcoder.qdpx": (
        "application/zip",
        lambda of: to_qdpx(of.model, of.stories, of.codings, of.language, "passage"),
    ),
}
FILES = {name: media_type for name, (media_type, _) in _WRITERS.items()}
"""The files that there are, with their types."""


def write_file(name: str, source: Source) -> bytes:
    """One of the `FILES`, as things are today."""
    return _WRITERS[name][1](source)
