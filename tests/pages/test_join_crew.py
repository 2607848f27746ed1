"""What a roomful of phones shares: one look at the workshop a second, and few threads."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from threading import Event, Lock, Thread

import pytest

from model.stories import StoryStore
from model.workshop import ParticipantStore, PhoneState, Workshop, WorkshopStore
from pages.join.news import Watch
from pages.phones.crew import Crew
from tests.pages.joining import room, workshop
from tests.workshopping import join

__all__ = ["room", "workshop"]


@pytest.fixture
def state(store: StoryStore, room: WorkshopStore, workshop: Workshop) -> PhoneState:
    """What a phone is shown."""
    phones = ParticipantStore(store)
    return phones.get_state(workshop.id, join(phones, workshop))


class Reader:
    """Reads a state, and counts how often."""

    def __init__(self, state: PhoneState) -> None:
        self.count = 0
        self._state = state

    def read(self, version: str) -> Callable[[], PhoneState]:
        """A function that reads the state as of a version."""

        def read_now() -> PhoneState:
            self.count += 1
            return replace(self._state, version=version)

        return read_now


def test_within_a_second_the_workshop_is_read_once_however_many_phones_ask(state: PhoneState) -> None:
    now, reader = 100.0, Reader(state)
    watch = Watch(seconds=1, clock=lambda: now)
    assert watch.look("a", "1", reader.read("1")).version == "1"
    now = 100.9
    assert [watch.look("a", f"{version}", reader.read("9")).version for version in range(2, 12)] == ["1"] * 10
    assert reader.count == 1
    now = 101.0
    assert watch.look("a", "12", reader.read("12")).version == "12"
    now = 101.9
    assert watch.look("a", "13", reader.read("13")).version == "12"
    assert reader.count == 2
    now = 200.0
    assert watch.look("a", "12", reader.read("14")).version == "12"
    assert watch.look("b", "1", reader.read("1")).version == "1"
    assert reader.count == 3


def test_who_asks_while_the_workshop_is_read_waits_for_what_is_read(state: PhoneState) -> None:
    reader = Reader(state)
    watch = Watch()
    other = Thread(target=watch.look, args=("a", "1", reader.read("1")))

    def read_slowly() -> PhoneState:
        other.start()
        other.join(0.1)
        assert other.is_alive()
        return reader.read("1")()

    watch.look("a", "1", read_slowly)
    other.join()
    assert reader.count == 1


def test_never_more_threads_than_two_answer_at_the_same_time() -> None:
    crew, lock, crowd = Crew("a crew of two", 2), Lock(), Event()
    working = most = 0

    def work(number: int) -> int:
        nonlocal working, most
        with lock:
            working += 1
            most = max(most, working)
            if working > 2:
                crowd.set()
        crowd.wait(0.02)
        with lock:
            working -= 1
        return number

    async def work_at_once() -> list[int]:
        return await asyncio.gather(*(crew.work(work, number) for number in range(10)))

    assert asyncio.run(work_at_once()) == list(range(10))
    assert most == 2
