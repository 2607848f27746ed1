"""What is done in a workshop: how much there may be, what can still change, and what is refused why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import update

from model.stories import StoryStore
from model.workshop import (
    Action,
    ActivityKind,
    InvalidEntryError,
    ParticipantStore,
    RoundUnopenedError,
    Workshop,
    WorkshopStore,
    make_request_id,
    read_workshop_json,
    to_workshop_json,
)
from model.workshop.tables import rounds
from tests.model.workshop.test_two_workshops import draw, read
from tests.workshopping import NODES, hold, join, open_round, tell


def refuse(act: Callable[[], object], field: str, code: str, **details: object) -> None:
    with pytest.raises(InvalidEntryError) as caught:
        act()
    assert (caught.value.field, caught.value.code, caught.value.details) == (field, code, details)


@pytest.mark.parametrize(
    ("what", "limit", "add"),
    [
        ("rounds", "agenda.MOST_ROUNDS", lambda store, id_: store.add_round(id_, "stories")),
        (
            "rounds",
            "preparation.MOST_ROUNDS",
            lambda store, id_: store.duplicate_round(
                id_, (store.get_state(id_).rounds or [store.add_round(id_, "stories")])[0].id
            ),
        ),
        ("actions", "agenda.MOST_ACTIONS", lambda store, id_: store.add_action(id_, "Do")),
        ("steps", "preparation.MOST_OWN_STEPS", lambda store, id_: store.add_own_step(id_, kind="text")),
        (
            "pictures",
            "preparation.MOST_PICTURES",
            lambda store, id_: store.set_picture(id_, store.add_own_step(id_, kind="text").id, draw("red")),
        ),
        (
            "templates",
            "preparation.MOST_TEMPLATES",
            lambda store, id_: store.add_template("Mine", store.build_template(id_)),
        ),
    ],
)
def test_there_is_as_much_as_there_may_be_and_no_more(
    store: WorkshopStore,
    workshop: Workshop,
    monkeypatch: pytest.MonkeyPatch,
    what: str,
    limit: str,
    add: Callable[[WorkshopStore, str], object],
) -> None:
    monkeypatch.setattr(f"model.workshop.{limit}", 3)
    while True:
        counts = {
            "rounds": len(store.get_state(workshop.id).rounds),
            "actions": len(store.get_state(workshop.id).actions),
            "steps": len(store.get_state(workshop.id).own_steps),
            "pictures": sum(bool(step.picture) for step in store.get_state(workshop.id).own_steps),
            "templates": len(store.list_templates()),
        }
        if counts[what] == 3:
            break
        add(store, workshop.id)
    refuse(lambda: add(store, workshop.id), what, "too-many", most=3, given=4)


def test_a_picture_can_take_the_place_of_another_where_there_are_as_many_as_may_be(
    store: WorkshopStore, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("model.workshop.preparation.MOST_PICTURES", 1)
    step, other = (store.add_own_step(workshop.id, kind="picture").id for _ in range(2))
    store.set_picture(workshop.id, step, draw("red"))
    assert store.set_picture(workshop.id, step, draw("blue")).picture == draw("blue").name
    assert store.set_picture(workshop.id, other, None).picture == ""
    assert store.get_pictures(workshop.id) == {draw("blue").name: draw("blue")}
    assert store.get_picture(workshop.id, draw("blue").name) == draw("blue")


def test_a_step_without_a_picture_is_in_no_file_as_one(store: WorkshopStore, workshop: Workshop) -> None:
    store.add_own_step(workshop.id, kind="picture")
    record = store.get_record(workshop.id)
    assert (record.pictures, store.get_pictures(workshop.id)) == ({}, {})
    assert read_workshop_json(to_workshop_json(record)) == record


@pytest.mark.parametrize(("kind", "people"), [("dots", 2), ("catalysts", 3), ("stories", 1)])
def test_what_a_round_asks_about_stays_once_somebody_answered(
    store: WorkshopStore, phones: ParticipantStore, workshop: Workshop, kind: ActivityKind, people: int
) -> None:
    round_, open_too = open_round(store, workshop, kind), open_round(store, workshop, kind)
    for number in range(people):
        token = join(phones, workshop)
        if kind == "dots":
            phones.vote(workshop.id, token, round_.id, {"joy": 1}, "r")
        elif kind == "catalysts":
            phones.name_catalyst(workshop.id, token, round_.id, "joy", f"Time {number}", "r")
        else:
            tell(phones, workshop, token, round_)
    refuse(
        lambda: store.change_round(workshop.id, round_.id, nodes=["joy"]),
        *("nodes", "too-many"),
        most=0,
        given=people,
    )
    changed = store.change_round(workshop.id, round_.id, question="Another?", nodes=list(NODES))
    assert changed == round_.model_copy(update={"question": "Another?"})
    assert store.change_round(workshop.id, open_too.id, nodes=["joy"]).nodes == ("joy",)


def test_what_is_not_named_of_a_round_stays(store: WorkshopStore, workshop: Workshop) -> None:
    ends = ("never", "always")
    round_ = store.add_round(workshop.id, "scale", "Which?", options=("Tea", "Coffee"), ends=ends)
    assert (round_.number, round_.options, round_.ends) == (1, ("Tea", "Coffee"), ("never", "always"))
    changes: tuple[dict[str, Any], ...] = ({"question": ""}, {"options": ["Tea"]}, {"ends": []})
    for fields in changes:
        changed = store.change_round(workshop.id, round_.id, **fields)
        round_ = round_.model_copy(
            update={name: tuple(value) if name != "question" else value for name, value in fields.items()}
        )
        assert changed == round_ == store.get_state(workshop.id).rounds[0]
    edges = store.add_round(workshop.id, "edges", edges=["a>b", "b>c"])
    assert store.change_round(workshop.id, edges.id, edges=["b>c"]).edges == ("b>c",)
    assert edges.number == 2


def test_only_what_could_be_answered_is_revealed(
    store: WorkshopStore, phones: ParticipantStore, stories: StoryStore, workshop: Workshop
) -> None:
    made = store.add_round(workshop.id, "dots", nodes=NODES, dots=3)
    with pytest.raises(RoundUnopenedError, match="open it first, then reveal it"):
        store.reveal_round(workshop.id, made.id)
    assert store.open_round(workshop.id, made.id).was_opened
    phones.vote(workshop.id, join(phones, workshop), made.id, {"joy": 1}, "r")
    closed = store.close_round(workshop.id, made.id)
    assert (closed.is_open, closed.is_revealed, closed.was_opened) == (False, False, True)
    with stories.database.writing() as connection:  # as an earlier version left it
        connection.execute(update(rounds).where(rounds.c.id == made.id).values(was_opened=False))
    shown = store.reveal_round(workshop.id, made.id)
    assert (shown.is_open, shown.is_revealed, shown.was_opened) == (False, True, False)
    store.end(workshop.id)
    assert store.reveal_round(workshop.id, made.id) == shown
    assert not store.hide_round(workshop.id, made.id).is_revealed


@pytest.mark.parametrize("kind", ["open", "revealed"])
def test_a_round_of_an_earlier_version_that_is_open_or_revealed_can_be_revealed(
    store: WorkshopStore, stories: StoryStore, workshop: Workshop, kind: str
) -> None:
    made = open_round(store, workshop, "dots")
    if kind == "revealed":
        store.reveal_round(workshop.id, made.id)
    with stories.database.writing() as connection:
        connection.execute(update(rounds).where(rounds.c.id == made.id).values(was_opened=False))
    assert store.reveal_round(workshop.id, made.id).is_revealed


def test_what_is_gone_is_deleted_once_more_without_a_fault(
    store: WorkshopStore, phones: ParticipantStore
) -> None:
    id_ = hold(store, phones).workshop.id
    before = read(store, id_)
    for delete in (
        *(store.delete_round, store.drop_answer, store.delete_action, store.delete_group),
        store.delete_own_step,
    ):
        for request in (None, make_request_id()):
            delete(id_, "gone", request)
    assert read(store, id_) == before


def test_a_group_has_an_answer_and_keeps_its_title_unless_it_is_given_another(
    store: WorkshopStore, phones: ParticipantStore
) -> None:
    held = hold(store, phones, 4)
    id_ = held.workshop.id
    refuse(lambda: store.group_answers(id_, [], "New"), "answers", "too-few", least=1)
    state = store.get_state(id_)
    [group] = state.groups
    others = [answer for answer in state.answers if answer.node != group.node]
    refuse(lambda: store.group_answers(id_, [others[0].id], group=group.id), "answers", "bad-value")
    refuse(
        lambda: store.group_answers(id_, [], "x" * 201, group.id), "title", "too-long", most=200, given=201
    )
    assert store.group_answers(id_, [], "", group.id) == group
    inside = [answer.id for answer in state.answers if answer.node == group.node]
    made = store.group_answers(id_, [*inside[::-1], *inside])
    assert (made.title, made.round, made.is_chosen) == ("More time, 3", held.catalysts.id, False)
    after = store.get_state(id_)
    assert after.groups == (group, made)
    assert [answer.group for answer in after.answers] == [
        made.id if answer.id in inside else None for answer in state.answers
    ]
    assert after.sizes == {made.id: 2}


def test_whoever_is_named_anywhere_is_masked(
    store: WorkshopStore, phones: ParticipantStore, workshop: Workshop
) -> None:
    round_ = open_round(store, workshop, "catalysts")
    said = "Ask Mrs. Janssens"
    for number in range(2):
        phones.name_catalyst(workshop.id, join(phones, workshop), round_.id, "joy", said, f"r{number}")
    first, second = store.get_state(workshop.id).answers
    group = store.group_answers(workshop.id, [first.id], said)
    action = store.add_action(workshop.id, said, said, said)
    store.settle_action(workshop.id, action.id, "done", said)
    other = store.add_action(workshop.id, said)
    for kind, part in (("answer", first.id), ("group", group.id), ("action", action.id)):
        store.mask_part(workshop.id, kind, part)  # type: ignore[arg-type]
    state = store.get_state(workshop.id)
    masked: Any = state.answers[0].text
    assert "Janssens" not in masked
    assert (state.answers[1].text, state.actions[1].text) == (second.text, other.text) == (said, said)
    assert state.groups[0].title == masked
    shown = state.actions[0]
    assert {shown.text, shown.who, shown.when, shown.outcome} == {masked}


def test_an_action_says_what_was_agreed_and_changes_but_for_when_it_was_and_what_came_of_it(
    store: WorkshopStore, workshop: Workshop
) -> None:
    due = date(2026, 7, 2)
    made = store.add_action(workshop.id, "Tea", "nurse", "soon", ["joy", "trust"], due=due)
    values: dict[str, Any] = {"text": "Tea", "who": "nurse", "when": "soon", "nodes": ("joy", "trust")}
    assert made == Action(id=made.id, created_at=made.created_at, due=due, **values)
    assert store.get_state(workshop.id).actions == (made,)
    settled = store.settle_action(workshop.id, made.id, "done", "Yes", "story")
    wanted = Action(id=made.id, text="Coffee", created_at=made.created_at.replace(year=2020), state="dropped")
    changed = store.change_action(workshop.id, wanted)
    assert changed == settled.model_copy(
        update={"text": "Coffee", "who": "", "when": "", "nodes": (), "due": None}
    )
    assert store.get_state(workshop.id).actions == (changed,)
