"""Erasing what was kept for long enough, and when that was done last, through whichever process."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from model import ModelFileError, upkeep
from model.retention import find_period
from model.stories import StoreError
from pages.shared import resources


@dataclass(frozen=True)
class Run:
    """When it was carried out, and why it could not be, if so."""

    at: datetime
    trouble: StoreError | ModelFileError | None = None


_refused: list[Run] = []
"""The last time, where this process could not do so then."""


def erase_expired() -> None:
    """Erase what was kept for long enough; another time where the store cannot be reached."""
    if period := find_period("opened"):
        resources.forget_opened(period)
    _refused.clear()
    try:
        upkeep.erase_expired(resources.get_store())
    except (StoreError, ModelFileError) as error:
        _refused.append(Run(datetime.now(UTC), error))


def find_last_run() -> Run | None:
    """When that was done or tried last; None before the first time. Raises `StoreUnavailableError`."""
    done = upkeep.find_last_run(resources.get_store())
    runs = [*_refused, *([Run(done)] if done else [])]
    return max(runs, key=lambda run: run.at, default=None)
