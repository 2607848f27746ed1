"""What is asked for once more under the same request is not done once more, whatever was done since."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from model.stories import StoryStore
from model.workshop import (
    ParticipantStore,
    PlanItem,
    Position,
    WorkshopLinks,
    WorkshopStore,
    make_request_id,
)
from tests.model.workshop.test_two_workshops import draw, read
from tests.workshopping import build_end, hold

_Done = Callable[[], Any]


def list_acts(store: WorkshopStore, id_: str, request: str) -> dict[str, tuple[_Done, _Done | None]]:
    """What can be done in a workshop under a request, each with what takes it back under another one."""
    state = store.get_state(id_)
    dots, catalysts = (
        next(round_.id for round_ in state.rounds if round_.kind == kind) for kind in ("dots", "catalysts")
    )
    ratings = {round_.is_revealed: round_.id for round_ in state.rounds if round_.kind == "rating"}
    rating, again = ratings[True], ratings[False]
    answer, group, action = state.answers[0].id, state.groups[0].id, state.actions[0]
    step = state.own_steps[0].id
    named = action.model_copy(update={"who": "Mrs. Janssens"})
    usual = [item for item in state.order if item.part != "map"]

    def undo() -> object:
        return store.undo(id_, request)

    return {
        "close joining": (lambda: store.close_joining(id_, request), lambda: store.open_joining(id_)),
        "open joining": (lambda: store.open_joining(id_, request), lambda: store.close_joining(id_)),
        "show": (
            lambda: store.show(id_, hides_people=True, request=request),
            lambda: store.show(id_, hides_people=False),
        ),
        "renew links": (lambda: store.renew_links(id_, request), None),
        "move": (
            lambda: store.move(id_, Position(at=1), request),
            lambda: store.move(id_, Position(at=2)),
        ),
        "arrange": (
            lambda: store.arrange(id_, usual[::-1], request),
            lambda: store.arrange(id_, [PlanItem(part="map")]),
        ),
        "add a round": (lambda: store.add_round(id_, "stories", request=request), None),
        "duplicate": (lambda: store.duplicate_round(id_, dots, request), None),
        "change a round": (
            lambda: store.change_round(id_, dots, question="One?", request=request),
            lambda: store.change_round(id_, dots, question="Other?"),
        ),
        "open": (lambda: store.open_round(id_, dots, request), lambda: store.close_round(id_, dots)),
        "close": (lambda: store.close_round(id_, dots, request), lambda: store.open_round(id_, dots)),
        "reveal": (lambda: store.reveal_round(id_, dots, request), lambda: store.hide_round(id_, dots)),
        "hide": (lambda: store.hide_round(id_, dots, request), lambda: store.reveal_round(id_, dots)),
        "delete a round": (lambda: store.delete_round(id_, catalysts, request), undo),
        "compare": (
            lambda: store.compare_round(id_, again, (id_, rating), request),
            lambda: store.compare_round(id_, again, None),
        ),
        "group": (lambda: store.group_answers(id_, [answer], "New", request=request), None),
        "rename a group": (
            lambda: store.group_answers(id_, [], "One", group, request),
            lambda: store.group_answers(id_, [], "Other", group),
        ),
        "ungroup": (lambda: store.ungroup_answers(id_, [answer], request), undo),
        "choose": (
            lambda: store.choose_group(id_, group, False, request),
            lambda: store.choose_group(id_, group),
        ),
        "delete a group": (lambda: store.delete_group(id_, group, request), undo),
        "drop an answer": (lambda: store.drop_answer(id_, answer, request), undo),
        "mask": (
            lambda: store.mask_part(id_, "action", action.id, request),
            lambda: store.change_action(id_, named),
        ),
        "add an action": (lambda: store.add_action(id_, "Another", request=request), None),
        "change an action": (
            lambda: store.change_action(id_, action.model_copy(update={"text": "One"}), request),
            lambda: store.change_action(id_, action.model_copy(update={"text": "Other"})),
        ),
        "settle": (
            lambda: store.settle_action(id_, action.id, "done", request=request),
            lambda: store.settle_action(id_, action.id, "open"),
        ),
        "delete an action": (lambda: store.delete_action(id_, action.id, request), undo),
        "add a step": (lambda: store.add_own_step(id_, request, kind="text"), None),
        "change a step": (
            lambda: store.change_own_step(id_, step, request, title="One"),
            lambda: store.change_own_step(id_, step, title="Other"),
        ),
        "give a picture": (
            lambda: store.set_picture(id_, step, draw("red"), request),
            lambda: store.set_picture(id_, step, draw("blue")),
        ),
        "take a picture": (
            lambda: store.set_picture(id_, step, None, request),
            lambda: store.set_picture(id_, step, draw("blue")),
        ),
        "delete a step": (lambda: store.delete_own_step(id_, step, request), undo),
        "remove": (lambda: store.remove(id_, request=request), undo),
        "change": (
            lambda: store.change(id_, name="One", request=request),
            lambda: store.change(id_, name="Other"),
        ),
        "end": (lambda: store.end(id_, request), lambda: store.change(id_, ends_at=build_end())),
    }


def test_what_was_done_under_a_request_is_not_done_again(
    store: WorkshopStore, phones: ParticipantStore, stories: StoryStore
) -> None:
    links, held = WorkshopLinks(stories), hold(store, phones)
    id_ = held.workshop.id
    store.add_own_step(id_, kind="picture")
    store.duplicate_round(id_, held.rating.id)

    def read_all() -> tuple[Any, ...]:
        return read(store, id_), links.build(id_, "screen"), store.get(id_).stamp

    for name in list_acts(store, id_, ""):
        act, take_back = list_acts(store, id_, make_request_id())[name]
        before, first, done = read_all()[:2], act(), read_all()[:2]
        if take_back:
            take_back()
            assert (name, read_all()[:2]) != (name, done)
        else:
            assert (name, before) != (name, done)
        since, again = read_all(), act()
        assert (name, read_all()) == (name, since)
        if take_back is None:
            assert (name, again) == (name, first)


def test_a_request_that_can_be_none_is_refused_before_anything_is_done(
    store: WorkshopStore, phones: ParticipantStore
) -> None:
    id_ = hold(store, phones).workshop.id
    before = read(store, id_)
    for act in (
        lambda: store.close_joining(id_, "a b"),
        lambda: store.delete(id_, "a b"),
        lambda: store.undo(id_, "a b"),
        lambda: store.create("Ward 4", "nl", build_end(), request="a b"),
        lambda: store.add_template("Mine", store.build_template(id_), "a b"),
    ):
        with pytest.raises(ValueError, match="request: this value is not possible"):
            act()
    assert read(store, id_) == before
    assert (len(store.list()), store.list_templates()) == (1, ())
