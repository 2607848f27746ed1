"""What is said of teams on the facilitator's page."""

from __future__ import annotations

from typing import Any

from model.teams import explain_chance, explain_colours
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
        "compareWith": _("Compare with …"),
        "comparedWith": _("Compared with"),
        "compareUse": _(
            "The means of both are then shown side by side, once this question is revealed. They stay here "
            "even if the other workshop is deleted."
        ),
        "compareNow": _("Compare"),
        "noEarlier": _("There is no other revealed rating yet that asks about the same."),
        "sameQuestion": _("the same question, asked earlier in this workshop"),
        "stopComparing": _("Do not compare"),
        "compareSet": _("It is compared now."),
        "compareEnded": _("It is no longer compared."),
        "differs": _("Difference"),
        "higherColour": explain_colours(_)[0],
        "lowerColour": explain_colours(_)[1],
        "meanAndMiddle": _("Dot: mean. Bar: middle half of the answers. Scale from {least} to {most}."),
        "chanceNote": explain_chance(_),
        "differenceMap": _("The difference on the map"),
        "samePeople": _("The same people, then and now"),
    }
