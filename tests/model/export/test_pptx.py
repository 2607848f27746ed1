from __future__ import annotations

import random
import re
import statistics
import time
import zipfile
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any

import pptx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pptx.shapes.autoshape import Shape
from pptx.slide import Slide

from model import ConceptualModel, load_stories
from model.corridors import measure_length
from model.diagram import build_diagram, emphasise_path
from model.export.figure import PAPERS, Caption, Figure, Options, Paper
from model.export.palette import PALETTES, ThemeName
from model.export.pptx import to_pptx
from model.export.shapes import LINE_HEIGHT
from model.fit import fit_whole
from model.layout import SIZE, place
from model.lettering import break_lines
from model.paths import Path
from model.schema import ProvenanceKind
from tests.building import build_model
from tests.documents import CAPTION, MODEL, build_figure, build_named, drop_breaks
from tests.geometry import find_edges_through_boxes, find_loose_ends, find_overlapping_boxes, trace
from tests.model.test_layout import random_models
from tests.nasty import NASTY
from tests.properties import examples
from tests.round_trips import build_story
from tests.slides import (
    EMU,
    describe,
    find_connectors,
    find_ends,
    find_freeforms,
    find_nodes,
    list_shapes,
    locate_site,
    read_layout,
    read_notes,
    read_pptx,
    read_slide,
    trace_freeform,
)

STORIES = load_stories(MODEL)
PATH = next(MODEL.find_paths("leadership-climate", "loyalty-patients")).nodes

every_paper = pytest.mark.parametrize("paper", PAPERS)
every_theme = pytest.mark.parametrize("theme", PALETTES)
every_way = pytest.mark.parametrize("steps", ["", "stages", "path"])
both_languages = pytest.mark.parametrize("language", MODEL.languages)


def build_path_figure(language: str = "en", **values: Any) -> Figure:
    return build_figure(language=language, path=PATH, stories=STORIES, caption=CAPTION, **values)


def find_texts(made: bytes, number: int = 0) -> str:
    """All that can be read on a slide, but for the notes."""
    shapes = list_shapes(read_slide(made, number).shapes)
    return "\n".join(shape.text_frame.text for shape in shapes if shape.has_text_frame)


def find_colours(shape: Any) -> list[str]:
    """The colours of a shape: of its fill, its line and its text, as far as it has them."""
    return [colour.get("val") for colour in shape._element.xpath(".//a:srgbClr")]


# What is on a slide


@both_languages
@every_paper
def test_every_node_is_a_shape_with_its_name_or_with_a_sign_where_it_is_a_mark(
    paper: Paper, language: str
) -> None:
    figure = build_figure(language=language)
    nodes = find_nodes(read_slide(to_pptx(figure, Options(paper=paper))))
    shown = {node.name: "?" if node.is_mark else node.name for node in figure.diagram.nodes}
    assert {name: drop_breaks(nodes[name].text_frame.text) for name in shown} == shown
    assert "?" in shown.values()


@both_languages
@every_paper
def test_every_edge_runs_as_in_the_picture(paper: Paper, language: str) -> None:
    """Each is a connector or a line of its own, once, and lies on the route of the layout."""
    figure = build_figure(language=language, caption=Caption(has_legend=False))
    seen = read_layout(read_slide(to_pptx(figure, Options(paper=paper))))
    width, height = (side * 72 / 25.4 for side in PAPERS[paper])
    unit = min(width / 960, height / 540)
    room = width - 44 * unit, height - 21 * unit
    most = 16 * unit * 1.16 / SIZE
    layout = place(figure.diagram, *fit_whole(figure.diagram, *room, most))
    scale = min(room[0] / layout.width, room[1] / layout.height, most)
    left, top = 22 * unit + (room[0] - layout.width * scale) / 2, 13 * unit
    top += (room[1] - layout.height * scale) / 2
    for box, drawn in zip(layout.boxes, seen.boxes, strict=True):
        assert (drawn.x, drawn.y) == pytest.approx((left + box.x * scale, top + box.y * scale), abs=0.01)
        assert (drawn.width, drawn.height) == pytest.approx((box.width * scale, box.height * scale), abs=0.01)
    names = {box.id: drawn.id for box, drawn in zip(layout.boxes, seen.boxes, strict=True)}
    drawn_routes = {(route.edge.source, route.edge.target): route for route in seen.routes}
    assert len(drawn_routes) == len(seen.routes) == len(layout.routes)
    for route in layout.routes:
        drawn_route = drawn_routes[names[route.edge.source], names[route.edge.target]]
        wanted = [(left + x * scale, top + y * scale) for x, y in trace(route)]
        ends = trace(drawn_route)[0], trace(drawn_route)[-1]
        assert ends[0] == pytest.approx(wanted[0], abs=0.8)
        assert ends[1] == pytest.approx(wanted[-1], abs=0.8)
        if len(drawn_route.segments) > 1:
            seen_points = trace(drawn_route)[-len(wanted) + 1 :]
            for point, place_wanted in zip(seen_points, wanted[1:], strict=True):
                assert point == pytest.approx(place_wanted, abs=0.01)


def test_straight_edges_are_connectors_glued_to_the_sites_where_they_begin_and_end() -> None:
    slide = read_slide(to_pptx(build_figure(), Options()))
    layout = read_layout(slide)
    boxes = {int(box.id): box for box in layout.boxes}
    connectors = find_connectors(slide)
    assert len(connectors) >= 6
    for line, route in zip(connectors, layout.routes, strict=False):
        ends = route.start, route.segments[-1][-2:]
        for (shape, site), end in zip(find_ends(line), ends, strict=True):
            assert end == pytest.approx(locate_site(boxes[shape], site), abs=0.8)


def test_each_line_has_an_arrowhead_at_its_end() -> None:
    slide = read_slide(to_pptx(build_figure(), Options()))
    lines = [*find_connectors(slide), *find_freeforms(slide)]
    assert len(lines) == len(MODEL.edges)
    assert {line._element.xpath("string(.//a:tailEnd/@type)") for line in lines} == {"triangle"}


def test_lines_that_share_a_head_end_at_one_point() -> None:
    model = build_model("a>d b>d c>d", stages={"one": "a b c", "two": "d"})
    layout = read_layout(read_slide(to_pptx(build_figure(model), Options())))
    assert len({(round(x, 1), round(y, 1)) for route in layout.routes for x, y in [trace(route)[-1]]}) == 1


def check(slide: Slide, edges: int) -> None:
    """No line runs through a box, each begins and ends at its own, no box lies on another."""
    layout = read_layout(slide)
    assert len(layout.routes) == edges
    assert find_edges_through_boxes(layout) == []
    assert find_loose_ends(layout) == []
    assert find_overlapping_boxes(layout) == []


@every_paper
def test_no_line_runs_through_a_box_and_no_box_lies_on_another(paper: Paper) -> None:
    check(read_slide(to_pptx(build_figure(), Options(paper=paper))), len(MODEL.edges))


@given(random_models(), st.sampled_from(["16x9", "a4"]))
@examples(60)
def test_no_line_runs_through_a_box_whatever_the_model(model: ConceptualModel, paper: Paper) -> None:
    figure = build_figure(model)
    shown = figure.diagram.nodes
    names = (f"{node.id} {node.name}" for node in shown)
    nodes = tuple(replace(node, name=name, label=name) for node, name in zip(shown, names, strict=True))
    named = replace(figure.diagram, nodes=nodes)
    check(
        read_slide(to_pptx(replace(figure, diagram=named), Options(paper=paper))), len(figure.diagram.edges)
    )


@given(random_models())
@examples(20)
def test_no_line_runs_through_a_box_on_the_slide_of_a_stage(model: ConceptualModel) -> None:
    figure = build_figure(model)
    shown = figure.diagram.nodes
    names = (f"{node.id} {node.name}" for node in shown)
    nodes = tuple(replace(node, name=name, label=name) for node, name in zip(shown, names, strict=True))
    named = replace(figure.diagram, nodes=nodes)
    slides = read_pptx(to_pptx(replace(figure, diagram=named), Options(steps="stages"))).slides
    for slide, stage in zip(slides, model.stages, strict=True):
        own = {node.id for node in model.nodes(stage=stage.id)}
        check(slide, sum(bool(own & {edge.source, edge.target}) for edge in model.edges))


@pytest.mark.parametrize("seed", range(8))
def test_no_line_runs_through_a_box_of_a_model_of_forty_nodes(seed: int) -> None:
    chance = random.Random(seed)
    nodes = [f"n{at}" for at in range(40)]
    columns, lanes = chance.randint(1, 7), chance.randint(1, 4)
    stages: dict[str, list[str]] = {f"s{at}": [] for at in range(columns)}
    levels: dict[str, list[str]] = {f"l{at}": [] for at in range(lanes)}
    names = {}
    for node in nodes:
        stages[chance.choice(list(stages))].append(node)
        levels[chance.choice(list(levels))].append(node)
        names[node] = f"{node} " + "word " * chance.choice([0, 1, 6, 15])
    order = {node: at for at, stage in enumerate(stages.values()) for node in stage}
    pairs = {(chance.choice(nodes), chance.choice(nodes)) for _ in range(chance.choice([40, 90]))}
    onward = [(a, b) for a, b in sorted(pairs) if (order[a], a) < (order[b], b)]
    back = [(a, b) for a, b in sorted(pairs) if (order[a], a) > (order[b], b)]
    model = build_model(onward, feedback=back, stages=stages, levels=levels, names=names)
    paper = chance.choice(list(PAPERS))
    check(read_slide(to_pptx(build_figure(model), Options(paper=paper))), len(model.edges))


def test_an_edge_past_a_stage_is_a_line_of_its_own_that_says_what_it_joins() -> None:
    model = build_model("a>b b>c d>e e>c f>c", stages={"one": "a d f", "two": "b e", "three": "c"})
    slide = read_slide(to_pptx(build_figure(model), Options()))
    [line] = [line for line in find_freeforms(slide) if describe(line) == "f → c"]
    assert line.name == "f → c"
    check(slide, 5)


def test_dashes_of_lines_on_each_other_are_at_the_same_places() -> None:
    figure = build_figure(build_model("a>d b>d c>d", stages={"one": "a b c", "two": "d"}))
    inferred = tuple(replace(edge, provenance="inferred") for edge in figure.diagram.edges)
    figure = replace(figure, diagram=replace(figure.diagram, edges=inferred))
    slide = read_slide(to_pptx(figure, Options()))
    lines = {describe(line): line for line in find_freeforms(slide)}
    phases = []
    for name in ("a → d", "c → d"):
        first, *rest = trace_freeform(lines[name])
        period = 7 * int(lines[name]._element.xpath("string(.//a:ln/@w)")) / EMU
        phases.append(measure_length((first[0], first[1]), rest) % period)
    assert phases[0] == pytest.approx(phases[1], abs=0.2)


@every_way
@every_paper
def test_no_shape_reaches_out_of_the_slide(paper: Paper, steps: Any) -> None:
    made = read_pptx(to_pptx(build_path_figure("nl"), Options(paper=paper, steps=steps)))
    for slide in made.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= made.slide_width
            assert shape.top + shape.height <= made.slide_height


def test_titles_of_rows_run_upwards_beside_the_picture() -> None:
    figure = build_figure()
    shapes = list_shapes(read_slide(to_pptx(figure, Options())).shapes)
    turned = {shape.name for shape in shapes if shape.has_text_frame and _find_turn(shape) == "vert270"}
    assert turned == {row.name for row in figure.diagram.rows}


def _find_turn(shape: Any) -> str | None:
    turn: str | None = shape.text_frame._bodyPr.get("vert")
    return turn


@every_way
@both_languages
def test_every_text_fits_its_shape(language: str, steps: Any) -> None:
    made = read_pptx(to_pptx(build_path_figure(language), Options(steps=steps)))
    for slide in made.slides:
        for shape in list_shapes(slide.shapes):
            if not shape.has_text_frame or not shape.text_frame.text:
                continue
            frame = shape.text_frame
            is_turned = frame._bodyPr.get("vert") is not None
            width, height = shape.width / EMU, shape.height / EMU
            width, height = (height, width) if is_turned else (width, height)
            width -= 0 if is_turned else (frame.margin_left + frame.margin_right) / EMU
            used = 0.0
            for paragraph in frame.paragraphs:
                for run in paragraph.runs:
                    size = run.font.size.pt
                    lines = break_lines(run.text, width, size, bool(run.font.bold), at_most=100)
                    used += len(lines) * size * LINE_HEIGHT
            assert used <= height + 1, frame.text


@pytest.mark.parametrize(
    "word", ["W" * 20, "Arbeitsunfaehigkeitsversicherung", "倾听病人的声音并尊重他们作为个人的价值"]
)
def test_one_long_word_does_not_make_all_letters_small(word: str) -> None:
    stages = {f"s{at}": [f"n{at}"] for at in range(5)}
    model = build_model(stages=stages, names={"n2": word})
    nodes = find_nodes(read_slide(to_pptx(build_figure(model), Options())))
    assert float(nodes["n1"]._element.xpath("string(.//a:rPr/@sz)")) > 1000


@pytest.mark.parametrize(
    ("paper", "width", "height"), [("16x9", 338.67, 190.5), ("a4", 297, 210), ("a0", 1189, 841)]
)
def test_a_slide_is_as_large_as_the_paper(paper: Paper, width: float, height: float) -> None:
    made = read_pptx(to_pptx(build_figure(), Options(paper=paper)))
    assert (made.slide_width / 36000, made.slide_height / 36000) == pytest.approx((width, height), abs=0.01)


def test_where_the_font_is_missing_letters_without_serifs_of_their_own_widths_take_its_place() -> None:
    """The family stands in the higher four bits, the pitch in the lower ones."""
    slide = read_slide(to_pptx(build_figure(), Options()))
    fonts = {int(number) for number in slide._element.xpath(".//a:latin/@pitchFamily")}
    swiss, variable = 2, 2
    assert {divmod(number, 16) for number in fonts} == {(swiss, variable)}


def test_columns_and_lanes_have_their_titles() -> None:
    figure = build_figure(language="nl")
    texts = find_texts(to_pptx(figure, Options())).replace("\n", " ")
    titles = [f"{number} {column.name}" for number, column in enumerate(figure.diagram.columns, start=1)]
    titles += [row.name for row in figure.diagram.rows]
    assert [title for title in titles if title not in texts] == []


def test_the_words_around_the_map_are_there() -> None:
    texts = find_texts(to_pptx(build_figure(caption=CAPTION), Options()))
    for words in (CAPTION.title, CAPTION.words, CAPTION.citation, CAPTION.licence, CAPTION.address):
        assert words in texts
    assert "stated" in texts


def test_what_is_empty_is_left_out() -> None:
    figure = build_figure(caption=Caption(has_legend=False))
    diagram = figure.diagram
    named = {f"{number} {column.name}" for number, column in enumerate(diagram.columns, start=1)} | {"", "?"}
    named |= {row.name for row in diagram.rows} | {node.name for node in diagram.nodes if not node.is_mark}
    slide = read_slide(to_pptx(figure, Options()))
    texts = {shape.text_frame.text.replace("\n", " ") for shape in slide.shapes if isinstance(shape, Shape)}
    assert texts == named
    assert slide.shapes.title is None


def test_the_title_is_one_that_programs_know_as_the_slides_title() -> None:
    title = read_slide(to_pptx(build_figure(caption=CAPTION), Options())).shapes.title
    assert title is not None
    assert title.text_frame.text == "Kindness"


def test_the_address_is_a_link_only_where_it_is_one() -> None:
    def list_links(address: str) -> list[str]:
        slide = read_slide(to_pptx(build_figure(caption=Caption(address=address)), Options()))
        links = slide.part.rels.values()
        return [link.target_ref for link in links if link.reltype.endswith("/hyperlink")]

    assert list_links("https://example.org/explore?a=b&c=d") == ["https://example.org/explore?a=b&c=d"]
    assert list_links("javascript:alert(1)") == []
    assert list_links("") == []


# How it looks


def test_borders_tell_how_a_node_is_known() -> None:
    known: dict[str, ProvenanceKind] = {"a": "stated", "b": "reported", "c": "inferred", "d": "open"}
    nodes = find_nodes(
        read_slide(to_pptx(build_figure(build_model(nodes="a b c d", provenances=known)), Options()))
    )
    dashes = {name: shape._element.xpath("string(.//a:prstDash/@val)") for name, shape in nodes.items()}
    assert dashes == {"a": "", "b": "lgDash", "c": "dash", "d": "sysDot"}


@every_theme
def test_levels_have_their_colours_in_every_theme(theme: ThemeName) -> None:
    model = build_model(nodes="a b", levels={"one": "a", "two": "b"})
    nodes = find_nodes(read_slide(to_pptx(build_figure(model, theme=theme), Options())))
    palette = PALETTES[theme]
    wanted = [palette.fills[1], palette.lines[1], palette.ink]
    assert find_colours(nodes["b"]) == [colour.removeprefix("#") for colour in wanted]


def test_what_stands_out_has_stronger_lines_and_the_rest_is_pale() -> None:
    model = build_model("a>b b>c")
    diagram = build_diagram(model, "en", emphasis=emphasise_path(["a", "b"]))
    slide = read_slide(to_pptx(build_figure(model, diagram=diagram), Options()))
    nodes = find_nodes(slide)

    def thickness(shape: Any) -> int:
        return int(shape._element.xpath("string(.//a:ln/@w)"))

    assert thickness(nodes["a"]) > thickness(nodes["c"])
    assert find_colours(nodes["a"])[:2] != find_colours(nodes["c"])[:2]
    pale, lit = find_connectors(slide)
    assert thickness(lit) > thickness(pale)


def test_counts_are_badges_that_move_with_their_node() -> None:
    model = build_model(nodes="a b")
    diagram = build_diagram(model, "en", counts={"a": 3, "b": 1200})
    groups = list(read_slide(to_pptx(build_figure(model, diagram=diagram), Options())).shapes)
    texts = [
        [shape.text_frame.text for shape in group.shapes] for group in groups if hasattr(group, "shapes")
    ]
    assert texts == [["a", "3"], ["b", "999+"]]


def test_every_text_names_its_font_its_size_and_its_language() -> None:
    made = to_pptx(build_path_figure("nl"), Options(steps="path"))
    for slide in read_pptx(made).slides:
        for look in slide.shapes._spTree.xpath(".//a:rPr"):
            assert look.xpath("string(./a:latin/@typeface)") == "Arial"
            assert 100 <= int(look.get("sz")) <= 400_000
            assert look.get("lang") is not None
        assert slide.shapes._spTree.xpath(".//a:normAutofit | .//a:spAutoFit") == []


# Step by step


def test_without_steps_there_is_one_slide() -> None:
    assert len(read_pptx(to_pptx(build_path_figure(), Options())).slides) == 1


def test_a_stage_is_shown_with_what_leads_to_it_and_what_follows_from_it() -> None:
    model = build_model(
        "a>b b>c c>d", stages={"need": "a", "moment": "b", "effect": "c", "end": "d"}, names={"moment": "now"}
    )
    slides = read_pptx(to_pptx(build_figure(model, caption=CAPTION), Options(steps="stages"))).slides
    shown = [["a", "b"], ["a", "b", "c"], ["b", "c", "d"], ["c", "d"]]
    assert [sorted(find_nodes(slide).keys() - {"The whole map"}) for slide in slides] == shown
    assert [len(find_connectors(slide)) for slide in slides] == [1, 2, 2, 1]
    assert [slide.shapes.title.text_frame.text for slide in slides] == ["need", "now", "effect", "end"]


@both_languages
def test_a_stage_takes_the_width_of_its_slide_in_large_letters_and_every_node_is_named(language: str) -> None:
    figure = build_figure(language=language)
    whole = read_size(read_slide(to_pptx(figure, Options())))
    slides = read_pptx(to_pptx(figure, Options(steps="stages"))).slides
    sizes = [read_size(slide) for slide in slides]
    assert min(sizes) > 1.1 * whole
    assert statistics.mean(sizes) > 1.4 * whole
    for slide in slides:
        assert "?" not in {shape.text_frame.text for shape in find_nodes(slide).values()}
        lanes = [shape for shape in slide.shapes if shape.name == MODEL.levels[0].name.text(language)]
        assert max(lane.width for lane in lanes) / EMU > 0.95 * (960 - 44)


def read_size(slide: Slide) -> float:
    """How high the letters of most names on a slide are, in points."""
    nodes = [shape for shape in find_nodes(slide).values() if shape.text_frame.text]
    return statistics.median(int(shape._element.xpath("string(.//a:rPr/@sz)")) / 100 for shape in nodes)


def test_beside_a_stage_stands_the_whole_map_without_letters_as_a_landmark() -> None:
    figure = build_figure()
    for slide in read_pptx(to_pptx(figure, Options(steps="stages"))).slides:
        [landmark] = [shape for shape in slide.shapes if describe(shape) == "The whole map"]
        assert {shape.text_frame.text for shape in landmark.shapes} == {""}
        boxes = [
            shape for shape in landmark.shapes if shape._element.xpath(".//a:prstGeom[@prst='roundRect']")
        ]
        assert len(boxes) == len(figure.diagram.nodes)
        assert (landmark.left + landmark.width) / EMU <= 960 - 21


def test_boxes_stay_where_they_are_from_slide_to_slide_along_a_path() -> None:
    slides = read_pptx(to_pptx(build_path_figure(), Options(steps="path"))).slides
    places = [
        {name: (shape.left, shape.top) for name, shape in find_nodes(slide).items()} for slide in slides
    ]
    assert places == [places[0]] * len(places)


def test_a_number_on_a_box_touches_no_letter_of_its_name() -> None:
    """Letters are as high as two thirds of their size at most, in lines that are 1.15 of it apart."""
    for language in MODEL.languages:
        diagram = build_diagram(MODEL, language, counts={node.id: 10 for node in MODEL.nodes()})
        slide = read_slide(to_pptx(build_figure(language=language, diagram=diagram), Options()))
        for group in (shape for shape in slide.shapes if hasattr(shape, "shapes")):
            box, badge = group.shapes
            size = int(box._element.xpath("string(.//a:rPr/@sz)")) / 100
            room = (box.width - 2 * box.text_frame.margin_left) / EMU
            lines = len(break_lines(box.text_frame.text, room, size * 1.1, bold=True, at_most=9))
            top = (box.top + box.height / 2) / EMU - lines * size * 1.15 / 2 + size * (0.91 - 0.72)
            assert (badge.top + badge.height) / EMU < top, box.text_frame.text


def test_the_nodes_of_a_stage_are_filled_and_their_questions_stand_in_its_notes() -> None:
    slide = read_pptx(to_pptx(build_figure(), Options(steps="stages"))).slides[1]
    line = PALETTES["light"].lines[0].removeprefix("#")
    nodes = find_nodes(slide)
    assert find_colours(nodes["Catalyst: openness"])[0] == line
    assert find_colours(nodes["Openness to the gesture"])[0] != line
    question = MODEL.get_node("catalyst-patient-openness").question
    assert question is not None
    assert question.text("en") in read_notes(slide)
    assert MODEL.get_stage("catalyst").ask("en") in read_notes(slide)


@both_languages
def test_a_path_is_told_node_by_node(language: str) -> None:
    made = to_pptx(build_path_figure(language), Options(steps="path"))
    slides = read_pptx(made).slides
    assert len(slides) == len(PATH)
    for at, node in enumerate(PATH):
        title = slides[at].shapes.title
        assert title.text_frame.text == MODEL.get_node(node).name.text(language)
    names = {node.id: node.name.text(language) for node in MODEL.nodes()}
    assert len(find_nodes(slides[0])) == len(names)
    sentences = [MODEL.to_sentence(Path(PATH[: at + 1]), language) for at in range(3)]
    assert [sentence in find_texts(made, at) for at, sentence in enumerate(sentences)] == [True] * 3


def test_a_long_title_within_a_path_moves_neither_the_sentence_nor_the_map() -> None:
    long = "A name that takes two lines of a slide because it says very much, and then says it once more"
    stages = {"need": "a", "moment": "b", "effect": "c"}
    model = build_model("a>b b>c", stages=stages, names={"b": f"{long} to be quite clear about it"})
    path = ("a", "b", "c")
    diagram = build_diagram(model, "en", emphasis=emphasise_path(path))
    made = to_pptx(Figure(model, diagram, caption=CAPTION, path=path), Options(steps="path"))
    places = [{shape.name: shape.top for shape in slide.shapes} for slide in read_pptx(made).slides]
    assert len({(place["Sentence"], place["need"]) for place in places}) == 1


def test_beside_a_path_stands_a_story_of_the_node_with_its_source() -> None:
    made = to_pptx(build_path_figure(), Options(steps="path"))
    texts = find_texts(made, PATH.index("mangomoment"))
    assert "The mango" in texts
    assert "intensive care. mangomoment.org" in texts


def test_a_long_story_is_shortened_on_the_slide_and_whole_in_the_notes() -> None:
    long = "Somebody brought a mango. " * 150 + "The end"
    model = build_model("a>b", stages={"need": "a", "effect": "b"})
    story = build_story(long, nodes=("a",), title="Long")
    made = to_pptx(build_figure(model, path=("a", "b"), stories=(story,)), Options(steps="path"))
    assert "The end" not in find_texts(made)
    assert "…" in find_texts(made)
    assert "The end" in read_notes(read_slide(made))
    assert "Nobody has told a story about this yet." in find_texts(made, 1)


def test_a_story_of_a_node_that_the_model_does_not_have_does_no_harm() -> None:
    story = build_story(nodes=("elsewhere", "a"), title="Two places")
    figure = build_figure(build_model("a>b"), path=("a", "b"), stories=(story,))
    assert "Two places" in find_texts(to_pptx(figure, Options(steps="path")))


def test_steps_along_a_path_without_a_path_are_one_slide() -> None:
    assert len(read_pptx(to_pptx(build_figure(), Options(steps="path"))).slides) == 1


def test_nodes_of_a_path_that_the_picture_hides_have_their_slide() -> None:
    model = build_model("a>b b>c")
    diagram = build_diagram(model, "en")
    less = replace(diagram, nodes=diagram.nodes[1:], edges=diagram.edges[1:])
    made = to_pptx(build_figure(model, diagram=less, path=("a", "b", "c")), Options(steps="path"))
    assert len(read_pptx(made).slides) == 3


# Notes and the file


@both_languages
def test_notes_say_of_each_node_what_it_means_how_it_is_known_and_from_where(language: str) -> None:
    notes = read_notes(read_slide(to_pptx(build_figure(language=language), Options())))
    for node in MODEL.nodes():
        assert node.name.text(language) in notes
        assert node.description is None or node.description.text(language) in notes
        if node.provenance and node.provenance.source:
            assert MODEL.get_source(node.provenance.source).short in notes
            assert MODEL.get_source(node.provenance.source).reference.text(language) in notes


def test_the_file_says_what_it_is() -> None:
    about = read_pptx(to_pptx(build_figure(language="nl", caption=CAPTION), Options())).core_properties
    assert (about.title, about.language, about.subject) == ("Kindness", "nl", CAPTION.words)
    assert about.author == ""


def test_the_same_figure_gives_the_same_bytes() -> None:
    made = to_pptx(build_path_figure(), Options(steps="path"))
    assert made == to_pptx(build_path_figure(), Options(steps="path"))
    with zipfile.ZipFile(BytesIO(made)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_nothing_in_the_file_says_when_or_on_which_system_it_was_made() -> None:
    made = to_pptx(build_figure(caption=CAPTION), Options())
    about = read_pptx(made).core_properties
    assert (about.author, about.last_modified_by, about.keywords, about.category) == ("",) * 4
    assert (about.created, about.modified, about.revision) == (datetime(2000, 1, 1), datetime(2000, 1, 1), 1)
    with zipfile.ZipFile(BytesIO(made)) as archive:
        packed = {(part.date_time, part.compress_type, part.create_system) for part in archive.infolist()}
    assert packed == {((1980, 1, 1, 0, 0, 0), zipfile.ZIP_DEFLATED, 0)}


def test_ids_of_shapes_are_there_once_a_slide() -> None:
    for slide in read_pptx(to_pptx(build_path_figure(), Options(steps="path"))).slides:
        ids = [int(shape.get("id")) for shape in slide.shapes._spTree.xpath(".//p:cNvPr")]
        assert len(set(ids)) == len(ids)


def test_new_slides_get_the_colours_and_the_font_of_the_picture() -> None:
    made = to_pptx(build_figure(theme="dark"), Options())
    with zipfile.ZipFile(BytesIO(made)) as archive:
        theme = archive.read("ppt/theme/theme1.xml").decode()
        assert not [name for name in archive.namelist() if "thumbnail" in name]
    palette = PALETTES["dark"]
    names = ["dk1", "lt1", "dk2", "lt2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink"]
    wanted = [palette.ink, palette.paper, palette.quiet, palette.fills[0], *palette.lines[:6]]
    wanted += [palette.lines[0]] * 2
    colours = re.findall(r'<a:(\w+)><a:srgbClr val="(\w+)"/></a:\1>', theme)
    assert colours == [(name, colour.removeprefix("#")) for name, colour in zip(names, wanted, strict=True)]
    assert theme.count('<a:latin typeface="Arial"') == 2


@every_paper
def test_what_is_written_on_new_slides_stands_at_the_same_shares_of_their_size(paper: Paper) -> None:
    def list_shares(deck: Any) -> list[list[float]]:
        masters = (deck.slide_master, *deck.slide_layouts)
        return [
            [
                shape.left / deck.slide_width,
                shape.top / deck.slide_height,
                shape.width / deck.slide_width,
                shape.height / deck.slide_height,
            ]
            for master in masters
            for shape in master.placeholders
        ]

    made = list_shares(read_pptx(to_pptx(build_figure(), Options(paper=paper))))
    for shares, usual in zip(made, list_shares(pptx.Presentation()), strict=True):
        assert shares == pytest.approx(usual, abs=1e-4)


# What people type


@pytest.mark.parametrize(
    ("steps", "texts"), [("", NASTY[::3]), ("stages", NASTY[1::3]), ("path", NASTY[2::3])]
)
def test_no_text_breaks_a_file(steps: Any, texts: tuple[str, ...]) -> None:
    for text in texts:
        figure = build_named(
            text or "x", path=("a",), stories=(build_story(text + "x", nodes=("a",), title=text[:150]),)
        )
        slide = read_slide(to_pptx(figure, Options(steps=steps)))
        assert len(list(slide.shapes)) > 3


@given(st.text(min_size=1), st.sampled_from(list(PAPERS)))
@examples(60)
def test_no_letters_break_a_file(text: str, paper: Paper) -> None:
    figure = build_named(text)
    slide = read_slide(to_pptx(figure, Options(paper=paper)))
    kept = [letter for letter in text if letter.isalnum() and letter.isascii()]
    shown = "".join(shape.text_frame.text for shape in slide.shapes if isinstance(shape, Shape))
    assert set(kept[:3]) <= set(shown)


def test_a_large_model_takes_its_time_and_no_more() -> None:
    stages = {f"s{at}": [f"n{n}" for n in range(at, 300, 6)] for at in range(6)}
    levels = {f"l{at}": [f"n{n}" for n in range(300) if n // 6 % 4 == at] for at in range(4)}
    edges = [(f"n{n}", f"n{n + 1 + n % 5}") for n in range(294) if n % 6 < (n + 1 + n % 5) % 6]
    started = time.process_time()
    slide = read_slide(to_pptx(build_figure(build_model(edges, stages=stages, levels=levels)), Options()))
    assert time.process_time() - started < 5
    assert len(find_nodes(slide)) == 300
