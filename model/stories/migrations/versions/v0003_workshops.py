"""The tables of the workshops: who joined, what was asked and answered, what was agreed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """From stories alone to stories and workshops."""
    op.create_table(
        "workshops",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("ends_at", _MOMENT, nullable=False),
        sa.Column("ended_at", _MOMENT, nullable=True),
        sa.Column("is_rehearsal", sa.Boolean(), nullable=False),
        sa.Column("position", sa.JSON(), nullable=False),
        sa.Column("stamp", sa.Text(), nullable=False),
        sa.Column("request", sa.Text(), nullable=True),
        sa.Column("is_unlinked", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_workshops"),
    )
    op.create_index("uq_workshops_model_request", "workshops", ["model", "request"], unique=True)
    op.create_index("ix_workshops_key", "workshops", ["key"])
    op.create_index("ix_workshops_model_created", "workshops", ["model", "created_at"])
    op.create_table(
        "workshop_participants",
        sa.Column("workshop", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("joined_at", _MOMENT, nullable=False),
        sa.Column("seen_at", _MOMENT, nullable=False),
        _refer_to_workshop("workshop_participants"),
        sa.PrimaryKeyConstraint("workshop", "id", name="pk_workshop_participants"),
    )
    op.create_index(
        "uq_workshop_participants_token", "workshop_participants", ["workshop", "token_hash"], unique=True
    )
    op.create_table(
        "workshop_rounds",
        sa.Column("workshop", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("nodes", sa.JSON(), nullable=False),
        sa.Column("dots", sa.Integer(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("is_revealed", sa.Boolean(), nullable=False),
        _refer_to_workshop("workshop_rounds"),
        sa.PrimaryKeyConstraint("workshop", "id", name="pk_workshop_rounds"),
    )
    op.create_table(
        "workshop_ballots",
        sa.Column("workshop", sa.Text(), nullable=False),
        sa.Column("round", sa.Text(), nullable=False),
        sa.Column("participant", sa.Integer(), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        _refer_to_round("workshop_ballots"),
        _refer_to_participant("workshop_ballots"),
        sa.PrimaryKeyConstraint("workshop", "round", "participant", name="pk_workshop_ballots"),
    )
    op.create_table(
        "workshop_answers",
        sa.Column("number", _NUMBER, nullable=False),
        sa.Column("workshop", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("round", sa.Text(), nullable=False),
        sa.Column("participant", sa.Integer(), nullable=False),
        sa.Column("node", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("group", sa.Text(), nullable=True),
        _refer_to_round("workshop_answers"),
        _refer_to_participant("workshop_answers"),
        sa.PrimaryKeyConstraint("number", name="pk_workshop_answers"),
        sqlite_autoincrement=True,
    )
    op.create_index("uq_workshop_answers_id", "workshop_answers", ["workshop", "id"], unique=True)
    op.create_index("ix_workshop_answers_round", "workshop_answers", ["workshop", "round", "participant"])
    op.create_table(
        "workshop_groups",
        sa.Column("number", _NUMBER, nullable=False),
        sa.Column("workshop", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("round", sa.Text(), nullable=False),
        sa.Column("node", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("is_chosen", sa.Boolean(), nullable=False),
        _refer_to_round("workshop_groups"),
        sa.PrimaryKeyConstraint("number", name="pk_workshop_groups"),
        sqlite_autoincrement=True,
    )
    op.create_index("uq_workshop_groups_id", "workshop_groups", ["workshop", "id"], unique=True)
    op.create_table(
        "workshop_stories",
        sa.Column("number", _NUMBER, nullable=False),
        sa.Column("workshop", sa.Text(), nullable=False),
        sa.Column("round", sa.Text(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("participant", sa.Integer(), nullable=True),
        sa.Column("code_hash", sa.Text(), nullable=False),
        _refer_to_round("workshop_stories"),
        sa.PrimaryKeyConstraint("number", name="pk_workshop_stories"),
        sqlite_autoincrement=True,
    )
    op.create_index("uq_workshop_stories_story", "workshop_stories", ["workshop", "story"], unique=True)
    op.create_index("ix_workshop_stories_code", "workshop_stories", ["code_hash"])
    op.create_table(
        "workshop_actions",
        sa.Column("number", _NUMBER, nullable=False),
        sa.Column("workshop", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("when", sa.Text(), nullable=False),
        sa.Column("nodes", sa.JSON(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        _refer_to_workshop("workshop_actions"),
        sa.PrimaryKeyConstraint("number", name="pk_workshop_actions"),
        sqlite_autoincrement=True,
    )
    op.create_index("uq_workshop_actions_id", "workshop_actions", ["workshop", "id"], unique=True)
    op.create_table(
        "workshop_requests",
        sa.Column("workshop", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        _refer_to_workshop("workshop_requests"),
        sa.PrimaryKeyConstraint("workshop", "id", name="pk_workshop_requests"),
    )
    op.create_table(
        "workshop_secrets",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_workshop_secrets"),
    )


def _refer_to_workshop(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workshop"], ["workshops.id"], name=f"fk_{table}_workshop", ondelete="CASCADE"
    )


def _refer_to_round(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workshop", "round"],
        ["workshop_rounds.workshop", "workshop_rounds.id"],
        name=f"fk_{table}_round",
        ondelete="CASCADE",
    )


def _refer_to_participant(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workshop", "participant"],
        ["workshop_participants.workshop", "workshop_participants.id"],
        name=f"fk_{table}_participant",
        ondelete="CASCADE",
    )
