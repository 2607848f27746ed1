"""Counting ballots: what the room thinks, never what one person or a few think."""

from __future__ import annotations

from collections.abc import Mapping

NO_ROLE = "none"
SMALLEST_GROUP = 5
"""How many must have answered for a group to be told apart."""


def choose_roles(counts: Mapping[str, int]) -> tuple[str, ...]:
    """Which roles may be told apart, the largest first, given how many of each answered.

    Those with at least 5 people, so that what is left over together is nobody, or at least 5 as well:
    otherwise it could be found by taking the others from the whole.

    >>> choose_roles({"patient": 6, "professional": 9, "leadership": 2})
    ('professional',)
    >>> choose_roles({"patient": 6, "professional": 9})
    ('professional', 'patient')
    """
    shown = sorted(
        (role for role, count in counts.items() if count >= SMALLEST_GROUP),
        key=lambda role: (-counts[role], role),
    )
    rest = sum(counts.values()) - sum(counts[role] for role in shown)
    while shown and 0 < rest < SMALLEST_GROUP:
        rest += counts[shown.pop()]
    return tuple(shown)
