"""A history that can name who signed in by an account."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From roles alone to roles and, where it is known, who it was."""
    op.add_column("story_changes", sa.Column("person", sa.Text(), nullable=True))
