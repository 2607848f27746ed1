"""How much is read, as the documentation says it, and the sentences in which more is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from model.tables import MOST_COLUMNS, MOST_ROWS, TableError, read_table
from model.tables.encoding import refuse_binary
from model.tables.old_workbook import LARGEST_OLD_FILE, open_old_workbook
from model.tables.refusal import (
    LARGEST_FILE,
    LARGEST_UNPACKED,
    refuse_columns,
    refuse_damage,
    refuse_empty,
    refuse_password,
    refuse_size,
)
from model.tables.signatures import KINDS

MEGABYTE, GIGABYTE = 2**20, 2**30
DOCUMENTATION = Path(__file__).parents[3] / "docs" / "story-tables.md"


def test_the_limits_are_those_that_are_said() -> None:
    said = " ".join((read_table.__doc__ or "").split())
    limits = re.search(
        r"\(([0-9]+) MB, ([0-9]+) GB unpacked, ([0-9 ]+) rows, ([0-9]+) columns; \.xls ([0-9]+) MB\)", said
    )
    assert limits is not None
    assert [int(number.replace(" ", "")) for number in limits.groups()] == [
        LARGEST_FILE / MEGABYTE,
        LARGEST_UNPACKED / GIGABYTE,
        MOST_ROWS,
        MOST_COLUMNS,
        LARGEST_OLD_FILE / MEGABYTE,
    ]
    assert f"larger than {LARGEST_OLD_FILE // MEGABYTE} MB" in (open_old_workbook.__doc__ or "")
    documented = DOCUMENTATION.read_text("utf-8")
    assert "1 000 000 rows and 256 MB on the command line, with at most 500 columns" in documented


@pytest.mark.parametrize(
    ("error", "code", "sentence"),
    [
        (refuse_size(), "too-large", "it is too large; split it into several files"),
        (
            refuse_columns(501),
            "too-many-columns",
            "it has 501 columns or more; at most 500 are read; remove those that are not needed",
        ),
        (
            refuse_password(),
            "password",
            "this workbook is protected by a password; open it and save it without a password",
        ),
        (refuse_damage(), "damaged", "this workbook is damaged; open it in a spreadsheet and save it again"),
        (refuse_empty(), "empty", "there is nothing in it; check that this is the file you meant"),
        (
            TableError("x", "it is wrong", "do so", file="a.csv", place="row 2"),
            "x",
            "a.csv: row 2: it is wrong; do so",
        ),
        (TableError("x", "it is wrong", "do so", place="row 2"), "x", "row 2: it is wrong; do so"),
        (TableError("x", "it is wrong", "do so", file="a.csv"), "x", "a.csv: it is wrong; do so"),
    ],
)
def test_a_refusal_says_where_what_and_what_to_do(error: TableError, code: str, sentence: str) -> None:
    assert (error.code, str(error)) == (code, sentence)


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_of_another_kind_is_called_so(kind: str) -> None:
    error = refuse_binary(kind)
    assert str(error) == (
        f"this is {KINDS[kind]}, not a table; choose a CSV file, a workbook (.xlsx, .xls, .ods) or JSON"
    )
    assert error.details == {"kind": kind}
