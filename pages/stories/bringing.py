"""Bringing stories in from a file: which column is what, what is wrong where, and the good rows in."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from typing import Any

import pandas as pd
import streamlit as st

from model.stories import StoreError
from model.stories.exporting import FIELDS
from model.stories.importing import (
    MOST_POINTED_OUT,
    ImportResult,
    check_rows,
    import_stories,
    suggest_columns,
)
from model.stories.story import TELLERS
from model.tables import Table, TableError, read_table
from model.words import Translate, list_story_languages
from pages.shared import resources, selection
from pages.shared.payload.tables import describe_table_error
from pages.shared.payload.telling import list_identifiers, list_tellers
from pages.shared.payload.troubles import describe_trouble
from pages.stories.problems import describe_in_row, describe_problem
from pages.stories.words import list_fields

_MAIN = ("text", "title", "language", "teller", "setting", "nodes", "dimensions")
_SHOWN = 5
_MOST_SHOWN = 200
_DONE = "import_done"


def show_import(content: resources.Content, _: Translate) -> None:
    """Ask for a file, show what is in it and what is wrong with it, and bring the good rows in."""
    given = st.file_uploader(
        _("A table of stories: CSV, Excel workbook or JSON"),
        type=["csv", "xlsx", "json", "txt"],
        key="import_file",
    )
    if given is None:
        st.text(_("One row a story. Larger files than 50 MB go in with: python -m model stories import FILE"))
        return
    try:
        table = read_table(given, given.name)
        if len(table.sheets) > 1:
            sheet = st.selectbox(_("Sheet"), table.sheets, table.sheets.index(table.sheet or table.sheets[0]))
            table = read_table(given, given.name, sheet)
        columns = _choose_columns(table, _)
        defaults = _choose_defaults(columns, _)
        trust = "revision" in columns and st.toggle(
            _("This is an export of this application: keep status, origin and times"), key="import_trust"
        )
        if not trust:  # the numbers in somebody else's file are not our ids
            columns.pop("id", None)
        choice = {"columns": columns, "defaults": defaults, "trust": trust}
        if "text" not in columns:
            st.warning(_("Choose the column that holds the stories."))
            return
        mark = hashlib.sha256(repr((given.file_id, table.sheet, choice)).encode()).hexdigest()
        if st.session_state.get(_DONE, {}).get("mark") == mark:
            _show_done(st.session_state[_DONE], _)
            return
        _show_preview(table, content, choice, _)
        checked = _check(table, content, choice, mark, _)
        _show_problems(checked, _)
        is_masking = _choose_masking(checked, _)
        good = table.count - checked.rejected
        words = _("Bring 1 story in") if good == 1 else _("Bring {count} stories in")
        if st.button(words.format(count=good), type="primary", disabled=not good, key="import_button"):
            _import(table, content, choice, mark, is_masking, _)
    except TableError as error:
        st.error(describe_table_error(error, _))


def _choose_columns(table: Table, _: Translate) -> dict[str, str]:
    """Ask which column holds which field; suggested by the columns' names."""
    suggested = suggest_columns(table.columns)
    names = list_fields(_)
    chosen: dict[str, str] = {}

    def choose(field: str) -> None:
        at = table.columns.index(suggested[field]) if field in suggested else None
        key = f"column_{field}_{hashlib.sha256(repr(table.columns).encode()).hexdigest()[:8]}"
        column = st.selectbox(names[field], table.columns, at, key=key, placeholder=_("no column"))
        if column is not None:
            chosen[field] = column

    st.text(_("Which column holds what?"))
    with st.container(horizontal=True, key="import_columns"):
        for field in _MAIN:
            choose(field)
    with st.expander(_("More columns")), st.container(horizontal=True):
        for field in FIELDS:
            if field not in _MAIN:
                choose(field)
    return chosen


def _choose_defaults(columns: Mapping[str, str], _: Translate) -> dict[str, str]:
    """Ask what holds where a cell is empty or there is no column."""
    defaults = {}
    languages = list_story_languages(selection.get_language())
    with st.container(horizontal=True, key="import_defaults"):
        language = st.selectbox(
            _("Language where none is given"),
            list(languages),
            format_func=languages.__getitem__,
            index=None,
            placeholder=_("none"),
            key="import_language",
        )
        tellers = list_tellers(_)
        teller = st.selectbox(
            _("Teller where none is given"),
            list(TELLERS),
            format_func=tellers.__getitem__,
            index=None,
            placeholder=_("none"),
            key="import_teller",
        )
    for field, value in (("language", language), ("teller", teller)):
        if value:
            defaults[field] = value
    return defaults


def _show_preview(table: Table, content: resources.Content, choice: Mapping[str, Any], _: Translate) -> None:
    names = list_fields(_)
    rows = []
    for row in islice(check_rows(table, model=content.model, **choice), _SHOWN):
        shown = {field: row.cells.get(column, "") for field, column in choice["columns"].items()}
        rows.append({_("Row"): row.number, **{names[field]: cell[:200] for field, cell in shown.items()}})
    st.text(_("The first rows, as they will be read:"))
    st.dataframe(pd.DataFrame(rows), hide_index=True, key="import_preview")


def _check(
    table: Table, content: resources.Content, choice: Mapping[str, Any], mark: str, _: Translate
) -> ImportResult:
    """What would become of all rows; looked at once for a file and a choice."""
    checked: tuple[str, ImportResult] | None = st.session_state.get("import_checked")
    if checked is None or checked[0] != mark:
        with _show_progress(_("Reading the rows …")) as progress:
            result = import_stories(
                None, table, model=content.model, progress=progress, privacy="point out", **choice
            )
        st.session_state["import_checked"] = checked = (mark, result)
    return checked[1]


def _show_problems(checked: ImportResult, _: Translate) -> None:
    if not checked.rejected:
        st.success(_("Every row is a story."))
        return
    words = (
        _("1 row has problems and stays out; the others can be brought in.")
        if checked.rejected == 1
        else _("{count} rows have problems and stay out; the others can be brought in.")
    )
    st.warning(words.format(count=checked.rejected))
    rows = [
        {_("Row"): one.row, _("Column"): one.column, _("Problem"): describe_problem(one, _)}
        for one in checked.problems[:_MOST_SHOWN]
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, key="import_problems")
    if len(checked.problems) > _MOST_SHOWN:
        st.text(_("These are the first {count} problems.").format(count=_MOST_SHOWN))


def _choose_masking(checked: ImportResult, _: Translate) -> bool:
    """Point out what may tell who somebody is, and ask whether to mask it."""
    if not checked.telling:
        return False
    words = (
        _("1 story holds what could tell who somebody is. This is an aid, not a guarantee.")
        if len(checked.telling) == 1
        else _("{count} stories hold what could tell who somebody is. This is an aid, not a guarantee.")
    )
    st.warning(words.format(count=len(checked.telling)))
    fields, kinds = list_fields(_), list_identifiers(_)
    found = [(row, one) for row, several in checked.telling.items() for one in several]
    rows = [
        {_("Row"): row, _("Column"): fields[one.field], _("What"): kinds[one.kind], _("Words"): one.text}
        for row, one in found[:_MOST_SHOWN]
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, key="import_telling")
    if len(found) > _MOST_SHOWN:
        st.text(_("These are the first {count} places.").format(count=_MOST_SHOWN))
    if checked.added > MOST_POINTED_OUT:
        st.text(
            _("Only the first {count} stories were looked at; masking takes all.").format(
                count=MOST_POINTED_OUT
            )
        )
    return st.toggle(_("Mask all of it in what is brought in"), key="import_mask")


def _import(
    table: Table,
    content: resources.Content,
    choice: Mapping[str, Any],
    mark: str,
    is_masking: bool,
    _: Translate,
) -> None:
    rejected = tempfile.SpooledTemporaryFile(max_size=8 * 2**20)  # noqa: SIM115 (closed below)
    with rejected:
        try:
            with _show_progress(_("Bringing the stories in …")) as progress:
                result = import_stories(
                    resources.get_store(),
                    table,
                    model=content.model,
                    progress=progress,
                    rejected_to=rejected,
                    privacy="mask" if is_masking else "ignore",
                    describe=lambda problem: describe_in_row(problem, _),
                    **choice,
                )
        except StoreError as error:
            st.error(
                describe_trouble(error, _)
                + " "
                + _("What was brought in before stays; the same file can come again.")
            )
            return
        rejected.seek(0)
        st.session_state[_DONE] = {"mark": mark, "result": result, "rejected": rejected.read()}
    st.rerun()


def _show_done(done: Mapping[str, Any], _: Translate) -> None:
    result: ImportResult = done["result"]
    said = [
        _("1 story was brought in; it waits to be published.")
        if result.added == 1
        else _("{count} stories were brought in; they wait to be published.").format(count=result.added)
    ]
    if result.already:
        words = _("1 was here already.") if result.already == 1 else _("{count} were here already.")
        said.append(words.format(count=result.already))
    if result.rejected:
        words = _("1 row stayed out.") if result.rejected == 1 else _("{count} rows stayed out.")
        said.append(words.format(count=result.rejected))
    st.success(" ".join(said))
    if done["rejected"]:
        st.download_button(
            _("Download the rows that stayed out, with the reasons"),
            done["rejected"],
            "rejected.csv",
            "text/csv",
            key="import_rejected",
            on_click="ignore",
        )


@contextmanager
def _show_progress(words: str) -> Iterator[Callable[[int, int], object]]:
    """A bar that is told how many of how many are done, and goes when it is over."""
    bar = st.progress(0.0, words)
    try:
        yield lambda done, count: bar.progress(min(1.0, done / max(1, count)), words)
    finally:
        bar.empty()
