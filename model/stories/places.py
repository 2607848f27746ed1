"""Where something came from, as a mark that tells networks apart and names none."""

from __future__ import annotations

import hashlib
import hmac
import secrets as randomness

from sqlalchemy import Connection, select

from model.stories.tables import insert_into, secrets

_SIGNS = 5


def get_secret(connection: Connection, name: str = "server") -> bytes:
    """A secret of this database, made the first time that somebody asks for it in a writing transaction."""
    query = select(secrets.c.value).where(secrets.c.name == name)
    found = connection.execute(query).scalar()
    if found is None:
        fresh = {"name": name, "value": randomness.token_bytes(32)}
        statement = insert_into(secrets, connection.dialect.name).on_conflict_do_nothing()
        connection.execute(statement, fresh)
        found = connection.execute(query).scalar_one()
    return bytes(found)


def mark_place(secret: bytes, scope: str, network: str) -> str:
    """The mark of a network within a scope, such as a workshop; another one in each scope.

    It is short on purpose: a million marks for four thousand million addresses, so that even with the secret
    a mark fits thousands of networks.

    >>> mark_place(b"s", "ward 4", "192.0.2.1") == mark_place(b"s", "ward 4", "192.0.2.1")
    True
    >>> mark_place(b"s", "ward 5", "192.0.2.1") == mark_place(b"s", "ward 4", "192.0.2.1")
    False
    """
    return hmac.new(secret, f"place\n{scope}\n{network}".encode(), hashlib.sha256).hexdigest()[:_SIGNS]
