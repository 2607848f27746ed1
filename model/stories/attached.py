"""What stories are attached to: counted as they come and go, so that no question has to count them all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal

from sqlalchemy import Connection, Select, bindparam, delete, func, insert, literal, select
from sqlalchemy.sql.expression import true

from model.stories.story import Status, Story
from model.stories.tables import (
    insert_into,
    is_among,
    is_public,
    stories,
    story_counts,
    story_dimensions,
    story_nodes,
)

By = Literal["node", "teller", "dimension"]


def count_attached(
    connection: Connection, model_id: str, by: By, statuses: Iterable[Status]
) -> dict[tuple[str, str], int]:
    """How many stories of these statuses, which the room may see, each node has, by what."""
    query = (
        select(story_counts.c.node, story_counts.c.value, func.sum(story_counts.c.count))
        .where(
            story_counts.c.model == model_id,
            story_counts.c.by == by,
            story_counts.c.status.in_(tuple(statuses)),
            story_counts.c.count > 0,
        )
        .group_by(story_counts.c.node, story_counts.c.value)
        .order_by(story_counts.c.node, story_counts.c.value)
    )
    return {(node, value): int(count) for node, value, count in connection.execute(query)}


def adjust_counts(
    connection: Connection, model_id: str, before: Iterable[Story], after: Iterable[Story]
) -> None:
    """Count stories that are not as they were before, but as they are after."""
    counts: Counter[tuple[str, ...]] = Counter(key for story in after for key in _list_counted(story))
    counts.subtract(key for story in before for key in _list_counted(story))
    rows = [
        dict(zip(("status", "by", "node", "value"), key, strict=True), model=model_id, count=count)
        for key, count in sorted(counts.items())
        if count
    ]
    if rows:
        statement = insert_into(story_counts, connection.dialect.name)
        more = {"count": story_counts.c.count + statement.excluded.count}
        connection.execute(
            statement.on_conflict_do_update(index_elements=story_counts.primary_key.columns, set_=more), rows
        )


def _list_counted(story: Story) -> Iterator[tuple[str, ...]]:
    if story.consent.room:
        for node in story.nodes:
            yield story.status, "node", node, ""
            yield story.status, "teller", node, story.teller
            for dimension in story.dimensions:
                yield story.status, "dimension", node, dimension


def count_anew(connection: Connection) -> None:
    """Count every story of every model, as where others were put in their place."""
    connection.execute(delete(story_counts))
    joined = stories.join(story_nodes, story_nodes.c.number == stories.c.number)
    sorted_in = joined.join(story_dimensions, story_dimensions.c.number == stories.c.number)
    for by, value, source in (
        ("node", literal(""), joined),
        ("teller", stories.c.teller, joined),
        ("dimension", story_dimensions.c.dimension, sorted_in),
    ):
        key = (stories.c.model, stories.c.status, literal(by), story_nodes.c.node, value)
        counted = (
            select(*key, func.count())
            .select_from(source)
            .where(stories.c.consent_room == true())
            .group_by(stories.c.model, stories.c.status, story_nodes.c.node, value)
        )
        names = ["model", "status", "by", "node", "value", "count"]
        connection.execute(insert(story_counts).from_select(names, counted))


def find_attachments(
    connection: Connection, model_id: str, at_most: int
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The newest public stories, each with its nodes."""
    newest = (
        select(stories.c.number, stories.c.id)
        .where(stories.c.model == model_id, is_public)
        .order_by(stories.c.number.desc())
        .limit(at_most)
        .cte("newest")
    )
    query = (
        select(newest.c.number, newest.c.id, story_nodes.c.node)
        .select_from(newest.outerjoin(story_nodes, story_nodes.c.number == newest.c.number))
        .order_by(newest.c.number.desc(), story_nodes.c.position)
    )
    attached: dict[str, list[str]] = {}
    for _, story, node in connection.execute(query):
        attached.setdefault(story, []).extend([node] if node is not None else [])
    return tuple((story, tuple(nodes)) for story, nodes in attached.items())


def find_told(connection: Connection, model_id: str, per_node: int) -> list[int]:
    """The numbers of the newest public stories of each node: retold ones first, then the newest."""
    nodes = _select_nodes(model_id)
    of_node = (
        select(story_nodes.c.number)
        .where(
            story_nodes.c.model == model_id,
            story_nodes.c.is_public == true(),
            story_nodes.c.node == bindparam("node"),
        )
        .order_by(story_nodes.c.number.desc())
        .limit(per_node)
    )
    numbers = {
        number
        for node in connection.execute(nodes).scalars().all()
        for number in connection.execute(of_node, {"node": node}).scalars()
    }
    is_told = is_among(connection, stories.c.number, numbers)
    retold = select(stories.c.number).where(is_told, stories.c.origin == "retold")
    first = sorted(connection.execute(retold).scalars())
    return first + sorted(numbers.difference(first), reverse=True)


def find_nodes_of(connection: Connection, numbers: Iterable[int]) -> frozenset[str]:
    """The nodes that any of some stories are attached to."""
    query = select(story_nodes.c.node).where(is_among(connection, story_nodes.c.number, numbers)).distinct()
    return frozenset(connection.execute(query).scalars())


def _select_nodes(model_id: str) -> Select[tuple[str]]:
    """The nodes that have public stories, found by leaping from one to the next in the index."""
    public = (story_nodes.c.model == model_id) & (story_nodes.c.is_public == true())
    leaps = select(func.min(story_nodes.c.node).label("node")).where(public).cte("leaps", recursive=True)
    following = (
        select(func.min(story_nodes.c.node))
        .where(public, story_nodes.c.node > leaps.c.node)
        .scalar_subquery()
        .correlate(leaps)
    )
    leaps = leaps.union_all(select(following).where(leaps.c.node.is_not(None)))
    return select(leaps.c.node).where(leaps.c.node.is_not(None))
