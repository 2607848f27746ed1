"""What happened since the server started, counted for whoever watches over it; numbers only."""

from __future__ import annotations

from threading import Lock
from typing import Literal

Happening = Literal["votes"]

_lock = Lock()
_counts: dict[Happening, int] = {"votes": 0}


def count(happening: Happening) -> None:
    """Count one more."""
    with _lock:
        _counts[happening] += 1


def get_count(happening: Happening) -> int:
    """How often it happened in this process."""
    return _counts[happening]
