"""The words that stories have, to find other forms of a word, compounds with it and what a slip meant."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From words that are found by how they begin to words that are found by their forms; filled later."""
    key = sa.String().with_variant(sa.String(collation="C"), "postgresql")
    op.create_table(
        "story_words",
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("word", key, nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("stem", key, nullable=False),
        sa.Column("tail", key, nullable=False),
        sa.Column("written", sa.Text(), nullable=False),
        sa.Column("stories", sa.Integer(), nullable=False),
        sa.Column("published", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("model", "word", "language", name="pk_story_words"),
    )
    op.create_index("ix_story_words_stem", "story_words", ["model", "language", "stem"])
    op.create_index("ix_story_words_tail", "story_words", ["model", "tail"])
