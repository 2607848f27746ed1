"""The tables of stories, what they are attached to, and their history."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """From nothing to the first version."""
    if op.get_context().dialect.name == "sqlite":
        op.execute("PRAGMA application_id = 1296125511")  # "MANG": how a file is known to be one of ours
    op.create_table(
        "stories",
        sa.Column("number", _NUMBER, nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("teller", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("consent_room", sa.Boolean(), nullable=False),
        sa.Column("consent_exports", sa.Boolean(), nullable=False),
        sa.Column("consent_publications", sa.Boolean(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("source", sa.JSON(), nullable=True),
        sa.Column("wordings", sa.JSON(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.Column("withdrawn_at", _MOMENT, nullable=True),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column(
            "title_key",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("number", name="pk_stories"),
        sqlite_autoincrement=True,
    )
    op.create_index("uq_stories_model_id", "stories", ["model", "id"], unique=True)
    op.create_index("ix_stories_model_fingerprint", "stories", ["model", "fingerprint"])
    op.create_index("ix_stories_model_changed", "stories", ["model", "changed_at", "number"])
    op.create_index("ix_stories_model_title", "stories", ["model", "title_key", "number"])
    op.create_index("ix_stories_withdrawn", "stories", ["withdrawn_at"])
    op.create_index("ix_stories_public", "stories", ["model", "status", "consent_room", "number"])
    op.create_table(
        "story_nodes",
        sa.Column("number", _NUMBER, nullable=False),
        sa.Column("node", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["number"], ["stories.number"], name="fk_story_nodes_number", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", "node", name="pk_story_nodes"),
    )
    op.create_index("ix_story_nodes_public", "story_nodes", ["model", "is_public", "node", "number"])
    op.create_table(
        "story_dimensions",
        sa.Column("number", _NUMBER, nullable=False),
        sa.Column("dimension", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["number"], ["stories.number"], name="fk_story_dimensions_number", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", "dimension", name="pk_story_dimensions"),
    )
    op.create_table(
        "story_changes",
        sa.Column("number", _NUMBER, nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_story_changes"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_story_changes_story", "story_changes", ["model", "story", "number"])
    op.create_table(
        "story_models",
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("stamp", sa.Text(), nullable=False),
        sa.Column("seeded_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("model", name="pk_story_models"),
    )
    op.create_table(
        "story_counts",
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("node", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("model", "status", "by", "node", "value", name="pk_story_counts"),
    )
