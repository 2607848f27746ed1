"""What several coders make of the stories, apart from each other, and what was agreed on."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _of_story(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["number"], ["stories.number"], name=f"fk_{table}_number", ondelete="CASCADE"
    )


def upgrade() -> None:
    """From one coding of a story to as many as there are coders; what is attached already is agreed on."""
    op.create_table(
        "coders",
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("model", "id", name="pk_coders"),
    )
    op.create_index("uq_coders_model_name_key", "coders", ["model", "name_key"], unique=True)
    op.create_table(
        "story_codings",
        sa.Column("number", _NUMBER, nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("is_done", sa.Boolean(), nullable=False),
        sa.Column("memo", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        _of_story("story_codings"),
        sa.PrimaryKeyConstraint("number", "coder", name="pk_story_codings"),
    )
    op.create_index("ix_story_codings_coder", "story_codings", ["model", "coder", "number"])
    op.create_table(
        "coding_marks",
        sa.Column("number", _NUMBER, nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _of_story("coding_marks"),
        sa.PrimaryKeyConstraint("number", "coder", "kind", "code", name="pk_coding_marks"),
    )
    op.create_table(
        "coding_passages",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("number", _NUMBER, nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("after", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        _of_story("coding_passages"),
        sa.PrimaryKeyConstraint("id", name="pk_coding_passages"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_coding_passages_story", "coding_passages", ["number", "coder"])
    op.create_table(
        "coding_decisions",
        sa.Column("number", _NUMBER, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("is_attached", sa.Boolean(), nullable=False),
        sa.Column("was_attached", sa.Boolean(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _of_story("coding_decisions"),
        sa.PrimaryKeyConstraint("number", "kind", "code", name="pk_coding_decisions"),
    )
    op.create_table(
        "code_memos",
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("memo", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("model", "coder", "kind", "code", name="pk_code_memos"),
    )
