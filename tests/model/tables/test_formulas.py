from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.tables import neutralise, restore
from tests.round_trips import TEXTS

BEGINNINGS = st.text("'\"=+-@ \t\r\n\u200b\ufeff|%a1", max_size=6)


@given(TEXTS | BEGINNINGS)
def test_what_was_neutralised_can_be_restored(text: str) -> None:
    assert restore(neutralise(text)) == text


@given(TEXTS | BEGINNINGS)
def test_a_neutralised_text_does_not_begin_like_a_formula(text: str) -> None:
    neutral = neutralise(text)
    assert not neutral.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert not neutral.lstrip(' \t\r\n"\u200b\ufeff').startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize(
    "text",
    ["=1", "+1", "-1", "@x", "\t=1", "\rx", "\nx", " =1", "'=1", "''=1", '"=1"', "\uff1d1", "\ufeff=1"],
)
def test_a_text_that_begins_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert neutralise(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "'", "'tis so", "a=1", "1-2", "|x", "%x", "(=1)", "\u2013 so", "#N/A"])
def test_an_ordinary_text_stays_as_it_is(text: str) -> None:
    assert neutralise(text) == text
    assert restore(text) == text


@pytest.mark.parametrize("value", [-1, 0, 2.5, True, None])
def test_what_is_no_text_stays_as_it_is(value: object) -> None:
    assert neutralise(value) is value
