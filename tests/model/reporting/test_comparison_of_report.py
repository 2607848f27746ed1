"""A rating beside an earlier one, on paper, on slides and in the workbook."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from pptx import Presentation
from pptx.shapes.group import GroupShape

from model import load_model
from model.export.palette import PALETTES
from model.reporting import build_report
from model.reporting.paper import to_pdf
from model.reporting.report import Report
from model.reporting.slides import to_pptx
from model.reporting.votes import build_vote
from model.reporting.workbook import to_xlsx
from model.workshop import Ballot, KeptMean, KeptRating, Round
from tests.documents import read_text
from tests.reporting import build_empty_state

OPENNESS, CLIMATE, PERSONALITY = "patient-openness", "leadership-climate", "patient-personality"
HIGHER, LOWER = "leadership-climate>patient-openness", "mangomoment>effect-team"
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
    round_ = Round(
        id="r", number=1, kind="rating", nodes=nodes, was_opened=True, is_revealed=True, earlier=earlier
    )
    ballots = {"r": [Ballot(role=None, choices={OPENNESS: 3, CLIMATE: 4, PERSONALITY: 5})] * 9}
    return build_report(load_model(), build_empty_state(rounds=(round_,)), ballots, language)


def make_compared_links() -> Report:
    """The report of a rating of two links, one higher and one lower than before."""
    means = [KeptMean(key=key, voters=5, mean=2.5, low=2, high=3) for key in (HIGHER, LOWER)]
    earlier = KeptRating(workshop="spring", round="r", name="Spring", day=MARCH, voters=5, means=tuple(means))
    round_ = Round(
        id="r",
        number=1,
        kind="edges",
        edges=(HIGHER, LOWER),
        was_opened=True,
        is_revealed=True,
        earlier=earlier,
    )
    ballots = [Ballot(role=None, choices={HIGHER: 3 + at % 2, LOWER: 2}) for at in range(6)]
    return build_report(load_model(), build_empty_state(rounds=(round_,)), {"r": ballots}, "en")


def read_texts(slide: Any) -> list[str]:
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def read_slides(report: Report) -> str:
    slides = list(Presentation(BytesIO(to_pptx(report))).slides)
    texts = [text for slide in slides for text in read_texts(slide)]
    grouped = [shape.text_frame.text for shape in list_in_groups(slides)]
    notes = [slide.notes_slide.notes_text_frame.text for slide in slides if slide.has_notes_slide]
    return "\n".join([*texts, *grouped, *notes])


def list_in_groups(slides: Iterable[Any]) -> list[Any]:
    """The shapes that are in groups."""
    groups = (shape for slide in slides for shape in slide.shapes if isinstance(shape, GroupShape))
    return [shape for group in groups for shape in group.shapes]


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
    assert "5 March 2026 (14 answered)\n24 November 2026 (9 answered)" in slides
    assert f"Openness to the gesture\n{words}\n2.0" in slides
    assert cells[12:21] == ["2", "14", "1.5", "2.5", "3", "9", "3", "3", "1"]
    for said in (paper, slides, " ".join(cells)):
        assert "Compared with: 5 March 2026 (14 answered)." in said
        assert "fewer than 5 people rated it on one side: Organisational climate." in said
        assert "Asked on one side only: Personality of the patient." in said
        assert "can be chance" in said


def test_slides_show_each_mean_in_the_middle_half_of_the_answers_on_its_scale() -> None:
    shapes = list_in_groups(Presentation(BytesIO(to_pptx(make_compared()))).slides)
    first = next(at for at, shape in enumerate(shapes) if shape.name == "Scale")
    scale, middle, mean = shapes[first : first + 3]
    assert [shape.name for shape in (middle, mean)] == ["Middle half", "Mean"]
    shares = [
        (place - scale.left) / scale.width
        for place in (middle.left, middle.left + middle.width, mean.left + mean.width / 2)
    ]
    assert shares == pytest.approx([(1.5 - 1) / 4, (2.5 - 1) / 4, (2.0 - 1) / 4], abs=0.001)


def read_lines(picture: str) -> dict[str, str]:
    """The styles of the links of a map that have one of their own."""
    return {
        f"{line.get('data-source')}>{line.get('data-target')}": line.get("style", "")
        for line in ElementTree.fromstring(picture).findall(".//{*}path")
        if "style" in line.attrib and "data-source" in line.attrib
    }


def test_what_links_were_given_is_how_thick_they_are_with_the_number_on_paper_and_on_slides() -> None:
    report = make_compared_links()
    pictures: dict[str, str] = {}
    build_vote(report, report.votes[0], 0, pictures)
    styles, ink = read_lines(pictures["vote-0.svg"]), PALETTES["light"].ink
    assert set(styles) == {HIGHER, LOWER}
    assert f"stroke:{ink};stroke-width:5.2" in styles[HIGHER]
    assert f"stroke:{ink};stroke-width:3.0" in styles[LOWER]
    texts = ElementTree.fromstring(pictures["vote-0.svg"]).findall(".//{*}text")
    assert {"3.5", "2.0"} <= {text.text for text in texts}
    deck = Presentation(BytesIO(to_pptx(report)))
    [map_slide] = [slide for slide in deck.slides if "ON THE MAP" in read_texts(slide)]
    assert {"3.5", "2.0"} <= set(read_texts(map_slide))


def test_links_that_differ_are_drawn_in_blue_or_orange_with_the_number_on_paper_and_on_slides() -> None:
    report = make_compared_links()
    [vote] = report.votes
    pictures: dict[str, str] = {}
    build_vote(report, vote, 0, pictures)
    styles = read_lines(pictures["change-0.svg"])
    palette = PALETTES["light"]
    assert set(styles) == {HIGHER, LOWER}
    assert f"stroke:{palette.lines[0]};stroke-width:4.5" in styles[HIGHER]
    assert f"stroke:{palette.lines[1]};stroke-width:3.0" in styles[LOWER]
    paper = " ".join(read_text(to_pdf(report)).split())
    assert "The difference on the map" in paper
    deck = Presentation(BytesIO(to_pptx(report)))
    [map_slide] = [slide for slide in deck.slides if "THE DIFFERENCE ON THE MAP" in read_texts(slide)]
    assert {"+1.0", "−0.5"} <= set(read_texts(map_slide))
    colours = [f"#{shape.line.color.rgb}".lower() for shape in map_slide.shapes if " → " in shape.name]
    assert sorted(set(colours)) == sorted((*palette.lines[:2], palette.faded))
    assert len(colours) - colours.count(palette.faded) == 2


def test_what_differs_is_drawn_only_where_there_is_a_difference_and_a_map_of_it() -> None:
    mean = KeptMean(key="Tea at four", voters=5, mean=2.0, low=2, high=2)
    earlier = KeptRating(workshop="w", round="r", name="Spring", day=MARCH, voters=5, means=(mean,))
    scale = Round(
        id="r",
        number=1,
        kind="scale",
        options=("Tea at four", "A bench"),
        ends=("never", "daily"),
        is_revealed=True,
        earlier=earlier,
    )
    ballots = {"r": [Ballot(role=None, choices=dict.fromkeys(scale.subjects, 4))] * 5}
    of_options = build_report(load_model(), build_empty_state(rounds=(scale,)), ballots, "en")
    for report, rows, is_drawn in (
        (make_compared(), 1, True),
        (make_compared(0), 0, False),
        (of_options, 1, False),
    ):
        pictures: dict[str, str] = {}
        compared = build_vote(report, report.votes[0], 0, pictures)["compared"]
        assert (len(compared["rows"]), compared["sheet"] is not None) == (rows, is_drawn)
        assert ("change-0.svg" in pictures) == is_drawn
        assert bool(compared["key"]) == bool(rows)
        assert ("THE DIFFERENCE ON THE MAP" in read_slides(report)) == is_drawn


@pytest.mark.parametrize("language", ["en", "nl"])
def test_of_an_earlier_rating_of_fewer_than_five_people_there_is_no_number(language: str) -> None:
    report = make_compared(0, language)
    said = {"en": "fewer than 5 people answered on one side", "nl": "minder dan 5 mensen"}[language]
    for text in (" ".join(read_text(to_pdf(report)).split()), read_slides(report)):
        assert said in text
        assert "2.0" not in text
