"""What is said of teams on the facilitator's page."""

from __future__ import annotations

from typing import Any

from model.words import Translate


def list_team_words(_: Translate) -> dict[str, Any]:
    """The words of the teams and of how one differs from another."""
    return {
        "partsOfPage": _("Parts of this page"),
        "parts": {"workshops": _("Workshops"), "teams": _("Teams")},
        "teams": _("Teams"),
        "team": _("Team"),
        "noTeam": _("no team"),
        "allTeams": _("all teams"),
        "ofTeam": _("Workshops of"),
        "noneOfTeam": _("This team has no workshop yet."),
        "teamUse": _("Stories that are told in this workshop belong to the team, also those already sent."),
        "teamSet": _("Saved. The stories of this workshop belong to the team, too."),
        "teamsHelp": _(
            "A team is a ward, a department or any other group. Workshops and stories can belong to a team; "
            "nothing has to."
        ),
        "addTeam": _("Add a team"),
        "teamName": _("Name of the team"),
        "teamHint": _("e.g. Ward 4"),
        "teamAdded": _("“{name}” was added."),
        "noTeams": _("There is no team yet."),
        "colour": _("Colour"),
        "colours": {
            "blue": _("blue"),
            "orange": _("orange"),
            "green": _("green"),
            "purple": _("purple"),
            "grey": _("grey"),
            "ochre": _("ochre"),
            "red": _("red"),
            "teal": _("teal"),
        },
        "endTeam": _("End"),
        "reopenTeam": _("Reopen"),
        "endsOn": _("ends on {day}"),
        "endsFrom": _("From which day?"),
        "endsToday": _("Optional: today."),
        "sureEndTeam": _(
            "“{name}” can then no longer be chosen for workshops and stories. What it has stays and can be "
            "found."
        ),
        "teamPasscode": _("Passcode"),
        "hasPasscode": _("own passcode"),
        "passcodeUse": _(
            "Who signs in with this passcode sees and leads only the workshops of “{name}” and moderates "
            "only its stories. It is not shown again."
        ),
        "newPasscode": _("New passcode of the team"),
        "passcodeHint": _("At least 8 characters, and not the facilitator's passcode."),
        "showPasscode": _("Show what I type"),
        "passcodeSet": _("Saved. Anyone signed in with an earlier passcode of this team is signed out."),
        "removePasscode": _("Remove the passcode"),
        "surePasscode": _("Nobody can then sign in for “{name}” alone, and whoever did is signed out."),
        "passcodeRemoved": _("The passcode was removed."),
    }
