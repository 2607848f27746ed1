"""How a database of an earlier version becomes one of this version, one step a file.

A step is never changed once it was published; what a later version needs is a further step.
"""

from __future__ import annotations

import threading
from pathlib import Path as FilePath

from sqlalchemy import Connection, inspect, text

from model.stories.faults import StoreUnavailableError
from model.stories.search_index import index_anew, is_indexed
from model.stories.tables import VERSION_TABLE, metadata

_BESIDE = {
    "workshops",
    "workshop_participants",
    "workshop_rounds",
    "workshop_ballots",
    "workshop_answers",
    "workshop_groups",
    "workshop_stories",
    "workshop_actions",
    "workshop_requests",
    "workshop_removed",
    "workshop_floods",
    "workshop_deleted",
    "letterboxes",
    "letterbox_stories",
    "letterbox_mails",
    "workshop_own_steps",
    "workshop_templates",
    "coders",
    "story_codings",
    "coding_marks",
    "coding_passages",
    "coding_decisions",
    "code_memos",
    "teams",
    "team_requests",
    "opened_models",
    "upkeep_runs",
}
"""The tables of workshops, letterboxes, codings, teams, opened models and upkeep, which the stories know
nothing more of."""

_FOLDER = FilePath(__file__).parent
VERSIONS = tuple(sorted(file.name[1:5] for file in _FOLDER.glob("versions/v[0-9]*.py")))
"""The steps in their order, by their numbers; a test holds them against the chain that Alembic follows."""

_ALONE = threading.Lock()


def bring_up_to_date(connection: Connection, where: str, may_fill: bool = True) -> None:
    """Make the tables, or bring those of an earlier version to this one, within this transaction.

    Raises `StoreUnavailableError` for a database of a newer version; for one that is not ours: a SQLite
    file with other tables, a PostgreSQL database with other tables of the same names; and for an empty
    one that is not to be filled.
    """
    version = read_version(connection)
    if version is None and _is_foreign(connection):
        raise StoreUnavailableError("foreign", where)
    if version is None and not may_fill:
        raise StoreUnavailableError("gone", where, "its content is gone; put it back, or restore a backup")
    if version is None and connection.dialect.name == "postgresql":
        _check_encoding(connection, where)
    if version is not None and version not in VERSIONS:
        raise StoreUnavailableError("newer", where)
    if version == VERSIONS[-1] and is_indexed(connection):
        return
    migrate(connection)
    if not is_indexed(connection):
        index_anew(connection)


def is_up_to_date(connection: Connection) -> bool:
    """Whether the database is at the step of this version: no step is missing, and none is of a newer one."""
    return read_version(connection) == VERSIONS[-1]


def migrate(connection: Connection, version: str = "head") -> None:
    """Bring the database to a version, within the transaction of this connection."""
    # Only who migrates pays for importing it.
    from alembic import command
    from alembic.config import Config

    settings = Config(attributes={"connection": connection})
    settings.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    settings.set_main_option("path_separator", "os")
    with _ALONE:  # Alembic's context is one for the whole process
        command.upgrade(settings, version)


def read_version(connection: Connection) -> str | None:
    """The step the database is at; None where it has none of our tables' version."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608
    return str(found) if found is not None else None


def list_tables() -> frozenset[str]:
    """The names of all tables that are ours, not those of the stories alone."""
    return frozenset(_BESIDE).union(metadata.tables)


def list_schema(connection: Connection) -> list[tuple[str, ...]]:
    """Everything that a SQLite file is made of, as it was declared."""
    declared = text("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master ORDER BY 1, 2")
    return [tuple(row) for row in connection.execute(declared)]


def _check_encoding(connection: Connection, where: str) -> None:
    encoding = connection.execute(text("SHOW server_encoding")).scalar()
    if encoding != "UTF8":
        remedy = f"its letters are kept in {encoding}; make a database with ENCODING 'UTF8'"
        raise StoreUnavailableError("foreign", where, remedy)


def _is_foreign(connection: Connection) -> bool:
    names = set(inspect(connection).get_table_names())
    if connection.dialect.name == "sqlite":
        return bool(names)
    return not names.isdisjoint(list_tables())
