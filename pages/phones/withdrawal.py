"""Withdrawing a story by the code on its receipt, wherever it was told."""

from __future__ import annotations

from model.letterboxes import LetterboxStore
from model.stories.faults import UnknownCodeError
from model.workshop import ParticipantStore
from pages.shared import resources


def withdraw(typed: str) -> None:
    """Withdraw the story with this code, told in a workshop or to a letterbox; raises `UnknownCodeError`."""
    stories = resources.get_store()
    try:
        ParticipantStore(stories).withdraw_story(typed)
    except UnknownCodeError:
        LetterboxStore(stories).withdraw_story(typed)
