"""Erasing what was kept for long enough, in this process, and when that was done last."""

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


_runs: list[Run] = []


def erase_expired() -> None:
    """Erase what was kept for long enough; another time where the store cannot be reached."""
    if period := find_period("opened"):
        resources.forget_opened(period)
    trouble = None
    try:
        upkeep.erase_expired(resources.get_store())
    except (StoreError, ModelFileError) as error:
        trouble = error
    _runs[:] = [Run(datetime.now(UTC), trouble)]


def find_last_run() -> Run | None:
    """When this process did so last; None before the first time."""
    return _runs[0] if _runs else None
