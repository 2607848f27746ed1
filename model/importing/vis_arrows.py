"""Where vis-network draws arrows, which says the direction of a link."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def find_arrows(arrows: Any) -> tuple[bool, bool] | None:
    """Whether there is an arrow at the beginning and at the end; None where nothing is said of either.

    One in the middle points to the end.

    >>> find_arrows("to, from"), find_arrows({"to": {"enabled": False}, "middle": True}), find_arrows(None)
    ((True, True), (False, True), None)
    """
    if isinstance(arrows, str):
        words = arrows.lower()
        return "from" in words, "to" in words or "middle" in words
    if not isinstance(arrows, Mapping) or not any(end in arrows for end in ("from", "to", "middle")):
        return None
    return _has(arrows, "from"), _has(arrows, "to") or _has(arrows, "middle")


def _has(arrows: Mapping[str, Any], end: str) -> bool:
    at_end = arrows.get(end, False)
    return bool(at_end.get("enabled", True)) if isinstance(at_end, Mapping) else bool(at_end)
