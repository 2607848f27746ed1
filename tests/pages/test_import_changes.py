"""What the import asks of stories that are here already and stand otherwise in a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from model.stories.intake.changes import FieldChange, StoryChange
from model.stories.intake.story_import import MOST_CHANGES
from tests.round_trips import build_story

STORED = build_story("She sang.", id="a", title="A song", revision=3)
OTHER = build_story("He hummed.", id="b", title="A tune", revision=1)


def change(story: Any = STORED, *fields: FieldChange) -> StoryChange:
    return StoryChange(2, story, story, fields or (FieldChange("setting", "Ward 4", "Ward 9", "Ward 4"),))


def ask(changes: Sequence[StoryChange], lang: str = "en") -> AppTest:
    """The page after the changes were shown; `taken` are the fields that are taken over, by story."""

    def script(changes: object, mark: str) -> None:
        import streamlit as st

        from model.words import get_words
        from pages.stories.change_inputs import choose_changes

        accept = choose_changes(changes, mark, get_words("en"))  # type: ignore[arg-type]
        st.session_state["taken"] = [list(accept(change)) for change in changes]  # type: ignore[attr-defined]

    app = AppTest.from_function(script, kwargs={"changes": changes, "mark": "m" * 20}, default_timeout=300)
    app.query_params["lang"] = lang
    app.run()
    assert not app.exception
    return app


CONFLICT = FieldChange("title", "A song", "A hymn", "Untitled")
UNDATED = FieldChange("title", "A song", "A hymn", None)
FREE = FieldChange("setting", "Ward 4", "Ward 9", "Ward 4")
OLD = (
    "The file does not say when it was exported, so it may be older than what is here. Look at each "
    "difference before you take it over."
)
CHANGED_HERE = (
    "Some fields were changed here since the export. They are marked, and stay unless you tick them."
)


@pytest.mark.parametrize(
    ("changes", "info", "warnings", "taken"),
    [
        (
            [change(STORED, FREE, CONFLICT)],
            "1 story here differs from the file. Choose what to take over.",
            [CHANGED_HERE],
            [["setting"]],
        ),
        (
            [change(STORED, FREE), change(OTHER, UNDATED)],
            "2 stories here differ from the file. Choose what to take over.",
            [OLD],
            [["setting"], []],
        ),
        (
            [change(STORED, FREE), change(OTHER, FREE)],
            "2 stories here differ from the file. Choose what to take over.",
            [],
            [["setting"], ["setting"]],
        ),
    ],
)
def test_what_only_the_file_has_changed_is_ticked(
    changes: list[StoryChange], info: str, warnings: list[str], taken: list[list[str]]
) -> None:
    app = ask(changes)
    assert [element.value for element in app.info] == [info]
    assert [element.value for element in app.warning] == warnings
    assert app.session_state["taken"] == taken
    every = [[field.field for field in each.fields] for each in changes]
    assert [button.label for button in app.button] == ["Tick all", "Tick none"]
    assert app.button[0].click().run().session_state["taken"] == every
    assert app.button[1].click().run().session_state["taken"] == [[] for _ in changes]


def test_each_field_stands_in_a_row_with_both_texts() -> None:
    long = FieldChange("text", "She came by each day and sang to us.", "She came by each day and sang.", "x")
    endless = FieldChange("text", "x" * 1200, "y", None)
    app = ask([change(STORED, FREE, long), change(OTHER, UNDATED, endless)])
    [shown] = [element.value for element in app.dataframe] or [None]
    assert shown is not None
    assert list(shown.columns) == ["Apply", "Story", "Field", "Here", "In the file", "Note"]
    assert shown.to_numpy().tolist() == [
        [True, "A song", "Setting", "Ward 4", "Ward 9", ""],
        [
            False,
            "A song",
            "The story",
            "… each day and sang to us.",
            "… each day and sang.",
            "changed here meanwhile",
        ],
        [False, "A tune", "Title", "A song", "A hymn", ""],
        [False, "A tune", "The story", "x" * 1000, "y", ""],
    ]


def test_without_changes_nothing_is_asked_and_nothing_taken_over() -> None:
    app = ask([])
    assert not app.info
    assert not app.button


def test_of_very_many_changes_the_first_are_asked_for() -> None:
    said = f"These are the first {MOST_CHANGES}; import the file again for the others."
    for count, is_said in ((MOST_CHANGES - 1, False), (MOST_CHANGES, True)):
        app = ask([change()] * count)
        assert (said in [element.value for element in app.text]) == is_said
