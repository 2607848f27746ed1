"""Models that visitors opened from files, sealed with the key in their address."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From models in the memory of one process to models that every process finds."""
    op.create_table(
        "opened_models",
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("mark", name="pk_opened_models"),
    )
    op.create_index("ix_opened_models_looked_at", "opened_models", ["looked_at"])
