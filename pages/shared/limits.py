"""How often something may be tried: a count for each who, forgotten after a while."""

from __future__ import annotations

import ipaddress
import time
from collections import deque
from collections.abc import Callable
from functools import lru_cache
from threading import Lock

_MOST_WATCHED = 10_000
_MOST_STOPPED = 100_000
_FORGOTTEN_AT_ONCE = 500


class Limit:
    """At most `most` tries within `seconds`, for each who; an IPv6 address counts as its network of 64 bits.

    Keeps in mind who tried within the time that counts: the latest 10 000, and beyond these whoever is at the
    limit, up to 100 000.

    >>> limit = Limit(most=2, seconds=60, clock=lambda: 0.0)
    >>> [limit.take("192.0.2.1") for _ in range(3)], limit.take("192.0.2.2")
    ([True, True, False], True)
    >>> limit.has_room("192.0.2.1"), limit.has_room("192.0.2.2")
    (False, True)
    >>> [limit.take(f"2001:db8::{number}") for number in range(3)]
    [True, True, False]
    """

    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._tries: dict[str, deque[float]] = {}
        self._left = 0
        self._looked_through = clock()
        self._lock = Lock()

    def take(self, who: str) -> bool:
        """Count a try; whether it is still within the limit."""
        now = self._clock()
        who = name_network(who)
        with self._lock:
            tries = self._tries.setdefault(who, deque())
            while tries and tries[0] <= now - self._seconds:
                tries.popleft()
            if len(tries) >= self._most:
                return False
            tries.append(now)
            if now - self._looked_through >= self._seconds:
                self._forget_old(now)
            if len(self._tries) > max(_MOST_WATCHED, self._left + _FORGOTTEN_AT_ONCE):
                self._forget(now)
                self._left = len(self._tries)
            return True

    def has_room(self, who: str) -> bool:
        """Whether another try would be within the limit; counts nothing."""
        with self._lock:
            tries = self._tries.get(name_network(who))
            return tries is None or len(tries) < self._most or tries[0] <= self._clock() - self._seconds

    def _forget_old(self, now: float) -> None:
        """Forget those who have not tried lately."""
        self._looked_through = now
        for who in [who for who, tries in self._tries.items() if tries[-1] <= now - self._seconds]:
            del self._tries[who]

    def _forget(self, now: float) -> None:
        """Forget those who have not tried lately, else those below the limit who tried first.

        Some more than need be, so that not every try of a flood looks through all of them.
        """
        self._forget_old(now)
        if len(self._tries) <= _MOST_WATCHED:
            return
        below = [who for who, tries in self._tries.items() if len(tries) < self._most]
        surplus = len(self._tries) - _MOST_WATCHED + _FORGOTTEN_AT_ONCE
        for who in below[: min(surplus, len(below) - 1)]:
            del self._tries[who]
        while len(self._tries) > _MOST_STOPPED:
            del self._tries[next(iter(self._tries))]


@lru_cache(maxsize=4096)
def name_network(who: str) -> str:
    """Whom to count for an address: who has one of IPv6 has 2 to the power of 64 of them."""
    if ":" not in who:
        return who
    try:
        address = ipaddress.IPv6Address(who.partition("%")[0])
    except ValueError:
        return who
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.IPv6Network((address, 64), strict=False))
