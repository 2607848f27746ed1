"""What a facilitator can do with a workshop: each act a name, what it reads, and what it tells the store."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from model import ConceptualModel
from model.words import LANGUAGES
from model.workshop import (
    ACTIVITIES,
    KINDS,
    Action,
    InvalidEntryError,
    Position,
    Workshop,
    WorkshopStore,
    is_request_id,
    make,
)
from pages.shared.answers import BadRequestError
from pages.workshop.steps import is_path

_PLACES = ("view", "at", "path", "story", "round", "spotlight", "is_black")
LONGEST_TIMER = 180


class Sent(dict[str, Any]):
    """What was sent, read field by field; `BadRequestError` for what is no value of its kind."""

    def text(self, name: str, default: str | None = None) -> str:
        value = self.get(name, default)
        if not isinstance(value, str):
            raise BadRequestError(f"{name} is a text")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        value = self.get(name, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise BadRequestError(f"{name} is a list of texts")
        return tuple(value)

    def number(self, name: str, default: int | None = None) -> int:
        value = self.get(name, default)
        if not isinstance(value, int) or isinstance(value, bool):
            raise BadRequestError(f"{name} is a whole number")
        return value

    def day(self, name: str) -> date | None:
        """A day such as 2026-05-01; None where nothing was given."""
        value = self.text(name, "")
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            raise InvalidEntryError(name, "bad-value") from None

    @property
    def request(self) -> str:
        value = self.get("request")
        if not isinstance(value, str) or not is_request_id(value) or len(value) > 64:
            raise BadRequestError("request is an id that the browser makes for each change")
        return value

    def nodes(self, model: ConceptualModel, name: str = "nodes") -> tuple[str, ...]:
        return tuple(model.get_node(node).id for node in self.texts(name))


def create(store: WorkshopStore, sent: Sent) -> Workshop:
    """Start a workshop that lasts so many minutes."""
    language = sent.text("language")
    if language not in LANGUAGES:
        raise BadRequestError(f"language is one of {', '.join(LANGUAGES)}")
    ends = _read_end(sent)
    is_rehearsal, day = sent.get("isRehearsal") is True, sent.day("day")
    return store.create(sent.text("name"), language, ends, is_rehearsal, sent.request, day)


def _read_end(sent: Sent) -> datetime:
    minutes = sent.number("minutes")
    try:
        return datetime.now(UTC) + timedelta(minutes=minutes)
    except OverflowError as error:
        raise InvalidEntryError("ends_at", "bad-value") from error


def _move(store: WorkshopStore, workshop: str, sent: Sent, model: ConceptualModel) -> None:
    """Show something else; what is not named stays, but another place ends black screen and spotlight."""
    asked = {name: sent[name] for name in _PLACES if name in sent}
    before = store.get(workshop).position.model_dump()
    if "view" in asked:
        before |= {"at": 0, "story": None, "round": None, "spotlight": None, "is_black": False}
    position = make(Position, **{**before, **asked})
    if "path" in asked and not is_path(model, position.path) and position.path:
        raise BadRequestError("path is a list of nodes, each leading to the next")
    if position.spotlight is not None:
        model.get_node(position.spotlight)
    store.move(workshop, position, sent.request)


def _set_timer(store: WorkshopStore, workshop: str, sent: Sent, _model: ConceptualModel) -> None:
    """Let the timer run for so many minutes from now; 0 ends it."""
    minutes = sent.number("minutes")
    if not 0 <= minutes <= LONGEST_TIMER:
        raise BadRequestError(f"minutes is a number from 0 to {LONGEST_TIMER}")
    until = datetime.now(UTC) + timedelta(minutes=minutes) if minutes else None
    position = store.get(workshop).position.model_copy(update={"timer_until": until})
    store.move(workshop, position, sent.request)


def _set_day(store: WorkshopStore, workshop: str, sent: Sent, _model: ConceptualModel) -> None:
    """Say when the workshop is held."""
    day = sent.day("day")
    if day is None:
        raise InvalidEntryError("day", "empty")
    store.change(workshop, day=day, request=sent.request)


def _add_round(store: WorkshopStore, workshop: str, sent: Sent, model: ConceptualModel) -> None:
    kind: Any = sent.text("kind")
    if kind not in KINDS:
        raise BadRequestError(f"kind is one of {', '.join(KINDS)}")
    question, nodes = sent.text("question", ""), sent.nodes(model)
    store.add_round(workshop, kind, question, nodes, sent.number("dots", 0), sent.request)


def _change_round(store: WorkshopStore, workshop: str, sent: Sent, model: ConceptualModel) -> None:
    store.change_round(
        workshop,
        sent.text("round"),
        question=sent.text("question") if "question" in sent else None,
        nodes=sent.nodes(model) if "nodes" in sent else None,
        dots=sent.number("dots") if "dots" in sent else None,
        request=sent.request,
    )


def _open_round(store: WorkshopStore, workshop: str, sent: Sent, _model: ConceptualModel) -> None:
    """Let phones answer, and show the question."""
    opened = store.open_round(workshop, sent.text("round"), sent.request)
    _show_round(store, workshop, opened.id, 0, sent.request)


def _reveal_round(store: WorkshopStore, workshop: str, sent: Sent, _model: ConceptualModel) -> None:
    """Close a round, and show what it came to."""
    revealed = store.reveal_round(workshop, sent.text("round"), sent.request)
    _show_round(store, workshop, revealed.id, int(ACTIVITIES[revealed.kind].has_result), sent.request)


def _show_round(store: WorkshopStore, workshop: str, round_id: str, at: int, request: str) -> None:
    before = store.get(workshop).position
    shown = {"view": "round", "round": round_id, "at": at}
    cleared = {"story": None, "spotlight": None, "is_black": False}
    store.move(workshop, before.model_copy(update=shown | cleared), f"{request}-show")


def _group(store: WorkshopStore, workshop: str, sent: Sent, _model: ConceptualModel) -> None:
    group = sent.text("group") if sent.get("group") else None
    store.group_answers(workshop, sent.texts("answers"), sent.text("title", ""), group, sent.request)


def _choose(store: WorkshopStore, workshop: str, sent: Sent, _model: ConceptualModel) -> None:
    store.choose_group(workshop, sent.text("group"), sent.get("chosen") is True, sent.request)


def _add_action(store: WorkshopStore, workshop: str, sent: Sent, model: ConceptualModel) -> None:
    who, when = sent.text("who", ""), sent.text("when", "")
    store.add_action(workshop, sent.text("text"), who, when, sent.nodes(model), sent.request)


def _change_action(store: WorkshopStore, workshop: str, sent: Sent, model: ConceptualModel) -> None:
    """Say something else, where it still says what it said when it was read (`mark`)."""
    action = make(
        Action,
        id=sent.text("action"),
        text=sent.text("text"),
        who=sent.text("who", ""),
        when=sent.text("when", ""),
        nodes=sent.nodes(model),
        created_at=datetime.now(UTC),
    )
    store.change_action(workshop, action, sent.request, sent.text("mark"))


def _mask(store: WorkshopStore, workshop: str, sent: Sent, _model: ConceptualModel) -> None:
    """Mask what could tell who somebody is in an answer, the words of a group, or an action."""
    kind: Any = sent.text("kind")
    if kind not in ("answer", "group", "action"):
        raise BadRequestError("kind is answer, group or action")
    store.mask_part(workshop, kind, sent.text("part"), sent.request)


def _extend(store: WorkshopStore, workshop: str, sent: Sent, _model: ConceptualModel) -> None:
    """Let it end so many minutes from now; one that has ended goes on."""
    store.change(workshop, ends_at=_read_end(sent), request=sent.request)


def _remove(store: WorkshopStore, workshop: str, sent: Sent, _model: ConceptualModel) -> None:
    """Remove participants: some by their numbers, those of a flood, those who never sent anything."""
    ids = sent.get("participants")
    if ids is not None and not (isinstance(ids, list) and all(type(id_) is int for id_ in ids)):
        raise BadRequestError("participants is a list of whole numbers")
    flood = sent.text("flood") if sent.get("flood") else None
    is_silent = sent.get("isSilent") is True
    if ids is None and flood is None and not is_silent:
        raise BadRequestError("say whom to remove: participants, flood or isSilent")
    chosen = None if ids is None else frozenset(ids)
    store.remove(workshop, chosen, flood=flood, is_silent=is_silent, request=sent.request)


Act = Callable[[WorkshopStore, str, Sent, ConceptualModel], object]

ACTS: Mapping[str, Act] = {
    "move": _move,
    "timer": _set_timer,
    "add-round": _add_round,
    "change-round": _change_round,
    "open-round": _open_round,
    "close-round": lambda store, id_, sent, _: store.close_round(id_, sent.text("round"), sent.request),
    "reveal-round": _reveal_round,
    "hide-round": lambda store, id_, sent, _: store.hide_round(id_, sent.text("round"), sent.request),
    "delete-round": lambda store, id_, sent, _: store.delete_round(id_, sent.text("round"), sent.request),
    "group": _group,
    "ungroup": lambda store, id_, sent, _: store.ungroup_answers(id_, sent.texts("answers"), sent.request),
    "choose-group": _choose,
    "delete-group": lambda store, id_, sent, _: store.delete_group(id_, sent.text("group"), sent.request),
    "drop-answer": lambda store, id_, sent, _: store.drop_answer(id_, sent.text("answer"), sent.request),
    "mask": _mask,
    "add-action": _add_action,
    "change-action": _change_action,
    "delete-action": lambda store, id_, sent, _: store.delete_action(id_, sent.text("action"), sent.request),
    "rename": lambda store, id_, sent, _: store.change(id_, name=sent.text("name"), request=sent.request),
    "extend": _extend,
    "set-day": _set_day,
    "close-joining": lambda store, id_, sent, _: store.close_joining(id_, sent.request),
    "open-joining": lambda store, id_, sent, _: store.open_joining(id_, sent.request),
    "remove": _remove,
    "end": lambda store, id_, sent, _: store.end(id_, sent.request),
    "delete": lambda store, id_, sent, _: store.delete(id_, sent.request),
    "undo": lambda store, id_, sent, _: store.undo(id_, sent.text("deletion"), sent.request),
}
