"""Stories as files to download, written piece by piece so that any number of them fits."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator

from model import Story
from model.stories import story_files

FORMS = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
_PIECE = 64 * 1024


def write_stories(stories: Iterable[Story], form: str) -> Iterator[bytes]:
    """The stories as a file of a form ("csv", "xlsx", "json"), in pieces; written whole before the first."""
    file = tempfile.SpooledTemporaryFile(max_size=8 * 2**20)  # noqa: SIM115 (closed when it was sent)
    story_files.write_stories(stories, file, form)
    file.seek(0)

    def read() -> Iterator[bytes]:
        with file:
            while piece := file.read(_PIECE):
                yield piece

    return read()
