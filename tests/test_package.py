"""The files for PowerPoint and Excel have no fault that these refuse or repair, and such faults are found."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Literal

import pytest

from model.export.figure import Options
from model.export.pptx import to_pptx
from model.reporting.slides import to_pptx as to_report_pptx
from model.reporting.workbook import to_xlsx
from tests.documents import build_figure
from tests.model.export.test_pptx import build_path_figure
from tests.package import find_package_faults
from tests.reporting import build_empty_state, build_nasty_states, make_report

SLIDE = "ppt/slides/slide1.xml"


def change(made: bytes, part: str, before: bytes, after: bytes) -> bytes:
    """The file with something else in one of its parts."""
    changed = BytesIO()
    with zipfile.ZipFile(BytesIO(made)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            assert name != part or before in content, content[:500]
            new.writestr(name, content.replace(before, after) if name == part else content)
    return changed.getvalue()


@pytest.mark.parametrize("steps", ["", "stages", "path"])
def test_slides_of_a_diagram_have_no_fault(steps: Literal["", "stages", "path"]) -> None:
    figure = build_path_figure("nl") if steps == "path" else build_figure()
    assert find_package_faults(to_pptx(figure, Options(steps=steps))) == []


def test_reports_have_no_fault_whatever_was_typed() -> None:
    reports = [make_report(), make_report(build_empty_state(), {}), *map(make_report, build_nasty_states())]
    for report in reports:
        assert find_package_faults(to_report_pptx(report)) == []
        assert find_package_faults(to_xlsx(report)) == []


@pytest.mark.parametrize(
    ("part", "before", "after", "fault"),
    [
        (SLIDE, b' id="101"', b' id="102"', "of a shape stands 2 times"),
        (SLIDE, b'<a:stCxn id="', b'<a:stCxn id="99', "which is not there"),
        (SLIDE, b'<a:ext cx="', b'<a:ext cx="-', "a size is out of bounds"),
        (f"ppt/slides/_rels/{SLIDE[11:]}.rels", b"slideLayout", b"nowhere", "which is not there"),
        ("ppt/presentation.xml", b'r:id="rId7"', b'r:id="rId70"', "which has no relationship"),
        ("[Content_Types].xml", b'PartName="/ppt/slides/slide1.xml"', b'PartName="/ppt/x"', "is not there"),
    ],
)
def test_a_fault_is_found(part: str, before: bytes, after: bytes, fault: str) -> None:
    broken = change(to_pptx(build_figure(), Options()), part, before, after)
    assert any(fault in found for found in find_package_faults(broken)), find_package_faults(broken)
