"""What the same people answered twice, in sums alone. All pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean

from model.words import Translate, write_number
from model.workshop.kept_rating import SMALLEST_GROUP
from model.workshop.round import Round, get_poll

Pair = tuple[Mapping[str, int], Mapping[str, int]]
"""The ballots of one person in two rounds, the earlier first."""
DECIMALS = 1
"""With how many decimals means and their difference are written: one that shows none of them is none."""


@dataclass(frozen=True)
class Paired:
    """How many of some people gave a higher, the same or a lower number the second time, and by how much it
    differs on average, to one decimal."""

    people: int
    higher: int
    same: int
    lower: int
    mean: float


@dataclass(frozen=True)
class PairedComparison:
    """Two rounds as the same people answered them: as a `whole`, a person's differences taken together, and
    by subject. Hidden are a whole (None) and subjects of fewer than 5 people."""

    whole: Paired | None = None
    subjects: Mapping[str, Paired] = field(default_factory=dict)

    @property
    def is_hidden(self) -> bool:
        """Whether fewer than 5 people answered both times."""
        return self.whole is None


def find_shared(before: Round, after: Round) -> tuple[str, ...]:
    """The subjects of two rounds that ask the same, in the order of the second: of one kind, and about own
    texts only where all of these are the same. None of places, of which a higher number is no more of it."""
    poll = get_poll(after)
    if before.kind != after.kind or poll.is_lowest_first or not poll.is_mean:
        return ()
    if after.about == "options" and before.options != after.options:
        return ()
    return tuple(subject for subject in after.subjects if subject in before.subjects)


def compare_pairs(before: Round, after: Round, pairs: Sequence[Pair]) -> PairedComparison:
    """How the same people answered two rounds.

    Who does not know gave no number; who gave none to any subject both times is not among the people.

    >>> asked = Round(id="r", number=1, kind="rating", nodes=("joy", "trust"))
    >>> pairs = [({"joy": 2, "trust": 2}, {"joy": 3})] * 5 + [({"joy": 2}, {"joy": 1})]
    >>> found = compare_pairs(asked, asked, pairs)
    >>> found.whole, list(found.subjects)
    (Paired(people=6, higher=5, same=0, lower=1, mean=0.7), ['joy'])
    >>> compare_pairs(asked, asked, pairs[:4]).is_hidden
    True
    """
    shared, unsure = find_shared(before, after), get_poll(after).unsure
    by_person = [_subtract(first, second, shared, unsure) for first, second in pairs]
    whole = _count([fmean(differences.values()) for differences in by_person if differences])
    if whole is None:
        return PairedComparison()
    counted = {
        subject: _count([differences[subject] for differences in by_person if subject in differences])
        for subject in shared
    }
    return PairedComparison(
        whole, {subject: paired for subject, paired in counted.items() if paired is not None}
    )


def describe_paired(paired: Paired, _: Translate, language: str) -> str:
    """What people gave the second time, in words.

    >>> from model.words import get_words
    >>> describe_paired(Paired(12, 5, 4, 3, 0.4), get_words("en"), "en")
    '12 people answered both times: 5 higher, 4 the same, 3 lower; on average +0.4.'
    """
    return _(
        "{count} people answered both times: {higher} higher, {same} the same, {lower} lower; on average "
        "{difference}."
    ).format(
        count=paired.people,
        higher=paired.higher,
        same=paired.same,
        lower=paired.lower,
        difference=write_difference(paired.mean, language),
    )


def write_difference(difference: float, language: str) -> str:
    """A difference with its sign.

    >>> [write_difference(one, "nl") for one in (0.4, -1.0, 0.0)]
    ['+0,4', '−1,0', '±0,0']
    """
    sign = "+" if difference > 0 else "−" if difference < 0 else "±"
    return sign + write_number(abs(difference), language, DECIMALS)


def _subtract(
    before: Mapping[str, int], after: Mapping[str, int], shared: Collection[str], unsure: int | None
) -> dict[str, int]:
    silent = (None, 0, unsure)
    return {
        subject: after[subject] - before[subject]
        for subject in shared
        if before.get(subject) not in silent and after.get(subject) not in silent
    }


def _count(differences: Sequence[float]) -> Paired | None:
    """The sums of some people; None of fewer than 5. What rounds to nothing is the same."""
    if len(differences) < SMALLEST_GROUP:
        return None
    rounded = [round(difference, DECIMALS) for difference in differences]
    return Paired(
        people=len(rounded),
        higher=sum(difference > 0 for difference in rounded),
        same=sum(difference == 0 for difference in rounded),
        lower=sum(difference < 0 for difference in rounded),
        mean=round(fmean(differences), DECIMALS) or 0.0,
    )
