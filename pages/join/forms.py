"""The forms of a workshop's phone pages: where each is sent, and what it carries besides what is typed."""

from __future__ import annotations

from model.workshop import Round, make_request_id
from pages.join.room import Room
from pages.phones.forms import Form
from pages.phones.layout import Visit


def build_form(room: Room, do: str, round_: Round | None = None, **more: str) -> Form:
    """The form that does something in the workshop; one that comes back is the same request."""
    back = room.entered.get(round_.id if round_ else do)
    request = back.fields.get("request") if back else make_request_id()
    hidden = {"do": do, "token": room.form_token, "request": request, **more}
    if round_:
        hidden["round"] = round_.id
    return Form(room.here, hidden, f"{do}-{round_.id}" if round_ else "")


def build_join_form(visit: Visit, key: str, form_token: str) -> Form:
    """The form that joins the workshop with a key."""
    return Form(visit.link(key), {"do": "join", "token": form_token})
