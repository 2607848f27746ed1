"""Reading JSON: an array of objects, each a row, also within an object: {"stories": [...]}; or JSON lines."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from io import TextIOWrapper
from typing import Any

from model.tables.encoding import Encoding
from model.tables.file_view import Open
from model.tables.names import find_free_name
from model.tables.refusal import LONGEST_CELL, MOST_COLUMNS, TableError, refuse_columns
from model.tables.table import Entry

_CHUNK = 2**16
_SPACE = re.compile(r"[ \t\r\n]*")


def read_objects(open_file: Open, encoding: Encoding, is_lines: bool) -> Callable[[], Iterator[Entry]]:
    """A way to read the objects of a JSON file as often as needed, without holding more than one.

    In JSON lines they stand one after the other, with nothing around or between them; in other JSON, in the
    first array of objects.

    Values are given as text: truth values as "true" and "false", nothing as "", a list of plain values
    joined with "; ", anything else as JSON. Raises `TableError` while reading, for what is no JSON and for
    JSON that holds no array of objects.
    """

    def read() -> Iterator[Entry]:
        with TextIOWrapper(open_file(), encoding.codec) as file:
            text = _Text(file)
            if is_lines:
                yield from text.read_lines()
                return
            text.find_array()
            yield from text.read_array()
            text.check_end()

    return read


def is_json_lines(start: str) -> bool:
    """Whether a text that begins like this is an object a line: one stands there, and another one begins.

    >>> is_json_lines('{"a": 1}\\n{"a": 2}'), is_json_lines('{"a": [{"b": 1}]}')
    (True, False)
    """
    try:
        value, end = json.JSONDecoder().raw_decode(start.lstrip("\ufeff \t\r\n"))
    except (ValueError, RecursionError):
        return False
    rest = start.lstrip("\ufeff \t\r\n")[end:].lstrip()
    return isinstance(value, dict) and rest.startswith("{")


class _Text:
    """The part of a JSON text that is being read; what has been read is let go."""

    def __init__(self, file: TextIOWrapper) -> None:
        self._file = file
        self._decoder = json.JSONDecoder(
            parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_keep_apart
        )
        self._text = ""
        self._at = 0
        self._is_in_object = False

    def find_array(self) -> None:
        """Go into the first array of objects: the whole text, or the value of a key of the outer object."""
        if self._peek() == "[":
            self._take("[")
            return
        self._take("{")
        self._is_in_object = True
        while self._peek() != "}":
            self._read_value()
            self._take(":")
            if self._peek() != "[":
                self._read_value()
            else:
                self._take("[")
                if self._peek() in ("{", "]"):
                    return
                for _ in self._read_values():
                    pass
            if self._peek() != "}":
                self._take(",")
        raise TableError(
            "no-rows", "it holds no list of entries", 'write [{...}, {...}] or {"stories": [...]}'
        )

    def read_array(self) -> Iterator[Entry]:
        """The objects of the array."""
        for number, value in enumerate(self._read_values(), start=1):
            yield number, _to_cells(value, number)

    def read_lines(self) -> Iterator[Entry]:
        """The objects up to the end of the text."""
        number = 0
        while self._peek():
            number += 1
            yield number, _to_cells(self._read_value(number), number)

    def check_end(self) -> None:
        """Read the rest, so that a file which is cut off is not taken for a whole one."""
        if self._is_in_object:
            while self._peek() != "}":
                self._take(",")
                self._read_value()
                self._take(":")
                self._read_value()
            self._take("}")
        if self._peek():
            raise _refuse_json()

    def _read_values(self) -> Iterator[Any]:
        """The values of the array that has been gone into, and its end."""
        number = 0
        while self._peek() != "]":
            number += 1
            yield self._read_value(number)
            if self._peek() != "]":
                self._take(",", number)
        self._take("]")

    def _peek(self) -> str:
        """The next sign that is no space; "" at the end."""
        while True:
            self._at = _SPACE.match(self._text, self._at).end()  # type: ignore[union-attr]
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._read_on(_CHUNK):
                return ""

    def _take(self, sign: str, number: int = 0) -> None:
        if self._peek() != sign:
            raise _refuse_json(number)
        self._at += 1

    def _read_value(self, number: int = 0) -> Any:
        self._peek()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except ValueError:  # maybe because the rest of it is not there yet
                length = len(self._text) - self._at
                if length > LONGEST_CELL or not self._read_on(max(length, _CHUNK)):
                    raise _refuse_json(number) from None
                continue
            except RecursionError:
                raise _refuse_json(number) from None
            if end < len(self._text) or not self._read_on(_CHUNK):
                self._at = end
                return value

    def _read_on(self, length: int) -> bool:
        """Let go of what has been read and read on; whether there was more."""
        try:
            more = self._file.read(length)
        except UnicodeError:
            raise _refuse_json() from None
        if more:
            self._text = self._text[self._at :] + more
            self._at = 0
        return bool(more)


def _to_cells(value: Any, number: int) -> dict[str, str]:
    if not isinstance(value, dict):
        raise TableError(
            "not-an-entry",
            "this is no object",
            'write each entry as {"name": "value"}',
            place=f"entry {number}",
            row=number,
        )
    if len(value) > MOST_COLUMNS:
        raise refuse_columns(len(value))
    cells: dict[str, str] = {}
    for key, content in value.items():
        cells[find_free_name(key.strip(), cells)] = _to_text(content)
    return cells


def _keep_apart(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The values by key; a key that comes again has a number behind it, as headings have."""
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    if len(pairs) > MOST_COLUMNS:
        raise refuse_columns(len(pairs))
    apart: dict[str, Any] = {}
    for key, value in pairs:
        apart[find_free_name(key, apart)] = value
    return apart


def _to_text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and not any(isinstance(item, list | dict) for item in value):
        return "; ".join(_to_text(item) for item in value)
    return json.dumps(value, ensure_ascii=False)


def _refuse_json(number: int = 0) -> TableError:
    return TableError(
        "broken-json",
        "this is no whole JSON",
        "save it again from the program that it comes from",
        place=f"entry {number}" if number else "",
        row=number,
    )
