"""Does the model hold what people tell? What the page says of it to the facilitator and to visitors."""

from __future__ import annotations

import pytest

from model.coding import Code, CodingStore, Mark, Passage, StoryCoding
from model.stories import StoryStore
from model.words import get_words
from pages.shared import facilitator
from pages.stories.model_coverage import build_leftovers
from tests.pages.driving import open_page
from tests.storytelling import build_story

LEFT = "It was < 5 & cold."


@pytest.fixture
def left_over(store: StoryStore, monkeypatch: pytest.MonkeyPatch) -> str:
    """A story with a passage that has no place in the model, seen by the facilitator; its id."""
    monkeypatch.setattr(facilitator, "find_access", lambda *_: "open")
    codings = CodingStore(store)
    ann = codings.add_coder("Ann & co")
    story = store.add(build_story(f"She sang. {LEFT}", title="Rain"), "visitor")
    length = len(story.wordings[0].text)
    codings.save(
        StoryCoding(
            story.id,
            ann.id,
            (Mark(Code("node", "effect-joy-in-work"), (Passage("en", 0, 8, 1),)),),
            (Passage("en", 10, length, 1),),
            is_done=True,
        )
    )
    return story.id


def test_the_facilitator_reads_how_far_stories_are_placed_and_what_is_left_over(
    store: StoryStore, left_over: str
) -> None:
    app = open_page("stories", show="coverage")
    assert not app.exception
    said = [text.value for text in app.text]
    assert said[0].startswith("Elements that have a story, of those that need one: ")
    assert "Marked passages that have a place in the model: 1 of 2 (50%)." in said
    placed = dict(app.table[0].value.itertuples(index=False, name=None))
    assert placed["Partly placed: elements and leftovers"] == "1"
    assert [fold.label for fold in app.expander][1] == "Leftovers: passages without a place in the model (1)"
    [listed] = [html.proto.body for html in app.get("html") if "<li>" in html.proto.body]
    assert f'href="stories?story={left_over}&amp;lang=en"' in listed
    assert "Ann &amp; co" in listed
    assert "It was &lt; 5 &amp; cold." in listed


def test_visitors_read_of_public_stories_alone_and_nothing_of_coders(
    store: StoryStore, left_over: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = open_page("stories", show="coverage").text[0].value
    store.add(build_story("Loyal.", nodes=("loyalty-professionals",), status="pending"), "visitor")
    assert open_page("stories", show="coverage").text[0].value != before
    monkeypatch.setattr(facilitator, "find_access", lambda *_: "locked")
    app = open_page("stories", show="coverage")
    said = [text.value for text in app.text]
    assert said[0] == before
    assert not any(text.startswith(("Stories that have a place", "Marked passages")) for text in said)
    assert app.expander[0].label == "Elements and links without a story"
    assert "Ann" not in " ".join(html.proto.body for html in app.get("html"))


def test_a_leftover_of_a_story_that_is_gone_is_not_listed() -> None:
    assert build_leftovers((), {}, {}, "en", get_words("en")) == "<ul></ul>"
