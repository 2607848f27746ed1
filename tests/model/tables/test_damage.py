"""Whatever bytes come, reading them gives a table or a refusal."""

from __future__ import annotations

import json
import random
import zipfile
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from model.tables import Reading, TableError, read_table, to_csv, to_xlsx
from tests.model.tables.test_opendocument import build, cell, row, table
from tests.nasty import NASTY

ROWS: list[list[Any]] = [
    ["id", "text", "number"],
    *([f"s{number}", text, number] for number, text in enumerate(NASTY[:60])),
]
JSON = json.dumps({"stories": [dict(zip(ROWS[0], row, strict=True)) for row in ROWS[1:]]}).encode()


def build_shared() -> bytes:
    """A workbook with shared texts and styles, as Excel has them."""
    book, file = Workbook(), BytesIO()
    for cells in ROWS[:1] + [[f"s{number}", f"text {number}", number] for number in range(20)]:
        book.worksheets[0].append(cells)
    book.save(file)
    return file.getvalue()


GOOD = {"csv": to_csv(ROWS), "utf-16": to_csv(ROWS).decode("utf-8-sig").encode("utf-16"), "json": JSON}
LINES = b"\n".join(json.dumps(dict(zip(ROWS[0], cells, strict=True))).encode() for cells in ROWS[1:])
GOOD["lines"] = LINES
ODS = build(table("".join(row(cell("x"), cell(str(number))) for number in range(20))))
WORKBOOKS = {"inline": to_xlsx(ROWS), "shared": build_shared(), "ods": ODS}


def read_all(content: bytes, name: str = "file") -> bool:
    """Whether it is a table; any other error than a refusal comes through."""
    try:
        list(read_table(BytesIO(content), name).rows)
    except TableError as error:
        refusal = error
    else:
        return True
    assert str(refusal).startswith(f"{name}: ")
    return False


def damage(content: bytes, chance: random.Random) -> bytes:
    """The content with some bytes changed, taken out, put in, or its end cut off."""
    damaged = bytearray(content)
    for _ in range(chance.randint(1, 5)):
        at, length = chance.randrange(len(damaged)), chance.randint(1, 4)
        kind = chance.choice(["change", "change", "take", "put", "swap", "cut"])
        if kind == "change":
            damaged[at] = chance.randrange(256)
        elif kind == "take":
            del damaged[at : at + length]
        elif kind == "put":
            damaged[at:at] = chance.randbytes(length)
        elif kind == "swap":
            other = chance.randrange(len(damaged))
            damaged[at : at + length], damaged[other : other + length] = (
                damaged[other : other + length],
                damaged[at : at + length],
            )
        elif chance.random() < 0.2:
            del damaged[at:]
        if not damaged:
            return b"x"
    return bytes(damaged)


@given(
    st.binary(max_size=2000)
    | st.builds(
        lambda start, rest: start + rest,
        st.sampled_from(
            [
                b"PK\x03\x04",
                b"[{",
                b'{"a":[',
                b"\xff\xfe",
                b"\xfe\xff",
                b"\xff\xfe\0\0",
                b"sep=",
                b'"',
                b"a,b\n",
            ]
        ),
        st.binary(max_size=200),
    )
)
def test_any_bytes_are_a_table_or_refused(content: bytes) -> None:
    read_all(content)


@pytest.mark.parametrize("form", GOOD)
def test_a_damaged_text_is_a_table_or_refused(form: str) -> None:
    chance = random.Random(form)
    assert read_all(GOOD[form])
    for _ in range(300):
        read_all(damage(GOOD[form], chance))


@pytest.mark.parametrize("form", WORKBOOKS)
def test_a_damaged_workbook_is_a_table_or_refused(form: str) -> None:
    chance = random.Random(form)
    assert read_all(WORKBOOKS[form])
    for _ in range(300):
        read_all(damage(WORKBOOKS[form], chance))


@pytest.mark.parametrize("form", WORKBOOKS)
def test_a_workbook_with_damaged_parts_is_a_table_or_refused(form: str) -> None:
    chance = random.Random(form)
    with zipfile.ZipFile(BytesIO(WORKBOOKS[form])) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    outcomes = set()
    for _ in range(300):
        name = chance.choice(sorted(parts))
        file = BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            for part, content in (parts | {name: damage(parts[name], chance)}).items():
                archive.writestr(part, content)
        outcomes.add(read_all(file.getvalue()))
    assert outcomes == {True, False}


@pytest.mark.parametrize("form", [*GOOD, *WORKBOOKS])
def test_a_file_that_is_cut_off_anywhere_is_a_table_or_refused(form: str) -> None:
    content = (GOOD | WORKBOOKS)[form]
    for length in range(0, len(content), max(1, len(content) // 150)):
        read_all(content[:length])


@given(st.text(alphabet='ab";,\n\r \t\0é', max_size=120))
def test_what_is_repaired_is_never_refused_for_its_quotation_marks(text: str) -> None:
    try:
        table = read_table(BytesIO(text.encode()), "file", reading=Reading(repair=True))
    except TableError as error:
        assert error.code in ("empty", "binary")  # noqa: PT017
    else:
        assert len(list(table.rows)) == table.count


@given(
    st.lists(st.lists(st.text(alphabet="ab;é ", min_size=1, max_size=5), min_size=3, max_size=3), min_size=3),
    st.integers(0, 100),
    st.integers(0, 2),
)
def test_a_stray_quotation_mark_loses_no_row(rows: list[list[str]], at: int, column: int) -> None:
    """A row among others, with a quotation mark at the beginning of one of its cells."""
    lines = ["one;two;end", *(";".join(f"x{cell}".replace(";", "") for cell in cells) for cells in rows)]
    cells = lines[1 + at % len(rows)].split(";")
    cells[column] = f'"{cells[column]}'
    lines[1 + at % len(rows)] = ";".join(cells)
    table = read_table(BytesIO("\n".join(lines).encode()), "file", reading=Reading(repair=True))
    assert [list(row.values()) for _, row in table.rows] == [line.split(";") for line in lines[1:]]
