"""Stories as files: CSV, Excel workbooks and JSON, which can be read in again as they were."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import IO, Any, assert_never

from model.stories.fields import FIELDS, FieldKind
from model.stories.story import Story
from model.tables import write_csv, write_xlsx

JSON_FORMAT = "mangomoment-stories"
JSON_VERSION = 1

_WIDTHS = tuple(field.width for field in FIELDS.values())


def write_stories(stories: Iterable[Story], file: IO[bytes], form: str) -> None:
    """Write the stories to an open file in one of the `STORY_FORMS`, one by one, and leave it open.

    However many they are, no more than one is held in memory. Raises `KeyError` for another form, and for a
    workbook `TableError` where the translations of a story are too long for a cell.
    """
    _WRITERS[form](stories, file)


def _write_csv(stories: Iterable[Story], file: IO[bytes]) -> None:
    """A row each: lists separated by "; ", times in UTC, translations as JSON."""
    write_csv(_to_rows(stories), file)


def _write_xlsx(stories: Iterable[Story], file: IO[bytes]) -> None:
    """The columns of CSV; raises `TableError` where the translations of a story are too long for a cell."""
    write_xlsx(_to_rows(stories), file, _WIDTHS, "Stories")


def _write_json(stories: Iterable[Story], file: IO[bytes]) -> None:
    """An object each, with the fields of CSV as lists, truth values and numbers."""
    file.write(f'{{"format": "{JSON_FORMAT}", "version": {JSON_VERSION}, "stories": ['.encode())
    separator = "\n"
    for story in stories:
        file.write(f"{separator}{json.dumps(to_values(story), ensure_ascii=False)}".encode())
        separator = ",\n"
    file.write(b"\n]}\n")


_WRITERS: dict[str, Callable[[Iterable[Story], IO[bytes]], None]] = {
    "csv": _write_csv,
    "xlsx": _write_xlsx,
    "json": _write_json,
}
STORY_FORMS = tuple(_WRITERS)
"""The endings of the files that stories are written to."""


def to_cells(story: Story) -> dict[str, str]:
    """The fields of a story as they stand in the cells of a table."""
    return {
        field: "" if (cell := _to_cell(value)) is None else str(cell)
        for field, value in to_values(story).items()
    }


def to_values(story: Story) -> dict[str, Any]:
    """The fields of a story as they stand in JSON."""
    return {name: to_value(field.kind, field.get(story)) for name, field in FIELDS.items()}


def to_value(kind: FieldKind, value: Any) -> Any:
    if value is None:
        return None
    match kind:
        case "id" | "line" | "text" | "choice" | "team" | "language" | "flag" | "number":
            return value
        case "day":
            return value.isoformat()
        case "moment":
            return _to_text(value)
        case "ids":
            return list(value)
        case "wordings":
            return [wording.model_dump() for wording in value[1:]]
        case _:
            assert_never(kind)


def _to_rows(stories: Iterable[Story]) -> Iterator[list[object]]:
    yield list(FIELDS)
    for story in stories:
        yield [_to_cell(value) for value in to_values(story).values()]


def _to_cell(value: Any) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, list):
        return value
    if value and isinstance(value[0], dict):
        return json.dumps(value, ensure_ascii=False)
    return "; ".join(value)


def _to_text(moment: datetime) -> str:
    """The moment in UTC as ISO 8601.

    >>> from datetime import UTC
    >>> _to_text(datetime(2026, 5, 31, 14, 30, tzinfo=UTC))
    '2026-05-31T14:30:00Z'
    """
    return moment.isoformat().replace("+00:00", "Z")
