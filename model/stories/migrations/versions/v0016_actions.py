"""Actions that are followed up: by which day, what became of each, and the step that asks for them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_STEP = "followed"
_WORKSHOPS = sa.table("workshops", sa.column("id", sa.Text()), sa.column("plan", sa.JSON(none_as_null=True)))
_TEMPLATES = sa.table(
    "workshop_templates",
    sa.column("model", sa.Text()),
    sa.column("id", sa.Text()),
    sa.column("steps", sa.JSON()),
)


def upgrade() -> None:
    """From actions that were agreed to ones of which it is asked what came of them.

    Plans and templates that are there leave out what they do not name: they get the step that asks, too.
    """
    for column in (
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False, server_default="open"),
        sa.Column("outcome", sa.Text(), nullable=False, server_default=""),
        sa.Column("story", sa.Text(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_in", sa.Text(), nullable=True),
    ):
        op.add_column("workshop_actions", column)
    connection = op.get_bind()
    for id_, plan in connection.execute(sa.select(_WORKSHOPS.c.id, _WORKSHOPS.c.plan)).all():
        if plan:
            changed = _put_in(plan, "part", {"part": _STEP, "minutes": 0})
            connection.execute(_WORKSHOPS.update().where(_WORKSHOPS.c.id == id_).values(plan=changed))
    query = sa.select(_TEMPLATES.c.model, _TEMPLATES.c.id, _TEMPLATES.c.steps)
    for model, id_, steps in connection.execute(query).all():
        changed = _put_in(steps, "what", {"what": _STEP, "minutes": 0})
        here = (_TEMPLATES.c.model == model, _TEMPLATES.c.id == id_)
        connection.execute(_TEMPLATES.update().where(*here).values(steps=changed))


def _put_in(items: list[dict[str, Any]], name: str, step: dict[str, Any]) -> list[dict[str, Any]]:
    """The items with a step after the one in which people join, else before all others."""
    at = next((at + 1 for at, item in enumerate(items) if item.get(name) == "join"), 0)
    return [*items[:at], step, *items[at:]]
