"""What may happen to the store on either database: killed writers, and several who start at once."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from typing import Any

import pytest
from sqlalchemy import text

from model.coding import CodingStore
from model.stories import StoreUnavailableError, StoryQuery, StoryStore, database
from tests.faults.writing import BATCH
from tests.storytelling import build_story

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
RETOLD = [
    build_story(
        f"{number}.", id=f"retold-{number}", origin="retold", created_at=LONG_AGO, changed_at=LONG_AGO
    )
    for number in range(30)
]


def run_until_killed(url: str, how: str, confirmed: int) -> list[str]:
    """Start a writer, wait until it confirmed so often, kill it at once; what it had confirmed."""
    command = [sys.executable, "-m", "tests.faults.writing", url, how]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        lines = [writer.stdout.readline().strip() for _ in range(confirmed + 1)]
        writer.kill()
        lines += writer.stdout.read().split()
    assert lines[0] == "ready"
    return lines[1:]


@pytest.mark.parametrize("round_", range(3))
def test_a_confirmed_story_is_there_though_the_writer_was_killed(url: str, round_: int) -> None:
    confirmed = run_until_killed(url, "ONE", 5 + 10 * round_)
    store = StoryStore(url, "test")
    there = {story.id for story in store.walk(StoryQuery())}
    assert there >= set(confirmed)
    assert len(there) <= len(confirmed) + 1
    assert store.count_by_node() == {"joy": len(there)}
    store.add(build_story(), "visitor")
    store.close()


def test_an_import_that_was_killed_leaves_whole_batches(url: str) -> None:
    confirmed = int(run_until_killed(url, "MANY", 2)[-1])
    store = StoryStore(url, "test")
    count = store.find(StoryQuery()).count
    assert count in (confirmed, confirmed + 500)
    assert store.find(StoryQuery(words="story")).count == count
    assert store.count_by_node() == {"joy": count}
    store.close()


def test_a_confirmed_coding_and_what_follows_from_it_are_there_together(url: str) -> None:
    confirmed = run_until_killed(url, "CODED", 10)
    store = StoryStore(url, "test")
    coded = {coding.story: coding for coding in CodingStore(store).read().codings}
    attached = {story.id for story in store.walk(StoryQuery()) if story.nodes == ("joy",)}
    assert coded.keys() >= set(confirmed)
    assert len(coded) <= len(confirmed) + 1
    assert attached == coded.keys()
    assert all(coding.is_done and len(coding.marks) == 1 for coding in coded.values())
    store.close()


def test_a_batch_that_was_killed_goes_on_when_it_is_asked_again(url: str) -> None:
    store = StoryStore(url, "test")
    store.add_all((build_story(f"Story {number}.", status="pending") for number in range(2_200)), "import")
    confirmed = int(run_until_killed(url, "BATCH", 2)[-1])
    assert store.find(StoryQuery(statuses=frozenset({"published"}))).count in (confirmed, confirmed + 500)
    later = store.add(build_story("Told after the batch.", status="pending"), "visitor")
    while not (batch := store.do_batch(*BATCH)).is_done:
        pass
    assert (batch.changed, batch.left_out) == (2_200, ())
    assert store.get(later.id).status == "pending"
    while not (undone := store.undo_batch("once", "facilitator")).is_done:
        pass
    assert undone.changed == 2_200
    assert {story.status for story in store.walk(StoryQuery())} == {"pending"}
    store.close()


def open_at_once(url: str, start: Barrier, outcomes: Any) -> None:
    store = StoryStore(url, "test")
    start.wait(60)
    try:
        store.open(RETOLD)
        outcomes.put(store.find(StoryQuery()).count)
    except Exception as fault:
        outcomes.put(repr(fault))
    store.close()


def test_several_processes_may_open_a_new_database_at_once(empty_url: str) -> None:
    context = get_context("spawn")
    start, outcomes = context.Barrier(4), context.Queue()
    processes = [context.Process(target=open_at_once, args=(empty_url, start, outcomes)) for _ in range(4)]
    for process in processes:
        process.start()
    assert [outcomes.get(timeout=120) for _ in processes] == [len(RETOLD)] * 4
    for process in processes:
        process.join()
    outcomes.close()
    store = StoryStore(empty_url, "test")
    assert store.find(StoryQuery(), at_most=100).stories == tuple(reversed(RETOLD))
    assert len(store.history("retold-0")) == 1
    store.close()


def test_a_database_that_another_program_locks_is_told_and_used_again(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = ["PRAGMA busy_timeout = 200", "PRAGMA foreign_keys = ON"]
    monkeypatch.setattr(database, "_EVERY_SQLITE_CONNECTION", short)
    monkeypatch.setattr(database, "_EVERY_POSTGRESQL_CONNECTION", ["SET lock_timeout = '200ms'"])
    store = StoryStore(url, "test")
    story = store.add(build_story(), "visitor")
    other = database.Database(url, prepare=lambda connection, may_fill: None)
    with other.writing() as connection:
        if not other.is_sqlite:
            connection.execute(text("LOCK TABLE stories IN SHARE MODE"))
        with pytest.raises(StoreUnavailableError, match="kept busy by something else") as caught:
            store.add(build_story("Second."), "visitor")
        assert caught.value.reason == "locked"
        assert caught.value.__cause__ is not None
        assert store.get(story.id) == story
    store.add(build_story("Third."), "visitor")
    assert store.find(StoryQuery()).count == 2
    other.close()
    store.close()


def test_a_fault_of_the_program_is_not_called_trouble_with_the_database(url: str) -> None:
    store = StoryStore(url, "test")
    store.open()
    with pytest.raises(ZeroDivisionError):
        store.add_all((build_story(str(1 // number)) for number in (1, 0)), "import")
    assert store.find(StoryQuery()).count == 0
    store.close()
