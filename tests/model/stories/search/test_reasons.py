from __future__ import annotations

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
