"""The facilitators' door: wrong passcodes and ended sessions, of several processes, on both databases."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Connection, func, select

from model.stories import StoryStore, entry
from model.stories.entry import AN_HOUR, Entry, Tries
from model.stories.places import get_secret
from model.stories.tables import passcode_tries
from tests.storytelling import name_nodes

NOW = 1_800_000_000


@pytest.fixture
def processes(store: StoryStore, url: str) -> Iterator[list[Entry]]:
    """The door as three processes see it, each with connections of its own."""
    others = [StoryStore(url, "test", named=name_nodes) for _ in range(2)]
    for other in others:
        other.open()
    yield [Entry(each.database) for each in (store, *others)]
    for other in others:
        other.close()


def test_however_many_processes_judge_at_once_no_more_are_taken_than_may_be(
    processes: list[Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(97):
        processes[number % 3].take_try(100, NOW)
    count = entry._count

    def count_slowly(connection: Connection, now: int) -> Tries:
        counted = count(connection, now)
        time.sleep(0.02)  # so that all are at it at the same time
        return counted

    monkeypatch.setattr(entry, "_count", count_slowly)
    with ThreadPoolExecutor(12) as pool:
        taken = list(pool.map(lambda number: processes[number % 3].take_try(100, NOW), range(36)))
    assert sum(number is not None for number in taken) == 3
    assert processes[1].count_tries(NOW) == Tries(100, AN_HOUR)


def test_a_right_one_is_given_back_for_every_process(processes: list[Entry]) -> None:
    first, other, _third = processes
    number = first.take_try(1, NOW)
    assert number is not None
    assert other.take_try(1, NOW) is None
    first.give_back(number)
    assert other.count_tries(NOW) == Tries(0, 0)
    kept, right = other.take_try(2, NOW), other.take_try(2, NOW + 5)
    assert kept is not None
    assert right is not None
    first.give_back(right)
    first.give_back(number)
    assert other.count_tries(NOW + 6) == Tries(1, AN_HOUR - 6)


def test_tries_are_forgotten_after_an_hour(processes: list[Entry]) -> None:
    first, other, _third = processes
    assert first.take_try(1, NOW) is not None
    assert other.take_try(1, NOW + AN_HOUR - 1) is None
    assert other.take_try(1, NOW + AN_HOUR) is not None
    assert first.count_tries(NOW + AN_HOUR).count == 1


def test_the_seconds_until_the_first_is_forgotten_are_told_and_then_it_is_erased(
    store: StoryStore, processes: list[Entry]
) -> None:
    for moment in (NOW, NOW + 10):
        processes[0].take_try(5, moment)
    assert AN_HOUR == 3600
    assert processes[1].count_tries(NOW + AN_HOUR - 1) == Tries(2, 1)
    assert processes[1].count_tries(NOW + AN_HOUR) == Tries(1, 10)
    assert processes[1].count_tries(NOW + 2 * AN_HOUR) == Tries(0, 0)
    processes[2].take_try(5, NOW + AN_HOUR)
    with store.database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(passcode_tries)).scalar() == 2


def test_every_process_signs_with_the_same_key_that_is_for_nothing_else(
    store: StoryStore, processes: list[Entry]
) -> None:
    keys = {door.get_key() for door in (*processes, processes[0])}
    assert [len(key) for key in keys] == [32]
    with store.database.writing() as connection:
        assert get_secret(connection) not in keys
        assert get_secret(connection) == get_secret(connection)


def test_an_ended_session_is_ended_at_once_on_every_process_and_no_other_is(processes: list[Entry]) -> None:
    first, other, _third = processes
    assert not other.is_ended("a", NOW + 60)
    first.end("a", NOW + 60, NOW)
    assert other.is_ended("a", NOW + 60)
    assert not other.is_ended("b", NOW + 60)


def test_all_sessions_are_ended_at_once_on_every_process_but_not_later_ones(processes: list[Entry]) -> None:
    first, other, third = processes
    first.end_all(NOW + 100, NOW)
    assert other.is_ended("a", NOW + 60)
    assert other.is_ended("b", NOW + 100)
    assert not third.is_ended("c", NOW + 101)
    first.end("d", NOW + 500, NOW + 101)
    assert not third.is_ended("a", NOW + 102), "what has expired need not be kept"


def test_a_session_is_ended_until_it_would_have_been_over(processes: list[Entry]) -> None:
    first, other, _third = processes
    first.end("a", NOW + 10, NOW)
    first.end("a", NOW + 500, NOW)
    first.end("b", NOW + 100, NOW)
    first.end("c", NOW + 600, NOW + 100)
    assert other.is_ended("a", NOW + 500)
    assert other.is_ended("b", NOW + 100)
    first.end("c", NOW + 600, NOW + 101)
    assert not other.is_ended("b", NOW + 100)
