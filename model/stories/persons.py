"""Whom personal codes name in a SQLite file: left out of backups, and handed on when one is restored.

`model.workshop.persons` says what a code becomes. This knows no more of it than where it is kept.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing, suppress
from pathlib import Path as FilePath

KEY = "personal codes"
"""Under which name their key is among the secrets of the database."""

_PEOPLE = "workshop_participants"


def leave_persons_out(connection: sqlite3.Connection) -> None:
    """Let a database say nothing any more of personal codes, not even in pages that are free."""
    with suppress(sqlite3.OperationalError):  # of an earlier version, which had none
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute(f"UPDATE {_PEOPLE} SET person = NULL WHERE person IS NOT NULL")  # noqa: S608
        connection.execute("DELETE FROM workshop_secrets WHERE name = ?", (KEY,))
        for number, written in connection.execute("SELECT rowid, rows FROM workshop_deleted").fetchall():
            rows = json.loads(written)
            for row in rows.get(_PEOPLE, ()):
                row["person"] = None
            again = (json.dumps(rows, ensure_ascii=False), number)
            connection.execute("UPDATE workshop_deleted SET rows = ? WHERE rowid = ?", again)
        connection.commit()


def hand_persons_on(live: FilePath, restored: FilePath) -> None:
    """Give a restored database the key and the persons of the one whose place it takes, for those who are
    participants in both; nothing where that one cannot be read."""
    with (
        suppress(sqlite3.DatabaseError),
        closing(sqlite3.connect(f"{live.as_uri()}?mode=ro", uri=True)) as old,
    ):
        key = old.execute("SELECT value FROM workshop_secrets WHERE name = ?", (KEY,)).fetchone()
        query = f"SELECT person, workshop, id FROM {_PEOPLE} WHERE person IS NOT NULL"  # noqa: S608
        known = old.execute(query).fetchall()
        if key is None:
            return
        with closing(sqlite3.connect(restored)) as new:
            leave_persons_out(new)  # where it is no backup of ours, but the file itself
            new.execute("INSERT OR REPLACE INTO workshop_secrets (name, value) VALUES (?, ?)", (KEY, *key))
            row = f"UPDATE {_PEOPLE} SET person = ? WHERE workshop = ? AND id = ?"  # noqa: S608
            new.executemany(row, known)
            new.commit()
