"""A rating beside an earlier one, on paper, on slides and in the workbook."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from pptx import Presentation

from model import load_model
from model.reporting import build_report
from model.reporting.paper import to_pdf
from model.reporting.report import Report
from model.reporting.slides import to_pptx
from model.reporting.workbook import to_xlsx
from model.workshop import Ballot, KeptMean, KeptRating, Round
from tests.documents import read_text
from tests.reporting import build_empty_state

OPENNESS, CLIMATE, PERSONALITY = "patient-openness", "leadership-climate", "patient-personality"
MARCH = date(2026, 3, 5)


def make_compared(voters: int = 14, language: str = "en") -> Report:
    """The report of a rating of nine people, beside an earlier one."""
    mean = KeptMean(key=OPENNESS, voters=14, mean=2.0, low=1.5, high=2.5)
    earlier = KeptRating(
        workshop="spring",
        round="r",
        name="Spring",
        day=MARCH,
        voters=voters,
        means=(mean,) if voters else (),
        hidden=(CLIMATE,),
    )
    nodes = (OPENNESS, CLIMATE, PERSONALITY)
    asked = Round(
        id="r", number=1, kind="rating", nodes=nodes, was_opened=True, is_revealed=True, earlier=earlier
    )
    ballots = {"r": [Ballot(role=None, choices={OPENNESS: 3, CLIMATE: 4, PERSONALITY: 5})] * 9}
    return build_report(load_model(), build_empty_state(rounds=(asked,)), ballots, language)


def read_slides(report: Report) -> str:
    shapes = [shape for slide in Presentation(BytesIO(to_pptx(report))).slides for shape in slide.shapes]
    notes = [
        slide.notes_slide.notes_text_frame.text
        for slide in Presentation(BytesIO(to_pptx(report))).slides
        if slide.has_notes_slide
    ]
    texts = [shape.text_frame.text for shape in shapes if shape.has_text_frame]
    charts = [
        f"{one.name} {list(one.values)}"
        for shape in shapes
        if shape.has_chart
        for one in shape.chart.plots[0].series
    ]
    return "\n".join([*texts, *charts, *notes])


def read_cells(report: Report) -> list[str]:
    book = openpyxl.load_workbook(BytesIO(to_xlsx(report)))
    return [
        str(cell.value)
        for row in book["Then and now 1"].iter_rows()
        for cell in row
        if cell.value is not None
    ]


def test_the_means_stand_side_by_side_with_how_many_answered_and_what_is_left_out() -> None:
    report = make_compared()
    paper = " ".join(read_text(to_pdf(report)).split())
    slides, cells = read_slides(report), read_cells(report)
    words = "higher by 1.0 than on 5 March 2026; 9 answered, 14 then"
    assert words in paper
    assert words in cells
    assert "The difference on the map" in paper
    assert "THE DIFFERENCE ON THE MAP" in slides
    assert "5 March 2026 (14 answered) [2.0]" in slides
    assert cells[12:21] == ["2", "14", "1.5", "2.5", "3", "9", "3", "3", "1"]
    for said in (paper, slides, " ".join(cells)):
        assert "Compared with: 5 March 2026 (14 answered)." in said
        assert "fewer than 5 people rated it on one side: Organisational climate." in said
        assert "Asked on one side only: Personality of the patient." in said
        assert "can be chance" in said


@pytest.mark.parametrize("language", ["en", "nl"])
def test_of_an_earlier_rating_of_fewer_than_five_people_there_is_no_number(language: str) -> None:
    report = make_compared(0, language)
    said = {"en": "fewer than 5 people answered on one side", "nl": "minder dan 5 mensen"}[language]
    for told in (" ".join(read_text(to_pdf(report)).split()), read_slides(report)):
        assert said in told
        assert "2.0" not in told
