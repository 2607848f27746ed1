from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from model.stories import Story
from model.stories.story import LONGEST_LINE, LONGEST_TEXT, StorySource, Wording
from model.stories.telltales import Telltale, find_telltales, mask_story
from tests.round_trips import build_story


def test_every_text_in_every_language_is_looked_at() -> None:
    original = Wording(language="en", title="Mrs Jones", text="She was 93 years old.", setting="room 12")
    translated = Wording(language="nl", text="Mevrouw Jansen was er.")
    found = set(find_telltales(Story(wordings=(original, translated), teller="other")))
    assert found == {
        Telltale("title", "name", "Mrs Jones"),
        Telltale("text", "age", "93 years old"),
        Telltale("setting", "room", "room 12"),
        Telltale("text", "name", "Mevrouw Jansen"),
    }


def test_the_source_is_looked_at_and_masked_in_the_language_of_the_story() -> None:
    source = StorySource(name="mail van Mevrouw Maes - Claes, kamer 12, 0470 12 34 56")
    story = build_story("Het was stil.", language="nl", source=source)
    assert [(found.field, found.kind) for found in find_telltales(story)] == [
        ("source", "name"),
        ("source", "room"),
        ("source", "phone"),
    ]
    masked = mask_story(story)
    assert masked.source == StorySource(name="mail van [naam], [kamer], [telefoonnummer]")
    assert masked.model_copy(update={"source": source}) == story


def test_where_a_story_was_made_public_stays_as_it_is_told() -> None:
    public = StorySource(name="www.example.org", url="https://www.example.org/stories", session="round-1")
    story = build_story("It was quiet.", source=public)
    assert list(find_telltales(story)) == []
    assert mask_story(story) == story
    unknown = build_story("It was quiet.", source=StorySource(name="@jan on www.example.org"))
    assert [found.text for found in find_telltales(unknown)] == ["@jan", "www.example.org"]


def test_a_mask_that_makes_a_source_too_long_does_not_make_it_unfit() -> None:
    story = build_story("It was quiet.", source=StorySource(name="Ms Li. " * (LONGEST_LINE // 7)))
    assert Story.model_validate(mask_story(story).model_dump()) == mask_story(story)


def test_each_text_is_masked_in_its_own_language_and_nothing_else_changes() -> None:
    original = Wording(language="en", text="Mrs Jones sang.")
    translated = Wording(language="nl", text="Mevrouw Jansen zong.", setting="kamer 12")
    story = Story(wordings=(original, translated), teller="family", nodes=("joy",))
    masked = mask_story(story)
    assert [wording.text for wording in masked.wordings] == ["[name] sang.", "[naam] zong."]
    assert masked.wordings[1].setting == "[kamer]"
    assert masked.model_copy(update={"wordings": story.wordings}) == story


def test_a_mask_that_makes_a_text_too_long_does_not_make_it_unfit() -> None:
    masked = mask_story(build_story("Ms Li. " * (LONGEST_TEXT // 7), title="Ms Li. " * (LONGEST_LINE // 7)))
    assert len(masked.text) <= LONGEST_TEXT
    assert len(masked.title) <= LONGEST_LINE
    assert Story.model_validate(masked.model_dump()) == masked


@given(st.text(min_size=1, max_size=300).filter(lambda text: text.strip("\x00 \n\t")))
def test_what_is_masked_stays_a_story(text: str) -> None:
    try:
        story = build_story(f"Mrs Jones: {text}")
    except ValueError:
        return
    masked = mask_story(story)
    assert Story.model_validate(masked.model_dump()).text == masked.text
