"""How much may come from one address and one phone: plenty for a ward behind one address, no flood."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from model.workshop import FloodKind
from pages.shared.limits import Limit, name_network

FLOODS: dict[FloodKind, int] = {"joins": 150, "keys": 60, "codes": 60}
"""How many within a minute from one network are more than a room does; the desk is told then."""

_MOST_NETWORKS = 10_000
_MOST_NOTES = 30


@dataclass
class Limits:
    """The limits of one server. A hundred phones behind one address stay far below each of them.

    Phones that joined are limited one by one, whatever else comes from their address. Wrong keys and
    codes are counted, right ones are not, and a right one is always taken: of 31 to the power of 6 keys and
    31 to the power of 10 codes nobody guesses one at this pace, and whoever floods an address would otherwise
    keep out all who share it. Joining is not limited, as it stores nothing (`model.workshop.admission`). What
    a flood may cost is bounded by `visits`, of each kind apart: about what one server can answer at all.
    """

    visits: Limit = field(default_factory=lambda: Limit(most=24_000, seconds=60))
    strays: Limit = field(default_factory=lambda: Limit(most=24_000, seconds=60))
    withdrawals: Limit = field(default_factory=lambda: Limit(most=24_000, seconds=60))
    wrong_keys: Limit = field(default_factory=lambda: Limit(most=60, seconds=60))
    wrong_codes: Limit = field(default_factory=lambda: Limit(most=60, seconds=60))
    phone_visits: Limit = field(default_factory=lambda: Limit(most=240, seconds=60))
    phone_posts: Limit = field(default_factory=lambda: Limit(most=60, seconds=60))
    phone_polls: Limit = field(default_factory=lambda: Limit(most=90, seconds=60))


class FloodCounter:
    """Counts what comes from each network within a minute, and says when that is a flood.

    Says so when the count of a kind reaches what `FLOODS` says, and each time that it has doubled since, so
    that a flood is noted a few times and not as often as it comes; 30 notes a minute at most.

    >>> counter = FloodCounter(clock=lambda: 60.0)
    >>> [note for _ in range(130) if (note := counter.count("keys", "192.0.2.1"))]
    [(1, 60), (1, 120)]
    """

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._minute = 0
        self._notes = 0
        self._counts: dict[tuple[FloodKind, str, str], int] = {}
        self._lock = Lock()

    def count(self, kind: FloodKind, address: str, workshop: str = "") -> tuple[int, int] | None:
        """Count one; the minute and the count where there is something to note, else None."""
        minute = int(self._clock()) // 60
        who = (kind, name_network(address), workshop)
        with self._lock:
            if minute != self._minute:
                self._minute, self._notes = minute, 0
                self._counts.clear()
            if len(self._counts) >= _MOST_NETWORKS and who not in self._counts:
                return None
            count = self._counts[who] = self._counts.get(who, 0) + 1
            times, rest = divmod(count, FLOODS[kind])
            is_note = not rest and not times & (times - 1) and self._notes < _MOST_NOTES
            self._notes += is_note
            return (minute, count) if is_note else None


def name_phone(token: str) -> str:
    """By what a phone is counted: nothing that its token could be read from."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()[:20]
