"""What the Open page asks of how a file is read, and of what a model cannot take of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from model.importing import CHOICES, Policy, ReadingOptions
from model.tables import Setting
from model.words import Translate
from pages.tables import inputs as reading_inputs
from pages.tables.inputs import Question

UNKNOWN = (Setting("table", "–", ()), *reading_inputs.UNKNOWN)
"""What may be said of a text that could not be read."""

_TABLES = ("edges", "nodes", "matrix", "lists")


def get_reading(mark: str) -> ReadingOptions:
    """How the file is to be read, as far as a person has said so."""
    reading, sheet = reading_inputs.get_reading(mark)
    return ReadingOptions(None, sheet, reading_inputs.get_choice("table", mark), reading)


def choose_reading(settings: Sequence[Setting], mark: str, _: Translate) -> None:
    """Ask for what was guessed to read the file; open where another guess was near."""
    names = {
        "edges": _("links"),
        "nodes": _("elements"),
        "matrix": _("a matrix"),
        "lists": _("lists of neighbours"),
    }
    table = Question(_("What the table holds"), _TABLES, names)
    reading_inputs.choose_reading(settings, mark, _, {"table": table})


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
        "make": _("add and list"),
        "as-written": _("follow as written"),
        "both-ways": _("write as two links"),
        "refuse": _("refuse the file"),
    }
