"""Teams, and which team a workshop and a story belong to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From workshops and stories of nobody in particular to those that may be a team's."""
    op.create_table(
        "teams",
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("colour", sa.Text(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.Column("passcode", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("model", "id", name="pk_teams"),
    )
    op.create_index("uq_teams_model_name_key", "teams", ["model", "name_key"], unique=True)
    op.create_table(
        "team_requests",
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("model", "id", name="pk_team_requests"),
    )
    op.add_column("workshops", sa.Column("team", sa.Text(), nullable=True))
    op.add_column("stories", sa.Column("team", sa.Text(), nullable=True))
