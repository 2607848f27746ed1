"""Which way a link leads, by what is drawn at its ends."""

from __future__ import annotations

import re
from typing import Literal

Direction = Literal["directed", "reversed", "mutual", "undirected"]

_ORNAMENT = re.compile(
    r"er[a-z]|.*(?:diamond|oval|circle|dash|cross|box|crow|t_shape|tee|bar|sysml|half|manyoptional)", re.I
)
"""Ends that say how many, what owns what or what hinders what, and point nowhere."""


def find_direction(start: str, end: str) -> Direction:
    """The way that a link leads, by the names of what is drawn where it starts and ends ("none" for nothing).

    An arrow points; other ends, such as the diamonds and forks of UML and of databases, do not. One of these
    at the end alone stands for the arrow, as where something hinders something.

    >>> find_direction("none", "standard"), find_direction("classic", "none")
    ('directed', 'reversed')
    >>> find_direction("ERone", "ERmany"), find_direction("classic", "open")
    ('undirected', 'mutual')
    >>> find_direction("none", "t_shape"), find_direction("diamondThin", "open")
    ('directed', 'directed')
    """
    match _points(start), _points(end):
        case True, True:
            return "mutual"
        case True, False:
            return "reversed"
        case False, True:
            return "directed"
    return "directed" if _is_drawn(end) and not _is_drawn(start) else "undirected"


def _is_drawn(name: str) -> bool:
    return name not in ("", "none")


def _points(name: str) -> bool:
    return _is_drawn(name) and not _ORNAMENT.match(name)
