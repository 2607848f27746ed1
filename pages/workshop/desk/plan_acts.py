"""What a facilitator can do while preparing: the plan, own steps, and templates made of a workshop."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from model import ConceptualModel
from model.workshop import OWN_STEP_KINDS, OwnStepKind, PlanItem, WorkshopStore, make
from pages.workshop.desk.act import Act, Is, Sent, Text, list_choices
from pages.workshop.zone import find_zone

_MOST_PARTS = 200
_Kind = Annotated[OwnStepKind, Is("a text", choice=list_choices(OWN_STEP_KINDS))]


class Arrange(Act):
    """Put the parts in an order: each is the name or id of a part, and for how many minutes."""

    act: Literal["arrange"]
    plan: Annotated[
        tuple[tuple[str, int], ...], Field(max_length=_MOST_PARTS), Is("a list of parts with their minutes")
    ]

    def do(self, store: WorkshopStore, workshop: str, model: ConceptualModel) -> None:
        items = [make(PlanItem, part=part, minutes=minutes) for part, minutes in self.plan]
        store.arrange(workshop, items, self.request)


class DuplicateRound(Act):
    """Prepare another round that asks the same."""

    act: Literal["duplicate-round"]
    round: Text

    def do(self, store: WorkshopStore, workshop: str, model: ConceptualModel) -> None:
        store.duplicate_round(workshop, self.round, self.request)


class CompareRound(Act):
    """Compare a rating with another one, named by its workshop and round; with none where none is named."""

    act: Literal["compare-round"]
    round: Text
    with_workshop: Text = ""
    with_round: Text = ""

    def list_others(self) -> tuple[str, ...]:
        return (self.with_workshop,) if self.with_workshop else ()

    def do(self, store: WorkshopStore, workshop: str, model: ConceptualModel) -> None:
        earlier = (self.with_workshop, self.with_round) if self.with_workshop else None
        store.compare_round(workshop, self.round, earlier, self.request, find_zone())


class AddStep(Act):
    """Add an own step."""

    act: Literal["add-step"]
    kind: _Kind
    title: Text = ""
    text: Text = ""
    notes: Text = ""

    def do(self, store: WorkshopStore, workshop: str, model: ConceptualModel) -> None:
        fields = self.model_dump(include={"kind", "title", "text", "notes"})
        store.add_own_step(workshop, self.request, **fields)


class ChangeStep(Act):
    """Give an own step other texts; what is not named stays."""

    act: Literal["change-step"]
    step: Text
    kind: _Kind = "text"
    title: Text = ""
    text: Text = ""
    notes: Text = ""

    def do(self, store: WorkshopStore, workshop: str, model: ConceptualModel) -> None:
        named = self.model_fields_set & {"kind", "title", "text", "notes"}
        fields: dict[str, Any] = self.model_dump(include=named)
        store.change_own_step(workshop, self.step, self.request, **fields)


class DeleteStep(Act):
    """Delete an own step with its picture."""

    act: Literal["delete-step"]
    step: Text

    def do(self, store: WorkshopStore, workshop: str, model: ConceptualModel) -> None:
        store.delete_own_step(workshop, self.step, self.request)


class DropPicture(Act):
    """Take the picture of an own step away."""

    act: Literal["drop-picture"]
    step: Text

    def do(self, store: WorkshopStore, workshop: str, model: ConceptualModel) -> None:
        store.set_picture(workshop, self.step, None, self.request)


class MakeTemplate(Act):
    """Keep what is prepared here as a template."""

    act: Literal["make-template"]
    name: Text

    def do(self, store: WorkshopStore, workshop: str, model: ConceptualModel) -> None:
        store.add_template(self.name, store.build_template(workshop), self.request)


class ChangeTemplate(Sent):
    """Rename a template, delete it or have it back."""

    change: Annotated[
        Literal["rename", "delete", "restore"], Is("a text", choice="rename, delete or restore")
    ]
    template: Text
    name: Text = ""

    def do(self, store: WorkshopStore) -> None:
        """Do it; raises what the store raises."""
        store.change_template(self.template, self.change, self.name)
