"""Letterboxes, what came in through them, and the mail that says how many stories wait."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From stories that are told in a workshop to those that are told all year."""
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "letterboxes",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("is_weekly", sa.Boolean(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=True),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_letterboxes"),
    )
    op.create_index("uq_letterboxes_key", "letterboxes", ["key"], unique=True)
    op.create_index("ix_letterboxes_model_created", "letterboxes", ["model", "created_at"])
    op.create_table(
        "letterbox_stories",
        sa.Column("number", number, nullable=False),
        sa.Column("letterbox", sa.Text(), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("code_hash", sa.Text(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["letterbox"], ["letterboxes.id"], name="fk_letterbox_stories_letterbox", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name="pk_letterbox_stories"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_letterbox_stories_request", "letterbox_stories", ["letterbox", "request"], unique=True
    )
    op.create_index("ix_letterbox_stories_at", "letterbox_stories", ["letterbox", "at"])
    op.create_index("ix_letterbox_stories_code", "letterbox_stories", ["code_hash"])
    op.create_table(
        "letterbox_mails",
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_sent", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("model", "day", name="pk_letterbox_mails"),
    )
