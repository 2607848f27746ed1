from __future__ import annotations

import pytest

from model.stories import StoryQuery
from model.stories.search.reasons import Reason, find_reason
from model.stories.search.syntax import read_search
from model.stories.tokens import build_groups
from tests.storytelling import build_story


def name(word: str) -> list[str]:
    return ["joy"] if word in "joy in work" else []


def explain(search: str, language: str = "en", **fields: object) -> Reason | None:
    story = build_story(**fields)  # type: ignore[arg-type]
    groups = build_groups(StoryQuery(search), "test", name, lambda word: {"run": ["ran"]}.get(word, []))
    return find_reason(story, groups or (), language, name)


def test_the_places_of_whole_words_are_told() -> None:
    text = "L'été 🥭 mángos ran, a man in the sun."
    for search, places in {
        "mango": ["mángos"],
        "ete": ["L'été"],
        "run": ["ran"],
        "man ra": ["mángos", "ran", "man"],
        '"in the sun"': ["in the sun"],
        "sun -moon": ["sun"],
    }.items():
        reason = explain(search, text=text)
        assert reason is not None
        assert [text[start:end] for start, end in reason.text] == places


@pytest.mark.parametrize(
    ("search", "text", "places"),
    [
        ('"a mango"', "Mango? A mango, a-mango!", ["A mango", "a-mango"]),
        ('"a mango a"', "a mango a mango a", ["a mango a mango a"]),
        ('"mango"', "mangos mango", ["mango"]),
        ("'s", "'s avonds sst", ["s"]),
        ("man OR mango", "mangos man", ["mangos", "man"]),
        ('mango "a mango"', "a mango", ["a mango"]),
        ('"b c" "a b"', "a b c", ["a b c"]),
        ("aujourdhui", "Aujourd'hui", ["Aujourd'hui"]),
        ("x", "y", []),
        ('"the end"', "the", []),
        ('"the end"', "At the end", ["the end"]),
    ],
)
def test_words_of_a_phrase_are_one_place_and_what_touches_is_one(
    search: str, text: str, places: list[str]
) -> None:
    reason = explain(search, text=text)
    assert reason is not None
    assert [text[start:end] for start, end in reason.text] == places


def test_the_title_and_the_setting_show_words_too() -> None:
    fields = {"title": "Pear tart", "text": "A pear.", "setting": "Ward of pears"}
    assert explain("pear", **fields) == Reason(title=((0, 4),), text=((2, 6),), setting=((8, 13),))
    assert explain("tart", **fields) == Reason(title=((5, 9),))


def test_the_first_other_language_is_named_for_words_that_the_shown_one_lacks() -> None:
    wordings = [
        {"language": "en", "text": "A pear."},
        {"language": "nl", "text": "Een peer.", "title": "Tuin"},
        {"language": "fr", "text": "Une poire.", "setting": "Jardin peer tuin"},
    ]
    assert explain("pear peer", wordings=wordings) == Reason(text=((2, 6),), language="nl")
    assert explain("tuin", wordings=wordings) == Reason(language="nl")
    assert explain("jardin", wordings=wordings) == Reason(language="fr")
    assert explain("peer", "fr", wordings=wordings) == Reason(setting=((7, 11),))
    assert explain("pear -peer", wordings=wordings) == Reason(text=((2, 6),))
    assert explain("kiwi", wordings=wordings) == Reason()


def test_only_elements_of_the_story_that_a_word_names_are_told_in_their_order() -> None:
    def name_two(word: str) -> list[str]:
        return ["trust", "joy", "calm"] if word == "good" else []

    story = build_story(text="A pear.", nodes=["joy", "trust", "loyalty"])
    for search, nodes in (("good", ("joy", "trust")), ('"good"', ()), ("good pear", ("joy", "trust"))):
        groups = build_groups(StoryQuery(search), "test", name_two, lambda word: [])
        reason = find_reason(story, groups or (), "en", name_two)
        assert reason is not None
        assert reason.nodes == nodes
    assert find_reason(story, groups or (), "en") == Reason(text=((2, 6),))


def test_an_element_or_another_language_is_named_where_the_text_does_not_show_it() -> None:
    wordings = [{"language": "en", "text": "A pear."}, {"language": "nl", "text": "Een peer."}]
    assert explain("joy", nodes=["joy"], text="A pear.") == Reason(nodes=("joy",))
    assert explain("peer", wordings=wordings) == Reason(language="nl")
    assert explain("pear", wordings=wordings) == Reason(text=((2, 6),))


def test_without_words_there_is_no_reason() -> None:
    assert explain("") is None


def test_of_several_words_in_one_what_is_left_out_or_another_way_is_the_whole() -> None:
    for search, words in {
        "en-suite": [[("en",)], [("suite",)]],
        "-en-suite": [[("en", "suite")]],
        "bath OR en-suite": [[("bath",), ("en", "suite")]],
    }.items():
        clauses = read_search(search)
        assert [[term.words for term in clause.terms] for clause in clauses] == words
