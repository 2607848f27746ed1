"""What the letterboxes are called, where stories are filtered by them."""

from __future__ import annotations

from model.letterboxes import LetterboxStore
from model.stories import StoreError
from pages.shared import resources


def name_letterboxes() -> dict[str, str]:
    """The letterboxes by their ids; none where the store cannot be read."""
    try:
        return LetterboxStore(resources.get_store()).name_all()
    except StoreError:
        return {}
