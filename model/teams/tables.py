"""The tables that hold the teams, beside those of the stories, and how a row becomes a team."""

from __future__ import annotations

from sqlalchemy import Column, Date, Index, MetaData, RowMapping, Table, Text

from model.stories.tables import Moment
from model.stories.tables import metadata as of_stories
from model.teams.team import Team

metadata = MetaData(naming_convention=of_stories.naming_convention)

teams = Table(
    "teams",
    metadata,
    Column("model", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False),
    Column("colour", Text, nullable=False),
    Column("ends", Date),
    Column("passcode", Text),
)
Index("uq_teams_model_name_key", teams.c.model, teams.c.name_key, unique=True)

team_requests = Table(
    "team_requests",
    metadata,
    Column("model", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("team", Text, nullable=False),
    Column("at", Moment, nullable=False),
)


def to_team(row: RowMapping) -> Team:
    """The team of a row."""
    return Team(
        id=row["id"],
        model=row["model"],
        name=row["name"],
        colour=row["colour"],
        ends=row["ends"],
        has_passcode=row["passcode"] is not None,
    )
