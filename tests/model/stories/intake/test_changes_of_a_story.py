"""What a row says otherwise than a story, and the story with some of that taken over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from model.stories import Story
from model.stories.intake.changes import (
    COMPARED,
    FieldChange,
    StoryChange,
    find_change,
    find_state,
    list_fields_of_marked,
)
from tests.storytelling import build_story

SOURCE: dict[str, str | None] = {"name": "A paper", "url": "https://example.org/a", "session": "monday"}
STORED = build_story(
    wordings=[
        {"language": "en", "title": "Pear", "text": "A pear.", "setting": "Ward 1"},
        {"language": "nl", "text": "Een peer."},
    ],
    id="pear",
    nodes=["joy"],
    consent={"room": True, "exports": True},
    source=SOURCE,
)
SAID = build_story(
    wordings=[
        {"language": "fr", "title": "Poire", "text": "Une poire.", "setting": "Salle 1"},
        {"language": "de", "text": "Eine Birne."},
    ],
    id="pear",
    nodes=["trust"],
    teller="family",
    consent={"publications": True},
)


def take_over(*fields: str, said: Story = SAID) -> Story:
    return StoryChange(2, STORED, said, ()).to_story(fields)


@pytest.mark.parametrize(
    ("fields", "changed"),
    [
        ((), {}),
        (("nodes",), {"nodes": ("trust",)}),
        (("teller", "nodes"), {"nodes": ("trust",), "teller": "family"}),
        (("consent_room",), {"consent": {"room": False, "exports": True, "publications": False}}),
        (
            ("consent_publications", "consent_exports"),
            {"consent": {"room": True, "exports": False, "publications": True}},
        ),
        (("source_url",), {"source": SOURCE | {"url": None}}),
        (("source",), {"source": SOURCE | {"name": "https://example.org/a"}}),
        (("source", "source_url"), {"source": {"name": "monday", "url": None, "session": "monday"}}),
        (("source", "source_url", "source_session"), {"source": None}),
    ],
)
def test_the_fields_that_are_taken_over_are_those_of_the_file_and_no_others(
    fields: tuple[str, ...], changed: dict[str, Any]
) -> None:
    assert take_over(*fields) == Story.model_validate(STORED.model_dump() | changed)


@pytest.mark.parametrize(
    ("fields", "wordings"),
    [
        (("title",), [("en", "Poire", "A pear.", "Ward 1"), ("nl", "", "Een peer.", "")]),
        (("text", "setting"), [("en", "Pear", "Une poire.", "Salle 1"), ("nl", "", "Een peer.", "")]),
        (("language",), [("fr", "Pear", "A pear.", "Ward 1"), ("nl", "", "Een peer.", "")]),
        (("translations",), [("en", "Pear", "A pear.", "Ward 1"), ("de", "", "Eine Birne.", "")]),
    ],
)
def test_each_text_is_taken_over_on_its_own(
    fields: tuple[str, ...], wordings: list[tuple[str, str, str, str]]
) -> None:
    taken = take_over(*fields).wordings
    assert [(each.language, each.title, each.text, each.setting) for each in taken] == wordings


def test_two_texts_in_one_language_are_no_story() -> None:
    said = SAID.model_copy(update={"wordings": (STORED.wordings[1], *SAID.wordings[1:])})
    with pytest.raises(ValidationError):
        take_over("language", said=said)


def test_only_fields_that_are_asked_for_and_differ_are_changes() -> None:
    row = find_change(7, STORED, SAID, None, {"title", "teller", "text", "status", "dimensions"})
    assert row == StoryChange(
        7,
        STORED,
        SAID,
        (
            FieldChange("title", "Pear", "Poire", None),
            FieldChange("text", "A pear.", "Une poire.", None),
            FieldChange("teller", "patient", "family", None),
        ),
    )
    assert row is not None
    assert (row.is_dated, row.list_free()) == (False, ("title", "text", "teller"))
    assert find_change(7, STORED, STORED, None, COMPARED) is None
    assert find_change(7, STORED, SAID, None, ()) is None


def test_what_the_file_left_as_it_was_is_no_change_and_what_both_changed_is_a_conflict() -> None:
    before = STORED.model_copy(update={"teller": "leader", "nodes": ("trust",)})
    row = find_change(7, STORED, SAID, before, {"title", "teller", "nodes"})
    assert row is not None
    assert row.fields == (
        FieldChange("title", "Pear", "Poire", "Pear"),
        FieldChange("teller", "patient", "family", "leader"),
    )
    assert (row.is_dated, row.list_free()) == (True, ("title",))
    assert [field.is_conflict for field in row.fields] == [False, True]


def test_the_state_of_a_story_is_known_by_its_last_change_or_else_by_its_revision() -> None:
    day = datetime(2026, 5, 31, 14, 30, tzinfo=UTC)
    states = [
        STORED.model_copy(update={"revision": number, "changed_at": day + timedelta(days=number)})
        for number in (3, 2, 1)
    ]
    now, *earlier = states
    for state in states:
        assert find_state(now, earlier, state.changed_at.isoformat(), "") is state
        assert find_state(now, earlier, "", str(state.revision)) is state
        assert find_state(now, earlier, state.changed_at.isoformat(), "9") is state
        assert find_state(now, earlier, day.isoformat(), str(state.revision)) is None
    assert find_state(now, earlier, "", "") is None
    assert find_state(now, earlier, "", "4") is None


def test_of_rows_that_came_in_before_what_the_mark_says_is_not_compared() -> None:
    columns = ["text", "teller", "language", "status", "origin", "translations", "title", "nodes"]
    assert list_fields_of_marked(columns) == {"title", "nodes"}
