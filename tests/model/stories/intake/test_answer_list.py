"""The different answers in the columns of a table, and what they probably mean."""

from __future__ import annotations

from io import BytesIO

import pytest

from model.stories.intake.answer_list import MOST_ANSWERS, AnswerList, SurveyAnswer, list_answers
from model.stories.intake.choice import ImportChoice, suggest_choice
from model.stories.intake.dates import DayOrder
from model.stories.intake.meanings import build_key
from model.tables import Table, read_table, to_csv
from tests.round_trips import build_translated_model

MODEL = build_translated_model()


def build_table(*rows: list[str]) -> Table:
    return read_table(BytesIO(to_csv(rows)), "stories.csv")


def list_found(rows: list[list[str]], **more: object) -> AnswerList:
    table = build_table(*rows)
    choice = suggest_choice(table)
    return list_answers(table, ImportChoice(choice.columns, **more), MODEL)  # type: ignore[arg-type]


def test_answers_are_listed_by_field_those_that_are_asked_first_then_guesses_then_those_of_most_rows() -> (
    None
):
    rows = [
        *(["patiënt", "joy, trust", "nl"], ["Mantelzorger", "trust", "nl"], ["verpleegkundge", "", "nl"]),
        *(["A1", "zebra", "nl"], ["mantelzorger", "joy", "fr"], ["Mantelzorger", "trust", ""]),
        *(["blauw", "", "nl"], ["", "", "nl"], ["A1", "", "nl"]),
    ]
    filled = [["Ze zong.", *row] for row in rows]
    found = list_found(
        [
            ["Verhaal", "Wie", "Knopen", "Taal"],
            *filled,
            ["", "zebra", "calm", "de"],
            ["n.v.t.", "zebra", "", ""],
        ]
    )
    assert found == AnswerList(
        {
            "teller": (
                SurveyAnswer("teller", "A1", "wie: a1", 2, 5, None, False),
                SurveyAnswer("teller", "blauw", "blauw", 1, 8, None, False),
                SurveyAnswer("teller", "verpleegkundge", "verpleegkundge", 1, 4, "professional", False),
                SurveyAnswer("teller", "Mantelzorger", "mantelzorger", 2, 3, "family", True),
                SurveyAnswer("teller", "patiënt", "patient", 1, 2, "patient", True),
                SurveyAnswer("teller", "mantelzorger", "mantelzorger", 1, 6, "family", True),
            ),
            "language": (
                SurveyAnswer("language", "nl", "nl", 7, 2, "nl", True),
                SurveyAnswer("language", "fr", "fr", 1, 6, "fr", True),
            ),
            "nodes": (
                SurveyAnswer("nodes", "zebra", "zebra", 1, 5, None, False),
                SurveyAnswer("nodes", "trust", "trust", 3, 2, "trust", True),
                SurveyAnswer("nodes", "joy", "joy", 2, 2, "joy", True),
            ),
        },
        more={},
        day_order="day first",
        unclear_day="",
    )
    assert [answer.said for answer in found.list_open()] == ["A1", "blauw", "zebra"]


def test_what_is_chosen_goes_before_what_is_remembered_of_earlier_files() -> None:
    table = build_table(["Verhaal", "Wie"], ["Ze zong.", "A1"], ["Ze zong.", "A2"], ["Ze zong.", "A3"])
    keys = [("teller", build_key("teller", said, "Wie")) for said in ("A1", "A2", "A3")]
    choice = ImportChoice(suggest_choice(table).columns, meanings={keys[0]: "family", keys[2]: "leader"})
    remembered = {keys[0]: "patient", keys[1]: "other"}
    found = list_answers(table, choice, MODEL, remembered)
    assert [(answer.said, answer.meaning) for answer in found.answers["teller"]] == [
        ("A1", "family"),
        ("A2", "other"),
        ("A3", "leader"),
    ]


@pytest.mark.parametrize(
    ("count", "listed", "more"),
    [
        (MOST_ANSWERS, MOST_ANSWERS, {}),
        (MOST_ANSWERS + 1, MOST_ANSWERS, {"setting": 1}),
        (10 * MOST_ANSWERS, MOST_ANSWERS, {"setting": 9 * MOST_ANSWERS}),
        (10 * MOST_ANSWERS + 1, MOST_ANSWERS, {"setting": 9 * MOST_ANSWERS}),
    ],
)
def test_of_very_many_answers_the_first_are_listed_and_the_others_counted(
    count: int, listed: int, more: dict[str, int]
) -> None:
    rows = [["Ze zong.", f"Ward {number}"] for number in range(count)]
    found = list_found([["Verhaal", "Afdeling"], *rows, ["Ze zong.", "Ward 0"]])
    wards = found.answers["setting"]
    assert (len(wards), found.more) == (listed, more)
    assert [(ward.said, ward.count) for ward in wards[:2]] == [("Ward 0", 2), ("Ward 1", 1)]


@pytest.mark.parametrize(
    ("days", "chosen", "order", "unclear"),
    [
        (["13/1/2026", "3/1/2026"], None, "day first", ""),
        (["1/13/2026", "3/1/2026"], None, "month first", ""),
        (["2026-05-31", "3/1/2026", "4/1/2026"], None, None, "3/1/2026"),
        (["3/1/2026"], "month first", "month first", ""),
        ([], None, "day first", ""),
    ],
)
def test_the_order_of_days_is_said_or_found_or_an_example_is_given(
    days: list[str], chosen: DayOrder | None, order: DayOrder | None, unclear: str
) -> None:
    rows = [["Verhaal", "Datum"], *(["Ze zong.", day] for day in days), ["Ze zong.", ""], ["", "4/5/2026"]]
    found = list_found(rows, day_order=chosen)
    assert (found.day_order, found.unclear_day) == (order, unclear)
