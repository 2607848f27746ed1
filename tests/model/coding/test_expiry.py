"""Codings that were kept for long enough are erased, a story's together, and coders who have none left."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, insert, select, update

from model.coding import Code, CodingExpiry, CodingStore, Mark, Passage, StoryCoding
from model.coding.tables import (
    code_memos,
    coders,
    coding_decisions,
    coding_marks,
    coding_passages,
    story_codings,
)
from model.stories import StoryStore
from tests.storytelling import build_story

JOY, TRUST = Code("node", "joy"), Code("node", "trust")
THEN = datetime(2026, 5, 1, 12, tzinfo=UTC)
DUE = THEN + timedelta(days=10)
A_BIT = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def ten_days(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MANGOMOMENT_CODING_DAYS", "10")


@pytest.fixture
def other(store: StoryStore, url: str) -> Iterator[StoryStore]:
    """The stories of another model in the same database, of the same ids."""
    opened = StoryStore(url, "other")
    fill(opened)
    yield opened
    opened.close()


def fill(stories: StoryStore) -> None:
    """Two stories that Ann coded, one of them Bo as well; Cem only wrote a memo, Di did nothing."""
    store = CodingStore(stories)
    ann, bo, cem, _di = (store.add_coder(name).id for name in ("Ann", "Bo", "Cem", "Di"))
    for story in ("old", "shared"):
        stories.add(build_story("She sang.", id=story), "visitor")
        marks = (Mark(JOY, (Passage("en", 0, 3, 1),)),)
        store.save(StoryCoding(story, ann, marks, is_done=True))
        store.decide(story, TRUST, is_attached=True)
    store.save(StoryCoding("shared", bo, is_done=False))
    store.save_memo(ann, JOY, "Hers.")
    store.save_memo(cem, JOY, "His.")


def set_time(stories: StoryStore, table: Any, column: str, at: datetime, **where: str) -> None:
    with stories.database.writing() as connection:
        conditions = [table.c[name] == value for name, value in where.items()]
        connection.execute(update(table).where(*conditions).values({column: at}))


def let_pass(stories: StoryStore) -> None:
    """Let all have been said at the same moment."""
    for table, column in ((story_codings, "at"), (code_memos, "at"), (coders, "created_at")):
        set_time(stories, table, column, THEN)


def count(stories: StoryStore) -> list[int]:
    """How many rows there are of codings, marks, passages, decisions, memos and coders, of all models."""
    tables = (story_codings, coding_marks, coding_passages, coding_decisions, code_memos, coders)
    with stories.database.reading() as connection:
        return [connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables]


def test_all_goes_once_the_time_is_over_and_what_was_agreed_on_stays(
    store: StoryStore, other: StoryStore
) -> None:
    fill(store)
    let_pass(store)
    expiry = CodingExpiry(store)
    assert expiry.count_due(DUE) == {"codings": 0}
    expiry.erase_expired(DUE)
    assert count(store) == [6, 4, 4, 4, 4, 8]
    assert expiry.count_due(DUE + A_BIT) == {"codings": 4 + 4 + 8}
    expiry.erase_expired(DUE + A_BIT)
    assert count(store) == [0] * 6
    assert expiry.count_due(DUE + A_BIT) == {"codings": 0}
    assert CodingStore(store).list_coders() == CodingStore(other).list_coders() == ()
    assert store.get("old").nodes == other.get("old").nodes == ("joy", "trust")


def test_a_coder_of_the_same_id_in_another_model_keeps_nobody(store: StoryStore, url: str) -> None:
    fill(store)
    other = StoryStore(url, "other")
    names = {coder.name: coder.id for coder in CodingStore(store).list_coders()}
    with store.database.writing() as connection:
        rows = [{"id": id_, "name": name, "name_key": name} for name, id_ in names.items()]
        connection.execute(insert(coders), [row | {"model": "other", "created_at": THEN} for row in rows])
        memo = {"kind": "node", "code": "joy", "memo": "Theirs.", "at": THEN}
        connection.execute(insert(code_memos), memo | {"model": "other", "coder": names["Bo"]})
    CodingExpiry(store).erase_expired(DUE + A_BIT)
    assert CodingStore(other).list_coders() == ()
    assert len(CodingStore(store).list_coders()) == 4
    other.close()


def test_codings_of_a_story_are_kept_as_long_as_the_last_of_them(store: StoryStore) -> None:
    fill(store)
    let_pass(store)
    codings = CodingStore(store)
    names = {coder.name: coder.id for coder in codings.list_coders()}
    set_time(store, story_codings, "at", THEN + timedelta(days=1), coder=names["Bo"])
    expiry = CodingExpiry(store)
    assert expiry.count_due(DUE + A_BIT) == {"codings": 1 + 1 + 2}  # with a memo and two coders
    expiry.erase_expired(DUE + A_BIT)
    assert {(coding.story, coding.coder) for coding in codings.read().codings} == {
        ("shared", names["Ann"]),
        ("shared", names["Bo"]),
    }
    assert {decision.story for decision in codings.read().decisions} == {"shared"}
    assert [memo.coder for memo in codings.read().memos] == [names["Ann"]]
    assert {coder.name for coder in codings.list_coders()} == {"Ann", "Bo"}


@pytest.mark.parametrize(("table", "column"), [(code_memos, "at"), (coders, "created_at")])
def test_a_coder_without_codings_goes_once_they_and_their_memos_are_old(
    store: StoryStore, table: Any, column: str
) -> None:
    fill(store)
    let_pass(store)
    codings = CodingStore(store)
    cem = next(coder.id for coder in codings.list_coders() if coder.name == "Cem")
    set_time(store, table, column, THEN + 2 * A_BIT, **{"coder" if table is code_memos else "id": cem})
    CodingExpiry(store).erase_expired(DUE + A_BIT)
    assert {coder.name for coder in codings.list_coders()} == {"Cem"}
    assert len(codings.read().memos) == (1 if table is code_memos else 0)
    CodingExpiry(store).erase_expired(DUE + 3 * A_BIT)
    assert codings.list_coders() == ()


def test_unless_a_time_is_set_nothing_goes(store: StoryStore, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(store)
    let_pass(store)
    monkeypatch.delenv("MANGOMOMENT_CODING_DAYS")
    before = count(store)
    assert CodingExpiry(store).count_due() == {}
    CodingExpiry(store).erase_expired()
    assert count(store) == before
    monkeypatch.setenv("MANGOMOMENT_CODING_DAYS", "3650")
    CodingExpiry(store).erase_expired()
    assert count(store) == before
