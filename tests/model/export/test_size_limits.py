from __future__ import annotations

import time
from pathlib import Path
from random import Random

import pytest

from model import ConceptualModel, ConceptualModelError
from model.__main__ import main
from model.diagram import Diagram, DrawnEdge, DrawnNode, Filter, Heading, build_diagram
from model.export import EXPORTERS, handout, pdf, png, pptx, svg_file
from model.export.figure import PAPERS, Caption, Figure, Options, Paper
from model.export.frame import frame_on_paper, measure_letters
from model.export.model_file import to_yaml
from model.export.pdf import measure_paper, to_pdf
from model.export.size_limits import HTML_COST, SMALLEST_LETTERS, Cost, check_size, describe_small_letters
from model.layout import SIZE
from model.lettering import measure
from tests.building import build_model
from tests.documents import CAPTION, MODEL, build_figure, list_links

DRAWN = {
    "svg": svg_file.COST,
    "html": HTML_COST,
    "png": png.COST,
    "pdf": pdf.COST,
    "handout": handout.COST,
    "pptx": pptx.COST,
}
drawn = pytest.mark.parametrize("cost", DRAWN.values(), ids=DRAWN)
LONG = "Trust between patient and nurse"


def build_large(nodes: int, edges: int, columns: int) -> ConceptualModel:
    """A model of edges between any two of its columns."""
    chance = Random(1)
    ids = [f"n{at}" for at in range(nodes)]
    column = {node: at % columns for at, node in enumerate(ids)}
    pairs: set[tuple[str, str]] = set()
    while len(pairs) < edges:
        source, target = sorted(chance.sample(ids, 2), key=lambda node: (column[node], node))
        pairs.add((source, target))
    return build_model(
        sorted(pairs),
        stages={f"s{at}": ids[at::columns] for at in range(columns)},
        names={node: f"{LONG} {node}" for node in ids},
    )


def build_diagram_of(nodes: int, edges: int, columns: int) -> Diagram:
    """A diagram with given numbers of nodes and edges, quicker than by a model."""
    drawn = tuple(
        DrawnNode(f"n{at}", LONG, f"s{at % columns}", "level", None, is_faded=False) for at in range(nodes)
    )
    lines = tuple(
        DrawnEdge(f"n{at % nodes}", f"n{(at * 7 + 1) % nodes}", "k", None, is_feedback=False, is_faded=False)
        for at in range(edges)
    )
    stages = tuple(Heading(f"s{at}", f"Stage {at}", at) for at in range(columns))
    return Diagram("Large", "en", stages, (Heading("level", "Level", 0),), drawn, lines)


@pytest.fixture(scope="module")
def map_of_34_stages() -> Figure:
    """As many nodes, edges and stages as a causal map had that somebody brought."""
    return build_figure(build_large(223, 401, 34))


@pytest.fixture(scope="module")
def largest_map() -> Figure:
    """As many nodes and edges as can be imported."""
    return build_figure(build_large(5_000, 20_000, 10))


# Too large


@drawn
def test_the_shipped_model_is_not_too_large(cost: Cost) -> None:
    check_size([build_diagram(MODEL, "en")], cost)


@pytest.mark.parametrize("form", ["pdf", "handout", "pptx"])
def test_five_thousand_nodes_are_refused_at_once_with_what_to_do(largest_map: Figure, form: str) -> None:
    started = time.process_time()
    with pytest.raises(ConceptualModelError) as refused:
        EXPORTERS[form].build(largest_map, Options())
    assert time.process_time() - started < 5
    for words in ("5000 elements", "20000 links", "level or stage", "HTML", "network view"):
        assert words in str(refused.value)


@drawn
def test_a_map_of_endless_lines_is_refused_without_the_advice_to_export_it_as_html(cost: Cost) -> None:
    with pytest.raises(ConceptualModelError) as refused:
        check_size([build_diagram_of(5_000, 20_000, 500)], cost)
    assert "HTML" not in str(refused.value)
    assert "network view" in str(refused.value)


def test_slides_of_a_large_map_stage_by_stage_are_refused_together() -> None:
    diagram = build_diagram_of(800, 4_000, 20)
    check_size([diagram], DRAWN["pptx"])
    with pytest.raises(ConceptualModelError, match="20 slides of 800 elements"):
        check_size([diagram] * 20, DRAWN["pptx"])


@pytest.mark.parametrize("form", ["node", "edge", "passed"])
def test_a_map_may_take_four_seconds_and_no_millionth_more(form: str) -> None:
    model = build_model(
        "a>d b>c", feedback="d>a c>b", stages={"one": "a", "two": "b", "three": "c", "four": "d"}
    )
    diagram = build_diagram(model, "en")
    nothing = {"node": 0, "edge": 0, "passed": 0}
    check_size([diagram], Cost(**nothing | {form: 1_000_000}))
    with pytest.raises(ConceptualModelError):
        check_size([diagram], Cost(**nothing | {form: 1_000_001}))


def test_of_several_slides_the_one_of_most_links_is_named() -> None:
    model = build_model("a>b b>c")
    slides = [build_diagram(part, "en") for part in (model.without("c"), model, model.without("a"))]
    with pytest.raises(ConceptualModelError, match="3 slides of 3 elements and 2 links are too many"):
        check_size(slides, Cost(1_000_000, 0, 0))


def test_it_is_said_in_the_language_of_the_map() -> None:
    diagram = build_diagram_of(5_000, 20_000, 10)
    dutch = Diagram(diagram.title, "nl", diagram.columns, diagram.rows, diagram.nodes, diagram.edges)
    with pytest.raises(ConceptualModelError, match="5000 elementen"):
        check_size([dutch], DRAWN["pdf"])


def test_a_map_of_eight_thousand_edges_is_drawn_in_time() -> None:
    figure = build_figure(build_large(808, 8_046, 34))
    for form in ("pdf", "handout", "html"):
        started = time.process_time()
        assert EXPORTERS[form].build(figure, Options())
        assert time.process_time() - started < 30


# Small letters


@pytest.mark.parametrize("form", EXPORTERS)
def test_nothing_is_said_of_letters_that_can_be_read(form: str) -> None:
    assert describe_small_letters(build_figure(), Options(), form) == ""


@pytest.mark.parametrize("form", ["pdf", "pptx"])
def test_the_smallest_paper_that_would_do_is_named_and_does(map_of_34_stages: Figure, form: str) -> None:
    said = describe_small_letters(map_of_34_stages, Options(), form)
    assert "below 5 points" in said
    assert "A0" in said
    assert describe_small_letters(map_of_34_stages, Options(paper="a0"), form) == ""
    assert describe_small_letters(map_of_34_stages, Options(paper="a3"), form) != ""


def test_a_handout_is_a4_whatever_the_paper(map_of_34_stages: Figure) -> None:
    said = describe_small_letters(map_of_34_stages, Options(paper="a0"), "handout")
    assert "PDF on A0" in said


def test_where_no_paper_is_large_enough_other_ways_are_named() -> None:
    figure = build_figure(build_large(2_500, 2_500, 8))
    said = describe_small_letters(figure, Options(), "pdf")
    assert "No paper is large enough" in said
    assert "HTML" in said


@pytest.mark.parametrize("form", ["svg", "png", "html", "mermaid", "yaml"])
def test_nothing_is_said_of_letters_on_no_paper(map_of_34_stages: Figure, form: str) -> None:
    assert describe_small_letters(map_of_34_stages, Options(), form) == ""


def test_fewer_stages_have_larger_letters(map_of_34_stages: Figure) -> None:
    few = build_diagram(map_of_34_stages.model, "en", Filter(stages=frozenset({"s0", "s1", "s2"})), hide=True)
    less = Figure(map_of_34_stages.model, few, map_of_34_stages.caption)
    room = measure_paper("a3")
    assert measure_letters(map_of_34_stages, *room) < SMALLEST_LETTERS <= measure_letters(less, *room)


@pytest.mark.parametrize("paper", PAPERS)
def test_letters_are_as_high_as_the_file_shows_them(paper: Paper) -> None:
    figure = build_figure(address="http://127.0.0.1:8501/")
    room = measure_paper(paper)
    box = frame_on_paper(figure, *room).data["map"]["links"][0]
    [left, _, right, _] = list_links(to_pdf(figure, Options(paper=paper)))[0][1]
    assert SIZE * (right - left) / box["width"] == pytest.approx(measure_letters(figure, *room), rel=0.01)


@pytest.mark.parametrize("caption", [CAPTION, Caption(has_legend=False)])
def test_the_map_takes_what_the_words_leave_of_the_page_between_its_margins(caption: Caption) -> None:
    width, height, unit = measure_paper("a4")
    data = frame_on_paper(build_figure(caption=caption), width, height, unit).data
    rows, parts = data["legend"]["rows"], [*data["head"], *data["foot"]]
    taken = sum(len(part["lines"]) * part["size"] * data["pitch"] for part in parts)
    taken += len(rows) * data["legend"]["size"] * data["legend"]["row"]
    taken += data["space"] * sum(map(bool, (data["head"], rows, data["foot"])))
    across, down = width - 2 * data["margin"], height - 2 * data["margin"] - taken
    assert data["map"]["width"] / data["map"]["height"] == pytest.approx(across / down, rel=0.002)


def test_a_title_takes_a_second_line_where_it_reaches_the_margin() -> None:
    width, height, unit = measure_paper("a4")

    def set_title(words: int) -> tuple[float, int, float]:
        caption = Caption(title="mango " * words, has_legend=False)
        data = frame_on_paper(build_figure(caption=caption), width, height, unit).data
        [title] = data["head"]
        needed = measure(caption.title.strip(), title["size"], bold=True)
        return needed, len(title["lines"]), width - 2 * data["margin"]

    lines = {needed <= room: count for needed, count, room in map(set_title, range(8, 18))}
    assert lines == {True: 1, False: 2}


# On the command line


def test_the_command_says_how_small_letters_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], map_of_34_stages: Figure
) -> None:
    file = tmp_path / "model.yaml"
    file.write_bytes(to_yaml(map_of_34_stages))
    out = tmp_path / "map.pdf"
    assert main(["export", "--model", str(file), "--format", "pdf", "--out", str(out)]) == 0
    assert "The smallest paper that would do is A0" in capsys.readouterr().err
    assert out.exists()


def test_the_command_refuses_what_is_too_large(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("model.export.size_limits._MOST_SECONDS", 0.001)
    out = tmp_path / "map.pdf"
    assert main(["export", "--format", "pdf", "--out", str(out)]) == 1
    assert "Filter by level or stage" in capsys.readouterr().err
    assert not out.exists()
