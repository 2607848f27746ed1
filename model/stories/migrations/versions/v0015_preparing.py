"""Workshops whose parts have an order of their own, steps that the facilitator wrote, and templates."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """From workshops in one order to planned ones that can be held again."""
    op.add_column("workshops", sa.Column("plan", sa.JSON(), nullable=True))
    op.create_table(
        "workshop_own_steps",
        sa.Column("number", _NUMBER, nullable=False),
        sa.Column("workshop", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("picture", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop"], ["workshops.id"], name="fk_workshop_own_steps_workshop", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name="pk_workshop_own_steps"),
        sqlite_autoincrement=True,
    )
    op.create_index("uq_workshop_own_steps_id", "workshop_own_steps", ["workshop", "id"], unique=True)
    op.create_table(
        "workshop_templates",
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("model", "id", name="pk_workshop_templates"),
    )
