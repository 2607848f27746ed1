"""Waiting in line."""

from __future__ import annotations

import threading
from collections import deque


class Turns:
    """A limited number at a time; those who wait go in the order they came, so that nobody waits for ever.

    >>> turns = Turns(1)
    >>> turns.take(1), turns.take(0.01)
    (True, False)
    >>> turns.give_back()
    """

    def __init__(self, places: int) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()
        self._free = places

    def take(self, seconds: float) -> bool:
        """Wait for a turn, a number of seconds at most; whether it came."""
        with self._guard:
            if self._free:
                self._free -= 1
                return True
            turn = threading.Lock()
            turn.acquire()
            self._waiting.append(turn)
        if turn.acquire(timeout=seconds):
            return True
        with self._guard:
            if turn in self._waiting:
                self._waiting.remove(turn)
                return False
        return True  # it was handed over just when the time was up

    def give_back(self) -> None:
        """Hand the turn to whoever waits longest."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._free += 1
