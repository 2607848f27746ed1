"""The words and signs of a DOT or DAGitty file, and the plain text in its labels.

Not by pydot, which needs over a minute for 5 000 nodes and 20 000 edges, knows no lines, and gives a whole
file up for one fault.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from html import unescape
from html.entities import html5
from typing import NamedTuple

from model.importing.raw import refuse

WORD, QUOTED, MARKUP, LINK, SIGN, OTHER = "word", "quoted", "markup", "link", "sign", "other"
"""What a token is: an id without quotes, in quotes, in <>; a line between nodes; a bracket and the like."""

_MOST_TOKENS = 1_200_000
_TOKEN = re.compile(
    r"\s*+(?:(?P<link><->|<-@|<-|@->|@-@|@--|--@|->|--)"
    r"|(?P<word>(?:-(?=[.0-9]))?+(?:[A-Za-z0-9_.]|[^\x00-\x7f])++)"
    r"|(?P<sign>[{}\[\];,=:+])"
    r'|"(?P<quoted>[^"\\]*+)"(?!\s*+\+)'
    r"|(?P<comment>//[^\n]*+))"
)
"""What most tokens are; quotes with backslashes, markup and longer comments are looked for by hand."""

_SPACE = re.compile(r"\s*")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_BACKSLASH = re.compile(r"\\(.)", re.DOTALL)
_LINE_TAG = re.compile(r"<\s*(?:br|/tr|hr)\b[^<>]*>", re.IGNORECASE)
_CELL_TAG = re.compile(r"<\s*/td\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_PORT = re.compile(r"<[^<>\\]*+(?:\\.[^<>\\]*+)*+>", re.DOTALL)
_RECORD_SIGN = re.compile(r"\\(.)|[{}|]", re.DOTALL)
_JOINED = re.compile(r'\s*\+\s*"')
_ANGLE = re.compile("[<>]")

BARE_DAG = re.compile(
    r"""(?:\s*+bb="[^"\n]*+"(?:[ \t\r]*+\n)++)?+
        (?:[ \t]*+(?:"[^"\n]++"|[\w.]++)[ \t]*+(?:\[[^\]\n]*+\])?+[ \t]*+;?+[ \t]*+\n++)*+
        [ \t]*+(?:"[^"\n]++"|[\w.]++)[ \t]*+(?:->|<-|<->)[ \t]*+(?:"[^"\n]++"|[\w.]++|\{[^}\n]*+\})[ \t]*+
        (?:(?:->|<-|<->)[ \t]*+(?:"[^"\n]++"|[\w.]++)[ \t]*+)*+
        (?:\[[^\]\n]*+\])?+[ \t]*+;?+[ \t]*+(?:\n|\Z)""",
    re.VERBOSE,
)
"""What DAGitty shows of a graph without the word "dag" and brackets around it: X -> Y, line by line.

Each sign is looked at once, as others made a file of a name and spaces take hours."""


class Token(NamedTuple):
    """A word or sign: what it is, its text without quotes, and where in the file it begins."""

    what: str
    text: str
    at: int

    @property
    def is_id(self) -> bool:
        """Whether it can name a node or be a value."""
        return self.what in (WORD, QUOTED, MARKUP)

    def is_sign(self, text: str) -> bool:
        """Whether it is this bracket, comma or the like."""
        return self.what == SIGN and self.text == text


class DotText:
    """The text of a file, and its tokens one by one.

    Raises `ModelFileError` for quotes, comments and markup without an end, and for more than 1 200 000 words
    and signs.
    """

    def __init__(self, text: str, name: str) -> None:
        self._text = text
        self._name = name
        self._ends: list[int] = []

    def find_line(self, at: int) -> int:
        """The line of a place, from 1."""
        if not self._ends:
            self._ends = [found.start() for found in re.finditer("\n", self._text)] or [len(self._text)]
        return bisect_right(self._ends, at - 1) + 1

    def quote(self, start: int, end: int) -> str:
        """What stands between two places, for a message."""
        return self._text[start : min(end, start + 200)]

    def list_tokens(self) -> Iterator[Token]:
        """Every token; strings that are joined by + are one."""
        text, at, count, is_after_id = self._text, 0, 0, False
        match = _TOKEN.match
        while True:
            found = match(text, at)
            what = found.lastgroup or "" if found is not None else ""
            if found is not None and what == "comment":
                at = found.end()
                continue
            if found is not None and (what != LINK or is_after_id or found[what][0] != "<"):
                start, value, at = found.start(what) - (what == QUOTED), found[what], found.end()
            else:
                before, at = at, _SPACE.match(text, at).end()  # type: ignore[union-attr]
                start = at
                if at == len(text):
                    return
                if text.startswith("/*", at):
                    at = self._find_end("*/", at, "comment") + 2
                    continue
                if text[at] == "#" and (at == 0 or "\n" in text[before:at] or text[before - 1] == "\n"):
                    end = text.find("\n", at)
                    at = end if end >= 0 else len(text)
                    continue
                what, value, at = self._read_other(at)
            yield Token(what, value, start)
            is_after_id = what in (WORD, QUOTED, MARKUP) or value in ("}", "]")
            count += 1
            if count > _MOST_TOKENS:
                raise refuse(self._name, "holds too many words; split it", self.find_line(at))

    def _read_other(self, at: int) -> tuple[str, str, int]:
        """What a token is that needs a closer look, its text, and where it ends."""
        if self._text[at] == '"':
            value, end = self._read_quoted(at)
            return QUOTED, value, end
        if self._text[at] == "<":
            end = self._find_end_of_markup(at)
            return MARKUP, self._text[at + 1 : end - 1], end
        return OTHER, self._text[at], at + 1

    def _find_end(self, sign: str, at: int, what: str) -> int:
        end = self._text.find(sign, at + len(sign))
        if end < 0:
            message = f"begins a {what} that has no end; close it with {sign} in the program that made it"
            raise refuse(self._name, message, self.find_line(at))
        return end

    def _read_quoted(self, at: int) -> tuple[str, int]:
        """A text in quotes, with those that + joins to it, and where it ends."""
        parts = []
        while True:
            start, at = at + 1, at
            while True:
                at = self._text.find('"', at + 1)
                if at < 0:
                    message = 'begins a text in quotes that has no end; close it with "'
                    raise refuse(self._name, message, self.find_line(start))
                before = at
                while before > start and self._text[before - 1] == "\\":
                    before -= 1
                if (at - before) % 2 == 0:
                    break
            parts.append(self._text[start:at].replace("\\\n", "").replace('\\"', '"'))
            at += 1
            more = _JOINED.match(self._text, at)
            if more is None:
                return "".join(parts), at
            at = more.end() - 1

    def _find_end_of_markup(self, at: int) -> int:
        depth = 0
        for found in _ANGLE.finditer(self._text, at):
            depth += 1 if found[0] == "<" else -1
            if depth == 0:
                return found.end()
        message = "begins a text in < > that has no end; close it with >"
        raise refuse(self._name, message, self.find_line(at))


def decode_text(text: str, names: dict[str, str] | None = None) -> str:
    r"""The text that a label shows: its lines, with the names that \N and the like stand for.

    >>> decode_text(r"\N of\nall &amp; \\n", {"N": "Joy"})
    'Joy of\nall & \\n'
    """
    known = names or {}

    def replace(found: re.Match[str]) -> str:
        sign = found[1]
        return "\n" if sign in "nlr" else known.get(sign, sign)

    return decode_entities(_BACKSLASH.sub(replace, text))


def decode_entities(text: str) -> str:
    """The text with the letters that &amp; and its kin stand for."""
    return _ENTITY.sub(_decode_entity, text)


def _decode_entity(entity: re.Match[str]) -> str:
    name = entity[0][1:]
    return unescape(entity[0]) if name.startswith("#") or name in html5 else entity[0]


def strip_markup(text: str) -> str:
    """The text in a label that is written as HTML.

    >>> strip_markup('<table><tr><td><b>Joy</b></td><td>in</td></tr></table> work<br/>&lt;3')
    'Joy in\\n work\\n<3'
    """
    text = _CELL_TAG.sub(" ", _LINE_TAG.sub("\n", text))
    lines = _TAG.sub("", text).split("\n")
    return decode_entities("\n".join(line.rstrip() for line in lines))


def strip_record(text: str) -> str:
    r"""The text in the label of a node that is drawn as a record, its fields one after another.

    >>> strip_record(r"{<f0> Joy|in \{all\}|{work|}}")
    'Joy | in {all} | work'
    """

    def replace(found: re.Match[str]) -> str:
        if found[1]:
            return found[1] if found[1] in "{}|<> " else found[0]
        return "\0"

    fields = _RECORD_SIGN.sub(replace, _PORT.sub(" ", text)).split("\0")
    return " | ".join(field.strip() for field in fields if field.strip())
