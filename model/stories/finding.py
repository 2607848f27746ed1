"""Finding stories: the words and facets of each in one index, and questions put to that index.

Every word of a story and everything it can be filtered by is a token of one full-text index: FTS5 in
SQLite, a `tsvector` in PostgreSQL. A question is a list of groups of tokens: of each group a story has one.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any, Literal

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
    literal_column,
    select,
    table,
    text,
)

from model.search import fold
from model.stories.story import Origin, Purpose, Status, Story, Teller
from model.stories.tables import read_stories, stories, story_search_state

Sort = Literal["newest", "oldest", "title", "changed"]
Named = Callable[[str], Collection[str]]

RULES = 1
"""Counts the ways in which tokens were made; a database indexed in another way is indexed anew."""

MOST_COUNTED = 10_000
MOST_WORDS = 20
LONGEST_WORD = 60
_MOST_WORDS_INDEXED = 3_000
_BATCH = 500
_WINDOW = 4_000
_LARGEST_WINDOW = 64_000
_LARGEST = 2**62
_PAGES_AT_ONCE = 100
_SHORT = (1, 2)
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class StoryQuery:
    """Which stories: of each field that is not empty a story has one value, and every word.

    A story has a word when a word of its title, text or setting, in any of its languages, begins with it
    (see `model.search.fold`; the first 20 words count, of each the first 60 letters), or when it is
    attached to a node whose name holds it. Words without any letter or digit are in no story.
    `languages` are those a story can be read in, `settings` whole settings; of `consents` all are needed;
    `is_unattached` asks for stories without a node. Sorted by title, by last change (the last first), or
    by when they were added.
    """

    words: str = ""
    nodes: frozenset[str] = frozenset()
    tellers: frozenset[Teller] = frozenset()
    dimensions: frozenset[str] = frozenset()
    settings: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    statuses: frozenset[Status] = frozenset()
    origins: frozenset[Origin] = frozenset()
    consents: frozenset[Purpose] = frozenset()
    is_unattached: bool = False
    sort: Sort = "newest"


@dataclass(frozen=True)
class StoryPage:
    """Some of the stories found. `count` is of all, and not exact beyond 10 000: then it is at least that."""

    stories: tuple[Story, ...]
    count: int
    is_exact: bool = True


@dataclass(frozen=True)
class Token:
    """What a story is found by: a token as it is, or all that begin so."""

    text: str
    is_beginning: bool = False


Groups = Sequence[Sequence[Token]]


def split_words(said: str) -> list[str]:
    """The words of a text, once each, as they are compared.

    >>> split_words("Één mango, C++ & een Mango_boom!")
    ['een', 'mango', 'c', 'boom']
    """
    # Taking a letter apart can bring up capitals again, as of the sign for "Tel".
    words = _WORD.findall(fold(said).casefold())
    return list(dict.fromkeys(word[:LONGEST_WORD] for word in words))


def list_tokens(story: Story, model_id: str) -> list[str]:
    """Everything a story is found by: its words and its facets."""
    texts = [text for one in story.wordings for text in (one.title, one.text, one.setting)]
    words = split_words("\n".join(texts))[:_MOST_WORDS_INDEXED]
    facets = {
        _build_facet(model_id, kind, value)
        for kind, values in (
            ("model", [model_id]),
            ("node", story.nodes or [""]),
            ("teller", [story.teller]),
            ("dimension", story.dimensions),
            ("setting", [fold(wording.setting) for wording in story.wordings]),
            ("language", [wording.language for wording in story.wordings]),
            ("status", [story.status]),
            ("origin", [story.origin]),
            ("consent", [purpose for purpose, is_given in story.consent if is_given]),
        )
        for value in values
    }
    return [*words, *facets]


def build_groups(query: StoryQuery, model_id: str, named: Named | None = None) -> Groups | None:
    """What a query asks of the index; None when nothing can be found by it."""
    words = split_words(query.words)[:MOST_WORDS]
    if query.words.strip() and not words:
        return None
    groups = [
        [
            Token(word, is_beginning=True),
            *(Token(_build_facet(model_id, "node", node)) for node in sorted(named(word) if named else ())),
        ]
        for word in words
    ]
    for kind, values in (
        ("node", query.nodes),
        ("node", {""} if query.is_unattached else ()),
        ("teller", query.tellers),
        ("dimension", query.dimensions),
        ("setting", {fold(setting) for setting in query.settings}),
        ("language", query.languages),
        ("origin", query.origins),
        ("status", query.statuses),
        ("model", () if query.statuses else {model_id}),
        *(("consent", {purpose}) for purpose in sorted(query.consents)),
    ):
        if values:
            groups.append([Token(_build_facet(model_id, kind, value)) for value in sorted(values)])
    return groups


@lru_cache(maxsize=10_000)
def _build_facet(model_id: str, kind: str, value: str) -> str:
    """The token of something that stories are filtered by; no word has a `_` in it."""
    return "_" + hashlib.sha256(f"{model_id}\n{kind}\n{value}".encode()).hexdigest()[:12]


def to_match(groups: Groups) -> str:
    """The question in the language of FTS5.

    >>> to_match([[Token("mango", True), Token("_1")], [Token("_2")]])
    '("mango" * OR "_1") AND ("_2")'
    """
    return " AND ".join(
        "(" + " OR ".join(f'"{one.text}"' + " *" * one.is_beginning for one in group) + ")"
        for group in groups
    )


def to_tsquery(groups: Groups) -> str:
    """The question in the language of PostgreSQL.

    >>> to_tsquery([[Token("mango", True), Token("_1")], [Token("ma", True)]])
    "('mango':* | '_1') & ('__ma')"
    """
    return " & ".join("(" + " | ".join(map(_to_lexeme, group)) + ")" for group in groups)


def _to_lexeme(token: Token) -> str:
    if not token.is_beginning:
        return f"'{token.text}'"
    if len(token.text) in _SHORT:
        return f"'{_mark_short(token.text)}'"
    return f"'{token.text}':*"


def _mark_short(beginning: str) -> str:
    """The token of a short beginning.

    So many words begin with one letter that collecting what stands at each takes PostgreSQL too long;
    FTS5 has its own means for that (its option `prefix`).
    """
    return f"__{beginning}"


def _add_short(tokens: list[str]) -> list[str]:
    words = [token for token in tokens if not token.startswith("_")]
    return [*tokens, *{_mark_short(word[:length]) for word in words for length in _SHORT}]


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
            "texts": [" ".join(_add_short(tokens)) for _, tokens in rows],
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
    connection.execute(text("DELETE FROM story_search"))
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


def erase_from_index(connection: Connection) -> None:
    """Note that words of deleted stories are to leave the index: SQLite only marks them as deleted."""
    if connection.dialect.name == "sqlite":
        connection.execute(story_search_state.update().values(has_erased=True))


def is_erased(connection: Connection) -> bool:
    """Whether no word of a deleted story is left in the index."""
    return not connection.execute(select(story_search_state.c.has_erased)).scalar()


def erase_more(connection: Connection, is_first: bool) -> bool:
    """Write a part of the index anew, without what was deleted; whether that was the last part."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)  # noqa: S101
    before = driver.total_changes
    pages = -_PAGES_AT_ONCE if is_first else _PAGES_AT_ONCE
    connection.execute(
        text("INSERT INTO story_search (story_search, rank) VALUES ('merge', :pages)"), {"pages": pages}
    )
    is_last = driver.total_changes - before < 2  # so FTS5 says that nothing was left to do
    if is_last:
        connection.execute(story_search_state.update().values(has_erased=False))
    return is_last


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


def _get_order(sort: Sort) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    if sort == "title":
        return stories.c.title_key.asc(), stories.c.number.asc()
    return stories.c.changed_at.desc(), stories.c.number.desc()


def _sort(connection: Connection, numbers: list[int], sort: Sort) -> list[int]:
    query = select(stories.c.number).order_by(*_get_order(sort))
    if connection.dialect.name == "sqlite":
        listed = func.json_each(json.dumps(numbers)).table_valued("value")
        query = query.where(stories.c.number.in_(select(listed.c.value)))
    else:
        query = query.where(stories.c.number == any_(bindparam("numbers", numbers, ARRAY(BigInteger))))
    return list(connection.execute(query).scalars())


def _scan_sorted(connection: Connection, model_id: str, groups: Groups, sort: Sort) -> Iterator[int]:
    """Story by story in the order asked for: where many are found, the first of them come soon."""
    query = select(stories.c.number).where(stories.c.model == model_id).order_by(*_get_order(sort))
    rows = connection.execution_options(yield_per=_BATCH).execute(query).scalars()
    for numbers in rows.partitions(_BATCH):
        fitting = _keep_fitting(connection, groups, numbers)
        yield from (number for number in numbers if number in fitting)


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
