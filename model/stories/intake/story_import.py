"""Taking in stories from a table: the good rows into the store, the others back to whoever can fix them.

A row is a story that is new, one that is stored already, or one that is stored otherwise: then it is a
change, which is only made where a person says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from dataclasses import field as with_default
from io import BytesIO
from itertools import chain, islice
from typing import IO, Literal

from pydantic import ValidationError

from model.graph import ConceptualModel
from model.stories.intake.changes import StoryChange, find_change, find_state, list_fields_of_marked
from model.stories.intake.choice import ImportChoice
from model.stories.intake.problems import Problem
from model.stories.intake.rows import CheckedRow, RowChecker
from model.stories.lookups import Stored
from model.stories.store import StoryStore
from model.stories.story import Story
from model.stories.story_files import to_cells
from model.stories.tallies import Incoming, Tally
from model.stories.telltales import Telltale, find_telltales, mask_story
from model.tables import Table, write_csv, write_xlsx
from model.tables.table import Entry

REASONS = "reasons"
"""The name of the column that says what is wrong with a row; it is not read when the file comes back."""

MOST_PROBLEMS = 1000
MOST_CHANGES = 2000
"""How many of each are kept to be shown; all are counted."""

MOST_POINTED_OUT = 2000
"""In how many stories is looked for what may tell who somebody is: that takes longer than all the rest."""
_BATCH = 500

Form = Literal["csv", "xlsx"]
Privacy = Literal["ignore", "point out", "mask"]
"""What is done about words that may tell who somebody is."""

Accept = Callable[[StoryChange], Collection[str]]
"""Which fields of a change are taken over."""


@dataclass(frozen=True)
class ImportResult:
    """What became of the rows of a table.

    `added` are new stories, `already` those that are stored as the file has them, `changed` those of which
    something was taken over, `open` those of which the file says something else that was not. Rows that are
    `absent` hold no story, as rows of totals; those that are `rejected` have problems, of which the first
    1 000 are kept, and all are counted by column and code. `changes` are the first 2 000. `repeated` are the
    first 1 000 rows that say the same as one above, and were added all the same. `telling` are the rows among
    the first 2 000 stories that hold what may tell who somebody is, with what that is; none where nothing was
    to be looked for.
    """

    added: int
    already: int
    changed: int
    open: int
    rejected: int
    absent: int
    problems: tuple[Problem, ...] = ()
    counts: Mapping[tuple[str, str], int] = with_default(default_factory=dict)
    changes: tuple[StoryChange, ...] = ()
    repeated: tuple[int, ...] = ()
    telling: Mapping[int, tuple[Telltale, ...]] = with_default(default_factory=dict)


def accept_nothing(_change: StoryChange) -> Collection[str]:
    """No field: whatever a file says of a story that is stored, it stays as it is."""
    return ()


def accept_free(change: StoryChange) -> Collection[str]:
    """The fields that nobody changed in the store meanwhile."""
    return change.list_free()


def accept_all(change: StoryChange) -> Collection[str]:
    """All fields, also those that somebody changed in the store meanwhile."""
    return tuple(field.field for field in change.fields)


def import_stories(
    store: StoryStore | None,
    table: Table,
    choice: ImportChoice,
    model: ConceptualModel,
    *,
    accept: Accept = accept_nothing,
    is_dry: bool = False,
    privacy: Privacy = "ignore",
    progress: Callable[[int, int], object] | None = None,
    rejected_to: IO[bytes] | None = None,
    rejected_form: Form = "csv",
    describe: Callable[[Problem], str] = Problem.describe,
) -> ImportResult:
    """Add the stories of a table to the store, and write the rows that are none to an open file.

    Rows are checked as `check_rows` does. A row of an export of this application is known by its id, any
    other by what it says: of n rows that say the same, of which k came in before, n - k are added. What a
    row says otherwise than the story that it is known as is a change, of which the fields are taken over that
    `accept` gives. A dry run changes nothing and says what would be; without a store every story is new.

    `progress` is told how many rows of how many were read. Where `privacy` says so, what may tell who
    somebody is (see `pointing`) is pointed out in the first 2 000 stories, or masked in all of them.
    `describe` words a problem in the file of those rejected. No more than some hundred rows are in memory at
    a time; what was added before an error stays. Raises what the store raises, and `UnknownIdError` as
    `check_rows` does.
    """
    choice.check(table)
    intake = _Intake(store, RowChecker(table, choice, model), accept, is_dry, privacy)
    done = 0
    for rows in _list_batches(table):
        intake.take(rows)
        done += len(rows)
        if progress:
            progress(done, table.count)
    result = intake.to_result()
    if rejected_to is not None and result.rejected + result.absent:
        # Reading the file again takes less than keeping what may be all of it.
        again = _Intake(store, RowChecker(table, choice, model), accept, is_dry, privacy)
        checked = (row for rows in _list_batches(table) for row, _ in again.check(rows))
        write_rejected(checked, table.columns, rejected_to, rejected_form, describe)
    return result


def _list_batches(table: Table) -> Iterator[list[Entry]]:
    rows = table.rows
    while batch := list(islice(rows, _BATCH)):
        yield batch


@dataclass
class _Known:
    """A row that is known as a story which is stored, and what that was when the file was written.

    It is known by its id, or else by the mark of what it says.
    """

    row: CheckedRow
    stored: Story
    before: Story | None
    is_marked: bool = False


class _Intake:
    """Rows on their way into a store, and what became of those before."""

    def __init__(
        self,
        store: StoryStore | None,
        checker: RowChecker,
        accept: Accept,
        is_dry: bool,
        privacy: Privacy,
    ) -> None:
        self._store = store
        self._checker = checker
        self._accept = accept
        self._is_dry = is_dry
        self._privacy = privacy
        self._tally = Tally()
        self._count: Counter[str] = Counter()
        self._problems: list[Problem] = []
        self._counts: Counter[tuple[str, str]] = Counter()
        self._changes: list[StoryChange] = []
        self._repeated: list[int] = []
        self._looked_at = 0
        self._telling: dict[int, tuple[Telltale, ...]] = {}

    def to_result(self) -> ImportResult:
        """What became of the rows that were taken."""
        return ImportResult(
            added=self._count["added"],
            already=self._count["already"],
            changed=self._count["changed"],
            open=self._count["open"],
            rejected=self._count["rejected"],
            absent=self._count["absent"],
            problems=tuple(self._problems),
            counts=self._counts,
            changes=tuple(self._changes),
            repeated=tuple(self._repeated),
            telling=self._telling,
        )

    def take(self, rows: Sequence[Entry]) -> None:
        """Check some rows and take those in that are stories."""
        known: list[_Known] = []
        fresh: list[tuple[CheckedRow, Incoming]] = []
        for row, own in self.check(rows):
            if row.story is None:
                self._take_down(row)
            elif own is not None:
                known.append(own)
            else:
                fresh.append((row, Incoming(self._look_at(row), row.story.mark)))
        seen = {incoming.mark for _, incoming in fresh if self._tally.has(incoming.mark)}
        added = self._add([incoming for _, incoming in fresh])
        marked = self._find_marked(fresh, added)
        for row, incoming in fresh:
            is_repeated = incoming.mark in seen
            seen.add(incoming.mark)
            if incoming.story.id in added:
                self._count["added"] += 1
                if is_repeated and len(self._repeated) < MOST_PROBLEMS:
                    self._repeated.append(row.number)
            elif not is_repeated and incoming.mark in marked.by_mark:
                story = marked.by_mark[incoming.mark]
                first = marked.earlier.get(story.id, (story,))[0]
                known.append(_Known(row, story, first, is_marked=True))
            else:
                self._count["already"] += 1
        self._change(known)

    def check(self, rows: Sequence[Entry]) -> Iterator[tuple[CheckedRow, _Known | None]]:
        """The rows, those with the id of a story that is stored with that story."""
        found = self._find_stored(rows)
        for number, cells in rows:
            stored = found.by_id.get(self._checker.choice.get_cell("id", cells))
            row = self._checker.check(number, cells, stored)
            if stored is None:
                yield row, None
            else:
                yield row, _Known(row, stored, self._find_before(stored, found, cells))

    def _find_stored(self, rows: Sequence[Entry]) -> Stored:
        ids = {self._checker.choice.get_cell("id", cells) for _, cells in rows} - {""}
        if self._store is None or not ids:
            return Stored({}, {}, {})
        return self._store.find_stored(ids, ())

    def _find_before(self, stored: Story, found: Stored, cells: Mapping[str, str]) -> Story | None:
        choice = self._checker.choice
        said = (choice.get_cell(name, cells) for name in ("changed_at", "revision"))
        return find_state(stored, found.earlier.get(stored.id, ()), *said)

    def _find_marked(self, fresh: Sequence[tuple[CheckedRow, Incoming]], added: Collection[str]) -> Stored:
        """The stories that rows came in as before, where it is certain which one that is."""
        marks = {incoming.mark for _, incoming in fresh if incoming.story.id not in added}
        if self._store is None or not marks:
            return Stored({}, {}, {})
        return self._store.find_stored((), marks)

    def _take_down(self, row: CheckedRow) -> None:
        self._count["absent" if row.is_absent else "rejected"] += 1
        self._problems.extend(row.problems[: MOST_PROBLEMS - len(self._problems)])
        self._counts.update((problem.column, problem.code) for problem in row.problems)

    def _look_at(self, row: CheckedRow) -> Story:
        """The story of a row, masked where it is to be; what may tell who somebody is is taken down."""
        assert row.story is not None  # noqa: S101
        self._looked_at += 1
        if self._privacy == "mask":
            return mask_story(row.story)
        is_looked_at = self._privacy == "point out" and self._looked_at <= MOST_POINTED_OUT
        if is_looked_at and (found := tuple(find_telltales(row.story))):
            self._telling[row.number] = found
        return row.story

    def _add(self, incoming: Sequence[Incoming]) -> frozenset[str]:
        if not incoming:
            return frozenset()
        if self._store is None:
            return frozenset(row.story.id for row in incoming if self._tally.is_new(row.mark, 0))
        if self._is_dry:
            return self._store.find_new_rows(incoming, self._tally)
        return self._store.add_rows(incoming, "import", self._tally)

    def _change(self, known: Sequence[_Known]) -> None:
        """Take over what is accepted of the rows that are known as stories, and take down the rest."""
        revised: dict[str, Story] = {}
        for row in known:
            change = self._find_change(row)
            if change is None:
                self._count["already"] += 1
                continue
            if len(self._changes) < MOST_CHANGES:
                self._changes.append(change)
            accepted = set(self._accept(change))
            with suppress(ValidationError):
                if accepted:
                    revised[change.stored.id] = change.to_story(accepted)
            if change.stored.id not in revised or accepted < {field.field for field in change.fields}:
                self._count["open"] += 1
        refused: Collection[Story] = ()
        if revised and self._store is not None and not self._is_dry:
            refused = self._store.change_all(revised.values(), "import", "edited")
        self._count["changed"] += len(revised) - len(refused)
        self._count["open"] += len(refused)

    def _find_change(self, known: _Known) -> StoryChange | None:
        """What a row says otherwise, masked where it is to be; None where it says nothing new."""
        story = known.row.story
        assert story is not None  # noqa: S101
        fields = frozenset(self._checker.choice.columns)
        if known.is_marked:
            fields = list_fields_of_marked(fields)
        elif not self._checker.choice.trust:
            fields -= {"status", "origin"}
        change = find_change(known.row.number, known.stored, story, known.before, fields)
        if change is not None and known.is_marked:
            masked = to_cells(mask_story(story))  # perhaps it came in like that
            left = tuple(field for field in change.fields if masked[field.field] != field.before)
            change = replace(change, fields=left) if left else None
        if change is None:
            return None
        looked_at = self._look_at(known.row)
        cells = to_cells(looked_at)
        said = tuple(replace(field, said=cells[field.field]) for field in change.fields)
        return replace(change, said=looked_at, fields=said)


def to_rejected(rows: Iterable[CheckedRow], columns: Sequence[str], form: Form) -> bytes:
    """Those of the rows that are no stories, as a file; `write_rejected` into one value."""
    content = BytesIO()
    write_rejected(rows, columns, content, form)
    return content.getvalue()


def write_rejected(
    rows: Iterable[CheckedRow],
    columns: Sequence[str],
    file: IO[bytes],
    form: Form,
    describe: Callable[[Problem], str] = Problem.describe,
) -> None:
    """Write those of the rows that are no stories to an open file, as they were, each with the reasons.

    `columns` are those of the table. The reasons are in a column of their own behind them; what a row has
    behind its last column comes after that; `describe` gives a problem's reason, in English where it is not
    given. Once the file is fixed, it can be imported as it is.
    """
    kept = [column for column in columns if column != REASONS]
    listed = chain(
        [[*kept, REASONS]],
        (
            [
                *(row.cells.get(column, "") for column in kept),
                "\n".join(map(describe, row.problems)),
                *(cell for column, cell in row.cells.items() if column not in columns),
            ]
            for row in rows
            if row.problems
        ),
    )
    if form == "csv":
        write_csv(listed, file)
    else:
        write_xlsx(listed, file, title="Rejected")
