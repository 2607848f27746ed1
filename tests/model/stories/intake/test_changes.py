"""Exports that were edited in a spreadsheet and come back, and tables that come again."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path

import pytest

from model import load_model
from model.stories import Story, StoryQuery, StoryStore
from model.stories.fields import FIELDS
from model.stories.intake.choice import suggest_choice
from model.stories.intake.story_import import (
    Accept,
    ImportResult,
    accept_all,
    accept_free,
    accept_nothing,
    import_stories,
)
from model.tables import Table, read_table, to_csv
from tests.story_fields import build_sent
from tests.storytelling import build_story, to_story_file

MODEL = load_model()
CASES = Path(__file__).parents[2] / "tables" / "cases"
TOLD = [
    build_story("A mango.", id="mango", title="The mango", nodes=["mangomoment"]),
    build_story("A pear.", id="pear", teller="family", setting="Ward 1", consent={"room": True}),
    build_story("A kiwi.", id="kiwi", status="pending", told_on=date(2026, 2, 28)),
]


@pytest.fixture(autouse=True)
def told(store: StoryStore) -> None:
    for story in TOLD:
        store.add(story, "facilitator")


def list_stories(store: StoryStore) -> list[Story]:
    return list(store.walk(StoryQuery(sort="oldest")))


Rows = list[dict[str, str]]


def edit(store: StoryStore, change: Callable[[Rows], None], *dropped: str) -> Table:
    """The export of a store as somebody saves it who changed cells, and dropped columns."""
    rows = list(
        csv.DictReader(StringIO(to_story_file(list_stories(store), "csv").decode("utf-8-sig"), newline=""))
    )
    change(rows)
    kept = [name for name in FIELDS if name not in dropped]
    content = to_csv([kept, *([row[name] for name in kept] for row in rows)])
    return read_table(BytesIO(content), "edited.csv")


def take_in(store: StoryStore, table: Table, accept: Accept = accept_free, **more: object) -> ImportResult:
    choice = replace(suggest_choice(table), trust=True)
    return import_stories(store, table, choice, MODEL, accept=accept, **more)  # type: ignore[arg-type]


def code(rows: Rows) -> None:
    rows[0] |= {"nodes": "mangomoment; positive-resonance", "dimensions": "", "consent_exports": "no"}
    rows[1] |= {"status": "withdrawn", "text": "A ripe pear.", "setting": "Geriatrics", "teller": "leader"}


def name_node() -> str:
    return next(node.id for node in MODEL.nodes() if node.id != "mangomoment")


def code_with_known_nodes(rows: Rows) -> None:
    code(rows)
    rows[0]["nodes"] = f"mangomoment; {name_node()}"


def test_what_was_coded_in_a_spreadsheet_is_a_change_field_by_field(store: StoryStore) -> None:
    result = take_in(store, edit(store, code_with_known_nodes), accept_nothing)
    assert (result.added, result.already, result.changed, result.open) == (0, 1, 0, 2)
    assert [
        (change.stored.id, [change_.field for change_ in change.fields]) for change in result.changes
    ] == [
        ("mango", ["nodes", "consent_exports"]),
        ("pear", ["text", "setting", "teller", "status"]),
    ]
    text = result.changes[1].fields[0]
    assert (text.stored, text.said, text.before, text.is_conflict) == (
        "A pear.",
        "A ripe pear.",
        "A pear.",
        False,
    )
    assert [story.revision for story in list_stories(store)] == [1, 1, 1]


def test_changes_are_taken_over_with_their_history(store: StoryStore) -> None:
    result = take_in(store, edit(store, code_with_known_nodes))
    assert (result.added, result.already, result.changed, result.open) == (0, 1, 2, 0)
    mango, pear, kiwi = list_stories(store)
    assert mango.nodes == ("mangomoment", name_node())
    assert (mango.consent.room, mango.consent.exports) == (True, False)
    assert (pear.text, pear.setting, pear.teller, pear.status) == (
        "A ripe pear.",
        "Geriatrics",
        "leader",
        "withdrawn",
    )
    assert pear.withdrawn_at is not None
    assert kiwi == store.get("kiwi")
    assert [(change.role, change.what) for change in store.history("pear")] == [
        ("facilitator", "added"),
        ("import", "edited"),
    ]
    assert store.undo("pear", pear.revision, "facilitator").text == "A pear."


def test_a_workbook_comes_back_as_csv_does(store: StoryStore) -> None:
    table = read_table(BytesIO(to_story_file(list_stories(store), "xlsx")), "stories.xlsx")
    result = take_in(store, table)
    assert (result.already, result.changes) == (3, ())


def test_what_was_changed_in_the_application_meanwhile_is_a_conflict(store: StoryStore) -> None:
    table = edit(store, lambda rows: rows[0].update(title="From the file", setting="Ward 2"))
    store.change(
        store.get("mango").model_copy(
            update={"wordings": (TOLD[0].wordings[0].model_copy(update={"title": "From the screen"}),)}
        ),
        "facilitator",
        "edited",
    )
    result = take_in(store, table)
    [change] = result.changes
    assert [
        (change_.field, change_.stored, change_.said, change_.before, change_.is_conflict)
        for change_ in change.fields
    ] == [
        ("title", "From the screen", "From the file", "The mango", True),
        ("setting", "", "Ward 2", "", False),
    ]
    assert (result.changed, result.open) == (1, 1)
    assert (store.get("mango").title, store.get("mango").setting) == ("From the screen", "Ward 2")
    assert (take_in(store, table, accept_all).changed, store.get("mango").title) == (1, "From the file")


def test_what_the_file_left_as_it_was_is_no_change_whatever_became_of_it(store: StoryStore) -> None:
    table = edit(store, lambda rows: None)
    store.change(store.get("pear").model_copy(update={"teller": "other"}), "facilitator", "edited")
    result = take_in(store, table, accept_all)
    assert (result.already, result.changes) == (3, ())
    assert store.get("pear").teller == "other"


def test_a_story_that_is_changed_while_the_file_is_looked_at_stays(store: StoryStore) -> None:
    table = edit(store, lambda rows: rows[1].update(teller="leader"))

    def accept(change: object) -> tuple[str, ...]:
        current = store.get("pear")
        store.change(current.model_copy(update={"status": "withdrawn"}), "facilitator", "withdrawn")
        return ("teller",)

    result = take_in(store, table, accept)
    assert (result.changed, result.open) == (0, 1)
    assert (store.get("pear").teller, store.get("pear").status) == ("family", "withdrawn")


def test_an_older_export_without_revision_and_times_shows_every_difference(store: StoryStore) -> None:
    table = edit(store, lambda rows: rows[1].update(teller="leader"), "changed_at", "revision")
    store.change(store.get("mango").model_copy(update={"teller": "other"}), "facilitator", "edited")
    result = take_in(store, table, accept_nothing)
    assert [(change.stored.id, change.fields[0].said, change.is_dated) for change in result.changes] == [
        ("mango", "patient", False),
        ("pear", "leader", False),
    ]


def test_a_sheet_with_ids_and_codes_alone_changes_these(store: StoryStore) -> None:
    dropped = [name for name in FIELDS if name not in ("id", "nodes", "revision")]
    table = edit(store, lambda rows: rows[2].update(nodes="mangomoment"), *dropped)
    result = take_in(store, table)
    assert (result.changed, result.already, result.rejected) == (1, 2, 0)
    assert store.get("kiwi").nodes == ("mangomoment",)
    assert store.get("kiwi").told_on == date(2026, 2, 28)


def test_a_node_that_the_model_no_longer_has_stays_with_its_story(store: StoryStore) -> None:
    store.add(build_story("Lost.", id="lost", nodes=["gone"]), "facilitator")
    result = take_in(store, edit(store, lambda rows: rows[3].update(teller="leader")))
    assert (result.changed, result.rejected) == (1, 0)
    assert store.get("lost").nodes == ("gone",)


def test_a_row_with_a_fault_changes_nothing_of_its_story(store: StoryStore) -> None:
    result = take_in(store, edit(store, lambda rows: rows[0].update(nodes="zebra", teller="leader")))
    assert (result.changed, result.rejected) == (0, 1)
    assert store.get("mango") == TOLD[0]


def test_a_dry_run_changes_nothing(store: StoryStore) -> None:
    result = take_in(store, edit(store, code_with_known_nodes), is_dry=True)
    assert (result.changed, result.open) == (2, 0)
    assert [story.revision for story in list_stories(store)] == [1, 1, 1]


@pytest.mark.parametrize("field", [name for name in FIELDS if name not in ("id", "translations")])
def test_every_field_that_a_person_can_change_comes_back(store: StoryStore, field: str) -> None:
    said = {
        "title": "Another title",
        "text": "Another text.",
        "setting": "Another ward",
        "language": "nl",
        "nodes": "mangomoment",
        "dimensions": MODEL.file.dimensions[0].id,
        "source": "A paper",
        "source_url": "https://example.org/a",
        "source_session": "monday",
        "origin": "collected",
        "consent_room": "no",
        "consent_exports": "yes",
        "consent_publications": "yes",
        "status": "withdrawn",
        **build_sent(2),
    }
    store.change(store.get("pear").model_copy(update={"origin": "imported"}), "facilitator", "edited")
    result = take_in(store, edit(store, lambda rows: rows[1].update({field: said.get(field, "")})))
    if field not in said:
        assert result.changes == ()  # the store counts these itself
        return
    assert result.changed == 1
    [row] = list(
        csv.DictReader(StringIO(to_story_file([store.get("pear")], "csv").decode("utf-8-sig"), newline=""))
    )
    assert row[field] == said[field]


# Tables of others that come again


SURVEY = (
    "Verhaal;Wie;Taal;Afdeling;Mag het in de zaal?\nZe zong.;familie;nl;Zaal 3;ja\nHij bleef.;arts;nl;;nee\n"
)


def take_survey(store: StoryStore, text: str, **more: object) -> ImportResult:
    table = read_table(BytesIO(text.encode()), "survey.csv")
    columns = {
        **{"text": ("Verhaal",), "teller": ("Wie",), "language": ("Taal",)},
        **{"setting": ("Afdeling",), "consent_room": ("Mag het in de zaal?",)},
    }
    choice = replace(suggest_choice(table), columns=columns)
    return import_stories(store, table, choice, MODEL, **more)  # type: ignore[arg-type]


def test_a_table_that_comes_again_after_its_stories_were_edited_is_known(store: StoryStore) -> None:
    take_survey(store, SURVEY)
    story = list_stories(store)[3]
    edited = story.model_copy(update={"teller": "other", "nodes": ("mangomoment",), "status": "published"})
    store.change(edited, "facilitator", "edited")
    result = take_survey(store, SURVEY, accept=accept_all)
    assert (result.added, result.already, result.changes) == (0, 2, ())


def test_what_a_table_says_otherwise_when_it_comes_again_is_a_change(store: StoryStore) -> None:
    take_survey(store, SURVEY)
    result = take_survey(store, SURVEY.replace("Zaal 3;ja", "Zaal 4;nee"))
    assert (result.added, result.already, result.open) == (0, 1, 1)
    [change] = result.changes
    assert [(change_.field, change_.stored, change_.said) for change_ in change.fields] == [
        ("setting", "Zaal 3", "Zaal 4"),
        ("consent_room", "yes", "no"),
    ]


def test_a_table_that_came_in_masked_is_known_when_it_comes_again(store: StoryStore) -> None:
    named = SURVEY.replace("Ze zong.", "Mevrouw Peeters zong.").replace("Zaal 3", "bij dr. Claes")
    take_survey(store, named, privacy="mask")
    assert "Peeters" not in list_stories(store)[3].text
    for privacy in ("mask", "point out"):
        result = take_survey(store, named, privacy=privacy)
        assert (result.added, result.already, result.changes) == (0, 2, ())


def test_an_export_that_was_coded_in_excel_is_never_called_already_there(store: StoryStore) -> None:
    content = (CASES / "coded_in_excel.csv").read_text(encoding="utf-8-sig")
    before = content.replace(" AANGEPAST", "").replace(",mangomoment,", ",,").replace("published", "pending")
    take_in(store, read_table(BytesIO(before.encode()), "own.csv"))
    coded = read_table(BytesIO(content.encode()), "coded_in_excel.csv")
    assert take_in(store, coded, accept_nothing).open == 3
    result = take_in(store, coded)
    assert (result.added, result.already, result.changed) == (0, 0, 3)
    for story in list_stories(store)[3:]:
        assert (story.nodes, story.status) == (("mangomoment",), "published")
        assert story.text.endswith("AANGEPAST")


def test_masking_takes_what_the_file_changed_and_nothing_else(store: StoryStore) -> None:
    store.add(build_story("Mevrouw Peeters zong.", id="named", language="nl"), "facilitator")
    same = take_in(store, edit(store, lambda rows: None), accept_all, privacy="mask")
    assert (same.already, same.changes) == (4, ())
    seen = take_in(store, edit(store, lambda rows: None), accept_nothing, privacy="point out")
    assert seen.telling == {}
    changed = edit(store, lambda rows: rows[3].update(text="Mevrouw Peeters zong luid.", setting="Zaal"))
    assert list(take_in(store, changed, accept_nothing, privacy="point out").telling) == [5]
    take_in(store, changed, accept_all, privacy="mask")
    assert (store.get("named").text, store.get("named").setting) == ("[naam] zong luid.", "Zaal")
