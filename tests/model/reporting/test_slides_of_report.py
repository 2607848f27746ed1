from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from io import BytesIO
from itertools import combinations, pairwise
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pptx.enum.shapes import MSO_SHAPE_TYPE

from model.export.shapes import Place, clean, count_lines, measure_height
from model.reporting.slides import to_pptx
from model.words import get_words
from model.workshop import Group, OwnStep, Round, read_picture
from tests.documents import MODEL
from tests.model.reporting.test_agreed_of_report import follow
from tests.nasty import NASTY
from tests.properties import examples
from tests.reporting import (
    OPEN,
    ROLES,
    build_ballots,
    build_empty_state,
    build_state,
    build_told,
    make_report,
)
from tests.slides import EMU, find_nodes, list_shapes, read_notes, read_pptx


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


@pytest.fixture(scope="module", params=["en", "nl"])
def show(request: pytest.FixtureRequest) -> Any:
    """A report with something of everything, some of it long and much."""
    actions = [build_state().actions[0].model_copy(update={"id": f"x{at}"}) for at in range(9)]
    long = Group(id="long", round="catalysts", node=OPEN, title="Time for each other " * 9, is_chosen=True)
    moment = build_told(id="moment", title="Of a good moment and what it did to a ward " * 2)
    pear = build_told(id="pear", title="HALF A PEAR AND A WARD " * 8)
    state = build_state(
        actions=tuple(actions),
        followed=tuple(
            follow(f"f{at}", "Tea at four " * 9, outcome="Every afternoon " * 9) for at in range(9)
        ),
        groups=(*build_state().groups, long),
        stories=(*build_state().stories, pear, moment),
    )
    workshop = state.workshop.model_copy(update={"name": "The afternoon of ward 4: " + "病房" * 35})
    state = state.model_copy(update={"workshop": workshop})
    return read_pptx(to_pptx(make_report(state, language=request.param)))


def to_place(shape: Any) -> Place:
    """Where a shape stands, in points."""
    return Place(*(side / EMU for side in (shape.left, shape.top, shape.width, shape.height)))


def list_sizes(shape: Any) -> list[float]:
    """The sizes of the letters of a shape or a table, in points."""
    return [int(size) / 100 for size in shape._element.xpath(".//a:rPr/@sz")]


def list_places(slide: Any) -> list[tuple[Any, Place]]:
    """The shapes of a slide that has no map, with their places, from top to bottom."""
    return sorted(((shape, to_place(shape)) for shape in slide.shapes), key=lambda placed: placed[1].y)


def find_drawn(slide: Any) -> list[Place]:
    """The places of the boxes of a map; none on other slides."""
    return [to_place(shape) for shape in find_nodes(slide).values()]


def list_plain(show: Any) -> list[Any]:
    """The slides without a map."""
    return [slide for slide in show.slides if not slide.shapes._spTree.xpath("./p:cxnSp")]


def test_every_slide_has_a_title_and_all_stands_between_the_same_margins(show: Any) -> None:
    wide, high = show.slide_width / EMU, show.slide_height / EMU
    assert (wide, high) == pytest.approx((960, 540), abs=0.1)
    titles = []
    for slide in show.slides:
        assert slide.shapes.title is not None
        assert slide.shapes.title.text_frame.text
        assert slide.slide_layout.name == "Title Only"
        places = [place for shape, place in list_places(slide) if shape.left > 0]
        titles.append((to_place(slide.shapes.title).x, to_place(slide.shapes.title).right))
        left, right = titles[-1]
        assert min(place.x for place in places) >= left - 0.1
        assert max(place.right for place in places) <= right + 0.1
        assert min(place.y for place in places) >= 0.5 * left
        assert max(place.bottom for place in places) <= high - 0.25 * left
    cover, *others = titles
    [margin] = {round(left, 1) for left, _ in others}
    assert {round(wide - right, 1) for _, right in titles} == {margin}
    assert margin < cover[0] < 2 * margin


def test_nothing_on_a_slide_lies_on_anything_else(show: Any) -> None:
    for slide in list_plain(show):
        for (_, place), (_, other) in combinations(list_places(slide), 2):
            beside = place.right <= other.x + 0.1 or other.right <= place.x + 0.1
            assert beside or place.bottom <= other.y + 0.1, slide.shapes.title.text_frame.text


def test_a_map_stands_between_what_is_above_and_the_foot(show: Any) -> None:
    maps = [slide for slide in show.slides if len(find_drawn(slide)) > 20]
    assert len(maps) == 3
    for slide in maps:
        words = {shape.name: to_place(shape) for shape in slide.shapes}
        assert min(box.y for box in find_drawn(slide)) >= words["Words"].bottom
        assert max(box.bottom for box in find_drawn(slide)) <= words["Foot"].y


def test_every_text_fits_into_its_shape_in_letters_that_can_be_read(show: Any) -> None:
    """As measured in a font somewhat wider than the usual one; only the foot is in small print."""
    seen: dict[str, set[float]] = defaultdict(set)
    for slide in list_plain(show):
        for shape, place in list_places(slide):
            if shape.has_text_frame and shape.text_frame.text:
                inset = shape.text_frame.margin_left / EMU
                heights = [
                    measure_height(
                        paragraph.text, place.width - 2 * inset, run.font.size.pt, bool(run.font.bold)
                    )
                    for paragraph in shape.text_frame.paragraphs
                    for run in paragraph.runs[:1]
                ]
                assert sum(heights) <= place.height + 0.1, shape.text_frame.text
                seen[shape.name] |= {run.font.size.pt for run in shape.text_frame.paragraphs[0].runs}
    assert min(seen["Foot"] | seen["Number"]) >= 9
    assert min(min(sizes) for name, sizes in seen.items() if name not in ("Foot", "Number")) >= 12
    assert min(seen["Title"]) > max(seen["Words"])


def test_a_title_that_takes_more_than_a_line_is_set_smaller_on_two_lines_at_most(show: Any) -> None:
    found = set()
    for title in (slide.shapes.title for slide in list(show.slides)[1:]):
        [run] = title.text_frame.paragraphs[0].runs
        width, size = to_place(title).width, run.font.size.pt
        lines = count_lines(run.text, width, size, True)
        found.add((lines, size, count_lines(run.text, width, 26, True) > 1))
        assert run.text.endswith("…") == ("HALF A PEAR" in run.text)
    assert found == {(1, 26, False), (2, 20, True)}


def test_a_bold_line_in_capitals_above_the_title_says_what_a_slide_is_about(show: Any) -> None:
    over = []
    for slide in list(show.slides)[1:]:
        named = {shape.name: shape for shape in slide.shapes}
        title = named["Title"]
        assert title.text_frame.paragraphs[0].runs[0].font.bold
        if kicker := named.get("Kicker"):
            assert kicker.text_frame.paragraphs[0].runs[0].font.bold
            assert kicker.text_frame.text == kicker.text_frame.text.upper()
            assert to_place(kicker).bottom <= to_place(title).y + 0.1
        over.append((title.text_frame.text, kicker.text_frame.text if kicker else ""))
    words = get_words(show.core_properties.language)
    assert (words("What we agreed"), "") in over
    assert words("On the map").upper() in {kicker for _, kicker in over}


def test_every_slide_but_the_cover_says_below_which_workshop_this_was_and_its_number(show: Any) -> None:
    feet = [
        {name: shape for shape in slide.shapes if (name := shape.name) in ("Foot", "Number")}
        for slide in list(show.slides)[1:]
    ]
    assert [foot["Number"].text_frame.text for foot in feet] == [str(at) for at in range(2, len(feet) + 2)]
    assert len({(to_place(foot["Foot"]), to_place(foot["Number"])) for foot in feet}) == 1
    for foot in feet:
        assert foot["Foot"].text_frame.text.startswith("The afternoon of ward 4")
        assert foot["Foot"].text_frame.text.endswith("…")


def test_figures_are_tiles_of_one_size_with_equal_gaps_across_the_cover(show: Any) -> None:
    cover = show.slides[0]
    tiles = sorted(
        (place for shape, place in list_places(cover) if _is_round(shape)), key=lambda place: place.x
    )
    title = to_place(cover.shapes.title)
    assert len(tiles) > 2
    assert len({(round(tile.y, 1), round(tile.width, 1), round(tile.height, 1)) for tile in tiles}) == 1
    gaps = [after.x - before.right for before, after in pairwise(tiles)]
    assert gaps == pytest.approx([12.0] * len(gaps), abs=0.1)
    assert (tiles[0].x, tiles[-1].right) == pytest.approx((title.x, title.right), abs=0.1)


def _is_round(shape: Any) -> bool:
    return bool(shape._element.xpath(".//a:prstGeom[@prst='roundRect']"))


def test_a_bar_stands_before_each_block_as_high_as_that(show: Any) -> None:
    bars = 0
    for slide in list(show.slides)[1:]:
        places = list_places(slide)
        for bar in (place for shape, place in places if shape.name == "Bar"):
            bars += 1
            beside = [
                place
                for _, place in places
                if (place.y, place.height) == (bar.y, bar.height) and place != bar
            ]
            assert [bar.right < place.x < bar.right + 20 for place in beside] == [True]
    assert bars > 5


def test_what_was_agreed_is_at_most_eight_rows_on_a_slide_in_the_same_columns(show: Any) -> None:
    tables = [shape for slide in show.slides for shape in slide.shapes if shape.has_table]
    assert [len(shape.table.rows) for shape in tables] == [1 + 8, 1 + 1] * 2
    for shape in tables:
        widths = [column.width for column in shape.table.columns]
        assert sum(widths) == pytest.approx(shape.part.slide.shapes.title.width, abs=10)
        assert widths[0] == max(widths)
        assert {round(row.height / EMU / min(list_sizes(shape)), 1) for row in shape.table.rows} == {1.7}
        cells = [cell for row in shape.table.rows for cell in row.cells]
        assert all(cell.margin_left == cell.margin_right > 0 for cell in cells)
        assert all(cell.margin_top == cell.margin_bottom > 0 for cell in cells)
        assert min(list_sizes(shape)) >= 10
        [head, *rows] = shape.table.rows
        assert all(cell.text_frame.paragraphs[0].runs[0].font.bold for cell in head.cells)
        assert not any(cell.text_frame.paragraphs[0].runs[0].font.bold for row in rows for cell in row.cells)
        fills = [str(row.cells[0].fill.fore_color.rgb) for row in shape.table.rows]
        assert all(fill != other for fill, other in pairwise(fills))


def test_a_chart_has_at_most_sixteen_bars_and_eight_where_roles_are_compared() -> None:
    nodes = tuple(node.id for node in MODEL.nodes())[:17]
    rounds = (Round(id="dots", number=1, kind="dots", nodes=nodes, dots=3, is_revealed=True),)
    ballots = {"dots": build_ballots({nodes[0]: 2, nodes[1]: 1}, ROLES)}
    charts = list_charts(to_pptx(make_report(build_state(rounds=rounds), ballots)))
    assert [len(chart.plots[0].categories) for chart in charts] == [16, 1, 8, 8, 1]
    assert [chart.has_legend for chart in charts] == [False, False, True, True, True]


def test_of_the_weakest_points_at_most_eight_are_shown() -> None:
    nodes = tuple(node.id for node in MODEL.nodes())
    rounds = (Round(id="rating", number=1, kind="rating", nodes=nodes, is_revealed=True),)
    ballots = {"rating": build_ballots({node: 1 + at % 3 for at, node in enumerate(nodes)}, ROLES)}
    report = make_report(build_state(rounds=rounds), ballots)
    assert len(report.votes[0].weakest.nodes) == 9
    assert len(list_charts(to_pptx(report))[-1].plots[0].categories) == 8


def test_ids_of_shapes_differ_within_a_slide() -> None:
    for slide in read_pptx(to_pptx(make_report())).slides:
        ids = [shape.get("id") for shape in slide.element.xpath(".//p:cNvPr")]
        assert len(set(ids)) == len(ids)


def test_votes_are_charts_that_can_be_edited() -> None:
    dots, _roles, rating, *_rest = list_charts(to_pptx(make_report()))
    assert next(iter(dots.plots[0].categories)) == "Openness to the gesture"
    assert list(dots.plots[0].series[0].values) == [22, 11, 0]
    assert [series.name for series in rating.plots[0].series] == ["1", "2", "3", "4", "5"]
    assert list(rating.plots[0].series[3].values) == [11, 0, 0]


def test_what_a_vote_says_stands_in_the_notes_of_its_first_slide() -> None:
    report = make_report()
    charted = [
        slide
        for slide in read_pptx(to_pptx(report)).slides
        if any(shape.has_chart for shape in list_shapes(slide.shapes))
    ]
    said = "Most dots: Openness to the gesture, with 22 of 33."
    assert said in read_notes(charted[0])


def test_the_sheet_behind_a_chart_has_its_numbers_where_the_chart_looks_for_them() -> None:
    chart = list_charts(to_pptx(make_report()))[0]
    sheet = read_sheet(chart)
    assert [cell.value for cell in sheet["B"]] == ["Dots", 22, 11, None] or [
        cell.value for cell in sheet["B"]
    ] == ["Dots", 22, 11, 0]
    assert chart._chartSpace.xpath(".//c:val//c:f")[0].text == f"{sheet.title}!$B$2:$B$4"


def test_the_map_has_a_box_for_every_node_in_the_colour_of_its_votes() -> None:
    slide = next(
        found for found in read_pptx(to_pptx(make_report())).slides if find_nodes(found).get("Mangomoment")
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


@pytest.mark.parametrize(
    ("sentences", "pages", "size"), [(20, 1, 22), (40, 1, 18), (80, 2, 16), (150, 3, 16)]
)
def test_a_long_story_goes_on_on_the_next_slide_and_is_whole_in_the_notes(
    sentences: int, pages: int, size: float
) -> None:
    text = ("A sentence of a long story. " * sentences).strip()
    slides = read_pptx(to_pptx(make_report(build_state(stories=(build_told(text),))))).slides
    story_slides = [found for found in slides if found.has_notes_slide and text in read_notes(found)]
    shown = [shape for slide in story_slides for shape in slide.shapes if shape.name == "Story"]
    assert len(shown) == len(story_slides) == pages
    assert {points for shape in shown for points in list_sizes(shape)} == {size}
    assert " ".join(shape.text_frame.text for shape in shown) == text
    for slide, shape in zip(story_slides, shown, strict=True):
        [source] = [other for other in slide.shapes if other.name == "Source"]
        assert shape.top + shape.height <= source.top
    numbers = [slide.shapes.title.text_frame.text.partition("(")[2] for slide in story_slides]
    assert numbers == ([f"{at}/{pages})" for at in range(1, pages + 1)] if pages > 1 else [""])


def test_words_that_do_not_fit_on_a_slide_go_on_on_the_next() -> None:
    titles = [f"Group-{number}" for number in range(30)]
    groups = tuple(
        Group(id=title, round="catalysts", node=OPEN, title=title, is_chosen=number < 24)
        for number, title in enumerate(titles)
    )
    made = to_pptx(make_report(build_state(groups=groups, answers=())))
    said = list_texts(made)
    for number, title in enumerate(titles):
        assert (f"“{title}”" in said) == (number < 24)
    slides = [
        (slide, words)
        for slide in read_pptx(made).slides
        if (words := [to_place(shape) for shape in slide.shapes if shape.name.startswith("Group-")])
    ]
    assert [len(words) for _slide, words in slides] == [8, 8, 8]
    assert [slide.has_notes_slide for slide, _words in slides] == [True, False, False]
    assert read_notes(slides[0][0]).splitlines() == titles[:24]
    for slide, words in slides:
        [foot] = [to_place(shape) for shape in slide.shapes if shape.name == "Foot"]
        assert words[-1].bottom <= foot.y
        assert all(upper.bottom < lower.y for upper, lower in pairwise(words))


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
    assert action in [" ".join(shown.split()) for shown in list_texts(made)]
    for chart in list_charts(made):
        assert not [cell for row in read_sheet(chart).iter_rows() for cell in row if cell.data_type == "f"]


def test_texts_and_pictures_that_were_shown_have_slides_within_their_edges() -> None:
    drawn = BytesIO()
    Image.new("RGB", (300, 900), "red").save(drawn, "PNG")
    picture = read_picture(drawn.getvalue())
    own = (
        OwnStep(id="hello", kind="welcome", title="Good morning", text="Hello"),
        OwnStep(id="long", kind="text", title="What we read", text="So it goes on. " * 130, notes="Hush"),
        OwnStep(id="look", kind="picture", title="A mango", text="Look at it.", picture=picture.name),
    )
    made = make_report(build_state(own_steps=own))
    slides = read_pptx(to_pptx(replace(made, pictures={picture.name: picture}))).slides
    titles = {slide.shapes.title.text_frame.text: slide for slide in slides if slide.shapes.title}
    assert "Good morning" not in titles
    assert read_notes(titles["What we read"]).startswith("So it goes on.")
    assert not any("Hush" in read_notes(slide) for slide in slides)
    [shown] = [shape for shape in titles["A mango"].shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
    assert shown._element.nvPicPr.cNvPr.get("descr") == "A mango"
    assert round(shown.width / shown.height, 2) == 0.33
    for slide in (titles["What we read"], titles["A mango"]):
        for shape in slide.shapes:
            assert shape.left + shape.width <= 13.34 * 914400
            assert shape.top + shape.height <= 7.51 * 914400
