"""All rows of a database, copied into another one of the same version, of either engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Connection,
    MetaData,
    Table,
    Text,
    bindparam,
    cast,
    delete,
    func,
    insert,
    select,
    text,
    type_coerce,
)

from model.stories.migrations import list_tables
from model.stories.tables import story_search_state, story_words

_BATCH = 1000
_MADE_ANEW = {story_words.name, story_search_state.name}
"""What is made of the stories."""


def copy_rows(source: Connection, target: Connection) -> None:
    """Copy every row, within both transactions; the tables of the target are empty.

    The target's search index is left to be made anew: by `index_anew`, or when it is next opened. JSON goes
    over as it is written. A number that a row once had is given to no other row there either.
    """
    there = {table.name: table for table in _read_tables(target)}
    for table in _read_tables(source):
        if table.name in _MADE_ANEW:
            continue
        written = {column.name: _write(column, target.dialect.name) for column in there[table.name].columns}
        query = select(*(_read(column, source.dialect.name) for column in table.columns))
        for batch in source.execute(query).mappings().partitions(_BATCH):
            target.execute(insert(there[table.name]).values(written), [dict(row) for row in batch])
    _write_last_numbers(target, _read_last_numbers(source))


def replace_rows(source: Connection, target: Connection) -> None:
    """Put the rows of a database in the place of those of PostgreSQL, whose writers `hold_writers` keeps out.

    Who reads meanwhile sees what was there until the transaction is over.
    """
    for table in reversed([*_read_tables(target)]):
        if table.name not in _MADE_ANEW:
            target.execute(delete(table))
    copy_rows(source, target)


def hold_writers(connection: Connection) -> None:
    """Let nobody else write into PostgreSQL until this transaction is over, however long it takes."""
    names = ", ".join(connection.dialect.identifier_preparer.quote(name) for name in sorted(list_tables()))
    connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
    connection.exec_driver_sql(f"LOCK TABLE {names} IN EXCLUSIVE MODE")


def _read_tables(connection: Connection) -> Iterator[Table]:
    """Our tables as they are in this database, those that others refer to first."""
    found = MetaData()
    found.reflect(connection, only=sorted(list_tables()))
    return iter(found.sorted_tables)


def _read(column: Column[Any], dialect: str) -> ColumnElement[Any]:
    if not isinstance(column.type, JSON):
        return column
    written = type_coerce(column, Text) if dialect == "sqlite" else cast(column, Text)
    return written.label(column.name)


def _write(column: Column[Any], dialect: str) -> ColumnElement[Any]:
    if not isinstance(column.type, JSON):
        return bindparam(column.name, type_=column.type)
    written = bindparam(column.name, type_=Text())
    return written if dialect == "sqlite" else cast(written, column.type)


def _read_last_numbers(connection: Connection) -> dict[str, int]:
    """The last number that the database gave to a row of each table whose rows it numbers."""
    if connection.dialect.name == "sqlite":
        rows = connection.exec_driver_sql("SELECT name, seq FROM sqlite_sequence").all()
        return {name: last for name, last in rows}  # noqa: C416 - rows of two columns are no pairs to mypy
    numbers = {}
    for table, sequence in _list_sequences(connection):
        query = f"SELECT last_value FROM {sequence} WHERE is_called"  # noqa: S608
        numbers[table.name] = connection.exec_driver_sql(query).scalar() or 0
    return numbers


def _write_last_numbers(connection: Connection, numbers: Mapping[str, int]) -> None:
    """Let the database go on after these numbers, and after those of the rows that are there."""
    if connection.dialect.name == "sqlite":
        for name, last in numbers.items():
            row = {"name": name, "last": last}
            connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), row)
            connection.execute(text("INSERT INTO sqlite_sequence VALUES (:name, :last)"), row)
        return
    for table, sequence in _list_sequences(connection):
        [key] = table.primary_key.columns
        highest = connection.execute(select(func.max(key))).scalar() or 0
        if last := max(highest, numbers.get(table.name, 0)):
            connection.execute(select(func.setval(sequence, last)))


def _list_sequences(connection: Connection) -> Iterator[tuple[Table, str]]:
    """The tables of PostgreSQL whose rows it numbers, each with what it counts by."""
    for table in _read_tables(connection):
        for column in table.primary_key.columns:
            sequence = connection.execute(
                select(func.pg_get_serial_sequence(table.name, column.name))
            ).scalar()
            if sequence:
                yield table, sequence
