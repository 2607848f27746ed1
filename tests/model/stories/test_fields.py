"""Each field of the table goes there and back through database, files, search and masks."""

from __future__ import annotations

from io import BytesIO
from types import NoneType
from typing import get_args

import pytest
from pydantic import ValidationError

from model import load_model
from model.stories import Consent, Story, StoryQuery, StorySource, StoryStore, Wording
from model.stories.fields import FIELDS, PLAIN, PlainField
from model.stories.intake.choice import suggest_choice
from model.stories.intake.headings import list_words, suggest_columns
from model.stories.intake.rows import check_rows
from model.stories.story import LONGEST_LINE, LONGEST_TEXT
from model.stories.story_files import STORY_FORMS, to_cells, write_stories
from model.stories.telltales import find_telltales, mask_story
from model.tables import read_table, to_csv
from tests.round_trips import build_story
from tests.story_fields import build_full_story, build_value

TEXTS = [field for field in PLAIN if field.is_text]
every_plain = pytest.mark.parametrize("field", PLAIN, ids=lambda field: field.name)
every_text = pytest.mark.parametrize("field", TEXTS, ids=lambda field: field.name)


def list_parts(whole: str) -> set[str | int]:
    return {field.place[-1] for field in FIELDS.values() if field.place[0] == whole and field.path[1:]}


def test_the_table_has_everything_that_a_story_is_made_of() -> None:
    assert {field.place[0] for field in FIELDS.values()} == Story.model_fields.keys()
    assert list_parts("wordings") == Wording.model_fields.keys()
    assert list_parts("source") == StorySource.model_fields.keys()
    assert list_parts("consent") == Consent.model_fields.keys()


def list_names(*properties: str) -> list[str]:
    return [field.name for field in FIELDS.values() if all(getattr(field, name) for name in properties)]


def test_what_people_do_not_tell_is_said_by_the_application_or_by_a_file_of_ours() -> None:
    counted = ["id", "created_at", "changed_at", "withdrawn_at", "revision", "letterbox"]
    assert list_names("is_counted") == counted
    assert set(FIELDS) - set(list_names("is_told")) == {*counted, "origin", "status"}


def test_what_each_language_has_of_its_own() -> None:
    assert list_names("is_worded") == ["title", "text", "setting", "language"]


def test_everybody_is_told_who_told_it_and_when_and_nobody_else_whose_it_is() -> None:
    assert [(field.name, field.is_public, field.is_required) for field in PLAIN] == [
        ("teller", True, True),
        ("told_on", True, False),
        ("team", False, False),
    ]


def test_what_a_story_does_not_have_is_nothing() -> None:
    story = build_story()
    for name in ("source", "source_url", "source_session", "told_on", "team", "letterbox", "withdrawn_at"):
        assert FIELDS[name].get(story) is None
    assert FIELDS["consent_room"].get(story) is False


def test_a_choice_has_the_options_that_a_story_takes() -> None:
    for field in FIELDS.values():
        if field.kind == "choice":
            known = get_args(Story.model_fields[field.name].annotation)
            if NoneType in known:
                known = get_args(known[0])
            assert tuple(field.options) == known


def test_a_plain_field_is_empty_where_nobody_told_it_and_has_its_name_in_the_story() -> None:
    for field in PLAIN:
        described = Story.model_fields[field.name]
        assert field.place == (field.name,)
        assert described.is_required() == field.is_required
        assert field.is_required or described.get_default() == field.empty


def test_a_column_goes_by_its_name_and_by_no_name_of_another_one() -> None:
    names = [
        (list_words(name), field.name) for field in FIELDS.values() for name in field.headings.split(",")
    ]
    assert len({words for words, _field in names} - {()}) == len({*names})
    for field in FIELDS.values():
        heading = field.headings.split(",")[0].strip().capitalize()
        assert suggest_columns([heading]) == {field.name: heading}


@every_plain
def test_it_is_stored_changed_and_undone(store: StoryStore, field: PlainField) -> None:
    first = store.add(build_full_story(), "visitor")
    assert field.get(store.get(first.id)) == field.get(first) == build_value(field)
    changed = store.change(
        first.model_copy(update={field.name: build_value(field, 1)}), "facilitator", "edited"
    )
    assert field.get(store.get(first.id)) == build_value(field, 1)
    store.undo(first.id, changed.revision, "facilitator")
    assert field.get(store.get(first.id)) == build_value(field)
    nothing = store.add(build_story("A pear."), "visitor")
    assert store.get(nothing.id) == nothing


@every_plain
@pytest.mark.parametrize("form", STORY_FORMS)
def test_it_comes_back_out_of_each_file(field: PlainField, form: str) -> None:
    file = BytesIO()
    write_stories([build_full_story(), build_story("A pear.")], file, form)
    table = read_table(file, f"stories.{form}")
    full, nothing = check_rows(table, suggest_choice(table), load_model())
    assert full.story is not None
    assert nothing.story is not None
    assert field.get(full.story) == build_value(field)
    assert field.get(nothing.story) == field.get(build_story("A pear."))


@every_plain
def test_it_is_read_from_somebody_elses_file(field: PlainField) -> None:
    heading = field.headings.split(",")[1].strip()
    row = {"text": "She sang.", "language": "en", "teller": "patient"}
    row |= {field.name: to_cells(build_full_story(1))[field.name]}
    headings = [heading if name == field.name else name for name in row]
    table = read_table(BytesIO(to_csv([headings, [*row.values()]])), "somebody.csv")
    [checked] = check_rows(table, suggest_choice(table), load_model())
    assert checked.story is not None
    assert field.get(checked.story) == build_value(field, 1)


@every_text
def test_a_text_has_its_bounds(field: PlainField) -> None:
    longest = LONGEST_LINE if field.kind == "line" else LONGEST_TEXT
    assert field.get(build_story(**{field.name: "x" * longest})) == "x" * longest
    with pytest.raises(ValidationError):
        build_story(**{field.name: "x" * (longest + 1)})


@every_text
def test_a_public_text_is_searched_and_another_one_is_not(store: StoryStore, field: PlainField) -> None:
    story = store.add(build_story(**{field.name: "Papaya"}), "import")
    found = store.find(StoryQuery(words="papaya")).stories
    assert found == ((story,) if field.is_public else ())
    assert story.has_words("papaya") == field.is_public


@every_text
def test_what_may_tell_who_somebody_is_in_a_text_is_found_and_masked(field: PlainField) -> None:
    story = build_story(**{field.name: "Call 03 123 45 67."})
    assert [(found.field, found.text) for found in find_telltales(story)] == [(field.name, "03 123 45 67")]
    assert "123" not in field.get(mask_story(story))
