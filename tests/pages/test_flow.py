"""The chart of the asked paths: every number is there, and no name lies on anything."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import combinations, pairwise, product
from xml.etree import ElementTree

import pytest

from model import ConceptualModel, load_model
from model.export.palette import PALETTES
from model.lettering import measure
from pages.paths import flow_picture
from pages.paths.flow import build_flow
from pages.paths.flow_layout import HEAD, LINE, FlowLayout, lay_out
from pages.paths.flow_picture import build_chart
from pages.workbench.path_question import Question
from tests.building import build_model

EVERY_PATH = Question("stage:precondition", "stage:loyalty")
SVG = "{http://www.w3.org/2000/svg}"
Area = tuple[float, float, float, float]
"""Left, top, right and bottom."""


def list_questions() -> Iterator[tuple[ConceptualModel, Question, str]]:
    """The shipped model, and some at random: long names, links that skip stages and that lead back."""
    for language in ("en", "nl"):
        yield load_model(), EVERY_PATH, language
        yield load_model(), Question("mangomoment", "loyalty-patients"), language
    for seed in range(12):
        draw = random.Random(seed)
        stages = {f"s{stage}": [f"n{stage}{place}" for place in range(5)] for stage in range(5)}
        nodes = [node for ids in stages.values() for node in ids]
        pairs = sorted({tuple(sorted(draw.sample(nodes, 2))) for _ in range(40)})
        names = {node: " ".join(draw.choices(("hoofdverpleegkundige", "of", "care"), k=4)) for node in nodes}
        yield (
            build_model([(a, b) for a, b in pairs], stages=stages, names=names),
            Question("stage:s0", "stage:s4"),
            "en",
        )


def find_names(layout: FlowLayout) -> list[Area]:
    return [
        (
            bar.x,
            bar.top,
            bar.x + max(measure(line, bar.size, bold=True) for line in bar.lines),
            bar.top + LINE * len(bar.lines),
        )
        for bar in layout.bars
    ]


def find_bars(layout: FlowLayout) -> list[Area]:
    return [(bar.x, bar.y, bar.x + bar.width, bar.y + bar.height) for bar in layout.bars]


def find_bands(layout: FlowLayout) -> Iterator[Area]:
    """Where bands may be: all of the room between two columns, and what they fill of one that they pass."""
    for band in layout.ribbons:
        points = band.points
        for (x, y), (there, below) in zip(points[::2], points[1::2], strict=True):
            yield x, min(y, below), there, max(y, below) + band.thickness
        for (x, y), (there, _below) in zip(points[1:-1:2], points[2:-1:2], strict=True):
            yield x, y, there, y + band.thickness


def overlaps(area: Area, other: Area) -> bool:
    hair = 0.01
    return (
        area[0] < other[2] - hair
        and other[0] < area[2] - hair
        and area[1] < other[3] - hair
        and other[1] < area[3] - hair
    )


@pytest.mark.parametrize("width", [300, 960, 1300, 2400])
def test_no_name_lies_on_another_on_a_bar_or_on_a_band(width: float) -> None:
    for model, question, language in list_questions():
        layout = lay_out(build_flow(model, question), model, language, width)
        names, bars = find_names(layout), find_bars(layout)
        assert layout.bars
        assert not [pair for pair in combinations(names, 2) if overlaps(*pair)]
        assert not [pair for pair in combinations(bars, 2) if overlaps(*pair)]
        assert not [(name, bar) for name in names for bar in bars if overlaps(name, bar)]
        assert not [(name, band) for band in find_bands(layout) for name in names if overlaps(name, band)]
        assert all(left >= 0 and right <= layout.width + 0.01 for left, _, right, _ in names)


def test_bands_are_as_wide_as_their_number_of_paths() -> None:
    flow = build_flow(load_model(), EVERY_PATH)
    layout = lay_out(flow, load_model(), "en", 1300)
    for band in layout.ribbons:
        bar = next(bar for bar in layout.bars if bar.node == "mangomoment")
        assert band.thickness / bar.height == pytest.approx(flow.along[band.pair] / 588)


@pytest.mark.parametrize(("width", "fits"), [(960, True), (1300, True), (300, False)])
def test_the_picture_of_the_shipped_model_fits_a_laptop(width: float, fits: bool) -> None:
    for language in ("en", "nl"):
        layout = lay_out(build_flow(load_model(), EVERY_PATH), load_model(), language, width)
        assert (layout.width <= width + 0.01) == fits


def test_columns_follow_the_stages_and_have_heads() -> None:
    flow = build_flow(load_model(), EVERY_PATH)
    assert [column.stage for column in flow.columns] == [
        *("precondition", "precondition", "catalyst", "mangomoment"),
        *("effect", "resonance", "resonance", "loyalty"),
    ]
    chart = build_chart(load_model(), EVERY_PATH, "en", PALETTES["light"], 1300)
    heads = [
        text.text
        for text in ElementTree.fromstring(chart["picture"]).iter(f"{SVG}text")
        if text.get("class") == "flow-head"
    ]
    assert heads == [
        *("1 Preconditions", "2 Catalysts", "3 Mangomoment"),
        *("4 Effects", "5 Resonance", "6 Loyalty"),
    ]


def test_the_tables_have_every_number_of_the_picture() -> None:
    chart = build_chart(load_model(), EVERY_PATH, "nl", PALETTES["dark"], 1300)
    elements, links = chart["tables"]
    assert len(elements["rows"]) == 26
    assert len(links["rows"]) == 43
    svg = ElementTree.fromstring(chart["picture"])
    titles = {title.text for title in svg.iter(f"{SVG}title")}
    assert titles == {f"{name}: {number}" for _, name, number in elements["rows"]} | {
        f"{source} → {target}: {number}" for source, target, number in links["rows"]
    }
    numbers = [text.text or "" for text in svg.iter(f"{SVG}tspan")]
    assert sorted(numbers) == sorted(str(number) for _, _, number in elements["rows"])


def test_the_title_says_that_width_is_number_and_not_strength() -> None:
    titles = [
        build_chart(load_model(), EVERY_PATH, lang, PALETTES["light"], 900)["title"] for lang in ("en", "nl")
    ]
    assert titles == [
        "588 paths. A wider band means more paths, not a stronger effect.",
        "588 paden. Een bredere band betekent meer paden, geen sterker effect.",
    ]


def test_a_node_that_paths_start_from_counts_these_and_those_that_come_to_it() -> None:
    model = build_model("a>b b>c", stages={"first": "a b", "last": "c"})
    assert build_flow(model, Question("stage:first", "stage:last")).through == {"a": 1, "b": 2, "c": 2}


def test_links_that_lead_back_are_named_and_stay_in_the_table() -> None:
    model = build_model("a>c b>d", feedback="c>b", stages={"first": "a", "then": "b", "last": "c d"})
    chart = build_chart(model, Question("a", "d"), "en", PALETTES["light"], 900)
    assert chart["notes"] == [
        "Not drawn, because they lead back to an earlier column; the table has them: c → b."
    ]
    assert [row for row in chart["tables"][1]["rows"] if row[0] == "c"] == [["c", "b", 1]]


@pytest.mark.parametrize(("most", "is_drawn"), [(42, False), (43, True)])
def test_links_beyond_what_can_be_drawn_are_in_the_table(
    monkeypatch: pytest.MonkeyPatch, most: int, is_drawn: bool
) -> None:
    monkeypatch.setattr(flow_picture, "MOST_DRAWN", most)
    chart = build_chart(load_model(), EVERY_PATH, "en", PALETTES["light"], 900)
    assert bool(chart["picture"]) == is_drawn
    said = (
        "43 links are on these paths; at most 42 can be drawn. Choose fewer elements as start or end to see "
        "the picture. The tables have all links."
    )
    assert chart["notes"] == ([] if is_drawn else [said])
    assert len(chart["tables"][1]["rows"]) == 43


def test_bands_of_fewer_paths_than_a_pixel_shows_are_drawn_equally_thin_and_that_is_said() -> None:
    layers = [[f"n{layer}{place}" for place in range(4)] for layer in range(6)]
    pairs = [pair for left, right in pairwise(layers) for pair in product(left, right)]
    model = build_model(
        [*pairs, ("n00", "n50")], stages={f"s{layer}": ids for layer, ids in enumerate(layers)}
    )
    question = Question("stage:s0", "stage:s5")
    flow = build_flow(model, question)
    layout = lay_out(flow, model, "en", 900)
    thickness = {band.pair: band.thickness for band in layout.ribbons}
    assert (flow.count, flow.along["n00", "n50"], thickness["n00", "n50"]) == (4097, 1, 1)
    scale = thickness["n00", "n10"] / flow.along["n00", "n10"]
    assert (layout.fewest - 1) * scale <= 1 < layout.fewest * scale
    notes = build_chart(model, question, "en", PALETTES["light"], 900)["notes"]
    assert notes == [f"Bands of fewer than {layout.fewest} paths are all drawn equally thin."]
    assert build_chart(load_model(), EVERY_PATH, "en", PALETTES["light"], 900)["notes"] == []


def test_what_stands_and_passes_in_a_column_is_in_the_order_of_the_levels() -> None:
    model = build_model(
        "top>middle-top top>middle-low low>middle-top middle-top>end-top middle-low>end-low top>end-top",
        stages={"first": "top low", "second": "middle-low middle-top", "third": "end-low end-top"},
        levels={"high": "top middle-top end-top", "deep": "low middle-low end-low"},
    )
    flow = build_flow(model, Question("stage:first", "stage:third"))
    layout = lay_out(flow, model, "en", 900)
    bars = {bar.node: bar for bar in layout.bars}
    [passing] = [band for band in layout.ribbons if len(band.points) > 2]
    assert passing.pair == ("top", "end-top")
    assert [column.nodes for column in flow.columns][1] == ("middle-top", "middle-low")
    assert bars["middle-top"].y < passing.points[1][1] < bars["middle-low"].y


def test_a_column_has_as_much_room_above_its_first_bar_as_below_its_last() -> None:
    layout = lay_out(build_flow(load_model(), EVERY_PATH), load_model(), "en", 1300)
    crossed = {x for band in layout.ribbons for x, _ in band.points[1:-1]}
    columns = {bar.x: [other for other in layout.bars if other.x == bar.x] for bar in layout.bars}
    for bars in (bars for x, bars in columns.items() if x not in crossed):
        above, below = bars[0].top - HEAD, layout.height - (bars[-1].y + bars[-1].height)
        assert above == pytest.approx(below)
        for bar, after in pairwise(bars):
            assert after.top - (bar.y + bar.height) == pytest.approx(2 * above)


def test_the_title_of_a_stage_stands_over_all_of_its_columns_and_a_little_beside_them() -> None:
    layout = lay_out(build_flow(load_model(), EVERY_PATH), load_model(), "en", 1300)
    for title in layout.titles:
        own = [bar for bar in layout.bars if load_model().get_node(bar.node).stage == title.stage]
        left, right = min(bar.x for bar in own), max(bar.x + bar.width for bar in own)
        assert title.x == pytest.approx(max(0, left - 14))
        assert title.x + title.width == pytest.approx(min(layout.width, right + 14))


@pytest.mark.parametrize(
    ("width", "lines"), [(1000, (4, 76)), (1100, (3, 65)), (1300, (2, 51)), (1700, (2, 32))]
)
def test_names_stand_on_as_few_lines_as_there_is_room_for(width: float, lines: tuple[int, int]) -> None:
    layout = lay_out(build_flow(load_model(), EVERY_PATH), load_model(), "en", width)
    counts = [len(bar.lines) for bar in layout.bars]
    assert (max(counts), sum(counts)) == lines


def test_without_paths_there_is_no_picture() -> None:
    chart = build_chart(
        load_model(), Question("loyalty-patients", "mangomoment"), "en", PALETTES["light"], 900
    )
    assert (chart["picture"], chart["notes"], chart["tables"][1]["rows"]) == ("", [], [])
