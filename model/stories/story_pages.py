"""Finding stories: a page of those that a query asks for, sorted, and how many there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    literal,
    select,
    tuple_,
)

from model.stories.questions import Question
from model.stories.search.phrases import build_question
from model.stories.story import Story
from model.stories.tables import is_among, stories
from model.stories.tokens import Groups, Sort

MOST_COUNTED = 2_000
_BATCH = 500
_MOST_LOOKED_AT = 2_500


@dataclass(frozen=True)
class StoryPage:
    """Some of the stories found. `count` is of all, and not exact beyond 2 000: then it is at least that.

    Of stories with a phrase of three or more words 200 are counted.

    `groups` are what was asked for. Where at most 2 were found, `meant` is the search as it may have been
    meant, with the nearest words of the stories (for a question for public stories: of public ones) in the
    place of words that none or one has; "" where there is no such word.
    """

    stories: tuple[Story, ...]
    count: int
    is_exact: bool = True
    groups: Groups = ()
    meant: str = ""


def find_page(
    connection: Connection, model_id: str, groups: Groups, sort: Sort, at_most: int, skip: int
) -> tuple[list[int], int, bool]:
    """The numbers of a page of stories, how many there are in all, and whether that is exact."""
    question = build_question(connection, groups, model_id)
    most = int(min(MOST_COUNTED, question.most_counted))
    some = question.list_some(most + 1)
    count, is_exact = min(len(some), most), len(some) <= most
    wanted = skip + at_most
    if sort in ("title", "changed"):
        first = [] if is_exact else _look_sorted(connection, model_id, question, sort, wanted)
        if len(first) < wanted:
            first = _sort(connection, some if is_exact else question.list_some(None), sort)
    elif is_exact:
        first = sorted(some, reverse=sort == "newest")
    else:
        first = question.list_first(sort == "newest", wanted)
    return first[skip:wanted], count, is_exact


def _get_order(sort: Sort) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    if sort == "title":
        return stories.c.title_key.asc(), stories.c.number.asc()
    return stories.c.changed_at.desc(), stories.c.number.desc()


def _sort(connection: Connection, numbers: list[int], sort: Sort) -> list[int]:
    """These stories in the order asked for."""
    query = select(stories.c.number).where(is_among(connection, stories.c.number, numbers))
    return list(connection.execute(query.order_by(*_get_order(sort))).scalars())


def _look_sorted(
    connection: Connection, model_id: str, question: Question, sort: Sort, at_most: int
) -> list[int]:
    """The first of those asked for, looking at all stories in the order asked for, but not for long."""
    key = stories.c.title_key if sort == "title" else stories.c.changed_at
    place = tuple_(key, stories.c.number)
    query = select(stories.c.number, key).where(stories.c.model == model_id).order_by(*_get_order(sort))
    found: list[int] = []
    looked_at = 0
    rows = connection.execute(query.limit(_BATCH)).all()
    while rows and len(found) < at_most and looked_at < _MOST_LOOKED_AT:
        numbers = [number for number, _ in rows]
        fitting = question.find_fitting(numbers)
        found += [number for number in numbers if number in fitting]
        looked_at += len(rows)
        last = tuple_(literal(rows[-1][1], key.type), literal(numbers[-1], stories.c.number.type))
        following = query.where(place > last if sort == "title" else place < last)
        rows = connection.execute(following.limit(_BATCH)).all()
    return found[:at_most]
