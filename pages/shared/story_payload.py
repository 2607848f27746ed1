"""A story as the browser gets it, wherever one is shown: with no more than who asks may see."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from model import Story
from model.stories.fields import FIELDS, PLAIN
from model.stories.story_files import to_value

WORDED = tuple(name for name, field in FIELDS.items() if field.is_worded)
"""What a story says in each language, and that language."""


def to_payload(
    story: Story, known: Collection[str], language: str, is_facilitator: bool = False
) -> dict[str, Any]:
    """A story in a language where there is a translation; `known` are the nodes of the model.

    Its status, consent, letterbox, times and all its wordings are for the facilitator only, like the plain
    fields that are not public.
    """
    shown = story.in_language(language)
    payload: dict[str, Any] = {
        "id": story.id,
        "name": story.name(language),
        **{name: getattr(shown, name) for name in WORDED},
        **{
            field.name: to_value(field.kind, field.get(story))
            for field in PLAIN
            if field.is_public or is_facilitator
        },
        "dimensions": list(story.dimensions),
        "nodes": [node for node in story.nodes if node in known],
        "origin": story.origin,
        "source": story.source.model_dump(exclude_none=True) if story.source else None,
        "created": story.created_at.date().isoformat(),
    }
    if is_facilitator:
        payload |= {
            "status": story.status,
            "consent": story.consent.model_dump(),
            "letterbox": story.letterbox,
            "revision": story.revision,
            "changed": story.changed_at.isoformat(),
            "wordings": [wording.model_dump() for wording in story.wordings],
            "lost": [node for node in story.nodes if node not in known],
        }
    return payload
