"""Rounds that keep the rating which they are compared with."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From rounds that stand alone to those beside which an earlier rating can stand."""
    op.add_column("workshop_rounds", sa.Column("earlier", sa.JSON(), nullable=True))
