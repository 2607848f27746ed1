"""Codes of stories whose workshop or question was deleted: their tellers can still withdraw them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From codes that went with a workshop to codes that stay as long as their story."""
    op.create_table(
        "story_codes",
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("code_hash", sa.Text(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("model", "code_hash", "story", name="pk_story_codes"),
    )
