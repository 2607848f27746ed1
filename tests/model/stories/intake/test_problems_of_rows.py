"""Rows with texts, sources and days in doubt: what each becomes, or what is said of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from model.stories.intake.choice import ImportChoice
from model.stories.intake.rows import check_rows
from model.tables import to_csv
from tests.model.stories.intake.test_rows import MODEL, check, check_row, get_problem, get_story, read


@pytest.mark.parametrize(
    ("cells", "said", "details"),
    [
        (
            {"told_on": "2999-01-01"},
            '"2999-01-01" is no day; write it as 2026-05-31',
            {"said": "2999-01-01"},
        ),
        (
            {"team": "x"},
            '"x" is not the id of a team; leave the column out, and give the stories a team '
            "once they are here",
            {"said": "x", "translation": 0},
        ),
        ({"language": "xyz"}, 'there is no language "xyz"', {"said": "xyz", "near": None}),
        (
            {"id": "a b"},
            '"a b" is no id; it has letters without accents, digits, "-", "_" and "." only',
            {"said": "a b", "translation": 0},
        ),
        (
            {
                "translations": '[{"language":"nl","text":"B"},{"language":"fr","text":"C","title":"'
                + "x" * 201
                + '"}]'
            },
            "translation 2: it has 201 characters; the limit is 200, so take out 1",
            {"translation": 2, "length": 201, "longest": 200},
        ),
        (
            {"translations": '[{"language": "en", "text": "x"}]'},
            "two texts are in the same language; keep one",
            {"translation": 0},
        ),
        (
            {"translations": "een"},
            'this cannot be read; write [{"language": "fr", "text": "..."}], or leave it empty',
            {},
        ),
        (
            {"nodes": "calm"},
            '"calm" may be calm-1, calm-2; write the id',
            {"said": "calm", "ids": ("calm-1", "calm-2")},
        ),
    ],
)
def test_a_sentence_has_its_details_beside_it(
    cells: dict[str, Any], said: str, details: dict[str, object]
) -> None:
    [problem] = check_row(**cells).problems
    assert (problem.message, problem.details) == (said, details)


def test_a_day_may_be_tomorrow_somewhere_and_no_later() -> None:
    today = datetime.now(UTC).date()
    tomorrow, later = (today + timedelta(days=days) for days in (1, 2))
    assert get_story(told_on=tomorrow.isoformat()).told_on == tomorrow
    assert get_problem(told_on=later.isoformat()) == ("future-day", f"{later} is still to come")


@pytest.mark.parametrize(
    ("cells", "text", "code"),
    [
        (("Ze zong.", "n.v.t."), "Ze zong.", None),
        (("n.v.t.", "Toch iets."), "Toch iets.", None),
        (("Ze zong.", "Toch iets."), "Ze zong.\n\nToch iets.", None),
        (("n.v.t.", "-"), None, "no-answer"),
        (("", ""), None, "missing-text"),
    ],
)
def test_of_several_texts_those_that_say_nothing_are_left_out(
    cells: tuple[str, str], text: str | None, code: str | None
) -> None:
    table = read(to_csv([["A", "B", "Wie", "Taal"], [*cells, "patiënt", "nl"]]))
    choice = ImportChoice({"text": ("A", "B"), "teller": ("Wie",), "language": ("Taal",)})
    [row] = check_rows(table, choice, MODEL)
    assert (row.story.text if row.story else None) == text
    assert [problem.code for problem in row.problems] == ([code] if code else [])
    assert row.is_absent is (code == "no-answer")


@pytest.mark.parametrize(
    ("name", "url", "session", "source"),
    [
        ("", "", "", None),
        ("A paper", "", "", ("A paper", None, None)),
        ("", "https://a.be", "", ("https://a.be", "https://a.be", None)),
        ("", "", "monday", ("monday", None, "monday")),
        ("A paper", "https://a.be", "monday", ("A paper", "https://a.be", "monday")),
    ],
)
def test_a_source_is_made_of_what_there_is(
    name: str, url: str, session: str, source: tuple[str | None, ...] | None
) -> None:
    found = get_story(source=name, source_url=url, source_session=session).source
    assert ((found.name, found.url, found.session) if found else None) == source


def test_an_own_export_keeps_a_code_of_a_language_that_nobody_knows() -> None:
    assert get_story(trust=True, language="xyz").language == "xyz"
    assert get_problem(trust=True, language="xyzw")[0] == "unknown-language"


def test_a_remark_below_a_table_and_its_totals_are_no_stories() -> None:
    table = read("Nr;Verhaal;Wie;Taal\n1;Ze zong.;patiënt;nl\nTotaal;1;;\nBron: kwaliteitscel;;;\n2;;;\n")
    rows = check(table)
    assert [(row.number, row.is_absent, [str(problem) for problem in row.problems][:1]) for row in rows] == [
        (2, False, []),
        (3, True, ["row 3, this is a row of totals"]),
        (4, True, ['row 4, this is a remark below the table: "Bron: kwaliteitscel"']),
        (5, False, ['row 5, column "Verhaal": the text is missing']),
    ]
