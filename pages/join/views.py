"""The pages of a workshop as a whole: typing a key, joining, taking part, the end.

Each gives its template (`templates`) the values that it shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from model import ConceptualModel
from model.stories.keys import KEY_LENGTH
from model.workshop import ParticipantStore, PhoneState, Receipt, Workshop
from model.workshop.agreed import write_until
from model.workshop.wording import describe_role_use
from pages.join.forms import build_form, build_join_form
from pages.join.meanings import Entry
from pages.join.news import see
from pages.join.personal import build_personal, offers_personal
from pages.join.questions import build_question, list_others
from pages.join.results import build_result
from pages.join.room import Room
from pages.join.words import list_done, list_roles
from pages.phones.forms import Unsent, Withdrawal
from pages.phones.layout import Visit, build_page

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Agreement:
    """An action that was agreed on, and who does it, until when, for which elements."""

    text: str
    more: str


def build_front(
    visit: Visit, *, typed: str = "", fault: str = "", code: str = "", code_fault: str = "", done: str = ""
) -> bytes:
    """Where somebody types the key of a workshop, or withdraws a story."""
    _ = visit.translate
    return build_page(
        TEMPLATES,
        visit,
        "front.html",
        _("Join a workshop"),
        is_at_fault=bool(fault or code_fault),
        done=list_done(_).get(done),
        asks=_("The key on the screen: {count} characters").format(count=KEY_LENGTH),
        typed=typed,
        fault=fault,
        withdrawal=Withdrawal("", code, code_fault, takes_personal=True),
    )


def build_door(
    visit: Visit, workshop: Workshop, form_token: str, fault: str = "", unsent: Unsent | None = None
) -> bytes:
    """Where somebody joins a workshop."""
    _ = visit.translate
    return build_page(
        TEMPLATES,
        visit,
        "door.html",
        workshop.name,
        is_at_fault=bool(fault),
        fault=fault,
        unsent=unsent,
        workshop=workshop,
        join=build_join_form(visit, workshop.key, form_token),
        role="",
        roles=list_roles(_),
        role_use=describe_role_use(_),
        withdrawal=Withdrawal(workshop.key, takes_personal=workshop.has_codes),
    )


def build_room_page(
    room: Room,
    store: ParticipantStore,
    *,
    done: str = "",
    receipt: Receipt | None = None,
    fault: str = "",
    unsent: Unsent | None = None,
) -> bytes:
    """The question that is open now or what a round came to, the way to others, and all that a phone can do;
    `store` has the ballots of what is revealed."""
    _ = room.visit.translate
    shown = room.shown
    is_result = shown is not None and shown.is_revealed
    workshop = room.state.workshop
    has_faults = any(entered.faults or entered.identifiers for entered in room.entered.values())
    return build_page(
        TEMPLATES,
        room.visit,
        "room.html",
        workshop.name,
        is_at_fault=bool(fault) or has_faults,
        done=list_done(_).get(done),
        fault=fault,
        code=receipt.code if receipt else "",
        personal=room.personal if offers_personal(room) else "",
        unsent=unsent,
        workshop=workshop,
        here=room.here,
        is_waiting=not ((shown and not is_result) or receipt or unsent),
        seen=see(room.state),
        others=list_others(room),
        question=build_question(room, shown) if shown and not is_result else None,
        result=build_result(room, shown, store) if shown and is_result else None,
        agreed=_list_agreed(room.model, room.state, room.visit),
        change_role=build_form(room, "role"),
        role=room.state.participant.role or "",
        roles=list_roles(_),
        role_use=describe_role_use(_),
        withdrawal=Withdrawal(workshop.key, takes_personal=workshop.has_codes),
    )


def build_personal_page(
    room: Room, *, done: str = "", code: str = "", fault: str = "", unsent: Unsent | None = None
) -> bytes:
    """What personal codes are for, and the form to use one; `code` is one that is shown once."""
    _, workshop = room.visit.translate, room.state.workshop
    personal = build_personal(room)
    return build_page(
        TEMPLATES,
        room.visit,
        "personal.html",
        _("Your personal code"),
        is_at_fault=bool(fault or personal.agree_fault or personal.code_fault),
        done=list_done(_).get(done),
        fault=fault,
        unsent=unsent,
        given=code,
        personal=personal,
        back=room.visit.link(workshop.key),
        withdrawal=Withdrawal(workshop.key, takes_personal=True),
    )


def build_meanings(visit: Visit, room: Workshop, stages: list[tuple[str, list[Entry]]]) -> bytes:
    """What the elements mean that a workshop asks about, by stage."""
    _ = visit.translate
    title = _("What the words mean")
    return build_page(TEMPLATES, visit, "meanings.html", title, stages=stages, back=visit.link(room.key))


def build_over(
    visit: Visit,
    model: ConceptualModel,
    state: PhoneState | None,
    unsent: Unsent | None = None,
    report: str = "",
) -> bytes:
    """The end of a workshop: what was agreed, and the address of its report, for who was there."""
    _ = visit.translate
    return build_page(
        TEMPLATES,
        visit,
        "over.html",
        _("This workshop has ended"),
        is_at_fault=unsent is not None,
        unsent=unsent,
        agreed=_list_agreed(model, state, visit) if state else [],
        report=report,
        withdrawal=Withdrawal(takes_personal=True),
    )


def _list_agreed(model: ConceptualModel, state: PhoneState, visit: Visit) -> list[Agreement]:
    if not state.actions:
        return []
    names = {node.id: node.name.text(visit.language) for node in model.nodes()}
    agreed = []
    for action in state.actions:
        about = ", ".join(names[node] for node in action.nodes if node in names)
        more = " · ".join(part for part in (action.who, write_until(action, visit.language), about) if part)
        agreed.append(Agreement(action.text, more))
    return agreed
