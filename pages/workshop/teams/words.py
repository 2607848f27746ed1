"""What is said of teams on the facilitator's page."""

from __future__ import annotations

from typing import Any

from model.words import Translate


def list_team_words(_: Translate) -> dict[str, Any]:
    """The words of the teams and of how one differs from another."""
    return {
        "partsOfPage": _("Parts of this page"),
        "parts": {
            "workshops": _("Workshops"),
            "agreed": _("What came of it"),
            "teams": _("Teams"),
            "compare": _("Compare"),
        },
        "agreedHelp": _(
            "Everything that was agreed in workshops: first what is open, by its day, then what is settled. "
            "The next meeting of a team asks for what is open."
        ),
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
        "compareTitle": _("Compare two ratings"),
        "compareHelp": _(
            "Of two teams, or of one team at two times. Ratings can be compared once they were revealed, and "
            "only where at least 5 people answered on both sides."
        ),
        "compareFirst": _("First rating"),
        "compareSecond": _("Second rating"),
        "noRatings": _("There are no two revealed ratings yet that ask about the same elements."),
        "nothingShared": _("These two ratings have no element in common. Choose another one."),
        "tooFewAnswered": _("Not shown: fewer than 5 people answered on one side."),
        "hiddenNodes": _("Not shown, as fewer than 5 people rated it on one side: {names}."),
        "unsharedNodes": _("Asked on one side only: {names}."),
        "differs": _("Difference"),
        "element": _("Element"),
        "higherColour": _("+ blue: higher in the second rating"),
        "lowerColour": _("− orange: lower in the second rating"),
        "meanAndMiddle": _("Dot: mean. Bar: middle half of the answers. Scale from 1 to 5."),
        "chanceNote": _(
            "A small difference can be chance, and no difference says how good a team is. Talk about what "
            "changed, and why."
        ),
        "differenceMap": _("The difference on the map"),
        "samePeople": _("The same people, then and now"),
    }
