"""A file that can be read from its beginning, by several at once, without closing it."""

from __future__ import annotations

from collections.abc import Callable
from io import BufferedReader, BytesIO, RawIOBase
from typing import Any, BinaryIO

from model.tables.refusal import LARGEST_FILE, refuse_size

Open = Callable[[], BufferedReader]
"""Opens a file at its beginning, each time anew."""


def to_open(file: BinaryIO) -> Open:
    """A way to open the file at its beginning, each time anew and without closing it.

    Raises `TableError` for one that is larger than 256 MB.
    """
    if not file.seekable():
        file = BytesIO(file.read(LARGEST_FILE + 1))
    size = file.seek(0, 2)
    if size > LARGEST_FILE:
        raise refuse_size()
    return lambda: BufferedReader(_View(file))


class _View(RawIOBase):
    """A file read from its beginning, with a place of its own in it."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        self._file = file
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        start = (0, self._at, self._file.seek(0, 2) if whence == 2 else 0)[whence]
        if start + offset < 0:
            raise ValueError("there is nothing before the beginning")
        self._at = start + offset
        return self._at

    def readinto(self, buffer: Any) -> int:
        self._file.seek(self._at)
        content = self._file.read(len(buffer))
        buffer[: len(content)] = content
        self._at += len(content)
        return len(content)
