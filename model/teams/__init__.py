"""Teams: who holds workshops and tells stories together, in which time, and what differs between two."""

from model.teams.comparison import (
    Comparison,
    Difference,
    Side,
    arrange_differences,
    compare,
    describe_difference,
    describe_sides,
    explain_chance,
    explain_colours,
    find_share,
    list_left_out,
    name_keys,
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
    "Difference",
    "Side",
    "Team",
    "TeamEntryError",
    "TeamError",
    "TeamStore",
    "UnknownTeamError",
    "arrange_differences",
    "compare",
    "describe_difference",
    "describe_sides",
    "explain_chance",
    "explain_colours",
    "find_share",
    "list_left_out",
    "name_keys",
    "name_sides",
]
