"""What was settled for good since a backup was made, and stays so when it is restored.

Tellers who took a story back, or had it erased, do not find it again; personal codes that were forgotten
stay forgotten, and sessions that were ended stay ended. What a facilitator withdrew or deleted comes back:
that may be why somebody restores.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, select

from model.stories.persons import Forgotten, forget_again, read_forgotten
from model.stories.shelf import Shelf
from model.stories.tables import ended_sessions, insert_into, stories, story_changes
from model.stories.withdrawal import withdraw_for_teller

_PLACE = (stories.c.model, stories.c.id)
_TAKEN_BACK = ("withdrawn", "deleted")


@dataclass(frozen=True)
class Settled:
    """Of a database that a backup takes the place of: models and ids of stories that their tellers withdrew
    or had erased, and are so still; sessions that were ended, with how long they would have lasted.
    """

    forgotten: Forgotten
    withdrawn: frozenset[tuple[Any, ...]]
    erased: frozenset[tuple[Any, ...]]
    ended: tuple[tuple[str, int], ...]


def read_settled(live: Connection) -> Settled:
    """What a backup may not undo of what is in a database."""
    log = story_changes.c
    here = and_(stories.c.model == log.model, stories.c.id == log.story)
    query = select(log.model, log.story, stories.c.status).outerjoin_from(story_changes, stories, here)
    query = query.where(log.role == "participant", log.what.in_(_TAKEN_BACK)).distinct()
    rows = live.execute(query).all()
    return Settled(
        forgotten=read_forgotten(live),
        withdrawn=frozenset((model, story) for model, story, status in rows if status == "withdrawn"),
        erased=frozenset((model, story) for model, story, status in rows if status is None),
        ended=tuple((session, until) for session, until in live.execute(select(ended_sessions))),
    )


def settle_again(restored: Connection, settled: Settled) -> None:
    """Do to what is restored what was settled since; its index and counts follow."""
    forget_again(restored, settled.forgotten)
    there: set[tuple[Any, ...]] = set()
    if settled.withdrawn or settled.erased:
        there = set(map(tuple, restored.execute(select(*_PLACE))))
    for model, story in sorted(settled.withdrawn & there):
        withdraw_for_teller(Shelf(restored, model), story)
    for model, story in sorted(settled.erased & there):
        shelf = Shelf(restored, model)
        number, current = shelf.lock(story)
        shelf.erase(number, current, "participant")
        shelf.finish([current], ())
    statement = insert_into(ended_sessions, restored.dialect.name)
    statement = statement.on_conflict_do_update(
        index_elements=["session"], set_={"until": statement.excluded.until}
    )
    for session, until in settled.ended:
        restored.execute(statement.values(session=session, until=until))
