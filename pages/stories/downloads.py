"""Stories and their log as files to download, written piece by piece so that any number fits."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Callable, Iterable, Iterator
from typing import IO

from model import Story
from model.stories import LogLine, story_files
from model.tables import write_csv

FORMS = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
_PIECE = 64 * 1024


def write_stories(stories: Iterable[Story], form: str) -> Iterator[bytes]:
    """The stories as a file of a form ("csv", "xlsx", "json"), in pieces; written whole before the first."""
    return _write(lambda file: story_files.write_stories(stories, file, form))


def write_log(lines: Iterable[LogLine]) -> Iterator[bytes]:
    """The log of changes as CSV, a line for each, with moments in UTC; in pieces like the stories."""
    columns = ("at", "what", "story", "revision", "role", "account")
    rows = (
        (change.at.isoformat(), change.what, line.story, change.revision, change.role, change.person)
        for line in lines
        for change in (line.change,)
    )
    return _write(lambda file: write_csv(itertools.chain([columns], rows), file))


def _write(fill: Callable[[IO[bytes]], None]) -> Iterator[bytes]:
    file = tempfile.SpooledTemporaryFile(max_size=8 * 2**20)  # noqa: SIM115 (closed when it was sent)
    fill(file)
    file.seek(0)

    def read() -> Iterator[bytes]:
        with file:
            while piece := file.read(_PIECE):
                yield piece

    return read()
