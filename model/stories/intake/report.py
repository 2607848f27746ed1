"""What the command line says of a file of stories: how it was read, what was guessed, what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from model.stories.intake.answer_list import AnswerList, SurveyAnswer
from model.stories.intake.choice import ImportChoice
from model.stories.intake.headings import is_own_export
from model.stories.intake.problems import shorten
from model.stories.intake.story_import import MOST_CHANGES, ImportResult
from model.tables import Table, list_settings
from model.tables.options import name_value

_FIRST = 20
"""In how many rows an example is looked for."""

_FEW = 5


def describe_changes(result: ImportResult) -> Iterator[str]:
    """What the file says otherwise than the stories that are stored, a line for each field."""
    for change in result.changes:
        for field in change.fields:
            where = f'row {change.row}, story "{change.stored.id}", {field.field}'
            line = f'{where}: "{shorten(field.stored)}" is "{shorten(field.said)}" in the file'
            if field.is_conflict:
                line += f', and was "{shorten(field.before or "")}" when it was written'
            yield line
    if len(result.changes) == MOST_CHANGES:
        yield f"these are the first {MOST_CHANGES} stories"


def describe_reading(table: Table, choice: ImportChoice, answers: AnswerList) -> Iterator[str]:
    """What was found out of the file, a line each."""
    lines = ("entry", "entries") if table.form == "json" else ("line", "lines")
    yield f"{table.form}: {_count(table.count, 'row', 'rows')} from {_count(table.lines, *lines)}"
    if is_own_export(table.columns):
        yield "an export of this application: stories are known by their ids"
    for setting in list_settings(table):
        if setting.name == "heading_rows" and table.heading_rows == 1:
            continue
        example = f', which gives "{setting.example}"' if setting.example else ""
        yield f"{setting.name}: {name_value(setting.value)}{example}"
    for note in table.notes:
        yield str(note)
    if table.hidden_rows or table.hidden_columns:
        hidden = [*(f"row {row}" for row in table.hidden_rows[:5]), *table.hidden_columns[:5]]
        yield f"hidden, and read like the others: {', '.join(hidden)}"
    first = [cells for _, cells in islice(table.rows, _FIRST)]
    for field, columns in choice.columns.items():
        example = next((said for cells in first if (said := choice.get_cell(field, cells))), "")
        such_as = f', e.g. "{shorten(example)}"' if example else ""
        yield f"{field}: column {_list(columns, ' and ')}{such_as}"
    if left := choice.list_left_over(table):
        yield f"ignored: column {_list(left, ', ')}"
    for several in answers.answers.values():
        for answer in several:
            if answer.meaning != answer.said.casefold() and answer.field != "setting":
                yield _describe_answer(answer)


def describe_repeated(result: ImportResult) -> str:
    """Which rows say the same as one above them; "" for none."""
    if not result.repeated:
        return ""
    rows = ", ".join(map(str, result.repeated[:_FEW])) + (" …" if len(result.repeated) > _FEW else "")
    if len(result.repeated) == 1:
        return f"row {rows} repeats one above it, and is added, too"
    return f"{len(result.repeated)} rows repeat one above them, and are added, too: {rows}"


def _count(number: int, what: str, many: str) -> str:
    return f"{number} {what if number == 1 else many}"


def _list(columns: Iterable[str], sign: str) -> str:
    return sign.join(f'"{shorten(column)}"' for column in columns)


def _describe_answer(answer: SurveyAnswer) -> str:
    rows = f"row {answer.row}" if answer.count == 1 else f"{answer.count} rows"
    where = f'{answer.field}: "{shorten(answer.said)}" ({rows})'
    if answer.meaning is None:
        return f'{where} is not known: use --map "{answer.field}:{shorten(answer.said)}=..."'
    return f"{where} is read as {answer.meaning or 'nothing'}"


def to_json(table: Table, choice: ImportChoice, answers: AnswerList, result: ImportResult) -> dict[str, Any]:
    return {
        "file": table.name,
        "form": table.form,
        "rows": table.count,
        "lines": table.lines,
        "settings": {setting.name: setting.value for setting in list_settings(table)},
        "notes": [
            {"code": note.code, "sentence": str(note), "places": list(note.places), **note.details}
            for note in table.notes
        ],
        "hidden": {
            "sheets": list(table.hidden_sheets),
            "rows": list(table.hidden_rows),
            "columns": list(table.hidden_columns),
        },
        "columns": {field: list(columns) for field, columns in choice.columns.items()},
        "not_taken": list(choice.list_left_over(table)),
        "answers": [
            {
                "field": answer.field,
                "answer": answer.said,
                "rows": answer.count,
                "meaning": answer.meaning,
                "certain": answer.is_certain,
            }
            for several in answers.answers.values()
            for answer in several
        ],
        "added": result.added,
        "already": result.already,
        "changed": result.changed,
        "different": result.open,
        "rejected": result.rejected,
        "without_a_story": result.absent,
        "repeated_rows": list(result.repeated),
        "problems": [
            {
                "row": problem.row,
                "column": problem.column,
                "field": problem.field,
                "code": problem.code,
                "problem": problem.message,
            }
            for problem in result.problems
        ],
        "changes": [
            {
                "row": change.row,
                "story": change.stored.id,
                "fields": {
                    field.field: {"stored": field.stored, "file": field.said, "conflict": field.is_conflict}
                    for field in change.fields
                },
            }
            for change in result.changes
        ],
        "telling": [
            {"row": row, "field": identifier.field, "kind": identifier.kind, "text": identifier.text}
            for row, found in result.telling.items()
            for identifier in found
        ],
    }
