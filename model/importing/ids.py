"""Ids for what has none, and finding the node that an edge means."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from model.search import fold

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,79}")
_LONGEST = 60
_SIGNS = {"+": "plus", "-": "minus", "−": "minus", "–": "minus", "?": "unknown", "=": "same"}


def is_id(text: str) -> bool:
    """Whether a text can be an id as it is.

    >>> is_id("n0"), is_id("n0::n1"), is_id("")
    (True, False, False)
    """
    return _ID.fullmatch(text) is not None


def to_slug(text: str) -> str:
    """The letters and digits of a text, in small letters with hyphens between; "" where it has none.

    Of a text that is a sign, as links between causes have them, the name of the sign.

    >>> to_slug("Vreugde in het werk: geïnspireerd!"), to_slug("+"), to_slug("你好")
    ('vreugde-in-het-werk-geinspireerd', 'plus', '')
    """
    slug = "-".join(re.findall("[a-z0-9]+", fold(text)))
    return (slug or "-".join(_SIGNS[sign] for sign in text if sign in _SIGNS))[:_LONGEST].strip("-")


class Ids:
    """The ids that are given away, each once."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._numbers = Counter[str]()

    def build(self, text: str, otherwise: str) -> str:
        """An id out of a text that is not taken; out of another where the text has no letters for one.

        >>> ids = Ids(["joy"])
        >>> ids.build("Joy", "node"), ids.build("你好", "node"), ids.build("Node", "node")
        ('joy-2', 'node', 'node-2')
        """
        base = found = to_slug(text) or otherwise
        while found in self._taken:
            self._numbers[base] += 1
            found = f"{base}-{self._numbers[base] + 1}"
        self._taken.add(found)
        return found


class Directory:
    """Which node a text stands for: by its id, its name, or its name without regard to case and spaces."""

    def __init__(self) -> None:
        self._by_id: dict[str, int] = {}
        self._by_name: tuple[defaultdict[str, list[int]], ...] = (defaultdict(list), defaultdict(list))

    def add(self, position: int, id_: str, name: str) -> None:
        """Note a node under its id, if it has one, and its name."""
        if id_:
            self._by_id[id_] = position
        for names, key in zip(self._by_name, (name, _loosen(name)), strict=True):
            names[key].append(position)

    def find(self, text: str) -> list[int]:
        """The nodes that a text may stand for: none, the one, or several of the same name."""
        if text in self._by_id:
            return [self._by_id[text]]
        for names, key in zip(self._by_name, (text, _loosen(text)), strict=True):
            if key in names:
                return names[key]
        return []

    @property
    def known(self) -> list[str]:
        """Every id and every name."""
        return [*self._by_id, *self._by_name[0]]


def _loosen(text: str) -> str:
    return " ".join(fold(text).split())
