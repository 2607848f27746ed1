"""Teams: who holds workshops and tells stories together, in which time, and what differs between two."""

from model.teams.faults import TeamEntryError, TeamError, UnknownTeamError
from model.teams.store import TeamStore
from model.teams.team import COLOURS, LONGEST_NAME, MOST_TEAMS, Colour, Team

__all__ = [
    "COLOURS",
    "LONGEST_NAME",
    "MOST_TEAMS",
    "Colour",
    "Team",
    "TeamEntryError",
    "TeamError",
    "TeamStore",
    "UnknownTeamError",
]
