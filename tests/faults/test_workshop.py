"""A workshop whose server is killed in the middle goes on where it was, on either database."""

from __future__ import annotations

import subprocess
import sys

import pytest

from model.stories import StoreUnavailableError, StoryStore
from model.workshop import ActivityKind, ParticipantStore, Position, WorkshopStore, make_request_id
from tests.faults.conftest import Disk
from tests.workshopping import build_choices, build_end, join, open_round, tell


@pytest.mark.parametrize(
    ("lines", "voting", "naming"),
    [
        (7, "rating", "catalysts"),
        (11, "edges", "answers"),
        (18, "choice", "answers"),
        (23, "scale", "catalysts"),
        (31, "order", "answers"),
    ],
)
def test_what_phones_were_told_is_kept_though_the_server_was_killed(
    url: str, lines: int, voting: ActivityKind, naming: ActivityKind
) -> None:
    stories = StoryStore(url, "test")
    store = WorkshopStore(stories)
    workshop = store.create("Ward 4", "nl", build_end())
    rounds = {kind: open_round(store, workshop, kind) for kind in (voting, naming, "stories")}
    store.move(workshop.id, Position(view="round", round=rounds[voting].id, at=3))
    stories.close()

    ids = [round_.id for round_ in rounds.values()]
    command = [sys.executable, "-m", "tests.faults.voting", url, workshop.id, *ids]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        said = [server.stdout.readline().split() for _ in range(lines)]
        server.kill()
        said += [line.split() for line in server.stdout.read().splitlines()]
    confirmed = {
        what: [line for line in said if line[0] == what] for what in ("joined", "voted", "named", "told")
    }

    stories = StoryStore(url, "test")
    store, phones = WorkshopStore(stories), ParticipantStore(stories)
    state = store.get_state(workshop.id)
    assert state.workshop.position == Position(view="round", round=rounds[voting].id, at=3)
    assert [round_.is_open for round_ in state.rounds] == [True] * 3
    # What was confirmed is there; one more may have been stored whose answer did not get out.
    there = {
        "joined": state.headcount.joined,
        "voted": state.answered[rounds[voting].id].people,
        "named": len(state.answers),
        "told": len(state.stories),
    }
    for what, found in there.items():
        assert len(confirmed[what]) <= found <= len(confirmed[what]) + 1, what
    assert {f"Number {line[1]}" for line in confirmed["named"]} <= {answer.text for answer in state.answers}
    for _, number, code in confirmed["told"]:
        phones.withdraw_story(code)
        left = store.get_state(workshop.id).stories
        assert f"Number {number}" not in {story.text for story in left}
    token, request, choices = join(phones, workshop), make_request_id(), build_choices(rounds[voting])
    for _ in range(2):
        assert phones.vote(workshop.id, token, rounds[voting].id, choices, request) == choices
    assert store.get_state(workshop.id).answered[rounds[voting].id].people == there["voted"] + 1
    stories.close()


def test_a_full_disk_refuses_a_phone_and_takes_the_same_again_when_there_is_room(disk: Disk) -> None:
    stories = StoryStore(str(disk.folder / "stories.db"), "test")
    store, phones = WorkshopStore(stories), ParticipantStore(stories)
    workshop = store.create("Ward 4", "nl", build_end())
    round_ = open_round(store, workshop, "stories")
    token = join(phones, workshop)
    disk.fill(but=100_000)
    ids, request = [], ""
    with pytest.raises(StoreUnavailableError) as caught:  # noqa: PT012
        for number in range(1000):
            if number % 15 == 0:
                token = join(phones, workshop)
            request = make_request_id()
            text = f"{number} " + "mango " * 800
            ids.append(tell(phones, workshop, token, round_, request, text=text).story)
    assert caught.value.reason == "full"
    assert [story.id for story in store.get_state(workshop.id).stories] == ids
    disk.free()
    again = tell(phones, workshop, join(phones, workshop), round_, request, text="Mango.")
    assert [story.id for story in store.get_state(workshop.id).stories] == [*ids, again.story]
    stories.close()
