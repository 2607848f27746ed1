"""The tables that hold the stories, and how a story becomes a row and a row a story."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import uuid4

from sqlalchemy import (
    ARRAY,
    JSON,
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    RowMapping,
    String,
    Table,
    Text,
    TypeDecorator,
    any_,
    bindparam,
    func,
    select,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.expression import true
from sqlalchemy.types import TypeEngine

from model.search import fold
from model.stories.fields import PLAIN, PlainKind
from model.stories.story import Consent, Story, StorySource, Wording

Listed = TypeVar("Listed", int, str)

VERSION_TABLE = "story_store_version"
_LONGEST_TITLE_KEY = 120


class Moment(TypeDecorator[datetime]):
    """A moment in UTC: aware when it goes in, aware when it comes out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# SQLite numbers only columns of the type INTEGER automatically.
Number = BigInteger().with_variant(Integer, "sqlite")

# By code point on both engines, so that both sort alike.
Key = String().with_variant(String(collation="C"), "postgresql")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_TYPES: Mapping[PlainKind, type[TypeEngine[Any]]] = {
    "line": Text,
    "text": Text,
    "choice": Text,
    "day": Date,
    "team": Text,
}
"""The column of a plain field: NULL where nobody told it, so that a migration has nothing to fill in."""

stories = Table(
    "stories",
    metadata,
    Column("number", Number, primary_key=True),
    Column("model", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("origin", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("consent_room", Boolean, nullable=False),
    Column("consent_exports", Boolean, nullable=False),
    Column("consent_publications", Boolean, nullable=False),
    Column("language", Text, nullable=False),
    Column("source", JSON(none_as_null=True)),
    Column("wordings", JSON, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("withdrawn_at", Moment),
    Column("fingerprint", Text, nullable=False),
    Column("title_key", Key, nullable=False),
    Column("row_mark", Text),
    *(Column(field.name, _TYPES[field.kind], nullable=not field.is_required) for field in PLAIN),
    Column("letterbox", Text),
    sqlite_autoincrement=True,
)
is_public = (stories.c.status == "published") & (stories.c.consent_room == true())
Index("uq_stories_model_id", stories.c.model, stories.c.id, unique=True)
Index("ix_stories_model_fingerprint", stories.c.model, stories.c.fingerprint)
Index("ix_stories_model_row_mark", stories.c.model, stories.c.row_mark)
Index("ix_stories_model_changed", stories.c.model, stories.c.changed_at, stories.c.number)
Index("ix_stories_model_title", stories.c.model, stories.c.title_key, stories.c.number)
Index("ix_stories_withdrawn", stories.c.withdrawn_at)
Index("ix_stories_public", stories.c.model, stories.c.status, stories.c.consent_room, stories.c.number)

story_nodes = Table(
    "story_nodes",
    metadata,
    Column("number", Number, ForeignKey("stories.number", ondelete="CASCADE"), primary_key=True),
    Column("node", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("model", Text, nullable=False),
    Column("is_public", Boolean, nullable=False),
)
Index(
    "ix_story_nodes_public",
    story_nodes.c.model,
    story_nodes.c.is_public,
    story_nodes.c.node,
    story_nodes.c.number,
)

story_dimensions = Table(
    "story_dimensions",
    metadata,
    Column("number", Number, ForeignKey("stories.number", ondelete="CASCADE"), primary_key=True),
    Column("dimension", Text, primary_key=True),
    Column("position", Integer, nullable=False),
)

story_changes = Table(
    "story_changes",
    metadata,
    Column("number", Number, primary_key=True),
    Column("model", Text, nullable=False),
    Column("story", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("role", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("before", JSON(none_as_null=True)),
    Column("person", Text),
    sqlite_autoincrement=True,
)
Index("ix_story_changes_story", story_changes.c.model, story_changes.c.story, story_changes.c.number)

story_meanings = Table(
    "story_meanings",
    metadata,
    Column("model", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("said", Text, primary_key=True),
    Column("meaning", Text, nullable=False),
)

story_models = Table(
    "story_models",
    metadata,
    Column("model", Text, primary_key=True),
    Column("stamp", Text, nullable=False),
    Column("seeded_at", Moment),
)

story_counts = Table(
    "story_counts",
    metadata,
    Column("model", Text, primary_key=True),
    Column("status", Text, primary_key=True),
    Column("by", Text, primary_key=True),
    Column("node", Text, primary_key=True),
    Column("value", Text, primary_key=True),
    Column("count", Integer, nullable=False),
)

story_search_state = Table(
    "story_search_state",
    metadata,
    Column("rules", Integer, nullable=False),
    Column("erased", Integer, nullable=False),
)

story_words = Table(
    "story_words",
    metadata,
    Column("model", Text, primary_key=True),
    Column("word", Key, primary_key=True),
    Column("language", Text, primary_key=True),
    Column("stem", Key, nullable=False),
    Column("tail", Key, nullable=False),
    Column("written", Text, nullable=False),
    Column("stories", Integer, nullable=False),
    Column("published", Integer, nullable=False),
)
Index("ix_story_words_stem", story_words.c.model, story_words.c.language, story_words.c.stem)
Index("ix_story_words_tail", story_words.c.model, story_words.c.tail)

secrets = Table(
    "workshop_secrets",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", LargeBinary, nullable=False),
)

story_places = Table(
    "story_places",
    metadata,
    Column("number", Number, ForeignKey("stories.number", ondelete="CASCADE"), primary_key=True),
    Column("place", Text, nullable=False),
)

story_rejections = Table(
    "story_rejections",
    metadata,
    Column("model", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("stories", JSON, nullable=False),
    Column("at", Moment, nullable=False),
)

ended_sessions = Table(
    "ended_sessions",
    metadata,
    Column("session", Text, primary_key=True),
    Column("until", BigInteger, nullable=False),
)

passcode_tries = Table(
    "passcode_tries",
    metadata,
    Column("number", Number, primary_key=True),
    Column("at", BigInteger, nullable=False),
    sqlite_autoincrement=True,
)


def to_row(story: Story, model_id: str) -> dict[str, Any]:
    """The columns of a story, without its number."""
    return {
        "model": model_id,
        "id": story.id,
        "revision": story.revision,
        "origin": story.origin,
        "status": story.status,
        "consent_room": story.consent.room,
        "consent_exports": story.consent.exports,
        "consent_publications": story.consent.publications,
        "language": story.language,
        "source": story.source.model_dump() if story.source else None,
        "wordings": [wording.model_dump() for wording in story.wordings],
        "created_at": story.created_at,
        "changed_at": story.changed_at,
        "withdrawn_at": story.withdrawn_at,
        "fingerprint": story.fingerprint,
        "title_key": build_title_key(story),
        "letterbox": story.letterbox,
        **{field.name: getattr(story, field.name) or None for field in PLAIN},
    }


def build_title_key(story: Story) -> str:
    """What stories are sorted by when they are sorted by title: without case and accents.

    >>> build_title_key(Story(wordings=[{"language": "nl", "text": "Één mango."}], teller="other"))
    'een mango.'
    """
    return fold(story.name(story.language))[:_LONGEST_TITLE_KEY]


def to_node_rows(story: Story, number: int, model_id: str) -> list[dict[str, Any]]:
    """The rows that attach a story to its nodes, in its order."""
    return [
        {
            "number": number,
            "node": node,
            "position": position,
            "model": model_id,
            "is_public": story.is_public,
        }
        for position, node in enumerate(story.nodes)
    ]


def to_dimension_rows(story: Story, number: int) -> list[dict[str, Any]]:
    """The rows that sort a story into dimensions, in its order."""
    return [
        {"number": number, "dimension": dimension, "position": position}
        for position, dimension in enumerate(story.dimensions)
    ]


def read_stories(connection: Connection, rows: Iterable[RowMapping]) -> list[Story]:
    """The stories of these rows of `stories`, in their order."""
    rows = list(rows)
    numbers = [row["number"] for row in rows]
    nodes = _read_attached(connection, story_nodes, story_nodes.c.node, numbers)
    dimensions = _read_attached(connection, story_dimensions, story_dimensions.c.dimension, numbers)
    return [
        _to_story(row, tuple(nodes.get(row["number"], ())), tuple(dimensions.get(row["number"], ())))
        for row in rows
    ]


def read_numbered(connection: Connection, numbers: Sequence[int]) -> list[Story]:
    """The stories of these numbers, in this order; those that are gone meanwhile are left out."""
    query = select(stories).where(is_among(connection, stories.c.number, numbers))
    found = connection.execute(query).mappings()
    rows = {row["number"]: row for row in found}
    return read_stories(connection, [rows[number] for number in numbers if number in rows])


def _read_attached(
    connection: Connection, table: Table, column: Column[Any], numbers: Sequence[int]
) -> dict[int, list[str]]:
    attached: dict[int, list[str]] = {}
    if numbers:
        query = (
            select(table.c.number, column)
            .where(is_among(connection, table.c.number, numbers))
            .order_by(table.c.number, table.c.position)
        )
        for number, name in connection.execute(query):
            attached.setdefault(number, []).append(name)
    return attached


def _to_story(row: RowMapping, nodes: tuple[str, ...], dimensions: tuple[str, ...]) -> Story:
    # Without checking and cleaning again what was checked and cleaned when it was stored: that takes
    # longer than everything else, and a rule that has become stricter since must not hide a story.
    source = row["source"]
    plain: dict[str, Any] = {field.name: row[field.name] or field.empty for field in PLAIN}
    return Story.model_construct(
        id=row["id"],
        wordings=tuple(Wording.model_construct(**wording) for wording in row["wordings"]),
        dimensions=dimensions,
        nodes=nodes,
        source=StorySource.model_construct(**source) if source else None,
        origin=row["origin"],
        consent=Consent.model_construct(
            room=row["consent_room"],
            exports=row["consent_exports"],
            publications=row["consent_publications"],
        ),
        status=row["status"],
        created_at=row["created_at"],
        changed_at=row["changed_at"],
        withdrawn_at=row["withdrawn_at"],
        letterbox=row["letterbox"],
        revision=row["revision"],
        **plain,
    )


def is_among(
    connection: Connection, column: ColumnElement[Listed], keys: Iterable[Listed]
) -> ColumnElement[bool]:
    """Whether a column is one of some keys, in words that are the same however many these are.

    With a parameter for each, every other count of keys would be another statement, and the driver of
    SQLite keeps what it prepared for the last 128 of them in each connection, a tenth of a megabyte each.
    """
    if connection.dialect.name == "sqlite":
        listed = func.json_each(json.dumps(list(keys))).table_valued("value")
        return column.in_(select(listed.c.value))
    return column == any_(bindparam(None, list(keys), ARRAY(column.type), unique=True))


def insert_into(table: Table, dialect: str) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that can say what happens to a row that is there already, for a dialect by its name."""
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)


def renew_stamps(connection: Connection) -> None:
    """Give the stories of every model, and every workshop, another version: others are in their place."""
    for model_id in connection.execute(select(story_models.c.model)).scalars().all():
        row = story_models.update().where(story_models.c.model == model_id)
        connection.execute(row.values(stamp=uuid4().hex))
    for workshop in connection.execute(text("SELECT id FROM workshops")).scalars().all():
        renewed = text("UPDATE workshops SET stamp = :stamp WHERE id = :workshop")
        connection.execute(renewed, {"stamp": uuid4().hex, "workshop": workshop})
