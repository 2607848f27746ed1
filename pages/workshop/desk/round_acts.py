"""What a facilitator can do with rounds and with what was named in them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from model import ConceptualModel
from model.stories.plain_text import clean_line
from model.workshop import ACTIVITIES, KINDS, ActivityKind, WorkshopStore
from pages.workshop.desk.act import (
    Act,
    Flag,
    Is,
    Named,
    Text,
    Texts,
    Whole,
    find_edges,
    find_nodes,
    list_choices,
)

_CHANGEABLE = {"question", "nodes", "dots", "edges", "options", "ends"}

# Rounds


class AddRound(Act):
    """Prepare a round."""

    act: Literal["add-round"]
    kind: Annotated[ActivityKind, Is("a text", choice=list_choices(KINDS))]
    question: Text = ""
    nodes: Texts = ()
    dots: Whole = 0
    edges: Texts = ()
    options: Texts = ()
    ends: Texts = ()

    def do(self, store: WorkshopStore, workshop: str, model: ConceptualModel) -> None:
        nodes, edges = find_nodes(model, self.nodes), find_edges(model, self.edges)
        options = tuple(line for line in map(clean_line, self.options) if line)
        about = {"edges": edges, "options": options, "ends": self.ends}
        store.add_round(workshop, self.kind, self.question, nodes, self.dots, self.request, **about)


class ChangeRound(Act):
    """Ask something else; what is not named stays."""

    act: Literal["change-round"]
    round: Text
    question: Text = ""
    nodes: Texts = ()
    dots: Whole = 0
    edges: Texts = ()
    options: Texts = ()
    ends: Texts = ()

    def do(self, store: WorkshopStore, workshop: str, model: ConceptualModel) -> None:
        new: dict[str, Any] = self.model_dump(include=self.model_fields_set & _CHANGEABLE)
        if "nodes" in new:
            new["nodes"] = find_nodes(model, self.nodes)
        if "edges" in new:
            new["edges"] = find_edges(model, self.edges)
        store.change_round(workshop, self.round, **new, request=self.request)


class OpenRound(Act):
    """Let phones answer, and show the question."""

    act: Literal["open-round"]
    round: Text

    def do(self, store: WorkshopStore, workshop: str, model: ConceptualModel) -> None:
        opened = store.open_round(workshop, self.round, self.request)
        _show_round(store, workshop, opened.id, 0, self.request)


class CloseRound(Act):
    """Let phones answer no more."""

    act: Literal["close-round"]
    round: Text

    def do(self, store: WorkshopStore, workshop: str, model: ConceptualModel) -> None:
        store.close_round(workshop, self.round, self.request)


class RevealRound(Act):
    """Close a round, and show what it came to."""

    act: Literal["reveal-round"]
    round: Text

    def do(self, store: WorkshopStore, workshop: str, model: ConceptualModel) -> None:
        revealed = store.reveal_round(workshop, self.round, self.request)
        at = 1 if ACTIVITIES[revealed.kind].has_result else 0
        _show_round(store, workshop, revealed.id, at, self.request)


class HideRound(Act):
    """Show what a round came to no more."""

    act: Literal["hide-round"]
    round: Text

    def do(self, store: WorkshopStore, workshop: str, model: ConceptualModel) -> None:
        store.hide_round(workshop, self.round, self.request)


class DeleteRound(Act):
    """Delete a round with every answer to it."""

    act: Literal["delete-round"]
    round: Text

    def do(self, store: WorkshopStore, workshop: str, model: ConceptualModel) -> None:
        store.delete_round(workshop, self.round, self.request)


# What was named


class GroupAnswers(Act):
    """Put answers into a group, a new one with this title where none is named."""

    act: Literal["group"]
    answers: Texts = ()
    title: Text = ""
    group: Named = None

    def do(self, store: WorkshopStore, workshop: str, model: ConceptualModel) -> None:
        store.group_answers(workshop, self.answers, self.title, self.group, self.request)


class UngroupAnswers(Act):
    """Take answers out of their groups."""

    act: Literal["ungroup"]
    answers: Texts = ()

    def do(self, store: WorkshopStore, workshop: str, model: ConceptualModel) -> None:
        store.ungroup_answers(workshop, self.answers, self.request)


class ChooseGroup(Act):
    """Show the title of a group as the room's own words, or no more."""

    act: Literal["choose-group"]
    group: Text
    chosen: Flag = False

    def do(self, store: WorkshopStore, workshop: str, model: ConceptualModel) -> None:
        store.choose_group(workshop, self.group, self.chosen, self.request)


class DeleteGroup(Act):
    """Dissolve a group; its answers stay."""

    act: Literal["delete-group"]
    group: Text

    def do(self, store: WorkshopStore, workshop: str, model: ConceptualModel) -> None:
        store.delete_group(workshop, self.group, self.request)


class DropAnswer(Act):
    """Delete an answer."""

    act: Literal["drop-answer"]
    answer: Text

    def do(self, store: WorkshopStore, workshop: str, model: ConceptualModel) -> None:
        store.drop_answer(workshop, self.answer, self.request)


class Mask(Act):
    """Mask what could identify a person in an answer, the words of a group, or an action, which an earlier
    workshop may have agreed on (`agreed_in`)."""

    act: Literal["mask"]
    kind: Annotated[Literal["answer", "group", "action"], Is("a text", choice="answer, group or action")]
    part: Text
    agreed_in: Named = None

    def do(self, store: WorkshopStore, workshop: str, model: ConceptualModel) -> None:
        if self.agreed_in is not None and self.agreed_in != workshop:
            store.mask_followed(workshop, self.part, self.agreed_in, self.request)
        else:
            store.mask_part(workshop, self.kind, self.part, self.request)


def _show_round(store: WorkshopStore, workshop: str, round_id: str, at: int, request: str) -> None:
    before = store.get(workshop).position
    shown = {"view": "round", "round": round_id, "at": at}
    cleared = {"story": None, "spotlight": None, "is_black": False, "page": 0}
    store.move(workshop, before.model_copy(update=shown | cleared), f"{request}-show")
