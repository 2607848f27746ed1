"""A table as it was read from a file, and how somebody may want it to be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from model.tables.notes import TableNote

Entry = tuple[int, dict[str, str]]
"""The number of a row, or of an entry in JSON from 1, and its values by column, as text."""


@dataclass(frozen=True)
class Reading:
    """How to read a table; what is None is guessed from the content.

    `encoding` is one of `ENCODINGS`. `separator` is one of `SEPARATORS`, " " for any run of blanks and tabs,
    or "" for a table of one column. `heading` is the number that a spreadsheet shows beside the row of
    headings; 0 where there are none, so that the columns are "(A)", "(B)" and so on. `heading_rows` is how
    many rows the headings take, that one and those below. With `repair`, rows with a stray quotation mark are
    read as they stand, and letters that are broken become "\\ufffd", instead of refusing the file; notes say
    where.
    """

    encoding: str | None = None
    separator: str | None = None
    heading: int | None = None
    heading_rows: int | None = None
    repair: bool = False


@dataclass(frozen=True)
class Table:
    """A table in a file, which stays open outside; nothing of it is in memory but the names of its columns.

    `count` is the number of rows that are not empty; `sheet` is the one that is read of the `sheets` of a
    workbook, which do not list `hidden_sheets` unless all are. `heading` is the number of the row of
    headings, 0 where there is none; 1 in JSON, where the keys are headings. `heading_rows` is how many rows
    they take from there on, and `captions` are, by column, what those below the first one say of it, such as
    the question that was asked; for a column of a group, behind the heading of that. `lines` is the number of
    lines of a text, of the last row of a workbook, or of entries in JSON. `encoding` and `separator` are None
    where a table has none; `samples` are up to three words with letters beyond ASCII, to see whether the
    encoding is right.

    `hidden_rows` (numbers of those that hold something) and `hidden_columns` (names) are read like others.
    `notes` say what was left out, repaired or renamed. `doubtful` names what was guessed though something
    else is about as likely: "encoding", "separator", "heading", "heading_rows", "sheet".
    """

    name: str
    form: str
    columns: tuple[str, ...]
    count: int
    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    encoding: str | None = None
    separator: str | None = None
    heading: int = 1
    heading_rows: int = 1
    captions: Mapping[str, str] = field(default_factory=dict, hash=False)
    lines: int = 0
    samples: tuple[str, ...] = ()
    hidden_sheets: tuple[str, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[str, ...] = ()
    notes: tuple[TableNote, ...] = ()
    doubtful: tuple[str, ...] = ()
    _read: Callable[[], Iterator[Entry]] = field(default=lambda: iter(()), repr=False, compare=False)

    @property
    def rows(self) -> Iterator[Entry]:
        """The rows that are not empty, from the beginning each time: number, and cells by column.

        The number is that beside the row in a spreadsheet; of an entry in JSON, its place from 1. Every
        column is in the cells. Behind the last column there may be more: cells "(H)" by the letters that a
        spreadsheet has for them, as happens where a separator is in a text without quotes.
        """
        return self._read()
