from __future__ import annotations

import json
import tracemalloc
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import load_model, load_stories
from model.stories import Story, StoryQuery, StoryStore
from model.stories.intake import story_import
from model.stories.intake.answer_list import MOST_ANSWERS, list_answers
from model.stories.intake.choice import ImportChoice, suggest_choice
from model.stories.intake.rows import CheckedRow, check_rows
from model.stories.intake.story_import import (
    MOST_PROBLEMS,
    REASONS,
    ImportResult,
    accept_all,
    import_stories,
    to_rejected,
)
from model.stories.story_files import STORY_FORMS, write_stories
from model.tables import Table, TableError, read_table, to_csv
from tests.nasty import NASTY
from tests.properties import examples
from tests.round_trips import build_story, build_translated_model, list_stories
from tests.storytelling import to_story_file

MODEL = build_translated_model()

few = examples(50)
"""For examples that take their time."""


def read(content: bytes | str) -> Table:
    return read_table(BytesIO(content.encode() if isinstance(content, str) else content), "stories.csv")


def check(table: Table, trust: bool = False, **defaults: str) -> list[CheckedRow]:
    choice = replace(suggest_choice(table), defaults=defaults, trust=trust)
    return list(check_rows(table, choice, MODEL))


# Out and in again


@few
@given(
    st.lists(
        list_stories(("joy", "trust", "calm-1"), ("comfort", "information")),
        max_size=4,
        unique_by=lambda story: story.id,
    )
)
def test_what_was_exported_is_imported_as_it_was(stories: list[Story]) -> None:
    for form in STORY_FORMS:
        rows = check(read(to_story_file(stories, form)), trust=True)
        assert [row.story for row in rows] == stories


def test_stories_of_nasty_texts_are_imported_as_they_were() -> None:
    texts = [text for text in NASTY if text.strip("\x00\x1a \ufeff") and build_quietly(text)]
    stories = [build_story(text, title=text[:150], setting=text[-150:]) for text in texts]
    assert len(stories) > 120
    for form in STORY_FORMS:
        rows = check(read(to_story_file(stories, form)), trust=True)
        assert [row.story for row in rows] == stories


def build_quietly(text: str) -> Story | None:
    try:
        return build_story(text)
    except ValueError:
        return None


def test_the_stories_that_come_along_are_imported_as_they_were() -> None:
    model = load_model()
    stories = load_stories(model)
    for form in STORY_FORMS:
        table = read(to_story_file(stories, form))
        rows = check_rows(table, replace(suggest_choice(table), trust=True), model)
        assert tuple(row.story for row in rows) == stories


def test_of_very_many_answers_the_first_thousands_are_counted_and_the_most_frequent_asked() -> None:
    most = 10 * MOST_ANSWERS
    wards = [f"ward {number}" for number in range(most + 50)]
    rows = "".join(f"Een mango.;{ward};nl\n" for ward in (*wards, wards[-1], *["ward 7"] * 3))
    found = list_answers(read(f"Verhaal;Wie;Taal\n{rows}"), CHOICE, MODEL)
    answers = found.answers["teller"]
    assert (answers[0].key, answers[0].count) == ("ward 7", 4)
    assert len(answers) == MOST_ANSWERS
    assert found.more["teller"] == most - MOST_ANSWERS


# Into the store


SURVEY = "Verhaal;Wie;Taal\nEen mango.;patiënt;nl\n;arts;nl\nEen peer.;zebra;nl\nEen appel.;familie;nl\n"
CHOICE = ImportChoice({"text": ("Verhaal",), "teller": ("Wie",), "language": ("Taal",)})


def take_in(store: StoryStore | None, table: Table, **more: Any) -> ImportResult:
    return import_stories(store, table, CHOICE, MODEL, **more)


def list_texts(store: StoryStore) -> list[str]:
    return [story.text for story in store.walk(StoryQuery(sort="oldest"))]


def test_good_rows_are_added_and_the_others_reported(store: StoryStore) -> None:
    result = take_in(store, read(SURVEY))
    assert (result.added, result.already, result.rejected) == (2, 0, 2)
    assert [(problem.row, problem.code) for problem in result.problems] == [
        (3, "missing-text"),
        (4, "unknown-teller"),
    ]
    assert list_texts(store) == ["Een mango.", "Een appel."]


def test_problems_are_counted_by_column_and_kind_and_rows_without_a_story_apart() -> None:
    rows = ["n.v.t.;patiënt;nl", ";zebra;nl", "Een peer.;zebra;zz", "Totaal;;"]
    result = take_in(None, read("Verhaal;Wie;Taal\n" + "\n".join(rows) + "\n"))
    assert (result.added, result.rejected, result.absent) == (0, 2, 2)
    assert result.counts == {
        ("Verhaal", "no-answer"): 1,
        ("Verhaal", "missing-text"): 1,
        ("Wie", "unknown-teller"): 2,
        ("Taal", "unknown-language"): 1,
        ("", "total"): 1,
    }
    assert [(problem.row, problem.code) for problem in result.problems] == [
        *((2, "no-answer"), (3, "missing-text"), (3, "unknown-teller")),
        *((4, "unknown-teller"), (4, "unknown-language"), (5, "total")),
    ]


def test_rows_that_repeat_one_above_are_new_where_there_is_no_store() -> None:
    row = "Een mango.;patiënt;nl\n"
    result = take_in(None, read("Verhaal;Wie;Taal\n" + row + "Een kers.;patiënt;nl\n" + row * 2))
    assert (result.added, result.already, result.repeated) == (4, 0, (4, 5))


def test_the_same_file_twice_adds_nothing_twice(store: StoryStore) -> None:
    take_in(store, read(SURVEY))
    again = take_in(store, read(SURVEY))
    assert (again.added, again.already, again.rejected) == (0, 2, 2)
    assert len(list_texts(store)) == 2


def test_the_same_story_twice_in_a_file_is_added_twice_and_said(store: StoryStore) -> None:
    result = take_in(store, read("Verhaal;Wie;Taal\n" + "Een mango.;patiënt;nl\n" * 1200))
    assert (result.added, result.already) == (1200, 0)
    assert result.repeated == tuple(range(3, 3 + MOST_PROBLEMS))
    again = take_in(store, read("Verhaal;Wie;Taal\n" + "Een mango.;patiënt;nl\n" * 1203))
    assert (again.added, again.already) == (3, 1200)


def test_without_a_store_nothing_is_added() -> None:
    result = take_in(None, read(SURVEY))
    assert (result.added, result.already, result.rejected) == (2, 0, 2)


def test_progress_is_told_on_the_way_and_at_the_end(store: StoryStore) -> None:
    heard: list[tuple[int, int]] = []
    rows = "".join(f"Verhaal {number};patiënt;nl\n" for number in range(1045))
    take_in(store, read("Verhaal;Wie;Taal\n" + rows), progress=lambda *done: heard.append(done))
    assert heard == [(500, 1045), (1000, 1045), (1045, 1045)]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_rejected_rows_come_back_with_reasons_and_can_be_fixed(store: StoryStore, form: Any) -> None:
    rejected = BytesIO()
    take_in(store, read(SURVEY), rejected_to=rejected, rejected_form=form)
    table = read_table(rejected, f"rejected.{form}")
    assert table.columns == ("Verhaal", "Wie", "Taal", REASONS)
    assert [cells for _, cells in table.rows] == [
        {"Verhaal": "", "Wie": "arts", "Taal": "nl", REASONS: 'column "Verhaal": the text is missing'},
        {
            "Verhaal": "Een peer.",
            "Wie": "zebra",
            "Taal": "nl",
            REASONS: 'column "Wie": there is no teller "zebra"',
        },
    ]
    fixed = [
        list(table.columns),
        *(["Een kers.", "arts", "nl", "because"], ["Een peer.", "arts", "nl", "so"]),
    ]
    assert take_in(store, read(to_csv(fixed))).added == 2


def test_the_reasons_are_worded_as_asked() -> None:
    rejected = BytesIO()
    take_in(None, read(SURVEY), rejected_to=rejected, describe=lambda problem: f"fout: {problem.code}")
    reasons = [cells[REASONS] for _, cells in read_table(rejected, "rejected.csv").rows]
    assert reasons == ["fout: missing-text", "fout: unknown-teller"]


def test_nothing_is_written_where_no_row_is_rejected() -> None:
    rejected = BytesIO()
    take_in(None, read("Verhaal;Wie;Taal\nEen mango.;patiënt;nl\n"), rejected_to=rejected)
    assert rejected.getvalue() == b""


def test_rejected_rows_keep_their_formulas_and_what_is_behind_the_last_column() -> None:
    table = read("text,teller\n=1+1,x,more\n'=2,y\n")
    first = read(to_rejected(check(table, language="en"), table.columns, "csv"))
    assert [cells["text"] for _, cells in first.rows] == ["=1+1", "=2"]
    assert next(first.rows)[1]["(D)"] == "more"
    second = read(to_rejected(check(first, language="en"), first.columns, "csv"))
    assert second.columns == ("text", "teller", REASONS)


def test_only_the_first_problems_are_kept(store: StoryStore) -> None:
    result = take_in(store, read("Verhaal;Wie;Taal\n" + ";arts;nl\n" * (MOST_PROBLEMS + 5)))
    assert (result.rejected, len(result.problems)) == (MOST_PROBLEMS + 5, MOST_PROBLEMS)


@pytest.mark.parametrize("form", STORY_FORMS)
def test_many_rows_take_no_more_memory_than_few(form: str, tmp_path: Path) -> None:
    def measure(count: int) -> int:
        with (tmp_path / "stories").open("w+b") as file:
            write_stories(
                (build_story(f"{number} " * 300, id=f"s{number}") for number in range(count)), file, form
            )
            table = read_table(file, "stories")
            choice = suggest_choice(table)
            tracemalloc.start()
            result = import_stories(None, table, choice, MODEL)
            _, peak = tracemalloc.get_traced_memory()
            tracemalloc.stop()
        assert result.added == count
        return peak

    measure(5)
    assert measure(1500) < measure(500) + 600_000  # what tells rows apart takes some hundred bytes of each


def test_json_of_strangers_is_imported_too() -> None:
    entries = [
        {"Verhaal": "Een mango.", "Wie": "patiënt", "Taal": "nl", "Meer": {"x": 1}},
        {"Verhaal": "Een peer."},
    ]
    result = take_in(None, read(json.dumps(entries)))
    assert (result.added, result.rejected) == (1, 1)
    assert {problem.row for problem in result.problems} == {2}


# Who somebody is


NAMED_COLUMNS = ImportChoice({name: (name,) for name in ("text", "teller", "language")})
NAMED = """\
text,teller,language
Mrs Jones sang.,patient,en
The sun shone.,family,en
She was in room 12.,leader,en
"""


def test_rows_that_may_tell_who_somebody_is_are_pointed_out(store: StoryStore) -> None:
    result = import_stories(None, read(NAMED), NAMED_COLUMNS, MODEL, privacy="point out")
    assert {row: [telltale.text for telltale in found] for row, found in result.telling.items()} == {
        2: ["Mrs Jones"],
        4: ["room 12"],
    }
    unasked = import_stories(store, read(NAMED), NAMED_COLUMNS, MODEL)
    assert (unasked.added, unasked.telling) == (3, {})
    assert "Mrs Jones sang." in {story.text for story in store.walk(StoryQuery())}


def test_they_can_be_masked_as_they_are_brought_in(store: StoryStore) -> None:
    import_stories(store, read(NAMED), NAMED_COLUMNS, MODEL, privacy="mask")
    texts = {story.text for story in store.walk(StoryQuery())}
    assert texts == {"[name] sang.", "The sun shone.", "She was in [room]."}


def test_in_many_stories_only_the_first_are_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    for most, rows in ((2, [2]), (3, [2, 4])):
        monkeypatch.setattr(story_import, "MOST_POINTED_OUT", most)
        result = import_stories(None, read(NAMED), NAMED_COLUMNS, MODEL, privacy="point out")
        assert list(result.telling) == rows


def test_the_first_changes_are_kept_and_all_are_counted(
    store: StoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    header = "id;Verhaal;Wie;Taal\n"
    with_ids = replace(CHOICE, columns={"id": ("id",), **CHOICE.columns}, trust=True)

    def take(teller: str, **more: Any) -> ImportResult:
        rows = "".join(f"s{number};Verhaal {number};{teller};nl\n" for number in range(4))
        return import_stories(store, read(header + rows), with_ids, MODEL, **more)

    assert take("patiënt").added == 4
    monkeypatch.setattr(story_import, "MOST_CHANGES", 3)
    result = take("familie")
    assert (result.open, [change.row for change in result.changes]) == (4, [2, 3, 4])
    result = take("familie", accept=accept_all)
    assert (result.open, result.changed, len(result.changes)) == (0, 4, 3)
    assert take("familie").already == 4


# Whatever stands in a table


_MAPPED = (
    "Verhaal",
    "Wie bent u?",
    "Taal",
    "Mag dit getoond worden?",
    "Afdeling",
    "Datum",
    "Elementen",
    "Bron",
)


@few
@given(
    st.lists(
        st.lists(st.sampled_from(NASTY) | st.text(max_size=12), min_size=len(_MAPPED), max_size=len(_MAPPED)),
        min_size=1,
        max_size=4,
    )
)
def test_every_row_is_a_story_rejected_or_absent_whatever_is_answered(rows: list[list[str]]) -> None:
    try:
        table = read(to_csv([list(_MAPPED), *rows]))
    except TableError:
        return
    choice = suggest_choice(table)
    found = list_answers(table, choice, MODEL)
    meant = {
        (answer.field, answer.key): answer.meaning or ""
        for several in found.answers.values()
        for answer in several
    }
    for meanings in ({}, meant):
        result = import_stories(
            None, table, replace(choice, meanings=meanings, day_order=found.day_order), MODEL, privacy="mask"
        )
        assert result.added + result.rejected + result.absent == table.count
        assert (result.rejected + result.absent == 0) == (not result.problems)
