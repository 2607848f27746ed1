"""A question put to the index of either database: which stories have one token of each group.

In SQLite every facet is a token of FTS5, which gives the numbers of the stories one by one and in order. In
PostgreSQL a GIN index gives all stories of some tokens at once, in no order. So what nearly every question
asks for (status, consent) stands in columns of a narrow table there, and the tokens, which are wide, are
kept apart and only read where few stories have to be looked at.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    Connection,
    Select,
    Text,
    and_,
    cast,
    column,
    func,
    literal,
    select,
    table,
    text,
    true,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from model.stories.tokens import Group, Groups, Token, to_match, to_tsquery

_BATCH = 500
_SAMPLE = 500
"""How many of the newest stories tell how many have what is asked for."""

_WINDOW = 2_000
_LARGEST_WINDOW = 16_000
_ONE_VALUED = frozenset({"model", "status", "teller", "origin"})
_IN_BOTH = frozenset({"teller", "origin"})

_PART = 0.05
"""Which part of the stories is looked at rather than a long list of the index collected."""

_PART_OF_SEVERAL = 0.15
"""The same where several lists of the index would have to be collected."""

_FEW = 5_000
"""How many stories are looked at rather than another long list of the index."""


class Question(ABC):
    """The stories that are asked for, by their numbers."""

    most_counted: float = math.inf
    """Beyond that their number is not exact, as finding more takes too long."""

    def __init__(self, connection: Connection, groups: Groups) -> None:
        self._connection = connection
        self._groups = groups

    @abstractmethod
    def list_some(self, at_most: int | None) -> list[int]:
        """The first of them up to a limit; None for all."""

    @abstractmethod
    def list_first(self, is_newest_first: bool, at_most: int) -> list[int]:
        """The first of them in order, where there are many."""

    @abstractmethod
    def scan(self, is_newest_first: bool, last: int | None = None) -> Iterator[int]:
        """All of them in order after the last one, read some at a time."""

    @abstractmethod
    def find_fitting(self, numbers: Sequence[int]) -> set[int]:
        """Those of these stories that are asked for."""

    def _scan_by(
        self, query: Select[Any], number: ColumnElement[int], is_newest_first: bool, last: int | None
    ) -> Iterator[int]:
        """Some at a time, each time after the last one, where the database gives them in order."""
        query = query.order_by(number.desc() if is_newest_first else number.asc()).limit(_BATCH)
        while True:
            after = query
            if last is not None:
                after = query.where(number < last if is_newest_first else number > last)
            found = self._connection.execute(after).scalars().all()
            yield from found
            if len(found) < _BATCH:
                return
            last = found[-1]


class SqliteQuestion(Question):
    """A question to FTS5."""

    _number: ColumnElement[int] = column("rowid")

    def __init__(self, connection: Connection, groups: Groups) -> None:
        super().__init__(connection, groups)
        matches = text("story_search MATCH :question").bindparams(question=to_match(groups))
        self._query = select(self._number).select_from(table("story_search")).where(matches)

    def list_some(self, at_most: int | None) -> list[int]:
        return list(self._connection.execute(self._query.limit(at_most)).scalars())

    def list_first(self, is_newest_first: bool, at_most: int) -> list[int]:
        order = self._number.desc() if is_newest_first else self._number.asc()
        return list(self._connection.execute(self._query.order_by(order).limit(at_most)).scalars())

    def scan(self, is_newest_first: bool, last: int | None = None) -> Iterator[int]:
        return self._scan_by(self._query, self._number, is_newest_first, last)

    def find_fitting(self, numbers: Sequence[int]) -> set[int]:
        # FTS5 would begin its search anew for each of them.
        search = table("story_search", column("tokens"))
        query = select(self._number, search.c.tokens).where(self._number.in_(numbers))
        return {number for number, tokens in self._connection.execute(query) if self._is_in(f" {tokens} ")}

    def _is_in(self, tokens: str) -> bool:
        return all(
            any(_has_token(tokens, token) for token in group.tokens) is not group.is_excluded
            for group in self._groups
        )


class PostgresQuestion(Question):
    """A question to the table with a GIN index."""

    _number: ColumnElement[int] = column("number", BigInteger)

    def __init__(self, connection: Connection, groups: Groups) -> None:
        super().__init__(connection, groups)
        self._worded = [group for group in groups if not _stands_in_column(group)]
        in_columns = [group for group in groups if _stands_in_column(group)]
        if self._worded:  # alone a teller is found faster by column, beside words by the index
            self._worded += [group for group in in_columns if group.field in _IN_BOTH]
            in_columns = [group for group in in_columns if group.field not in _IN_BOTH]
        self._conditions = [_build_condition(group) for group in in_columns]
        # The index does not help to find what a story has not: that is looked up in each.
        self._asked = [group for group in self._worded if not group.is_excluded]
        self._query = self._select(self._asked)

    def list_some(self, at_most: int | None) -> list[int]:
        if not self._asked:
            query = self._query.order_by(self._number.desc())
            return list(self._connection.execute(query.limit(at_most)).scalars())
        share, total, picked = self._sample()
        most = total * (_PART if len(picked) < 2 else _PART_OF_SEVERAL)
        if at_most is not None and at_most <= share * most:
            found = list(islice(self._scan_windows(True, None, int(most * 1.5)), at_most))
            if len(found) == at_most:
                return found
        with self._by_index():
            return list(self._connection.execute(self._select(picked).limit(at_most)).scalars())

    def _select(self, picked: Groups) -> Select[Any]:
        """The stories asked for: these groups looked up in the index, the others in each story."""
        query = select(self._number).select_from(table("story_search")).where(*self._conditions)
        if picked:
            query = query.where(column("tokens").op("@@", is_comparison=True)(_to_query(picked)))
        rest = [group for group in self._worded if group not in picked]
        return query.where(_is_in(rest)) if rest else query

    def _sample(self) -> tuple[float, int, Groups]:
        """The share of the newest stories that is asked for, how many there are, and the groups to look up.

        Those are the rarest ones, up to where so few stories are left that looking at each is faster.
        """
        highest = select(func.max(self._number)).select_from(table("story_search")).scalar_subquery()
        # Each story's tokens are looked at once for each group: unpacking them is what takes the time.
        looks = [_is_in([group]).label(f"has_{place}") for place, group in enumerate(self._worded)]
        newest = select(and_(true(), *self._conditions).label("fits"), *looks)
        newest = newest.select_from(table("story_search")).where(self._number > highest - _SAMPLE)
        seen_in = newest.offset(0).subquery()  # so that PostgreSQL does not look once more for each count
        has = dict(zip(self._worded, (seen_in.c[look.name] for look in looks), strict=True))
        hits = func.count().filter(seen_in.c.fits, *has.values())
        counts = [func.count().filter(has[group]) for group in self._asked]
        query = select(highest, func.count(), hits, *counts).select_from(seen_in)
        most, seen, hit, *found = self._connection.execute(query).one()
        expected = float(most or 0)
        picked: list[Group] = []
        for count, group in sorted(zip(found, self._asked, strict=True), key=lambda counted: int(counted[0])):
            if picked and expected <= _FEW:
                break
            picked.append(group)
            expected *= max(count, 1) / max(seen, 1)
        return hit / max(seen, 1), most or 0, picked

    def list_first(self, is_newest_first: bool, at_most: int) -> list[int]:
        if not self._asked:
            return list(islice(self.scan(is_newest_first), at_most))
        # Where many stories are found, the first few thousand hold enough for a page; else the index
        # gives all of them, which are then few, or a late page is asked for.
        first = list(islice(self._scan_windows(is_newest_first, None, 2 * _WINDOW), at_most))
        if len(first) == at_most:
            return first
        order = self._number.desc() if is_newest_first else self._number.asc()
        with self._by_index():
            return list(self._connection.execute(self._query.order_by(order).limit(at_most)).scalars())

    def scan(self, is_newest_first: bool, last: int | None = None) -> Iterator[int]:
        if self._asked:
            return self._scan_windows(is_newest_first, last)
        return self._scan_by(self._query, self._number, is_newest_first, last)

    def find_fitting(self, numbers: Sequence[int]) -> set[int]:
        return set(self._connection.execute(self._query.where(self._number.in_(numbers))).scalars())

    def _scan_windows(
        self, is_newest_first: bool, last: int | None, at_most: int | None = None
    ) -> Iterator[int]:
        """Look at story after story, `at_most` of them, in windows that become larger."""
        edges = text("SELECT coalesce(min(number), 1), coalesce(max(number), 0) FROM story_search")
        lowest, highest = self._connection.execute(edges).one()
        query = self._query.order_by(self._number.desc() if is_newest_first else self._number.asc())
        if last is not None:
            lowest, highest = (lowest, last - 1) if is_newest_first else (last + 1, highest)
        if at_most is not None:
            lowest = max(lowest, highest - at_most + 1) if is_newest_first else lowest
            highest = highest if is_newest_first else min(highest, lowest + at_most - 1)
        window = _WINDOW
        while lowest <= highest:
            first = max(lowest, highest - window + 1) if is_newest_first else lowest
            final = highest if is_newest_first else min(highest, lowest + window - 1)
            within = query.where(self._number.between(first, final))
            yield from self._connection.execute(within).scalars().all()
            lowest, highest = (lowest, first - 1) if is_newest_first else (final + 1, highest)
            window = min(window * 2, _LARGEST_WINDOW)

    @contextmanager
    def _by_index(self) -> Iterator[None]:
        """Have PostgreSQL look into the index of tokens and nowhere else.

        It guesses how many stories will be found, and reads all of them where it guesses far too many, as
        for two common words that are never in one story. Through the index it never takes long.
        """
        self._connection.exec_driver_sql("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
        yield
        self._connection.exec_driver_sql("SET LOCAL enable_seqscan = on; SET LOCAL enable_indexscan = on")


def _has_token(tokens: str, token: Token) -> bool:
    first = f" {token.text}" + " " * (not token.is_beginning)
    return first in tokens and all(f" {other} " in tokens for other in token.rest)


def _to_query(groups: Groups) -> ColumnElement[Any]:
    return cast(literal(to_tsquery(groups)), TSQUERY)


def _is_in(groups: Groups) -> ColumnElement[bool]:
    """Whether a story has these tokens: as `@@`, but never through the index."""
    return func.ts_match_vq(column("tokens"), _to_query(groups), type_=Boolean)


def _stands_in_column(group: Group) -> bool:
    is_unattached = group.field == "node" and group.values == ("",)
    return group.field in _ONE_VALUED or group.field == "consent" or is_unattached


def _build_condition(group: Group) -> ColumnElement[bool]:
    if group.field == "consent":
        return column(f"consent_{group.values[0]}", Boolean).is_(True)
    if group.field == "node":
        return column("is_attached", Boolean).is_(False)
    return column(group.field, Text).in_(group.values)
