"""The words around a story, for every page on which stories are told or read."""

from __future__ import annotations

from model.stories.privacy_rules import Kind
from model.words import Translate


def list_tellers(_: Translate) -> dict[str, str]:
    """Who can tell a story."""
    return {
        "patient": _("a patient"),
        "family": _("family"),
        "professional": _("a professional"),
        "leader": _("a leader"),
        "other": _("someone else"),
    }


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
    return {"retold": _("retold"), "collected": _("told here"), "imported": _("imported")}


def list_identifiers(_: Translate) -> dict[Kind, str]:
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
    }
