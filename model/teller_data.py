"""All that is kept of a story, for whoever told it: found by the code on a receipt, and copied."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Table, select

from model.coding import CodingStore
from model.letterboxes.tables import letterboxes
from model.letterboxes.tables import told as told_to_letterbox
from model.stories import Story, StoryStore, UnknownStoryError
from model.stories.codes import find_by_codes, has_code
from model.stories.faults import UnknownCodeError
from model.stories.keys import hash_code, read_code
from model.stories.shelf import Shelf
from model.stories.tables import stories as stored
from model.stories.tables import story_changes, story_places
from model.workshop.tables import told as told_in_workshop
from model.workshop.tables import workshops


def find_by_code(stories: StoryStore, typed: str) -> str:
    """The id of the story that the code on a receipt belongs to, in a workshop or from a letterbox.

    The story may be erased by now. Raises `UnknownCodeError` where no story, or more than one, has that code.
    """
    hashes = [hash_code(code) for code in read_code(typed)]
    found: set[str] = set()
    with stories.database.reading() as connection:
        for table, place, owner in _WAYS:
            query = select(table.c.story).join(place, place.c.id == table.c[owner])
            query = query.where(place.c.model == stories.model_id, table.c.code_hash.in_(hashes))
            found.update(connection.execute(query).scalars())
        found |= find_by_codes(connection, stories.model_id, hashes)
    if len(found) != 1:
        raise UnknownCodeError
    return found.pop()


def collect(stories: StoryStore, story_id: str) -> dict[str, Any]:
    """Everything that the database holds of a story, as plain values for a file.

    That is the story, what it said before each change, what coders made of it without their names, and
    through which letterbox or workshop it came. Of codes and networks it holds marks alone, and says that it
    does. Of an erased story only its history is left, without texts. `UnknownStoryError` where there is
    nothing.
    """
    with stories.database.reading() as connection:
        story = Shelf(connection, stories.model_id).find_some([story_id]).get(story_id)
        history = _list_history(connection, stories.model_id, story_id)
        if story is None and not history:
            raise UnknownStoryError(story_id)
        of_story = (stored.c.model == stories.model_id, stored.c.id == story_id)
        marked = select(story_places.c.number).join(stored, stored.c.number == story_places.c.number)
        return {
            "model": stories.model_id,
            "id": story_id,
            "story": story.model_dump(mode="json") if story else None,
            "history": history,
            "came_through": list(_list_ways(connection, stories.model_id, story_id)),
            "has_mark_of_network": connection.execute(marked.where(*of_story)).first() is not None,
            **(_collect_codings(CodingStore(stories), story) if story else {}),
        }


_WAYS: tuple[tuple[Table, Table, str], ...] = (
    (told_to_letterbox, letterboxes, "letterbox"),
    (told_in_workshop, workshops, "workshop"),
)
"""The tables of the stories that were told somewhere, those of where, and the column that names it."""


def _list_ways(connection: Connection, model_id: str, story_id: str) -> Iterator[dict[str, Any]]:
    for table, place, owner in _WAYS:
        query = select(place.c.name, table.c.code_hash).join(place, place.c.id == table.c[owner])
        for name, code in connection.execute(
            query.where(place.c.model == model_id, table.c.story == story_id)
        ):
            yield {owner: name, "has_hash_of_code": code is not None}
    if has_code(connection, model_id, story_id):
        yield {"workshop": None, "has_hash_of_code": True}


def _list_history(connection: Connection, model_id: str, story_id: str) -> list[dict[str, Any]]:
    mine = (story_changes.c.model == model_id, story_changes.c.story == story_id)
    rows = connection.execute(select(story_changes).where(*mine).order_by(story_changes.c.number)).mappings()
    names = ("revision", "role", "what", "before")
    return [{"at": row["at"].isoformat(), **{name: row[name] for name in names}} for row in rows]


def _collect_codings(codings: CodingStore, story: Story) -> dict[str, Any]:
    made = [
        {
            "at": coding.at.isoformat(),
            "is_done": coding.is_done,
            "codes": [f"{mark.code.kind}:{mark.code.id}" for mark in coding.marks],
            "passages": [passage.find_text(story) for _, passage in coding.list_passages()],
            "memo": coding.memo,
        }
        for coding in codings.find_all([story.id])
    ]
    decided = [
        {
            "code": f"{each.code.kind}:{each.code.id}",
            "is_attached": each.is_attached,
            "at": each.at.isoformat(),
        }
        for each in codings.find_decisions(story.id)
    ]
    return {"codings": made, "decisions": decided}
