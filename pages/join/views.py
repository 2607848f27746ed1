"""The phone pages as a whole: typing a key, joining, taking part, the end, and what to do when all fails."""

from __future__ import annotations

from model import ConceptualModel
from model.workshop import PhoneState, Receipt, Workshop
from pages.join.fields import Fields
from pages.join.forms import build_join_form, build_key_form, build_role, build_withdrawing
from pages.join.layout import Visit, build_note, build_page
from pages.join.markup import Child, Element, tag
from pages.join.questions import build_others, build_round
from pages.join.room import Room
from pages.join.watching import see
from pages.join.words import list_done


def build_front(
    visit: Visit, *, typed: str = "", fault: str = "", code: str = "", code_fault: str = "", done: str = ""
) -> bytes:
    """Where somebody types the key of a workshop, or withdraws a story."""
    _ = visit.translate
    return build_page(
        visit,
        _("Join a workshop"),
        _build_done(visit, done),
        tag("h1", _("Join a workshop")),
        build_key_form(visit, typed, fault),
        build_withdrawing(visit, "", code, code_fault),
        is_at_fault=bool(fault or code_fault),
    )


def build_door(
    visit: Visit, workshop: Workshop, form_token: str, fault: str = "", unsent: Element | None = None
) -> bytes:
    """Where somebody joins a workshop."""
    _ = visit.translate
    return build_page(
        visit,
        workshop.name,
        build_note(fault, is_fault=True) if fault else None,
        unsent,
        tag("h1", workshop.name, dir="auto"),
        _build_rehearsal(visit, workshop),
        *(
            [
                tag("p", _("No name, no account: nobody sees who said what.")),
                build_join_form(visit, workshop.key, form_token),
            ]
            if workshop.is_joining_open
            else [tag("p", _("Joining is closed. Ask who leads the workshop if you still want to join."))]
        ),
        build_withdrawing(visit, workshop.key),
        is_at_fault=bool(fault),
    )


def build_room_page(
    room: Room,
    *,
    done: str = "",
    receipt: Receipt | None = None,
    fault: str = "",
    unsent: Element | None = None,
) -> bytes:
    """The question that is open now, the way to others, and all that a phone can do."""
    _ = room.visit.translate
    state, visit = room.state, room.visit
    workshop = state.workshop
    shown = room.shown
    seen = see(state)
    again = room.link()
    nothing = [
        tag("p", _("Nothing is open right now. Look at the screen."), class_="quiet-page"),
        tag("p", tag("a", _("Look again"), href=again, class_="button quiet"), class_="again"),
    ]
    return build_page(
        visit,
        workshop.name,
        _build_done(visit, done),
        build_note(fault, is_fault=True) if fault else None,
        _build_receipt(visit, receipt) if receipt else None,
        unsent,
        tag("h1", workshop.name, dir="auto", class_="small"),
        _build_rehearsal(visit, workshop),
        build_others(room),
        *([build_round(room, shown)] if shown else nothing),
        _build_agreed(room.model, state, visit),
        build_role(room),
        build_withdrawing(visit, workshop.key),
        tag("p", tag("a", _("Look again"), href=again), class_="again") if shown else None,
        is_at_fault=bool(fault or any(one.faults or one.identifiers for one in room.entered.values())),
        refresh="" if shown or receipt or unsent is not None else again,
        script={
            "workshop": workshop.id,
            "state": visit.link(f"{workshop.key}/state.json"),
            "here": again,
            "version": seen.version,
            "page": seen.page,
            "sending": _("Sending …"),
            "waiting": _("Not sent yet. It is kept on this phone and sent again automatically."),
            "late": _("What you sent last has not arrived yet. Until then your earlier answer counts."),
            "news": _("There is something new."),
            "show": _("Show it"),
            "kept": _("What you typed is kept on this phone until the question is open again."),
            "draft": _("typed, not sent"),
            "receipts": _("Codes kept on this phone"),
            "copy": _("Copy the code"),
            "copied": _("Copied."),
            "left": _("{count} left"),
            "more": _("more"),
            "less": _("fewer"),
        },
    )


def build_over(
    visit: Visit, model: ConceptualModel, state: PhoneState | None, unsent: Element | None = None
) -> bytes:
    """The end of a workshop: what was agreed, for who was there."""
    _ = visit.translate
    return build_page(
        visit,
        _("This workshop has ended"),
        unsent,
        tag("h1", _("This workshop has ended")),
        tag("p", _("Thank you for being here.")),
        _build_agreed(model, state, visit) if state else None,
        build_withdrawing(visit),
        tag("p", tag("a", _("Join another workshop"), href=visit.link())),
        is_at_fault=unsent is not None,
    )


def build_refusal(visit: Visit, words: str, unsent: Element | None = None, back: str = "") -> bytes:
    """What to do where nothing could be done."""
    _ = visit.translate
    return build_page(
        visit,
        words,
        build_note(words, is_fault=True),
        unsent,
        tag("p", tag("a", _("Back to the page"), href=visit.link(back)), class_="again"),
        is_at_fault=True,
    )


def build_unsent(visit: Visit, fields: Fields, action: str = "") -> Element | None:
    """What somebody typed and could not be sent, to copy it; with an action to send it again."""
    _ = visit.translate
    texts = [value for name, value in fields.pairs if (name == "text" or name.startswith("t-")) and value]
    again = tag(
        "form",
        *(tag("input", type="hidden", name=name, value=value) for name, value in fields.pairs),
        tag("button", _("Try again")),
        method="post",
        action=action,
    )
    if not texts:
        return again if action else None
    kept = tag(
        "textarea",
        "\n\n".join(texts),
        rows="6",
        readonly=True,
        dir="auto",
        aria_label=_("What you typed"),
    )
    words = _("What you typed is here; nothing is lost.")
    return tag("section", tag("p", words, class_="strong"), kept, again if action else None, class_="warn")


def _build_done(visit: Visit, done: str) -> Element | None:
    words = list_done(visit.translate).get(done)
    return build_note(words) if words else None


def _build_rehearsal(visit: Visit, workshop: Workshop) -> Element | None:
    _ = visit.translate
    words = _("Rehearsal: try it out; what is told and voted does not count")
    return tag("p", words, class_="hint") if workshop.is_rehearsal else None


def _build_receipt(visit: Visit, receipt: Receipt) -> Element:
    _ = visit.translate
    half = len(receipt.code) // 2
    return tag(
        "section",
        tag("h2", _("Thank you: your story was sent."), tabindex="-1", data_focus=True),
        tag("p", _("With this code you can withdraw it, on any device, also later. Write it down:")),
        tag("p", f"{receipt.code[:half]} {receipt.code[half:]}", class_="code", data_code=receipt.code),
        tag("p", _("Nobody can look the code up for you."), class_="hint"),
        class_="receipt",
    )


def _build_agreed(model: ConceptualModel, state: PhoneState, visit: Visit) -> Element | None:
    _ = visit.translate
    names = {node.id: node.name.text(visit.language) for node in model.nodes()}
    agreed: list[Child] = []
    for action in state.actions:
        about = ", ".join(names[node] for node in action.nodes if node in names)
        more = " · ".join(part for part in (action.who, action.when, about) if part)
        agreed.append(
            tag(
                "li",
                tag("span", action.text, dir="auto"),
                tag("span", more, class_="hint", dir="auto") if more else None,
            )
        )
    return (
        tag("section", tag("h2", _("What we agreed")), tag("ul", *agreed, class_="agreed"))
        if agreed
        else None
    )
