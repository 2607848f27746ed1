"""Workshops are planned, held again without what was answered, and made into templates."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from pydantic import ValidationError

from model import load_model
from model.errors import ModelFileError
from model.loading import DATA
from model.schema import Words
from model.workshop import (
    InvalidEntryError,
    ParticipantStore,
    PlanItem,
    RoundStep,
    Template,
    UnknownPartError,
    WorkshopFileError,
    WorkshopStore,
    fit_template,
    load_shipped_templates,
    make_request_id,
    read_picture,
    read_workshop_json,
    to_workshop_json,
)
from tests.workshopping import NODES, build_end, hold


def draw() -> Any:
    made = BytesIO()
    Image.new("RGB", (40, 20), "red").save(made, "PNG")
    return read_picture(made.getvalue())


def start(store: WorkshopStore) -> str:
    return store.create("Ward 4", "nl", build_end()).id


def list_parts(store: WorkshopStore, workshop: str) -> list[str]:
    return [item.part for item in store.get_state(workshop).order]


# The plan


def test_the_order_of_a_plan_numbers_the_rounds_and_keeps_what_it_does_not_name(store: WorkshopStore) -> None:
    id_ = start(store)
    first, second, third = (store.add_round(id_, "stories", text).id for text in "abc")
    step = store.add_own_step(id_, kind="break").id
    plan = [PlanItem(part=part, minutes=5) for part in (second, "join", first, "actions")]
    store.arrange(id_, plan)
    assert list_parts(store, id_) == [second, "join", "path", first, third, step, "actions"]
    assert [(round_.number, round_.id) for round_ in store.get_state(id_).rounds] == [
        *((1, second), (2, first), (3, third))
    ]
    assert store.get_state(id_).order[0].minutes == 5


def test_a_round_that_is_duplicated_asks_the_same_right_after_it_without_answers(
    store: WorkshopStore, phones: ParticipantStore
) -> None:
    held = hold(store, phones)
    again = store.duplicate_round(held.workshop.id, held.dots.id, request := make_request_id())
    assert (again.question, again.nodes, again.dots) == (held.dots.question, held.dots.nodes, held.dots.dots)
    assert (again.was_opened, again.is_revealed, again.number) == (False, False, held.dots.number + 1)
    assert store.duplicate_round(held.workshop.id, held.dots.id, request) == again
    assert [round_.id for round_ in store.get_state(held.workshop.id).rounds][:2] == [held.dots.id, again.id]
    assert again.id not in store.get_state(held.workshop.id).answered


def test_what_was_deleted_comes_back_to_its_place(store: WorkshopStore) -> None:
    id_ = start(store)
    step, other = (store.add_own_step(id_, kind="text", title=title).id for title in "ab")
    store.set_picture(id_, step, draw())
    store.arrange(id_, [PlanItem(part=part) for part in (step, other, "join")])
    store.delete_own_step(id_, step, deletion := make_request_id())
    assert list_parts(store, id_) == [other, "join", "path"]
    store.undo(id_, deletion)
    assert list_parts(store, id_) == [step, other, "join", "path"]
    assert store.get_picture(id_, draw().name) == draw()


def test_a_picture_that_was_removed_comes_back_and_the_texts_stay_as_they_are(store: WorkshopStore) -> None:
    id_ = start(store)
    step = store.add_own_step(id_, kind="picture", title="Before").id
    store.set_picture(id_, step, draw())
    store.set_picture(id_, step, None, deletion := make_request_id())
    store.change_own_step(id_, step, title="After")
    store.undo(id_, deletion)
    [own] = store.get_state(id_).own_steps
    assert (own.title, own.picture) == ("After", draw().name)


@pytest.mark.parametrize(
    "fields", [{"title": "a" * 101}, {"text": "a" * 2001}, {"kind": "film"}, {"picture": "x.svg"}]
)
def test_an_own_step_that_is_too_long_or_no_step_is_refused(store: WorkshopStore, fields: Any) -> None:
    with pytest.raises(InvalidEntryError):
        store.add_own_step(start(store), **{"kind": "text"} | fields)


def test_own_steps_and_pictures_are_bounded(store: WorkshopStore) -> None:
    id_ = start(store)
    steps = [store.add_own_step(id_, kind="picture").id for _ in range(40)]
    with pytest.raises(InvalidEntryError, match="at most 40"):
        store.add_own_step(id_, kind="text")
    for step in steps[:10]:
        store.set_picture(id_, step, draw())
    store.set_picture(id_, steps[0], draw())
    with pytest.raises(InvalidEntryError, match="at most 10"):
        store.set_picture(id_, steps[10], draw())


def test_the_room_does_not_see_the_notes_of_an_own_step(store: WorkshopStore) -> None:
    id_ = start(store)
    store.add_own_step(id_, kind="text", title="Hello", notes="Smile")
    [shown] = store.get_state(id_).for_room().own_steps
    assert (shown.title, shown.notes) == ("Hello", "")


# Templates


def test_a_copy_has_what_was_prepared_and_nothing_that_was_answered(
    store: WorkshopStore, phones: ParticipantStore
) -> None:
    held = hold(store, phones)
    old = held.workshop.id
    step = store.add_own_step(old, kind="picture", title="A mango", notes="Wait").id
    store.set_picture(old, step, draw())
    store.arrange(old, [PlanItem(part=step, minutes=3), PlanItem(part="join", minutes=2)])
    copy = store.create("Ward 5", "nl", build_end(), template=store.build_template(old))
    state, before = store.get_state(copy.id), store.get_state(old)
    described = [
        [(round_.kind, round_.question, round_.nodes, round_.dots) for round_ in each.rounds]
        for each in (state, before)
    ]
    assert described[0] == described[1]
    assert [item.minutes for item in state.order] == [item.minutes for item in before.order]
    assert [*state.answers, *state.groups, *state.stories, *state.actions, *state.answered] == []
    assert not any(round_.was_opened or round_.is_revealed for round_ in state.rounds)
    [own] = state.own_steps
    assert (state.workshop.position.view, state.workshop.position.round) == ("own", own.id)
    assert (own.title, own.notes, own.picture) == ("A mango", "Wait", draw().name)
    assert {round_.id for round_ in state.rounds}.isdisjoint(round_.id for round_ in before.rounds)


def test_a_template_is_kept_once_renamed_deleted_and_had_back(store: WorkshopStore) -> None:
    id_ = start(store)
    template, request = store.build_template(id_), make_request_id()
    kept = store.add_template("Mine", template, request)
    store.add_template("Mine", template, request)
    assert store.list_templates() == (kept,)
    store.change_template(kept.id, "rename", " Ours ")
    assert [listed.name for listed in store.list_templates()] == ["Ours"]
    store.change_template(kept.id, "delete")
    assert store.list_templates() == ()
    with pytest.raises(UnknownPartError):
        store.get_template(kept.id)
    store.change_template(kept.id, "restore")
    assert store.get_template(kept.id) == template
    with pytest.raises(InvalidEntryError):
        store.change_template(kept.id, "rename", " ")


def test_of_templates_only_those_deleted_a_day_ago_are_erased(store: WorkshopStore) -> None:
    template = store.build_template(start(store))
    kept, deleted = (store.add_template(name, template, make_request_id()).id for name in ("Kept", "Deleted"))
    store.change_template(deleted, "delete")
    store.erase_expired(datetime.now(UTC) + timedelta(hours=23))
    store.change_template(deleted, "restore")
    assert [listed.name for listed in store.list_templates()] == ["Deleted", "Kept"]
    store.change_template(deleted, "delete")
    store.erase_expired(datetime.now(UTC) + timedelta(hours=25))
    store.change_template(deleted, "restore")
    assert [listed.name for listed in store.list_templates()] == ["Kept"]
    assert store.get_template(kept) == template


def test_a_template_is_about_what_the_model_has(store: WorkshopStore) -> None:
    model = load_model()
    steps = [RoundStep(kind="dots", dots=3, nodes=nodes) for nodes in ((), ("gone",), ("loyalty-patients",))]
    fitted = fit_template(Template(steps=(*steps, RoundStep(kind="stories"))), model).steps
    usual = {node.id for stage in model.stages[:2] for node in model.nodes(stage=stage.id)}
    assert [set(step.nodes) for step in fitted if isinstance(step, RoundStep)] == [
        *(usual, usual, {"loyalty-patients"}, set())
    ]


def test_the_templates_that_come_along_can_be_begun_and_are_in_every_language(store: WorkshopStore) -> None:
    model = load_model()
    for shipped in load_shipped_templates():
        words = [shipped.name, *(getattr(step, name) for step in shipped.steps for name in _TEXTS)]
        for language in ("en", "nl", "fr", "de"):
            assert all(text.is_in(language) for text in words if isinstance(text, Words)), shipped.id
            made = fit_template(shipped.to_template(language), model)
            store.create(shipped.id, language, build_end(), template=made)
        assert all(step.minutes for step in shipped.steps)
        assert f"({shipped.minutes} minutes)" in shipped.name.text("en")


_TEXTS = ("title", "text", "notes", "question")


@pytest.mark.parametrize(
    ("added", "said"),
    [("own: text", "one of part, activity and own"), ("question: {en: Why?}", "only an activity has")],
)
def test_a_file_of_templates_with_a_step_of_two_kinds_is_refused(
    tmp_path: Any, added: str, said: str
) -> None:
    file = tmp_path / "workshops.yaml"
    text = (DATA / "workshops.yaml").read_text("utf-8")
    file.write_text(text.replace("- part: join", f"- part: join\n        {added}"), "utf-8")
    with pytest.raises(ModelFileError, match=said):
        load_shipped_templates(file)


# Files


def test_a_session_keeps_plan_own_steps_and_pictures(store: WorkshopStore) -> None:
    id_ = start(store)
    step = store.add_own_step(id_, kind="picture", title="A mango").id
    store.set_picture(id_, step, draw())
    store.arrange(id_, [PlanItem(part=step, minutes=4)])
    record = read_workshop_json(to_workshop_json(store.get_record(id_)))
    store.delete(id_)
    store.put_back(record)
    assert store.get_record(id_).pictures == record.pictures
    assert list_parts(store, id_) == ["path", step]


@pytest.mark.parametrize("content", ["", "aGVsbG8=", "iVBORw0KGgo=", "<svg/>"])
def test_a_session_with_a_picture_that_is_none_is_refused(store: WorkshopStore, content: str) -> None:
    id_ = start(store)
    store.set_picture(id_, store.add_own_step(id_, kind="picture").id, draw())
    record = store.get_record(id_)
    harmed = record.model_copy(update={"pictures": {draw().name: content}})
    with pytest.raises(WorkshopFileError, match="no picture of this name"):
        read_workshop_json(to_workshop_json(harmed))
    with pytest.raises(ValidationError):
        Template.model_validate({"steps": [{"what": "own", "kind": "text", "picture": content or "!"}]})


def test_a_session_of_the_version_before_has_the_usual_order(store: WorkshopStore) -> None:
    id_ = start(store)
    dots = store.add_round(id_, "dots", nodes=NODES, dots=3).id
    values = store.get_record(id_).model_dump(mode="json", exclude={"own_steps", "pictures"})
    del values["workshop"]["plan"]
    record = store.get_record(id_).model_validate(values)
    store.delete(id_)
    store.put_back(record)
    assert list_parts(store, id_) == ["join", "followed", "stages", "path", "map", dots, "stories", "actions"]
