"""What can go wrong with a letterbox, said so that the reader knows what to do about it."""

from __future__ import annotations

from model.errors import ConceptualModelError


class LetterboxError(ConceptualModelError):
    """The base of what can go wrong with a letterbox; nothing was changed by what raised it."""


class UnknownLetterboxError(LetterboxError, LookupError):
    """No letterbox has this key or id."""

    def __init__(self, said: str) -> None:
        self.said = said
        super().__init__("there is no letterbox with this key; read it from the poster again")


class LetterboxClosedError(LetterboxError):
    """The letterbox takes no stories now."""

    def __init__(self, letterbox: str) -> None:
        self.letterbox = letterbox
        super().__init__("this letterbox is closed; ask who keeps it to open it again")


class LetterboxDeletedError(LetterboxError):
    """The letterbox was deleted, and takes no stories for good."""

    def __init__(self, letterbox: str) -> None:
        self.letterbox = letterbox
        super().__init__("this letterbox was deleted; tell the story to another one")


class LetterboxFullError(LetterboxError):
    """More came in than a ward or a house tells; in how many `seconds` there is room again."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(f"too many stories came in; send yours again in {seconds} seconds")


class InvalidLetterboxError(LetterboxError, ValueError):
    """What somebody entered of a letterbox or a story cannot be taken; `field` says where."""

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__(f"{field}: this value is not possible; enter another one")
