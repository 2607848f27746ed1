"""Which rows of a file are new stories, where several say the same."""

from __future__ import annotations

from dataclasses import dataclass

from model.stories.story import Story


@dataclass(frozen=True)
class Incoming:
    """A story that is to be added, and the mark of what the row of the file said that it came from."""

    story: Story
    mark: str


class Tally:
    """How often each mark came up in one file, and how many stories had it before that.

    Of n rows that say the same, of which k were in the store before, n - k are new.

    >>> tally = Tally()
    >>> [tally.is_new("0a", stored) for stored in (1, 1, 2)]
    [False, True, True]
    """

    def __init__(self) -> None:
        self._seen: dict[int, int] = {}
        self._before: dict[int, int] = {}

    def has(self, mark: str) -> bool:
        """Whether it came up."""
        return _shorten(mark) in self._seen

    def is_new(self, mark: str, stored: int) -> bool:
        """Count a row; whether it is new, given how many equal ones are in the store now."""
        key = _shorten(mark)
        seen = self._seen[key] = self._seen.get(key, 0) + 1
        if seen == 1 and stored:
            self._before[key] = stored
        return seen > self._before.get(key, 0)


def _shorten(mark: str) -> int:
    """Enough of a mark to tell those of a million rows apart, in little memory."""
    return int(mark[:16], 16)
