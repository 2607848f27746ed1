"""What in a story may tell who its people are, found by rules so that the teller can mask it."""

from model.stories.privacy.identifiers import Identifier, find_identifiers, mask
from model.stories.privacy.rule import IdentifierKind

__all__ = ["Identifier", "IdentifierKind", "find_identifiers", "mask"]
