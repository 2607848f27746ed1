"""Workshops that can be closed to who has not joined, participants that can be removed, and floods."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_HAS_SENT = """
UPDATE workshop_participants SET has_sent = (
  EXISTS (SELECT 1 FROM workshop_ballots AS sent
    WHERE sent.workshop = workshop_participants.workshop AND sent.participant = workshop_participants.id)
  OR EXISTS (SELECT 1 FROM workshop_answers AS sent
    WHERE sent.workshop = workshop_participants.workshop AND sent.participant = workshop_participants.id)
  OR EXISTS (SELECT 1 FROM workshop_stories AS sent
    WHERE sent.workshop = workshop_participants.workshop AND sent.participant = workshop_participants.id)
)
"""


def upgrade() -> None:
    """From workshops that anybody may join to those that know who floods them."""
    op.add_column("workshops", sa.Column("joining_closed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("workshop_participants", sa.Column("place", sa.Text(), nullable=True))
    op.add_column("workshop_participants", sa.Column("has_sent", sa.Boolean(), nullable=True))
    op.execute(sa.text(_HAS_SENT))
    op.create_table(
        "workshop_removed",
        sa.Column("workshop", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop"], ["workshops.id"], name="fk_workshop_removed_workshop", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workshop", "token_hash", name="pk_workshop_removed"),
    )
    op.create_table(
        "workshop_floods",
        sa.Column("workshop", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("minute", sa.BigInteger(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("workshop", "kind", "place", "minute", name="pk_workshop_floods"),
    )
