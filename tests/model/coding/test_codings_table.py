"""All codings as one table: what each row says, and that no text runs in a spreadsheet."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import openpyxl

from model import load_model
from model.coding import Code, CodeMemo, Coder, Codings, Mark, StoryCoding
from model.coding.codings_table import HEADINGS, list_coding_rows, to_codings_csv, to_codings_xlsx
from model.loading import DATA
from tests.coding import BEGIN, CODERS, STORIES, at, build_codings

MODEL = load_model(DATA / "mangomoment.yaml")


def list_rows(codings: Codings) -> list[dict[str, object]]:
    _, *rows = list_coding_rows(MODEL, STORIES, codings, "en")
    return [dict(zip(HEADINGS, row, strict=True)) for row in rows]


def test_each_passage_of_a_code_is_a_row() -> None:
    rows = [row for row in list_rows(build_codings()) if row["coder"] == "Ann" and row["story"] == "letters"]
    assert [(row["kind"], row["code"], row["start"], row["end"], row["passage"]) for row in rows] == [
        ("node", "resonance-trust", 10, 11, "🥭"),
        ("node", "resonance-trust", 27, 38, "Second line"),
        ("dimension", "respect", "", "", ""),
        ("leftover", "", 22, 25, "ẋ̣y"),
        ("memo", "", "", "", ""),
    ]
    assert {(row["done"], row["coder_id"]) for row in rows} == {("yes", CODERS[0].id)}
    assert rows[0]["time"] == at(1).isoformat()
    assert rows[0]["name"] == "Trust between patient and professional"
    assert rows[-1]["memo"] == "What is 🥭?\nAsk & see."


def test_coder_who_found_nothing_and_one_who_is_not_done_are_there() -> None:
    rows = list_rows(build_codings())
    assert [(row["coder"], row["kind"]) for row in rows if row["story"] == "3"] == [("Bo & co", "none")]
    song = [(row["coder"], row["language"], row["done"]) for row in rows if row["story"] == "zang"]
    assert song == [("Ann", "en", "no"), ("Ann", "nl", "no"), ("agreed", "", "yes"), ("agreed", "", "yes")]


def test_decisions_are_rows_of_what_was_agreed() -> None:
    of_agreed = [row for row in list_rows(build_codings()) if row["coder"] == "agreed"]
    rows = [row for row in of_agreed if row["story"] == "letters"]
    assert [(row["kind"], row["code"], row["done"]) for row in rows] == [
        ("not dimension", "respect", "decided"),
        ("node", "mangomoment", "decided"),
    ]


def test_memos_on_codes_are_rows_without_a_story() -> None:
    rows = [row for row in list_rows(build_codings()) if not row["story"]]
    assert [(row["coder"], row["kind"], row["code"], row["memo"]) for row in rows] == [
        ("Ann", "memo", "resonance-trust", "Trust is\nmutual"),
        ("Bo & co", "memo", "family", "Friends, too"),
    ]


def test_code_that_the_model_lost_stays() -> None:
    gone = Code("node", "gone")
    codings = Codings(CODERS, (StoryCoding("3", CODERS[0].id, (Mark(gone, (), BEGIN),)),))
    assert [(row["code"], row["name"]) for row in list_rows(codings) if row["story"] == "3"] == [("gone", "")]


def test_nothing_that_people_wrote_is_a_formula() -> None:
    codings = build_codings()
    bad = replace(
        codings,
        coders=(Coder(CODERS[0].id, "=1+1", BEGIN), *CODERS[1:]),
        memos=(CodeMemo(CODERS[0].id, Code("dimension", "family"), '=HYPERLINK("x")'),),
    )
    files = to_codings_csv(MODEL, STORIES, bad, "nl")
    rows = list(csv.DictReader(io.StringIO(files["codings.csv"].decode("utf-8-sig"))))
    assert (rows[0]["coder"], rows[0]["memo"]) == ("'=1+1", '\'=HYPERLINK("x")')
    book = openpyxl.load_workbook(io.BytesIO(to_codings_xlsx(MODEL, STORIES, bad, "nl")))
    assert book.sheetnames == ["codings", "codes"]
    assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)
    assert book["codings"]["B2"].value == "'=1+1"


def test_list_of_codes_says_what_they_mean() -> None:
    codes = to_codings_csv(MODEL, (), Codings(), "nl")["codes.csv"].decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(codes)))
    assert len(rows) == 35
    assert [row[1] for row in rows[-2:]] == ["transition", "access"]
