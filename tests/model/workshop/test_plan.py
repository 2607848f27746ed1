"""The order of a workshop, templates that come along, and what of a template a model has."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from model import load_model
from model.errors import ModelFileError
from model.workshop import (
    FIXED_PARTS,
    KINDS,
    PlanItem,
    RoundStep,
    Template,
    WorkshopStore,
    arrange,
    fit_template,
    load_shipped_templates,
)
from model.workshop.plan import put_followed_in
from model.workshop.session import MOST_ROUNDS
from model.workshop.template import FixedStep, KeptTemplate, TextStep, choose_usual_nodes, list_rows
from tests.building import build_model
from tests.workshopping import build_end

MODEL = load_model()


def list_arranged(plan: str, parts: str = "") -> str:
    """The whole order of a plan, all in one text."""
    items = arrange([PlanItem(part=part) for part in plan.split()], parts.split())
    return " ".join(item.part for item in items)


@pytest.mark.parametrize(
    ("plan", "parts", "order"),
    [
        ("", "", "join followed stages path map stories actions"),
        ("", "a b", "join followed stages path map a b stories actions"),
        ("map", "", "path map"),
        ("map join", "", "map join path"),
        ("join stages map", "", "join stages path map"),
        ("stages map join", "", "stages path map join"),
        ("path map", "", "path map"),
        ("join a actions", "a b c", "join path a b c actions"),
        ("stories actions join", "a", "a stories actions join path"),
        ("actions stories", "", "path actions stories"),
        ("join gone a a", "a", "join path a"),
        ("a b a", "a b", "path a b"),
    ],
)
def test_a_plan_is_filled_with_what_it_does_not_name(plan: str, parts: str, order: str) -> None:
    assert list_arranged(plan, parts) == order


def test_of_a_part_that_is_named_twice_the_later_minutes_hold() -> None:
    plan = [PlanItem(part="a", minutes=1), PlanItem(part="join", minutes=2), PlanItem(part="a", minutes=3)]
    assert arrange(plan, ["a", "b"]) == (
        *(PlanItem(part="a", minutes=3), PlanItem(part="join", minutes=2)),
        *(PlanItem(part="path"), PlanItem(part="b")),
    )


@pytest.mark.parametrize(
    ("plan", "order"),
    [
        ("map", "followed map"),
        ("map join", "map join followed"),
        ("join map", "join followed map"),
        ("followed join", "followed join"),
        ("", ""),
    ],
)
def test_a_plan_of_before_asks_what_came_of_actions_after_joining(plan: str, order: str) -> None:
    found = put_followed_in([PlanItem(part=part, minutes=2) for part in plan.split()])
    assert " ".join(item.part for item in found) == order
    assert {item.minutes for item in found if item.part != "followed"} <= {2}


def test_minutes_are_none_to_ten_hours() -> None:
    assert PlanItem(part="join", minutes=600).minutes == 600
    assert (PlanItem(part="join").minutes, RoundStep(kind="stories").minutes) == (0, 0)
    for minutes in (-1, 601):
        with pytest.raises(ValidationError):
            PlanItem(part="join", minutes=minutes)


def test_a_template_has_as_many_steps_as_a_workshop_and_takes_as_long_as_they_do() -> None:
    step = TextStep(kind="break", minutes=2)
    full = Template(steps=(step,) * 150)
    assert (full.minutes, Template(steps=()).minutes) == (300, 0)
    with pytest.raises(ValidationError, match="at most 150 items"):
        Template(steps=(step,) * 151)
    assert MOST_ROUNDS == 100
    with pytest.raises(ValidationError):
        KeptTemplate(id="t", name=" ", minutes=0)


def test_what_an_activity_is_usually_about_is_of_the_first_stages_or_open() -> None:
    model = build_model("a>b b>c", stages={"one": "a", "two": "b", "three": "c"}, provenances={"c": "open"})
    usual = {kind: choose_usual_nodes(model, kind) for kind in KINDS}
    assert {kind: nodes for kind, nodes in usual.items() if nodes} == {
        **{"catalysts": ("c",), "dots": ("a", "b"), "rating": ("a",)},
    }


def test_a_template_for_another_model_keeps_what_that_has() -> None:
    model = build_model("a>b b>c", stages={"one": "a", "two": "b", "three": "c"})
    steps = (
        FixedStep(what="map", minutes=1),
        RoundStep(kind="edges", edges=("a>b", "b>a", "b>c")),
        RoundStep(kind="edges", edges=("b>a",)),
        RoundStep(kind="choice", options=("One", "Two"), dots=1),
        RoundStep(kind="rating", nodes=("gone", "b"), question="Why?", minutes=5),
        RoundStep(kind="rating"),
        RoundStep(kind="order", nodes=("gone",), options=()),
        TextStep(kind="text", title="Hello"),
    )
    assert fit_template(Template(steps=steps), model).steps == (
        *(steps[0], RoundStep(kind="edges", edges=("a>b", "b>c")), steps[3]),
        RoundStep(kind="rating", nodes=("b",), question="Why?", minutes=5),
        RoundStep(kind="rating", nodes=("a",)),
        *(RoundStep(kind="order"), steps[7]),
    )


def test_a_template_becomes_a_plan_with_rounds_that_are_numbered_and_own_steps() -> None:
    ids = iter("abcd")
    steps = (
        FixedStep(what="join", minutes=1),
        RoundStep(kind="stories", question="Which?", minutes=2),
        TextStep(kind="text", title="Hello", notes="Smile", minutes=3),
        RoundStep(kind="dots", dots=3, nodes=("joy",)),
    )
    plan, rounds, own = list_rows(Template(steps=steps), lambda: next(ids))
    assert [(item.part, item.minutes) for item in plan] == [("join", 1), ("a", 2), ("b", 3), ("c", 0)]
    assert [(fields["id"], fields["number"], fields["kind"], fields["dots"]) for fields in rounds] == [
        *(("a", 1, "stories", 0), ("c", 2, "dots", 3)),
    ]
    texts = {"kind": "text", "title": "Hello", "text": "", "notes": "Smile"}
    assert own == [(texts | {"id": "b", "picture": ""}, "")]


@pytest.mark.parametrize(
    ("step", "view"),
    [
        (FixedStep(what="map"), ("map", False)),
        (RoundStep(kind="stories"), ("round", True)),
        (TextStep(kind="text"), ("own", True)),
        (None, ("join", False)),
    ],
)
def test_a_workshop_begins_where_its_template_does(
    store: WorkshopStore, step: Any, view: tuple[str, bool]
) -> None:
    steps = (step, FixedStep(what="join")) if step else ()
    made = store.create("Ward 4", "nl", build_end(), template=Template(steps=steps))
    assert store.get(made.id) == made
    assert (made.position.view, made.position.round is not None) == view
    assert made.position.round in (None, *(item.part for item in made.plan))
    assert len(made.plan) == len(steps)


def test_a_template_of_a_workshop_is_what_was_prepared_in_its_order(store: WorkshopStore) -> None:
    made = store.create("Ward 4", "nl", build_end())
    scale = store.add_round(made.id, "scale", "How?", options=("Tea", "Rest"), ends=("never", "always"))
    step = store.add_own_step(made.id, kind="break", title="Pause", text="Tea.", notes="Ten.")
    store.arrange(
        made.id, [PlanItem(part=part, minutes=4) for part in (step.id, "join", scale.id, "actions")]
    )
    template = store.build_template(made.id)
    assert template.steps == (
        TextStep(kind="break", title="Pause", text="Tea.", notes="Ten.", minutes=4),
        FixedStep(what="join", minutes=4),
        RoundStep(
            kind="scale", question="How?", options=("Tea", "Rest"), ends=("never", "always"), minutes=4
        ),
        FixedStep(what="actions", minutes=4),
    )
    assert set(FIXED_PARTS) >= {"path"}
    kept = store.add_template(" Mine ", template, "r")
    assert (kept.id, kept.name, kept.minutes) == ("r", "Mine", 16)
    assert store.get_template("r") == template
    other = store.add_template("mine", template)
    third = store.add_template("Another", template)
    assert store.list_templates() == (third, *sorted((kept, other), key=lambda known: known.id))


SHIPPED = """templates:
  - id: one
    name: {en: One}
    steps:
      - {part: join, minutes: 2}
      - {activity: dots, dots: 3, question: {en: Where?}, minutes: 5}
      - {activity: stories, minutes: 1}
      - {own: break, title: {en: Tea}, text: {en: Drink.}, notes: {en: Ten.}, minutes: 10}
"""


def load(folder: Path, text: str) -> Any:
    file = folder / "own.yaml"
    file.write_text(text, encoding="utf-8")
    return load_shipped_templates(file)


def test_templates_of_a_file_are_read_whole(tmp_path: Path) -> None:
    [shipped] = load(tmp_path, SHIPPED)
    assert (shipped.id, shipped.minutes) == ("one", 18)
    assert shipped.to_template("en").steps == (
        FixedStep(what="join", minutes=2),
        RoundStep(kind="dots", dots=3, question="Where?", minutes=5),
        RoundStep(kind="stories", minutes=1),
        TextStep(kind="break", title="Tea", text="Drink.", notes="Ten.", minutes=10),
    )


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("part: join, ", "", "has to be one of part, activity and own"),
        ("part: join, ", "part: join, activity: stories, own: text, ", "has to be one of part, activity"),
        ("own: break, ", "own: break, question: {en: Why?}, ", "only an activity has a question"),
        ("dots: 3", "dots: 101", "100"),
    ],
)
def test_a_step_of_a_file_that_can_be_none_is_named(
    tmp_path: Path, before: str, after: str, said: str
) -> None:
    with pytest.raises(ModelFileError, match=re.escape(said)):
        load(tmp_path, SHIPPED.replace(before, after))


def test_two_templates_of_a_file_do_not_share_an_id(tmp_path: Path) -> None:
    twice = SHIPPED + SHIPPED.removeprefix("templates:\n")
    with pytest.raises(ModelFileError, match=r'own\.yaml: line 9: .*"one"'):
        load(tmp_path, twice)
    (tmp_path / "other").mkdir()
    assert len(load(tmp_path / "other", twice.replace("id: one", "id: two", 1))) == 2
