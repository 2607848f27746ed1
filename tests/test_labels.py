"""What the code puts together in a language: a colon behind a label, days and numbers."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest

from model.export import EXPORTERS, Options
from model.export.html import to_html
from model.export.palette import PALETTES
from model.export.records import build_records
from model.importing.findings import Finding, describe_finding
from model.reporting import to_pack
from model.reporting.paper import to_pdf
from model.reporting.slides import to_pptx
from model.reporting.workbook import to_xlsx
from model.stories.intake.problems import Problem
from model.tables import TableError
from model.words import CULTURES, get_words
from pages.export.inputs import list_formats
from pages.paths.flow_picture import build_chart
from pages.stories.problems import describe_in_row
from pages.stories.words import build_words as build_story_words
from pages.tables.words import describe_table_error
from pages.workbench.model_texts import build_texts
from pages.workbench.path_question import Question
from pages.workshop.words import build_words as build_workshop_words
from tests.documents import MODEL, build_figure, read_pdf, read_text
from tests.figures import build_shipped_figure
from tests.reporting import build_workshop, make_report
from tests.serving import ROOT
from tests.slides import list_shapes, read_notes, read_pptx

FRENCH = get_words("fr")
ASKED = Question("mangomoment", "loyalty-patients")
ENGLISH_TITLE = "organisations: a multi-method"
"""Of the main source, in the middle."""


def list_bare_colons(text: str) -> list[str]:
    """The words with a colon directly behind them."""
    return re.findall(r"[^\s:]+:(?!\S)", text.replace(ENGLISH_TITLE, ""))


def build(form: str) -> bytes:
    return EXPORTERS[form].build(build_shipped_figure("fr"), Options())


def read_document(made: bytes) -> str:
    return f"{read_pdf(made).metadata.title} {read_text(made)}"  # type: ignore[union-attr]


def read_slides(made: bytes) -> str:
    slides = read_pptx(made).slides
    shown = [
        shape.text_frame.text
        for slide in slides
        for shape in list_shapes(slide.shapes)
        if shape.has_text_frame
    ]
    said = [read_notes(slide) for slide in slides if slide.has_notes_slide]
    return "\n".join([read_pptx(made).core_properties.title, *shown, *said])


def read_workbook(made: bytes) -> str:
    sheets = openpyxl.load_workbook(BytesIO(made))
    return "\n".join(str(cell.value) for sheet in sheets for row in sheet for cell in row)


def say_faults() -> str:
    return "\n".join(
        [
            describe_table_error(TableError("empty", "", "", place="row 4"), FRENCH),
            describe_in_row(Problem(4, "Récit", "text", "missing-text", ""), FRENCH),
            describe_finding(Finding("self-loop", count=2), FRENCH),
        ]
    )


TEXTS: dict[str, Callable[[], str]] = {
    "handout": lambda: read_document(build("handout")),
    "slides": lambda: read_slides(build("pptx")),
    "legend": lambda: build_records(build_shipped_figure("fr")).about["legend"],
    "report": lambda: read_document(to_pdf(make_report(language="fr"))),
    "report on slides": lambda: read_slides(to_pptx(make_report(language="fr"))),
    "report in a workbook": lambda: read_workbook(to_xlsx(make_report(language="fr"))),
    "session pack": lambda: read_document(to_pack(MODEL, build_workshop(), (), (), "fr")),
    "formats": lambda: "\n".join(list_formats(FRENCH).values()),
    "faults": say_faults,
    "flow": lambda: build_chart(MODEL, ASKED, "fr", PALETTES["light"], 800)["picture"],
}


@pytest.mark.parametrize("made", TEXTS)
def test_no_word_in_french_has_a_colon_directly_behind_it(made: str) -> None:
    text = TEXTS[made]()
    assert " :" in re.sub(r"\s", " ", text)
    assert list_bare_colons(text) == []


@pytest.mark.parametrize(
    ("language", "labelled"), [("en", "{label}: {text}"), ("fr", "{label}\u202f: {text}")]
)
def test_scripts_are_told_how_a_label_and_a_text_stand_together(language: str, labelled: str) -> None:
    (texts,) = re.findall(
        r'id="texts">(.*?)</script>', to_html(build_figure(language=language), Options()).decode()
    )
    assert json.loads(texts)["words"]["labelled"] == labelled
    assert json.loads(build_texts(MODEL, {}, language))["words"]["labelled"] == labelled
    assert json.loads(build_story_words(language))["labelled"] == labelled
    assert json.loads(build_workshop_words(language))["labelled"] == labelled


def test_scripts_and_files_write_days_and_numbers_as_the_same_culture() -> None:
    script = (ROOT / "pages/shared/culture.js").read_text("utf-8")
    assert dict(re.findall(r'(\w\w): "([\w-]+)"', script)) == CULTURES
