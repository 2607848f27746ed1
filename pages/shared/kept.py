"""Keeping what was built once, for all sessions: found again without any work, where Streamlit's own caches
need most of a millisecond to compute a key."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from inspect import signature
from threading import Condition
from typing import Any, TypeVar

from cachetools import LRUCache, cached

Built = TypeVar("Built")


def kept(most: int) -> Callable[[Callable[..., Built]], Callable[..., Built]]:
    """Keep what a function of positional arguments built, for the `most` of them that were asked for last.

    What is asked for while it is being built is waited for, not built twice; an error is not kept. An
    argument whose name begins with an underscore is no part of what is asked for: another one says enough of
    it. The others have to be hashable.

    >>> @kept(most=2)
    ... def build(version, _content):
    ...     return [version]
    >>> build("a", 1) is build("a", 2)
    True
    """

    def wrap(build: Callable[..., Built]) -> Callable[..., Built]:
        telling = [at for at, name in enumerate(signature(build).parameters) if not name.startswith("_")]

        def build_key(*arguments: Any) -> Hashable:
            return tuple(arguments[at] for at in telling)

        keeping: Callable[..., Built] = cached(LRUCache(most), build_key, condition=Condition())(build)
        return keeping

    return wrap
