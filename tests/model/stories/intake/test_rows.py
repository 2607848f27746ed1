from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import UnknownIdError
from model.stories import Story
from model.stories.fields import FIELDS
from model.stories.intake.choice import ImportChoice, suggest_choice, with_columns
from model.stories.intake.rows import CheckedRow, check_rows
from model.stories.story import LONGEST_TEXT
from model.tables import Table, read_table, to_csv
from tests.nasty import NASTY
from tests.properties import examples
from tests.round_trips import build_translated_model

MODEL = build_translated_model()

few = examples(50)
"""For examples that take their time."""


def read(content: bytes | str) -> Table:
    return read_table(BytesIO(content.encode() if isinstance(content, str) else content), "stories.csv")


def check(table: Table, trust: bool = False, **defaults: str) -> list[CheckedRow]:
    choice = replace(suggest_choice(table), defaults=defaults, trust=trust)
    if "id" in table.columns:
        choice = with_columns(choice, {"id": ("id",)})
    return list(check_rows(table, choice, MODEL))


def check_row(trust: bool = False, **cells: str) -> CheckedRow:
    """A row with a good story, but for these cells."""
    row = {"text": "A mango.", "language": "en", "teller": "patient"} | cells
    [checked] = check(read(to_csv([list(row), list(row.values())])), trust)
    return checked


def get_story(trust: bool = False, **cells: str) -> Story:
    checked = check_row(trust, **cells)
    assert checked.problems == ()
    assert checked.story is not None
    return checked.story


def get_problem(trust: bool = False, **cells: str) -> tuple[str, str]:
    checked = check_row(trust, **cells)
    assert checked.story is None
    [problem] = checked.problems
    assert problem.column == problem.field
    assert problem.row == 2
    return problem.code, problem.message


# What becomes a story


def test_a_row_becomes_a_story_that_waits_to_be_looked_at() -> None:
    story = get_story(title="The mango", setting="ward")
    assert (story.title, story.text, story.setting, story.language) == ("The mango", "A mango.", "ward", "en")
    assert (story.status, story.origin, story.revision) == ("pending", "imported", 1)


def test_what_a_stranger_says_of_status_origin_times_and_revision_does_not_count() -> None:
    said: dict[str, Any] = {
        "status": "published",
        "origin": "retold",
        "created_at": "1999-01-01",
        "changed_at": "no date",
        "withdrawn_at": "x",
        "revision": "x",
    }
    story = get_story(**said)
    assert (story.status, story.origin, story.revision) == ("pending", "imported", 1)
    assert story.created_at.year > 2000
    assert story.withdrawn_at is None


def test_an_own_export_is_taken_over_as_it_is() -> None:
    story = get_story(
        trust=True,
        status="withdrawn",
        origin="collected",
        created_at="2026-05-31",
        changed_at="2026-06-01T14:30+02:00",
        withdrawn_at="2026-06-01T12:30:00.5Z",
        revision="7",
    )
    assert (story.status, story.origin, story.revision) == ("withdrawn", "collected", 7)
    assert story.created_at == datetime(2026, 5, 31, tzinfo=UTC)
    assert story.changed_at == datetime(2026, 6, 1, 12, 30, tzinfo=UTC)
    assert story.withdrawn_at == datetime(2026, 6, 1, 12, 30, 0, 500_000, tzinfo=UTC)


@pytest.mark.parametrize(
    ("teller", "names"),
    [
        ("patient", ["patient", "Patiënt", "PATIENTE", "patiënt(e)", "cliënt", "bewoner"]),
        ("family", ["family", "Familie", "famille", "mantelzorger", "Proche", "relative"]),
        ("professional", ["zorgverlener", "Soignant", "Nurse", "verpleegkundige", "médecin", "Infirmière"]),
        ("leader", ["leader", "leidinggevende", "Hoofdverpleegkundige", "head nurse", "Responsable"]),
        ("other", ["other", "Andere", "autre", "vrijwilliger"]),
    ],
)
def test_tellers_go_by_what_people_call_them(teller: str, names: list[str]) -> None:
    assert {get_story(teller=name).teller for name in names} == {teller}


@pytest.mark.parametrize(
    "name", ["nl", "NL", "nl-BE", "nl_NL", "Dutch", "Nederlands", "néerlandais", "Nederlands (België)"]
)
def test_languages_go_by_code_and_by_name(name: str) -> None:
    assert get_story(language=name).language == "nl"


def test_a_story_may_be_in_a_language_that_the_model_does_not_have() -> None:
    assert get_story(language="français").language == "fr"


@pytest.mark.parametrize(
    ("said", "nodes"),
    [
        ("joy", ("joy",)),
        ("JOY; trust", ("joy", "trust")),
        ("Joy in work | Vertrouwen", ("joy", "trust")),
        ("joy, trust", ("joy", "trust")),
        ("trust\njoy\n", ("trust", "joy")),
        ("Vreugde, in het werk", ("joy",)),
        ("vreugde in het werk; vertrouwen", ("joy", "trust")),
        ("trust; Vreugde, in het werk", ("trust", "joy")),
        ("joy;;joy", ("joy",)),
        ("", ()),
    ],
)
def test_nodes_go_by_id_and_by_name_in_every_language(said: str, nodes: tuple[str, ...]) -> None:
    assert get_story(nodes=said).nodes == nodes


def test_dimensions_go_by_id_and_by_name() -> None:
    said = "comfort; Informatie, communicatie en educatie"
    assert get_story(dimensions=said).dimensions == ("comfort", "information")


@pytest.mark.parametrize("yes", ["yes", "ja", "Oui", "true", "TRUE", "✓", "vrai", "Ik ga akkoord"])
@pytest.mark.parametrize("no", ["no", "nee", "Non", "false", "", "-", "neen", "weet niet"])
def test_consent_is_given_by_yes_and_no_in_three_languages(yes: str, no: str) -> None:
    consent = get_story(consent_room=yes, consent_exports=no).consent
    assert (consent.room, consent.exports, consent.publications) == (True, False, False)


def test_a_source_goes_by_its_address_where_it_has_no_name() -> None:
    story = get_story(source_url="https://example.org/a")
    assert story.source is not None
    assert (story.source.name, story.source.url) == ("https://example.org/a", "https://example.org/a")


def test_what_is_said_for_all_rows_counts_where_a_cell_is_empty() -> None:
    rows = check(read("text,teller\nA mango.,\nA pear.,family\n"), language="nl", teller="leader")
    assert [(row.story.language, row.story.teller) for row in rows if row.story] == [
        ("nl", "leader"),
        ("nl", "family"),
    ]


def test_empty_rows_are_passed_over() -> None:
    rows = check(read("text,language,teller\n\nA mango.,en,patient\n,,\n"))
    assert [row.number for row in rows] == [3]


# What is wrong with a row


@pytest.mark.parametrize(
    ("cells", "code", "message"),
    [
        ({"teller": "zebra"}, "unknown-teller", 'there is no teller "zebra"'),
        (
            {"teller": ""},
            "missing-teller",
            "who tells is missing; write patient, family, professional, leader or other",
        ),
        ({"language": ""}, "missing-language", "the language is missing; write en, nl, fr or another code"),
        ({"language": "zebra"}, "unknown-language", 'there is no language "zebra"'),
        ({"language": "xx"}, "unknown-language", None),
        ({"text": ""}, "missing-text", "the text is missing"),
        ({"text": "<br>"}, "missing-text", "the text is missing"),
        ({"text": "x" * 6214}, "too-long", "it has 6214 characters; the limit is 5000, so take out 1214"),
        ({"title": "x" * 201}, "too-long", "it has 201 characters; the limit is 200, so take out 1"),
        ({"nodes": "joi"}, "unknown-node", 'there is no node "joi"; did you mean "joy"?'),
        (
            {"nodes": "joy; Vertrowen"},
            "unknown-node",
            'there is no node "Vertrowen"; did you mean "Vertrouwen"?',
        ),
        ({"nodes": "joy, zebra"}, "unknown-node", 'there is no node "zebra"'),
        ({"nodes": "a zebra, or so"}, "unknown-node", 'there is no node "a zebra, or so"'),
        ({"nodes": "calm"}, "ambiguous-node", '"calm" may be calm-1, calm-2; write the id'),
        (
            {"dimensions": "comfrt"},
            "unknown-dimension",
            'there is no dimension "comfrt"; did you mean "comfort"?',
        ),
        (
            {"consent_room": "perhaps"},
            "bad-truth",
            'it is not known whether "perhaps" is yes or no; write yes or no',
        ),
        ({"consent_room": "1"}, "bad-truth", None),
        ({"told_on": "some day"}, "bad-date", '"some day" is no day; write it as 2026-05-31'),
        (
            {"source_url": "www.x.be"},
            "bad-url",
            '"www.x.be" is no address of a page; it begins with https://',
        ),
        ({"source_url": "javascript:alert(1)"}, "bad-url", None),
        ({"id": "a b"}, "bad-id", None),
        ({"source_session": "é"}, "bad-id", None),
        ({"translations": "een"}, "bad-translations", None),
        ({"translations": '{"language": "nl"}'}, "bad-translations", None),
        ({"translations": '[{"language": "nl", "text": ""}]'}, "bad-value", None),
        ({"translations": '[{"language": "nl", "text": "x", "more": 1}]'}, "bad-value", None),
        ({"translations": "[5]"}, "bad-value", None),
        ({"translations": '[{"language": "en", "text": "x"}]'}, "repeated-language", None),
        ({"translations": "[" * 100_000}, "bad-translations", None),
    ],
)
def test_a_problem_is_said_with_its_code_and_what_to_do(
    cells: dict[str, Any], code: str, message: str | None
) -> None:
    found, said = get_problem(**cells)
    assert found == code
    assert message in (None, said)


@pytest.mark.parametrize(
    ("cells", "code", "message"),
    [
        (
            {"created_at": "31/05/2026"},
            "bad-date",
            '"31/05/2026" is no date; write 2026-05-31 or 2026-05-31T14:30Z',
        ),
        ({"withdrawn_at": "0001-01-01T00:00+14:00"}, "bad-date", None),
        ({"status": "shown"}, "unknown-status", '"shown" is not one of pending, aside, published, withdrawn'),
        ({"origin": "x"}, "unknown-origin", '"x" is not one of retold, collected, imported'),
        ({"revision": "0"}, "bad-number", '"0" is no number from 1 on'),
        ({"revision": "x"}, "bad-number", '"x" is no number from 1 on'),
    ],
)
def test_a_problem_in_an_own_export_is_said_too(
    cells: dict[str, Any], code: str, message: str | None
) -> None:
    found, said = get_problem(trust=True, **cells)
    assert found == code
    assert message in (None, said)


def test_all_problems_of_a_row_come_at_once_in_the_order_of_the_columns() -> None:
    table = read("wie vertelt;Verhaal;Taal;Knopen;Toestemming zaal\nzebra;;zz;joi;groen\n")
    [row] = check(table)
    assert [str(problem) for problem in row.problems] == [
        'row 2, column "wie vertelt": there is no teller "zebra"',
        'row 2, column "Verhaal": the text is missing',
        'row 2, column "Taal": there is no language "zz"',
        'row 2, column "Knopen": there is no node "joi"; did you mean "joy"?',
        'row 2, column "Toestemming zaal": it is not known whether "groen" is yes or no; write yes or no',
    ]


def test_a_problem_says_in_fields_what_its_sentence_says() -> None:
    [problem] = check_row(nodes="joi").problems
    assert (problem.field, problem.code, problem.details) == (
        "nodes",
        "unknown-node",
        {"said": "joi", "near": "joy"},
    )
    [problem] = check_row(text="x" * 5001).problems
    assert (problem.details["length"], problem.details["longest"]) == (5001, LONGEST_TEXT)


def test_a_field_without_a_column_is_named() -> None:
    [row] = check(read("text\nA mango.\n"))
    assert [str(problem) for problem in row.problems] == [
        "row 2, language: the language is missing; write en, nl, fr or another code",
        "row 2, teller: who tells is missing; write patient, family, professional, leader or other",
    ]


def test_an_id_that_comes_twice_is_said_with_both_rows() -> None:
    rows = check(read("id,text,language,teller\na,A,en,other\nb,B,en,other\na,C,en,other\n"))
    assert [bool(row.story) for row in rows] == [True, True, False]
    assert str(rows[2].problems[0]) == (
        'row 4, column "id": row 2 has the id "a" too; take one of them out or empty the id'
    )


def test_cells_behind_the_last_column_are_a_problem() -> None:
    [row] = check(read("text,language,teller\nOnce, there was,en,other\n"), language="en")
    assert row.problems[-1].code == "extra-cells"
    assert "in (D)" in str(row.problems[-1])


def test_what_a_message_repeats_is_short_and_harmless_on_a_screen() -> None:
    [problem] = check_row(teller="\x1b[31m\nx\u202e" + "y" * 500).problems
    assert len(problem.message) < 200
    assert problem.message.isprintable()


def test_columns_and_fields_that_are_not_there_are_refused_at_once() -> None:
    table = read("text\nA mango.\n")
    with pytest.raises(UnknownIdError, match='there is no column "txt"; did you mean "text"'):
        check_rows(table, ImportChoice({"text": ("txt",)}), MODEL)
    with pytest.raises(UnknownIdError, match='there is no field "txt"; did you mean "text"'):
        check_rows(table, ImportChoice({"txt": ("text",)}), MODEL)
    with pytest.raises(UnknownIdError, match='there is no field "langage"'):
        check_rows(table, ImportChoice({}, {"langage": "en"}), MODEL)


@few
@given(st.lists(st.sampled_from(NASTY), min_size=len(FIELDS), max_size=len(FIELDS)), st.booleans())
def test_whatever_stands_in_the_cells_a_row_is_a_story_or_has_problems(cells: list[str], trust: bool) -> None:
    for row in check(read(to_csv([list(FIELDS), cells])), trust):
        assert (row.story is None) == bool(row.problems)
        assert all(problem.code and problem.message for problem in row.problems)
