"""The words around a story, for every page on which stories are told or read."""

from __future__ import annotations

from typing import Any

from model.stories.fields import FIELDS, PLAIN
from model.stories.privacy import IdentifierKind
from model.stories.story import LONGEST_LINE, LONGEST_TEXT
from model.words import Translate

_LONGEST = {"line": LONGEST_LINE, "text": LONGEST_TEXT}


def list_tellers(_: Translate) -> dict[str, str]:
    """Who can tell a story."""
    return list_options("teller", _)


def list_told_by(_: Translate) -> dict[str, str]:
    """Who told a story, as it stands beside it."""
    return {
        "patient": _("told by a patient"),
        "family": _("told by family"),
        "professional": _("told by a professional"),
        "leader": _("told by a leader"),
        "other": _("told by someone else"),
    }


def list_origins(_: Translate) -> dict[str, str]:
    """How a story came here."""
    return list_options("origin", _)


def list_statuses(_: Translate) -> dict[str, str]:
    """How far a story is."""
    return list_options("status", _)


def list_options(field: str, _: Translate) -> dict[str, str]:
    """What a choice can be, and what people call that."""
    return {id_: _(name) for id_, name in FIELDS[field].options.items()}


def list_fields(_: Translate) -> dict[str, str]:
    """What a file can say of a story."""
    return {name: _(field.label) for name, field in FIELDS.items()}


def list_plain(_: Translate) -> list[dict[str, Any]]:
    """The plain fields, as the form of a story asks for them and pages show them."""
    return [
        {
            "name": field.name,
            "kind": field.kind,
            "label": _(field.label),
            "question": _(field.question or field.label),
            "hint": _(field.hint) if field.hint else "",
            "longest": _LONGEST.get(field.kind),
            "options": list_options(field.name, _),
            "isRequired": field.is_required,
        }
        for field in PLAIN
    ]


def list_identifiers(_: Translate) -> dict[IdentifierKind, str]:
    """What may tell who somebody is."""
    return {
        "e-mail": _("e-mail address"),
        "phone": _("telephone number"),
        "national-number": _("national number"),
        "date": _("date"),
        "age": _("age over 89"),
        "name": _("name"),
        "room": _("room or bed"),
        "web": _("web address"),
        "account": _("account number"),
        "address": _("street address"),
        "place": _("place"),
        "hospital": _("hospital or ward"),
        "file-number": _("patient or file number"),
        "plate": _("number plate"),
        "event": _("event that few lived through"),
    }
