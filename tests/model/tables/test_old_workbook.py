"""What the process for workbooks of an old Excel writes, and what is made of it."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from model.tables import TableError, old_workbook, read_table
from model.tables.file_view import to_open
from model.tables.notes import Findings
from model.tables.old_workbook import OLD_OFFICE, open_old_workbook
from model.tables.old_workbook_process import to_text, trim
from model.tables.refusal import MOST_COLUMNS

CASES = Path(__file__).with_name("cases")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "true"),
        (False, "false"),
        (2.0, "2"),
        (-2.5, "-2.5"),
        (0.1 + 0.2, "0.3"),
        (999_999_999_999_999.0, "999999999999999"),
        (1e15, "1e+15"),
        (float("inf"), "inf"),
        (datetime(2026, 5, 31, 14, 30, 1, 999_000), "2026-05-31T14:30:01"),
        (date(2026, 5, 31), "2026-05-31"),
        (time(14, 30), "14:30:00"),
        (timedelta(hours=36), "1.5"),
        ("x", "x"),
        (7, "7"),
        ("", ""),
    ],
)
def test_a_value_is_read_as_in_other_workbooks(value: object, text: str) -> None:
    assert to_text(value) == text


def test_a_row_ends_with_its_last_text() -> None:
    assert [trim(cells) for cells in (["", "a", "", ""], ["", ""], [])] == [["", "a"], [], []]


def run(content: bytes) -> tuple[int, list[Any]]:
    """How the process ends, and the lines that it writes."""
    done = subprocess.run(
        [sys.executable, "-P", str(old_workbook._PROCESS)], input=content, capture_output=True, check=False
    )
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def test_the_process_writes_each_sheet_and_its_rows() -> None:
    code, lines = run((CASES / "kinds.xls").read_bytes())
    assert code == 0
    sheets = [line for line in lines if isinstance(line, dict)]
    assert [(sheet["name"], sheet["hidden"]) for sheet in sheets] == [
        *(("Uitleg", False), ("Verhalen", False), ("Oud", True))
    ]
    assert [sheet["merged"] for sheet in sheets] == [[], [[1, 3, 1, 4], [1, 1, 8, 1]], []]
    at = lines.index(sheets[1])
    end = lines.index([0, []], at)
    assert [number for number, _ in lines[at + 1 : end]] == [1, 2, 3, 4]
    assert lines[end + 1] == sheets[2]
    assert lines[-1] == [0, []]


def test_the_process_says_by_its_code_what_is_wrong() -> None:
    assert run(OLD_OFFICE + b"\0" * 600) == (4, [])


WRITER = """
import json, sys
for line in {lines}:
    print(json.dumps(line))
sys.exit({code})
"""


def pretend(patch: pytest.MonkeyPatch, folder: Path, lines: list[Any], code: int = 0) -> None:
    """Have the process write these lines whatever it reads."""
    process = folder / "process.py"
    process.write_text(WRITER.format(lines=repr(lines), code=code))
    patch.setattr(old_workbook, "_PROCESS", process)


def sheet(name: str, *, hidden: bool = False, merged: tuple[tuple[int, ...], ...] = ()) -> dict[str, Any]:
    return {"name": name, "hidden": hidden, "merged": [list(place) for place in merged]}


CONTENT = BytesIO(OLD_OFFICE + b"\0" * 600)


@pytest.mark.parametrize(
    ("code", "refusal"),
    [(3, "password"), (4, "damaged"), (5, "too-large"), (1, "too-large"), (-9, "too-large")],
)
def test_each_code_of_the_process_is_a_refusal(
    code: int, refusal: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pretend(monkeypatch, tmp_path, [sheet("A"), [1, ["a"]], [0, []]], code)
    with pytest.raises(TableError) as caught:
        open_old_workbook(to_open(CONTENT))
    assert caught.value.code == refusal


def test_sheets_are_read_side_by_side_with_their_merged_cells(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lines = [
        *(sheet("A", merged=((1, 1, 2, 2),)), [1, ["a", "", "b"]], [2, ["", "", "c"]], [0, []]),
        *(sheet("B", hidden=True), [3, ["x", "y"]], [0, []]),
        *(sheet("C"), [0, []]),
    ]
    pretend(monkeypatch, tmp_path, lines)
    book = open_old_workbook(to_open(CONTENT))
    assert (book.sheets, book.hidden_sheets, dict(book.widths)) == (("A", "C"), ("B",), {"A": 3, "C": 0})
    findings = Findings()
    first, second = book.read("A", findings), book.read("B", Findings())
    assert next(first) == (1, ["a", "a", "b"])
    assert next(second) == (3, ["x", "y"])
    assert list(first) == [(2, ["a", "a", "c"])]
    assert list(second) == []
    assert list(book.read("C", Findings())) == []
    assert findings.get_count("merged-cells") == 1


def test_where_all_sheets_are_hidden_none_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pretend(monkeypatch, tmp_path, [sheet("A", hidden=True), [1, ["a"]], [0, []]])
    book = open_old_workbook(to_open(CONTENT))
    assert (book.sheets, book.hidden_sheets, dict(book.widths)) == (("A",), (), {"A": 1})


def test_a_row_may_be_as_wide_as_a_table(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pretend(monkeypatch, tmp_path, [sheet("A"), [1, ["x"] * MOST_COLUMNS], [0, []]])
    assert len(read_table(CONTENT, "x.xls").columns) == MOST_COLUMNS
    pretend(monkeypatch, tmp_path, [sheet("A"), [1, ["x"] * (MOST_COLUMNS + 1)], [0, []]])
    with pytest.raises(TableError, match="it has 501 columns or more"):
        read_table(CONTENT, "x.xls")


def test_so_many_sheets_are_measured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(old_workbook, "MOST_SHEETS", 1)
    pretend(monkeypatch, tmp_path, [sheet("A"), [1, ["a"]], [0, []], sheet("B"), [1, ["b"]], [0, []]])
    assert dict(open_old_workbook(to_open(CONTENT)).widths) == {"A": 1}


def test_a_file_may_be_as_large_as_the_limit(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pretend(monkeypatch, tmp_path, [sheet("A"), [1, ["a"]], [0, []]])
    monkeypatch.setattr(old_workbook, "LARGEST_OLD_FILE", 608)
    assert open_old_workbook(to_open(CONTENT)).sheets == ("A",)
    monkeypatch.setattr(old_workbook, "LARGEST_OLD_FILE", 607)
    with pytest.raises(TableError, match="too large"):
        open_old_workbook(to_open(CONTENT))


@pytest.mark.parametrize(
    ("stream", "message"),
    [
        ("WordDocument", "this is a Word document, not a table"),
        ("PowerPoint Document", "this is a PowerPoint presentation, not a table"),
        ("__properties_version1.0", "this is an Outlook message, not a table"),
        ("EncryptedPackage", "this workbook is protected by a password"),
    ],
)
def test_another_file_of_office_is_called_what_it_is(stream: str, message: str) -> None:
    content = OLD_OFFICE + b"\0" * 600 + stream.encode("utf-16-le")
    with pytest.raises(TableError, match=message):
        read_table(BytesIO(content), "x.xls")
