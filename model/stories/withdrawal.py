"""Withdrawing a story for who told it."""

from __future__ import annotations

from model.stories.faults import UnknownStoryError
from model.stories.shelf import Shelf
from model.stories.story import Consent


def withdraw_for_teller(shelf: Shelf, story_id: str) -> bool:
    """Withdraw a story, and all its teller had agreed to; whether that changed anything.

    Nothing is changed where it was withdrawn before, or is erased already.
    """
    try:
        number, story = shelf.lock(story_id)
    except UnknownStoryError:
        return False
    if story.status == "withdrawn" and story.consent == Consent():
        return False
    withdrawn = story.model_copy(update={"status": "withdrawn", "consent": Consent()})
    changed = shelf.replace(number, story, withdrawn, "participant", "withdrawn")
    shelf.finish([story], [changed])
    return True
