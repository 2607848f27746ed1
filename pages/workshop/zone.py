"""The time zone in which the days of workshops are counted."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo


def find_zone() -> tzinfo:
    """The time zone of this machine, which is in the same place as the room or near it."""
    return datetime.now(UTC).astimezone().tzinfo or UTC
