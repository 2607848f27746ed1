"""Workshops that are shown without a passcode by links, which can be renewed, and what their screens hide."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From screens that show all that there is to those that can hide published stories and people."""
    op.add_column("workshops", sa.Column("link_seed", sa.Text(), nullable=True))
    op.add_column("workshops", sa.Column("is_own_only", sa.Boolean(), nullable=True))
    op.add_column("workshops", sa.Column("hides_people", sa.Boolean(), nullable=True))
