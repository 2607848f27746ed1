"""A team: the people of a ward or a department, who hold workshops and tell stories together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

Colour = Literal["blue", "orange", "green", "purple", "grey", "ochre", "red", "teal"]
"""A colour of the palette of the picture (`model.export.palette`), by its name."""

COLOURS: tuple[Colour, ...] = get_args(Colour)
"""The colours in the order of the palette: colour-blind eyes tell them apart."""

LONGEST_NAME = 60
MOST_TEAMS = 200


@dataclass(frozen=True)
class Team:
    """A team of one model. It is not offered any more from the day that it `ends` on; what is its own stays.

    `has_passcode` says whether somebody can come in for this team alone.
    """

    id: str
    model: str
    name: str
    colour: Colour = "blue"
    ends: date | None = None
    has_passcode: bool = False

    def is_ended(self, today: date) -> bool:
        """Whether it has ended by a day.

        >>> Team("t", "m", "Ward 4", ends=date(2026, 5, 1)).is_ended(date(2026, 5, 1))
        True
        """
        return self.ends is not None and self.ends <= today
