"""Whom a database forgot since a backup was made is forgotten in what is restored of it, and nobody else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, text

from model.stories.persons import KEY, Forgotten, forget_again, read_forgotten

Person = tuple[str, int, str | None]

LIVE: list[Person] = [("spring", 1, None), ("spring", 2, "ann"), ("autumn", 1, None), ("winter", 1, None)]
RESTORED: list[Person] = [
    ("autumn", 1, "bo"),
    ("spring", 1, "bo"),
    ("spring", 2, "cy"),
    ("spring", 3, None),
    ("summer", 1, "di"),
]
ASIDE = {
    "named": {"workshop_participants": [{"id": 1, "person": "ed"}, {"id": 2, "person": None}], "rounds": [3]},
    "nameless": {"workshop_participants": [{"id": 1, "person": None}, {"id": 2}]},
    "empty": {"rounds": [4]},
}


def fill(connection: Connection, people: list[Person], key: bytes | None) -> None:
    """A database of these people, with three workshops that were put aside."""
    connection.execute(text("CREATE TABLE workshop_participants (workshop TEXT, id INTEGER, person TEXT)"))
    connection.execute(text("CREATE TABLE workshop_deleted (model TEXT, workshop TEXT, id TEXT, rows TEXT)"))
    connection.execute(text("CREATE TABLE workshop_secrets (name TEXT, value BLOB)"))
    for person in people:
        values = dict(zip(("workshop", "id", "person"), person, strict=True))
        connection.execute(text("INSERT INTO workshop_participants VALUES (:workshop, :id, :person)"), values)
    for request, rows in ASIDE.items():
        statement = text("INSERT INTO workshop_deleted VALUES ('test', 'held', :request, :rows)")
        connection.execute(statement, {"request": request, "rows": json.dumps(rows)})
    secrets = [("another", b"server")] + ([(KEY, key)] if key else [])
    for name, value in secrets:
        connection.execute(
            text("INSERT INTO workshop_secrets VALUES (:name, :value)"), {"name": name, "value": value}
        )


def list_people(connection: Connection) -> list[Person]:
    query = text("SELECT workshop, id, person FROM workshop_participants ORDER BY workshop, id")
    return [(row.workshop, row.id, row.person) for row in connection.execute(query)]


def list_aside(connection: Connection) -> dict[str, Any]:
    rows = connection.execute(text("SELECT id, rows FROM workshop_deleted"))
    return {row.id: json.loads(row.rows) for row in rows}


@pytest.fixture
def databases() -> Iterator[tuple[Connection, Connection]]:
    """Two empty databases: the live one, and the one that takes its place."""
    with ExitStack() as opened:
        engines = [create_engine("sqlite://") for _ in range(2)]
        yield tuple(opened.enter_context(engine.begin()) for engine in engines)  # type: ignore[misc]
    for engine in engines:
        engine.dispose()


@pytest.mark.parametrize("key", [b"key", None])
def test_who_was_forgotten_stays_forgotten_also_of_what_was_put_aside(
    databases: tuple[Connection, Connection], key: bytes | None
) -> None:
    live, restored = databases
    fill(live, LIVE, key)
    fill(restored, RESTORED, key)
    forgotten = read_forgotten(live)
    assert forgotten == Forgotten(key, frozenset({("spring", 1), ("autumn", 1), ("winter", 1)}))
    forget_again(restored, forgotten)
    assert list_people(restored) == [
        ("autumn", 1, None),
        ("spring", 1, None),
        ("spring", 2, "cy"),
        ("spring", 3, None),
        ("summer", 1, "di"),
    ]
    nobody = [{"id": 1, "person": None}, {"id": 2, "person": None}]
    assert list_aside(restored) == ASIDE | {"named": {"workshop_participants": nobody, "rounds": [3]}}
    assert list_people(live) == sorted(LIVE, key=str)


@pytest.mark.parametrize("keys", [(b"key", b"other"), (b"key", None), (None, b"key")])
def test_persons_by_another_key_are_others_and_stay(
    databases: tuple[Connection, Connection], keys: tuple[bytes | None, bytes | None]
) -> None:
    live, restored = databases
    fill(live, LIVE, keys[0])
    fill(restored, RESTORED, keys[1])
    forget_again(restored, read_forgotten(live))
    assert list_people(restored) == RESTORED
    assert list_aside(restored) == ASIDE
