"""What is said to who signed in with passcodes of teams."""

from __future__ import annotations

from model.words import Translate


def list_signed_words(_: Translate) -> dict[str, str]:
    """The words of the line that says which teams somebody signed in for."""
    return {
        "leadingFor": _("Your teams"),
        "leaveTeam": _("Leave “{name}”"),
        "joinTeam": _("Add another team"),
    }
