"""What public stories are attached to, counted and listed without reading the stories."""

from __future__ import annotations

from typing import Literal

from sqlalchemy import Connection, Select, bindparam, func, select
from sqlalchemy.sql.expression import true

from model.stories.story import Purpose, Status
from model.stories.tables import is_public, stories, story_dimensions, story_nodes


def count_attached(
    connection: Connection,
    model_id: str,
    by: Literal["teller", "dimension"],
    statuses: tuple[Status, ...],
    consents: tuple[Purpose, ...],
) -> dict[tuple[str, str], int]:
    """How many stories of these statuses, with all these consents, each node has by teller or dimension."""
    joined = stories.join(story_nodes, story_nodes.c.number == stories.c.number)
    if by == "dimension":
        joined = joined.join(story_dimensions, story_dimensions.c.number == stories.c.number)
    group = (story_nodes.c.node, stories.c.teller if by == "teller" else story_dimensions.c.dimension)
    query = (
        select(*group, func.count())
        .select_from(joined)
        .where(stories.c.model == model_id, stories.c.status.in_(statuses))
        .where(*(stories.c[f"consent_{purpose}"] == true() for purpose in consents))
        .group_by(*group)
        .order_by(*group)
    )
    return {(node, value): count for node, value, count in connection.execute(query)}


def count_by_node(connection: Connection, model_id: str) -> dict[str, int]:
    """How many public stories each node has."""
    query = (
        select(story_nodes.c.node, func.count())
        .where(story_nodes.c.model == model_id, story_nodes.c.is_public == true())
        .group_by(story_nodes.c.node)
        .order_by(story_nodes.c.node)
    )
    return dict(connection.execute(query).all())


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
    retold = select(stories.c.number).where(stories.c.number.in_(numbers), stories.c.origin == "retold")
    first = sorted(connection.execute(retold).scalars())
    return first + sorted(numbers.difference(first), reverse=True)


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
