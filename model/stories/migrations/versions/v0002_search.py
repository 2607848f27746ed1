"""The index of words and facets; the store fills it when it finds it made by other rules than its own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From the first version to one that can be searched."""
    state = op.create_table(
        "story_search_state",
        sa.Column("rules", sa.Integer(), nullable=False),
        sa.Column("erased", sa.Integer(), nullable=False),
    )
    op.bulk_insert(state, [{"rules": 0, "erased": 0}])
    if op.get_context().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE story_search USING fts5"
            "(tokens, detail=none, columnsize=0, prefix='1 2 3', tokenize=\"ascii tokenchars '_'\")"
        )
    else:
        op.execute(
            "CREATE TABLE story_search (number bigint PRIMARY KEY REFERENCES stories ON DELETE CASCADE,"
            " model text NOT NULL, status text NOT NULL, teller text NOT NULL, origin text NOT NULL,"
            " consent_room boolean NOT NULL, consent_exports boolean NOT NULL,"
            " consent_publications boolean NOT NULL, is_attached boolean NOT NULL,"
            # The tokens are kept apart from the rest, so that few pages hold all that is read often.
            " tokens tsvector NOT NULL) WITH (toast_tuple_target = 128)"
        )
        op.execute("ALTER TABLE story_search ALTER COLUMN tokens SET STORAGE EXTERNAL")
        op.execute("CREATE INDEX ix_story_search_model_number ON story_search (model, number)")
        op.execute("CREATE INDEX ix_story_search_tokens ON story_search USING gin (tokens)")
