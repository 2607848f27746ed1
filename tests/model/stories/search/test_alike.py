"""Words that count as one that is searched for, slips of it, and the table of words that both ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import select

from model.stories import StoryStore
from model.stories.search.alike import MOST_ALIKE, find_alike
from model.stories.search.slips import find_meant
from model.stories.tables import story_words
from tests.model.stories.conftest import get_tables
from tests.storytelling import build_story

NUMBERS = count()
DUTCH = (
    "huis huizen ziekenhuis ziekenhuizen ziekenhuiskapper kapper kappers hond arts huisarts eten vergeten "
    "zaal eetzaal nachtverpleegster nachtverpleegsters tafeltennis schoenen kinderschoenen verschoenen "
    "abschoenen xschoenen hondenhok hok honden"
)
GERMAN = "Krankenschwester Schwester Schwestern"
ENGLISH = "chestnut chestnuts house workhouse"


@pytest.fixture
def words(tmp_path: Path) -> Iterator[StoryStore]:
    """A store in a file, of which stories are asked for their words."""
    (tmp_path / "stories.db").write_bytes(get_tables())
    store = StoryStore(str(tmp_path / "stories.db"), "test")
    store.open()
    yield store
    store.close()


def tell(store: StoryStore, texts: Iterable[str], language: str = "nl", **fields: object) -> None:
    stories = [build_story(f"{text} {next(NUMBERS)}", language=language, **fields) for text in texts]
    store.add_all(stories, "import")


def list_alike(store: StoryStore, word: str, model: str = "test") -> list[str]:
    with store.database.reading() as connection:
        return find_alike(connection, model, word)


def guess(store: StoryStore, word: str, is_public: bool = False) -> str | None:
    with store.database.reading() as connection:
        return find_meant(connection, "test", word, is_public)


def test_forms_of_a_word_and_compounds_with_it_count_as_the_word(words: StoryStore) -> None:
    for language, text in (("nl", DUTCH), ("de", GERMAN), ("en", ENGLISH)):
        tell(words, [text], language)
    expected = {
        "huis": ["huizen", "ziekenhuizen"],
        "huizen": ["huis", "ziekenhuizen"],
        "kapper": ["ziekenhuiskapper"],
        "kappers": ["kapper", "ziekenhuiskapper"],
        "arts": ["huisarts"],
        "artsen": ["arts", "huisarts"],
        "hok": [],
        "hond": [],
        "eten": [],
        "zaal": [],
        "verpleegster": ["nachtverpleegster", "nachtverpleegsters"],
        "tennis": ["tafeltennis"],
        "schoenen": ["kinderschoenen"],
        "schwestern": ["schwester", "krankenschwester"],
        "chestnuts": ["chestnut"],
        "house": [],
        "k": [],
        "": [],
    }
    assert {word: list_alike(words, word) for word in expected} == expected
    assert list_alike(words, "huis", "other") == []


def test_of_very_many_words_those_of_most_stories_count(words: StoryStore) -> None:
    kinds = [f"{chr(97 + number // 26)}{chr(97 + number % 26)}xkamer" for number in range(MOST_ALIKE + 5)]
    tell(words, [" ".join(kinds), " ".join(kinds[-2:]), kinds[-1]])
    assert list_alike(words, "kamer") == [kinds[-1], kinds[-2], *kinds[: MOST_ALIKE - 2]]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *(("kaper", "kapper"), ("kpaper", "kapper"), ("kapperr", "kapper"), ("karper", "kapper")),
        *(("huix", "huis"), ("ards", "arts"), ("hnod", None), ("hux", None), ("xuiz", None)),
        *(("tafeltenis", "tafeltennis"), ("tafltenis", "tafeltennis"), ("tafltnis", None)),
        *(("xafeltennis", "tafeltennis"), ("tafeltennix", "tafeltennis"), ("xafeltennix", None)),
        *(("huis", None), ("huiz", None), ("ziekenhuisen", None), ("kappe", None), ("qqqq", None)),
        *(("schwestr", "Schwester"), ("kamper", "kapper")),
    ],
)
def test_a_slip_is_led_to_the_nearest_word(words: StoryStore, typed: str, meant: str | None) -> None:
    tell(words, [DUTCH])
    tell(words, [GERMAN], "de")
    assert guess(words, typed) == (meant.lower() if meant else None)


def test_of_words_that_are_as_near_the_one_of_most_stories_is_meant(words: StoryStore) -> None:
    tell(words, ["kamer", "kader", "kader"])
    assert guess(words, "kaxer") == "kader"
    tell(words, ["kamer", "kamer"])
    assert guess(words, "kaxer") == "kamer"


def test_a_word_of_one_story_is_a_slip_where_another_has_ten_times_as_many(words: StoryStore) -> None:
    tell(words, ["kaper", *["kapper"] * 9])
    assert guess(words, "kaper") is None
    tell(words, ["kapper"])
    assert guess(words, "kaper") == "kapper"
    tell(words, ["kaper"])
    assert guess(words, "kaper") is None


def test_for_everybody_words_of_public_stories_count_alone(words: StoryStore) -> None:
    tell(words, ["xylofoon"], status="pending")
    assert (guess(words, "xylofon"), guess(words, "xylofon", is_public=True)) == ("xylofoon", None)
    tell(words, ["Xylofoon"])
    assert guess(words, "xylofon", is_public=True) == "xylofoon"


def test_the_words_of_stories_are_counted_by_language_and_gone_with_their_last_story(
    words: StoryStore,
) -> None:
    def list_words() -> list[tuple[object, ...]]:
        with words.database.reading() as connection:
            rows = connection.execute(
                select(story_words).order_by(story_words.c.word, story_words.c.language)
            )
            return [tuple(row) for row in rows]

    wordings = [
        {"language": "nl", "title": "Een Huis", "text": "Huizen, één huis.", "setting": "Zaal"},
        {"language": "en", "text": "The huis."},
    ]
    words.add(build_story(wordings=wordings, id="first"), "visitor")
    second = words.add(build_story("Huis", language="nl", id="second", status="pending"), "visitor")
    first = [
        ("test", "een", "nl", "een", "nee", "een", 1, 1),
        ("test", "huis", "en", "hui", "siuh", "huis", 1, 1),
        ("test", "huis", "nl", "huis", "siuh", "huis", 1, 1),
        ("test", "huizen", "nl", "huis", "neziuh", "huizen", 1, 1),
        ("test", "the", "en", "the", "eht", "the", 1, 1),
        ("test", "zaal", "nl", "zaal", "laaz", "zaal", 1, 1),
    ]
    both = [(*row[:6], 2, 1) if row[1:3] == ("huis", "nl") else row for row in first]
    assert list_words() == both
    shown = words.change(second.model_copy(update={"status": "published"}), "facilitator", "published")
    assert list_words() == [(*row[:6], 2, 2) if row[1:3] == ("huis", "nl") else row for row in first]
    words.delete("second", shown.revision, "facilitator")
    assert list_words() == first
    words.delete("first", 1, "facilitator")
    assert list_words() == []
