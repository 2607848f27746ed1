"""Whom personal codes name, when a backup is restored: what was forgotten since stays forgotten.

`model.workshop.persons` says what a code becomes. This knows no more of it than where it is kept.
"""

from __future__ import annotations

from sqlalchemy import JSON, Connection, LargeBinary, Text, column, select, table, update

KEY = "personal codes"
"""Under which name their key is among the secrets of the database."""

_people = table("workshop_participants", column("workshop", Text), column("id"), column("person", Text))
_aside = table("workshop_deleted", *map(column, ("model", "workshop", "id")), column("rows", JSON))
_secrets = table("workshop_secrets", column("name", Text), column("value", LargeBinary))


def forget_again(live: Connection, restored: Connection) -> None:
    """Take from a database that is to be restored the persons of those whom the live one knows no person of.

    Of those who are not in the live one nothing is known, and they stay as they are. Nothing is done where
    the live one has another key, as its persons are others.
    """
    if _read_key(live) != _read_key(restored):
        return
    place = (_people.c.workshop, _people.c.id)
    nobody = set(map(tuple, live.execute(select(*place).where(_people.c.person.is_(None)))))
    named = set(map(tuple, restored.execute(select(*place).where(_people.c.person.is_not(None)))))
    for workshop, participant in sorted(named & nobody):
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
