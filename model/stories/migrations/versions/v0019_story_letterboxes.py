"""Stories that say through which letterbox they came, and letterboxes that can be deleted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_BOXES = sa.table("letterboxes", sa.column("id", sa.Text()), sa.column("model", sa.Text()))
_TOLD = sa.table("letterbox_stories", sa.column("letterbox", sa.Text()), sa.column("story", sa.Text()))
_STORIES = sa.table("stories", *(sa.column(name, sa.Text()) for name in ("model", "id", "letterbox")))
_INDEX = sa.table("story_search_state", sa.column("rules", sa.Integer()))


def upgrade() -> None:
    """From stories that only a list of the letterboxes knows to those that are filtered by theirs.

    Where there are some, the index is made anew, so that it finds them.
    """
    op.add_column("letterboxes", sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("stories", sa.Column("letterbox", sa.Text(), nullable=True))
    connection = op.get_bind()
    query = sa.select(_BOXES.c.model, _TOLD.c.story, _BOXES.c.id)
    told = connection.execute(query.join(_BOXES, _BOXES.c.id == _TOLD.c.letterbox)).all()
    for model, story, box in told:
        here = (_STORIES.c.model == model, _STORIES.c.id == story)
        connection.execute(_STORIES.update().where(*here).values(letterbox=box))
    if told:
        connection.execute(_INDEX.update().values(rules=0))
