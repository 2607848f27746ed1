"""Office files that a report is: what they say of themselves, and words of any length on slides."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from model.export.shapes import measure_height
from model.reporting.slides import to_pptx
from model.reporting.workbook import to_xlsx
from model.workshop import Group
from tests.model.reporting.test_slides_of_report import list_sizes, to_place
from tests.reporting import OPEN, build_state, make_report
from tests.slides import EMU, read_pptx


@pytest.mark.parametrize("build", [to_pptx, to_xlsx])
def test_nothing_in_the_file_says_when_or_on_which_system_it_was_made(build: Any) -> None:
    with ZipFile(BytesIO(build(make_report()))) as archive:
        packed = {(part.date_time, part.compress_type, part.create_system) for part in archive.infolist()}
    assert packed == {((1980, 1, 1, 0, 0, 0), ZIP_DEFLATED, 0)}


def test_the_file_says_which_workshop_it_is_about() -> None:
    about = read_pptx(to_pptx(make_report(language="nl"))).core_properties
    assert (about.title, about.language) == ("Workshopverslag: Ward 4", "nl")
    others = (
        about.author,
        about.last_modified_by,
        about.keywords,
        about.category,
        about.subject,
        about.comments,
    )
    assert others == ("",) * 6
    assert (about.created, about.modified, about.revision) == (datetime(2000, 1, 1), datetime(2000, 1, 1), 1)


def test_words_of_any_length_fit_into_their_boxes() -> None:
    groups = tuple(
        Group(id=f"g{count}", round="catalysts", node=OPEN, title="man " * count, is_chosen=True)
        for count in range(1, 45)
    )
    slides = read_pptx(to_pptx(make_report(build_state(groups=groups, answers=())))).slides
    boxes = [shape for slide in slides for shape in slide.shapes if shape.name.startswith("man")]
    assert len(boxes) == 44
    for shape in boxes:
        inset, [size] = shape.text_frame.margin_left / EMU, set(list_sizes(shape))
        place = to_place(shape)
        needed = measure_height(shape.text_frame.text, place.width - 2 * inset, size, True)
        assert needed <= place.height - 13.9
