"""What happened to a story and through whom, in words."""

from __future__ import annotations

from collections.abc import Mapping

from model.stories import Role, What
from model.words import Translate


def list_change_words(_: Translate) -> Mapping[What, str]:
    """What can happen to a story."""
    return {
        "added": _("added"),
        "edited": _("edited"),
        "attached": _("attached elsewhere"),
        "consent": _("consent changed"),
        "published": _("published"),
        "aside": _("set aside"),
        "withdrawn": _("withdrawn"),
        "restored": _("restored"),
        "undone": _("undone"),
        "deleted": _("deleted"),
    }


def list_change_roles(_: Translate) -> Mapping[Role, str]:
    """Through whom it can happen."""
    return {
        "visitor": _("a visitor"),
        "administrator": _("an administrator"),
        "facilitator": _("a facilitator"),
        "moderator": _("a moderator"),
        "coder": _("a coder"),
        "participant": _("a participant"),
        "import": _("an import"),
        "system": _("the application"),
    }
