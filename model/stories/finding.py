"""Finding stories through the index of their tokens, fast however many there are."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Connection,
    RowMapping,
    any_,
    bindparam,
    column,
    func,
    literal,
    literal_column,
    select,
    table,
    text,
    tuple_,
)

from model.stories.story import Story
from model.stories.tables import read_stories, stories, story_search_state
from model.stories.tokens import RULES, Groups, Sort, add_short, list_tokens, to_match, to_tsquery

MOST_COUNTED = 10_000
_BATCH = 500
_WINDOW = 4_000
_LARGEST_WINDOW = 64_000
_LARGEST = 2**62
_PAGES_AT_ONCE = 100
_MOST_AT_ONCE = 4_000


@dataclass(frozen=True)
class StoryPage:
    """Some of the stories found. `count` is of all, and not exact beyond 10 000: then it is at least that."""

    stories: tuple[Story, ...]
    count: int
    is_exact: bool = True


def index_stories(connection: Connection, numbered: Iterable[tuple[int, Story]], model_id: str) -> None:
    """Put stories that are not in the index into it."""
    rows = [(number, list_tokens(story, model_id)) for number, story in numbered]
    if connection.dialect.name == "sqlite":
        connection.execute(
            text("INSERT INTO story_search (rowid, tokens) VALUES (:number, :tokens)"),
            [{"number": number, "tokens": " ".join(tokens)} for number, tokens in rows],
        )
        return
    connection.execute(
        text(
            "INSERT INTO story_search (number, tokens) SELECT number, CAST(lexemes AS tsvector) FROM"
            " unnest(CAST(:numbers AS bigint[]), CAST(:texts AS text[])) AS listed (number, lexemes)"
        ),
        {
            "numbers": [number for number, _ in rows],
            "texts": [" ".join(add_short(tokens)) for _, tokens in rows],
        },
    )


def drop_from_index(connection: Connection, number: int) -> None:
    """Take a story out of the index."""
    column = "rowid" if connection.dialect.name == "sqlite" else "number"
    connection.execute(
        text(f"DELETE FROM story_search WHERE {column} = :number"),  # noqa: S608
        {"number": number},
    )


def index_anew(connection: Connection) -> None:
    """Index every story of every model by the rules of today."""
    if connection.dialect.name == "sqlite":
        # Deleting row by row would take longer than all the rest.
        declared = text("SELECT sql FROM sqlite_master WHERE name = 'story_search'")
        made_by = connection.execute(declared).scalar_one()
        connection.exec_driver_sql("DROP TABLE story_search")
        connection.exec_driver_sql(made_by)
    else:
        connection.exec_driver_sql("TRUNCATE story_search")
    last = 0
    while rows := _read_after(connection, last):
        for model_id in {row["model"] for row in rows}:
            own = [row for row in rows if row["model"] == model_id]
            numbers = [row["number"] for row in own]
            index_stories(connection, zip(numbers, read_stories(connection, own), strict=True), model_id)
        last = rows[-1]["number"]
    connection.execute(story_search_state.update().values(rules=RULES))


def _read_after(connection: Connection, number: int) -> Sequence[RowMapping]:
    query = select(stories).where(stories.c.number > number).order_by(stories.c.number).limit(_BATCH)
    return connection.execute(query).mappings().all()


def is_indexed(connection: Connection) -> bool:
    """Whether the index was made by the rules of today."""
    return connection.execute(select(story_search_state.c.rules)).scalar() == RULES


def count_erased(connection: Connection) -> int:
    """How many deleted stories have words left in the index: SQLite only marks these as deleted at first."""
    return int(connection.execute(select(story_search_state.c.erased)).scalar_one())


def add_erased(connection: Connection, count: int) -> None:
    """Note that words of so many more deleted stories are left in the index, or no longer."""
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


def find_page(
    connection: Connection, model_id: str, groups: Groups, sort: Sort, at_most: int, skip: int
) -> tuple[list[int], int, bool]:
    """The numbers of a page of stories, how many there are in all, and whether that is exact."""
    some = _list_some(connection, groups)
    count, is_exact = min(len(some), MOST_COUNTED), len(some) <= MOST_COUNTED
    if is_exact and sort in ("title", "changed"):
        page = _sort(connection, some, sort)[skip : skip + at_most]
    elif is_exact:
        page = sorted(some, reverse=sort == "newest")[skip : skip + at_most]
    elif sort in ("title", "changed"):
        page = list(islice(_scan_sorted(connection, model_id, groups, sort), skip, skip + at_most))
    else:
        page = list(islice(scan(connection, groups, sort == "newest"), skip, skip + at_most))
    return page, count, is_exact


def _list_some(connection: Connection, groups: Groups) -> list[int]:
    """The numbers of all stories found, or of one more than are counted."""
    values = {"at_most": MOST_COUNTED + 1, "question": _to_question(connection, groups)}
    if connection.dialect.name == "sqlite":
        query = "SELECT rowid FROM story_search WHERE story_search MATCH :question LIMIT :at_most"
        return list(connection.execute(text(query), values).scalars())
    # PostgreSQL guesses how many will be found, and reads the whole table where it guesses far too many:
    # two words that are never in one story. Through the index it never takes long.
    connection.exec_driver_sql("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
    query = "SELECT number FROM story_search WHERE tokens @@ CAST(:question AS tsquery) LIMIT :at_most"
    found = list(connection.execute(text(query), values).scalars())
    connection.exec_driver_sql("SET LOCAL enable_seqscan = on; SET LOCAL enable_indexscan = on")
    return found


def scan(
    connection: Connection, groups: Groups, is_newest_first: bool, last: int | None = None
) -> Iterator[int]:
    """The numbers of all stories found after the last one, in order, read some at a time."""
    look = _scan_match if connection.dialect.name == "sqlite" else _scan_windows
    return look(connection, _to_question(connection, groups), is_newest_first, last)


def _scan_match(
    connection: Connection, question: str, is_newest_first: bool, last: int | None
) -> Iterator[int]:
    direction, after = ("DESC", "<") if is_newest_first else ("ASC", ">")
    query = text(
        "SELECT rowid FROM story_search WHERE story_search MATCH :question"  # noqa: S608
        f" AND rowid {after} :last ORDER BY rowid {direction} LIMIT :at_most"
    )
    last = last if last is not None else (_LARGEST if is_newest_first else 0)
    while True:
        values = {"question": question, "last": last, "at_most": _BATCH}
        found = connection.execute(query, values).scalars().all()
        yield from found
        if len(found) < _BATCH:
            return
        last = found[-1]


def _scan_windows(
    connection: Connection, question: str, is_newest_first: bool, last: int | None
) -> Iterator[int]:
    """Story by story within larger and larger windows: what is searched for is common, or wanted whole."""
    edges = connection.execute(text("SELECT min(number), max(number) FROM story_search")).one()
    if edges[0] is None:
        return
    lowest, highest = edges
    query = text(
        "SELECT number FROM story_search WHERE number BETWEEN :first AND :final"  # noqa: S608
        f" AND tokens @@ CAST(:question AS tsquery) ORDER BY number {'DESC' if is_newest_first else 'ASC'}"
    )
    if last is not None:
        lowest, highest = (lowest, last - 1) if is_newest_first else (last + 1, highest)
    window = _WINDOW
    while lowest <= highest:
        first = max(lowest, highest - window + 1) if is_newest_first else lowest
        final = highest if is_newest_first else min(highest, lowest + window - 1)
        values = {"question": question, "first": first, "final": final}
        yield from connection.execute(query, values).scalars().all()
        lowest, highest = (lowest, first - 1) if is_newest_first else (final + 1, highest)
        window = min(window * 2, _LARGEST_WINDOW)


def _to_question(connection: Connection, groups: Groups) -> str:
    return to_match(groups) if connection.dialect.name == "sqlite" else to_tsquery(groups)


def _sort(connection: Connection, numbers: list[int], sort: Sort) -> list[int]:
    """These stories in the order asked for."""
    query = select(stories.c.number).order_by(*_get_order(sort))
    if connection.dialect.name == "sqlite":
        listed = func.json_each(json.dumps(numbers)).table_valued("value")
        query = query.where(stories.c.number.in_(select(listed.c.value)))
    else:
        query = query.where(stories.c.number == any_(bindparam("numbers", numbers, ARRAY(BigInteger))))
    return list(connection.execute(query).scalars())


def _get_order(sort: Sort) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    if sort == "title":
        return stories.c.title_key.asc(), stories.c.number.asc()
    return stories.c.changed_at.desc(), stories.c.number.desc()


def _scan_sorted(connection: Connection, model_id: str, groups: Groups, sort: Sort) -> Iterator[int]:
    """Story by story in the order asked for: where many are found, the first of them come soon."""
    key = stories.c.title_key if sort == "title" else stories.c.changed_at
    place = tuple_(key, stories.c.number)
    query = select(stories.c.number, key).where(stories.c.model == model_id).order_by(*_get_order(sort))
    at_once = _BATCH
    rows = connection.execute(query.limit(at_once)).all()
    while rows:
        fitting = _keep_fitting(connection, groups, [number for number, _ in rows])
        yield from (number for number, _ in rows if number in fitting)
        number, value = rows[-1]
        last = tuple_(literal(value, key.type), literal(number, stories.c.number.type))
        at_once = min(at_once * 2, _MOST_AT_ONCE)
        following = query.where(place > last if sort == "title" else place < last)
        rows = connection.execute(following.limit(at_once)).all()


def _keep_fitting(connection: Connection, groups: Groups, numbers: Sequence[int]) -> set[int]:
    """Those of these stories that are found."""
    number = literal_column("rowid" if connection.dialect.name == "sqlite" else "number", BigInteger)
    search = table("story_search", column("tokens"))
    query = select(number).select_from(search).where(number.in_(numbers))
    if connection.dialect.name != "sqlite":
        fits = text("tokens @@ CAST(:question AS tsquery)").bindparams(question=to_tsquery(groups))
        return set(connection.execute(query.where(fits)).scalars())
    found = connection.execute(query.add_columns(search.c.tokens))
    return {number for number, tokens in found if _has_tokens(f" {tokens} ", groups)}


def _has_tokens(tokens: str, groups: Groups) -> bool:
    return all(
        any(f" {one.text}" + " " * (not one.is_beginning) in tokens for one in group) for group in groups
    )
