"""Taking in stories from a table: the good rows into the store, the others back to whoever can mend them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as with_default
from io import BytesIO
from itertools import chain
from typing import IO, Literal

from model.graph import ConceptualModel
from model.stories.checking import CheckedRow, Problem, check_rows
from model.stories.headings import suggest_columns
from model.stories.pointing import Telltale, find_telltales, mask_story
from model.stories.store import AddedCount, StoryStore
from model.stories.story import Story
from model.tables import Table, write_csv, write_xlsx

__all__ = [
    "REASONS",
    "CheckedRow",
    "ImportResult",
    "Problem",
    "check_rows",
    "import_stories",
    "suggest_columns",
    "to_rejected",
    "write_rejected",
]

REASONS = "reasons"
"""The name of the column that says what is wrong with a row; it is not read when the file comes back."""

MOST_PROBLEMS = 1000
MOST_POINTED_OUT = 2000
"""In how many stories is looked for what may tell who somebody is: that takes longer than all the rest."""
_STEP = 500

Form = Literal["csv", "xlsx"]
Privacy = Literal["ignore", "point out", "mask"]
"""What is done about words that may tell who somebody is."""


@dataclass(frozen=True)
class ImportResult:
    """What became of the rows of a table: how many stories were added, how many were there already, how many
    rows were rejected, and the first 1 000 problems that were found.

    `telling` are the rows among the first 2 000 stories that hold what may tell who somebody is, with what
    that is; none where nothing was to be looked for.
    """

    added: int
    already: int
    rejected: int
    problems: tuple[Problem, ...]
    telling: Mapping[int, tuple[Telltale, ...]] = with_default(default_factory=dict)


def import_stories(
    store: StoryStore | None,
    table: Table,
    columns: Mapping[str, str],
    defaults: Mapping[str, str],
    model: ConceptualModel,
    trust: bool = False,
    progress: Callable[[int, int], object] | None = None,
    rejected_to: IO[bytes] | None = None,
    rejected_form: Form = "csv",
    privacy: Privacy = "ignore",
    describe: Callable[[Problem], str] = Problem.describe,
) -> ImportResult:
    """Add the stories of a table to the store, and write the rows that are none to an open file.

    Rows are checked as `check_rows` does. A story that is in the store already, by its id or by its text,
    is not added again, so that the same file may come twice. Without a store nothing is added: then the
    result says what would be, and counts as added what the store might have already. `progress` is told
    how many rows of how many were read. Where `privacy` says so, what may tell who somebody is (see
    `pointing`) is pointed out in the first 2 000 stories, or masked in all of them. `describe` words a
    problem in the file of those rejected. No more than some
    hundred rows are in memory at a time; what was added before an error stays. Raises what the store
    raises, and `UnknownIdError` as `check_rows` does.
    """
    rejected = 0
    problems: list[Problem] = []
    looked_at = 0
    telling: dict[int, tuple[Telltale, ...]] = {}

    def look_at(row: int, story: Story) -> Story:
        nonlocal looked_at
        looked_at += 1
        if privacy == "mask":
            return mask_story(story)
        is_looked_at = privacy == "point out" and looked_at <= MOST_POINTED_OUT
        if is_looked_at and (found := tuple(find_telltales(story))):
            telling[row] = found
        return story

    def find_good() -> Iterator[Story]:
        nonlocal rejected
        for done, row in enumerate(check_rows(table, columns, defaults, model, trust), start=1):
            if row.story is not None:
                yield look_at(row.number, row.story)
            else:
                rejected += 1
                problems.extend(row.problems[: MOST_PROBLEMS - len(problems)])
            if progress and (done % _STEP == 0 or done == table.count):
                progress(done, table.count)

    if store is None:
        count = AddedCount(sum(1 for _ in find_good()), 0)
    else:
        count = store.add_all(find_good(), "import")
    if rejected_to is not None and rejected:
        # Reading the file again takes less than keeping what may be all of it.
        rows = check_rows(table, columns, defaults, model, trust)
        write_rejected(rows, table.columns, rejected_to, rejected_form, describe)
    return ImportResult(count.added, count.already, rejected, tuple(problems), telling)


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
    given. Who has mended the file can import it as it is.
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
