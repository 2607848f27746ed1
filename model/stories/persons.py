"""Whom personal codes name, when a backup is restored: what was forgotten since stays forgotten.

`model.workshop.persons` says what a code becomes. This knows no more of it than where it is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import JSON, Connection, LargeBinary, Text, column, select, table, update

KEY = "personal codes"
"""Under which name their key is among the secrets of the database."""

_people = table("workshop_participants", column("workshop", Text), column("id"), column("person", Text))
_aside = table("workshop_deleted", *map(column, ("model", "workshop", "id")), column("rows", JSON))
_PLACE = (_people.c.workshop, _people.c.id)
_secrets = table("workshop_secrets", column("name", Text), column("value", LargeBinary))


@dataclass(frozen=True)
class Forgotten:
    """Of which participants a database knows no person, and the key that it knows the others by."""

    key: bytes | None
    participants: frozenset[tuple[Any, ...]]


def read_forgotten(live: Connection) -> Forgotten:
    """Whom a database that a backup takes the place of knows no person of."""
    nobody = live.execute(select(*_PLACE).where(_people.c.person.is_(None)))
    return Forgotten(_read_key(live), frozenset(map(tuple, nobody)))


def forget_again(restored: Connection, forgotten: Forgotten) -> None:
    """Take from a database that is to be restored the persons of those who were forgotten since.

    Of those who are not in the live one nothing is known, and they stay as they are. Nothing is done where
    the live one has another key, as its persons are others.
    """
    if forgotten.key != _read_key(restored):
        return
    named = set(map(tuple, restored.execute(select(*_PLACE).where(_people.c.person.is_not(None)))))
    for workshop, participant in sorted(named & forgotten.participants):
        row = update(_people).where(_people.c.workshop == workshop, _people.c.id == participant)
        restored.execute(row.values(person=None))
    for model, workshop, request, rows in restored.execute(select(_aside)).all():  # not to be compared
        if any(row.get("person") for row in rows.get(_people.name, ())):
            rows[_people.name] = [{**row, "person": None} for row in rows[_people.name]]
            aside = (_aside.c.model == model, _aside.c.workshop == workshop, _aside.c.id == request)
            restored.execute(update(_aside).where(*aside).values(rows=rows))


def _read_key(connection: Connection) -> bytes | None:
    found = connection.execute(select(_secrets.c.value).where(_secrets.c.name == KEY)).scalar()
    return None if found is None else bytes(found)
