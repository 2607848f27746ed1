"""A rating is told in the same words wherever it is seen, and its axes begin where it begins."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from pptx import Presentation

from model.reporting.sentences import describe_vote
from model.reporting.slides import to_pptx
from model.reporting.workbook import to_xlsx
from model.words import get_words
from model.workshop.activities.rating import Rating, describe_scale
from tests.reporting import make_report


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_report_says_the_scale_as_the_phones_do(language: str) -> None:
    report = make_report(language=language)
    said = describe_vote(report, report.votes[1])
    assert said.startswith(describe_scale(get_words(language)))
    for end in Rating().name_numbers(get_words(language)).values():
        assert end.split()[1] in said


def test_bars_of_ratings_by_role_begin_at_one_and_those_of_dots_at_zero() -> None:
    file = Presentation(BytesIO(to_pptx(make_report())))
    least = {}
    for slide in file.slides:
        for shape in slide.shapes:
            if shape.has_chart and shape.chart.series and len(list(shape.chart.series)) == 2:
                words = " ".join(other.text_frame.text for other in slide.shapes if other.has_text_frame)
                least["Mean of the ratings." in words] = shape.chart.value_axis.minimum_scale
    assert least == {True: 1, False: 0}


def test_bars_in_cells_go_from_one_to_five_for_ratings() -> None:
    book = openpyxl.load_workbook(BytesIO(to_xlsx(make_report())))
    ends = {}
    for name in ("1 Dots", "2 Rating"):
        (rules,) = book[name].conditional_formatting
        ends[name] = [(end.type, end.val) for end in rules.rules[0].dataBar.cfvo]
    assert ends == {"1 Dots": [("num", 0), ("max", None)], "2 Rating": [("num", 1), ("num", 5)]}
