"""What the Open page asks of how a file is read, each with what was found out and an example of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from model.importing import CHOICES, Policy, ReadingOptions, Setting
from model.tables import ENCODINGS, SEPARATORS, Reading
from model.words import Translate

_AUTOMATIC = ""
_TABLES = ("edges", "nodes", "matrix", "lists")
_HEADINGS = tuple(str(number) for number in range(11))


def get_reading(mark: str) -> ReadingOptions:
    """How the file is to be read, as far as a person has said so."""

    def get(name: str) -> str | None:
        return st.session_state.get(_get_key(name, mark)) or None

    heading = get("heading")
    is_repaired = bool(st.session_state.get(_get_key("repair", mark)))
    reading = Reading(get("encoding"), get("separator"), int(heading) if heading else None, is_repaired)
    return ReadingOptions(None, get("sheet"), get("table"), reading)


def choose_reading(settings: Sequence[Setting], mark: str, _: Translate) -> None:
    """Ask for what was guessed to read the file; open where another guess was near."""
    known = {setting.name: setting for setting in settings}
    shown = [name for name in ("sheet", "table", "heading", "separator", "encoding") if name in known]
    if not shown:
        return
    doubtful = [setting for setting in settings if setting.is_doubtful]
    if doubtful:
        st.warning(_("Check how the file was read: another way would fit as well."))
    with st.expander(_("How the file is read"), expanded=bool(doubtful)):
        for name in shown:
            _choose_setting(known[name], mark, _)
        if "separator" in known:
            st.checkbox(
                _("Read rows with a stray quotation mark as they stand"), key=_get_key("repair", mark)
            )


def _choose_setting(setting: Setting, mark: str, _: Translate) -> None:
    names = {
        "sheet": _("Sheet"),
        "table": _("What the table holds"),
        "heading": _("Row with the headings"),
        "separator": _("What separates the cells"),
        "encoding": _("Encoding of the letters"),
    }
    defaults = {
        "encoding": ENCODINGS,
        "separator": SEPARATORS,
        "table": _TABLES,
        "heading": _HEADINGS,
    }
    choices = setting.choices or defaults.get(setting.name, ())
    found = _name_value(setting.value, _) or "–"
    st.selectbox(
        names[setting.name],
        [_AUTOMATIC, *choices],
        format_func=lambda value: (
            _name_value(value, _) if value else _("as found: {value}").format(value=found)
        ),
        key=_get_key(setting.name, mark),
    )
    if setting.example:
        st.caption(_("This gives: {example}").format(example=setting.example))


def choose_policy(mark: str, _: Translate) -> Policy:
    """Ask what becomes of the parts of a file that a model cannot take as they stand."""
    names = {
        "self_loops": _("Links that lead to their own element"),
        "repeats": _("Links that are there twice"),
        "undeclared": _("Elements that only links name"),
        "undirected": _("Links without a direction"),
        "faulty": _("Rows with another fault"),
    }
    acts = _name_acts(_)
    with st.expander(_("What a model cannot take as it stands")):
        chosen = {
            name: st.selectbox(
                label,
                CHOICES[name],
                format_func=acts.__getitem__,
                key=f"policy_{name}_{mark[:12]}",
            )
            for name, label in names.items()
        }
    return Policy(**chosen)  # type: ignore[arg-type]


def _name_acts(_: Translate) -> Mapping[str, str]:
    return {
        "leave-out": _("leave out and list"),
        "merge": _("merge and list"),
        "make": _("make and list"),
        "as-written": _("follow as written"),
        "both-ways": _("write as two links"),
        "refuse": _("refuse the file"),
    }


def _name_value(value: str, _: Translate) -> str:
    names = {
        ",": _("comma"),
        ";": _("semicolon"),
        "\t": _("tab"),
        "|": _("bar"),
        " ": _("blank"),
        "edges": _("links"),
        "nodes": _("elements"),
        "matrix": _("a matrix"),
        "lists": _("lists of neighbours"),
        "0": _("no headings"),
    }
    return names.get(value, value)


def _get_key(name: str, mark: str) -> str:
    return f"reading_{name}_{mark[:12]}"
