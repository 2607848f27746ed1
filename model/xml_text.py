"""Reading XML that is not to be trusted: piece by piece, by expat, with nothing fetched and nothing expanded;
and texts that XML can hold.

By expat itself rather than by a library around it, since readers need the line of each element, and since a
document type, and with it every entity, is refused where it begins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from xml.parsers import expat

from model.errors import Fault, ModelFileError

_ENCODINGS = (
    "utf-8",
    "utf-16",
    "utf-16le",
    "utf-16be",
    "us-ascii",
    "iso-8859-1",
    "iso-8859-15",
    "windows-1252",
)
_CHUNK = 2**16
_DEEPEST = 100
"""How deep elements of a file may stand inside each other."""

_ROOT = re.compile(
    r"(?>\s+|<\?.*?\?>|<!--.*?-->)*+"
    r"(?:<!DOCTYPE\s+[\w:.-]+[^\[<>]*(?:\[.*?\]\s*)?>(?>\s+|<!--.*?-->)*+)?"
    r"(?:<(?P<name>[A-Za-z_][\w:.-]*)(?P<attributes>[^<>]*)>)?",
    re.DOTALL | re.IGNORECASE,
)
_KIND = re.compile(r"(?>\s+|<\?.*?\?>|<!--.*?-->)*+<!DOCTYPE\s+([\w:.-]+)", re.DOTALL | re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""(?<![\w:.-])([\w:.-]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)')""")
_X_INCLUDE = "http://www.w3.org/2001/XInclude"
_NOT_IN_XML = re.compile(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Root:
    """The outermost element: its name without name space, and its attributes as they are written."""

    name: str
    attributes: Mapping[str, str]


class Handler(Protocol):
    """What a reader does with the elements of its format. Names come without their name space."""

    def start(self, element: str, attributes: dict[str, str], line: int) -> None:
        """An element begins."""

    def add(self, text: str) -> None:
        """There is text; one text may come in several pieces."""

    def end(self, element: str) -> None:
        """An element ends."""


def read_xml(content: bytes, name: str, handler: Handler, remedy: str) -> None:
    """Hand the elements of an XML file to a handler, from the first to the last.

    A `remedy` says how to get the file anew from the program that it comes from. Raises `ModelFileError`,
    with the line, for what is not whole XML, declares a document type, wants another file put in, is nested
    deeper than 100 elements or in an encoding that is not read.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    guard = _Guard(name, parser, handler, remedy)
    parser.StartElementHandler = guard.start
    parser.EndElementHandler = guard.end
    parser.CharacterDataHandler = handler.add
    parser.StartDoctypeDeclHandler = guard.refuse_type
    parser.XmlDeclHandler = guard.check_encoding
    try:
        for start in range(0, len(content), _CHUNK):
            parser.Parse(content[start : start + _CHUNK])
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code) or "broken"
        raise _refuse(name, f"is not whole XML here: {reason}; {remedy} again", error.lineno) from None
    except ModelFileError:
        raise
    except (ValueError, LookupError):
        raise _refuse(name, "its letters cannot be read; save it as UTF-8", 1) from None


def clean(text: str) -> str:
    """The text without what XML cannot hold: control characters and lone surrogates.

    >>> clean("a\\x00b\\x1b\\ud800]]> <c>")
    'ab]]> <c>'
    """
    return _NOT_IN_XML.sub("", text)


def find_root(text: str) -> Root | None:
    """The outermost element of XML, by its first tag; by the document type where there is no tag.

    >>> find_root('<?xml version="1.0"?><!-- ours --><gexf version="1.3"><graph>')
    Root(name='gexf', attributes={'version': '1.3'})
    >>> find_root("<!DOCTYPE html> welcome").name
    'html'
    """
    found = _ROOT.match(text)
    kind = _KIND.match(text)
    name = (found and found["name"]) or (kind and kind[1]) or ""
    if not name or found is None:
        return None
    name = name.rpartition(":")[2]
    pairs = _ATTRIBUTE.findall(found["attributes"] or "")
    return Root(name, {key: double or single for key, double, single in pairs})


class _Guard:
    def __init__(self, name: str, parser: Any, handler: Handler, remedy: str) -> None:
        self._name = name
        self._parser = parser
        self._handler = handler
        self._remedy = remedy
        self._depth = 0

    def start(self, full_name: str, attributes: dict[str, str]) -> None:
        space, _, element = full_name.rpartition(" ")
        if space == _X_INCLUDE:
            raise self._refuse("wants another file put in here (XInclude), which is not done; take that out")
        if self._depth == _DEEPEST:
            raise self._refuse(f"is nested deeper than {_DEEPEST} levels; {self._remedy} again")
        self._depth += 1
        self._handler.start(element, attributes, self._parser.CurrentLineNumber)

    def end(self, full_name: str) -> None:
        self._depth -= 1
        self._handler.end(full_name.rpartition(" ")[2])

    def refuse_type(self, kind: str, *_: Any) -> None:
        raise self._refuse(
            "declares a document type (<!DOCTYPE …>), which can make a small file a huge one or fetch "
            "others; take that out"
        )

    def check_encoding(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() not in _ENCODINGS:
            raise self._refuse(f'the encoding "{encoding[:40]}" is not read; save it as UTF-8')

    def _refuse(self, message: str) -> ModelFileError:
        return _refuse(self._name, message, self._parser.CurrentLineNumber)


def _refuse(name: str, message: str, line: int) -> ModelFileError:
    return ModelFileError(name, [Fault(line, "", message)])
