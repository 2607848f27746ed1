"""Where lines pass a column of boxes without touching one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

LINE_SPACE = 3.0
"""How far apart lines pass, and how far from a box, in the layout's units."""


class Corridors:
    """The spaces between the boxes of one column through which lines pass, each on a height of its own as
    long as there are any left.

    Boxes are given as upper and lower edge, from top to bottom.

    >>> corridors = Corridors([(10.0, 40.0), (52.0, 90.0)], top=0.0, bottom=100.0)
    >>> corridors.choose(45.0), corridors.choose(45.0)
    (46.0, 43.0)
    """

    def __init__(self, boxes: Iterable[tuple[float, float]], top: float, bottom: float) -> None:
        self.free: list[float] = []
        self.middles: list[float] = []
        for upper, lower in boxes:
            self._add_space(top, upper)
            top = lower
        self._add_space(top, bottom)

    def _add_space(self, top: float, bottom: float) -> None:
        self.middles.append((top + bottom) / 2)
        heights = int((bottom - top - 2 * LINE_SPACE) // LINE_SPACE) + 1
        first = (top + bottom - (heights - 1) * LINE_SPACE) / 2
        self.free += [first + number * LINE_SPACE for number in range(heights)]

    def choose(self, wanted: float) -> float:
        """The free y nearest to the wanted one at which a line touches no box."""
        if not self.free:
            return min(self.middles, key=lambda y: abs(y - wanted))
        after = bisect_left(self.free, wanted)
        nearby = range(max(after - 1, 0), min(after + 1, len(self.free)))
        return self.free.pop(min(nearby, key=lambda place: abs(self.free[place] - wanted)))
