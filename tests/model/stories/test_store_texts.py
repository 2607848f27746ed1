from __future__ import annotations

import pytest
from hypothesis import given

from model.stories import Story, StoryQuery, StoryStore, UnknownStoryError
from tests.properties import examples
from tests.storytelling import NASTY, build_story, is_found, stories, texts

ANY = examples(40, keeps_fixtures=True)


@pytest.mark.parametrize("text", NASTY)
def test_a_nasty_text_is_stored_and_comes_back(store: StoryStore, text: str) -> None:
    story = build_story(text, title=text[:200], setting=text[:200])
    store.add(story, "visitor")
    assert store.get(story.id) == story
    assert store.find(StoryQuery()).stories == (story,)


@pytest.mark.parametrize("text", NASTY)
def test_a_nasty_search_finds_what_it_says(store: StoryStore, text: str) -> None:
    added = [build_story(nasty, setting=nasty[:200]) for nasty in NASTY]
    store.add_all(added, "import")
    [mine] = [story for nasty, story in zip(NASTY, added, strict=True) if nasty == text]
    for words in (mine.text, text):
        query = StoryQuery(words=words)
        wanted = tuple(story for story in added[::-1] if is_found(story, query))
        assert store.find(query, at_most=len(added)).stories == tuple(store.walk(query)) == wanted
        assert mine in wanted or words != mine.text
    assert list(store.walk(StoryQuery(words=mine.text, settings=frozenset({mine.setting})))) == [mine]
    assert list(store.walk(StoryQuery(words=mine.text, settings=frozenset({"elsewhere"})))) == []


@ANY
@given(text=texts)
def test_any_text_is_stored_and_comes_back(store: StoryStore, text: str) -> None:
    story = build_story(text)
    store.add(story, "visitor")
    assert store.get(story.id) == story


@ANY
@given(text=texts)
def test_any_text_finds_the_stories_that_say_it(store: StoryStore, text: str) -> None:
    store.add(build_story(text), "visitor")
    stored = list(store.walk(StoryQuery()))
    for words in (stored[0].text, text):
        query = StoryQuery(words=words)
        wanted = tuple(story for story in stored if is_found(story, query))
        assert store.find(query, at_most=len(stored)).stories == wanted


@ANY
@given(story=stories(), other=stories())
def test_a_change_and_its_undoing_lose_nothing(store: StoryStore, story: Story, other: Story) -> None:
    added = store.add(story, "visitor")
    changed = store.change(other.model_copy(update={"id": added.id}), "facilitator", "edited")
    assert store.get(added.id) == changed
    ignored = {"revision", "changed_at", "withdrawn_at"}
    undone = store.undo(added.id, changed.revision, "facilitator")
    assert undone.model_dump(exclude=ignored) == added.model_dump(exclude=ignored)
    assert store.get(added.id) == undone


@pytest.mark.parametrize("story_id", [*NASTY, "", "\0", "\ud800"])
def test_a_nasty_id_is_an_unknown_one(store: StoryStore, story_id: str) -> None:
    with pytest.raises(UnknownStoryError):
        store.get(story_id)
    with pytest.raises(UnknownStoryError):
        store.delete(story_id, 1, "facilitator")
    assert store.history(story_id) == ()
