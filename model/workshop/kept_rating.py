"""The result of a rating as it is kept beside another one: means of groups of 5 or more, and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from model.schema import Id

SMALLEST_GROUP = 5
"""How many must have answered for a group to be told apart."""
_MOST_SUBJECTS = 200
_Key = Annotated[str, Field(min_length=1, max_length=170)]
_End = Annotated[str, Field(max_length=200)]
_Number = Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class KeptMean(_Part):
    """What at least 5 people gave to one subject: their mean, and between which numbers the middle half lies.

    `key` is the id of a node or an edge, or the text of an option, as in every round that asks about it.
    """

    key: _Key
    voters: int = Field(ge=SMALLEST_GROUP)
    mean: _Number
    low: _Number
    high: _Number


class KeptRating(_Part):
    """A rating with where it comes from: its workshop by id and name, its round, the day, the team by its id.

    `voters` gave a ballot; 0 where they were fewer than 5, and then there are no `means`. `hidden` are the
    keys of what fewer than 5 gave a number to. `ends` are the round's own words for the ends of its scale,
    none for the usual ones; None where they were not kept yet. It stays as it is when its workshop is
    deleted.
    """

    workshop: Id
    round: Id
    name: str = Field(max_length=200)
    day: date
    team: Id | None = None
    voters: int = Field(default=0, ge=0)
    means: tuple[KeptMean, ...] = Field(default=(), max_length=_MOST_SUBJECTS)
    hidden: tuple[_Key, ...] = Field(default=(), max_length=_MOST_SUBJECTS)
    ends: tuple[_End, ...] | None = Field(default=None, max_length=2)
