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


TRUST, RESPECT, JOY, MANGO = (
    ("node", "resonance-trust", "Trust between patient and professional"),
    ("dimension", "respect", "Respect for values, preferences and expressed needs"),
    ("node", "effect-joy-in-work", "Joy in work"),
    ("node", "mangomoment", "Mangomoment"),
)
NOWHERE = ("", "", "", "")


def test_the_table_has_a_row_for_each_story_coder_code_and_passage() -> None:
    ann, bo = ("Ann", CODERS[0].id), ("Bo & co", CODERS[1].id)
    trust = ("en", 10, 11, "🥭")
    memo = "What is 🥭?\nAsk & see."
    rows = [
        ("", ann, ("memo", *TRUST[1:]), NOWHERE, "Trust is\nmutual", "", 11),
        ("", bo, ("memo", "family", "Involvement of family and friends"), NOWHERE, "Friends, too", "", 12),
        ("letters", ann, TRUST, trust, "", "yes", 1),
        ("letters", ann, TRUST, ("en", 27, 38, "Second line"), "", "yes", 1),
        ("letters", ann, RESPECT, NOWHERE, "", "yes", 2),
        ("letters", ann, ("leftover", "", "No place in the model"), ("en", 22, 25, "ẋ̣y"), "", "yes", 3),
        ("letters", ann, ("memo", "", ""), NOWHERE, memo, "yes", 3),
        ("letters", bo, TRUST, trust, "", "yes", 4),
        ("letters", ("agreed", ""), ("not dimension", *RESPECT[1:]), NOWHERE, "", "decided", 9),
        ("letters", ("agreed", ""), MANGO, NOWHERE, "", "decided", 10),
        ("zang", ann, JOY, ("en", 4, 8, "sang"), "", "no", 6),
        ("zang", ann, JOY, ("nl", 4, 8, "zong"), "", "no", 6),
        ("zang", ("agreed", ""), TRUST, NOWHERE, "", "yes", None),
        ("zang", ("agreed", ""), RESPECT, NOWHERE, "", "yes", None),
        ("3", bo, ("none", "", ""), NOWHERE, "", "yes", 8),
    ]
    found = list(list_coding_rows(MODEL, STORIES, build_codings(), "en"))
    assert found[0] == HEADINGS
    assert found[1:] == [
        (story, name, *code, *place, memo, done, "" if minutes is None else at(minutes).isoformat(), id_)
        for story, (name, id_), code, place, memo, done, minutes in rows
    ]


def test_coders_come_in_the_order_of_their_list_and_those_not_listed_last() -> None:
    ann, bo, cem = (coder.id for coder in CODERS)
    codings = tuple(StoryCoding("3", coder, at=BEGIN) for coder in ("nobody", cem, ann, bo))
    rows = list_rows(Codings(CODERS, codings))
    assert [(row["coder"], row["coder_id"]) for row in rows if row["story"] == "3"] == [
        *(("Ann", ann), ("Bo & co", bo), ("Çem", cem), ("nobody", "nobody")),
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
    assert rows[0] == [
        *("Soort", "Id", "Naam", "Fase", "Niveau", "Definitie"),
        *("Wanneer gebruiken", "Wanneer niet gebruiken", "Voorbeeld"),
    ]
    assert {row[0] for row in rows[1:]} == {"node", "dimension"}
    sheets = openpyxl.load_workbook(io.BytesIO(to_codings_xlsx(MODEL, STORIES, Codings(), "nl")))
    assert [cell.value for cell in sheets["codes"][1]] == rows[0]
    assert [cell.value for cell in sheets["codings"][1]] == list(HEADINGS)
