"""From which network a story that waits was sent, and which stories were rejected at once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From stories that are rejected one by one to those of one sender that are rejected at once."""
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "story_places",
        sa.Column("number", number, nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["number"], ["stories.number"], name="fk_story_places_number", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name="pk_story_places"),
    )
    op.create_table(
        "story_rejections",
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("stories", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("model", "id", name="pk_story_rejections"),
    )
