"""A workshop of 100 people and 10 rounds: what reading it and voting in it costs, on both databases."""

from __future__ import annotations

import itertools
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from model import load_model
from model.stories import StoryStore
from model.workshop import (
    ParticipantStore,
    Round,
    Workshop,
    WorkshopStore,
    count_ballots,
    find_weakest,
    make_request_id,
    make_token,
    read_workshop_json,
    to_workshop_json,
)
from tests.postgres import run_server
from tests.workshopping import build_end, tell

_PEOPLE = 100
_STORIES = 60
_ROUNDS = 10
_TIMES = 200


def run() -> None:
    """Print the tables; times in milliseconds."""
    with tempfile.TemporaryDirectory(prefix="bench-workshop-") as folder, run_server() as server:
        for engine in ("SQLite", "PostgreSQL"):
            url = str(Path(folder) / "stories.db") if engine == "SQLite" else server.create_database()
            stories = StoryStore(url, "mangomoment")
            stories.open()
            print(f"\n{engine}: {_PEOPLE} participants, {_ROUNDS} rounds, {_STORIES} stories")
            _measure(stories)
            stories.close()


def _measure(stories: StoryStore) -> None:
    store, phones = WorkshopStore(stories), ParticipantStore(stories)
    workshop = store.create("Ward 4", "nl", build_end())
    tokens = [make_token() for _ in range(_PEOPLE)]
    _show_rate("joins", lambda: [phones.join(workshop.id, token, "nl") for token in tokens], _PEOPLE)
    rounds = _hold(store, phones, workshop, tokens)
    token, rating = tokens[0], rounds[1]
    for name, ask in {
        "version": lambda: store.get_version(workshop.id),
        "state of the facilitator": lambda: store.get_state(workshop.id),
        "state of a phone": lambda: phones.get_state(workshop.id, token),
        "finding by key": lambda: phones.find_by_key(workshop.key),
        "a phone is seen": lambda: phones.see(workshop.id, token),
        "ballots of a round": lambda: store.get_ballots(workshop.id, rating.id),
    }.items():
        _show(name, ask, _TIMES)
    ballots = store.get_ballots(workshop.id, rating.id)
    _show("counting a round", lambda: count_ballots(rating, ballots), 50)
    counted, model = count_ballots(rating, ballots), load_model()
    _show("the weakest on each path", lambda: find_weakest(model, counted), 10)
    record = store.get_record(workshop.id)
    _show("the whole to JSON", lambda: to_workshop_json(store.get_record(workshop.id)), 10)
    content = to_workshop_json(record)
    _show(f"and back, {len(content) // 1024} KiB", lambda: read_workshop_json(content), 10)
    store.open_round(workshop.id, rating.id)

    def vote(mine: list[str]) -> None:
        for voter in mine:
            phones.vote(workshop.id, voter, rating.id, {rating.nodes[0]: 3}, make_request_id())

    _show_rate("ballots, one after the other", lambda: vote(tokens), _PEOPLE)

    def vote_at_once() -> None:
        threads = [threading.Thread(target=vote, args=[[voter] * 5]) for voter in tokens]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    _show_rate("ballots, 100 phones at once", vote_at_once, _PEOPLE * 5)


def _hold(
    store: WorkshopStore, phones: ParticipantStore, workshop: Workshop, tokens: list[str]
) -> list[Round]:
    """Ten rounds, answered by all."""
    nodes = tuple(node.id for node in load_model().nodes(stage=["precondition", "catalyst"]))
    rounds = []
    kinds = itertools.cycle(("dots", "rating", "catalysts", "stories"))
    for kind in itertools.islice(kinds, _ROUNDS):
        round_ = store.add_round(workshop.id, kind, "What?", nodes, 6 if kind == "dots" else 0)  # type: ignore[arg-type]
        store.open_round(workshop.id, round_.id)
        for number, token in enumerate(tokens):
            request = make_request_id()
            if kind == "dots":
                dots = {nodes[number % len(nodes)]: 4, nodes[(number * 5 + 1) % len(nodes)]: 2}
                phones.vote(workshop.id, token, round_.id, dots, request)
            elif kind == "rating":
                rated = {node: 1 + (number + at) % 5 for at, node in enumerate(nodes)}
                phones.vote(workshop.id, token, round_.id, rated, request)
            elif kind == "catalysts":
                node = nodes[number % len(nodes)]
                phones.name_catalyst(workshop.id, token, round_.id, node, f"More time {number}", request)
            elif number < _STORIES // 2:
                tell(phones, workshop, token, round_, text=f"{number} " + "mango " * 80)
        rounds.append(store.reveal_round(workshop.id, round_.id))
    return rounds


def _show(name: str, ask: Callable[[], object], times: int) -> None:
    took = []
    for _ in range(times):
        start = time.perf_counter()
        ask()
        took.append(1000 * (time.perf_counter() - start))
    print(f"  {name:34}{statistics.median(took):10.2f}{max(took):10.2f}")


def _show_rate(name: str, work: Callable[[], object], count: int) -> None:
    start = time.perf_counter()
    work()
    print(f"  {name:34}{count / (time.perf_counter() - start):10.0f} a second")
