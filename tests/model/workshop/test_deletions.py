"""What was deleted from a workshop comes back as it was, for a day, on both engines."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from model.workshop import ParticipantStore, UnknownPartError, UnknownWorkshopError, WorkshopStore
from tests.workshopping import build_end, hold


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
    assert [asked.number for asked in store.get_state(held.workshop.id).rounds] == [1, 2, 3, 4, 5]


def test_an_answer_whose_round_is_gone_meanwhile_stays_away(
    store: WorkshopStore, phones: ParticipantStore
) -> None:
    held = hold(store, phones)
    store.drop_answer(held.workshop.id, store.get_state(held.workshop.id).answers[0].id, "answer")
    store.delete_round(held.workshop.id, held.catalysts.id, "round")
    store.undo(held.workshop.id, "answer")
    assert store.get_state(held.workshop.id).answers == ()


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
