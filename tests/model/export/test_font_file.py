from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from model.export.font_file import FontFile
from model.lettering import FONT_FILES
from tests.properties import examples

FILES = [FONT_FILES["regular"], FONT_FILES["bold"], FONT_FILES["emoji"]]


def list_letters(file: Path) -> list[str]:
    return sorted(map(chr, TTFont(file).getBestCmap()))


LETTERS = list_letters(FILES[0])


def draw(font: Any, letter: str) -> tuple[Any, int]:
    """The letter's outline, with the glyphs it is made of drawn into it, and its width."""
    glyphs = font.getGlyphSet()
    glyph = glyphs[font.getBestCmap()[ord(letter)]]
    pen = DecomposingRecordingPen(glyphs)
    glyph.draw(pen)
    return pen.value, glyph.width


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_letter_of_the_font_is_drawn_as_before(file: Path) -> None:
    letters = list_letters(file)
    whole, cut = TTFont(file), TTFont(BytesIO(FontFile(file.read_bytes()).cut(letters)))
    assert set(cut.getBestCmap()) == set(whole.getBestCmap())
    assert [letter for letter in letters if draw(cut, letter) != draw(whole, letter)] == []


@examples(30)
@given(st.sets(st.sampled_from(LETTERS), min_size=1, max_size=80))
def test_a_font_has_the_letters_that_were_asked_for_and_no_others(letters: set[str]) -> None:
    made = FontFile(FILES[0].read_bytes()).cut(letters)
    cut = TTFont(BytesIO(made), checkChecksums=2, lazy=False)
    assert set(map(chr, cut.getBestCmap())) == letters
    whole = TTFont(FILES[0])
    assert all(draw(cut, letter) == draw(whole, letter) for letter in letters)


def test_a_letter_that_the_font_lacks_is_left_out() -> None:
    cut = TTFont(BytesIO(FontFile(FILES[0].read_bytes()).cut("a你")))
    assert set(cut.getBestCmap()) == {ord("a")}


def test_a_cut_font_is_small() -> None:
    assert len(FontFile(FILES[0].read_bytes()).cut("Mangomoment")) < 6000
