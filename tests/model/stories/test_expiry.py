"""Stories and what is known of them are erased once they were kept for long enough, and not before."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from model.stories import Act, Author, NothingToUndoError, Story, StoryQuery, StoryStore
from model.stories import store as storing
from model.stories.entry import Entry
from model.stories.tables import passcode_tries, story_changes, story_rejections
from tests.storytelling import build_story

MAY = datetime(2026, 5, 1, tzinfo=UTC)
LIMIT = MAY + timedelta(days=10)
BEYOND = LIMIT + timedelta(seconds=1)
NOTHING = {"waiting": 0, "published": 0, "withdrawn": 0, "tries": 0, "deleted": 0}


@pytest.fixture
def ten_days(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stories of every status are kept for ten days."""
    for name in ("PENDING", "STORY", "WITHDRAWN"):
        monkeypatch.setenv(f"MANGOMOMENT_{name}_DAYS", "10")


def fill(store: StoryStore) -> None:
    """Stories of every status, and retold ones, that were changed on the first of May."""
    for status in ("pending", "aside", "published", "withdrawn"):
        for origin in ("collected", "retold"):
            fields: dict[str, Any] = {"status": status, "origin": origin, "nodes": ["joy"]}
            fields |= {"withdrawn_at": MAY} if status == "withdrawn" else {}
            fields |= {"created_at": MAY, "changed_at": MAY, "id": f"{origin}-{status}"}
            store.add(build_story(**fields), "import")


def list_ids(store: StoryStore) -> list[str]:
    return [story.id for story in store.walk(StoryQuery(sort="oldest"))]


@pytest.mark.usefixtures("ten_days")
def test_stories_are_kept_to_the_last_moment_and_retold_ones_until_they_are_withdrawn(
    store: StoryStore,
) -> None:
    fill(store)
    assert store.count_due(LIMIT) == NOTHING
    assert store.erase_expired(LIMIT) == 0
    assert store.count_due(BEYOND) == {"waiting": 2, "published": 1, "withdrawn": 2, "tries": 0, "deleted": 0}
    assert store.erase_expired(BEYOND) == 5
    assert store.count_due(BEYOND) == NOTHING
    assert list_ids(store) == ["retold-pending", "retold-aside", "retold-published"]
    assert store.count_by_node() == {"joy": 1}


@pytest.mark.usefixtures("ten_days")
def test_without_a_moment_it_is_now_and_many_are_erased_part_by_part(
    store: StoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storing, "_BATCH", 2)
    now = datetime.now(UTC)
    for days in (9, 11, 11, 11, 11, 11):
        store.add(build_story(f"{days}.", changed_at=now - timedelta(days=days)), "import")
    version = store.get_version()
    assert store.count_due()["published"] == 5
    assert store.erase_expired() == 5
    assert [story.text for story in store.walk(StoryQuery())] == ["9."]
    assert store.get_version().partition(".")[0] != version.partition(".")[0]
    assert store.erase_expired() == 0


@pytest.mark.usefixtures("ten_days")
def test_it_holds_for_the_stories_of_all_models(store: StoryStore, url: str) -> None:
    other = StoryStore(url, "other")
    for filled in (store, other):
        fill(filled)
    versions = [filled.get_version().partition(".")[0] for filled in (store, other)]
    assert store.count_due(BEYOND)["waiting"] == 4
    assert store.erase_expired(BEYOND) == 10
    assert store.count_due(BEYOND) == other.count_due(BEYOND) == NOTHING
    for filled, version in zip((store, other), versions, strict=True):
        assert list_ids(filled) == ["retold-pending", "retold-aside", "retold-published"]
        assert filled.count_by_node() == {"joy": 1}
        assert filled.get_version().partition(".")[0] != version
    other.close()


def test_what_has_no_end_is_not_counted(store: StoryStore) -> None:
    fill(store)
    assert store.count_due(BEYOND) == {"withdrawn": 0, "tries": 0, "deleted": 0}
    assert store.count_due(MAY + timedelta(days=31)) == {"withdrawn": 2, "tries": 0, "deleted": 0}


def change_and_delete(store: StoryStore) -> tuple[Story, Story]:
    """A story that was changed, and one that was changed and is gone; all on the first of May."""
    kept, gone = (store.add(build_story(id=id_), "visitor") for id_ in ("kept", "gone"))
    kept, gone = (
        store.change(Act("attach", "joy").apply(story), "coder", "edited") for story in (kept, gone)
    )
    store.delete(gone.id, gone.revision, "facilitator")
    with store.database.writing() as connection:
        connection.execute(update(story_changes).values(at=MAY))
    return kept, gone


def test_what_a_story_was_is_forgotten_and_that_those_which_are_gone_were_there(
    store: StoryStore, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = StoryStore(url, "other")
    change_and_delete(other)
    kept, gone = change_and_delete(store)
    other.add(build_story(id="gone"), "visitor")
    assert "history" not in store.count_due(BEYOND)
    store.erase_expired(BEYOND)
    monkeypatch.setenv("MANGOMOMENT_HISTORY_DAYS", "10")
    assert store.count_due(LIMIT)["history"] == 0
    store.erase_expired(LIMIT)
    assert len(store.history(gone.id)) == 3
    assert store.count_due(BEYOND)["history"] == 5
    store.erase_expired(BEYOND)
    assert store.count_due(BEYOND)["history"] == 0
    assert [change.what for change in store.history(kept.id)] == ["added", "edited"]
    assert store.history(gone.id) == ()
    for of_model in (store, other):
        with pytest.raises(NothingToUndoError):
            of_model.undo(kept.id, kept.revision, "facilitator")
    assert len(other.history("gone")) == 4
    other.close()


def test_acts_on_many_are_known_for_a_day_and_wrong_passcodes_for_an_hour(store: StoryStore) -> None:
    def count() -> tuple[int, ...]:
        with store.database.reading() as connection:
            tables = (story_rejections, passcode_tries)
            return tuple(
                connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables
            )

    store.do_batch("once", Act("publish"), StoryQuery(), "facilitator")
    with store.database.writing() as connection:
        connection.execute(update(story_rejections).values(at=MAY))
    for seconds in (0, 60):
        Entry(store.database).take_try(5, int(MAY.timestamp()) + seconds)
    an_hour = MAY + timedelta(hours=1)
    assert store.count_due(an_hour - timedelta(seconds=1))["tries"] == 0
    assert store.count_due(an_hour)["tries"] == 1
    store.erase_expired(an_hour)
    assert count() == (1, 1)
    store.erase_expired(MAY + timedelta(days=1))
    assert count() == (1, 0)
    assert store.count_due(MAY + timedelta(days=1))["deleted"] == 0
    assert store.count_due(MAY + timedelta(days=1, seconds=1))["deleted"] == 1
    store.erase_expired(MAY + timedelta(days=1, seconds=1))
    assert count() == (0, 0)


def test_whose_account_changed_a_story_is_forgotten_and_when_and_in_which_role_stays(
    store: StoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    by = Author("moderator", "someone")
    added = store.add(build_story(), by)
    store.change(Act("attach", "joy").apply(added), by, "edited")
    with store.database.writing() as connection:
        connection.execute(update(story_changes).values(at=MAY))
    kept = store.history(added.id)
    assert [change.person for change in kept] == ["someone", "someone"]
    store.erase_expired(BEYOND)
    assert store.history(added.id) == kept
    monkeypatch.setenv("MANGOMOMENT_HISTORY_DAYS", "10")
    for now, due in ((LIMIT, 0), (BEYOND, 2)):
        assert store.count_due(now)["history"] == due
    store.erase_expired(LIMIT)
    assert store.history(added.id) == kept
    store.erase_expired(BEYOND)
    assert store.count_due(BEYOND)["history"] == 0
    assert store.history(added.id) == tuple(replace(change, person="") for change in kept)
