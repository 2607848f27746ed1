from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.letterboxes import Letterbox
from model.reporting.letterbox_sheets import to_cards, to_poster
from model.words import LANGUAGES, get_words
from tests.documents import get_root, list_links, list_sizes, list_tags, read_pdf, read_text
from tests.model.reporting.test_pack import draw_code
from tests.properties import examples

ADDRESS = "http://192.168.1.7:8501/tell/AHCK43"
SHORT = "http://192.168.1.7:8501/tell"
LONG = "What helped you make time for a small gesture that made a great difference, " * 2


def build_box(**changed: Any) -> Letterbox:
    values = {"id": "b", "key": "AHCK43", "name": "Ward 4", "language": "nl"} | changed
    return Letterbox(created_at=datetime(2026, 5, 1, tzinfo=UTC), **values)


def make(box: Letterbox, language: str = "en", **how: Any) -> bytes:
    return to_poster(box, language, address=ADDRESS, qr=draw_code(ADDRESS), **how)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_poster_is_one_tagged_sheet_with_question_code_and_address(language: str) -> None:
    made = make(build_box(), language)
    text = " ".join(read_text(made).split())
    assert get_root(made)["/Lang"].startswith(language)
    assert list_sizes(made) == [(210, 297)]
    assert get_words(language)("Tell us your Mangomoment") in text.replace("\u00ad", "")
    assert ADDRESS in text
    assert [address for address, _ in list_links(made)] == [ADDRESS]
    assert any(tag == "/Figure" and ADDRESS in words for tag, words in list_tags(made))


def test_a_poster_asks_the_weekly_question_or_one_of_its_own() -> None:
    assert "this week?" in read_text(make(build_box(is_weekly=True)))
    own = build_box(question="What helped?")
    assert "What helped?" in read_text(make(own))
    weekly = read_text(make(own, is_weekly=True))
    assert "this week?" in weekly
    assert "What helped?" not in weekly


def test_a_long_question_stays_on_one_sheet_of_either_size() -> None:
    for paper, size in (("a4", (210, 297)), ("a3", (297, 420))):
        assert list_sizes(make(build_box(question=LONG[:200], name="W" * 80), paper=paper)) == [size]


@pytest.mark.parametrize("language", LANGUAGES)
def test_four_cards_on_a_sheet_ask_what_the_page_asks(language: str) -> None:
    _ = get_words(language)
    made = to_cards(build_box(question=LONG[:200]), language, address=SHORT)
    assert list_sizes(made) == [(210, 297)]
    text = " ".join(read_text(made).split())
    assert text.count("AHCK43") == 4
    assert text.count("tell") >= 4
    for said in ("Who tells it?", "The teller agrees to show it"):
        assert text.count(" ".join(_(said).split())) == 4


def test_the_same_values_give_the_same_bytes() -> None:
    assert make(build_box()) == make(build_box())
    assert to_cards(build_box(), "nl", address=SHORT) == to_cards(build_box(), "nl", address=SHORT)


@given(st.text(min_size=1, max_size=60).filter(lambda text: bool(text.strip())))
@examples(10)
def test_no_text_is_taken_for_markup(text: str) -> None:
    box = build_box().model_copy(update={"name": text, "question": f"#panic() {text}"})
    assert len(read_pdf(make(box)).pages) == 1
    assert len(read_pdf(to_cards(box, "en", address=SHORT)).pages) == 1
