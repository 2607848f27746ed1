"""What was deleted from workshops, and how answers were grouped: kept aside for a day, to be had back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Date, Table, and_, delete, func, insert, select, update

from model.retention import get_period
from model.stories import By, StoryConflictError, UnknownStoryError
from model.stories.codes import story_codes
from model.stories.shelf import Shelf
from model.stories.tables import Moment, insert_into, stories
from model.workshop.desk import Desk
from model.workshop.faults import SettledSinceError
from model.workshop.tables import (
    SETTLED,
    actions,
    answers,
    ballots,
    deleted,
    groups,
    own_steps,
    participants,
    removed,
    requests,
    rounds,
    templates,
    told,
    workshops,
)

_TABLES = (participants, rounds, ballots, groups, answers, told, actions, own_steps, requests)
"""What belongs to a workshop, in an order in which it can be put back."""

PARTS: Mapping[str, tuple[tuple[Table, str], ...]] = {
    "workshop": ((workshops, "id"), *((table, "workshop") for table in _TABLES)),
    "round": ((rounds, "id"), *((table, "round") for table in (ballots, groups, answers, told))),
    "comparison": ((rounds, "id"),),
    "answer": ((answers, "id"),),
    "action": ((actions, "id"),),
    "step": ((own_steps, "id"),),
    "participants": ((participants, "id"), (ballots, "participant"), (answers, "participant")),
}
"""Which rows go with what is deleted: tables, each with the column that names it."""


_SET_ASIDE = "set aside"
"""Under which name it is kept which stories were set aside, each with its revision after that, and what it
was before (by earlier versions not kept: then it waits)."""

_LEFT = "left"
"""Under which name it is kept what was said of an action, so that what is said of it later is not undone."""

_GROUPING = "grouping"
"""Under which name it is kept how answers were grouped before."""


def keep(
    connection: Connection,
    model_id: str,
    workshop: str,
    request: str,
    kind: str,
    part: str | Collection[int],
    set_aside: list[dict[str, Any]] | None = None,
    owner: str | None = None,
    left: Mapping[str, Any] | None = None,
) -> None:
    """Keep aside what is about to be deleted or changed, under the id of the request that does so.

    Call it in the transaction that deletes, before; what is not there is not kept. `owner` is the workshop
    in which it can be undone, where that is another one. `left` is what is said of an action from now on:
    it can be undone as long as that holds.
    """
    rows: dict[str, list[dict[str, Any]]] = {}
    for table, column in PARTS[kind]:
        query = select(table).where(table.c[column].in_([part] if isinstance(part, str) else list(part)))
        if table is not workshops:
            query = query.where(table.c.workshop == workshop)
        else:
            query = query.where(table.c.model == model_id)
        found = connection.execute(query).mappings()
        rows[table.name] = [{name: _to_json(value) for name, value in row.items()} for row in found]
    if not any(rows.values()):
        return
    if set_aside:
        rows[_SET_ASIDE] = set_aside
    if left is not None:
        rows[_LEFT] = [{name: _to_json(value) for name, value in left.items()}]
    _keep_rows(connection, model_id, owner or workshop, request, rows)


def keep_codes(connection: Connection, *gone: ColumnElement[bool]) -> None:
    """Keep the codes of stories that were told where it is about to be deleted: they go on working.

    `gone` says which rows of `told` and `workshops` go. A story that is erased already has no code.
    """
    here = and_(stories.c.model == workshops.c.model, stories.c.id == told.c.story)
    mine = select(workshops.c.model, told.c.code_hash, told.c.story)
    mine = mine.join_from(told, workshops, workshops.c.id == told.c.workshop).join(stories, here).where(*gone)
    statement = insert_into(story_codes, connection.dialect.name).from_select([*story_codes.c], mine)
    connection.execute(statement.on_conflict_do_nothing())


def keep_grouping(
    connection: Connection,
    model_id: str,
    workshop: str,
    request: str,
    answer_ids: Collection[str],
    group_ids: Collection[str],
) -> None:
    """Keep aside how some answers are grouped and what some groups are called, before a request changes it.

    A group that is not there yet is one that the request makes: it goes when it is undone.
    """
    here = (groups.c.workshop == workshop, groups.c.id.in_(group_ids))
    said = select(answers.c.id, answers.c.group).where(
        answers.c.workshop == workshop, answers.c.id.in_(answer_ids)
    )
    grouping = {
        "ids": list(group_ids),
        "groups": [dict(row) for row in connection.execute(select(groups).where(*here)).mappings()],
        "answers": [list(row) for row in connection.execute(said)],
    }
    _keep_rows(connection, model_id, workshop, request, {_GROUPING: grouping})


def _keep_rows(
    connection: Connection, model_id: str, workshop: str, request: str, rows: Mapping[str, Any]
) -> None:
    row = {"model": model_id, "workshop": workshop, "id": request, "rows": rows}
    statement = insert_into(deleted, connection.dialect.name).on_conflict_do_nothing()
    connection.execute(statement, row | {"deleted_at": datetime.now(UTC)})


def find_kept(connection: Connection, model_id: str, workshop: str, request: str) -> dict[str, Any] | None:
    """The rows that a request deleted, by table; None where nothing is kept of it any more."""
    query = select(deleted.c.rows).where(
        deleted.c.model == model_id, deleted.c.workshop == workshop, deleted.c.id == request
    )
    found = connection.execute(query).scalar()
    return dict(found) if found is not None else None


def put_back(
    connection: Connection, model_id: str, workshop: str, request: str, rows: Mapping[str, Any], by: By
) -> None:
    """Put rows back that were kept aside, but for those whose round or participant is gone meanwhile.

    Raises `InvalidEntryError` where there is no place for participants any more, and `SettledSinceError`
    where something else was said of an action since.
    """
    for row, left in zip(rows.get(actions.name, ()), rows.get(_LEFT, ()), strict=False):
        _check_left(connection, row, left)
    if rows.get(participants.name) and not rows.get(workshops.name):
        Desk(connection, model_id, workshop).make_room(len(rows[participants.name]))
        tokens = [row["token_hash"] for row in rows[participants.name]]
        gone = (removed.c.workshop == workshop, removed.c.token_hash.in_(tokens))
        connection.execute(delete(removed).where(*gone))
        _put_stories_back(connection, model_id, rows.get(_SET_ASIDE, ()), by)
    for table in (workshops, *_TABLES):
        there = [_from_json(table, row) for row in rows.get(table.name, ())]
        for row in there:
            if table is rounds and _put_comparison_back(connection, row):
                continue
            if table is rounds:
                row["number"] = _choose_number(connection, row)
            if table is own_steps and _change_back(connection, table, row, ("picture", "content")):
                continue
            if table is actions and _change_back(connection, table, row, SETTLED):
                continue
            if table is workshops or _has_parents(connection, table, row):
                connection.execute(insert(table), row)
    codes = [row["code_hash"] for row in rows.get(told.name, ())]
    again = (story_codes.c.model == model_id, story_codes.c.code_hash.in_(codes))
    connection.execute(delete(story_codes).where(*again))
    if grouping := rows.get(_GROUPING):
        _put_grouping_back(connection, workshop, grouping)
    mine = (deleted.c.model == model_id, deleted.c.workshop == workshop, deleted.c.id == request)
    connection.execute(delete(deleted).where(*mine))


def _put_grouping_back(connection: Connection, workshop: str, before: Mapping[str, Any]) -> None:
    """Group answers that are still there as they were, in groups that are called as they were."""
    of_workshop = groups.c.workshop == workshop
    for row in before["groups"]:
        renamed = update(groups).where(of_workshop, groups.c.id == row["id"]).values(title=row["title"])
        if not connection.execute(renamed).rowcount and _has_parents(connection, groups, row):
            connection.execute(insert(groups), row)
    there = set(connection.execute(select(groups.c.id).where(of_workshop)).scalars())
    for group in {group for _answer, group in before["answers"]}:
        ids = [answer for answer, earlier in before["answers"] if earlier == group]
        again = update(answers).where(answers.c.workshop == workshop, answers.c.id.in_(ids))
        connection.execute(again.values(group=group if group in there else None))
    made = set(before["ids"]) - {row["id"] for row in before["groups"]}
    used = select(answers.c.group).where(answers.c.workshop == workshop, answers.c.group.is_not(None))
    gone = (of_workshop, groups.c.id.in_(made), groups.c.id.not_in(used))
    connection.execute(delete(groups).where(*gone))


def _change_back(
    connection: Connection, table: Table, row: Mapping[str, Any], names: Collection[str]
) -> bool:
    """Give what is still there some of its values again, and nothing else; whether it is there.

    So an own step has its picture again, and an action what was said of it before.
    """
    here = (table.c.workshop == row["workshop"], table.c.id == row["id"])
    again = {name: row[name] for name in names if name in row}
    return connection.execute(update(table).where(*here).values(again)).rowcount > 0


def _check_left(connection: Connection, row: Mapping[str, Any], left: Mapping[str, Any]) -> None:
    """Raise `SettledSinceError` where an action is gone, or something else is said of it than was left."""
    here = (actions.c.workshop == row["workshop"], actions.c.id == row["id"])
    query = select(*(actions.c[name] for name in left)).where(*here)
    said = connection.execute(query).mappings().first()
    if said is None or {name: _to_json(value) for name, value in said.items()} != left:
        raise SettledSinceError(row["id"])


def _put_comparison_back(connection: Connection, row: Mapping[str, Any]) -> bool:
    """Let a round that is still there be compared with what it was compared with, and nothing else."""
    here = (rounds.c.workshop == row["workshop"], rounds.c.id == row["id"])
    again = {"earlier": row.get("earlier")}
    return connection.execute(update(rounds).where(*here).values(again)).rowcount > 0


def _put_stories_back(
    connection: Connection, model_id: str, set_aside: Collection[dict[str, Any]], by: By
) -> None:
    """Let stories be again what they were before they were set aside, unless they were changed since."""
    shelf = Shelf(connection, model_id)
    before, after = [], []
    for story in set_aside:
        try:
            number, current = shelf.lock(story["id"], story["revision"])
        except (StoryConflictError, UnknownStoryError):
            continue
        again = current.model_copy(update={"status": story.get("status", "pending")})
        before.append(current)
        after.append(shelf.replace(number, current, again, by, "restored"))
    if after:
        shelf.finish(before, after)


def erase_kept(connection: Connection, now: datetime) -> None:
    """Erase what was deleted more than a day ago, templates as well."""
    for table in (deleted, templates):
        connection.execute(delete(table).where(_was_long_ago(table, now)))


def count_due_deleted(connection: Connection, now: datetime) -> int:
    """How much `erase_kept` erases."""
    queries = (
        select(func.count()).select_from(table).where(_was_long_ago(table, now))
        for table in (deleted, templates)
    )
    return sum(connection.execute(query).scalar_one() for query in queries)


def _was_long_ago(table: Table, now: datetime) -> ColumnElement[bool]:
    return table.c.deleted_at < now - get_period("deleted")


def find_kept_persons(connection: Connection) -> set[str]:
    """Whom personal codes name among the participants that are kept aside."""
    found = connection.execute(select(deleted.c.rows)).scalars()
    persons = {row.get("person") for rows in found for row in rows.get(participants.name, ())}
    return persons - {None}


def forget_kept_persons(connection: Connection, persons: Collection[str]) -> None:
    """Let nothing that is kept aside say any more whom personal codes name."""
    query = select(deleted.c.model, deleted.c.workshop, deleted.c.id, deleted.c.rows)
    for model_id, workshop, request, rows in connection.execute(query).all():
        known = [row for row in rows.get(participants.name, ()) if row.get("person") in persons]
        if known:
            again = [row | {"person": None} if row in known else row for row in rows[participants.name]]
            here = (deleted.c.model == model_id, deleted.c.workshop == workshop, deleted.c.id == request)
            kept = rows | {participants.name: again}
            connection.execute(update(deleted).where(*here).values(rows=kept))


def _choose_number(connection: Connection, row: Mapping[str, Any]) -> int:
    """The number a round had, or the next one where another round has it by now."""
    here = rounds.c.workshop == row["workshop"]
    numbers = set(connection.execute(select(rounds.c.number).where(here)).scalars())
    return int(max(numbers) + 1 if row["number"] in numbers else row["number"])


def _has_parents(connection: Connection, table: Table, row: Mapping[str, Any]) -> bool:
    for parent, column in ((rounds, "round"), (participants, "participant")):
        if column not in table.c or row[column] is None or (table is told and parent is participants):
            continue
        query = select(func.count()).where(parent.c.workshop == row["workshop"], parent.c.id == row[column])
        if not connection.execute(query).scalar_one():
            return False
    return True


def _to_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _from_json(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    values = dict(row)
    for name, value in row.items():
        kind = table.c[name].type
        if value is not None and isinstance(kind, Moment):
            values[name] = datetime.fromisoformat(value)
        elif value is not None and isinstance(kind, Date):
            values[name] = date.fromisoformat(value)
    return values
