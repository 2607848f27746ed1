"""What is weakest is the same on the projector, at the desk, on paper, on slides and in the workbook."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from pptx import Presentation

from model.reporting import build_report
from model.reporting.paper import to_pdf
from model.reporting.slides import to_pptx
from model.reporting.workbook import to_xlsx
from pages.workshop.results import build_result
from tests.documents import read_text
from tests.reporting import build_empty_state
from tests.workshopping import rate_layers


@pytest.mark.parametrize(("language", "every"), [("en", "16,384"), ("nl", "16.384")])
def test_what_is_weakest_is_told_alike_however_many_paths_there_are(language: str, every: str) -> None:
    model, round_, ballots = rate_layers("23333333333333333331")
    shown = build_result(model, round_, ballots, language)
    counts = {weak["id"]: weak["paths"] for weak in shown["weakest"]}
    assert list(counts) == ["f3", "b0"]
    assert shown["paths"] == every
    report = build_report(model, build_empty_state(rounds=(round_,)), {"r": ballots}, language)
    pdf = read_text(to_pdf(report))
    (chart,) = [
        shape.chart
        for slide in Presentation(BytesIO(to_pptx(report))).slides
        for shape in slide.shapes
        if shape.has_chart and len(shape.chart.plots[0].categories) == 2
    ]
    assert [name.split()[0] for name in chart.plots[0].categories] == ["f3", "b0"]
    assert [f"{count:,.0f}" for count in chart.plots[0].series[0].values] == [
        count.replace(".", ",") for count in counts.values()
    ]
    book = openpyxl.load_workbook(BytesIO(to_xlsx(report)))
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    for count in (*counts.values(), every):
        assert count in pdf
        assert any(count in cell for cell in cells)
    listed = book.worksheets[2]
    assert listed.max_row == 1002
    assert listed.cell(1002, 3).value in (
        "1,000 of 7,168 are shown.",
        "1.000 van 7.168 staan hier.",
    )
