"""Threads for the phones' pages: few, so that a roomful that sends at once does not slow itself down."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ParamSpec, TypeVar

from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar

Given = ParamSpec("Given")
Answered = TypeVar("Answered")


class Crew:
    """Threads that answer phones, up to a limit at the same time.

    One thread of Python computes at a time anyway, and a database answers some questions while it does;
    with many more they only take turns ever more often.
    """

    def __init__(self, name: str, most: int) -> None:
        self._most = most
        self._limiter: RunVar[CapacityLimiter] = RunVar(name)

    async def work(
        self, function: Callable[Given, Answered], *arguments: Given.args, **named: Given.kwargs
    ) -> Answered:
        """What a function gives that may take its time, computed beside the server's other work."""
        try:
            limiter = self._limiter.get()
        except LookupError:
            limiter = CapacityLimiter(self._most)
            self._limiter.set(limiter)
        return await to_thread.run_sync(partial(function, *arguments, **named), limiter=limiter)


readers = Crew("phones that look", 2)
"""For what only reads: it never waits for somebody who writes."""

senders = Crew("phones that send", 2)
"""For what writes, and may have to wait for another program that does."""

strangers = Crew("phones that have not joined", 1)
"""For those who look for a workshop or join it: where many do, those who joined go on."""

withdrawers = Crew("phones that withdraw a story", 1)
"""For codes, right and wrong ones."""
