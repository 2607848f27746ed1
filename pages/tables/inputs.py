"""What a page asks of how a table is read, each with what was found out and an example of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import streamlit as st

from model.tables import ENCODINGS, SEPARATORS, Reading, Setting
from model.words import Translate

UNKNOWN = tuple(Setting(name, "–", ()) for name in ("heading", "heading_rows", "separator", "encoding"))
"""What may be said of a text that could not be read."""

_AUTOMATIC = ""
_ONE_COLUMN = "none"
"""Chosen as the separator of a table of one column."""


@dataclass(frozen=True)
class Question:
    """How a setting is asked for: its label, what it can be, and what some of that is called."""

    label: str
    choices: Sequence[str] = ()
    names: Mapping[str, str] = field(default_factory=dict)


def get_reading(mark: str) -> tuple[Reading, str | None]:
    """How a file is to be read, and which sheet of it, as far as a person has said so.

    `mark` tells files apart, as in `choose_reading`, which asks.
    """
    encoding, separator = get_choice("encoding", mark), get_choice("separator", mark)
    heading, heading_rows = get_choice("heading", mark), get_choice("heading_rows", mark)
    reading = Reading(
        encoding=encoding,
        separator="" if separator == _ONE_COLUMN else separator,
        heading=int(heading) if heading is not None else None,
        heading_rows=int(heading_rows) if heading_rows is not None else None,
        repair=bool(st.session_state.get(_get_key("repair", mark))),
    )
    return reading, get_choice("sheet", mark)


def get_choice(name: str, mark: str) -> str | None:
    """What a person chose for a setting; None for what was found out."""
    return st.session_state.get(_get_key(name, mark)) or None


def choose_reading(
    settings: Sequence[Setting],
    mark: str,
    _: Translate,
    others: Mapping[str, Question] | None = None,
    is_open: bool = False,
) -> None:
    """Ask for what was guessed to read the file; open where another guess was near, or it is to be.

    `others` are settings of the page's own; they are asked for behind the sheet.
    """
    known = {setting.name: setting for setting in settings}
    sheet, *rest = _list_questions(_)
    questions = dict((sheet, *(others or {}).items(), *rest))
    shown = [name for name in questions if name in known]
    if not shown:
        return
    doubtful = [setting for setting in settings if setting.is_doubtful]
    if doubtful:
        st.warning(_("Check how the file was read: another way would fit as well."))
    with st.expander(_("How the file is read"), expanded=bool(doubtful) or is_open):
        for name in shown:
            _choose(known[name], questions[name], mark, _)
        if "separator" in known:
            st.checkbox(_("Read rows with a stray quotation mark as they are"), key=_get_key("repair", mark))


def _list_questions(_: Translate) -> list[tuple[str, Question]]:
    one_column = _("none (one column)")
    separators = {
        ",": _("comma"),
        ";": _("semicolon"),
        "\t": _("tab"),
        "|": _("bar"),
        " ": _("blank"),
        _ONE_COLUMN: one_column,
        "": one_column,
    }
    rows = tuple(str(number) for number in range(21))
    return [
        ("sheet", Question(_("Sheet"))),
        ("heading", Question(_("Row with the headings"), rows, {"0": _("no headings")})),
        ("heading_rows", Question(_("Number of rows with headings"), rows[1:6])),
        ("separator", Question(_("What separates the cells"), (*SEPARATORS, _ONE_COLUMN), separators)),
        ("encoding", Question(_("Character encoding"), ENCODINGS)),
    ]


def _choose(setting: Setting, question: Question, mark: str, _: Translate) -> None:
    found = question.names.get(setting.value, setting.value) or "–"

    def name_value(value: str) -> str:
        if value == _AUTOMATIC:
            return _("as found: {value}").format(value=found)
        return question.names.get(value, value)

    st.selectbox(
        question.label,
        [_AUTOMATIC, *(question.choices or setting.choices)],
        format_func=name_value,
        key=_get_key(setting.name, mark),
    )
    if setting.example:
        st.caption(_("This gives: {example}").format(example=setting.example))


def _get_key(name: str, mark: str) -> str:
    return f"reading_{name}_{mark[:12]}"
