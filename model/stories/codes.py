"""Codes on receipts, as hashes, that are not kept any more where their story was told: that was deleted."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Column, Connection, Table, Text, delete, select

from model.stories.tables import metadata

story_codes = Table(
    "story_codes",
    metadata,
    Column("model", Text, primary_key=True),
    Column("code_hash", Text, primary_key=True),
    Column("story", Text, primary_key=True),
)


def find_by_codes(connection: Connection, model_id: str, hashes: Collection[str]) -> set[str]:
    """The stories of a model that have one of these codes."""
    here = (story_codes.c.model == model_id, story_codes.c.code_hash.in_(hashes))
    return set(connection.execute(select(story_codes.c.story).where(*here)).scalars())


def has_code(connection: Connection, model_id: str, story: str) -> bool:
    """Whether the code of a story is kept here."""
    here = (story_codes.c.model == model_id, story_codes.c.story == story)
    return connection.execute(select(story_codes.c.story).where(*here)).first() is not None


def forget_codes(connection: Connection, model_id: str, story: str) -> None:
    """Forget the code of a story that is erased."""
    here = (story_codes.c.model == model_id, story_codes.c.story == story)
    connection.execute(delete(story_codes).where(*here))
