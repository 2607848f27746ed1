"""Activities in which everybody gives numbers to what is asked about."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from model.words import Translate, get_words, write_number
from model.workshop.activities.activity import Activity, Asked, Part
from model.workshop.faults import InvalidEntryError
from model.workshop.spread import Spread


@dataclass(frozen=True)
class ReportWords:
    """What a report calls the parts of a poll; `given` has a place for a `{number}`, and `on_map` is "" where
    there is no map of it."""

    kicker: str
    subject: str
    sheet: str
    value: str
    people: str
    given: str
    spread: str
    on_map: str
    by_role: str


@dataclass(frozen=True)
class WeakWords:
    """What is said of weak nodes: the `rule`, what to say where there are `none`, what is said of paths.

    `title` is over them and `sheet` the name of their table; `sentence` (with places for `{name}`, `{mean}`,
    `{highest}`, `{count}`, `{all}`, `{stage}`) is about one, and so is `on` (`{count}`, `{all}`), beside its
    name. Both have a place for the `{end}` of the scale that they are nearest to, where a round names it.
    `paths` are those with one.
    """

    title: str
    sheet: str
    sentence: str
    on: str
    paths: str
    rule: str
    none: str
    note: str
    end: str = ""


class Poll(Activity):
    """An activity with ballots: whole numbers by subject, from 1 on; 0 says as much as nothing."""

    takes = "ballots"
    parts: ClassVar[tuple[Part, ...]] = ("ranking", "map", "spread", "roles", "traced")
    is_mean: ClassVar[bool]
    """Whether subjects are ranked by the mean of what was given; how that is spread is what a report draws.

    Otherwise by the sum: then who gave a ballot gave 0 to those that it does not name.
    """
    limits: ClassVar[tuple[int, int] | None] = None
    """The lowest and the highest value that a subject can have; None for from 0 to as high as it gets."""
    weak_below: ClassVar[float | None] = None
    """Below which value a node is weak; None where a low value does not say so."""
    is_lowest_first: ClassVar[bool] = False
    """Whether the lowest value ranks first, as places do; otherwise the highest."""
    counted_number: ClassVar[int | None] = None
    """The number of which it stands beside the value how many gave it, such as the first place."""
    unsure: ClassVar[int | None] = None
    """The number of those who do not know; they are counted, and in no mean. None where nobody says so."""
    strong_from: ClassVar[float | None] = None
    """From which value on an edge is drawn strong on a map of edges."""
    is_traced: ClassVar[bool] = True
    """Whether a report says what the top choice leads to."""

    @property
    def is_compared(self) -> bool:
        """Whether a round can be compared with another one: means on a scale that is the same in all."""
        return "compared" in self.parts

    @abstractmethod
    def list_numbers(self, dots: int, count: int) -> range:
        """The numbers that can be given, in a round with a number of dots and a count of subjects."""

    def get_limits(self, count: int) -> tuple[int, int] | None:
        """The `limits` in a round about a count of subjects."""
        return self.limits

    def check_choices(self, subjects: Sequence[str], dots: int, choices: Mapping[str, int]) -> dict[str, int]:
        """A ballot as it is kept, in the round's order; `InvalidEntryError` where it is none for it."""
        numbers = self.list_numbers(dots, len(subjects))
        for subject, number in choices.items():
            if subject not in subjects:
                raise InvalidEntryError("choices", "unknown-node", node=str(subject)[:80])
            if type(number) is not int or not (number in numbers or number == self.unsure):
                raise InvalidEntryError("choices", "bad-value")
        return {subject: choices[subject] for subject in subjects if choices.get(subject)}

    def get_value(self, spread: Spread) -> float | None:
        """What a subject is ranked by; None where nobody gave it a number."""
        return spread.mean if self.is_mean else float(spread.total)

    def find_limits(self, values: Collection[float], count: int) -> tuple[float, float]:
        """The lowest and the highest value that a subject can have; of sums, that one of these has."""
        return self.get_limits(count) or (0, max(values, default=0))

    def get_share(self, value: float, limits: tuple[float, float]) -> float:
        """How far a value is from the last (0) to the first (1) of all that a subject can have."""
        last, first = reversed(limits) if self.is_lowest_first else limits
        return round((value - last) / (first - last), 3) if first != last else 0.0

    @property
    def decimals(self) -> int:
        """With how many decimals a value is written."""
        return 1 if self.is_mean else 0

    def name_numbers(self, _: Translate, ends: Sequence[str] = ()) -> dict[int, str]:
        """The numbers that mean something, each with what it means; `ends` are a round's own words for the
        lowest and the highest."""
        return {}

    def describe_scale(self, _: Translate, ends: Sequence[str] = ()) -> str:
        """What the numbers mean, for who gives them; "" where that goes without saying."""
        return ""

    def describe_order(self, _: Translate) -> str:
        """What the order of subjects says, and what it does not; "" where that goes without saying."""
        return ""

    def describe_value(self, value: float, count: int, language: str) -> str:
        """What a subject is ranked by, in words, in a round about a count of subjects: of means beside the
        highest there can be."""
        _lowest, highest = self.find_limits((), count)
        _ = get_words(language)
        return _("{mean} of {highest}").format(mean=write_number(value, language), highest=highest)

    @abstractmethod
    def explain_fault(self, error: InvalidEntryError, _: Translate) -> str:
        """What is wrong with a ballot, for who gave it; "" where there is nothing to say but what is always
        said. A ballot that says nothing is "empty"."""

    @abstractmethod
    def describe_vote(self, round_: Asked, voters: int, _: Translate) -> str:
        """How the vote was held and how many voted."""

    @abstractmethod
    def sum_up(
        self, results: Sequence[tuple[str, float]], language: str, ends: Sequence[str] = ()
    ) -> Iterator[str]:
        """What came out of it: `results` are the names of subjects with their values, the highest first;
        `ends` are a round's own words for the lowest and the highest number."""

    @abstractmethod
    def list_report_words(self, _: Translate) -> ReportWords:
        """What a report calls its parts."""

    def describe_weak(self, _: Translate, ends: Sequence[str] = ()) -> WeakWords | None:
        """What is said of weak nodes, in a round with these words for its ends; None where none are weak
        (`weak_below`)."""
        return None


def sum_up_means(
    results: Sequence[tuple[str, float]],
    most: str,
    least: str,
    highest: int,
    language: str,
    separator: str = ", ",
    ends: Sequence[str] = ("", ""),
) -> Iterator[str]:
    """What has the highest mean, and what the lowest where that is another one; `results` are by mean, the
    highest first. `most` and `least` have places for names, the mean, the `highest` there can be, and the
    `end` of the scale, of which `ends` are the lowest and the highest.

    >>> list(sum_up_means([("Joy", 4.5), ("Trust", 2.0)], "{names}: {mean}", "Least {names}", 5, "en"))
    ['Joy: 4.5', 'Least Trust']
    """
    first, last = results[0][1], results[-1][1]
    low, high = ends
    for words, mean, end in [(most, first, high), (least, last, low)][: 1 + (last < first)]:
        names = separator.join(name for name, value in results if value == mean)
        yield words.format(names=names, mean=write_number(mean, language), highest=highest, end=end)
