"""Reading the XML in a workbook piece by piece.

No part is held in memory as a tree, no entity is resolved, and what a part says of its own size is not
trusted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import IO, Any
from xml.parsers import expat

from model.tables.refusal import refuse_size

_CHUNK = 2**16
_MOST_ELEMENTS = 200_000
"""How many elements are read of a small part: styles, the list of sheets."""

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]


def read_elements(part: IO[bytes]) -> list[tuple[str, str, dict[str, str]]]:
    """The elements of a small part: name of the parent, own name, attributes; all without name spaces."""
    found: list[tuple[str, str, dict[str, str]]] = []
    parents = [""]

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(found) == _MOST_ELEMENTS:
            raise ValueError(name)
        found.append((parents[-1], name, {_get_own_name(key): attributes[key] for key in attributes}))
        parents.append(name)

    def end(_name: str) -> None:
        parents.pop()

    for _ in parse_part(part, start, end, lambda _text: None):
        pass
    return found


def parse_part(
    part: IO[bytes],
    start: Start,
    end: End,
    text: Callable[[str], None],
    most_tags: int = 2 * _MOST_ELEMENTS,
    has_whole_names: bool = False,
) -> Iterator[None]:
    """Call the functions for what is in the part, and pause after each piece of it.

    Names are without their name spaces, or whole, which is faster: the name space, a blank, and the own name.
    Raises `TableError` for a part with more tags than that: unpacked, a small file may hold any number.
    """
    tags = 0
    own_names = _OwnNames()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    if has_whole_names:
        parser.StartElementHandler, parser.EndElementHandler = start, end
    else:
        parser.StartElementHandler = lambda name, attributes: start(own_names[name], attributes)
        parser.EndElementHandler = lambda name: end(own_names[name])
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_entities
    while chunk := part.read(_CHUNK):
        tags += chunk.count(b"<")
        if tags > most_tags:
            raise refuse_size()
        parser.Parse(chunk)
        yield
    parser.Parse(b"", True)
    yield


def get_most_tags(file_size: int) -> int:
    """How many tags a part of a workbook may have: more than spreadsheets write into a file of that size."""
    return 4_000_000 + file_size


class _OwnNames(dict[str, str]):
    """Names without their name spaces; there are few different ones, and all come very often."""

    def __missing__(self, name: str) -> str:
        own = _get_own_name(name)
        if len(self) < 1000:
            self[name] = own
        return own


def _refuse_entities(*_: Any) -> None:
    raise ValueError("no part of a workbook declares a type or entities")


def _get_own_name(name: str) -> str:
    return name.rpartition(" ")[2]
