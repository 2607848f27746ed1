"""Bars that can be edited: PowerPoint's own charts, with their numbers in a sheet that runs nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pptx.chart import data as chart_data
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.slide import Slide
from pptx.util import Emu, Pt

from model.export.freeforms import EMU
from model.export.palette import Palette
from model.export.shapes import FONT, Place, clean
from model.tables import neutralise, to_xlsx

_ChartData: Any = chart_data.CategoryChartData
_Colour: Any = RGBColor

_SHEET = "Sheet1"
"""The sheet that the library refers to from the chart."""


def add_bars(
    slide: Slide,
    place: Place,
    names: Sequence[str],
    series: Mapping[str, Sequence[float | None]],
    colours: Sequence[str],
    palette: Palette,
    *,
    description: str,
    is_stacked: bool = False,
    number_format: str = "0",
    least: float = 0,
    most: float | None = None,
) -> None:
    """Lying bars, the first name at the top; one colour for each series.

    `least` is where the scale begins and `most` where the longest bar ends, so that charts can be compared.
    `is_stacked`: the parts of a bar add up to 100 %. A text that a spreadsheet would take for a formula has
    an apostrophe before it.
    """
    lines = [_to_line(name) for name in names]
    shown = [_to_text(name) for name in names]
    data: Any = _ChartData(number_format=number_format)
    data.categories = shown
    for name, values in series.items():
        data.add_series(_to_text(name), values)
    kind = XL_CHART_TYPE.BAR_STACKED_100 if is_stacked else XL_CHART_TYPE.BAR_CLUSTERED
    x, y, width, height = (Emu(round(side * EMU)) for side in (place.x, place.y, place.width, place.height))
    shapes: Any = slide.shapes
    frame = shapes.add_chart(kind, x, y, width, height, data)
    frame.name = clean(description)[:60]
    frame._element.xpath(".//p:cNvPr")[0].set("descr", clean(description))
    chart: Any = frame.chart
    rows: list[list[object]] = [["", *map(_to_line, series)]]
    rows += [[name, *values] for name, *values in zip(lines, *series.values(), strict=True)]
    chart.part.chart_workbook.update_from_xlsx_blob(to_xlsx(rows, title=_SHEET))
    for axis in chart._chartSpace.xpath(".//c:axId | .//c:crossAx"):
        axis.set(
            "val", axis.get("val").lstrip("-")
        )  # the template's are negative, which the standard forbids
    chart.value_axis.minimum_scale = least
    if most:
        chart.value_axis.maximum_scale = max(most, least + 1)
    _style(chart, len(shown), len(series), colours, palette, place, is_stacked, number_format)


def _to_line(name: str) -> str:
    return clean(name).replace("\n", " ") or "–"


def _to_text(name: str) -> str:
    return str(neutralise(_to_line(name)))


def _style(
    chart: Any,
    count: int,
    series: int,
    colours: Sequence[str],
    palette: Palette,
    place: Place,
    is_stacked: bool,
    number_format: str,
) -> None:
    pitch = place.height / max(1, count)
    size = Pt(max(5, min(14, round(pitch * (0.5 if series == 1 or is_stacked else 0.36)))))
    ink, quiet = to_colour(palette.ink), to_colour(palette.quiet)
    chart.font.size, chart.font.name = size, FONT
    chart.font.color.rgb = ink
    chart.has_title = False
    chart.has_legend = series > 1
    if series > 1:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
        chart.legend.font.size, chart.legend.font.name = Pt(12), FONT
    names = chart.category_axis
    names.reverse_order = True
    names.has_major_gridlines = False
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.format.line.color.rgb = quiet
    values = chart.value_axis
    values.visible = False
    values.has_major_gridlines = False
    plot = chart.plots[0]
    plot.gap_width = 35
    plot.has_data_labels = True
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = f"{number_format};;", False
    plot.data_labels.font.size, plot.data_labels.font.name = size, FONT
    plot.data_labels.font.color.rgb = ink
    plot.data_labels.position = XL_LABEL_POSITION.CENTER if is_stacked else XL_LABEL_POSITION.OUTSIDE_END
    plot.overlap = 100 if is_stacked else 0
    for series_, colour in zip(plot.series, colours, strict=True):
        series_.format.fill.solid()
        series_.format.fill.fore_color.rgb = to_colour(colour)
        series_.invert_if_negative = False


def to_colour(colour: str) -> Any:
    """The colour as the library takes it."""
    return _Colour(*bytes.fromhex(colour.removeprefix("#")))
