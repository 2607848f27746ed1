"""What answers in files of stories were said to mean, for the next file."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, delete, select

from model.stories.privacy import find_identifiers
from model.stories.tables import insert_into, story_meanings

Meanings = Mapping[tuple[str, str], str]
"""By field, and by the key of the answer (`meanings.build_key`)."""

_MOST = 5_000
_LONGEST = 200


def is_telling(answer: str) -> bool:
    """Whether an answer may tell who somebody is.

    >>> is_telling("Daughter"), is_telling("Daughter of Jan Peeters")
    (False, True)
    """
    return bool(find_identifiers(answer))


def read_meanings(connection: Connection, model_id: str) -> dict[tuple[str, str], str]:
    """What was kept of a model."""
    query = select(story_meanings).where(story_meanings.c.model == model_id)
    rows = connection.execute(query).mappings()
    return {(row["field"], row["said"]): row["meaning"] for row in rows}


def keep_meanings(connection: Connection, model_id: str, meanings: Meanings) -> None:
    """Keep what answers mean, in the place of what they meant before; 5 000 of a model, no longer ones.

    None is kept in which something may tell who somebody is; what earlier versions kept of that is erased.
    """
    known = read_meanings(connection, model_id)
    for field, said in [place for place, meaning in known.items() if _is_telling(place, meaning)]:
        del known[field, said]
        here = (story_meanings.c.model == model_id, story_meanings.c.field == field)
        connection.execute(delete(story_meanings).where(*here, story_meanings.c.said == said))
    changed = {
        place: meaning
        for place, meaning in meanings.items()
        if known.get(place) != meaning
        and len(place[1]) <= _LONGEST
        and "\0" not in place[1] + meaning
        and not _is_telling(place, meaning)
    }
    room = _MOST - len(known)
    for (field, said), meaning in changed.items():
        if (field, said) not in known:
            room -= 1
            if room < 0:
                continue
        row = {"model": model_id, "field": field, "said": said, "meaning": meaning}
        statement = insert_into(story_meanings, connection.dialect.name).values(row)
        connection.execute(
            statement.on_conflict_do_update(
                index_elements=["model", "field", "said"], set_={"meaning": meaning}
            )
        )


def _is_telling(place: tuple[str, str], meaning: str) -> bool:
    field, said = place
    return is_telling(said) or (field == "setting" and is_telling(meaning))  # others mean something known
