"""Stories as files to take along: CSV, Excel workbooks and JSON, which can be read in again as they were."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from io import BytesIO
from typing import IO, Any

from model.stories.story import Story
from model.tables import to_csv, to_xlsx, write_csv, write_xlsx

FIELDS = (
    "id",
    "title",
    "text",
    "setting",
    "language",
    "teller",
    "nodes",
    "dimensions",
    "source",
    "source_url",
    "source_session",
    "origin",
    "consent_room",
    "consent_exports",
    "consent_publications",
    "status",
    "told_on",
    "created_at",
    "changed_at",
    "withdrawn_at",
    "revision",
    "translations",
)
"""What a file says of a story, in the order of its columns. `translations` are its other wordings."""

JSON_FORMAT = "mangomoment-stories"
JSON_VERSION = 1

_WIDTHS = (34, 30, 90, 24, 10, 14, 40, 40, 30, 40, 18, 12, 14, 14, 14, 12, 12, 28, 28, 28, 10, 40)


def to_story_csv(stories: Iterable[Story]) -> bytes:
    """The stories as CSV: a row each, lists separated by "; ", times in UTC, translations as JSON."""
    return to_csv(_to_rows(stories))


def to_story_xlsx(stories: Iterable[Story]) -> bytes:
    """The stories as an Excel workbook, with the same columns as in CSV.

    Raises `TableError` where the translations of a story are too long for a cell.
    """
    return to_xlsx(_to_rows(stories), _WIDTHS, "Stories")


def to_story_json(stories: Iterable[Story]) -> bytes:
    """The stories as JSON: an object each, with the fields of CSV as lists, truth values and numbers."""
    content = BytesIO()
    _write_json(stories, content)
    return content.getvalue()


def write_stories(stories: Iterable[Story], file: IO[bytes], form: str) -> None:
    """Write the stories to an open file in one of the `STORY_FORMS`, one by one, and leave it open.

    However many they are, no more than one is held in memory. Raises `KeyError` for another form.
    """
    _WRITERS[form](stories, file)


def _write_csv(stories: Iterable[Story], file: IO[bytes]) -> None:
    write_csv(_to_rows(stories), file)


def _write_xlsx(stories: Iterable[Story], file: IO[bytes]) -> None:
    write_xlsx(_to_rows(stories), file, _WIDTHS, "Stories")


def _write_json(stories: Iterable[Story], file: IO[bytes]) -> None:
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
    source, consent = story.source, story.consent
    return {
        "id": story.id,
        "title": story.title,
        "text": story.text,
        "setting": story.setting,
        "language": story.language,
        "teller": story.teller,
        "nodes": list(story.nodes),
        "dimensions": list(story.dimensions),
        "source": source.name if source else None,
        "source_url": source.url if source else None,
        "source_session": source.session if source else None,
        "origin": story.origin,
        "consent_room": consent.room,
        "consent_exports": consent.exports,
        "consent_publications": consent.publications,
        "status": story.status,
        "told_on": story.told_on.isoformat() if story.told_on else None,
        "created_at": _to_text(story.created_at),
        "changed_at": _to_text(story.changed_at),
        "withdrawn_at": _to_text(story.withdrawn_at),
        "revision": story.revision,
        "translations": [wording.model_dump() for wording in story.wordings[1:]],
    }


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


def _to_text(moment: datetime | None) -> str | None:
    """The moment in UTC as ISO 8601.

    >>> from datetime import UTC
    >>> _to_text(datetime(2026, 5, 31, 14, 30, tzinfo=UTC))
    '2026-05-31T14:30:00Z'
    """
    return None if moment is None else moment.isoformat().replace("+00:00", "Z")
