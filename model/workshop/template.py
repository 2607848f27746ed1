"""What a workshop is begun from: its steps in their order, without anything that anybody answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from model.graph import ConceptualModel
from model.schema import Id
from model.workshop.activities import ACTIVITIES, ActivityKind
from model.workshop.pictures import LARGEST_PICTURE_TEXT, check_picture, open_picture
from model.workshop.plan import (
    MOST_OWN_STEPS,
    FixedPart,
    LongText,
    Minutes,
    OwnStepKind,
    PlanItem,
    Title,
    arrange,
)
from model.workshop.record import WorkshopRecord
from model.workshop.round import Edges, Ends, Nodes, Options, Question, Round
from model.workshop.session import MOST_ROUNDS
from model.workshop.subjects import list_edges


class _Step(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    minutes: Minutes = 0


class FixedStep(_Step):
    """A part that every workshop can have."""

    what: FixedPart


class RoundStep(_Step):
    """A round that is prepared; without nodes it is about what its activity is usually about."""

    what: Literal["round"] = "round"
    kind: ActivityKind
    question: Question = ""
    nodes: Nodes = ()
    dots: int = Field(default=0, ge=0, le=100)
    edges: Edges = ()
    options: Options = ()
    ends: Ends = ()


class TextStep(_Step):
    """An own step; `picture` is what `Picture.to_text` writes, or ""."""

    what: Literal["own"] = "own"
    kind: OwnStepKind
    title: Title = ""
    text: LongText = ""
    notes: LongText = ""
    picture: str = Field(default="", max_length=LARGEST_PICTURE_TEXT)

    @field_validator("picture")
    @classmethod
    def _check_picture(cls, picture: str) -> str:
        if picture and not check_picture(picture, open_picture(picture).name):
            raise ValueError("no picture")
        return picture


AnyStep = Annotated[FixedStep | RoundStep | TextStep, Field(discriminator="what")]


class Template(BaseModel):
    """The steps of a workshop, in their order."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    steps: tuple[AnyStep, ...] = Field(max_length=MOST_ROUNDS + MOST_OWN_STEPS + 10)

    @property
    def minutes(self) -> int:
        """How long it takes, as far as that is said."""
        return sum(step.minutes for step in self.steps)


class KeptTemplate(BaseModel):
    """A template that somebody made, as one of a list."""

    model_config = ConfigDict(frozen=True)

    id: Id
    name: Title = Field(min_length=1)
    minutes: int


def list_prepared(round_: Round) -> dict[str, Any]:
    """What was prepared of a round: all but which one it is, and what became of it."""
    return round_.model_dump(exclude={"id", "number", "is_open", "is_revealed", "was_opened", "earlier"})


def build_template(record: WorkshopRecord) -> Template:
    """The template that a workshop makes: everything that was prepared, nothing that was answered."""
    rounds = {round_.id: round_ for round_ in record.rounds}
    own = {step.id: step for step in record.own_steps}
    steps: list[FixedStep | RoundStep | TextStep] = []
    for item in arrange(record.workshop.plan, [*rounds, *own]):
        if item.part in rounds:
            steps.append(RoundStep(minutes=item.minutes, **list_prepared(rounds[item.part])))
        elif item.part in own:
            step = own[item.part]
            fields = step.model_dump(include={"kind", "title", "text", "notes"})
            picture = record.pictures.get(step.picture, "")
            steps.append(TextStep(minutes=item.minutes, picture=picture, **fields))
        elif item.part != "path":
            steps.append(FixedStep(what=item.part, minutes=item.minutes))  # type: ignore[arg-type]
    return Template(steps=tuple(steps))


def choose_usual_nodes(model: ConceptualModel, kind: ActivityKind) -> tuple[str, ...]:
    """What an activity is usually about: the nodes of the first stages, or the open questions."""
    activity = ACTIVITIES[kind]
    stages = {stage.id for stage in model.stages[: activity.suggested_stages]}
    return tuple(
        node.id
        for node in model.nodes()
        if node.stage in stages or (activity.asks_questions and node.question is not None)
    )


def fit_template(template: Template, model: ConceptualModel) -> Template:
    """The template for a model: each round is about nodes and edges that the model has.

    A round about edges of which the model has none is left out.
    """
    known = {node.id for node in model.nodes()}
    edges = set(list_edges(model))

    def fit(step: FixedStep | RoundStep | TextStep) -> FixedStep | RoundStep | TextStep:
        if not isinstance(step, RoundStep):
            return step
        linked = tuple(edge for edge in step.edges if edge in edges)
        there = tuple(node for node in step.nodes if node in known)
        if ACTIVITIES[step.kind].about == "nodes" and not there:
            there = choose_usual_nodes(model, step.kind)
        return step.model_copy(update={"nodes": there, "edges": linked})

    steps = (fit(step) for step in template.steps)
    return Template(
        steps=tuple(
            step
            for step in steps
            if not isinstance(step, RoundStep) or ACTIVITIES[step.kind].about != "edges" or step.edges
        )
    )


def list_rows(
    template: Template, make_id: Any
) -> tuple[list[PlanItem], list[Mapping[str, Any]], list[tuple[Mapping[str, Any], str]]]:
    """What a template becomes: the plan, its rounds, and its own steps each with its picture."""
    plan: list[PlanItem] = []
    rounds: list[Mapping[str, Any]] = []
    own: list[tuple[Mapping[str, Any], str]] = []
    for step in template.steps:
        part = step.what if isinstance(step, FixedStep) else make_id()
        plan.append(PlanItem(part=part, minutes=step.minutes))
        if isinstance(step, RoundStep):
            fields = step.model_dump(exclude={"what", "minutes"})
            rounds.append(fields | {"id": part, "number": len(rounds) + 1})
        elif isinstance(step, TextStep):
            name = open_picture(step.picture).name if step.picture else ""
            fields = step.model_dump(exclude={"what", "minutes", "picture"})
            own.append((fields | {"id": part, "picture": name}, step.picture))
    return plan, rounds, own
