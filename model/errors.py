"""Everything that can go wrong in the domain, said so that the reader knows where and what to do.

One base class, fields instead of prose to parse, one sentence each.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


class ConceptualModelError(Exception):
    """The base of every error this package raises on purpose."""


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong in a file: where, and what to do about it.

    `line` counts from 1 and is None where the fault belongs to no line; `place` is the key path.

    >>> str(Fault(12, "nodes[3].stage", 'there is no stage "efect"; did you mean "effect"?'))
    'line 12: nodes[3].stage: there is no stage "efect"; did you mean "effect"?'
    """

    line: int | None
    place: str
    message: str

    def __str__(self) -> str:
        where = [f"line {self.line}"] if self.line is not None else []
        return ": ".join([*where, *([self.place] if self.place else []), self.message])


MOST_FAULTS = 200
"""How many faults of a file are said one by one; of the rest there is the number."""


class ModelFileError(ConceptualModelError):
    """A file that cannot be used; holds the first 200 faults found in it, in the order of the file.

    `count` is how many there are, those included that are `more` than were written down.
    """

    def __init__(self, file: str, faults: Sequence[Fault], more: int = 0) -> None:
        self.file = file
        self.count = len(faults) + more
        self.faults = tuple(sorted(faults, key=_get_order)[:MOST_FAULTS])
        lines = [f"{file}: {fault}" for fault in self.faults]
        rest = self.count - len(self.faults)
        super().__init__("\n".join([*lines, *([f"{file}: and {rest} more"] if rest else [])]))


def _get_order(fault: Fault) -> tuple[int, list[str | int], str]:
    """What faults are sorted by: "row 9" comes before "row 10"."""
    parts = re.split("([0-9]{1,9})", fault.place)
    place = [int(part) if at % 2 else part for at, part in enumerate(parts)]
    return fault.line or 0, place, fault.message


class UnknownIdError(ConceptualModelError, LookupError):
    """An id that the model does not have; `near` is the most similar one that it has, if any."""

    def __init__(self, what: str, unknown: str, known: Iterable[str]) -> None:
        self.what = what
        self.unknown = unknown
        self.near = find_near_match(unknown, known)
        super().__init__(describe_unknown(what, unknown, self.near))

    def __str__(self) -> str:
        return str(self.args[0])


def find_near_match(unknown: str, known: Iterable[str]) -> str | None:
    """The known id most similar to a mistyped one, or None where none comes close.

    >>> find_near_match("efect-team", ["effect-team", "resonance"])
    'effect-team'
    >>> find_near_match("zebra", ["effect-team"]) is None
    True
    """
    matches = difflib.get_close_matches(unknown, list(known), n=1, cutoff=0.6)
    return matches[0] if matches else None


def describe_unknown(what: str, unknown: str, near: str | None) -> str:
    """The sentence for an id that does not exist.

    >>> describe_unknown("node", "mangomomnt", "mangomoment")
    'there is no node "mangomomnt"; did you mean "mangomoment"?'
    """
    return f'there is no {what} "{unknown}"' + (f'; did you mean "{near}"?' if near else "")
