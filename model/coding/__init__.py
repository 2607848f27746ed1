"""Coding stories by several people: what each makes of a story, whether they agree, what is left over."""

from model.coding.expiry import CodingExpiry
from model.coding.faults import (
    CoderInUseError,
    CoderNameError,
    CodingConflictError,
    CodingError,
    UnknownCoderError,
)
from model.coding.lookups import CodingState
from model.coding.store import CodingStore
from model.coding.story_coding import (
    Code,
    CodeMemo,
    Coder,
    Codings,
    Decision,
    Mark,
    Passage,
    Progress,
    StoryCoding,
)

__all__ = [
    "Code",
    "CodeMemo",
    "Coder",
    "CoderInUseError",
    "CoderNameError",
    "CodingConflictError",
    "CodingError",
    "CodingExpiry",
    "CodingState",
    "CodingStore",
    "Codings",
    "Decision",
    "Mark",
    "Passage",
    "Progress",
    "StoryCoding",
    "UnknownCoderError",
]
