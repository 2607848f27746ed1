"""The different answers in the columns of a table, each with what it probably means: to be confirmed once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from model.graph import ConceptualModel
from model.stories.intake.answers import build_dimensions, build_nodes, is_no_answer, split_names
from model.stories.intake.choice import ImportChoice
from model.stories.intake.dates import DayOrder, find_order, is_ambiguous
from model.stories.intake.meanings import MAPPED_FIELDS, Proposer, build_key
from model.tables import Table

MOST_ANSWERS = 200
"""How many different answers of a field are listed; more are free text, not a choice."""

_MOST_DAYS = 5_000
_MANY = frozenset({"nodes", "dimensions"})


@dataclass(frozen=True)
class SurveyAnswer:
    """Something that people answered in a field, and in how many rows, of which `row` is the first.

    `key` is under what its meaning is chosen and remembered. `meaning` is what it was said to mean or what
    is proposed, None where it has to be asked; `is_certain` whether nobody has to look at it.
    """

    field: str
    said: str
    key: str
    count: int
    row: int
    meaning: str | None
    is_certain: bool


@dataclass(frozen=True)
class AnswerList:
    """The different answers by field, and how many more there are of those that are not listed.

    `day_order` says which number of a date is the day, None where no date leaves that open or all do;
    `unclear_day` is an example of those that do, "" where it is clear.
    """

    answers: Mapping[str, tuple[SurveyAnswer, ...]]
    more: Mapping[str, int]
    day_order: DayOrder | None
    unclear_day: str

    def list_open(self) -> tuple[SurveyAnswer, ...]:
        """Those of which it has to be asked what they mean."""
        return tuple(
            answer for several in self.answers.values() for answer in several if answer.meaning is None
        )


def list_answers(
    table: Table,
    choice: ImportChoice,
    model: ConceptualModel,
    remembered: Mapping[tuple[str, str], str] | None = None,
) -> AnswerList:
    """The answers in the columns of a table; the table is read once from end to end.

    What `choice.meanings` says goes before what is `remembered` of earlier files. Of lists, as of nodes, each
    part is an answer of its own; rows without a story do not count.
    """
    fields = [field for field in MAPPED_FIELDS if field in choice.columns]
    parts = {"nodes": build_nodes(model), "dimensions": build_dimensions(model)}
    counts: dict[str, dict[str, tuple[int, int]]] = {field: {} for field in fields}
    days: dict[str, None] = {}
    for number, cells in table.rows:
        if is_no_answer(choice.get_cell("text", cells)):
            continue
        for field in fields:
            said = choice.get_cell(field, cells)
            for part in split_names(said, parts[field]) if field in _MANY else [said]:
                if part and (part in counts[field] or len(counts[field]) < 10 * MOST_ANSWERS):
                    count, row = counts[field].get(part, (0, number))
                    counts[field][part] = (count + 1, row)
        if (day := choice.get_cell("told_on", cells)) and len(days) < _MOST_DAYS:
            days[day] = None
    proposer = Proposer(model, {**(remembered or {}), **choice.meanings})
    answers: dict[str, tuple[SurveyAnswer, ...]] = {}
    more: dict[str, int] = {}
    for field in fields:
        heading = choice.get_heading(field, table)
        listed = [
            _propose(field, said, count, row, heading, proposer)
            for said, (count, row) in counts[field].items()
        ]
        listed.sort(key=lambda answer: (answer.meaning is not None, answer.is_certain, -answer.count))
        if listed:
            answers[field] = tuple(listed[:MOST_ANSWERS])
        if len(listed) > MOST_ANSWERS:
            more[field] = len(listed) - MOST_ANSWERS
    order = choice.day_order or find_order(days)
    unclear = next((day for day in days if is_ambiguous(day)), "") if order is None else ""
    return AnswerList(answers, more, order, unclear)


def _propose(field: str, said: str, count: int, row: int, heading: str, proposer: Proposer) -> SurveyAnswer:
    proposal = proposer.propose(field, said, heading)
    key = build_key(field, said, heading)
    return SurveyAnswer(field, said, key, count, row, proposal.meaning, proposal.is_certain)
