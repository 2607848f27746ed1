"""The address of a database as people write it, and what is wrong with it; its password is never said."""

from __future__ import annotations

import re

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from model.stories.faults import StoreUrlError

_UNREADABLE = (
    "the address of the stories' database cannot be read; it looks like sqlite:///folder/stories.db"
    " or postgresql://user:password@host:5432/database (with %40 for @ within the password)"
)
_MEANT_AS_URL = re.compile(
    r"(postgres(ql)?|sqlite|mysql|mariadb)(\+\w+)?:|(?![a-z]:[\\/]).*:.*@", re.I | re.S
)
"""What begins as a URL does, or holds a password; a drive of Windows is no user."""


def parse_url(address: str) -> URL:
    """The address of a database: an SQLAlchemy URL for SQLite or PostgreSQL, or the path of a SQLite file.

    Raises `StoreUrlError`, which never says a password.

    >>> parse_url("stories.db").render_as_string()
    'sqlite:///stories.db'
    >>> parse_url("postgres://me:secret@localhost/stories").render_as_string()
    'postgresql+psycopg://me:***@localhost/stories'
    """
    if not address.strip():
        raise StoreUrlError("the address of the stories' database is empty")
    if "://" not in address:
        if _MEANT_AS_URL.match(address):
            raise StoreUrlError(f"{_UNREADABLE}; before the path of a file write ./")
        return URL.create("sqlite", database=address)
    try:
        url = make_url(address)
        backend = url.get_backend_name()
    except (ArgumentError, ValueError):
        raise StoreUrlError(_UNREADABLE) from None
    if backend in ("postgresql", "postgres"):
        return _check_postgresql(url)
    if backend != "sqlite":
        raise StoreUrlError(f'stories are kept in SQLite or PostgreSQL, not in "{backend}"')
    is_file = not (url.host or url.username or url.password or url.port)
    if not is_file or not url.database or url.database == ":memory:" or url.database.startswith("file:"):
        raise StoreUrlError("the address of the stories' database names no file: sqlite:///folder/stories.db")
    return url.set(drivername="sqlite", query={})


def hide_password(text: str, url: URL) -> str:
    """A text without the password of an address, and without any address that holds one.

    >>> hide_password("postgresql://me:secret@host/a: no secret", make_url("postgresql://me:secret@host/a"))
    '…: no …'
    """
    text = re.sub(r"[\w+]+://\S*@[^\s:]*", "…", text)
    words = {str(url.password or ""), *(value for value in url.normalized_query.get("password", ()))}
    for word in filter(None, words):
        text = text.replace(word, "…")
    return text


def _check_postgresql(url: URL) -> URL:
    try:
        (url.host or "").encode("idna")
    except UnicodeError:  # such as two dots in a row, which the driver stumbles over
        raise StoreUrlError(_UNREADABLE) from None
    if "@" in (url.host or ""):  # a part of the password
        raise StoreUrlError(_UNREADABLE)
    if not url.database:
        raise StoreUrlError("the address of the stories' database names no database")
    return url.set(drivername="postgresql+psycopg")
