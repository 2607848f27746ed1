"""Keeping the index of the stories' tokens: FTS5 in SQLite, a table with a GIN index in PostgreSQL."""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, RowMapping, delete, func, select, text, update

from model.stories.search.word_table import adjust_words
from model.stories.story import Story
from model.stories.tables import build_title_key, read_stories, stories, story_search_state, story_words
from model.stories.tokens import RULES, list_lexemes, list_tokens

_BATCH = 500
_PAGES_AT_ONCE = 100
_SECONDS_WITHOUT_A_WORD = 3.0
_log = logging.getLogger(__name__)


def index_stories(connection: Connection, numbered: Iterable[tuple[int, Story]], model_id: str) -> None:
    """Put stories that are not in the index into it."""
    if connection.dialect.name == "sqlite":
        statement = "INSERT INTO story_search (rowid, tokens) VALUES (:number, :tokens)"
        rows = [
            {"number": number, "tokens": " ".join(list_tokens(story, model_id))} for number, story in numbered
        ]
    else:
        statement = (
            "INSERT INTO story_search (number, model, status, teller, origin, consent_room, consent_exports,"
            " consent_publications, is_attached, tokens) VALUES (:number, :model, :status, :teller, :origin,"
            " :room, :exports, :publications, :is_attached, CAST(:lexemes AS tsvector))"
        )
        rows = [
            {
                "number": number,
                "model": model_id,
                "status": story.status,
                "teller": story.teller,
                "origin": story.origin,
                **story.consent.model_dump(),
                "is_attached": bool(story.nodes),
                "lexemes": " ".join(list_lexemes(story, model_id)),
            }
            for number, story in numbered
        ]
    connection.execute(text(statement), rows)


def drop_from_index(connection: Connection, number: int) -> None:
    """Take a story out of the index."""
    column = "rowid" if connection.dialect.name == "sqlite" else "number"
    connection.execute(
        text(f"DELETE FROM story_search WHERE {column} = :number"),  # noqa: S608
        {"number": number},
    )


def index_anew(connection: Connection) -> None:
    """Index every story of every model by the rules of today, within this transaction.

    Of many stories that takes minutes: every few seconds the log says how far it is. Where the program is
    ended meanwhile, nothing has changed, and the next start does it from the beginning.
    """
    if connection.dialect.name == "sqlite":
        # Deleting row by row would take longer than all the rest.
        declared = text("SELECT sql FROM sqlite_master WHERE name = 'story_search'")
        made_by = connection.execute(declared).scalar_one()
        connection.exec_driver_sql("DROP TABLE story_search")
        connection.exec_driver_sql(made_by)
    else:
        connection.exec_driver_sql("DELETE FROM story_search")  # others may read meanwhile
    connection.execute(delete(story_words))
    count = int(connection.execute(select(func.count()).select_from(stories)).scalar_one())
    for rows in _tell_progress(_read_batches(connection), count):
        for model_id in {row["model"] for row in rows}:
            own = [row for row in rows if row["model"] == model_id]
            numbers = [row["number"] for row in own]
            read = read_stories(connection, own)
            index_stories(connection, zip(numbers, read, strict=True), model_id)
            adjust_words(connection, model_id, (), read)
            for row, story in zip(own, read, strict=True):
                if row["title_key"] != (key := build_title_key(story)):
                    changed = update(stories).where(stories.c.number == row["number"])
                    connection.execute(changed.values(title_key=key))
    connection.execute(story_search_state.update().values(rules=RULES))


def _tell_progress(batches: Iterable[Sequence[RowMapping]], count: int) -> Iterator[Sequence[RowMapping]]:
    """The same batches; where they take long, the log says which part of the stories is done."""
    start = said = time.monotonic()
    done = 0
    for batch in batches:
        yield batch
        done += len(batch)
        now = time.monotonic()
        if now - said >= _SECONDS_WITHOUT_A_WORD and done < count:
            said = now
            left = (now - start) * (count - done) / done
            _log.warning(
                "The search index of the stories is being rebuilt: %d of %d (%d %%), about %d seconds left.",
                done,
                count,
                100 * done // count,
                left,
            )
    if said > start:
        seconds = time.monotonic() - start
        _log.warning("The search index of %d stories was rebuilt in %d seconds.", count, seconds)


def _read_batches(connection: Connection) -> Iterator[Sequence[RowMapping]]:
    last = 0
    while rows := _read_after(connection, last):
        yield rows
        last = rows[-1]["number"]


def _read_after(connection: Connection, number: int) -> Sequence[RowMapping]:
    query = select(stories).where(stories.c.number > number).order_by(stories.c.number).limit(_BATCH)
    return connection.execute(query).mappings().all()


def is_indexed(connection: Connection) -> bool:
    """Whether the index was made by the rules of today."""
    return connection.execute(select(story_search_state.c.rules)).scalar() == RULES


def count_erased(connection: Connection) -> int:
    """How many stories that were deleted or reworded have words left in the index: SQLite only marks these as
    deleted at first."""
    return int(connection.execute(select(story_search_state.c.erased)).scalar_one())


def add_erased(connection: Connection, count: int) -> None:
    """Count stories whose deleted words are still in the index, up or down."""
    if connection.dialect.name == "sqlite":
        more = story_search_state.c.erased + count
        connection.execute(story_search_state.update().values(erased=more))


def erase_more(connection: Connection, is_first: bool) -> bool:
    """Write a part of the index anew, without what was deleted; whether that was the last part."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)  # noqa: S101
    before = driver.total_changes
    pages = -_PAGES_AT_ONCE if is_first else _PAGES_AT_ONCE
    connection.execute(
        text("INSERT INTO story_search (story_search, rank) VALUES ('merge', :pages)"), {"pages": pages}
    )
    return driver.total_changes - before < 2  # so FTS5 says that nothing was left to do
