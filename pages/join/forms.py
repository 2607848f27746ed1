"""The forms of the phone pages: where each is sent, and what it carries besides what is typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from model.workshop import Round, make_request_id
from pages.join.fields import Fields
from pages.join.layout import Visit
from pages.join.room import Room


@dataclass(frozen=True)
class Form:
    """A form that is sent to the workshop, once however often it is sent.

    A script keeps what is typed into it under the name `draft`.
    """

    action: str
    hidden: Mapping[str, str]
    draft: str = ""


@dataclass(frozen=True)
class Withdrawal:
    """The form that withdraws a story with the code on its receipt; `key` is the workshop's, if any."""

    key: str = ""
    typed: str = ""
    fault: str = ""


@dataclass(frozen=True)
class Unsent:
    """What somebody typed and could not be sent; with an `action` it can be sent again."""

    text: str
    pairs: tuple[tuple[str, str], ...]
    action: str = ""


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


def build_unsent(fields: Fields, action: str = "") -> Unsent | None:
    """What cannot be taken now of what a form sent; None where there is no text and nothing to send again."""
    texts = [value for name, value in fields.pairs if (name == "text" or name.startswith("t-")) and value]
    return Unsent("\n\n".join(texts), fields.pairs, action) if texts or action else None
