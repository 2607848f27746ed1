"""A workshop as a file, and a file as a workshop again; and its numbers as tables."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO

from pydantic import ValidationError

from model.errors import Fault
from model.tables import Worksheet, to_csv, write_workbook
from model.workshop.plan import put_followed_in
from model.workshop.record import WorkshopFileError, WorkshopRecord, find_faults
from model.workshop.spread import Spread
from model.workshop.state import State
from model.workshop.tally import Tally

FORMAT = "mangomoment-workshop"
VERSION = 4
"""Since 2 a file says the day of the workshop, since 3 its plan, its own steps with their pictures, and of a
round also edges, options, ends and the rating that it is compared with, since 4 by when an action is done and
what came of it, and its plan names the step that asks for that; earlier files are read as before."""
_SINCE_FOLLOWED = 4
LARGEST_FILE = 20_000_000
_MOST_FAULTS = 20


def to_workshop_json(record: WorkshopRecord) -> bytes:
    """A whole workshop as JSON, to be kept or brought to another machine; the same record, the same bytes.

    It holds each ballot and every story that is not withdrawn, whatever its consent: it is the
    facilitator's own copy, and not for passing on.
    """
    values = {"format": FORMAT, "version": VERSION} | record.model_dump(mode="json")
    return (json.dumps(values, ensure_ascii=False, indent=1) + "\n").encode()


def read_workshop_json(content: bytes, file: str = "workshop.json") -> WorkshopRecord:
    """The workshop in a file, checked and cleaned; raises `WorkshopFileError` with every fault found."""
    if len(content) > LARGEST_FILE:
        raise _refuse(file, f"it is larger than {LARGEST_FILE // 1_000_000} MB, and so is no workshop")
    try:
        values = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise _refuse(file, "it is not in UTF-8; export the workshop again") from None
    except (ValueError, RecursionError) as error:  # also a number of thousands of digits
        line = getattr(error, "lineno", None)
        raise WorkshopFileError(file, [Fault(line, "", "it is no JSON; export the workshop again")]) from None
    if not isinstance(values, dict) or values.pop("format", None) != FORMAT:
        raise _refuse(file, "it holds no workshop; choose a file that was exported from one")
    version = values.pop("version", None)
    if type(version) is not int or not 1 <= version <= VERSION:
        raise _refuse(file, "it was written by a newer version of this application; use that version")
    try:
        record = WorkshopRecord.model_validate(values)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False)
        faults = [Fault(None, _to_place(fault["loc"]), fault["msg"]) for fault in found[:_MOST_FAULTS]]
        raise WorkshopFileError(file, faults) from None
    if faults := find_faults(record):
        raise WorkshopFileError(file, faults[:_MOST_FAULTS])
    return record if version >= _SINCE_FOLLOWED else _let_follow(record)


def _let_follow(record: WorkshopRecord) -> WorkshopRecord:
    """The record of an earlier version, whose plan could not name the step that asks what came of actions."""
    plan = put_followed_in(record.workshop.plan)
    return record.model_copy(update={"workshop": record.workshop.model_copy(update={"plan": plan})})


def to_numbers_csv(counted: Tally, names: Mapping[str, str]) -> bytes:
    """The result of one round as CSV: a row for each node, and for each role that may be told apart."""
    return to_csv(_list_numbers(counted, names))


def to_numbers_xlsx(state: State, tallies: Iterable[Tally], names: Mapping[str, str]) -> bytes:
    """The numbers, words and actions of a workshop as an Excel workbook, a sheet each.

    `names` are those of the nodes; an id stands for itself where it has none. Stories have exports of their
    own. Texts that a spreadsheet would take for a formula are made harmless.
    """
    rounds = {round_.id: round_ for round_ in state.rounds}
    sheets = [
        Worksheet(f"{rounds[tally.round].number} {tally.kind}", _list_numbers(tally, names), _WIDTHS)
        for tally in tallies
    ]
    sheets.append(Worksheet("Words", _list_words(state, names), (40, 60, 10)))
    sheets.append(Worksheet("Actions", _list_actions(state, names), (60, 30, 20, 60, 12, 10, 60)))
    content = BytesIO()
    write_workbook(sheets, content)
    return content.getvalue()


_WIDTHS = (40, 14, 8, 8, 8, 8, 8, 8, 8)


def _list_numbers(counted: Tally, names: Mapping[str, str]) -> list[Sequence[object]]:
    scale = sorted({value for tally in counted.subjects for value in tally.all.histogram})
    heads = ["node", "role", "rank", "voters", "total", "mean", "low", "median", "high"]
    rows: list[Sequence[object]] = [[*heads, *(f"gave {value}" for value in scale), "do not know"]]
    for tally in counted.subjects:
        name = names.get(tally.subject, tally.subject)
        rows.append([name, "all", tally.rank, *_to_cells(tally.all, scale), tally.unsure])
        for role, spread in tally.by_role.items():
            rows.append([name, role, None, *_to_cells(spread, scale)])
    return rows


def _to_cells(spread: Spread, scale: Iterable[int]) -> list[object]:
    mean = None if spread.mean is None else round(spread.mean, 3)
    counts = [spread.histogram.get(value, 0) for value in scale]
    return [spread.voters, spread.total, mean, spread.low, spread.median, spread.high, *counts]


def _list_words(state: State, names: Mapping[str, str]) -> list[Sequence[object]]:
    counts = Counter(answer.group for answer in state.answers)
    rows = [[names.get(group.node, group.node), group.title, counts[group.id]] for group in state.words]
    return [["node", "word", "answers"], *rows]


def _list_actions(state: State, names: Mapping[str, str]) -> list[Sequence[object]]:
    rows = [
        [
            action.text,
            action.who,
            action.when,
            "; ".join(names.get(node, node) for node in action.nodes),
            action.due,
            action.state,
            action.outcome,
        ]
        for action in state.actions
    ]
    return [["action", "who", "when", "nodes", "due", "state", "outcome"], *rows]


def _to_place(steps: Sequence[int | str]) -> str:
    place = ""
    for step in steps:
        place += f"[{step}]" if isinstance(step, int) else f".{step}" if place else step
    return place


def _refuse(file: str, message: str) -> WorkshopFileError:
    return WorkshopFileError(file, [Fault(None, "", message)])
