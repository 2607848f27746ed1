"""What is said of roles, and of signing in and out, wherever that can be done."""

from __future__ import annotations

from typing import Any

from model.words import Translate
from pages.shared.roles import Role


def name_role(role: Role, _: Translate) -> str:
    """The name of a role, as it stands in a sentence."""
    return {
        "administrator": _("administrator"),
        "facilitator": _("facilitator"),
        "moderator": _("moderator"),
        "coder": _("coder"),
        "teller": _("storyteller"),
        "reader": _("reader"),
    }[role]


def list_sign_in_words(_: Translate) -> dict[str, Any]:
    """What is said where somebody signs in or out, by names as the scripts know them."""
    return {
        "facilitator": _("Sign in"),
        "unlock": _("Sign in"),
        "lock": _("Sign out"),
        "endAllSessions": _("End all sessions"),
        "passcode": _("Passcode"),
        "wrongPasscode": _("This is not the passcode."),
        "readable": _("This connection is not encrypted. Others on this network could read the passcode."),
        "byAccount": _("Sign in with your organisation's account"),
        "orPasscode": _("Or with a passcode:"),
        "signedInAs": {
            "administrator": _("Signed in as administrator"),
            "unlocked": _("Signed in as facilitator"),
            "limited": _("Signed in as facilitator for some teams"),
            "moderator": _("Signed in as moderator"),
            "coder": _("Signed in as coder"),
            "teller": _("Signed in as storyteller"),
        },
        "leadingFor": _("Your teams"),
        "leaveTeam": _("Leave “{name}”"),
        "joinTeam": _("Add another team"),
    }
