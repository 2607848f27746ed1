"""What can be wrong with a row of a table of stories, said so that whoever has the table can fix it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as with_default

from pydantic_core import ErrorDetails

_LONGEST_SAID = 60
"""How much of a cell a message repeats, in characters."""

ABSENCES = frozenset({"no-answer", "total", "remark"})
"""The codes of problems that say that there is no story in a row at all, so that there is nothing to fix."""


@dataclass(frozen=True)
class Problem:
    """Something that keeps a row from being a story: where, and what to do about it.

    `column` is the file's own name of the column, "" where none was chosen. `code` names the kind of
    problem and `details` hold what the English message says of this one, for saying it in another
    language.

    >>> str(Problem(12, "Wie?", "teller", "missing", "there is nothing"))
    'row 12, column "Wie?": there is nothing'
    """

    row: int
    column: str
    field: str
    code: str
    message: str
    details: Mapping[str, object] = with_default(default_factory=dict)

    def __str__(self) -> str:
        return f"row {self.row}, {self.describe()}"

    def describe(self) -> str:
        """The problem without its row."""
        where = f'column "{shorten(self.column)}"' if self.column else self.field
        return f"{where}: {self.message}" if where else self.message


def describe_fault(name: str, error: ErrorDetails) -> tuple[str, str, dict[str, object]]:
    """What pydantic found, for people who have a table before them: code, message, details."""
    kind, limits, said = error["type"], error.get("ctx", {}), shorten(str(error["input"]))
    if kind.endswith("too_long") and "max_length" in limits:
        longest, length = limits["max_length"], limits.get("actual_length") or len(str(error["input"]))
        message = f"it has {length} characters; the limit is {longest}, so take out {length - longest}"
        return "too-long", message, {"length": length, "longest": longest}
    if name == "text" and kind.endswith("too_short"):
        return "missing-text", "the text is missing", {}
    if name == "source_url":
        return "bad-url", f'"{said}" is no address of a page; it begins with https://', {"said": said}
    if name in ("id", "source_session", "letterbox"):
        message = f'"{said}" is no id; it has letters without accents, digits, "-", "_" and "." only'
        return "bad-id", message, {"said": said}
    if name == "team":
        message = (
            f'"{said}" is not the id of a team; leave the column out, and give the stories a team '
            "once they are here"
        )
        return "unknown-team", message, {"said": said}
    if name == "revision":
        return "bad-number", f'"{said}" is no number from 1 on', {"said": said}
    if name == "translations" and kind == "value_error":
        return "repeated-language", "two texts are in the same language; keep one", {}
    return "bad-value", f'"{said}" cannot be read: {error["msg"]}', {"said": said}


def find_field(place: tuple[int | str, ...]) -> tuple[str, int]:
    """The field that a place in a story is in, and the number of the translation, from 1, or 0."""
    if not place:
        return "translations", 0
    if place[0] == "wordings" and len(place) > 1:
        number = int(place[1])
        return ("translations", number) if number else (str(place[2]), 0)
    if place[0] == "source" and len(place) > 1:
        return {"name": "source", "url": "source_url", "session": "source_session"}[str(place[1])], 0
    return str(place[0]), 0


def shorten(said: str) -> str:
    """The beginning of a cell on one line, without characters that would act on a screen."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in said[:1000]).split())
    return line if len(line) <= _LONGEST_SAID else f"{line[: _LONGEST_SAID - 1]}…"
