"""What answers in files of stories were said to mean, for the next file."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, select

from model.stories.tables import insert_into, story_meanings

Meanings = Mapping[tuple[str, str], str]
"""By field, and by the key of the answer (`meanings.build_key`)."""

_MOST = 5_000
_LONGEST = 200


def read_meanings(connection: Connection, model_id: str) -> dict[tuple[str, str], str]:
    """What was kept of a model."""
    query = select(story_meanings).where(story_meanings.c.model == model_id)
    rows = connection.execute(query).mappings()
    return {(row["field"], row["said"]): row["meaning"] for row in rows}


def keep_meanings(connection: Connection, model_id: str, meanings: Meanings) -> None:
    """Keep what answers mean, in the place of what they meant before; 5 000 of a model, no longer ones."""
    known = read_meanings(connection, model_id)
    changed = {
        place: meaning
        for place, meaning in meanings.items()
        if known.get(place) != meaning and len(place[1]) <= _LONGEST and "\0" not in place[1] + meaning
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
