"""What coders agree on: which codes a story has by all of them, by none, and where they differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Literal

from model.coding.story_coding import Code, StoryCoding

Verdict = Literal["attached", "not attached", "differ"]


def judge(codings: Iterable[StoryCoding]) -> dict[Code, Verdict]:
    """What those who are done with a story say of each code that one of them gave it.

    A code that is not in it, none of them gave; with one coder, theirs counts.

    >>> joy, trust = Code("node", "joy"), Code("node", "trust")
    >>> from model.coding import Mark
    >>> one = StoryCoding("s", "ann", (Mark(joy), Mark(trust)), is_done=True)
    >>> other = StoryCoding("s", "bo", (Mark(joy),), is_done=True)
    >>> judge([one]) == {joy: "attached", trust: "attached"}
    True
    >>> judge([one, other]) == {joy: "attached", trust: "differ"}
    True
    """
    done = [coding for coding in codings if coding.is_done]
    counts = Counter(code for coding in done for code in coding.codes)
    return {code: "attached" if count == len(done) else "differ" for code, count in counts.items()}


def find_changes(
    before: Iterable[StoryCoding], after: Iterable[StoryCoding], agreed: Collection[Code]
) -> dict[Code, Verdict]:
    """The codes of which coders say something else than before, and what.

    Where somebody codes a story first, everything that it has been given so far is judged anew.
    """
    before, after = list(before), list(after)
    if not any(coding.is_done for coding in after):
        return {}
    is_first = not any(coding.is_done for coding in before)
    old, new = judge(before), judge(after)
    verdicts = {code: new.get(code, "not attached") for code in sorted({*old, *new, *agreed})}
    return {
        code: verdict
        for code, verdict in verdicts.items()
        if is_first or verdict != old.get(code, "not attached")
    }


def settle(agreed: Iterable[Code], changes: Mapping[Code, Verdict]) -> tuple[Code, ...]:
    """The agreed codes after coders said something else: where they differ, it stays as it was."""
    kept = [code for code in agreed if changes.get(code) != "not attached"]
    return (*kept, *(code for code, verdict in changes.items() if verdict == "attached" and code not in kept))
