"""Importing stories from a file: how it is read, which column is what, what answers mean, and in they go."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from typing import Any

import pandas as pd
import streamlit as st

from model.stories import StoreError
from model.stories.faults import DeduceMissingError
from model.stories.intake.answer_list import AnswerList, list_answers
from model.stories.intake.choice import ImportChoice, suggest_choice
from model.stories.intake.headings import is_own_export
from model.stories.intake.rows import check_rows
from model.stories.intake.story_import import Accept, ImportResult, import_stories
from model.stories.story import PURPOSES
from model.tables import Table, TableError, list_settings, read_table
from model.words import Translate
from pages.shared import resources
from pages.shared.fault_words import describe_trouble
from pages.shared.story_words import list_fields, list_tellers
from pages.stories.answer_inputs import choose_day_order, choose_meanings, list_to_remember
from pages.stories.change_inputs import choose_changes
from pages.stories.column_inputs import choose_columns, choose_defaults
from pages.stories.consent_words import list_consents
from pages.stories.import_result import choose_masking, show_done, show_problems
from pages.stories.problems import describe_in_row
from pages.tables.inputs import UNKNOWN, choose_reading, get_reading
from pages.tables.words import describe_table_error, describe_table_note

_FORMS = ["csv", "tsv", "txt", "xlsx", "xls", "ods", "json", "jsonl", "ndjson"]
_SHOWN = 5
_DONE = "import_done"


def show_import(content: resources.Content, _: Translate) -> None:
    """Ask for a file, show what is in it and what is wrong with it, and take the good rows in."""
    file = st.file_uploader(
        _("A table of stories: CSV, workbook (.xlsx, .ods, .xls) or JSON"), type=_FORMS, key="import_file"
    )
    if file is None:
        st.text(_("One row per story. Import files over 50 MB with: python -m model stories import FILE"))
        return
    file_mark = _mark(file.file_id)
    table = None
    try:
        table, table_mark = _read(file, file_mark, _)
        _take_in(table, content, file_mark, table_mark, _)
    except DeduceMissingError:
        st.error(
            _(
                "Dutch stories cannot be checked for names: deduce is switched on (MANGOMOMENT_DEDUCE), but "
                "not installed. Ask whoever runs the server to install or switch it off."
            )
        )
    except TableError as error:
        st.error(describe_table_error(error, _))
        if table is None:
            choose_reading(UNKNOWN, file_mark, _, is_open=True)


def _read(file: Any, file_mark: str, _: Translate) -> tuple[Table, str]:
    """The table as it is to be read, with what was found out about it; and a mark of it, read like that."""
    reading, sheet = get_reading(file_mark)
    mark = _mark(file_mark, sheet, reading)
    table: Table = _keep_one(
        "import_table", mark, lambda: read_table(file, file.name, sheet, reading=reading)
    )
    lines = (
        _("{form}: {rows} rows from {lines} entries")
        if table.form == "json"
        else _("{form}: {rows} rows from {lines} lines")
    )
    st.text(lines.format(form=table.form.upper(), rows=table.count, lines=table.lines))
    choose_reading(list_settings(table), file_mark, _)
    for sentence in _describe_table(table, _):
        st.text(sentence)
    return table, mark


def _describe_table(table: Table, _: Translate) -> Iterator[str]:
    """What was left out, repaired or renamed in reading a table, and what is hidden in it."""
    for note in table.notes:
        yield describe_table_note(note, _)
    hidden = [*(_("row {at}").format(at=row) for row in table.hidden_rows[:5]), *table.hidden_columns[:5]]
    if hidden:
        yield _("Hidden in the workbook, and read like the others: {places}.").format(
            places=", ".join(hidden)
        )
    if table.hidden_sheets:
        yield _("Hidden sheets: {sheets}.").format(sheets=", ".join(table.hidden_sheets[:5]))


def _take_in(table: Table, content: resources.Content, file_mark: str, table_mark: str, _: Translate) -> None:
    """Ask what the table means, show what would become of it, and import it."""
    columns = _choose_columns(table, content, _mark(file_mark, table.columns), _)
    if columns is None:
        return
    mark = _mark(table_mark, columns.columns)
    found: AnswerList = _keep_one(
        "import_answers",
        (mark, content.version),
        lambda: list_answers(table, columns, content.model, resources.get_store().get_meanings()),
    )
    if found.answers:
        st.subheader(_("What the answers mean"), anchor=False)
    choice = choose_meanings(columns, found, content.model, mark, _)
    choice = choose_day_order(choice, found, mark, _)
    if found.unclear_day and choice.day_order is None:
        st.warning(_("Choose which number is the day first."))
        return
    mark = _mark(table_mark, choice)
    if st.session_state.get(_DONE, {}).get("mark") == mark:
        show_done(st.session_state[_DONE], _)
    elif (done := _offer(table, content, choice, mark, _)) is not None:
        if done["result"].added or done["result"].changed:
            with _telling_trouble(_):
                resources.get_store().keep_meanings(list_to_remember(choice, found))
        st.session_state[_DONE] = {"mark": mark, "is_trusted": choice.trust, **done}
        st.rerun()


def _choose_columns(table: Table, content: resources.Content, mark: str, _: Translate) -> ImportChoice | None:
    """What a person says of the columns; None where none holds the stories."""
    st.subheader(_("What each column contains"), anchor=False)
    choice = choose_columns(table, suggest_choice(table), mark, _)
    if left := choice.list_left_over(table):
        st.text(_("Not imported: {columns}").format(columns=", ".join(column[:60] for column in left)))
    if "text" not in choice.columns and "id" not in choice.columns:
        st.warning(_("Choose the column that holds the stories."))
        return None
    choice = choose_defaults(choice, content.model, mark, _)
    if not is_own_export(table.columns):
        return choice
    words = _("This is an export of this application: keep status, origin and times")
    return replace(choice, trust=st.toggle(words, value=True, key="import_trust"))


def _offer(
    table: Table, content: resources.Content, choice: ImportChoice, mark: str, _: Translate
) -> dict[str, Any] | None:
    """Show what would become of the rows, and do it when asked to: what became of them then."""
    _show_preview(table, content, choice, _)
    checked: ImportResult = _keep_one(
        "import_checked",
        (mark, resources.get_store().get_version()),
        lambda: _check(table, content, choice, _),
    )
    show_problems(checked, _)
    accept = choose_changes(checked.changes, mark, _)
    is_masking = choose_masking(checked, _)
    if checked.already:
        words = (
            _("1 story is here already.") if checked.already == 1 else _("{count} stories are here already.")
        )
        st.text(words.format(count=checked.already))
    if not checked.added and not checked.changes:
        return None
    words = _("Import 1 story") if checked.added == 1 else _("Import {count} stories")
    if not checked.added:
        words = _("Apply the selected changes")
    if st.button(words.format(count=checked.added), type="primary", key="import_button"):
        return _import(table, content, choice, accept, is_masking, _)
    return None


def _show_preview(table: Table, content: resources.Content, choice: ImportChoice, _: Translate) -> None:
    names, tellers = list_fields(_), list_tellers(_)
    rows = []
    for row in islice(check_rows(table, choice, content.model), _SHOWN):
        shown: dict[str, object] = {_("Row"): row.number}
        for field in choice.columns:
            if field.startswith("consent_"):
                continue
            shown[names[field]] = choice.get_cell(field, row.cells)[:200]
        if (story := row.story) is not None:
            shown |= {names["teller"]: tellers[story.teller], names["language"]: story.language}
            consents = list_consents(_, bool(story.source and story.source.session))
            agreed = [consents[purpose] for purpose in PURPOSES if getattr(story.consent, purpose)]
            shown[_("Consent")] = ", ".join(agreed) or "–"
            if story.told_on:
                shown[names["told_on"]] = story.told_on.isoformat()
        rows.append(shown)
    st.subheader(_("What will be imported"), anchor=False)
    st.text(_("The first rows, as they will be read:"))
    st.dataframe(pd.DataFrame(rows), hide_index=True, key="import_preview")


def _check(table: Table, content: resources.Content, choice: ImportChoice, _: Translate) -> ImportResult:
    """What would become of all rows."""
    with _show_progress(_("Reading the rows …")) as progress:
        return import_stories(
            resources.get_store(),
            table,
            choice,
            content.model,
            is_dry=True,
            privacy="point out",
            progress=progress,
        )


def _import(
    table: Table,
    content: resources.Content,
    choice: ImportChoice,
    accept: Accept,
    is_masking: bool,
    _: Translate,
) -> dict[str, Any] | None:
    """What became of the rows, and those that stayed out as a file; None where the store was in trouble."""
    rejected = tempfile.SpooledTemporaryFile(max_size=8 * 2**20)  # noqa: SIM115 (closed below)
    with rejected, _telling_trouble(_), _show_progress(_("Importing the stories …")) as progress:
        result = import_stories(
            resources.get_store(),
            table,
            choice,
            content.model,
            accept=accept,
            privacy="mask" if is_masking else "ignore",
            progress=progress,
            rejected_to=rejected,
            describe=lambda problem: describe_in_row(problem, _),
        )
        rejected.seek(0)
        return {"result": result, "rejected": rejected.read()}
    return None


@contextmanager
def _telling_trouble(_: Translate) -> Iterator[None]:
    """Say what is wrong with the store, and that nothing that was imported is lost."""
    try:
        yield
    except StoreError as error:
        sentence = _("What was imported before stays; the same file can be imported again.")
        st.error(f"{describe_trouble(error, _)} {sentence}")


def _keep_one(key: str, mark: object, build: Callable[[], Any]) -> Any:
    """What was built for a mark, built once; that of another mark is forgotten."""
    kept: tuple[object, Any] | None = st.session_state.get(key)
    if kept is None or kept[0] != mark:
        st.session_state[key] = kept = (mark, build())
    return kept[1]


def _mark(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()


@contextmanager
def _show_progress(words: str) -> Iterator[Callable[[int, int], object]]:
    """A bar that is told how many of how many are done, and goes when it is over."""
    bar = st.progress(0.0, words)
    try:
        yield lambda done, count: bar.progress(min(1.0, done / max(1, count)), words)
    finally:
        bar.empty()
