"""Stories as files over HTTP: exports and backups, and what is said without a database."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from starlette.testclient import TestClient

from model.stories import Consent, StoryQuery, StoryStore
from model.stories.fields import FIELDS
from tests.pages.asking import (
    HIDDEN,
    build_post,
    change,
    hide,
)


def test_exports_and_backups_are_for_who_signed_in(visitor: TestClient) -> None:
    exports = dict.fromkeys(
        ("stories-export.csv", "stories-export.xlsx", "stories-export.json"), "facilitator"
    )
    for address, whose in {**exports, "stories-backup.db": "administrator"}.items():
        answer = visitor.get(f"/{address}")
        assert answer.status_code == 403
        assert whose in answer.json()["error"]


def read_export(client: TestClient, form: str, **query: str) -> list[dict[str, Any]]:
    answer = client.get(f"/stories-export.{form}", params=query)
    assert answer.status_code == 200
    assert f'filename="stories.{form}"' in answer.headers["content-disposition"]
    if form == "json":
        stories: list[dict[str, Any]] = answer.json()["stories"]
        return stories
    rows: list[Sequence[Any]]
    if form == "csv":
        rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    else:
        [sheet] = load_workbook(BytesIO(answer.content)).worksheets
        rows = list(sheet.values)
    assert tuple(rows[0]) == tuple(FIELDS)
    return [dict(zip(FIELDS, row, strict=True)) for row in rows[1:]]


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_stories_that_are_chosen_are_exported_where_their_tellers_agreed_or_all_of_them(
    store: StoryStore, facilitator: TestClient, form: str
) -> None:
    hide(store)
    ids = [story.id for story in store.walk(StoryQuery())]
    agreed = {story.id for story in store.walk(StoryQuery()) if story.is_exportable}
    first = store.get(min(agreed))
    store.change(first.model_copy(update={"consent": Consent(room=True)}), "facilitator", "consent")
    query = {"ids": ",".join(ids)}
    found = {row["id"] for row in read_export(facilitator, form, purpose="exports", **query)}
    assert found == {story.id for story in store.walk(StoryQuery()) if story.is_exportable}
    assert first.id not in found
    assert found
    assert {row["id"] for row in read_export(facilitator, form, purpose="exports")} == found
    assert {row["id"] for row in read_export(facilitator, form, **query)} == set(ids)


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_an_export_holds_all_stories_with_their_texts(
    store: StoryStore, facilitator: TestClient, form: str
) -> None:
    hide(store)
    texts = {row["id"]: row["text"] for row in read_export(facilitator, form)}
    assert texts == {story.id: story.text for story in store.walk(StoryQuery())}
    assert len(texts) == 24


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_an_export_holds_just_what_was_asked_for(
    store: StoryStore, facilitator: TestClient, form: str
) -> None:
    hide(store)
    pending = read_export(facilitator, form, status="pending", teller="leader", search=HIDDEN)
    assert [row["text"] for row in pending] == [f"{HIDDEN} 4."]
    agreed = read_export(facilitator, form, consent="exports", search=HIDDEN)
    assert [row["text"] for row in agreed] == [f"{HIDDEN} 2."]


def test_an_export_of_what_does_not_exist_is_refused(facilitator: TestClient) -> None:
    answer = facilitator.get("/stories-export.csv?node=zebra")
    assert (answer.status_code, answer.json()) == (400, {"error": 'there is no node "zebra"'})


def test_a_backup_is_a_database_that_holds_everything(
    store: StoryStore, facilitator: TestClient, tmp_path: Path
) -> None:
    hide(store)
    answer = facilitator.get("/stories-backup.db")
    assert 'filename="stories-backup.db"' in answer.headers["content-disposition"]
    copy = tmp_path / "copy.db"
    copy.write_bytes(answer.content)
    with closing(sqlite3.connect(copy)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    other = StoryStore(str(copy), "mangomoment")
    assert list(other.walk(StoryQuery())) == list(store.walk(StoryQuery()))
    other.close()


def test_without_its_database_every_address_says_what_is_wrong(
    facilitator: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("MANGOMOMENT_DB", f"sqlite:///{tmp_path}")  # a folder is no database
    answers = [
        *(facilitator.get(address) for address in ("/stories.json", "/stories/the-mango.json")),
        *(facilitator.get(address) for address in ("/stories-export.csv", "/stories-backup.db")),
        facilitator.post("/stories.json", json=build_post()),
        change(facilitator, "the-mango", "publish"),
    ]
    for answer in answers:
        assert answer.status_code == 503
        assert answer.json()["reason"] == "gone"
        assert "cannot be reached" in answer.json()["error"]
