"""How the rows of a table are to be read as stories: which columns, which defaults, what answers mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from model.errors import UnknownIdError
from model.stories.fields import FIELDS
from model.stories.intake.dates import DayOrder
from model.stories.intake.headings import is_own_export, suggest_columns
from model.stories.intake.meanings import build_key
from model.tables import Table

_JOINED = "\n\n"
"""What stands between the cells of several columns that are one text."""


@dataclass(frozen=True)
class ImportChoice:
    """What a person says of a table of stories.

    `columns` says which columns hold a field (`fields.FIELDS`): of several, the cells that are not empty
    are joined, with an empty line between them. `defaults` say what a field is where its cell is empty.
    `meanings` say what an answer means, by field and key (`meanings.build_key`). `day_order` says whether
    3/1/2026 is in January or in March. With `trust`, status and origin count as the file has them, and of
    new stories times and revision: for an export of this application.
    """

    columns: Mapping[str, tuple[str, ...]]
    defaults: Mapping[str, str] = field(default_factory=dict)
    meanings: Mapping[tuple[str, str], str] = field(default_factory=dict)
    day_order: DayOrder | None = None
    trust: bool = False

    def get_cell(self, name: str, cells: Mapping[str, str]) -> str:
        """What a row says of a field; "" where there is nothing or no column.

        >>> choice = ImportChoice({"text": ("What?", "And then?")})
        >>> choice.get_cell("text", {"What?": "She sang. ", "And then?": "I smiled."})
        'She sang.\\n\\nI smiled.'
        """
        columns = self.columns.get(name, ())
        if len(columns) == 1:
            return cells.get(columns[0], "").strip()
        return _JOINED.join(cell for column in columns if (cell := cells.get(column, "").strip()))

    def get_meaning(self, name: str, said: str, heading: str = "") -> str | None:
        """What a person said that an answer means; None where nothing was said of it."""
        return self.meanings.get((name, build_key(name, said, heading))) if self.meanings else None

    def list_left_over(self, table: Table) -> tuple[str, ...]:
        """The columns of a table that hold no field, in their order."""
        taken = {column for columns in self.columns.values() for column in columns}
        return tuple(column for column in table.columns if column not in taken)

    def get_heading(self, name: str, table: Table) -> str:
        """What the headings of a field's columns say, further rows of headings with them."""
        said = [
            text
            for column in self.columns.get(name, ())
            for text in (column, table.captions.get(column, ""))
            if text
        ]
        return " ".join(dict.fromkeys(said))

    def check(self, table: Table) -> None:
        """Raise `UnknownIdError` for a field that there is not, or a column that the table has not."""
        columns = [column for several in self.columns.values() for column in several]
        for known, named, what in (
            (tuple(FIELDS), (*self.columns, *self.defaults), "field"),
            (table.columns, columns, "column"),
        ):
            for name in named:
                if name not in known:
                    raise UnknownIdError(what, name, known)


def suggest_choice(table: Table) -> ImportChoice:
    """The columns that most likely hold the fields of a story, as their headings say.

    The numbers in somebody else's file are not our ids: only an export of this application has these.
    """
    suggested = suggest_columns(table.columns, table.captions)
    if not is_own_export(table.columns):
        suggested.pop("id", None)
    return ImportChoice({name: (column,) for name, column in suggested.items()})


def with_columns(choice: ImportChoice, columns: Mapping[str, tuple[str, ...]]) -> ImportChoice:
    """The choice with other columns for some fields; none where a field has no columns."""
    merged = {name: several for name, several in {**choice.columns, **columns}.items() if several}
    return replace(choice, columns=merged)
