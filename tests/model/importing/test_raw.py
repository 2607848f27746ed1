"""Rows as they are read, texts on a line, and the columns of rows."""

from __future__ import annotations

import pytest

from model import load_model
from model.errors import Fault
from model.importing.findings import Item
from model.importing.raw import (
    RawGraph,
    RawRow,
    list_columns,
    refuse,
    refuse_count,
    to_line,
    to_quoted,
    to_text,
    to_title,
)


def test_a_row_says_what_stands_in_it_and_where_it_is() -> None:
    row = RawRow({"a": " x ", "b": ""}, "row 4", 7)
    assert [row.get("a"), row.get("b"), row.get("c"), row.get(None)] == ["x", "", "", ""]
    assert row.build_item() == Item("row 4", "", 7)
    assert row.build_item("x") == Item("row 4", "x", 7)
    assert row.build_fault("is empty") == Fault(7, "row 4", "is empty")
    assert row.build_fault("is empty", "a\nb") == Fault(7, 'row 4, column "a b"', "is empty")


def test_a_list_of_edges_alone_has_no_columns_of_nodes() -> None:
    assert RawGraph("x", "table", "x").is_edges_only
    assert not RawGraph("x", "table", "x", ("label",)).is_edges_only
    assert not RawGraph("x", "yaml", "x", model=load_model()).is_edges_only


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("our map.v2.graphml", "our map.v2"),
        ("C:\\maps\\ours.csv", "ours"),
        ("maps/ours", "ours"),
        (".hidden", ".hidden"),
        (" ours .csv", "ours"),
        ("maps.v2/ours", "ours"),
    ],
)
def test_a_title_is_the_name_of_the_file_without_its_ending(name: str, title: str) -> None:
    assert to_title(name) == title


@pytest.mark.parametrize(
    ("text", "line", "lines"),
    [
        (" a \r\n\tb ", "a b", "a \n\tb"),
        ("a\rb", "a b", "a\nb"),
        ("a\x00\x1b\x7f\x85\u2028b", "a b", "a b"),
        ("a\ud800\ufdd0\ufffe\uffffb", "a b", "a b"),
        ("a\x0b\x0cb", "a b", "a b"),
        ("\x07", "", ""),
    ],
)
def test_signs_that_are_not_seen_are_left_out(text: str, line: str, lines: str) -> None:
    assert to_line(text) == line
    assert to_text(text) == lines


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        (None, '""'),
        ("a\nb", '"a b"'),
        ("x" * 60, f'"{"x" * 60}"'),
        ("x" * 61, f'"{"x" * 60}…"'),
        ("a\u202eb\u200dc\u00ad", '"abc"'),
        (" " * 1199 + "ab", '"a"'),
    ],
)
def test_a_text_is_quoted_short_and_harmless(text: str | None, quoted: str) -> None:
    assert to_quoted(text) == quoted


def test_columns_come_in_the_order_in_which_they_come_up() -> None:
    rows = [
        RawRow({"b": "1", "a": "", "c": "2"}, "1"),
        RawRow({"a": "3", "d": "", "b": "4"}, "2"),
    ]
    assert list_columns(rows) == ("b", "c", "a")
    assert list_columns(rows, ["a", "e"]) == ("a", "e", "b", "c")


def test_a_refusal_says_file_and_place() -> None:
    assert str(refuse("x.csv", "is broken", 3, "row 2")) == "x.csv: line 3: row 2: is broken"
    assert str(refuse_count("x.csv", "rows", 5)) == (
        "x.csv: holds more than 5 rows; leave some out or split it"
    )
