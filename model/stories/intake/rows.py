"""Checking the rows of a table: which are stories, and everything that is wrong with the others."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any, assert_never

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from model.errors import describe_unknown
from model.graph import ConceptualModel
from model.stories.fields import FIELDS, PLAIN, PlainField
from model.stories.intake.answers import (
    Choice,
    build_dimensions,
    build_languages,
    build_nodes,
    build_tellers,
    is_no_answer,
    is_remark,
    is_total,
    read_moment,
    split_names,
)
from model.stories.intake.choice import ImportChoice
from model.stories.intake.dates import read_day
from model.stories.intake.headings import is_own_export
from model.stories.intake.meanings import MAPPED_FIELDS, Proposer
from model.stories.intake.problems import ABSENCES, Problem, describe_fault, find_field, shorten
from model.stories.story import PURPOSES, Story
from model.stories.story_files import to_values
from model.tables import Table

_PLACEHOLDER = "zxx"
"""A language for checking the rest of a story whose language is unknown: ISO 639's for no language."""

_MOST_KEPT = 10_000
"""Of how many answers it is kept what they mean."""

_CODE = re.compile("[a-z]{2,3}")


@dataclass(frozen=True)
class CheckedRow:
    """A row of a table as the story it holds, or with all that keeps it from being one; and its cells.

    `fields` are those that the row says something of, or that what is said for all rows fills.
    """

    number: int
    story: Story | None
    problems: tuple[Problem, ...]
    cells: Mapping[str, str]

    @property
    def is_absent(self) -> bool:
        """Whether there is no story in the row at all, as in a row of totals."""
        return any(problem.code in ABSENCES for problem in self.problems)


def check_rows(table: Table, choice: ImportChoice, model: ConceptualModel) -> Iterator[CheckedRow]:
    """The rows of a table that are not empty, each as a story or with everything that is wrong with it.

    Tellers, languages and consent may be said in people's own words, nodes and dimensions by id or by name;
    several are separated by ";", "|", "," or line breaks. Without `choice.trust` what the file says of
    status, origin, times and revision does not count: the story is imported now and waits to be looked at.
    Rows are read as they are asked for, and no more than one is held in memory. Raises `UnknownIdError` for a
    field or a column that does not exist.
    """
    choice.check(table)
    checker = RowChecker(table, choice, model)
    return (checker.check(number, cells) for number, cells in table.rows)


class RowChecker:
    """What is the same for all rows of a table."""

    def __init__(self, table: Table, choice: ImportChoice, model: ConceptualModel) -> None:
        self.choice = choice
        self.is_own = is_own_export(table.columns)
        self.languages = build_languages(model)
        self.parts: dict[str, Choice] = {"nodes": build_nodes(model), "dimensions": build_dimensions(model)}
        self._tellers = build_tellers()
        self._proposer = Proposer(model, choice.meanings)
        self._order = {column: place for place, column in enumerate(table.columns)}
        self._headings = {name: choice.get_heading(name, table) for name in choice.columns}
        self._meant: dict[tuple[str, str], str | None] = {}
        self._chosen: dict[tuple[str, str], str | None] = {}
        self._seen: dict[str, int] = {}

    def check(self, number: int, cells: Mapping[str, str], base: Story | None = None) -> CheckedRow:
        """A row as a story; with a base as that story with what the row says of it instead."""
        row = _Row(number, cells, self, base)
        if not self.is_own and (absence := self._find_absence(row, cells)):
            return CheckedRow(number, None, (absence,), cells)
        story = row.read_story()
        self._check_id(row, number)
        if len(cells) > len(self._order):
            extra = [column for column in cells if column not in self._order]
            row.report(
                "",
                "extra-cells",
                f"there is something behind the last column, in {', '.join(extra)}; "
                "put texts that hold the separator in quotation marks",
                extra=tuple(extra),
            )
        last = len(self._order)
        problems = tuple(sorted(row.problems, key=lambda problem: self._order.get(problem.column, last)))
        return CheckedRow(number, None if problems else story, problems, cells)

    def find_meaning(self, name: str, said: str) -> str | None:
        """What an answer means by what was chosen or is known; None where it has to be asked."""
        key = (name, said)
        if key not in self._meant:
            if len(self._meant) >= _MOST_KEPT:
                self._meant.clear()
            self._meant[key] = self._proposer.propose(name, said, self._headings.get(name, "")).meaning
        return self._meant[key]

    def get_chosen(self, name: str, said: str) -> str | None:
        """What a person said that an answer means; None where nothing was said of it."""
        if not self.choice.meanings or name not in MAPPED_FIELDS:
            return None
        key = (name, said)
        if key not in self._chosen:
            if len(self._chosen) >= _MOST_KEPT:
                self._chosen.clear()
            self._chosen[key] = self.choice.get_meaning(name, said, self._headings.get(name, ""))
        return self._chosen[key]

    def get_choice(self, name: str) -> Choice:
        """The names that a field knows."""
        return {"teller": self._tellers, "language": self.languages, **self.parts}[name]

    def _check_id(self, row: _Row, number: int) -> None:
        identity = row.get("id")
        earlier = self._seen.setdefault(identity, number) if identity else number
        if earlier != number:
            said = shorten(identity)
            message = f'row {earlier} has the id "{said}" too; take one of them out or empty the id'
            row.report("id", "repeated-id", message, said=said, earlier=earlier)

    def _find_absence(self, row: _Row, cells: Mapping[str, str]) -> Problem | None:
        """Why there is no story in a row at all; None where there may be one."""
        text = row.get("text")
        listed = list(cells.values())
        if is_total(listed):
            row.report("", "total", "this is a row of totals")
        elif not text and is_remark(listed, len(self._order)):
            said = shorten(next(cell for cell in listed if cell.strip()))
            row.report("", "remark", f'this is a remark below the table: "{said}"', said=said)
        elif text and all(is_no_answer(part) for part in row.list_parts("text")):
            said = shorten(text)
            row.report("text", "no-answer", f'"{said}" is no story', said=said)
        return row.problems[0] if row.problems else None


class _Row:
    """One row while it is being checked."""

    def __init__(
        self, number: int, cells: Mapping[str, str], checker: RowChecker, base: Story | None
    ) -> None:
        self.problems: list[Problem] = []
        self._number = number
        self._cells = cells
        self._checker = checker
        self._base = base
        self._base_values = to_values(base) if base else {}

    def get(self, name: str) -> str:
        """What the row says of a field, or what is said for all rows where that is nothing."""
        choice = self._checker.choice
        said = choice.get_cell(name, self._cells)
        if said and self._checker.get_chosen(name, said) == "":
            said = ""
        return said or choice.defaults.get(name, "").strip()

    def list_parts(self, name: str) -> list[str]:
        """The cells of a field that are not empty."""
        columns = self._checker.choice.columns.get(name, ())
        return [cell for column in columns if (cell := self._cells.get(column, "").strip())]

    def report(self, name: str, code: str, message: str, **details: object) -> None:
        """Take down a problem with a field."""
        column = self._checker.choice.columns.get(name, ("",))[0]
        self.problems.append(Problem(self._number, column, name, code, message, details))

    def read_story(self) -> Story | None:
        """The story; None where it is not one, with everything that is wrong with it taken down."""
        wording = {
            "language": self._read_or_keep("language", self._read_language),
            "title": self._read_or_keep("title", self.get),
            "text": self._read_or_keep("text", self._read_text),
            "setting": self._read_or_keep("setting", self._read_setting),
        }
        consent = {
            purpose: self._read_or_keep(f"consent_{purpose}", self._read_consent) for purpose in PURPOSES
        }
        data: dict[str, Any] = {
            "wordings": [wording, *self._read_or_keep("translations", self._read_translations)],
            "nodes": self._read_or_keep("nodes", self._read_parts),
            "dimensions": self._read_or_keep("dimensions", self._read_parts),
            "source": self._read_source(),
            "consent": consent,
            "origin": self._base.origin if self._base else "imported",
        }
        for field in PLAIN:
            data[field.name] = self._read_or_keep(field.name, partial(self._read_plain, field))
        if self._base is not None:
            data |= {"id": self._base.id, "status": self._base.status} | self._read_state()
        elif self.get("id"):
            data["id"] = self.get("id")
        if self._base is None and self._checker.choice.trust:
            data |= self._read_state() | self._read_times()
        try:
            return Story.model_validate(data)
        except ValidationError as error:
            for fault in error.errors(include_url=False, include_context=True):
                self._report_error(fault)
            return None

    def _read_or_keep(self, name: str, read: Callable[[str], Any]) -> Any:
        """What the row says of a field, or what it was where the file does not speak of it."""
        if self._base is None or name in self._checker.choice.columns:
            return read(name)
        return self._base_values[name]

    def _read_text(self, name: str) -> str:
        choice = self._checker.choice
        if self._checker.is_own or len(choice.columns.get(name, ())) < 2:
            return self.get(name)
        # Of several questions some are not answered: "n.v.t." beside a story is no part of it.
        parts = [part for part in self.list_parts(name) if not is_no_answer(part)]
        return "\n\n".join(parts) or self.get(name)

    def _read_language(self, name: str) -> str:
        said = self.get(name)
        if not said:
            self.report(name, "missing-language", "the language is missing; write en, nl, fr or another code")
            return _PLACEHOLDER
        if (self._checker.choice.trust or self._base) and _CODE.fullmatch(said):
            return said
        return self._read_meaning(name, said) or _PLACEHOLDER

    def _read_teller(self, name: str) -> str:
        said = self.get(name)
        if said:
            return self._read_meaning(name, said) or "other"
        self.report(
            name,
            "missing-teller",
            "who tells is missing; write patient, family, professional, leader or other",
        )
        return "other"

    def _read_setting(self, name: str) -> str:
        said = self.get(name)
        return self._checker.get_chosen(name, said) or said

    def _read_meaning(self, name: str, said: str) -> str | None:
        """What an answer means; where that is not known, it is taken down."""
        meaning = self._checker.find_meaning(name, said)
        if meaning is None:
            self._report_unknown(name, name, said)
        return meaning

    def _report_unknown(self, name: str, what: str, said: str) -> None:
        near = self._checker.get_choice(name).suggest(said)
        shown = shorten(said)
        self.report(name, f"unknown-{what}", describe_unknown(what, shown, near), said=shown, near=near)

    def _read_parts(self, name: str) -> tuple[str, ...]:
        """The ids of the nodes or the dimensions that a cell lists."""
        what = name.removesuffix("s")
        choice = self._checker.parts[name]
        known: Collection[str] = self._base_values.get(name, ())
        found: list[str] = []
        for said in split_names(self.get(name), choice):
            ids = (said,) if said in known else choice.find(said)
            chosen = self._checker.get_chosen(name, said)
            if chosen is not None:
                found += [part.strip() for part in chosen.split(";") if part.strip()]
            elif len(ids) == 1:
                found += ids
            elif ids:
                listed = ", ".join(ids)
                message = f'"{shorten(said)}" may be {listed}; write the id'
                self.report(name, f"ambiguous-{what}", message, said=said, ids=ids)
            else:
                self._report_unknown(name, what, said)
        return tuple(found)

    def _read_source(self) -> dict[str, str | None] | None:
        name, address, session = (
            self._read_or_keep(part, self.get) or "" for part in ("source", "source_url", "source_session")
        )
        if not name and not address and not session:
            return None
        return {"name": name or address or session, "url": address or None, "session": session or None}

    def _read_consent(self, name: str) -> bool:
        said = self.get(name)
        if not said:
            return False
        meaning = self._checker.find_meaning(name, said)
        if meaning is None:
            shown = shorten(said)
            message = f'it is not known whether "{shown}" is yes or no; write yes or no'
            self.report(name, "bad-truth", message, said=shown)
        return meaning == "yes"

    def _read_plain(self, field: PlainField, name: str) -> object:
        if name == "teller":
            return self._read_teller(name)
        match field.kind:
            case "line" | "text" | "team":
                return self.get(name)
            case "choice":
                return self._read_known(name)
            case "day":
                return self._read_day(name)
            case _:
                assert_never(field.kind)

    def _read_known(self, name: str) -> str | None:
        """One of the ids that a choice has; None where it is empty, or another one that is taken down."""
        said, known = self.get(name), tuple(FIELDS[name].options)
        if said and said not in known:
            message = f'"{shorten(said)}" is not one of {", ".join(known)}'
            self.report(name, f"unknown-{name}", message, said=said, known=known)
        return said if said in known else None

    def _read_day(self, name: str) -> date | None:
        said = self.get(name)
        if not said:
            return None
        day = read_day(said, self._checker.choice.day_order)
        if day is None:
            shown = shorten(said)
            self.report(name, "bad-date", f'"{shown}" is no day; write it as 2026-05-31', said=shown)
        elif day > datetime.now(UTC).date() + timedelta(days=1):
            self.report(name, "future-day", f"{day} is still to come", said=day.isoformat())
        return day

    def _read_translations(self, name: str) -> list[object]:
        said = self.get(name)
        if not said:
            return []
        try:
            translations = json.loads(said)
        except (ValueError, RecursionError):
            translations = None
        if isinstance(translations, list):
            return translations
        self.report(
            name,
            "bad-translations",
            'this cannot be read; write [{"language": "fr", "text": "..."}], or leave it empty',
        )
        return []

    def _read_state(self) -> dict[str, object]:
        """Origin and status, which only count in a file of our own, where they are not empty."""
        read: dict[str, object] = {}
        for name in ("origin", "status"):
            if (said := self._read_known(name)) is not None:
                read[name] = said
        return read

    def _read_times(self) -> dict[str, object]:
        """What only counts for a new story in a file of our own, where it is not empty."""
        read: dict[str, object] = {}
        for name in ("created_at", "changed_at", "withdrawn_at"):
            if said := self.get(name):
                read[name] = read_moment(said)
                if read[name] is None:
                    message = f'"{shorten(said)}" is no date; write 2026-05-31 or 2026-05-31T14:30Z'
                    self.report(name, "bad-date", message, said=said)
                    del read[name]
        for name in ("revision", "letterbox"):
            if said := self.get(name):
                read[name] = said
        return read

    def _report_error(self, error: ErrorDetails) -> None:
        """Take down what pydantic found."""
        name, translation = find_field(error["loc"])
        if name == "wordings":
            return  # none was left, for reasons that are taken down on their own
        code, message, details = describe_fault(name, error)
        if translation:
            message = f"translation {translation}: {message}"
        self.report(name, code, message, translation=translation, **details)
