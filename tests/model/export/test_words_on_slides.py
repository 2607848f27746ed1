"""The words of slides: how much room is kept for them above a map, and beside one."""

from __future__ import annotations

from itertools import pairwise

import pytest

from model import load_stories
from model.export.figure import PAPERS, Caption, Options, Paper
from model.export.pptx import to_pptx
from model.export.shapes import LINE_HEIGHT, count_lines
from model.lettering import break_lines
from model.paths import Path
from tests.building import build_model
from tests.documents import CAPTION, MODEL, build_figure
from tests.round_trips import build_story
from tests.slides import EMU, read_pptx, read_slide

PATH = next(MODEL.find_paths("leadership-climate", "loyalty-patients")).nodes


@pytest.mark.parametrize("paper", ["16x9", "a4"])
@pytest.mark.parametrize("part", ["Sentence", "Title"])
def test_as_much_room_is_kept_along_a_path_as_its_longest_title_and_sentence_take(
    part: str, paper: Paper
) -> None:
    wide, high = (side * 72 / 25.4 for side in PAPERS[paper])
    unit = min(wide / 960, high / 540)
    size, is_bold = (14, False) if part == "Sentence" else (22, True)

    def name(count: int) -> str:
        return "mi " * count + "end"

    def count(words: str, bold: bool = is_bold) -> int:
        return count_lines(words, wide - 44 * unit, size * unit, bold)

    def say(count: int) -> str:
        return f"A leads to {name(count)}." if part == "Sentence" else name(count)

    close = next(at for at in range(10, 400) if count(say(at), not is_bold) != count(say(at)))
    longest = next(at for at in range(10, 400) if count(say(at)) == 2)
    for length in (close, longest - 1, longest):
        model = build_model("a>b", stages={"need": "a", "effect": "b"}, names={"b": name(length)})
        slides = read_pptx(
            to_pptx(build_figure(model, path=("a", "b"), caption=CAPTION), Options(paper, steps="path"))
        ).slides
        heights = {
            round(shape.height / EMU, 1)
            for slide in slides
            for shape in slide.shapes
            if (shape.name == part if part == "Sentence" else shape == slide.shapes.title)
        }
        lines = min(count(say(length)), 3 if part == "Sentence" else 2)
        assert heights == {round((lines * size * LINE_HEIGHT + 2) * unit, 1)}


def test_long_words_above_a_map_are_cut_to_a_line_or_two() -> None:
    long = "Many words about a model that nobody reads to their end. " * 9
    caption = Caption(long, long, has_legend=False)
    small = build_figure(build_model("a>b", stages={"need": "a", "effect": "b"}), caption=caption)
    figures = {
        "": small,
        "stages": small,
        "path": build_figure(path=PATH, stories=load_stories(MODEL), caption=caption),
    }
    looks = {}
    for steps, figure in figures.items():
        slide = read_slide(to_pptx(figure, Options(steps=steps)))  # type: ignore[arg-type]
        for shape in slide.shapes:
            if shape.name in ("Kicker", "Words", "Sentence") or shape == slide.shapes.title:
                name = "Title" if shape == slide.shapes.title else shape.name
                [run] = shape.text_frame.paragraphs[0].runs  # type: ignore[attr-defined]
                lines = (shape.height / EMU - 2) / run.font.size.pt / LINE_HEIGHT
                looks[steps, name] = (round(lines, 1), run.font.bold, run.text.endswith("…"))
    sentence = len(break_lines(MODEL.to_sentence(Path(PATH), "en"), 960 - 44, 14 * 1.2))
    assert looks == {
        ("", "Title"): (2.0, True, True),
        ("", "Words"): (2.0, False, True),
        ("stages", "Kicker"): (1.0, False, True),
        ("stages", "Title"): (1.0, True, False),
        ("stages", "Words"): (2.0, False, True),
        ("path", "Kicker"): (1.0, False, True),
        ("path", "Title"): (looks["path", "Title"][0], True, False),
        ("path", "Sentence"): (sentence, False, False),
    }


@pytest.mark.parametrize("count", [1, 20, 400])
@pytest.mark.parametrize("paper", ["16x9", "a4"])
def test_a_story_beside_a_path_fills_its_frame_with_the_same_space_on_all_sides(
    paper: Paper, count: int
) -> None:
    wide, high = (side * 72 / 25.4 for side in PAPERS[paper])
    unit = min(wide / 960, high / 540)
    story = build_story("A mango. " * count, title="One", nodes=["a"], setting="a ward " * 20)
    model = build_model("a>b", stages={"need": "a", "effect": "b"})
    figure = build_figure(model, path=("a", "b"), stories=(story,), caption=Caption(has_legend=False))
    slide = read_slide(to_pptx(figure, Options(paper, steps="path")))
    [frame] = [shape for shape in slide.shapes if shape.name == "Story"]
    beside = [shape for shape in slide.shapes if shape.left > frame.left]
    left, top, width, height = (side / EMU for side in (frame.left, frame.top, frame.width, frame.height))
    assert (width, left + width) == pytest.approx((0.27 * wide, wide - 22 * unit), abs=0.01)
    assert {round(shape.left / EMU - left, 2) for shape in beside} == {round(14 * unit, 2)}
    assert {round(width - shape.width / EMU, 2) for shape in beside} == {round(28 * unit, 2)}
    assert len(beside) == 3
    ends = [(shape.top / EMU, (shape.top + shape.height) / EMU) for shape in beside]
    assert ends[0][0] - top == pytest.approx(14 * unit, abs=0.01)
    assert top + height - ends[-1][1] == pytest.approx(14 * unit, abs=0.01)
    gaps = [lower[0] - upper[1] for upper, lower in pairwise(ends)]
    assert gaps == pytest.approx([7 * unit] * 2, abs=0.01)
    assert top + height <= high - 8 * unit + 0.01
    for shape, size, most in zip(beside, (15, 14, 10), (2, 100, 3), strict=True):
        [run] = shape.text_frame.paragraphs[0].runs  # type: ignore[attr-defined]
        lines = count_lines(run.text, width - 28 * unit, size * unit, bool(run.font.bold))
        assert lines <= most
        assert shape.height / EMU == pytest.approx(lines * size * unit * LINE_HEIGHT, abs=0.01)
    [_title, text, _source] = beside
    assert text.text_frame.text.endswith("…") == (count == 400)  # type: ignore[attr-defined]
