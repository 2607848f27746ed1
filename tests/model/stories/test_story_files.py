from __future__ import annotations

import csv
import json
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from model import load_model, load_stories
from model.stories import Consent, Story, StorySource, Wording
from model.stories.fields import FIELDS, PLAIN
from model.stories.story_files import (
    STORY_FORMS,
    write_stories,
)
from model.tables import TableError
from tests.round_trips import build_story
from tests.story_fields import build_sent, build_values
from tests.storytelling import to_story_file

PEAR = Story(
    id="pear",
    wordings=(
        Wording(language="en", title="=The pear", text='Half a pear;\n"sweet", she said.', setting="Ward"),
        Wording(language="nl", text="Een halve peer."),
    ),
    teller="patient",
    nodes=("joy", "trust"),
    dimensions=("comfort",),
    source=StorySource(name="A newspaper", url="https://example.org/pear", session="monday"),
    origin="retold",
    consent=Consent(room=True, publications=True),
    status="withdrawn",
    told_on=date(2026, 5, 30),
    created_at=datetime(2026, 5, 31, 14, 30, tzinfo=UTC),
    changed_at=datetime(2026, 6, 1, tzinfo=UTC),
    withdrawn_at=datetime(2026, 6, 1, 0, 0, 0, 5, tzinfo=UTC),
    letterbox="entrance",
    revision=3,
).model_copy(
    update={name: value for name, value in build_values().items() if name not in ("teller", "told_on")}
)
CELLS = {
    **build_sent(),
    "id": "pear",
    "title": "'=The pear",
    "text": 'Half a pear;\n"sweet", she said.',
    "setting": "Ward",
    "language": "en",
    "teller": "patient",
    "nodes": "joy; trust",
    "dimensions": "comfort",
    "source": "A newspaper",
    "source_url": "https://example.org/pear",
    "source_session": "monday",
    "origin": "retold",
    "consent_room": "yes",
    "consent_exports": "no",
    "consent_publications": "yes",
    "status": "withdrawn",
    "told_on": "2026-05-30",
    "created_at": "2026-05-31T14:30:00Z",
    "changed_at": "2026-06-01T00:00:00Z",
    "withdrawn_at": "2026-06-01T00:00:00.000005Z",
    "letterbox": "entrance",
    "revision": "3",
    "translations": '[{"language": "nl", "title": "", "text": "Een halve peer.", "setting": ""}]',
}


def read_csv(content: bytes) -> list[dict[str, Any]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def test_csv_has_a_row_a_story_with_every_field() -> None:
    [row] = read_csv(to_story_file([PEAR], "csv"))
    assert row == CELLS
    assert tuple(row) == tuple(FIELDS)


def test_a_workbook_has_the_same_cells_with_the_revision_as_a_number() -> None:
    names, values = load_workbook(BytesIO(to_story_file([PEAR], "xlsx")))["Stories"].values
    assert dict(zip(names, values, strict=True)) == CELLS | {"revision": 3}


def test_json_says_what_it_is_and_has_lists_truth_values_and_numbers() -> None:
    document = json.loads(to_story_file([PEAR], "json"))
    assert (document["format"], document["version"]) == ("mangomoment-stories", 1)
    assert document["stories"] == [
        CELLS
        | {
            "title": "=The pear",
            "nodes": ["joy", "trust"],
            "dimensions": ["comfort"],
            "consent_room": True,
            "consent_exports": False,
            "consent_publications": True,
            "revision": 3,
            "translations": [{"language": "nl", "title": "", "text": "Een halve peer.", "setting": ""}],
        }
    ]


def test_what_a_story_does_not_have_is_empty() -> None:
    [row] = read_csv(to_story_file([build_story()], "csv"))
    empty = (
        "title",
        "setting",
        "nodes",
        "dimensions",
        "source",
        "source_url",
        "withdrawn_at",
        "translations",
        *(field.name for field in PLAIN if not field.is_required),
    )
    assert {row[name] for name in empty} == {""}
    [entry] = json.loads(to_story_file([build_story()], "json"))["stories"]
    assert (entry["source"], entry["nodes"], entry["withdrawn_at"]) == (None, [], None)


@pytest.mark.parametrize("form", STORY_FORMS)
def test_the_same_stories_give_the_same_bytes_into_a_value_or_a_file(form: str) -> None:
    file = BytesIO()
    write_stories(
        iter([PEAR, build_story(id="a", created_at=PEAR.created_at, changed_at=PEAR.changed_at)]), file, form
    )
    again = to_story_file(
        [PEAR, build_story(id="a", created_at=PEAR.created_at, changed_at=PEAR.changed_at)], form
    )
    assert file.getvalue() == again


@pytest.mark.parametrize("form", STORY_FORMS)
def test_no_story_is_a_file_too(form: str) -> None:
    assert to_story_file([], form)


def test_json_of_no_stories_is_an_empty_list() -> None:
    assert json.loads(to_story_file([], "json"))["stories"] == []


def test_the_stories_that_come_along_are_one_row_each() -> None:
    stories = load_stories(load_model())
    rows = read_csv(to_story_file(stories, "csv"))
    assert [row["id"] for row in rows] == [story.id for story in stories]
    assert {row["status"] for row in rows} == {"published"}


def test_translations_that_are_too_long_for_a_cell_are_refused_with_its_place() -> None:
    long = [
        Wording(language=language, text="x" * 5000)
        for language in ("en", "nl", "fr", "de", "es", "it", "pt", "pl")
    ]
    with pytest.raises(TableError, match=r"^V2: a text of 35"):
        to_story_file([build_story().model_copy(update={"wordings": tuple(long)})], "xlsx")


@pytest.mark.parametrize("form", STORY_FORMS)
def test_many_stories_take_no_more_memory_than_few(form: str, tmp_path: Path) -> None:
    def tell(count: int) -> Iterator[Story]:
        for number in range(count):
            yield build_story(f"{number} " * 500, id=f"s{number}")

    def measure(count: int) -> int:
        with (tmp_path / "stories").open("wb") as file:
            tracemalloc.start()
            write_stories(tell(count), file, form)
            _, peak = tracemalloc.get_traced_memory()
            tracemalloc.stop()
        return peak

    measure(5)
    assert measure(1500) < measure(600) + 200_000
