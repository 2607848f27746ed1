"""How often something may be tried: a count for each who, forgotten after a while."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from threading import Lock

_MOST_WATCHED = 10_000


class Limit:
    """At most `most` tries within `seconds`, for each who. Keeps at most 10 000 of them in mind.

    >>> limit = Limit(most=2, seconds=60, clock=lambda: 0.0)
    >>> [limit.take("192.0.2.1") for _ in range(3)], limit.take("192.0.2.2")
    ([True, True, False], True)
    >>> limit.has_room("192.0.2.1"), limit.has_room("192.0.2.2")
    (False, True)
    """

    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._tries: dict[str, deque[float]] = {}
        self._lock = Lock()

    def take(self, who: str) -> bool:
        """Count a try; whether it is still within the limit."""
        now = self._clock()
        with self._lock:
            tries = self._tries.setdefault(who, deque())
            while tries and tries[0] <= now - self._seconds:
                tries.popleft()
            if len(tries) >= self._most:
                return False
            tries.append(now)
            if len(self._tries) > _MOST_WATCHED:
                self._forget(now)
            return True

    def has_room(self, who: str) -> bool:
        """Whether another try would be within the limit; counts nothing."""
        with self._lock:
            tries = self._tries.get(who)
            return tries is None or len(tries) < self._most or tries[0] <= self._clock() - self._seconds

    def _forget(self, now: float) -> None:
        """Forget those who have not tried lately, else those who tried first."""
        for who in [who for who, tries in self._tries.items() if tries[-1] <= now - self._seconds]:
            del self._tries[who]
        while len(self._tries) > _MOST_WATCHED:
            del self._tries[next(iter(self._tries))]
