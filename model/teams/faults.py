"""What can go wrong with teams, said so that the reader knows what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from model.stories import StoreError

FaultReason = Literal["empty", "too-long", "taken", "too-many", "short", "bad-value"]


class TeamError(StoreError):
    """The base of what can go wrong with a team; nothing was changed by what raised it."""


class UnknownTeamError(TeamError, LookupError):
    """A team that is not there."""

    def __init__(self, team: str) -> None:
        self.team = team
        super().__init__("there is no such team; load the page again")


class TeamEntryError(TeamError, ValueError):
    """What cannot be taken for a team: which `field`, why, and the bounds that are in `details`."""

    def __init__(self, field: str, reason: FaultReason, message: str, **details: int) -> None:
        self.field = field
        self.reason: FaultReason = reason
        self.details: Mapping[str, int] = details
        super().__init__(f"{field}: {message}")
