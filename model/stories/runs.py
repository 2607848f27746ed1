"""When regular work on the database was done last, through whichever process."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from sqlalchemy import Column, MetaData, Table, Text, select

from model.stories.database import Database
from model.stories.tables import Moment, insert_into
from model.stories.tables import metadata as of_stories

Work = Literal["erasing"]

metadata = MetaData(naming_convention=of_stories.naming_convention)

upkeep_runs = Table(
    "upkeep_runs", metadata, Column("work", Text, primary_key=True), Column("at", Moment, nullable=False)
)


def note_run(database: Database, work: Work, at: datetime) -> None:
    """Remember that it was done at a moment."""
    with database.writing() as connection:
        statement = insert_into(upkeep_runs, connection.dialect.name).values(work=work, at=at)
        connection.execute(statement.on_conflict_do_update(index_elements=["work"], set_={"at": at}))


def find_run(database: Database, work: Work) -> datetime | None:
    """When it was done last; None before the first time."""
    query = select(upkeep_runs.c.at).where(upkeep_runs.c.work == work)
    with database.reading() as connection:
        found: datetime | None = connection.execute(query).scalar()
    return found
