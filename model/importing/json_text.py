"""Reading JSON from outside to inside, so that the line is known on which each entry of a list begins."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from model.errors import ModelFileError
from model.importing.raw import MOST_EDGES, refuse, refuse_count

_START = re.compile(r"(?:\{\s*[\"}]|\[\s*(?:[\"\[{\]]|-?[0-9]|true\b|false\b|null\b))")
_LINES = re.compile(r"\{[^\n]*\}[ \t\r]*\n\s*\{")
"""Objects that each stand on a line: a table."""
_SPACE = re.compile(r"[ \t\r\n]*")
_MOST_OBJECTS = 3
"""How deep objects stand inside each other until lists are looked for no more."""
_MOST_VALUES = 1_500_000
"""How many values a file may have in all: each takes about a hundred bytes of memory."""
_ESCAPE = re.compile(
    r"(\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|(\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\.",
    re.S,
)


def read_json(content: bytes, name: str) -> Any:
    """What is in a JSON file: objects as dicts, lists near the top as `Lines`, numbers as `Number`.

    An object that has a key twice is a `Repeated`. Halves of characters (lone surrogates) become U+FFFD.
    Raises `ModelFileError`, with the line, for what is not whole JSON, not UTF-8, nested too deeply, or has
    lists that are too long or too many values.

    >>> read_json(b'{"nodes": ["a",\\n "b"], "size": 1e3}', "x")
    {'nodes': [('a', 1), ('b', 2)], 'size': '1e3'}
    """
    return _Walker(_decode(content, name), name).read()


def looks_like_json(start: str) -> bool:
    """Whether the beginning of a text is that of JSON; not that of objects which each stand on a line.

    >>> looks_like_json('{"nodes": ['), looks_like_json('[Trust] leads to [Joy]'), looks_like_json('{}\\n{}')
    (True, False, False)
    """
    return _START.match(start) is not None and _LINES.match(start) is None


class Lines(list[tuple[Any, int]]):
    """A list whose values come with their lines."""


class Number(str):
    """A number as it is written, also NaN and the infinite ones."""

    __slots__ = ()


class Repeated(dict[str, Any]):
    """An object that has `keys_twice`: the last value of each was taken."""

    def __init__(self, pairs: Sequence[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        times = Counter(key for key, _ in pairs)
        self.keys_twice = tuple(key for key in self if times[key] > 1)


def _build_object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    return found if len(found) == len(pairs) else Repeated(pairs)


class _Walker:
    """Reads JSON from outside to inside, so that the line is known on which each entry of a list begins."""

    def __init__(self, text: str, name: str) -> None:
        self._text = text
        self._name = name
        self._at = 0
        self._line = 1
        self._counted = 0
        self._decoder = json.JSONDecoder(
            parse_int=Number, parse_float=Number, parse_constant=Number, object_pairs_hook=_build_object
        )

    def read(self) -> Any:
        value = self._read_value(0)
        if self._peek():
            raise self._refuse("holds something behind its end")
        return value

    def _read_value(self, depth: int) -> Any:
        sign = self._peek()
        if sign == "{" and depth < _MOST_OBJECTS:
            return _build_object(list(self._read_object(depth)))
        if sign == "[" and depth < _MOST_OBJECTS:
            return Lines(self._read_list())
        return self._decode()

    def _read_object(self, depth: int) -> Iterator[tuple[str, Any]]:
        self._take("{")
        while self._peek() != "}":
            if self._peek() != '"':
                raise self._refuse("is not whole JSON here")
            key = self._decode()
            self._take(":")
            yield key, self._read_value(depth + 1)
            if self._peek() != "}":
                self._take(",")
                if self._peek() == "}":
                    raise self._refuse("is not whole JSON here")
        self._take("}")

    def _read_list(self) -> Iterator[tuple[Any, int]]:
        self._take("[")
        count = 0
        while self._peek() != "]":
            count += 1
            if count > MOST_EDGES:
                raise refuse_count(self._name, "entries in one list", MOST_EDGES)
            line = self._count_lines()
            yield self._decode(), line
            if self._peek() != "]":
                self._take(",")
                if self._peek() == "]":
                    raise self._refuse("is not whole JSON here")
        self._take("]")

    def _decode(self) -> Any:
        try:
            value, self._at = self._decoder.raw_decode(self._text, self._at)
        except json.JSONDecodeError as error:
            self._at = error.pos
            raise self._refuse("is not whole JSON here") from None
        except RecursionError:
            raise self._refuse("is nested too deeply") from None
        return value

    def _peek(self) -> str:
        self._at = _SPACE.match(self._text, self._at).end()  # type: ignore[union-attr]
        return self._text[self._at : self._at + 1]

    def _take(self, sign: str) -> None:
        if self._peek() != sign:
            raise self._refuse("is not whole JSON here")
        self._at += 1

    def _count_lines(self) -> int:
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line

    def _refuse(self, message: str) -> ModelFileError:
        again = "save it again from the program that it comes from"
        return refuse(self._name, f"{message}; {again}", self._count_lines())


def _decode(content: bytes, name: str) -> str:
    encoding = json.detect_encoding(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise refuse(name, "is not UTF-8; save it again with the encoding UTF-8", line) from None
    if text.count(",") > _MOST_VALUES:
        raise refuse_count(name, "values", _MOST_VALUES)
    return _ESCAPE.sub(_replace_half, text) if "\\ud" in text or "\\uD" in text else text


def _replace_half(escape: re.Match[str]) -> str:
    return r"\ufffd" if escape[2] else escape[0]
