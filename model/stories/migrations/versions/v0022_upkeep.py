"""When what was kept for long enough was erased last, through whichever process."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From a moment that one process knows to one that every process finds."""
    op.create_table(
        "upkeep_runs",
        sa.Column("work", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("work", name="pk_upkeep_runs"),
    )
