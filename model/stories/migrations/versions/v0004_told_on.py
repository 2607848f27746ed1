"""The day a story was told, which row of a file it came from, and what the answers in such files mean."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From stories that know when they were entered to those that know when they were told."""
    op.add_column("stories", sa.Column("told_on", sa.Date(), nullable=True))
    op.add_column("stories", sa.Column("row_mark", sa.Text(), nullable=True))
    op.create_index("ix_stories_model_row_mark", "stories", ["model", "row_mark"])
    op.create_table(
        "story_meanings",
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("meaning", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("model", "field", "said", name="pk_story_meanings"),
    )
