"""Threads for the phones' pages: few, so that a roomful that sends at once does not slow itself down."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ParamSpec, TypeVar

from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar

Given = ParamSpec("Given")
Answered = TypeVar("Answered")


_MOST_AT_ONCE = 2
"""How many phones are answered at the same time. One thread of Python computes at a time anyway, and a
database answers some questions while it does; with many more they only take turns ever more often."""

_limiter: RunVar[CapacityLimiter] = RunVar("phones' threads")


async def work(function: Callable[Given, Answered], *given: Given.args, **named: Given.kwargs) -> Answered:
    """What a function gives that may take its time, computed beside the server's other work."""
    try:
        limiter = _limiter.get()
    except LookupError:
        limiter = CapacityLimiter(_MOST_AT_ONCE)
        _limiter.set(limiter)
    return await to_thread.run_sync(partial(function, *given, **named), limiter=limiter)
