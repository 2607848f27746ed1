from __future__ import annotations

import io
import re

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.diagram import Filter, build_diagram
from model.export.figure import Caption, Figure
from model.export.kumu import choose_labels, to_kumu
from model.tables import restore
from tests.building import build_model
from tests.figures import SMALL, build_figure, build_figure_of, build_shipped_figure
from tests.nasty import NASTY
from tests.properties import examples


def read(figure: Figure) -> dict[str, list[dict[str, object]]]:
    """The rows of each sheet, by the name of the sheet."""
    book = openpyxl.load_workbook(io.BytesIO(to_kumu(figure)))
    sheets: dict[str, list[dict[str, object]]] = {}
    for sheet in book:
        heading, *rows = sheet.iter_rows(values_only=True)
        sheets[sheet.title] = [dict(zip(map(str, heading), map(unescape, row), strict=True)) for row in rows]
    return sheets


def unescape(cell: object) -> object:
    """The text of a cell as Excel shows it; openpyxl leaves "_xHHHH_" as it is."""
    if not isinstance(cell, str):
        return cell
    return re.sub("_x([0-9A-F]{4})_", lambda sign: chr(int(sign[1], 16)), cell)


def test_elements_say_what_kumu_asks_for() -> None:
    (row, *_) = read(build_figure())["Elements"]
    assert list(row)[:4] == ["Label", "Type", "Tags", "Description"]
    assert (row["Label"], row["Type"], row["Tags"]) == ("Time", "need", "patient|open")


def test_connections_name_elements_by_their_labels() -> None:
    rows = read(build_figure())["Connections"]
    assert list(rows[0])[:5] == ["From", "To", "Type", "Label", "Direction"]
    assert [(row["From"], row["To"], row["Direction"]) for row in rows] == [
        ("Time", "A gesture", "directed"),
        ("A gesture", "Joy", "directed"),
        ("Joy", "Time", "directed"),
    ]


def test_the_shipped_model_is_whole() -> None:
    sheets = read(build_shipped_figure("nl"))
    assert (len(sheets["Elements"]), len(sheets["Connections"])) == (26, 43)
    assert sheets["Elements"][0]["Stage"] == "Voorwaarden"


def test_every_connection_finds_its_elements_also_where_names_are_alike() -> None:
    model = build_model("a>b b>c", names={"a": "Trust", "b": "trust", "c": "Trust"})
    sheets = read(build_figure(model))
    labels = [row["Label"] for row in sheets["Elements"]]
    assert labels == ["Trust", "trust (2)", "Trust (3)"]
    assert [(row["From"], row["To"]) for row in sheets["Connections"]] == [
        ("Trust", "trust (2)"),
        ("trust (2)", "Trust (3)"),
    ]


def test_a_number_that_somebody_else_has_is_not_given_again() -> None:
    names = {"a": "Trust", "b": "Trust (2)", "c": "Trust"}
    assert list(choose_labels(names.items()).values()) == ["Trust", "Trust (2)", "Trust (3)"]


def test_what_kumu_takes_for_several_values_stands_in_no_label() -> None:
    model = build_model(nodes="a", names={"a": "this|that", "level": "one|two"})
    (row,) = read(build_figure(model))["Elements"]
    assert (row["Label"], row["Tags"]) == ("this/that", "one/two")


def test_the_sheet_for_people_is_one_that_kumu_leaves_out() -> None:
    assert list(read(build_figure())) == ["Elements", "Connections", "About (ignore)"]
    figure = build_figure(caption=Caption(has_legend=False))
    assert list(read(figure)) == ["Elements", "Connections"]


def test_what_is_hidden_is_left_out() -> None:
    diagram = build_diagram(SMALL, "en", Filter(stages=frozenset({"need", "moment"})), hide=True)
    sheets = read(build_figure(diagram=diagram))
    assert [row["Label"] for row in sheets["Elements"]] == ["Time", "A gesture"]
    assert len(sheets["Connections"]) == 1


def test_the_same_figure_gives_the_same_bytes() -> None:
    assert to_kumu(build_shipped_figure()) == to_kumu(build_shipped_figure())


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (" a \n\tb\0 ", "a b"),
        ("this|that", "this/that"),
        ("=1+1", "=1+1"),
        ("", "a"),
        ("|", "/"),
        ("<b>no</b>", "<b>no</b>"),
        ("a\u2028b", "a b"),
        ("🥭 \ud800", "🥭"),
        ("_x000D_", "_x000D_"),
        ("x" * 300, "x" * 300),
    ],
)
def test_a_label_is_the_name_on_one_line(text: str, label: str) -> None:
    (row, *_) = read(build_figure_of(text))["Elements"]
    assert restore(str(row["Label"])) == label


def keep_letters(text: str) -> str:
    """The letters and digits of a text, which any label keeps."""
    return "".join(sign for sign in text if sign.isalnum())


def check(text: str) -> None:
    sheets = read(build_figure_of(text))
    labels = [restore(str(row["Label"])) for row in sheets["Elements"]]
    assert len({label.casefold() for label in labels}) == 3
    assert [(restore(str(row["From"])), restore(str(row["To"]))) for row in sheets["Connections"]] == [
        (labels[0], labels[1]),
        (labels[1], labels[2]),
        (labels[2], labels[0]),
    ]
    assert not set(labels[0]) & set("|\n\r\t\0")
    assert labels[0] == " ".join(labels[0].split())
    assert keep_letters(labels[0]) == keep_letters(text) or labels[0] == "a"
    book = openpyxl.load_workbook(io.BytesIO(to_kumu(build_figure_of(text))))
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


@pytest.mark.parametrize("text", NASTY)
def test_no_text_becomes_anything_but_text(text: str) -> None:
    check(text)


@examples(60)
@given(st.text(st.characters(exclude_categories=()), max_size=100))
def test_any_text_can_be_read_again(text: str) -> None:
    check(text)
