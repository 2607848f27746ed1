"""Checking the rows of a table: which are stories, and everything that is wrong with the others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as with_default
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from model.errors import UnknownIdError, describe_unknown
from model.graph import ConceptualModel
from model.stories.answers import (
    Choice,
    build_dimensions,
    build_languages,
    build_nodes,
    build_tellers,
    read_moment,
    read_truth,
)
from model.stories.exporting import FIELDS
from model.stories.story import ORIGINS, STATUSES, Story
from model.tables import Table

_CONSENTS = ("room", "exports", "publications")
_PLACEHOLDER = "zxx"
"""A language for checking the rest of a story whose language is unknown: ISO 639's for no language."""

_LONGEST_SAID = 60
"""How much of a cell a message repeats, in signs."""

_MANY = re.compile(r"[;|\n]")
_CODE = re.compile("[a-z]{2,3}")


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
        where = f'column "{_shorten(self.column)}"' if self.column else self.field
        return f"{where}: {self.message}" if where else self.message


@dataclass(frozen=True)
class CheckedRow:
    """A row of a table as the story it holds, or with all that keeps it from being one; and its cells."""

    number: int
    story: Story | None
    problems: tuple[Problem, ...]
    cells: Mapping[str, str]


def check_rows(
    table: Table,
    columns: Mapping[str, str],
    defaults: Mapping[str, str],
    model: ConceptualModel,
    trust: bool = False,
) -> Iterator[CheckedRow]:
    """The rows of a table that are not empty, each as a story or with everything that is wrong with it.

    `columns` says which column holds which field (`exporting.FIELDS`); `defaults` what a field is where
    its cell is empty. Tellers and languages may be written in English, Dutch or French, nodes and
    dimensions by id or by name; several are separated by ";", "|", "," or line breaks. Without `trust`
    what the file says of status, origin, times and revision does not count: the story is imported now and
    waits to be looked at. Rows are read as they are asked for, and no more than one is held in memory.
    Raises `UnknownIdError` for a field or a column that does not exist.
    """
    for known, used, what in (
        (FIELDS, (*columns, *defaults), "field"),
        (table.columns, columns.values(), "column"),
    ):
        for one in used:
            if one not in known:
                raise UnknownIdError(what, one, known)
    return _check_rows(table, _Checker(columns, defaults, model, trust))


def _check_rows(table: Table, checker: _Checker) -> Iterator[CheckedRow]:
    seen: dict[str, int] = {}
    order = {column: place for place, column in enumerate(table.columns)}
    for number, cells in table.rows:
        row = _Row(number, cells, checker)
        story = row.read_story()
        identity = row.get("id")
        earlier = seen.setdefault(identity, number) if identity else number
        if earlier != number:
            said = _shorten(identity)
            message = f'row {earlier} has the id "{said}" too; take one of them out or empty the id'
            row.report("id", "repeated-id", message, said=said, earlier=earlier)
        if len(cells) > len(order):
            extra = [column for column in cells if column not in order]
            row.report(
                "",
                "extra-cells",
                f"there is something behind the last column, in {', '.join(extra)}; "
                "put texts that hold the separator in quotation marks",
                extra=tuple(extra),
            )
        problems = tuple(sorted(row.problems, key=lambda problem: order.get(problem.column, len(order))))
        yield CheckedRow(number, None if problems else story, problems, cells)


class _Checker:
    """What is the same for all rows."""

    def __init__(
        self, columns: Mapping[str, str], defaults: Mapping[str, str], model: ConceptualModel, trust: bool
    ) -> None:
        self.columns = columns
        self.defaults = defaults
        self.trust = trust
        self.tellers = build_tellers()
        self.languages = build_languages(model)
        self.parts: dict[str, Choice] = {"nodes": build_nodes(model), "dimensions": build_dimensions(model)}


class _Row:
    """One row while it is being checked."""

    def __init__(self, number: int, cells: Mapping[str, str], checker: _Checker) -> None:
        self.problems: list[Problem] = []
        self._number = number
        self._cells = cells
        self._checker = checker

    def get(self, name: str) -> str:
        """What the row says of a field, or what is said for all rows."""
        checker = self._checker
        return (
            self._cells.get(checker.columns.get(name, ""), "").strip()
            or checker.defaults.get(name, "").strip()
        )

    def report(self, name: str, code: str, message: str, **details: object) -> None:
        """Take down a problem with a field."""
        column = self._checker.columns.get(name, "")
        self.problems.append(Problem(self._number, column, name, code, message, details))

    def read_story(self) -> Story | None:
        """The story; None where it is not one, with everything that is wrong with it taken down."""
        told = {
            "language": self._read_language(),
            "title": self.get("title"),
            "text": self.get("text"),
            "setting": self.get("setting"),
        }
        data: dict[str, Any] = {
            "wordings": [told, *self._read_translations()],
            "teller": self._read_teller(),
            "nodes": self._read_parts("nodes", "node"),
            "dimensions": self._read_parts("dimensions", "dimension"),
            "source": self._read_source(),
            "consent": {purpose: self._read_consent(f"consent_{purpose}") for purpose in _CONSENTS},
            "origin": "imported",
        }
        if self.get("id"):
            data["id"] = self.get("id")
        if self._checker.trust:
            data |= self._read_trusted()
        try:
            return Story.model_validate(data)
        except ValidationError as error:
            for one in error.errors(include_url=False, include_context=True):
                self._report_error(one)
            return None

    def _read_language(self) -> str:
        said = self.get("language")
        if not said:
            self.report(
                "language", "missing-language", "the language is missing; write en, nl, fr or another code"
            )
            return _PLACEHOLDER
        if self._checker.trust and _CODE.fullmatch(said):
            return said
        languages = self._checker.languages
        found = languages.find(said) or languages.find(re.split(r"[\W_]", said, maxsplit=1)[0])
        if found:
            return found[0]
        self._report_unknown("language", "language", said, languages)
        return _PLACEHOLDER

    def _read_teller(self) -> str:
        said = self.get("teller")
        if not said:
            self.report(
                "teller",
                "missing-teller",
                "who tells is missing; write patient, family, professional, leader or other",
            )
        elif found := self._checker.tellers.find(said):
            return found[0]
        else:
            self._report_unknown("teller", "teller", said, self._checker.tellers)
        return "other"

    def _report_unknown(self, name: str, what: str, said: str, choice: Choice) -> None:
        near = choice.suggest(said)
        shown = _shorten(said)
        self.report(name, f"unknown-{what}", describe_unknown(what, shown, near), said=shown, near=near)

    def _read_parts(self, name: str, what: str) -> tuple[str, ...]:
        """The ids of the nodes or the dimensions that a cell lists."""
        said = self.get(name)
        choice = self._checker.parts[name]
        found: list[str] = []
        for one in _split(said, choice):
            ids = choice.find(one)
            found += ids[:1]
            if not ids:
                self._report_unknown(name, what, one, choice)
            elif len(ids) > 1:
                listed = ", ".join(ids)
                message = f'"{_shorten(one)}" may be {listed}; write the id'
                self.report(name, f"ambiguous-{what}", message, said=one, ids=ids)
        return tuple(found)

    def _read_source(self) -> dict[str, str | None] | None:
        name, address, session = (self.get(part) for part in ("source", "source_url", "source_session"))
        if not name and not address and not session:
            return None
        return {"name": name or address or session, "url": address or None, "session": session or None}

    def _read_consent(self, name: str) -> bool:
        truth = read_truth(self.get(name))
        if truth is None:
            said = _shorten(self.get(name))
            self.report(name, "bad-truth", f'"{said}" is neither yes nor no; write yes or no', said=said)
        return bool(truth)

    def _read_translations(self) -> list[object]:
        said = self.get("translations")
        if not said:
            return []
        try:
            translations = json.loads(said)
        except (ValueError, RecursionError):
            translations = None
        if isinstance(translations, list):
            return translations
        self.report(
            "translations",
            "bad-translations",
            'this cannot be read; write [{"language": "fr", "text": "..."}], or leave it empty',
        )
        return []

    def _read_trusted(self) -> dict[str, object]:
        """What only counts in a file of our own: the fields that are not empty."""
        read: dict[str, object] = {}
        for name, known in (("origin", ORIGINS), ("status", STATUSES)):
            said = self.get(name)
            if said in known:
                read[name] = said
            elif said:
                message = f'"{_shorten(said)}" is not one of {", ".join(known)}'
                self.report(name, f"unknown-{name}", message, said=said, known=known)
        for name in ("created_at", "changed_at", "withdrawn_at"):
            if said := self.get(name):
                read[name] = read_moment(said)
                if read[name] is None:
                    message = f'"{_shorten(said)}" is no date; write 2026-05-31 or 2026-05-31T14:30Z'
                    self.report(name, "bad-date", message, said=said)
                    del read[name]
        if said := self.get("revision"):
            read["revision"] = said
        return read

    def _report_error(self, error: ErrorDetails) -> None:
        """Take down what pydantic found."""
        name, translation = _find_field(error["loc"])
        if name == "wordings":
            return  # none was left, for reasons that are taken down on their own
        code, message, details = _describe(name, error)
        if translation:
            message = f"translation {translation}: {message}"
        self.report(name, code, message, translation=translation, **details)


def _describe(name: str, error: ErrorDetails) -> tuple[str, str, dict[str, object]]:
    """What pydantic found, for people who have a table before them: code, message, details."""
    kind, limits, said = error["type"], error.get("ctx", {}), _shorten(str(error["input"]))
    if kind.endswith("too_long") and "max_length" in limits:
        longest, length = limits["max_length"], limits.get("actual_length") or len(str(error["input"]))
        message = f"it has {length} signs; at most {longest} fit, so take out {length - longest}"
        return "too-long", message, {"length": length, "longest": longest}
    if name == "text" and kind.endswith("too_short"):
        return "missing-text", "the text is missing", {}
    if name == "source_url":
        return "bad-url", f'"{said}" is no address of a page; it begins with https://', {"said": said}
    if name in ("id", "source_session"):
        message = f'"{said}" is no id; it has letters without accents, digits, "-", "_" and "." only'
        return "bad-id", message, {"said": said}
    if name == "revision":
        return "bad-number", f'"{said}" is no number from 1 on', {"said": said}
    if name == "translations" and kind == "value_error":
        return "repeated-language", "two texts are in the same language; keep one", {}
    return "bad-value", f'"{said}" cannot be read: {error["msg"]}', {"said": said}


def _find_field(place: tuple[int | str, ...]) -> tuple[str, int]:
    """The field that a place in a story is in, and the number of the translation, from 1, or 0."""
    if not place:
        return "translations", 0
    if place[0] == "wordings" and len(place) > 1:
        number = int(place[1])
        return ("translations", number) if number else (str(place[2]), 0)
    if place[0] == "source" and len(place) > 1:
        return {"name": "source", "url": "source_url", "session": "source_session"}[str(place[1])], 0
    return str(place[0]), 0


def _shorten(said: str) -> str:
    """The beginning of a cell on one line, without signs that would act on a screen."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in said[:1000]).split())
    return line if len(line) <= _LONGEST_SAID else f"{line[: _LONGEST_SAID - 1]}…"


def _split(said: str, choice: Choice) -> list[str]:
    """The names that a cell lists; a comma separates only where it is not within a known name.

    >>> _split("joy, trust; calm", Choice([("joy", "Joy"), ("trust", "Trust")]))
    ['joy', 'trust', 'calm']
    """
    if choice.find(said):
        return [said]
    names: list[str] = []
    for part in _MANY.split(said):
        pieces = [part] if choice.find(part.strip()) else part.split(",")
        names += pieces if any(choice.find(piece.strip()) for piece in pieces) else [part]
    return [name.strip() for name in names if name.strip()]
