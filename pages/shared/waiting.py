"""How many stories wait for the facilitator, for the badge that says so."""

from __future__ import annotations

from contextlib import suppress

from model.stories import StoreError
from pages.shared import resources
from pages.shared.facilitator import get_access, may_facilitate


def count_waiting() -> int:
    """How many stories wait to be read; 0 for visitors, and where they cannot be counted now."""
    with suppress(StoreError):
        if may_facilitate(get_access()):
            return resources.get_store().count_waiting()
    return 0
