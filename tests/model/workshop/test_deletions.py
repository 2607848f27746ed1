"""What was deleted from a workshop comes back as it was, for a day, on both engines."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from model.workshop import (
    ParticipantStore,
    UnknownPartError,
    UnknownWorkshopError,
    WorkshopStore,
    make_request_id,
)
from tests.workshopping import build_end, hold, join, open_round


def read(store: WorkshopStore, workshop: str) -> Any:
    """All of a workshop but what changes with every change."""
    return store.get_record(workshop).model_copy(update={"stories": ()})


@pytest.mark.parametrize("kind", ["answer", "action", "round", "workshop"])
def test_what_was_deleted_comes_back_as_it_was(
    store: WorkshopStore, phones: ParticipantStore, kind: str
) -> None:
    held = hold(store, phones)
    id_, before = held.workshop.id, read(store, held.workshop.id)
    state = store.get_state(id_)
    if kind == "answer":
        store.drop_answer(id_, state.answers[0].id, "gone")
    elif kind == "action":
        store.delete_action(id_, state.actions[0].id, "gone")
    elif kind == "round":
        store.delete_round(id_, held.catalysts.id, "gone")
    else:
        store.delete(id_, "gone")
        with pytest.raises(UnknownWorkshopError):
            store.get(id_)
    if kind != "workshop":
        assert read(store, id_) != before
    store.undo(id_, "gone", "back")
    assert read(store, id_) == before
    assert store.undo(id_, "gone", "back").id == id_
    assert read(store, id_) == before
    with pytest.raises(UnknownPartError):
        store.undo(id_, "gone", "once-more")


def test_phones_go_on_in_a_workshop_that_came_back(store: WorkshopStore, phones: ParticipantStore) -> None:
    held = hold(store, phones)
    store.delete(held.workshop.id, "gone")
    store.undo(held.workshop.id, "gone")
    assert phones.find_participant(held.workshop.id, held.tokens[0])
    phones.withdraw_story(held.receipts[0].code)
    assert len(store.get_state(held.workshop.id).stories) == 2


def test_a_round_comes_back_beside_the_one_that_took_its_number(
    store: WorkshopStore, phones: ParticipantStore
) -> None:
    held = hold(store, phones)
    store.delete_round(held.workshop.id, held.stories.id, "gone")
    store.add_round(held.workshop.id, "stories")
    store.undo(held.workshop.id, "gone")
    assert [round_.number for round_ in store.get_state(held.workshop.id).rounds] == [1, 2, 3, 4, 5]


def test_an_answer_whose_round_is_gone_meanwhile_stays_away(
    store: WorkshopStore, phones: ParticipantStore
) -> None:
    held = hold(store, phones)
    store.drop_answer(held.workshop.id, store.get_state(held.workshop.id).answers[0].id, "answer")
    store.delete_round(held.workshop.id, held.catalysts.id, "round")
    store.undo(held.workshop.id, "answer")
    assert store.get_state(held.workshop.id).answers == ()


@pytest.mark.parametrize("act", ["new", "into", "rename", "ungroup", "dissolve"])
def test_whatever_changes_groups_can_be_undone(
    store: WorkshopStore, phones: ParticipantStore, act: str
) -> None:
    id_, (first, _second, third), group = hold_groups(store, phones)
    before = read(store, id_)
    if act == "new":
        store.group_answers(id_, [third, first], "Calm", request="done")
    elif act == "into":
        store.group_answers(id_, [third], group=group, request="done")
    elif act == "rename":
        store.group_answers(id_, [], "A pause", group, "done")
    elif act == "ungroup":
        store.ungroup_answers(id_, [first], "done")
    else:
        store.delete_group(id_, group, "done")
    assert read(store, id_) != before
    store.undo(id_, "done", "back")
    assert read(store, id_) == before
    assert store.undo(id_, "done", "back").id == id_  # asked once more, as over a weak network


def hold_groups(store: WorkshopStore, phones: ParticipantStore) -> tuple[str, tuple[str, str, str], str]:
    """A workshop with three answers, two of them in a group whose words are chosen: their ids."""
    id_ = store.create("Ward 4", "nl", build_end()).id
    round_ = open_round(store, store.get(id_), "answers")
    for text in ("Time", "Rest", "Quiet"):
        phones.name_catalyst(
            id_, join(phones, store.get(id_)), round_.id, "question", text, make_request_id()
        )
    first, second, third = (answer.id for answer in store.get_state(id_).answers)
    group = store.group_answers(id_, [first, second], "Time to rest")
    store.choose_group(id_, group.id)
    return id_, (first, second, third), group.id


def test_an_answer_that_was_grouped_goes_back_alone_where_its_earlier_group_is_gone(
    store: WorkshopStore, phones: ParticipantStore
) -> None:
    id_, (first, _second, third), group = hold_groups(store, phones)
    store.group_answers(id_, [first, third], "Calm", request="calm")
    store.delete_group(id_, group)
    store.undo(id_, "calm")
    assert [answer.group for answer in store.get_state(id_).answers] == [None, None, None]
    assert store.get_state(id_).groups == ()


def test_a_group_that_was_made_stays_where_somebody_put_another_answer_into_it(
    store: WorkshopStore, phones: ParticipantStore
) -> None:
    id_, (_first, _second, third), _group = hold_groups(store, phones)
    made = store.group_answers(id_, [third], "Calm", request="calm")
    round_ = store.get_state(id_).rounds[0]
    late = phones.name_catalyst(
        id_, join(phones, store.get(id_)), round_.id, "question", "Silence", make_request_id()
    )
    store.group_answers(id_, [late.id], group=made.id)
    store.undo(id_, "calm")
    state = store.get_state(id_)
    assert made.id in {group.id for group in state.groups}
    assert {answer.text: answer.group == made.id for answer in state.answers} == {
        "Time": False,
        "Rest": False,
        "Quiet": False,
        "Silence": True,
    }


def test_a_group_that_was_dissolved_stays_away_where_its_round_is_gone(
    store: WorkshopStore, phones: ParticipantStore
) -> None:
    id_, _answers, group = hold_groups(store, phones)
    store.delete_group(id_, group, "gone")
    store.delete_round(id_, store.get_state(id_).rounds[0].id)
    store.undo(id_, "gone")
    assert store.get_state(id_).groups == ()


def test_after_a_day_it_is_erased(store: WorkshopStore) -> None:
    id_ = store.create("Ward 4", "nl", build_end()).id
    store.delete_action(id_, store.add_action(id_, "Talk").id, "gone")
    store.erase_expired(datetime.now(UTC) + timedelta(hours=23))
    store.undo(id_, "gone")
    store.delete_action(id_, store.get_state(id_).actions[0].id, "again")
    store.erase_expired(datetime.now(UTC) + timedelta(hours=25))
    with pytest.raises(UnknownPartError):
        store.undo(id_, "again")


def test_of_another_workshop_nothing_comes_back(store: WorkshopStore) -> None:
    id_, other = (store.create(name, "nl", build_end()).id for name in ("Ward 4", "Ward 5"))
    store.delete_action(id_, store.add_action(id_, "Talk").id, "gone")
    with pytest.raises(UnknownPartError):
        store.undo(other, "gone")
    with pytest.raises(UnknownWorkshopError):
        store.undo("nothing", "gone")
