"""The forms of the phone pages: what each carries, joining, the role, withdrawing a story."""

from __future__ import annotations

from model.workshop import Round, make_request_id
from model.workshop.keys import KEY_LENGTH
from model.workshop.wording import describe_role_use
from pages.join.inputs import build_button, build_choices, build_fault, build_input
from pages.join.layout import Visit
from pages.join.markup import Child, Element, tag
from pages.join.room import Room
from pages.join.words import list_roles


def build_form(room: Room, do: str, *children: Child, asked: Round | None = None, **more: str) -> Element:
    """A form that is sent to the workshop, once however often it is sent."""
    back = room.entered.get(asked.id if asked else do)
    request = back.fields.get("request") if back else make_request_id()
    hidden = {"do": do, "token": room.form_token, "request": request}
    if asked:
        hidden["round"] = asked.id
        more = {"data_draft": f"{do}-{asked.id}", **more}
    return tag(
        "form",
        *(tag("input", type="hidden", name=name, value=value) for name, value in hidden.items()),
        *children,
        method="post",
        action=room.link(),
        **more,
    )


def build_role(room: Room) -> Element:
    """Changing as what somebody is here."""
    _ = room.visit.translate
    chosen, words = room.state.participant.role or "", _("Your role")
    return tag(
        "details",
        tag("summary", f"{words}: {list_roles(_)[chosen] if chosen else '–'}"),
        build_form(room, "role", choose_role(room.visit, chosen), build_button(_("Change"), is_quiet=True)),
    )


def choose_role(visit: Visit, chosen: str) -> Element:
    """As what somebody is here."""
    _ = visit.translate
    return tag(
        "fieldset",
        tag("legend", _("What is your role?")),
        tag("p", describe_role_use(_), class_="hint"),
        *build_choices("radio", "role", list_roles(_), (chosen,)),
    )


def build_withdrawing(visit: Visit, key: str = "", typed: str = "", fault: str = "") -> Element:
    """Withdrawing a story with the code on its receipt, on any device."""
    _ = visit.translate
    return tag(
        "details",
        tag("summary", _("Withdraw a story")),
        tag(
            "form",
            tag("input", type="hidden", name="key", value=key),
            tag("label", _("The code on the receipt"), for_="code"),
            build_input("code", "code", typed, fault, maxlength="40", autocapitalize="characters"),
            build_fault("code", fault),
            build_button(_("Withdraw"), is_quiet=True),
            method="post",
            action=visit.link("withdraw"),
        ),
        open=bool(fault),
        class_="withdraw",
    )


def build_key_form(visit: Visit, typed: str = "", fault: str = "") -> Element:
    """Typing the key of a workshop."""
    _ = visit.translate
    language = tag("input", type="hidden", name="lang", value=visit.language) if visit.is_asked else None
    return tag(
        "form",
        language,
        tag("label", _("The key on the screen: {count} characters").format(count=KEY_LENGTH), for_="key"),
        build_input("key", "key", typed, fault, maxlength="300", autocapitalize="characters", class_="key"),
        build_fault("key", fault),
        build_button(_("Go on")),
        method="get",
        action=visit.up,
    )


def build_join_form(visit: Visit, key: str, form_token: str, role: str = "") -> Element:
    """Joining: the role, which need not be said, and nothing else."""
    _ = visit.translate
    hidden = {"do": "join", "token": form_token}
    return tag(
        "form",
        *(tag("input", type="hidden", name=name, value=value) for name, value in hidden.items()),
        choose_role(visit, role),
        build_button(_("Join")),
        method="post",
        action=visit.link(key),
    )
