"""The mail that says how many stories wait: sent once a day, however many processes there are."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.sql.expression import false

from model.letterboxes.tables import mails
from model.stories import StoryStore
from model.stories.tables import insert_into

TRIED_AGAIN_AFTER = timedelta(minutes=15)
"""After how long a mail that was not sent is tried again, by whichever process comes first."""
_KEPT_FOR = timedelta(days=30)


class MailClaims:
    """Who sends the mail of a day: the first process that claims it."""

    def __init__(self, stories: StoryStore) -> None:
        self._database = stories.database
        self._model_id = stories.model_id

    def claim(self, now: datetime) -> bool:
        """Whether whoever asks is to send the mail of the day of this moment, and nobody else just now."""
        day = now.date().isoformat()
        row = {"model": self._model_id, "day": day, "claimed_at": now, "is_sent": False}
        with self._database.writing() as connection:
            oldest = (now - _KEPT_FOR).date().isoformat()
            gone = (mails.c.model == self._model_id, mails.c.day < oldest)
            connection.execute(delete(mails).where(*gone))
            statement = insert_into(mails, connection.dialect.name)
            statement = statement.on_conflict_do_update(
                index_elements=["model", "day"],
                set_={"claimed_at": now},
                where=(mails.c.is_sent == false()) & (mails.c.claimed_at <= now - TRIED_AGAIN_AFTER),
            )
            return connection.execute(statement.returning(mails.c.day), row).first() is not None

    def note_sent(self, now: datetime) -> None:
        """Note that the mail of a day was sent, or that there was nothing to send."""
        mine = (mails.c.model == self._model_id, mails.c.day == now.date().isoformat())
        with self._database.writing() as connection:
            connection.execute(update(mails).where(*mine).values(is_sent=True))
