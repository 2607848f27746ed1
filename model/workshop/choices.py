"""What a ballot may say."""

from __future__ import annotations

from collections.abc import Mapping

from model.workshop.faults import InvalidEntryError
from model.workshop.session import HIGHEST_RATING, Round


def check_choices(asked: Round, choices: Mapping[str, int]) -> dict[str, int]:
    """A ballot as it is kept, in the round's order; `InvalidEntryError` where it is none for this round."""
    for node, value in choices.items():
        if node not in asked.nodes:
            raise InvalidEntryError("choices", "unknown-node", node=str(node)[:80])
        least, most = (0, asked.dots) if asked.kind == "dots" else (1, HIGHEST_RATING)
        if type(value) is not int or value < least or value > most:
            raise InvalidEntryError("choices", "bad-value")
    if asked.kind == "dots" and (given := sum(choices.values())) > asked.dots:
        raise InvalidEntryError("choices", "too-many", most=asked.dots, given=given)
    return {node: choices[node] for node in asked.nodes if choices.get(node)}
