"""What was guessed to read a table, for somebody who may know better."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from model.tables.encoding import ENCODINGS
from model.tables.separators import SEPARATORS
from model.tables.table import Table

_FEW = 4
"""How many headings are an example."""

_COUNTS = ("1", "2", "3", "4", "5")


@dataclass(frozen=True)
class Setting:
    """Something that was guessed to read a file, and that a person may know better.

    `name` is a field of `Reading`, "sheet", or whatever else a reader asks for; `choices` are what it can be
    instead, and none where any number will do. `example` is what the guess makes of the file. One that
    `is_doubtful` had another guess near it: a page asks, the command line wants the option.
    """

    name: str
    value: str
    choices: tuple[str, ...]
    example: str = ""
    is_doubtful: bool = False


def list_settings(table: Table) -> tuple[Setting, ...]:
    """The sheet, rows of headings, separator and encoding that a table was read with, as far as it has them.

    A sheet where there are others, hidden ones too; how many rows the headings take where there are any; a
    separator of a text, "" where it has one column; an encoding where there are letters that show it.

    >>> from io import BytesIO
    >>> from model.tables import read_table
    >>> for setting in list_settings(read_table(BytesIO("qui;récit\\nmoi;été\\n".encode()), "table.csv")):
    ...     print(setting.name, repr(setting.value), "gives", setting.example)
    heading '1' gives qui, récit
    heading_rows '1' gives qui, récit
    separator ';' gives qui | récit
    encoding 'utf-8' gives récit, été
    """
    return tuple(_find_settings(table))


def _find_settings(table: Table) -> Iterator[Setting]:
    doubtful = table.doubtful
    headings = tuple(islice(table.columns, _FEW))
    if table.sheet is not None and len(sheets := (*table.sheets, *table.hidden_sheets)) > 1:
        yield Setting("sheet", table.sheet, sheets, ", ".join(headings), "sheet" in doubtful)
    if table.form != "json":
        example = ", ".join(headings) if table.heading else ""
        yield Setting("heading", str(table.heading), (), example, "heading" in doubtful)
    if table.form != "json" and table.heading:
        yield Setting(
            "heading_rows",
            str(table.heading_rows),
            _COUNTS,
            " | ".join(islice(table.captions.values(), _FEW)) or ", ".join(headings),
            "heading_rows" in doubtful,
        )
    if table.form == "csv":
        yield Setting(
            "separator", table.separator or "", SEPARATORS, " | ".join(headings), "separator" in doubtful
        )
    if table.encoding is not None and table.samples:
        yield Setting("encoding", table.encoding, ENCODINGS, ", ".join(table.samples), "encoding" in doubtful)
