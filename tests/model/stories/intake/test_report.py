"""What is said of a file of stories: how it was read, what was guessed, what became of it."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest

from model.stories.intake.answer_list import AnswerList, SurveyAnswer
from model.stories.intake.changes import FieldChange, StoryChange
from model.stories.intake.choice import ImportChoice
from model.stories.intake.problems import Problem
from model.stories.intake.report import describe_changes, describe_reading, describe_repeated, to_json
from model.stories.intake.story_import import MOST_CHANGES, ImportResult
from model.stories.telltales import Telltale
from model.tables import Table, read_table
from tests.storytelling import build_story

NOTHING = ImportResult(0, 0, 0, 0, 0, 0)
NO_ANSWERS = AnswerList({}, {}, None, "")
MANGO = build_story("A mango.", id="mango")
CHANGE = StoryChange(
    2,
    MANGO,
    MANGO,
    (
        FieldChange("title", "From\nthe screen", "From the file", "The mango"),
        FieldChange("setting", "", "Ward 2", ""),
        FieldChange("text", "A mango.", "x" * 61, None),
        FieldChange("nodes", "joy", "trust", None),
        FieldChange("teller", "patient", "leader", "other"),
        FieldChange("source", "Ward 3", "Ward 4", ""),
    ),
)


def test_a_change_is_said_field_by_field_with_what_it_was_where_both_changed_it() -> None:
    assert list(describe_changes(replace(NOTHING, changes=(CHANGE,)))) == [
        'row 2, story "mango", title: "From the screen" is "From the file" in the file, '
        'and was "The mango" when it was written',
        'row 2, story "mango", setting: "" is "Ward 2" in the file',
        f'row 2, story "mango", text: "A mango." is "{"x" * 59}…" in the file',
        'row 2, story "mango", nodes: "joy" is "trust" in the file',
        'row 2, story "mango", teller: "patient" is "leader" in the file, '
        'and was "other" when it was written',
        'row 2, story "mango", source: "Ward 3" is "Ward 4" in the file, and was "" when it was written',
    ]


def test_where_not_all_changes_are_kept_that_is_said() -> None:
    change = replace(CHANGE, fields=CHANGE.fields[:1])
    for count, last in ((MOST_CHANGES - 1, []), (MOST_CHANGES, ["these are the first 2000 stories"])):
        assert list(describe_changes(replace(NOTHING, changes=(change,) * count)))[count:] == last


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((), ""),
        ((7,), "row 7 repeats one above it, and is added, too"),
        ((7, 9), "2 rows repeat one above them, and are added, too: 7, 9"),
        ((3, 4, 5, 6, 7), "5 rows repeat one above them, and are added, too: 3, 4, 5, 6, 7"),
        ((3, 4, 5, 6, 7, 8), "6 rows repeat one above them, and are added, too: 3, 4, 5, 6, 7 …"),
    ],
)
def test_rows_that_repeat_one_above_are_named(rows: tuple[int, ...], said: str) -> None:
    assert describe_repeated(replace(NOTHING, repeated=rows)) == said


def build_answer(said: str, meaning: str | None, count: int = 1, field: str = "teller") -> SurveyAnswer:
    return SurveyAnswer(field, said, said.lower(), count, 5, meaning, True)


def test_an_answer_is_said_with_what_it_is_read_as_unless_it_says_so_itself() -> None:
    answers = {
        "teller": (
            build_answer("A1", None),
            build_answer("x" * 61, None, 2),
            build_answer("Mama", "family", 3),
            build_answer("Family", "family"),
        ),
        "setting": (build_answer("G3", "Geriatrics", field="setting"),),
        "nodes": (build_answer("zebra", "", field="nodes"),),
    }
    table = Table("x.csv", "csv", (), 1, heading=1, lines=1)
    lines = list(describe_reading(table, ImportChoice({}), replace(NO_ANSWERS, answers=answers)))
    shown = f"{'x' * 59}…"
    assert [line for line in lines if line.startswith(("teller", "setting", "nodes"))] == [
        'teller: "A1" (row 5) is not known: use --map "teller:A1=..."',
        f'teller: "{shown}" (2 rows) is not known: use --map "teller:{shown}=..."',
        'teller: "Mama" (3 rows) is read as family',
        'nodes: "zebra" (row 5) is read as nothing',
    ]


def test_an_example_of_a_column_is_looked_for_in_the_first_twenty_rows() -> None:
    for row, example in ((0, ', e.g. "Ward 4"'), (19, ', e.g. "Ward 4"'), (20, "")):
        rows = [f"A mango.,{'Ward 4' if place == row else ''},x" for place in range(30)]
        content = "\n".join(["Text,Ward,Nr", *rows])
        table = read_table(BytesIO(content.encode()), "x.csv")
        choice = ImportChoice({"text": ("Text",), "setting": ("Ward", "Nr")})
        said = [*describe_reading(table, ImportChoice({"setting": ("Ward",)}), NO_ANSWERS)]
        assert f'setting: column "Ward"{example}' in said
        assert 'ignored: column "Text", "Nr"' in said
        both = [*describe_reading(table, choice, NO_ANSWERS)]
        assert any(line.startswith('setting: column "Ward" and "Nr", e.g. "') for line in both)
        assert not any(line.startswith("ignored") for line in both)


@pytest.mark.parametrize(
    ("form", "count", "lines", "said"),
    [
        ("csv", 1, 2, "csv: 1 row from 2 lines"),
        ("csv", 2, 1, "csv: 2 rows from 1 line"),
        ("json", 0, 1, "json: 0 rows from 1 entry"),
        ("json", 2, 2, "json: 2 rows from 2 entries"),
    ],
)
def test_rows_lines_and_entries_are_counted(form: str, count: int, lines: int, said: str) -> None:
    table = Table("x", form, ("text",), count, lines=lines)
    assert next(describe_reading(table, ImportChoice({}), NO_ANSWERS)) == said


@pytest.mark.parametrize(
    ("rows", "columns", "said"),
    [
        ((), (), []),
        ((3,), (), ["hidden, and read like the others: row 3"]),
        ((), ("Nr",), ["hidden, and read like the others: Nr"]),
        (
            (3, 4, 5, 6, 7, 8),
            ("A", "B", "C", "D", "E", "F"),
            ["hidden, and read like the others: row 3, row 4, row 5, row 6, row 7, A, B, C, D, E"],
        ),
    ],
)
def test_the_first_of_what_is_hidden_is_named(
    rows: tuple[int, ...], columns: tuple[str, ...], said: list[str]
) -> None:
    table = Table("x.xlsx", "xlsx", ("text",), 1, hidden_rows=rows, hidden_columns=columns)
    lines = describe_reading(table, ImportChoice({"text": ("text",)}), NO_ANSWERS)
    assert [line for line in lines if line.startswith("hidden")] == said


def test_the_report_in_json_holds_all_that_became_of_the_file() -> None:
    table = Table(
        "x.xlsx",
        "xlsx",
        ("Verhaal", "Wie", "Nr"),
        5,
        lines=7,
        hidden_sheets=("Old",),
        hidden_rows=(3,),
        hidden_columns=("Nr",),
    )
    choice = ImportChoice({"text": ("Verhaal",), "teller": ("Wie",)})
    answers = replace(NO_ANSWERS, answers={"teller": (build_answer("Mama", "family", 3),)})
    change = replace(CHANGE, fields=CHANGE.fields[:2])
    result = ImportResult(
        added=1,
        already=2,
        changed=3,
        open=4,
        rejected=5,
        absent=6,
        problems=(Problem(4, "Wie", "teller", "unknown-teller", "there is no teller"),),
        changes=(change,),
        repeated=(7, 9),
        telling={2: (Telltale("text", "name", "Ann"),)},
    )
    report = to_json(table, choice, answers, result)
    assert report.pop("settings") == {"heading": "1", "heading_rows": "1"}
    assert report == {
        **{"file": "x.xlsx", "form": "xlsx", "rows": 5, "lines": 7, "notes": []},
        "hidden": {"sheets": ["Old"], "rows": [3], "columns": ["Nr"]},
        "columns": {"text": ["Verhaal"], "teller": ["Wie"]},
        "not_taken": ["Nr"],
        "answers": [{"field": "teller", "answer": "Mama", "rows": 3, "meaning": "family", "certain": True}],
        **{"added": 1, "already": 2, "changed": 3, "different": 4, "rejected": 5, "without_a_story": 6},
        "repeated_rows": [7, 9],
        "problems": [
            {
                **{"row": 4, "column": "Wie", "field": "teller"},
                **{"code": "unknown-teller", "problem": "there is no teller"},
            }
        ],
        "changes": [
            {
                "row": 2,
                "story": "mango",
                "fields": {
                    "title": {"stored": "From\nthe screen", "file": "From the file", "conflict": True},
                    "setting": {"stored": "", "file": "Ward 2", "conflict": False},
                },
            }
        ],
        "telling": [{"row": 2, "field": "text", "kind": "name", "text": "Ann"}],
    }
