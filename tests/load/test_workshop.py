"""A hundred phones at once: nothing is lost or doubled. How long it took is printed, never judged."""

from __future__ import annotations

import random
import threading
import time
from collections import defaultdict
from collections.abc import Callable

from model.stories import StoryQuery, StoryStore
from model.workshop import ParticipantStore, RoundClosedError, WorkshopStore, make_request_id, make_token
from tests.load.test_store import show
from tests.workshopping import NODES, build_end, open_round, tell

_PHONES = 100
_SENT_AGAIN = 0.3
"""How often a phone gets no answer and sends the same once more."""


def test_a_hundred_phones_that_join_vote_and_tell_at_once_lose_and_double_nothing(url: str) -> None:
    stories = StoryStore(url, "test")
    stories.open()
    store, phones = WorkshopStore(stories), ParticipantStore(stories)
    workshop = store.create("Ward 4", "nl", build_end())
    dots = open_round(store, workshop, "dots")
    rating = open_round(store, workshop, "rating")
    naming = open_round(store, workshop, "catalysts")
    telling = open_round(store, workshop, "stories")
    times: dict[str, list[float]] = defaultdict(list)
    codes: dict[int, str] = {}
    faults: list[Exception] = []
    start = threading.Barrier(_PHONES + 1)

    def take(what: str, dice: random.Random, send: Callable[[], object]) -> object:
        begin = time.perf_counter()
        answer = send()
        times[what].append(1000 * (time.perf_counter() - begin))
        if dice.random() < _SENT_AGAIN:
            assert send() == answer
        return answer

    def run(number: int) -> None:
        dice, token = random.Random(number), make_token()
        here, node, value = workshop.id, NODES[number % 3], 1 + number % 5
        requests = [make_request_id() for _ in range(5)]
        start.wait()
        try:
            take("join", dice, lambda: phones.join(here, token, "nl"))
            take("vote", dice, lambda: phones.vote(here, token, dots.id, {node: 1}, requests[0]))
            take("vote", dice, lambda: phones.vote(here, token, dots.id, {node: 3}, requests[1]))
            take("vote", dice, lambda: phones.vote(here, token, rating.id, {node: value}, requests[2]))
            take(
                "name", dice,
                lambda: phones.name_catalyst(here, token, naming.id, node, f"Time {number}", requests[3]),
            )  # fmt: skip
            receipt = take(
                "tell", dice,
                lambda: tell(phones, workshop, token, telling, requests[4], text=f"Mango {number}."),
            )  # fmt: skip
            codes[number] = receipt.code  # type: ignore[attr-defined]
            take("look", dice, lambda: phones.get_state(here, token).answers)
        except Exception as fault:
            faults.append(fault)

    def watch() -> None:
        """The facilitator and the projector look all the while."""
        start.wait()
        while any(thread.is_alive() for thread in threads):
            begin = time.perf_counter()
            state = store.get_state(workshop.id)
            times["watch"].append(1000 * (time.perf_counter() - begin))
            if state.answered.get(dots.id) and state.answered[dots.id].people > _PHONES:
                faults.append(AssertionError("more ballots than phones"))
            time.sleep(0.05)

    threads = [threading.Thread(target=run, args=[number]) for number in range(_PHONES)]
    watcher = threading.Thread(target=watch)
    for thread in threads:
        thread.start()
    watcher.start()
    for thread in [*threads, watcher]:
        thread.join()
    assert faults == []
    for what, took in times.items():
        show(f"100 phones, {what}", url, took)

    store.reveal_round(workshop.id, dots.id)
    store.reveal_round(workshop.id, rating.id)
    state = store.get_state(workshop.id)
    assert state.headcount.joined == _PHONES
    assert {answered.people for answered in state.answered.values()} == {_PHONES}
    voted = [dict(ballot.choices) for ballot in store.get_ballots(workshop.id, dots.id)]
    assert sorted(voted, key=str) == sorted([{NODES[number % 3]: 3} for number in range(_PHONES)], key=str)
    rated = [dict(ballot.choices) for ballot in store.get_ballots(workshop.id, rating.id)]
    wanted = [{NODES[number % 3]: 1 + number % 5} for number in range(_PHONES)]
    assert sorted(rated, key=str) == sorted(wanted, key=str)
    assert sorted(answer.text for answer in state.answers) == sorted(
        f"Time {number}" for number in range(_PHONES)
    )
    texts = {f"Mango {number}." for number in range(_PHONES)}
    assert {story.text for story in state.stories} == texts
    assert stories.find(StoryQuery()).count == len(state.stories) == _PHONES
    assert len(set(codes.values())) == _PHONES
    phones.withdraw_story(codes[0])
    assert {story.text for story in store.get_state(workshop.id).stories} == texts - {"Mango 0."}
    stories.close()


def test_a_round_that_is_closed_amid_the_votes_counts_those_that_were_confirmed(url: str) -> None:
    stories = StoryStore(url, "test")
    stories.open()
    store, phones = WorkshopStore(stories), ParticipantStore(stories)
    workshop = store.create("Ward 4", "nl", build_end())
    round_ = open_round(store, workshop, "rating")
    tokens = [make_token() for _ in range(40)]
    for token in tokens:
        phones.join(workshop.id, token, "nl")
    confirmed: list[int] = []
    refused: list[int] = []
    first = threading.Event()

    def run(number: int) -> None:
        try:
            phones.vote(workshop.id, tokens[number], round_.id, {"joy": 1 + number % 5}, "r")
            confirmed.append(1 + number % 5)
        except RoundClosedError:
            refused.append(number)
        first.set()

    threads = [threading.Thread(target=run, args=[number]) for number in range(len(tokens))]
    for thread in threads:
        thread.start()
    first.wait(60)
    store.reveal_round(workshop.id, round_.id)
    counted = [ballot.choices["joy"] for ballot in store.get_ballots(workshop.id, round_.id)]
    for thread in threads:
        thread.join()
    assert len(confirmed) + len(refused) == len(tokens)
    assert sorted(counted) == sorted(confirmed)
    assert store.get_state(workshop.id).answered[round_.id].people == len(confirmed)
    stories.close()
