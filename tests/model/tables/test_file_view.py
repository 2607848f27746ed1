"""A file is read from its beginning by several at once."""

from __future__ import annotations

import os
from io import BytesIO, UnsupportedOperation

import pytest

from model.tables import TableError, file_view
from model.tables.file_view import to_open


class Stream(BytesIO):
    """A file that cannot be read twice."""

    def seekable(self) -> bool:
        return False

    def seek(self, offset: int, whence: int = 0) -> int:
        raise UnsupportedOperation(offset, whence)


def test_several_readers_have_places_of_their_own() -> None:
    file = BytesIO(b"0123456789" * 2_000)
    open_file = to_open(file)
    first, second = open_file(), open_file()
    assert first.read(15_000) == (b"0123456789" * 1_500)
    assert second.read(3) == b"012"
    assert (first.tell(), second.tell()) == (15_000, 3)
    assert first.read() == b"0123456789" * 500
    assert first.read() == b""
    first.close()
    assert second.read(2) == b"34"
    assert not file.closed


def test_a_place_is_counted_from_the_beginning_from_here_or_from_the_end() -> None:
    reader = to_open(BytesIO(b"0123456789"))().detach()
    assert (reader.readable(), reader.seekable()) == (True, True)
    assert (reader.seek(4), reader.read(2)) == (4, b"45")
    assert (reader.seek(1, os.SEEK_CUR), reader.read(1)) == (7, b"7")
    assert (reader.seek(-3, os.SEEK_CUR), reader.read(1)) == (5, b"5")
    assert (reader.seek(-1, os.SEEK_END), reader.read(5)) == (9, b"9")
    assert (reader.seek(0, os.SEEK_END), reader.read(1)) == (10, b"")
    assert reader.seek(0) == 0
    with pytest.raises(ValueError, match="nothing before the beginning"):
        reader.seek(-1)


def test_a_file_may_be_as_large_as_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_view, "LARGEST_FILE", 10)
    for kind in (BytesIO, Stream):
        assert to_open(kind(b"0123456789"))().read() == b"0123456789"
        with pytest.raises(TableError) as caught:
            to_open(kind(b"0123456789a"))
        assert (caught.value.code, str(caught.value)) == (
            "too-large",
            "it is too large; split it into several files",
        )
