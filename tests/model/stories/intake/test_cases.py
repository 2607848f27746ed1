"""Tables as survey tools and people make them: what of each becomes stories, and what is asked or said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from model import load_model
from model.stories import Story, StoryQuery, StoryStore
from model.stories.intake.answer_list import list_answers
from model.stories.intake.choice import ImportChoice, suggest_choice, with_columns
from model.stories.intake.dates import DayOrder
from model.stories.intake.meanings import build_key
from model.stories.intake.story_import import ImportResult, import_stories
from model.tables import Reading, Table, read_table

CASES = Path(__file__).parents[2] / "tables" / "cases"
MODEL = load_model()
AS_FOUND = Reading()
REPAIRED = Reading(repair=True)

COFFEE = "De verpleegkundige"
SONG = "Een zorgkundige zong voor mijn moeder"
LIGHT = "Ma fille a pu rester"


@dataclass(frozen=True)
class Case:
    """A file, what a person says of it, and what comes in: the beginnings of texts, each with its teller."""

    file: str
    stories: list[tuple[str, str]]
    reading: Reading = AS_FOUND
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    meanings: Mapping[tuple[str, str], str] = field(default_factory=dict)
    absent: int = 0
    rejected: int = 0
    asked: tuple[tuple[str, str], ...] = ()
    """The answers that are not known and have to be asked, where `meanings` do not say so."""
    day_order: DayOrder | None = None
    asked_day: str = ""
    """A day of which it has to be asked which number is the month, where `day_order` does not say so."""


def list_tellers(count: int, teller: str, text: str = "") -> list[tuple[str, str]]:
    return [(text, teller)] * count


PATIENT_FAMILY_FAMILY = [(COFFEE, "patient"), (SONG, "family"), (LIGHT, "family")]
PATIENT_FAMILY_CARER = [(COFFEE, "patient"), (SONG, "family"), (LIGHT, "professional")]
ALL_PATIENTS = [(COFFEE, "patient"), (SONG, "patient"), (LIGHT, "patient")]
DUTCH = {"language": "nl"}

CASE_LIST = [
    Case(
        "bad_quotes.csv",
        [
            ('Ze zei "alles', "patient"),
            ('Hij riep "stop"', "family"),
            ('Ik zei: "nee"; toch', "patient"),
            ("gewoon", "family"),
        ],
        REPAIRED,
    ),
    Case(
        "stray_quote.csv",
        [
            ('"t Was koud', "patient"),
            ("tweede verhaal", "family"),
            ('"t Was warm', "patient"),
            ("gewoon", "family"),
        ],
        REPAIRED,
    ),
    Case("i_gdal11845.csv", [('foo"', "patient"), ("bar", "family"), ("baz", "family")], REPAIRED),
    Case("i_sfm692.csv", [("Ze zong.", "patient"), ("Ze zei", "patient"), ("Hij bleef", "family")], REPAIRED),
    Case("x_sfm_exact.csv", [("een", "patient"), ("Issue", "patient"), ("drie", "family")], REPAIRED),
    Case(
        "short_same.csv",
        [
            ("Dank u wel.", "patient"),
            ("Dank u wel.", "family"),
            ("dank u wel", "professional"),
            ("Dank u wel.", "patient"),
        ],
    ),
    Case("qualtrics.csv", PATIENT_FAMILY_CARER),
    Case(
        "qualtrics_noteller.csv", [("She sang for me.", "patient")], defaults={"teller": "patient", **DUTCH}
    ),
    Case("surveymonkey.csv", [(COFFEE, "patient"), (SONG, "family"), (LIGHT, "other")], defaults=DUTCH),
    Case("limesurvey.csv", [(COFFEE, "patient"), (SONG, "family"), (LIGHT, "other")]),
    Case("google_forms_nl.csv", PATIENT_FAMILY_CARER, defaults=DUTCH),
    Case("redcap_labels.csv", PATIENT_FAMILY_CARER, defaults=DUTCH),
    Case("msforms.xlsx", PATIENT_FAMILY_CARER, defaults=DUTCH),
    Case(
        "limesurvey_codes.csv",
        [(COFFEE, "patient"), (SONG, "family"), (LIGHT, "other")],
        columns={"consent_room": ("consent[SQ001]",)},
        meanings={("teller", "A1"): "patient", ("teller", "A2"): "family", ("consent_room", "Y"): "yes"},
        asked=(("teller", "A1"), ("teller", "A2"), ("consent_room", "Y")),
    ),
    Case(
        "redcap_raw.csv",
        PATIENT_FAMILY_CARER,
        columns={"consent_room": ("consent___1",), "consent_exports": ("consent___2",)},
        defaults=DUTCH,
        meanings={
            **{("teller", "1"): "patient", ("teller", "2"): "family", ("teller", "3"): "professional"},
            **{("consent_room", "1"): "yes", ("consent_exports", "0"): "no"},
        },
        asked=(
            *(("teller", "1"), ("teller", "2"), ("teller", "3")),
            *(("consent_room", "1"), ("consent_exports", "0")),
        ),
    ),
    Case(
        "tellers.csv",
        [
            ("Verhaal nummer", teller)
            for teller in (
                *("patient", "patient", "patient", "family", "family"),
                *("professional", "professional", "professional", "professional"),
                *("family", "family", "other", "patient", "other", "family"),
            )
        ],
    ),
    Case(
        "other_options.csv",
        [
            ("Verhaal", teller)
            for teller in (
                *("other",) * 7,
                *("family", "patient", "professional", "professional"),
                *("family", "family", "family", "family"),
            )
        ],
    ),
    Case(
        "consents.csv",
        list_tellers(16, "patient", "Nog een verhaal"),
        meanings={("consent_room", "Y"): "yes", ("consent_room", "1"): "yes"},
        asked=(("consent_room", "Y"), ("consent_room", "1")),
    ),
    Case("numbers.csv", ALL_PATIENTS),
    Case("merged_title_total.xlsx", PATIENT_FAMILY_FAMILY, absent=1),
    Case("blank_heading_total.csv", [(COFFEE, "patient"), (SONG, "family")], absent=2),
    Case("merged_ward.xlsx", PATIENT_FAMILY_FAMILY),
    Case("hidden.xlsx", ALL_PATIENTS),
    Case("hidden2.xlsx", ALL_PATIENTS),
    Case("nonsense.xlsx", [], absent=10),
    Case("two_questions.csv", [(COFFEE, "patient")]),
    Case(
        "google_dup.csv", ALL_PATIENTS, defaults=DUTCH, day_order="month first", asked_day="3/1/2024 10:00:00"
    ),
    Case("long_heading.csv", [("Ze zong.", "patient")]),
    Case(
        "i_qualcoder390.csv",
        [("goed", "patient"), ("ja/nee", "patient"), ("ok", "patient")],
        defaults={"teller": "patient", **DUTCH},
        absent=1,
        rejected=1,
    ),
    Case("trailing_sep.csv", [("Een verhaal", "patient"), ("Een tweede", "patient")]),
    Case("tablepress198.csv", list_tellers(3, "patient", "Een verhaal, met komma, en nog een")),
    Case("cp850_silent.csv", [("Mijn vader kreeg één crème brûlée.", "family")], Reading("cp850")),
    Case(
        "macroman_silent.csv",
        [("Mijn vader kreeg één glas ginger ale, naïef.", "family")],
        Reading("mac_roman"),
    ),
    Case("cp1250.csv", [("Pani pielęgniarka była miła.", "family")], Reading("cp1250")),
    Case("mask_source.csv", [("Ze zong.", "patient")]),
    Case("old.xls", ALL_PATIENTS),
    Case("verhalen.ods", [("Ze zong.", "patient")]),
    Case("stories.jsonl", [("een", "patient"), ("twee", "patient")]),
]


def choose(case: Case, table: Table) -> ImportChoice:
    choice = with_columns(suggest_choice(table), case.columns)
    meanings = {
        (name, build_key(name, said, choice.get_heading(name, table))): meaning
        for (name, said), meaning in case.meanings.items()
    }
    choice = replace(choice, defaults=case.defaults, meanings=meanings, day_order=case.day_order)
    return replace(choice, day_order=list_answers(table, choice, MODEL).day_order)


def take_in(case: Case, store: StoryStore, **more: object) -> tuple[ImportResult, list[Story]]:
    with (CASES / case.file).open("rb") as file:
        table = read_table(file, case.file, reading=case.reading)
        result = import_stories(store, table, choose(case, table), MODEL, **more)  # type: ignore[arg-type]
    return result, list(store.walk(StoryQuery(sort="oldest")))


@pytest.mark.parametrize("case", CASE_LIST, ids=lambda case: case.file)
def test_a_table_comes_in_as_its_rows_say(case: Case, store: StoryStore) -> None:
    result, stories = take_in(case, store)
    assert {problem.code for problem in result.problems} <= {"missing-text", "no-answer", "total", "remark"}
    beginnings = [
        (next((start for start, _ in case.stories if story.text.startswith(start)), story.text), story.teller)
        for story in stories
    ]
    assert beginnings == case.stories
    assert (result.absent, result.rejected) == (case.absent, case.rejected)
    again, _ = take_in(case, store)
    assert (again.added, again.already, again.open) == (0, len(case.stories), 0)


@pytest.mark.parametrize("case", CASE_LIST, ids=lambda case: case.file)
def test_only_what_nobody_can_know_is_asked(case: Case) -> None:
    with (CASES / case.file).open("rb") as file:
        table = read_table(file, case.file, reading=case.reading)
        found = list_answers(table, choose(replace(case, meanings={}, day_order=None), table), MODEL)
    assert {(answer.field, answer.said) for answer in found.list_open()} == set(case.asked)
    assert found.unclear_day == case.asked_day
