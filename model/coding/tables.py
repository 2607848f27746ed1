"""The tables that hold what coders made of the stories, beside those of the stories themselves."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, MetaData, Table, Text

from model.stories.tables import Moment, Number, stories
from model.stories.tables import metadata as of_stories

metadata = MetaData(naming_convention=of_stories.naming_convention)


def _number(is_key: bool = True) -> Column[int]:
    of_story = ForeignKey(stories.c.number, ondelete="CASCADE")
    return Column("number", Number, of_story, primary_key=is_key, nullable=False)


coders = Table(
    "coders",
    metadata,
    Column("model", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
)
Index("uq_coders_model_name_key", coders.c.model, coders.c.name_key, unique=True)

story_codings = Table(
    "story_codings",
    metadata,
    _number(),
    Column("coder", Text, primary_key=True),
    Column("model", Text, nullable=False),
    Column("is_done", Boolean, nullable=False),
    Column("memo", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("revision", Integer, nullable=False),
)
Index("ix_story_codings_coder", story_codings.c.model, story_codings.c.coder, story_codings.c.number)

coding_marks = Table(
    "coding_marks",
    metadata,
    _number(),
    Column("coder", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("code", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("at", Moment, nullable=False),
)

coding_passages = Table(
    "coding_passages",
    metadata,
    Column("id", Number, primary_key=True),
    _number(is_key=False),
    Column("coder", Text, nullable=False),
    Column("kind", Text),
    Column("code", Text),
    Column("language", Text, nullable=False),
    Column("first", Integer, nullable=False),
    Column("after", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    sqlite_autoincrement=True,
)
Index("ix_coding_passages_story", coding_passages.c.number, coding_passages.c.coder)

coding_decisions = Table(
    "coding_decisions",
    metadata,
    _number(),
    Column("kind", Text, primary_key=True),
    Column("code", Text, primary_key=True),
    Column("is_attached", Boolean, nullable=False),
    Column("was_attached", Boolean, nullable=False),
    Column("role", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

code_memos = Table(
    "code_memos",
    metadata,
    Column("model", Text, primary_key=True),
    Column("coder", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("code", Text, primary_key=True),
    Column("memo", Text, nullable=False),
    Column("at", Moment, nullable=False),
)
