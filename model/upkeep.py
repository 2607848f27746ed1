"""Erasing, in all stores, what was kept for as long as `model.retention` says, and when that was last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime

from model.coding import CodingExpiry
from model.letterboxes import LetterboxExpiry
from model.opened import OpenedModelStore
from model.retention import Kept, check_settings
from model.stories import StoryStore
from model.stories.runs import find_run, note_run
from model.workshop import WorkshopStore


def erase_expired(stories: StoryStore, now: datetime | None = None) -> None:
    """Erase what was kept for long enough; raises `StoreUnavailableError`, and goes on another time then.

    Codings and letterboxes go after stories, as they follow what is left of these. At the end
    nothing of it is left in SQLite's log either, which would keep it as long as the server runs.
    """
    check_settings()
    now = now or datetime.now(UTC)
    stories.erase_expired(now)
    CodingExpiry(stories).erase_expired(now)
    LetterboxExpiry(stories).erase_expired(now)
    WorkshopStore(stories).erase_expired(now)
    OpenedModelStore(stories).erase_expired(now)
    stories.database.bring_in_log()
    note_run(stories.database, "erasing", now)


def find_last_run(stories: StoryStore) -> datetime | None:
    """When `erase_expired` did all of it last, in whichever process; None before the first time."""
    return find_run(stories.database, "erasing")


def count_due(stories: StoryStore, now: datetime | None = None) -> Mapping[Kept, int]:
    """How much of each the next `erase_expired` erases; what is not in the database is not counted."""
    stores = (
        stories,
        CodingExpiry(stories),
        LetterboxExpiry(stories),
        WorkshopStore(stories),
        OpenedModelStore(stories),
    )
    now = now or datetime.now(UTC)
    due: Counter[Kept] = Counter()
    for store in stores:
        for kept, count in store.count_due(now).items():
            due[kept] += count
    return due
