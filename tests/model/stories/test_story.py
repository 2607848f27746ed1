from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from pydantic import ValidationError

from model.stories import Consent, Story, StorySource, Wording
from model.stories.story import LONGEST_LINE, LONGEST_TEXT
from tests.nasty import NASTY
from tests.round_trips import build_story, list_stories


def get_fault(**values: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        build_story(**values)
    error = caught.value.errors()[0]
    return ".".join(str(step) for step in error["loc"])


def test_a_new_story_waits_to_be_looked_at_and_nothing_may_be_done_with_it() -> None:
    story = build_story()
    assert (story.status, story.origin, story.revision) == ("pending", "collected", 1)
    assert story.consent == Consent(room=False, exports=False, publications=False)
    assert not story.is_public


def test_every_new_story_has_an_id_of_its_own() -> None:
    assert len({build_story().id for _ in range(100)}) == 100


def test_text_title_and_setting_are_cleaned() -> None:
    story = build_story("  One<b>\r\ntwo</b>\u202e ", title="A\n<i>pear</i>", setting="\tward\x00 ")
    assert (story.text, story.title, story.setting) == ("One\ntwo", "A pear", "ward")


@given(list_stories())
def test_a_story_that_is_made_again_from_what_it_says_is_the_same(story: Story) -> None:
    assert Story.model_validate(story.model_dump()) == story
    assert Story.model_validate_json(story.model_dump_json()) == story


@pytest.mark.parametrize("text", ["", "  \n", "<b></b>", "\u200b", "\x00"])
def test_a_story_says_something(text: str) -> None:
    assert get_fault(text=text).startswith("wordings.0.text")


def test_a_text_has_its_longest_length_after_it_was_cleaned() -> None:
    assert len(build_story(" " * 9 + "<b>" + "x" * LONGEST_TEXT).text) == LONGEST_TEXT
    assert get_fault(text="x" * (LONGEST_TEXT + 1)) == "wordings.0.text"
    assert get_fault(title="x" * (LONGEST_LINE + 1)) == "wordings.0.title"
    assert get_fault(setting="x" * (LONGEST_LINE + 1)) == "wordings.0.setting"


@pytest.mark.parametrize("language", ["", "e", "EN", "engl", "e1", "nl-BE", "en\n"])
def test_a_language_is_a_code(language: str) -> None:
    assert get_fault(language=language) == "wordings.0.language"


@pytest.mark.parametrize("story_id", ["", "-a", "a b", "a/b", "é", "x" * 81, "a\n"])
def test_an_id_can_stand_in_an_address(story_id: str) -> None:
    assert get_fault(id=story_id) == "id"


def test_a_story_has_one_wording_a_language() -> None:
    wording = Wording(language="en", text="A mango.")
    with pytest.raises(ValidationError, match="one wording a language"):
        Story(wordings=(wording, wording), teller="patient")
    with pytest.raises(ValidationError):
        Story(wordings=(), teller="patient")


@pytest.mark.parametrize(
    "values", [{"teller": "doctor"}, {"status": "gone"}, {"origin": "x"}, {"revision": 0}, {"unknown": 1}]
)
def test_what_a_story_cannot_be_is_refused(values: dict[str, Any]) -> None:
    assert get_fault(**values) == next(iter(values))


def test_nodes_and_dimensions_count_once_in_the_order_given() -> None:
    story = build_story(nodes=("b", "a", "b"), dimensions=("y", "x", "y"))
    assert (story.nodes, story.dimensions) == (("b", "a"), ("y", "x"))


@pytest.mark.parametrize("url", ["https://example.org/a?b#c", "http://x", None])
def test_a_source_has_an_address_of_the_web_or_none(url: str | None) -> None:
    assert StorySource(name="A newspaper", url=url).url == url


@pytest.mark.parametrize(
    "url", ["", "javascript:alert(1)", "ftp://x", "//x", "https://a b", 'https://"', "https://<"]
)
def test_another_address_is_refused(url: str) -> None:
    assert get_fault(source={"name": "A newspaper", "url": url}) == "source.url"


def test_a_source_has_a_name() -> None:
    assert get_fault(source={"name": " "}) == "source.name"


def test_times_are_in_utc() -> None:
    at = datetime(2026, 5, 31, 14, 30, tzinfo=timezone(timedelta(hours=2)))
    assert build_story(created_at=at).created_at == datetime(2026, 5, 31, 12, 30, tzinfo=UTC)
    assert build_story(created_at=at).created_at.tzinfo is UTC
    assert get_fault(created_at=datetime(2026, 5, 31)) == "created_at"


@pytest.mark.parametrize(
    ("status", "room", "is_public"),
    [
        ("published", True, True),
        ("published", False, False),
        ("pending", True, False),
        ("withdrawn", True, False),
    ],
)
def test_a_story_is_public_when_it_is_published_and_its_teller_agreed(
    status: str, room: bool, is_public: bool
) -> None:
    assert build_story(status=status, consent={"room": room}).is_public is is_public


def build_translated() -> Story:
    original = Wording(language="nl", title="De peer", text="Een halve peer.", setting="zaal")
    return Story(wordings=(original, Wording(language="en", text="Half a pear.")), teller="patient")


def test_a_story_says_by_itself_what_it_said_in_the_language_it_was_told_in() -> None:
    story = build_translated()
    assert (story.language, story.title, story.text, story.setting) == (
        "nl",
        "De peer",
        "Een halve peer.",
        "zaal",
    )


def test_a_story_is_given_in_a_language_or_else_as_it_was_told() -> None:
    assert build_translated().in_language("en").text == "Half a pear."
    assert build_translated().in_language("fr").text == "Een halve peer."


def test_a_story_goes_by_its_title_or_by_how_it_begins() -> None:
    assert build_translated().name("nl") == "De peer"
    assert build_translated().name("en") == "Half a pear."
    assert build_story("Once\nthere was a mango").name("en", longest=12) == "Once there …"
    assert build_story("x" * 100).name("en", longest=12) == "x" * 11 + " …"
    assert (
        build_story("A pear. " * 8).name("en")
        == "A pear. A pear. A pear. A pear. A pear. A pear. A pear. A …"
    )
    assert build_story("x" * 60).name("en") == "x" * 60
    assert build_story("x" * 61).name("en") == "x" * 59 + " …"
    assert build_story("Said.", title="word " * 12).name("en") == ("word " * 12).strip()


def test_words_are_looked_for_in_every_language() -> None:
    assert build_translated().has_words("peer pear ZAAL")
    assert not build_translated().has_words("apple")


def test_a_story_has_the_content_of_another_whatever_the_store_alone_says() -> None:
    story = build_translated()
    at = datetime(2026, 5, 31, tzinfo=UTC)
    stored = {"revision": 4, "created_at": at, "changed_at": at, "withdrawn_at": at, "letterbox": "box"}
    assert story.has_content_of(story.model_copy(update=stored))
    for changed in ({"teller": "leader"}, {"nodes": ("joy",)}, {"status": "aside"}, {"team": "a" * 32}):
        assert not story.has_content_of(story.model_copy(update=changed))


def test_the_longest_texts_are_taken_and_nothing_can_be_changed_once_it_is_made() -> None:
    story = build_story("x" * 5000, title="x" * 200, source={"name": "x" * 200})
    assert story.source
    for part in (story, story.wordings[0], story.source, story.consent):
        for field in type(part).model_fields:
            with pytest.raises(ValidationError, match="frozen"):
                setattr(part, field, None)
    for longer in ({"text": "x" * 5001}, {"title": "x" * 201}, {"source": {"name": "x" * 201}}):
        assert get_fault(**longer)


def test_two_stories_that_say_the_same_share_a_fingerprint() -> None:
    story = build_story("Een  HALVE\npeër.", language="nl")
    same = build_story("een halve peer.", language="nl", teller="family", title="Anders")
    assert story.fingerprint == same.fingerprint


@pytest.mark.parametrize("other", [build_story("A pear!"), build_story("A pear.", language="nl")])
def test_another_text_or_language_has_another_fingerprint(other: Story) -> None:
    assert build_story("A pear.").fingerprint != other.fingerprint


def test_every_nasty_text_is_a_story_or_refused() -> None:
    for text in NASTY:
        try:
            story = build_story(text or "x", title=text[:200], setting=text[:200])
        except ValidationError as error:
            assert "wordings" in str(error)  # noqa: PT017
        else:
            assert story.fingerprint
            assert story.name("en")


def test_the_day_it_was_told_is_a_day_of_this_age() -> None:
    assert build_story(told_on="2026-05-31").told_on == date(2026, 5, 31)
    assert build_story().told_on is None
    for first_or_last in (date(1900, 1, 1), date(2149, 12, 31)):
        assert build_story(told_on=first_or_last).told_on == first_or_last
    for day in ("1899-12-31", "2150-01-01", "31/05/2026"):
        assert get_fault(told_on=day) == "told_on"
