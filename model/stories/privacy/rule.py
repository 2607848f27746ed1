"""What a rule of `privacy` is: a pattern for one way to tell who somebody is, and what decides if it does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from typing import Literal, Protocol

from model.stories.privacy import words

IdentifierKind = Literal[
    "e-mail",
    "phone",
    "national-number",
    "date",
    "age",
    "name",
    "room",
    "web",
    "account",
    "address",
    "place",
    "hospital",
    "file-number",
    "plate",
    "event",
]

Match = re.Match[str]


LETTERS = r"^\W_"
DIGITS = "0-9"


class Finder(Protocol):
    """Finds identifiers of one kind: where those start and end that begin within a stretch of a text."""

    @property
    def kind(self) -> IdentifierKind: ...

    def find(self, compared: str, at: int, until: int) -> Iterator[tuple[int, int]]: ...


def _accept(match: Match) -> int | None:
    return match.end()


class Rule:
    """A pattern for one kind of identifier; `judge` says where a match ends, or None where it is none.

    A group named "it" leaves what stands before it out of the find. Patterns repeat nothing without a
    bound, so that a text takes time in proportion to its length. `initials` are the characters that a find
    may begin with, as in square brackets: all others are passed over at once. `needs` are small letters of
    which a text has some wherever there is a find: another text is passed over as a whole.
    """

    def __init__(
        self,
        kind: IdentifierKind,
        pattern: str,
        judge: Callable[[Match], int | None] = _accept,
        cased: bool = False,
        initials: str = LETTERS,
        needs: str = "",
    ) -> None:
        self.kind = kind
        self.initials = initials if cased or initials == LETTERS else initials + initials.upper()
        self.judge = judge
        self.needs = tuple(needs.replace("_", " ") for needs in needs.split())
        self._source = pattern
        self._flags = 0 if cased else re.IGNORECASE

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when the first text is looked at: all of them take most of a second."""
        return re.compile(self._source, self._flags)

    @cached_property
    def _start(self) -> re.Pattern[str]:
        ahead = self._look_ahead(self._source)
        return re.compile(rf"(?-i:[{self.initials}])(?<={ahead}(?s:.))", self.pattern.flags)

    @cached_property
    def _group(self) -> str | int:
        return "it" if "it" in self.pattern.groupindex else 0

    @staticmethod
    def _look_ahead(pattern: str) -> str:
        """What must be true before the first character of a find. Only a pattern that begins with a set of
        characters is searched for fast, so that comes first, and all else is looked at behind it."""
        if pattern.startswith(words.TITLES):  # a hostile text has many, and twice is too much for each
            return r"(?<!\w)"
        if "(?P=" in pattern:  # such a group cannot be looked for there
            return "(?<![0-9])" if pattern.startswith("(?<![0-9") else ""
        return f"(?={pattern})"

    def find(self, compared: str, at: int, until: int) -> Iterator[tuple[int, int]]:
        """Where the finds in a text start and end, of those that begin within a stretch of it."""
        if self.needs and not _has_any(compared, self.needs):
            return
        while (start := self._start.search(compared, at)) and start.start() < until:
            match = self.pattern.match(compared, start.start())
            end = self.judge(match) if match else None
            if match is None or end is None:
                at = start.start() + 1
            else:
                yield match.start(self._group), end
                at = end


@lru_cache(maxsize=64)
def _has_any(compared: str, needs: tuple[str, ...]) -> bool:
    lower = compared.lower()
    return any(need in lower for need in needs)


def get_before(match: Match, length: int) -> str:
    return match.string[max(0, match.start() - length) : match.start()]
