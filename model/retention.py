"""What is kept about people, and for how long: the one list of it.

Whatever erases something asks here for how long it is kept. What says nothing of anybody (ids of requests
that were carried out, the day on which an e-mail was sent) is not listed.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from types import MappingProxyType
from typing import Final, Literal

Kept = Literal[
    "waiting",
    "published",
    "withdrawn",
    "history",
    "codings",
    "letterboxes",
    "phones",
    "workshops",
    "codes",
    "deleted",
    "networks",
    "tries",
    "opened",
    "signing-in",
    "session",
    "device",
    "language",
    "drafts",
    "typed",
]
Place = Literal["database", "browser"]

MOST_DAYS = 3650
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Period:
    """For how long something is kept where nothing is set (`usual`; None until somebody deletes it), and the
    variable of the environment that sets it in days, from `least` on; "" where nothing does."""

    usual: timedelta | None
    variable: str = ""
    place: Place = "database"
    least: int = 1


_DAY = timedelta(days=1)

PERIODS: Final[Mapping[Kept, Period]] = MappingProxyType(
    {
        "waiting": Period(None, "MANGOMOMENT_PENDING_DAYS"),
        "published": Period(None, "MANGOMOMENT_STORY_DAYS"),
        "withdrawn": Period(30 * _DAY, "MANGOMOMENT_WITHDRAWN_DAYS", least=2),  # undone within one day
        "history": Period(None, "MANGOMOMENT_HISTORY_DAYS", least=2),  # the same
        "codings": Period(None, "MANGOMOMENT_CODING_DAYS"),
        "letterboxes": Period(None, "MANGOMOMENT_LETTERBOX_DAYS"),
        "phones": Period(30 * _DAY, "MANGOMOMENT_UNLINK_DAYS"),
        "workshops": Period(None, "MANGOMOMENT_WORKSHOP_DAYS"),
        "codes": Period(730 * _DAY, "MANGOMOMENT_CODE_DAYS"),
        "deleted": Period(_DAY),
        "networks": Period(_DAY),
        "tries": Period(timedelta(hours=1)),
        "opened": Period(30 * _DAY, "MANGOMOMENT_OPENED_DAYS"),
        "signing-in": Period(timedelta(minutes=10), place="browser"),
        "session": Period(timedelta(hours=12), place="browser"),
        "device": Period(365 * _DAY, "MANGOMOMENT_DEVICE_DAYS", "browser"),
        "language": Period(365 * _DAY, "MANGOMOMENT_LANGUAGE_DAYS", "browser"),
        "drafts": Period(_DAY, place="browser"),
        "typed": Period(3 * _DAY, place="browser"),
    }
)
"""What is kept, in the order in which people are told of it."""


def find_period(kept: Kept) -> timedelta | None:
    """For how long something is kept; None until somebody deletes it.

    >>> find_period("deleted")
    datetime.timedelta(days=1)
    """
    period = PERIODS[kept]
    said = os.environ.get(period.variable, "").strip() if period.variable else ""
    return _read_days(said, period) if said else period.usual


def get_period(kept: Kept) -> timedelta:
    """For how long something is kept that has an end; `LookupError` for what has none."""
    if (found := find_period(kept)) is None:
        raise LookupError(kept)
    return found


def find_limit(kept: Kept, now: datetime) -> datetime | None:
    """What is from before this moment is erased; None where nothing is.

    >>> find_limit("deleted", datetime(2026, 5, 2)), find_limit("codings", datetime(2026, 5, 2))
    (datetime.datetime(2026, 5, 1, 0, 0), None)
    """
    period = find_period(kept)
    return None if period is None else now - period


def check_settings() -> None:
    """Say in the log which periods are set to something that is no number of days."""
    for kept in PERIODS:
        find_period(kept)


@cache
def _read_days(said: str, period: Period) -> timedelta | None:
    """The days in a setting; where it is none, what is usual, which the log says once."""
    if re.fullmatch(r"[0-9]{1,4}", said, re.ASCII) and period.least <= int(said) <= MOST_DAYS:
        return timedelta(days=int(said))
    _log.error(
        "%s is a whole number of days from %d to %d, not “%s”; until that is set, %s",
        period.variable,
        period.least,
        MOST_DAYS,
        said,
        "nothing is erased by its age" if period.usual is None else f"{period.usual.days} days hold",
    )
    return period.usual
