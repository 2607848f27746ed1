"""A rating is told in the same words wherever it is seen, and its axes begin where it begins."""

from __future__ import annotations

import re
from io import BytesIO
from xml.etree import ElementTree

import openpyxl
import pytest
from pptx import Presentation

from model.diagram import build_diagram
from model.export.palette import PALETTES
from model.export.shapes import Place
from model.export.svg import to_svg
from model.lettering import measure
from model.reporting.colours import build_scale, colour_picture, mark_vote
from model.reporting.sentences import describe_vote
from model.reporting.slides import to_pptx
from model.reporting.workbook import to_xlsx
from model.words import get_words
from model.workshop.activities.rating import Rating
from tests.documents import MODEL
from tests.reporting import make_report

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_report_says_the_scale_as_the_phones_do(language: str) -> None:
    report = make_report(language=language)
    said = describe_vote(report, report.votes[1])
    assert said.startswith(Rating().describe_scale(get_words(language)))
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


def test_the_number_on_a_node_of_a_map_is_in_the_middle_of_a_sign_at_its_upper_right_corner() -> None:
    report = make_report()
    vote = report.votes[0]
    drawn = to_svg(build_diagram(MODEL, "en"))
    coloured = colour_picture(drawn, PALETTES["light"], mark_vote(vote, build_scale(vote, "en")))
    voted = 0
    for group in ElementTree.fromstring(coloured).iter(f"{SVG}g"):
        if (value := vote.values.get(group.get("data-node-id", ""))) is None:
            continue
        voted += 1
        box, *_rest, sign = (read_box(rect) for rect in group.findall(f"{SVG}rect"))
        number = group.findall(f"{SVG}text")[-1]
        size = float(re.findall(r"font-size:([0-9.]+)", number.get("style", ""))[0])
        assert number.text == f"{value:g}"
        assert size >= 12
        assert sign.width >= measure(number.text, size, bold=True) + size / 2
        assert sign.height >= size
        assert float(number.get("x", 0)) == pytest.approx(sign.x + sign.width / 2, abs=0.1)
        assert float(number.get("y", 0)) - 0.35 * size == pytest.approx(sign.middle, abs=0.1)
        assert sign.x < box.right < sign.right < box.right + size
        assert sign.y < box.y < sign.bottom < box.y + size
    assert voted == 3


def read_box(rect: ElementTree.Element) -> Place:
    """Where a rectangle of a picture is."""
    return Place(*(float(rect.get(side, 0)) for side in ("x", "y", "width", "height")))
