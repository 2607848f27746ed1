"""Teams: who holds workshops and tells stories together, in which time, and what differs between two."""

from model.teams.comparison import (
    Comparison,
    NodeDifference,
    Side,
    compare,
    describe_difference,
    name_sides,
)
from model.teams.faults import TeamEntryError, TeamError, UnknownTeamError
from model.teams.store import TeamStore
from model.teams.team import COLOURS, LONGEST_NAME, MOST_TEAMS, Colour, Team

__all__ = [
    "COLOURS",
    "LONGEST_NAME",
    "MOST_TEAMS",
    "Colour",
    "Comparison",
    "NodeDifference",
    "Side",
    "Team",
    "TeamEntryError",
    "TeamError",
    "TeamStore",
    "UnknownTeamError",
    "compare",
    "describe_difference",
    "name_sides",
]
