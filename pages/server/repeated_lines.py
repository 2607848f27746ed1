"""The log stays readable, and the disk free, whatever somebody repeats."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

_LOGGERS = ("asyncio", "uvicorn.error", "uvicorn", "pages.shared.passcode_tries", "model.stories.trouble_log")
_MOST_KINDS = 1_000


class RepeatedLines(logging.Filter):
    """Lets the same line through a few times a minute, one with a traceback once; then says how many it kept.

    >>> lines = RepeatedLines(most=2, clock=lambda: 0.0)
    >>> line = logging.LogRecord("x", logging.ERROR, "file.py", 1, "failed", None, None)
    >>> [lines.filter(line) for _ in range(4)]
    [True, True, False, False]
    """

    def __init__(self, most: int = 5, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._most = most
        self._clock = clock
        self._seen: dict[tuple[object, ...], list[float]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        now = self._clock()
        if len(self._seen) > _MOST_KINDS:
            self._seen.clear()
        kind = _find_kind(record)
        seen = self._seen.setdefault(kind, [now, 0])
        if now - seen[0] >= 60:
            kept = int(seen[1]) - self._choose_most(record)
            seen[:] = [now, 0]
            if kept > 0:
                record.msg = f"{record.getMessage()} ({kept} more like it in the last minutes)"
                record.args = None
        seen[1] += 1
        return seen[1] <= self._choose_most(record)

    def _choose_most(self, record: logging.LogRecord) -> int:
        return 1 if record.exc_info else self._most


def quieten_logs() -> None:
    """Let none of the server's loggers repeat itself."""
    streamlit = [name for name in logging.root.manager.loggerDict if name.partition(".")[0] == "streamlit"]
    lines = RepeatedLines()
    for name in (*_LOGGERS, *streamlit):
        logging.getLogger(name).addFilter(lines)


def _find_kind(record: logging.LogRecord) -> tuple[object, ...]:
    """What makes two lines alike: where they are written, and where the error they tell of was raised."""
    place: tuple[object, ...] = ()
    if record.exc_info and record.exc_info[2]:
        trace = record.exc_info[2]
        while trace.tb_next:
            trace = trace.tb_next
        place = (record.exc_info[0], trace.tb_frame.f_code.co_filename, trace.tb_lineno)
    return (record.name, record.pathname, record.lineno, *place)
