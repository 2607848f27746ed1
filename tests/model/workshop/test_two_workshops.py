"""What is done in one workshop leaves another as it was, even where the parts of both have the same ids."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from model.stories import StorySource
from model.workshop import (
    ParticipantStore,
    Picture,
    PlanItem,
    Position,
    WorkshopStore,
    make_request_id,
    read_picture,
)
from model.workshop.state import ChosenWords
from tests.workshopping import Held, hold, join, tell


def draw(color: str) -> Picture:
    made = BytesIO()
    Image.new("RGB", (4, 2), color).save(made, "PNG")
    return read_picture(made.getvalue())


def hold_twice(store: WorkshopStore, phones: ParticipantStore, is_open: bool = False) -> Held:
    """A workshop that was held, and one named "twin" that has the same in it under the same ids."""
    held = hold(store, phones)
    id_ = held.workshop.id
    step = store.add_own_step(id_, kind="picture", title="A mango")
    store.set_picture(id_, step.id, draw("red"))
    store.arrange(id_, [PlanItem(part=step.id, minutes=3), PlanItem(part="join")])
    for round_ in (held.dots, held.catalysts, held.stories) if is_open else ():
        store.open_round(id_, round_.id)
    record = store.get_record(id_)
    source = StorySource(name="Ward 4", session="twin")
    twin = record.model_copy(
        update={
            "workshop": record.workshop.model_copy(update={"id": "twin"}),
            "stories": tuple(
                story.model_copy(update={"id": f"{story.id}-2", "source": source}) for story in record.stories
            ),
            "tellings": tuple(
                telling.model_copy(update={"story": f"{telling.story}-2"}) for telling in record.tellings
            ),
        }
    )
    store.put_back(twin)
    return held


def read(store: WorkshopStore, workshop: str) -> tuple[Any, ...]:
    """All of a workshop but what changes with the stories, and with what its team agreed on."""
    kept = store.get(workshop).model_copy(update={"stamp": ""})
    return kept, store.get_record(workshop), store.list_participants(workshop)


def list_undone(store: WorkshopStore, id_: str, gone: str) -> list[Callable[[], object]]:
    """All that takes something away and can be undone, by a request named `gone`."""
    state = store.get_state(id_)
    answer, group, action, step = (
        part.id for part in (state.answers[0], state.groups[0], state.actions[0], state.own_steps[0])
    )
    rated = state.rounds[1].id
    return [
        lambda: store.drop_answer(id_, answer, gone),
        lambda: store.ungroup_answers(id_, [answer], gone),
        lambda: store.group_answers(id_, [answer], "New", request=gone),
        lambda: store.group_answers(id_, [], "Another", group, gone),
        lambda: store.delete_group(id_, group, gone),
        lambda: store.settle_action(id_, action, "done", "Yes", request=gone),
        lambda: store.delete_action(id_, action, gone),
        lambda: store.set_picture(id_, step, None, gone),
        lambda: store.delete_own_step(id_, step, gone),
        lambda: store.compare_round(id_, store.duplicate_round(id_, rated).id, (id_, rated), gone),
        lambda: store.delete_round(id_, state.rounds[2].id, gone),
        lambda: store.remove(id_, request=gone),
        lambda: store.delete(id_, gone),
    ]


def list_lasting(store: WorkshopStore, id_: str) -> list[Callable[[], object]]:
    """All else that the facilitator can do."""
    state = store.get_state(id_)
    first, action, step = state.rounds[0].id, state.actions[0], state.own_steps[0].id
    turned = [PlanItem(part=round_.id) for round_ in reversed(state.rounds)]
    return [
        lambda: store.add_round(id_, "stories"),
        lambda: store.change_round(id_, first, question="Another?"),
        lambda: store.hide_round(id_, first),
        lambda: store.open_round(id_, first),
        lambda: store.duplicate_round(id_, first),
        lambda: store.choose_group(id_, state.groups[0].id, False),
        lambda: store.add_action(id_, "Another"),
        lambda: store.change_action(id_, action.model_copy(update={"who": "Mrs. Janssens"})),
        lambda: store.mask_part(id_, "action", action.id),
        lambda: store.add_own_step(id_, kind="text"),
        lambda: store.change_own_step(id_, step, title="Another"),
        lambda: store.set_picture(id_, step, draw("blue")),
        lambda: store.arrange(id_, turned),
        lambda: store.close_joining(id_),
        lambda: store.show(id_, hides_people=True, is_own_only=True, has_codes=True),
        lambda: store.change(id_, name="Another", language="en", team="a" * 32),
        lambda: store.move(id_, Position(view="map")),
        lambda: store.remove(id_, [store.list_participants(id_)[0].id]),
        lambda: store.end(id_),
        lambda: store.delete(id_),
    ]


@pytest.mark.parametrize("is_of_twin", [False, True])
def test_what_the_facilitator_does_in_one_is_not_done_in_the_other(
    store: WorkshopStore, phones: ParticipantStore, is_of_twin: bool
) -> None:
    held = hold_twice(store, phones)
    mine, other = ("twin", held.workshop.id) if is_of_twin else (held.workshop.id, "twin")
    before = read(store, other)
    for at in range(len(list_undone(store, mine, ""))):
        gone = make_request_id()
        list_undone(store, mine, gone)[at]()
        assert (at, read(store, other)) == (at, before)
        store.undo(mine, gone)
    assert read(store, other) == before
    for at in range(len(list_lasting(store, mine))):
        list_lasting(store, mine)[at]()
        assert (at, read(store, other)) == (at, before)


def test_both_show_their_own_to_the_facilitator_and_to_phones(
    store: WorkshopStore, phones: ParticipantStore
) -> None:
    held = hold_twice(store, phones)
    mine, twin = store.get_state(held.workshop.id), store.get_state("twin")
    for name in ("rounds", "answered", "answers", "groups", "sizes", "actions", "own_steps", "headcount"):
        shown = getattr(twin, name)
        expected = getattr(mine, name)
        if name == "headcount":
            shown, expected = shown.by_role, expected.by_role
        assert (name, shown) == (name, expected)
    assert [story.id for story in twin.stories] == [f"{story.id}-2" for story in mine.stories]
    assert store.get_cast("twin") == store.get_cast(held.workshop.id)
    words = ChosenWords(held.catalysts.id, "joy", "Time", 1)
    assert mine.sizes == {mine.groups[0].id: 1}
    token = join(phones, store.get("twin"))
    for workshop, phone in ((held.workshop.id, held.tokens[0]), ("twin", token)):
        state = phones.get_state(workshop, phone)
        assert state.chosen == (words,)
        assert state.actions == mine.actions
        assert {round_.id for round_ in state.rounds} == {round_.id for round_ in mine.rounds}
    id_, group = held.workshop.id, mine.groups[0].id
    store.open_round(id_, held.catalysts.id)
    more = phones.name_catalyst(id_, held.tokens[0], held.catalysts.id, "joy", "Rest", make_request_id())
    store.group_answers(id_, [more.id], group=group)
    store.reveal_round(id_, held.catalysts.id)
    counts = [phones.get_state(*phone).chosen[0].count for phone in ((id_, held.tokens[0]), ("twin", token))]
    assert counts == [2, 1]
    assert (store.get_state(id_).sizes, store.get_state("twin").sizes) == ({group: 2}, {group: 1})


@pytest.mark.parametrize("is_of_twin", [False, True])
def test_what_a_phone_does_in_one_is_not_done_in_the_other(
    store: WorkshopStore, phones: ParticipantStore, is_of_twin: bool
) -> None:
    held = hold_twice(store, phones, is_open=True)
    mine, other = ("twin", held.workshop.id) if is_of_twin else (held.workshop.id, "twin")
    token = join(phones, store.get("twin")) if is_of_twin else held.tokens[0]
    before = read(store, other)
    vote, answer = make_request_id(), make_request_id()
    for _ in range(2):  # the same again does nothing more
        assert phones.vote(mine, token, held.dots.id, {"calm": 3}, vote) == {"calm": 3}
        named = phones.name_catalyst(mine, token, held.catalysts.id, "calm", "Tea", answer)
    receipt = tell(phones, store.get(mine), token, held.stories)
    phones.set_role(mine, token, "leadership", "en")
    state = phones.get_state(mine, token)
    assert (state.choices[held.dots.id], state.answers[-1]) == ({"calm": 3}, named)
    assert state.told == {held.stories.id: 1 if is_of_twin else 2}
    phones.take_back(mine, token, named.id)
    phones.withdraw_story(receipt.code)
    phones.note_flood("joins", "198.51.100.7", 1, 300, mine)
    assert read(store, other) == before
    assert len(store.get_record(mine).answers) == 3
