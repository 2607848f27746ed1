"""Bars on slides: their order, how they look, the scale that they are on, and the sheet behind them."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
import pptx
import pytest
from pptx.enum.chart import XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION

from model.export.palette import PALETTES
from model.export.shapes import Place
from model.reporting.charts import add_bars

PALETTE = PALETTES["light"]
ROOM = Place(10, 20, 300, 200)
NAMES = ("Tea", "=1+1", "Two\nlines", "")


def draw(count: int = 4, room: Place = ROOM, colours: int = 1, **options: Any) -> Any:
    """The frame of a chart of some bars, on a slide of its own."""
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    names = [NAMES[at] if at < len(NAMES) else f"Bar {at}" for at in range(count)]
    series = {
        f"=S{number}": [float(at + number) if at else None for at in range(count)]
        for number in range(colours)
    }
    said = {"description": "What\x00 is"} | options
    add_bars(slide, room, names, series, PALETTE.lines[:colours], PALETTE, **said)
    [frame] = slide.shapes
    return frame


def test_a_chart_stands_in_its_room_and_says_what_it_shows() -> None:
    frame = draw()
    assert [side / 12700 for side in (frame.left, frame.top, frame.width, frame.height)] == [10, 20, 300, 200]
    assert frame.name == "What is"
    assert frame._element.xpath(".//p:cNvPr/@descr") == ["What is"]
    long = draw(description="x" * 100)
    assert (len(long.name), len(long._element.xpath(".//p:cNvPr/@descr")[0])) == (60, 100)


def test_bars_lie_from_the_first_name_down_without_lines_between() -> None:
    chart = draw().chart
    names, values, [plot] = chart.category_axis, chart.value_axis, chart.plots
    assert (names.reverse_order, names.has_major_gridlines) == (True, False)
    assert (values.visible, values.has_major_gridlines) == (False, False)
    assert names.tick_label_position == XL_TICK_LABEL_POSITION.LOW
    assert (chart.has_title, plot.gap_width, plot.has_data_labels) == (False, 35, True)
    assert list(plot.categories) == ["Tea", "'=1+1", "Two lines", "–"]
    assert f"#{names.format.line.color.rgb}".lower() == PALETTE.quiet
    assert f"#{chart.font.color.rgb}".lower() == PALETTE.ink
    assert (chart.font.name, plot.data_labels.font.name) == ("Arial", "Arial")


@pytest.mark.parametrize(("is_stacked", "overlap"), [(False, 0), (True, 100)])
def test_parts_of_a_bar_stand_on_each_other_with_their_numbers_within(is_stacked: bool, overlap: int) -> None:
    chart = draw(colours=2, is_stacked=is_stacked).chart
    [plot] = chart.plots
    assert plot.overlap == overlap
    assert plot.data_labels.position == (
        XL_LABEL_POSITION.CENTER if is_stacked else XL_LABEL_POSITION.OUTSIDE_END
    )
    colours = [f"#{series.format.fill.fore_color.rgb}".lower() for series in plot.series]
    assert colours == list(PALETTE.lines[:2])
    assert not any(series.invert_if_negative for series in plot.series)
    assert [series.name for series in plot.series] == ["'=S0", "'=S1"]
    assert list(plot.series[1].values) == [None, 2, 3, 4]


@pytest.mark.parametrize("colours", [1, 2])
def test_colours_are_explained_below_where_there_are_several(colours: int) -> None:
    chart = draw(colours=colours).chart
    assert chart.has_legend == (colours > 1)
    if chart.has_legend:
        assert chart.legend.position == XL_LEGEND_POSITION.BOTTOM
        assert not chart.legend.include_in_layout
        assert (chart.legend.font.size.pt, chart.legend.font.name) == (12, "Arial")


@pytest.mark.parametrize(
    ("count", "height", "options", "size"),
    [
        (1, 200, {}, 14),
        (10, 200, {}, 10),
        (16, 200, {}, 6),
        (40, 200, {}, 5),
        (10, 200, {"colours": 2}, 7),
        (10, 200, {"colours": 2, "is_stacked": True}, 10),
    ],
)
def test_letters_are_as_large_as_the_bars_let_them_be(
    count: int, height: float, options: dict[str, Any], size: float
) -> None:
    chart = draw(count, Place(0, 0, 300, height), **options).chart
    assert (chart.font.size.pt, chart.plots[0].data_labels.font.size.pt) == (size, size)


@pytest.mark.parametrize(
    ("options", "ends"),
    [
        ({}, (0, None)),
        ({"most": 7.7}, (0, 7.7)),
        ({"most": 0.5}, (0, 1)),
        ({"least": 1, "most": 4.4}, (1, 4.4)),
        ({"least": 1, "most": 1.1}, (1, 2)),
        ({"least": 1, "most": 0.0}, (1, None)),
    ],
)
def test_the_scale_begins_and_ends_where_that_is_said(
    options: dict[str, Any], ends: tuple[float, float | None]
) -> None:
    axis = draw(**options).chart.value_axis
    assert (axis.minimum_scale, axis.maximum_scale) == ends


def test_numbers_are_written_as_asked_and_nothing_is_not_written() -> None:
    for frame, written in ((draw(), "0;;"), (draw(number_format="0.0"), "0.0;;")):
        labels = frame.chart.plots[0].data_labels
        assert (labels.number_format, labels.number_format_is_linked) == (written, False)


def test_the_sheet_behind_it_has_names_and_numbers_and_runs_nothing() -> None:
    chart = draw(colours=2).chart
    book = openpyxl.load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    assert book.sheetnames == ["Sheet1"]
    rows = [tuple(row) for row in book["Sheet1"].iter_rows(values_only=True)]
    assert rows == [
        (None, "'=S0", "'=S1"),
        ("Tea", None, None),
        ("'=1+1", 1, 2),
        ("Two lines", 2, 3),
        ("–", 3, 4),
    ]


def test_the_numbers_of_axes_are_positive() -> None:
    numbers = draw().chart._chartSpace.xpath(".//c:axId/@val | .//c:crossAx/@val")
    assert len(set(numbers)) == 2
    assert all(int(number) > 0 for number in numbers)
