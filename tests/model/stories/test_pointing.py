from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from model.stories import Story
from model.stories.pointing import Telltale, find_telltales, mask_story
from model.stories.story import LONGEST_LINE, LONGEST_TEXT, Wording
from tests.round_trips import build_story


def test_every_text_in_every_language_is_looked_at() -> None:
    told = Wording(language="en", title="Mrs Jones", text="She was 93 years old.", setting="room 12")
    translated = Wording(language="nl", text="Mevrouw Jansen was er.")
    found = set(find_telltales(Story(wordings=(told, translated), teller="other")))
    assert found == {
        Telltale("title", "name", "Mrs Jones"),
        Telltale("text", "age", "93 years old"),
        Telltale("setting", "room", "room 12"),
        Telltale("text", "name", "Mevrouw Jansen"),
    }


def test_each_text_is_masked_in_its_own_language_and_nothing_else_changes() -> None:
    told = Wording(language="en", text="Mrs Jones sang.")
    translated = Wording(language="nl", text="Mevrouw Jansen zong.", setting="kamer 12")
    story = Story(wordings=(told, translated), teller="family", nodes=("joy",))
    masked = mask_story(story)
    assert [one.text for one in masked.wordings] == ["[name] sang.", "[naam] zong."]
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
