"""What activities have in common in which everybody gives numbers from 1 to 5."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence

from model.words import Translate, get_words
from model.workshop.activities.activity import Asked
from model.workshop.activities.poll import Poll, sum_up_means
from model.workshop.faults import InvalidEntryError

LOWEST, HIGHEST = 1, 5


class Rated(Poll):
    """Subjects get numbers from 1 to 5 and are ranked by their mean; both ends of the scale mean something,
    which a round may say in its own words."""

    has_ends = True
    is_mean = True
    limits = (LOWEST, HIGHEST)
    is_traced = False

    @abstractmethod
    def name_usual_ends(self, _: Translate) -> tuple[str, str]:
        """What 1 and 5 mean."""

    @abstractmethod
    def list_extremes(self, _: Translate) -> tuple[str, str]:
        """What is said of the highest and of the lowest where the scale is the usual one (`sum_up_means`)."""

    def sum_up(
        self, results: Sequence[tuple[str, float]], language: str, ends: Sequence[str] = ()
    ) -> Iterator[str]:
        _ = get_words(language)
        most, least = self.list_extremes(_)
        if any(ends):
            most = least = _("Nearest to “{end}”: {names} ({mean} of {highest}).")
        return sum_up_means(results, most, least, HIGHEST, language, ends=self.name_ends(_, ends))

    def list_numbers(self, dots: int, count: int) -> range:
        return range(LOWEST, HIGHEST + 1)

    def name_numbers(self, _: Translate, ends: Sequence[str] = ()) -> dict[int, str]:
        low, high = self.name_ends(_, ends)
        return {LOWEST: f"{LOWEST} {low}", HIGHEST: f"{HIGHEST} {high}"}

    def name_ends(self, _: Translate, ends: Sequence[str] = ()) -> tuple[str, str]:
        """What 1 and 5 mean: a round's own `ends`, in the place of an empty one the usual one."""
        usual = self.name_usual_ends(_)
        low, high = ends or usual
        return low or usual[0], high or usual[1]

    def describe_scale(self, _: Translate, ends: Sequence[str] = ()) -> str:
        low, high = self.name_ends(_, ends)
        return _("From 1, {low}, to 5, {high}.").format(low=low, high=high)

    def explain_fault(self, error: InvalidEntryError, _: Translate) -> str:
        if error.code == "empty":
            return _("You have not rated anything yet, so nothing was sent.")
        return ""

    def describe_vote(self, round_: Asked, voters: int, _: Translate) -> str:
        return f"{self.describe_scale(_, round_.ends)} " + _("Voted: {count}.").format(count=voters)
