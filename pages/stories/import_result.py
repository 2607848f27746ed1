"""What the import says of the rows of a table: before it is done, and when it is done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from model.stories.intake.problems import Problem
from model.stories.intake.story_import import MOST_POINTED_OUT, ImportResult
from model.words import Translate
from pages.shared.story_words import list_fields, list_identifiers
from pages.stories.problems import describe_problem

_MOST_SHOWN = 200
_MOST_ROWS_NAMED = 5


def show_problems(checked: ImportResult, _: Translate) -> None:
    """Say which rows are no stories, and why."""
    if checked.repeated:
        rows = _list_rows(list(checked.repeated))
        words = (
            _("Row {rows} repeats a row above it; it is imported anyway.")
            if len(checked.repeated) == 1
            else _("{count} rows repeat a row above them; they are imported anyway: rows {rows}.")
        )
        st.text(words.format(count=len(checked.repeated), rows=rows))
    if checked.absent:
        words = (
            _("1 row contains no story and is skipped.")
            if checked.absent == 1
            else _("{count} rows contain no story and are skipped.")
        )
        st.text(words.format(count=checked.absent))
    if not checked.rejected:
        if not checked.absent:
            st.success(_("Every row is a story."))
    else:
        words = (
            _("1 row has problems and is skipped; the others can be imported.")
            if checked.rejected == 1
            else _("{count} rows have problems and are skipped; the others can be imported.")
        )
        st.warning(words.format(count=checked.rejected))
    if checked.problems:
        _show_table(checked, _)


def _show_table(checked: ImportResult, _: Translate) -> None:
    """The problems, those of the same kind together."""
    alike: dict[tuple[str, str], list[Problem]] = {}
    for problem in checked.problems:
        alike.setdefault((problem.column, describe_problem(problem, _)), []).append(problem)
    rows = [
        {
            _("Column"): column,
            _("Problem"): sentence,
            _("Times"): len(problems),
            _("Rows"): _list_rows([problem.row for problem in problems]),
        }
        for (column, sentence), problems in sorted(alike.items(), key=lambda item: -len(item[1]))
    ]
    st.dataframe(pd.DataFrame(rows[:_MOST_SHOWN]), hide_index=True, key="import_problems")
    if sum(checked.counts.values()) > len(checked.problems):
        st.text(_("These are the first {count} problems.").format(count=len(checked.problems)))


def _list_rows(rows: list[int]) -> str:
    named = ", ".join(map(str, rows[:_MOST_ROWS_NAMED]))
    return f"{named} …" if len(rows) > _MOST_ROWS_NAMED else named


def choose_masking(checked: ImportResult, _: Translate) -> bool:
    """Point out what may tell who somebody is, and ask whether to mask it."""
    if not checked.telling:
        return False
    words = (
        _("1 story contains something that could identify a person. This is an aid, not a guarantee.")
        if len(checked.telling) == 1
        else _(
            "{count} stories contain something that could identify a person. This is an aid, not a guarantee."
        )
    )
    st.warning(words.format(count=len(checked.telling)))
    fields, kinds = list_fields(_), list_identifiers(_)
    found = [(row, telltale) for row, several in checked.telling.items() for telltale in several]
    rows = [
        {
            _("Row"): row,
            _("Column"): fields[telltale.field],
            _("What"): kinds[telltale.kind],
            _("Words"): telltale.text,
        }
        for row, telltale in found[:_MOST_SHOWN]
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, key="import_telling")
    if len(found) > _MOST_SHOWN:
        st.text(_("These are the first {count} places.").format(count=_MOST_SHOWN))
    if checked.added > MOST_POINTED_OUT:
        st.text(
            _("Only the first {count} stories were checked; masking covers all of them.").format(
                count=MOST_POINTED_OUT
            )
        )
    return st.toggle(_("Mask all of it in what is imported"), key="import_mask")


def show_done(done: Mapping[str, Any], _: Translate) -> None:
    """Say what was imported, and give the rows that stayed out."""
    result: ImportResult = done["result"]
    said = [
        _("1 story was imported; it waits to be published.")
        if result.added == 1
        else _("{count} stories were imported; they wait to be published.").format(count=result.added)
    ]
    if done["is_trusted"]:
        said = [
            _("1 story was imported.")
            if result.added == 1
            else _("{count} stories were imported.").format(count=result.added)
        ]
    for count, singular, more in (
        (result.changed, _("1 story was changed."), _("{count} stories were changed.")),
        (result.already, _("1 was here already."), _("{count} were here already.")),
        (
            result.open,
            _("1 story differs from the file and stayed as it is, in whole or in part."),
            _("{count} stories differ from the file and stayed as they are, in whole or in part."),
        ),
        (
            result.rejected + result.absent,
            _("1 row was skipped."),
            _("{count} rows were skipped."),
        ),
    ):
        if count:
            said.append(singular if count == 1 else more.format(count=count))
    st.success(" ".join(said))
    if done["rejected"]:
        st.download_button(
            _("Download the skipped rows, with the reasons"),
            done["rejected"],
            "rejected.csv",
            "text/csv",
            key="import_rejected",
            on_click="ignore",
        )
