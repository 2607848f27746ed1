"""Which facilitators' sessions were ended, and how often a wrong passcode was tried."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From sessions that only run out to those that can be ended, on every process."""
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "ended_sessions",
        sa.Column("session", sa.Text(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("session", name="pk_ended_sessions"),
    )
    op.create_table(
        "passcode_tries",
        sa.Column("number", number, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_passcode_tries"),
        sqlite_autoincrement=True,
    )
