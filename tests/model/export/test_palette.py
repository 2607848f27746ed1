from __future__ import annotations

from itertools import pairwise

import pytest

from model.export.palette import (
    PALETTES,
    Palette,
    build_screen_palette,
    choose_ink,
    measure_contrast,
    mix,
    to_css_variables,
)
from model.reporting.colours import STOPS

FOR_TEXT = 4.5
FOR_LINES = 3.0
"""The least contrasts of WCAG 2.2 (1.4.3 for text, 1.4.11 for what is not text)."""

every_palette = pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)


def find_too_faint(pairs: list[tuple[str, str]], least: float) -> list[tuple[str, str, float]]:
    return [
        (front, back, round(measure_contrast(front, back), 2))
        for front, back in pairs
        if measure_contrast(front, back) < least
    ]


def test_black_on_white_has_the_largest_contrast_and_a_colour_on_itself_none() -> None:
    assert measure_contrast("#000000", "#ffffff") == pytest.approx(21)
    assert measure_contrast("#123456", "#123456") == 1


@every_palette
def test_names_can_be_read_on_every_box(palette: Palette) -> None:
    backs = [palette.paper, *palette.fills]
    assert find_too_faint([(palette.ink, back) for back in backs], FOR_TEXT) == []


@every_palette
def test_headings_can_be_read_on_the_paper_and_on_their_band(palette: Palette) -> None:
    pairs = [(palette.quiet, palette.paper), (palette.ink, palette.band)]
    assert find_too_faint(pairs, FOR_TEXT) == []


@every_palette
def test_the_title_of_each_lane_can_be_read_on_it(palette: Palette) -> None:
    assert find_too_faint(list(zip(palette.lines, palette.lanes, strict=True)), FOR_TEXT) == []


@every_palette
def test_the_border_of_each_box_can_be_seen_against_its_lane_and_its_fill(palette: Palette) -> None:
    lanes, fills = (
        zip(palette.lines, palette.lanes, strict=True),
        zip(palette.lines, palette.fills, strict=True),
    )
    on_paper = [(line, palette.paper) for line in palette.lines]
    assert find_too_faint([*lanes, *fills, *on_paper], FOR_LINES) == []


@every_palette
def test_edges_can_be_seen_on_the_paper_and_on_every_lane(palette: Palette) -> None:
    backs = [palette.paper, *palette.lanes]
    pairs = [(line, back) for line in (palette.line, palette.lit) for back in backs]
    assert find_too_faint(pairs, FOR_LINES) == []


@every_palette
def test_every_colour_is_written_with_six_digits(palette: Palette) -> None:
    values = to_css_variables(palette).split(";")
    assert not [value for value in values if len(value.partition("#")[2]) != 6]


@every_palette
def test_no_two_levels_have_the_same_colour(palette: Palette) -> None:
    assert len(set(palette.lines)) == len(palette.lines) == len(palette.fills) == len(palette.lanes)


@every_palette
def test_every_variable_of_the_screen_is_declared_in_each_theme(palette: Palette) -> None:
    declared = {declaration.partition(":")[0] for declaration in to_css_variables(palette).split(";")}
    screen = build_screen_palette()
    used = {screen.paper, screen.ink, screen.quiet, screen.line, screen.lit, screen.before, screen.after}
    used |= {screen.faded, screen.band, *screen.lines, *screen.fills, *screen.lanes, *screen.inks}
    assert {use.removeprefix("var(").removesuffix(")") for use in used} == declared


@pytest.mark.parametrize(
    ("share", "mixed"),
    [(0, "#102030"), (0.25, "#185844"), (0.5, "#209058"), (0.75, "#28c76c"), (1, "#30ff80")],
)
def test_a_share_of_another_colour_goes_from_none_to_all_of_it(share: float, mixed: str) -> None:
    assert mix("#102030", "#30ff80", share) == mixed


@every_palette
def test_the_name_of_the_middle_can_be_read_on_the_colour_of_its_level(palette: Palette) -> None:
    assert find_too_faint(list(zip(palette.inks, palette.lines, strict=True)), FOR_TEXT) == []


@every_palette
def test_what_leads_here_and_what_follows_can_be_seen_and_told_apart(palette: Palette) -> None:
    backs = [palette.paper, *palette.lanes]
    pairs = [(way, back) for way in (palette.before, palette.after, palette.lit) for back in backs]
    assert find_too_faint(pairs, FOR_LINES) == []
    assert len({palette.before, palette.after, palette.lit, palette.line}) == 4


@every_palette
def test_names_can_be_read_on_every_colour_of_votes(palette: Palette) -> None:
    colours = [mix(start, end, step / 20) for start, end in pairwise(STOPS) for step in range(21)]
    pairs = [(choose_ink(colour, palette.ink, palette.paper), colour) for colour in colours]
    assert find_too_faint(pairs, FOR_TEXT) == []
