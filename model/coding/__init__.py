"""Coding stories by several people: what each makes of a story, whether they agree, what is left over."""

from model.coding.story_coding import (
    Code,
    CodeMemo,
    Coder,
    Codings,
    Decision,
    Mark,
    Passage,
    StoryCoding,
)

__all__ = ["Code", "CodeMemo", "Coder", "Codings", "Decision", "Mark", "Passage", "StoryCoding"]
