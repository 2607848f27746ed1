"""People who answer again with a personal code, and rounds whose scale has ends in words of its own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From workshops of which none knows of another to those that may pair answers by consent."""
    op.add_column("workshops", sa.Column("has_codes", sa.Boolean(), nullable=True))
    op.add_column("workshop_participants", sa.Column("person", sa.Text(), nullable=True))
    op.create_index("ix_workshop_participants_person", "workshop_participants", ["person"])
    op.add_column("workshop_rounds", sa.Column("ends", sa.JSON(), nullable=True))
