from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.export.shapes import clean
from model.reporting.slides import to_pptx
from model.workshop import Group
from tests.documents import MODEL
from tests.nasty import NASTY
from tests.properties import examples
from tests.reporting import OPEN, build_empty_state, build_state, build_told, make_report
from tests.slides import find_nodes, list_shapes, read_notes, read_pptx

both_languages = pytest.mark.parametrize("language", MODEL.languages)


def list_texts(made: bytes) -> list[str]:
    """Every text in every slide, those in tables too."""
    texts = []
    for slide in read_pptx(made).slides:
        for shape in list_shapes(slide.shapes):
            if shape.has_text_frame:
                texts.append(shape.text_frame.text)
            if shape.has_table:
                texts += [cell.text for row in shape.table.rows for cell in row.cells]
    return texts


def list_charts(made: bytes) -> list[Any]:
    """Every chart."""
    return [shape.chart for slide in read_pptx(made).slides for shape in slide.shapes if shape.has_chart]


def read_sheet(chart: Any) -> Any:
    """The sheet that PowerPoint opens to edit a chart."""
    book = openpyxl.load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    return book[book.sheetnames[0]]


@both_languages
def test_every_slide_has_a_title_within_the_slide(language: str) -> None:
    show = read_pptx(to_pptx(make_report(language=language)))
    for slide in show.slides:
        assert slide.shapes.title is not None
        assert slide.shapes.title.text_frame.text
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top + shape.height <= show.slide_height + 12700
            assert shape.left + shape.width <= show.slide_width + 12700


def test_ids_of_shapes_differ_within_a_slide() -> None:
    for slide in read_pptx(to_pptx(make_report())).slides:
        ids = [one.get("id") for one in slide.element.xpath(".//p:cNvPr")]
        assert len(set(ids)) == len(ids)


def test_votes_are_charts_that_can_be_edited() -> None:
    dots, _roles, rating, *_rest = list_charts(to_pptx(make_report()))
    assert next(iter(dots.plots[0].categories)) == "Openness to the gesture"
    assert list(dots.plots[0].series[0].values) == [22, 11, 0]
    assert [series.name for series in rating.plots[0].series] == ["1", "2", "3", "4", "5"]
    assert list(rating.plots[0].series[3].values) == [11, 0, 0]


def test_the_sheet_behind_a_chart_has_its_numbers_where_the_chart_looks_for_them() -> None:
    chart = list_charts(to_pptx(make_report()))[0]
    sheet = read_sheet(chart)
    assert [cell.value for cell in sheet["B"]] == ["Dots", 22, 11, None] or [
        cell.value for cell in sheet["B"]
    ] == ["Dots", 22, 11, 0]
    assert chart._chartSpace.xpath(".//c:val//c:f")[0].text == f"{sheet.title}!$B$2:$B$4"


def test_the_map_has_a_box_for_every_node_in_the_colour_of_its_votes() -> None:
    slide = next(
        one for one in read_pptx(to_pptx(make_report())).slides if find_nodes(one).get("Mangomoment")
    )
    boxes = find_nodes(slide)
    names = {node.name.text("en") for node in MODEL.nodes()}
    assert names <= boxes.keys()
    assert str(boxes["Openness to the gesture"].fill.fore_color.rgb) == "E8842A"
    assert "22" in [shape.text_frame.text for shape in list_shapes(slide.shapes) if shape.has_text_frame]


def test_actions_stand_in_a_table() -> None:
    slides = read_pptx(to_pptx(make_report())).slides
    (table,) = (shape.table for slide in slides for shape in slide.shapes if shape.has_table)
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0][:3] == ["What", "Who", "When"]
    assert rows[1] == [
        "Begin each handover with a good moment",
        "head nurse",
        "in December",
        "Openness to the gesture",
    ]


def test_a_long_story_goes_on_on_the_next_slide_and_is_whole_in_the_notes() -> None:
    text = ("A sentence of a long story. " * 150).strip()
    slides = read_pptx(to_pptx(make_report(build_state(stories=(build_told(text),))))).slides
    told = [one for one in slides if one.has_notes_slide and text in read_notes(one)]
    shown = [shape for slide in told for shape in slide.shapes if shape.name == "Story"]
    assert len(shown) == len(told) > 1
    assert " ".join(shape.text_frame.text for shape in shown) == text
    for slide, shape in zip(told, shown, strict=True):
        [source] = [other for other in slide.shapes if other.name == "Source"]
        assert shape.top + shape.height <= source.top
    assert f"({len(told)}/{len(told)})" in told[-1].shapes.title.text_frame.text


def test_words_that_do_not_fit_on_a_slide_go_on_on_the_next() -> None:
    titles = [f"Group-{number}" for number in range(30)]
    groups = tuple(
        Group(id=title, round="catalysts", node=OPEN, title=title, is_chosen=number < 24)
        for number, title in enumerate(titles)
    )
    said = list_texts(to_pptx(make_report(build_state(groups=groups, answers=()))))
    for number, title in enumerate(titles):
        assert (f"“{title}”" in said) == (number < 24)


def test_an_empty_workshop_says_what_to_do() -> None:
    made = to_pptx(make_report(build_empty_state(), {}))
    assert any("Reveal rounds" in text for text in list_texts(made))
    assert len(read_pptx(made).slides) == 2


def test_citation_and_licence_are_there() -> None:
    report = make_report()
    texts = list_texts(to_pptx(report))
    assert report.citation in texts
    assert report.licence in texts


def test_the_same_report_gives_the_same_bytes() -> None:
    assert to_pptx(make_report()) == to_pptx(make_report())


@examples(12)
@given(st.sampled_from([text for text in NASTY if text.strip()]))
def test_every_text_can_be_read_back_and_no_sheet_behind_a_chart_runs(text: str) -> None:
    try:
        state = build_state(text)
    except ValueError:
        return  # a workshop cannot hold it
    made = to_pptx(make_report(state))
    action = " ".join(clean(state.actions[0].text).split())
    assert action in [" ".join(one.split()) for one in list_texts(made)]
    for chart in list_charts(made):
        assert not [cell for row in read_sheet(chart).iter_rows() for cell in row if cell.data_type == "f"]
