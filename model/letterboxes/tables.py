"""The tables that hold the letterboxes, beside those of the stories, and how rows become letterboxes."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, MetaData, RowMapping, Table, Text

from model.letterboxes.letterbox import Letterbox
from model.stories.tables import Moment, Number
from model.stories.tables import metadata as of_stories

metadata = MetaData(naming_convention=of_stories.naming_convention)

letterboxes = Table(
    "letterboxes",
    metadata,
    Column("id", Text, primary_key=True),
    Column("model", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("is_weekly", Boolean, nullable=False),
    Column("language", Text, nullable=False),
    Column("team", Text),
    Column("is_open", Boolean, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("deleted_at", Moment),
)
Index("uq_letterboxes_key", letterboxes.c.key, unique=True)
Index("ix_letterboxes_model_created", letterboxes.c.model, letterboxes.c.created_at)

told = Table(
    "letterbox_stories",
    metadata,
    Column("number", Number, primary_key=True),
    Column("letterbox", Text, ForeignKey("letterboxes.id", ondelete="CASCADE"), nullable=False),
    Column("request", Text, nullable=False),
    Column("story", Text, nullable=False),
    Column("code_hash", Text),
    Column("at", Moment, nullable=False),
    sqlite_autoincrement=True,
)
Index("uq_letterbox_stories_request", told.c.letterbox, told.c.request, unique=True)
Index("ix_letterbox_stories_at", told.c.letterbox, told.c.at)
Index("ix_letterbox_stories_code", told.c.code_hash)

mails = Table(
    "letterbox_mails",
    metadata,
    Column("model", Text, primary_key=True),
    Column("day", Text, primary_key=True),
    Column("claimed_at", Moment, nullable=False),
    Column("is_sent", Boolean, nullable=False),
)


def to_letterbox(row: RowMapping) -> Letterbox:
    """The letterbox of a row; what was checked when it was stored is not checked again."""
    return Letterbox.model_construct(
        id=row["id"],
        key=row["key"],
        name=row["name"],
        question=row["question"],
        is_weekly=row["is_weekly"],
        language=row["language"],
        team=row["team"],
        is_open=row["is_open"],
        created_at=row["created_at"],
        deleted_at=row["deleted_at"],
    )
