"""What a facilitator can do with what was agreed: write it down, and say later what came of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Literal

from model import ConceptualModel
from model.workshop import ACTION_STATES, Action, ActionState, WorkshopStore, make
from pages.workshop.desk.act import Act, Day, Is, Named, Text, Texts, find_nodes, list_choices


class AddAction(Act):
    """Agree on something."""

    act: Literal["add-action"]
    who: Text = ""
    when: Text = ""
    text: Text
    nodes: Texts = ()
    due: Day = None

    def do(self, store: WorkshopStore, workshop: str, model: ConceptualModel) -> None:
        nodes = find_nodes(model, self.nodes)
        store.add_action(workshop, self.text, self.who, self.when, nodes, self.request, due=self.due)


class ChangeAction(Act):
    """Say something else, where it still says what it said when it was read (`mark`)."""

    act: Literal["change-action"]
    action: Text
    text: Text
    who: Text = ""
    when: Text = ""
    nodes: Texts = ()
    due: Day = None
    mark: Text

    def do(self, store: WorkshopStore, workshop: str, model: ConceptualModel) -> None:
        action = make(
            Action,
            id=self.action,
            text=self.text,
            who=self.who,
            when=self.when,
            nodes=find_nodes(model, self.nodes),
            due=self.due,
            created_at=datetime.now(UTC),
        )
        store.change_action(workshop, action, self.request, self.mark)


class DeleteAction(Act):
    """Delete what was agreed."""

    act: Literal["delete-action"]
    action: Text

    def do(self, store: WorkshopStore, workshop: str, model: ConceptualModel) -> None:
        store.delete_action(workshop, self.action, self.request)


class SettleAction(Act):
    """Say what became of an action, which an earlier workshop may have agreed on (`agreed_in`)."""

    act: Literal["settle-action"]
    action: Text
    agreed_in: Named = None
    state: Annotated[ActionState, Is("a text", choice=list_choices(ACTION_STATES))]
    outcome: Text = ""
    story: Named = None
    mark: Text

    def do(self, store: WorkshopStore, workshop: str, model: ConceptualModel) -> None:
        store.settle_action(
            workshop,
            self.action,
            self.state,
            self.outcome,
            self.story,
            agreed_in=self.agreed_in,
            request=self.request,
            mark=self.mark,
        )
