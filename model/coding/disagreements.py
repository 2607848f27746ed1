"""Where coders differ: the list to talk through, and how often each code is argued about, for the map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from model.coding.agreement import list_done
from model.coding.story_coding import Code, Codings, Decision


@dataclass(frozen=True)
class Disagreement:
    """A code that some coders gave a story and some did not, as ids of coders in the order of their list.

    Everybody named is done with the story. `decision` is what was agreed on since, None while it waits.
    """

    story: str
    code: Code
    attached_by: tuple[str, ...]
    not_attached_by: tuple[str, ...]
    decision: Decision | None = None


@dataclass(frozen=True)
class Argued:
    """In how many stories coders differ about a code, and in how many of these nothing is decided yet."""

    stories: int
    waiting: int


def find_disagreements(codings: Codings) -> tuple[Disagreement, ...]:
    """Where those who are done with the same story differ; the codes argued about in most stories first.

    Of one code, what waits for a decision comes first, then as stories come in `codings`. Codes argued about
    equally often come in the order of their kind and id.

    >>> from model.coding import Mark, StoryCoding
    >>> joy = Code("node", "joy")
    >>> one, other = StoryCoding("s", "ann", (Mark(joy),), is_done=True), StoryCoding("s", "bo", is_done=True)
    >>> [found] = find_disagreements(Codings(codings=(one, other)))
    >>> found.attached_by, found.not_attached_by, found.decision
    (('ann',), ('bo',), None)
    """
    order = {coder.id: at for at, coder in enumerate(codings.coders)}
    decisions = {(decision.story, decision.code): decision for decision in codings.decisions}
    found = []
    for story, theirs in list_done(codings).items():
        ordered = sorted(theirs, key=lambda coding: (order.get(coding.coder, len(order)), coding.coder))
        by_coder = [(coding.coder, coding.codes) for coding in ordered]
        for code in frozenset().union(*(codes for _, codes in by_coder)):
            by = tuple(coder for coder, codes in by_coder if code in codes)
            if len(by) < len(by_coder):
                without = tuple(coder for coder, codes in by_coder if code not in codes)
                found.append(Disagreement(story, code, by, without, decisions.get((story, code))))
    argued = Counter(disagreement.code for disagreement in found)
    return tuple(
        sorted(
            found,
            key=lambda disagreement: (
                -argued[disagreement.code],
                disagreement.code,
                disagreement.decision is not None,
            ),
        )
    )


def count_disagreements(disagreements: Iterable[Disagreement]) -> dict[Code, Argued]:
    """How often each code is argued about, the most argued first; only those that are.

    >>> joy = Code("node", "joy")
    >>> count_disagreements([Disagreement("s", joy, ("ann",), ("bo",))])[joy]
    Argued(stories=1, waiting=1)
    """
    listed = list(disagreements)
    waiting = Counter(disagreement.code for disagreement in listed if disagreement.decision is None)
    argued = Counter(disagreement.code for disagreement in listed)
    ordered = sorted(argued, key=lambda code: (-argued[code], code))
    return {code: Argued(argued[code], waiting[code]) for code in ordered}
