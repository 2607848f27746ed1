"""Less memory that is free and not given back."""

from __future__ import annotations

import ctypes
import platform

_MOST_ARENAS = -8
"""M_ARENA_MAX of glibc's `mallopt`."""


def share_one_arena() -> bool:
    """Let all threads take memory from one place; whether the C library took that in (only glibc's does).

    glibc gives threads places of their own, so that they need not wait for each other; here they do anyway.
    What is free in one place is of no use in another: a workshop of sixty rounds left 27 MiB free in them,
    and 5 MiB in one.
    """
    if platform.libc_ver()[0] != "glibc":
        return False
    return bool(ctypes.CDLL(None).mallopt(_MOST_ARENAS, 1))
