"""The facilitators' door: wrong passcodes and ended sessions, of several processes, on both databases."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Connection

from model.stories import StoryStore, entry
from model.stories.entry import AN_HOUR, Entry, Tries
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
    assert other.take_try(1, NOW) is not None


def test_tries_are_forgotten_after_an_hour(processes: list[Entry]) -> None:
    first, other, _third = processes
    assert first.take_try(1, NOW) is not None
    assert other.take_try(1, NOW + AN_HOUR - 1) is None
    assert other.take_try(1, NOW + AN_HOUR) is not None
    assert first.count_tries(NOW + AN_HOUR).count == 1


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
