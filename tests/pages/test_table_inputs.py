"""What a page asks of how a table is read, and what is made of the answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from streamlit.testing.v1 import AppTest

from model.tables import Reading, Setting
from pages.tables.inputs import UNKNOWN

MARK = "0123456789abcdef"
SETTINGS = (
    Setting("sheet", "Data", ("Data", "Notes"), "first cell"),
    Setting("heading", "0", ()),
    Setting("heading_rows", "2", ()),
    Setting("separator", ";", ()),
    Setting("encoding", "utf-8", ()),
)


def ask(settings: Sequence[Setting], is_open: bool = False) -> AppTest:
    """The questions about a file, as a page asks them."""

    def script(settings: object, mark: str, is_open: bool) -> None:
        import streamlit as st

        from model.words import get_words
        from pages.tables.inputs import Question, choose_reading, get_reading

        table = {"table": Question("What the table holds", ("edges", "nodes"), {"edges": "links"})}
        choose_reading(settings, mark, get_words("en"), table, is_open)  # type: ignore[arg-type]
        st.session_state["read"] = get_reading(mark)

    arguments = {"settings": settings, "mark": MARK, "is_open": is_open}
    app = AppTest.from_function(script, kwargs=arguments, default_timeout=300).run()
    assert not app.exception
    return app


def list_questions(app: AppTest) -> dict[str, list[str]]:
    return {box.label: box.options for box in app.selectbox}


def test_each_setting_is_asked_for_with_what_was_found_first() -> None:
    settings = (*SETTINGS[1:], Setting("table", "edges", ()), SETTINGS[0])
    app = ask(settings)
    rows = [str(number) for number in range(21)]
    assert list_questions(app) == {
        "Sheet": ["as found: Data", "Data", "Notes"],
        "What the table holds": ["as found: links", "links", "nodes"],
        "Row with the headings": ["as found: no headings", "no headings", *rows[1:]],
        "Number of rows with headings": ["as found: 2", "1", "2", "3", "4", "5"],
        "What separates the cells": [
            *("as found: semicolon", "comma", "semicolon", "tab", "bar", "blank", "none (one column)"),
        ],
        "Character encoding": [
            *("as found: utf-8", "utf-8", "utf-16", "cp1252", "cp850", "cp1250", "mac_roman"),
        ],
    }
    assert list(list_questions(app)) == [
        *("Sheet", "What the table holds", "Row with the headings", "Number of rows with headings"),
        *("What separates the cells", "Character encoding"),
    ]
    assert [caption.value for caption in app.caption] == ["This gives: first cell"]
    assert [box.label for box in app.checkbox] == ["Read rows with a stray quotation mark as they are"]


def test_only_what_can_be_otherwise_is_asked() -> None:
    assert list_questions(ask(SETTINGS[:1])) == {"Sheet": ["as found: Data", "Data", "Notes"]}
    assert not ask(SETTINGS[:1]).checkbox
    nothing = ask(())
    assert not nothing.expander
    assert not nothing.warning
    assert [box.options[0] for box in ask(UNKNOWN).selectbox] == ["as found: –"] * 4


def test_where_another_way_would_fit_as_well_the_questions_are_open() -> None:
    doubtful = Setting("separator", ";", (), is_doubtful=True)
    for settings, is_open, expanded, count in (
        ((doubtful,), False, True, 1),
        (SETTINGS, False, False, 0),
        (SETTINGS, True, True, 0),
    ):
        app = ask(settings, is_open)
        assert [fold.proto.expanded for fold in app.expander] == [expanded]
        said = ["Check how the file was read: another way would fit as well."] * count
        assert [warning.value for warning in app.warning] == said


def choose(**chosen: str) -> Any:
    app = ask(SETTINGS)
    for name, value in chosen.items():
        app.session_state[f"reading_{name}_{MARK[:12]}"] = value
    return app.run().session_state["read"]


def test_what_is_chosen_says_how_the_file_is_read() -> None:
    assert choose() == (Reading(), None)
    assert choose(sheet="Notes", heading="0", heading_rows="3", separator="\t", encoding="cp850") == (
        Reading(encoding="cp850", separator="\t", heading=0, heading_rows=3),
        "Notes",
    )
    assert choose(separator="none", heading="20") == (Reading(separator="", heading=20), None)
    app = ask(SETTINGS)
    app.checkbox[0].check().run()
    assert app.session_state["read"] == (Reading(repair=True), None)
