"""What a row of a file says otherwise than the story that is stored, field by field."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from model.stories.fields import FIELDS
from model.stories.intake.answers import read_moment
from model.stories.story import PURPOSES, Story
from model.stories.story_files import to_cells

COMPARED = tuple(name for name, field in FIELDS.items() if not field.is_counted)
"""The fields that a file can change."""

_WORDED = tuple(name for name, field in FIELDS.items() if field.is_worded)
_WHOLE = tuple(name for name in COMPARED if FIELDS[name].place == (name,))

_SAID_BY_THE_MARK = frozenset({"text", "teller", "language", "status", "origin", "translations"})
"""What is the same in two rows of the same mark, or is not of a row of somebody else's file."""


@dataclass(frozen=True)
class FieldChange:
    """A field of which a file says something else than the store, as it stands in a cell.

    `before` is what it was when the file was written, None where that is not known. In a conflict it was
    changed in the store since then, too.
    """

    field: str
    stored: str
    said: str
    before: str | None

    @property
    def is_conflict(self) -> bool:
        """Whether both the file and the store have changed it."""
        return self.before is not None and self.before != self.stored


@dataclass(frozen=True)
class StoryChange:
    """What a row of a file says otherwise than a story: `stored` as it is now, `said` as the file has it."""

    row: int
    stored: Story
    said: Story
    fields: tuple[FieldChange, ...]

    @property
    def is_dated(self) -> bool:
        """Whether it is known what the story was when the file was written."""
        return self.fields[0].before is not None

    def list_free(self) -> tuple[str, ...]:
        """The fields that only the file has changed, as far as that is known."""
        return tuple(change.field for change in self.fields if not change.is_conflict)

    def to_story(self, fields: Collection[str]) -> Story:
        """The story with what the file says of these fields.

        Raises `ValidationError` where that is no story, as with two texts in one language.
        """
        stored, said = dict(self.stored), dict(self.said)
        own = self.stored.wordings[0].model_copy(
            update={name: getattr(self.said.wordings[0], name) for name in _WORDED if name in fields}
        )
        others = self.said.wordings[1:] if "translations" in fields else self.stored.wordings[1:]
        changed: dict[str, Any] = {name: said[name] for name in _WHOLE if name in fields}
        changed["wordings"] = (own, *others)
        changed["consent"] = {
            purpose: getattr((self.said if f"consent_{purpose}" in fields else self.stored).consent, purpose)
            for purpose in PURPOSES
        }
        changed["source"] = self._to_source(fields)
        return Story.model_validate(stored | changed)

    def _to_source(self, fields: Collection[str]) -> dict[str, str | None] | None:
        cells = {True: to_cells(self.said), False: to_cells(self.stored)}
        name, url, session = (
            cells[field in fields][field] or None for field in ("source", "source_url", "source_session")
        )
        if not (name or url or session):
            return None
        return {"name": name or url or session, "url": url, "session": session}


def find_change(
    row: int, stored: Story, said: Story, before: Story | None, fields: Collection[str]
) -> StoryChange | None:
    """What a row says otherwise in some fields; None where it says nothing that is new.

    What the file leaves as it was when it was written is no change, whatever became of it since.
    """
    now, new = to_cells(stored), to_cells(said)
    was = to_cells(before) if before is not None else None
    changes = tuple(
        FieldChange(field, now[field], new[field], was[field] if was else None)
        for field in COMPARED
        if field in fields and new[field] != now[field] and (was is None or new[field] != was[field])
    )
    return StoryChange(row, stored, said, changes) if changes else None


def find_state(stored: Story, earlier: Sequence[Story], changed_at: str, revision: str) -> Story | None:
    """What a story was when a file was written, by what the file says of its last change and its revision.

    None where the file does not say so, or comes from another store. `earlier` are the states before each
    change of the story.
    """
    states = (stored, *earlier)
    moment = read_moment(changed_at)
    if moment is not None:
        return next((state for state in states if state.changed_at == moment), None)
    return next((state for state in states if str(state.revision) == revision), None)


def list_fields_of_marked(columns: Collection[str]) -> frozenset[str]:
    """The fields to compare of a row of somebody else's file that came in before."""
    return frozenset(columns) - _SAID_BY_THE_MARK
