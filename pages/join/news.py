"""Whether a phone's page is still as it should be: asked by every phone every few seconds, so it is cheap."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from model.workshop import PhoneState

_MOST_WATCHED = 100


@dataclass(frozen=True)
class Seen:
    """The page of all phones as of a version of the workshop: another `page` means another page."""

    version: str
    page: str


def see(state: PhoneState) -> Seen:
    """What a phone's page shows that all phones have in common."""
    shown = (
        state.workshop.name,
        state.workshop.is_ended,
        state.workshop.has_codes,
        [(round_.id, round_.question, round_.asked) for round_ in state.rounds if round_.is_open],
        (state.result and state.result.id, state.is_result_on_screen, state.workshop.hides_people),
        [(action.text, action.who, action.when, action.due, action.nodes) for action in state.actions],
        state.chosen,
    )
    return Seen(state.version, hashlib.sha256(repr(shown).encode()).hexdigest()[:12])


class Watch:
    """Remembers what phones share, and looks again once a second at most, however many ask.

    So what is told may be a second old; its version says so, and the phone asks again.
    """

    def __init__(self, seconds: float = 1, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._clock = clock
        self._seen: dict[str, tuple[float, Seen]] = {}
        self._lock = Lock()

    def look(self, workshop: str, version: str, read: Callable[[], PhoneState]) -> Seen:
        """The page of a workshop whose version is known now; `read` is called where it must be."""
        with self._lock:
            looked, seen = self._seen.get(workshop, (0.0, None))
            if seen and (seen.version == version or self._clock() - looked < self._seconds):
                return seen
            seen = see(read())
            if len(self._seen) >= _MOST_WATCHED:
                self._seen.clear()
            self._seen[workshop] = (self._clock(), seen)
            return seen
