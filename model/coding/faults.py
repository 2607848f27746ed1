"""What can go wrong with codings, said so that the reader knows what to do about it."""

from __future__ import annotations

from model.coding.story_coding import StoryCoding
from model.stories import StoreError


class UnknownCoderError(StoreError, LookupError):
    """A coder who is not there, or not there any more."""

    def __init__(self, coder: str) -> None:
        self.coder = coder
        super().__init__(f'there is no coder "{coder}"')


class CoderNameError(StoreError, ValueError):
    """A name that no coder can have: an empty one, a longer one than fits, or that of another coder."""


class CoderInUseError(StoreError):
    """A coder who coded stories is not removed: what somebody coded is not lost."""

    def __init__(self, name: str, count: int) -> None:
        self.name = name
        self.count = count
        super().__init__(f'"{name}" coded stories ({count}); only a coder who coded none can be removed')


class CodingError(StoreError, ValueError):
    """A coding that cannot be stored: what is wrong with it, and where."""


class CodingConflictError(StoreError):
    """The same coder was first, in another window; `current` is what is stored."""

    def __init__(self, current: StoryCoding) -> None:
        self.current = current
        super().__init__(f'the coding of the story "{current.story}" was changed meanwhile')
