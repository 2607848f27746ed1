"""Who may not come in: sessions that were ended, and passcodes that were guessed at, for every process."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select

from model.retention import get_period
from model.stories.database import Database
from model.stories.places import get_secret
from model.stories.tables import ended_sessions, insert_into, passcode_tries, secrets

_ALL = "all"
_KEY = "sign-in"
AN_HOUR = int(get_period("tries").total_seconds())


@dataclass(frozen=True)
class Tries:
    """The wrong passcodes of the last hour, and in how many seconds the first of them is forgotten."""

    count: int
    seconds: int


class Entry:
    """What is kept of the facilitators' door in the database of the stories.

    Times are whole seconds since 1970. Everything may raise `StoreUnavailableError`.

    >>> import tempfile
    >>> from model.stories import StoryStore
    >>> folder = tempfile.TemporaryDirectory()
    >>> store = StoryStore(f"{folder.name}/stories.db", "mangomoment"); store.open()
    >>> entry = Entry(store.database)
    >>> [entry.take_try(2, now=100) is not None for _ in range(3)], entry.count_tries(now=101)
    ([True, True, False], Tries(count=2, seconds=3599))
    >>> entry.end("a session", until=500, now=100)
    >>> entry.is_ended("a session", until=500), entry.is_ended("another", until=500)
    (True, False)
    >>> [entry.use_up("a return", until=500, now=100) for _ in range(2)]
    [True, False]
    >>> store.close(); folder.cleanup()
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def is_ended(self, session: str, until: int) -> bool:
        """Whether a session that lasts until a moment was ended before."""
        query = select(ended_sessions.c.session, ended_sessions.c.until).where(
            ended_sessions.c.session.in_((session, _ALL))
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return any(ended == session or until <= last for ended, last in rows)

    def end(self, session: str, until: int, now: int) -> None:
        """End a session that would have lasted until a moment; what has run out is forgotten."""
        with self._database.writing() as connection:
            # The row for all sessions may run out with the others: by then they all have, too.
            connection.execute(delete(ended_sessions).where(ended_sessions.c.until < now))
            statement = insert_into(ended_sessions, connection.dialect.name)
            connection.execute(
                statement.values(session=session, until=until).on_conflict_do_update(
                    index_elements=["session"], set_={"until": until}
                )
            )

    def use_up(self, name: str, until: int, now: int) -> bool:
        """Take what is good once, until a moment; whether nobody did before."""
        with self._database.writing() as connection:
            connection.execute(delete(ended_sessions).where(ended_sessions.c.until < now))
            statement = insert_into(ended_sessions, connection.dialect.name)
            added = connection.execute(
                statement.values(session=name, until=until).on_conflict_do_nothing(index_elements=["session"])
            )
        return bool(added.rowcount)

    def end_all(self, until: int, now: int) -> None:
        """End every session that lasts until a moment, or shorter."""
        self.end(_ALL, until, now)

    def get_key(self) -> bytes:
        """The key that signs who came in by an account: the same for every process, and for no other use."""
        query = select(secrets.c.value).where(secrets.c.name == _KEY)
        with self._database.reading() as connection:
            found = connection.execute(query).scalar()
        if found is not None:
            return bytes(found)
        with self._database.writing() as connection:
            return get_secret(connection, _KEY)

    def count_tries(self, now: int) -> Tries:
        """The wrong passcodes of the last hour."""
        with self._database.reading() as connection:
            return _count(connection, now)

    def take_try(self, most: int, now: int) -> int | None:
        """Count a try that may be wrong, for `give_back` if it is right; None where there were too many."""
        if self.count_tries(now).count >= most:
            return None
        with self._database.writing() as connection:
            self._database.guard(connection)  # else many at once would all be the last one
            if _count(connection, now).count >= most:
                return None
            connection.execute(delete(passcode_tries).where(passcode_tries.c.at <= now - AN_HOUR))
            added = connection.execute(insert(passcode_tries).values(at=now))
            return int((added.inserted_primary_key or [0])[0])

    def give_back(self, number: int) -> None:
        """Count a try no more: the passcode was right."""
        with self._database.writing() as connection:
            connection.execute(delete(passcode_tries).where(passcode_tries.c.number == number))


def _count(connection: Connection, now: int) -> Tries:
    query = select(func.count(), func.min(passcode_tries.c.at)).where(passcode_tries.c.at > now - AN_HOUR)
    count, first = connection.execute(query).one()
    return Tries(int(count), int(first) + AN_HOUR - now if count else 0)
