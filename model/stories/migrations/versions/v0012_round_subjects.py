"""What else a question of a workshop may be about: links of the model, or texts of its own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From questions about elements alone to ones about links or own texts; there are none of these yet."""
    for name in ("edges", "options"):
        op.add_column("workshop_rounds", sa.Column(name, sa.JSON(), nullable=True))
