"""The day of a workshop, whether a round was ever opened, and what was deleted and can be had back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From workshops that know when they end to those that know the day they are held."""
    op.add_column("workshops", sa.Column("day", sa.Date(), nullable=True))
    op.add_column("workshop_rounds", sa.Column("was_opened", sa.Boolean(), nullable=True))
    op.create_table(
        "workshop_deleted",
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("workshop", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("model", "workshop", "id", name="pk_workshop_deleted"),
    )
