"""What differs between two ratings: of two teams, or of one team at two times. Nothing is ranked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from model.graph import ConceptualModel
from model.words import Translate, get_words, write_day, write_number
from model.workshop import DECIMALS, KeptMean, KeptRating, Round, find_poll, list_edges, name_edge


@dataclass(frozen=True)
class Side:
    """One of the two ratings, and the name of the team that it is of; "" for nobody's."""

    rating: KeptRating
    team: str = ""

    @property
    def workshop(self) -> str:
        """The name of its workshop."""
        return self.rating.name

    @property
    def day(self) -> date:
        """The day of its workshop."""
        return self.rating.day

    @property
    def is_shown(self) -> bool:
        """Whether at least 5 answered; else nothing of it is shown."""
        return self.rating.voters > 0


@dataclass(frozen=True)
class Difference:
    """What both rated, each by at least 5 people: how, and by how much the second is higher.

    `key` is the id of a node or an edge, or the text of an option (`Round.keys`).
    """

    key: str
    before: KeptMean
    after: KeptMean
    value: float


@dataclass(frozen=True)
class Comparison:
    """Two ratings side by side, in the order of the second one.

    `hidden` are the keys of what both rated, one of them by fewer than 5 people; `unshared` of what only one
    of them asked about. Where on either side fewer than 5 answered, `is_hidden` and there are no differences.
    """

    before: Side
    after: Side
    differences: tuple[Difference, ...] = ()
    hidden: tuple[str, ...] = ()
    unshared: tuple[str, ...] = ()

    @property
    def is_hidden(self) -> bool:
        """Whether on either side fewer than 5 people answered."""
        return not (self.before.is_shown and self.after.is_shown)


def compare(before: Side, after: Side) -> Comparison:
    """Two ratings side by side; a difference is that of means as they are written, to one decimal.

    So what stands beside each other adds up: from 2.2 to 3.4 is 1.2, whatever lies behind the decimals.
    """
    then = {mean.key: mean for mean in before.rating.means}
    now = {mean.key: mean for mean in after.rating.means}
    keys = [
        list(dict.fromkeys((*means, *side.rating.hidden))) for means, side in ((then, before), (now, after))
    ]
    shared = [key for key in keys[1] if key in keys[0]]
    unshared = tuple(key for key in (*keys[1], *keys[0]) if key not in shared)
    if not (before.is_shown and after.is_shown):
        return Comparison(before, after, (), tuple(shared), unshared)
    differences = tuple(_compare_means(then[key], now[key]) for key in shared if key in then and key in now)
    visible = {difference.key for difference in differences}
    return Comparison(
        before, after, differences, tuple(key for key in shared if key not in visible), unshared
    )


def _compare_means(before: KeptMean, after: KeptMean) -> Difference:
    value = round(round(after.mean, DECIMALS) - round(before.mean, DECIMALS), DECIMALS)
    return Difference(after.key, before, after, value)


def arrange_differences(compared: Comparison, names: Mapping[str, str]) -> Iterator[tuple[str, Difference]]:
    """Each difference with its name, in the order of the names; not those that have none."""
    found = {difference.key: difference for difference in compared.differences}
    return ((name, found[key]) for key, name in names.items() if key in found)


def name_keys(model: ConceptualModel, round_: Round, compared: Comparison, language: str) -> dict[str, str]:
    """What is called how, of what both or either side asked about: in the order of the model, without what it
    lost; own texts as they are."""
    keys = [*(difference.key for difference in compared.differences), *compared.hidden, *compared.unshared]
    if round_.about == "nodes":
        return {node.id: node.name.text(language) for node in model.nodes() if node.id in keys}
    if round_.about == "edges":
        return {edge: name_edge(model, edge, language) for edge in list_edges(model) if edge in keys}
    return {key: key for key in keys}


def find_share(round_: Round, value: float) -> float:
    """How strongly a difference is coloured, from -1 to 1: fully from half of the scale on.

    >>> round_ = Round(id="r", number=1, kind="rating", nodes=("joy",))
    >>> find_share(round_, 1.0), find_share(round_, -3.0)
    (0.5, -1.0)
    """
    poll = find_poll(round_.kind)
    least, most = (poll and poll.limits) or (1, 5)
    return max(-1.0, min(1.0, value / ((most - least) / 2)))


def name_sides(before: Side, after: Side, language: str) -> tuple[str, str]:
    """What tells the two apart, in words: which time it was in one workshop; else their teams, else their
    days, else the names of the workshops.

    >>> from datetime import date
    >>> spring = KeptRating(workshop="a", round="r", name="A", day=date(2026, 3, 5))
    >>> autumn = KeptRating(workshop="b", round="r", name="B", day=date(2026, 9, 5))
    >>> name_sides(Side(spring, "Ward 4"), Side(autumn, "Ward 4"), "en")
    ('5 March 2026', '5 September 2026')
    >>> name_sides(Side(spring), Side(spring), "en")
    ('First time', 'Second time')
    """
    _ = get_words(language)
    if before.rating.workshop == after.rating.workshop:
        return _("First time"), _("Second time")
    if before.team and after.team and before.team != after.team:
        return before.team, after.team
    if before.day != after.day:
        return write_day(before.day, language), write_day(after.day, language)
    return before.workshop, after.workshop


def describe_sides(compared: Comparison, language: str) -> tuple[str, str]:
    """Each side with how many answered; of fewer than 5 only that they were fewer."""
    _ = get_words(language)
    sides = (compared.before, compared.after)
    names = name_sides(*sides, language)
    few = _("fewer than 5 answered")
    counts = (
        _("{count} answered").format(count=side.rating.voters) if side.is_shown else few for side in sides
    )
    first, second = (f"{name} ({words})" for name, words in zip(names, counts, strict=True))
    return first, second


def list_left_out(compared: Comparison, names: Mapping[str, str], language: str) -> Iterator[str]:
    """What is said of what is not shown, in sentences."""
    _ = get_words(language)
    hidden, unshared = (
        ", ".join(names[key] for key in names if key in keys) for keys in (compared.hidden, compared.unshared)
    )
    if compared.is_hidden:
        yield _("Not shown: fewer than 5 people answered on one side.")
    elif hidden:
        yield _("Not shown, as fewer than 5 people rated it on one side: {names}.").format(names=hidden)
    elif not compared.differences:
        yield _("These two ratings have no element in common. Choose another one.")
    if unshared:
        yield _("Asked on one side only: {names}.").format(names=unshared)
    ends = (compared.before.rating.ends, compared.after.rating.ends)
    if compared.differences and None not in ends and ends[0] != ends[1]:
        yield _(
            "The words at the ends of the scale are not the same in both ratings: the same number may mean "
            "something else."
        )


def explain_chance(_: Translate) -> str:
    """What a difference does not say."""
    return _(
        "A small difference can be chance, and no difference says how good a team is. Talk about what "
        "changed, and why."
    )


def explain_colours(_: Translate) -> tuple[str, str]:
    """What the colours of differences mean: of what is higher, and of what is lower."""
    return _("+ blue: higher in the second rating"), _("− orange: lower in the second rating")


def describe_difference(difference: Difference, comparison: Comparison, language: str) -> str:
    """A difference in words, as the second side sees it.

    >>> from datetime import date
    >>> two, three = (KeptMean(key="joy", voters=v, mean=m, low=m, high=m) for v, m in ((14, 2), (9, 3)))
    >>> spring = KeptRating(workshop="a", round="r", name="A", day=date(2026, 3, 5), voters=14, means=(two,))
    >>> autumn = KeptRating(workshop="b", round="r", name="B", day=date(2026, 9, 5), voters=9, means=(three,))
    >>> compared = compare(Side(spring, "Ward 4"), Side(autumn, "Ward 4"))
    >>> describe_difference(compared.differences[0], compared, "en")
    'higher by 1.0 than on 5 March 2026; 9 answered, 14 then'
    """
    _ = get_words(language)
    before, after = comparison.before, comparison.after
    than, _other = name_sides(before, after, language)
    if before.rating.workshop == after.rating.workshop:
        words = {
            1: _("higher by {difference} than the first time; {count} answered, {many} then"),
            -1: _("lower by {difference} than the first time; {count} answered, {many} then"),
            0: _("the same as the first time; {count} answered, {many} then"),
        }
    elif before.team == after.team and before.day != after.day:
        words = {
            1: _("higher by {difference} than on {other}; {count} answered, {many} then"),
            -1: _("lower by {difference} than on {other}; {count} answered, {many} then"),
            0: _("the same as on {other}; {count} answered, {many} then"),
        }
    else:
        words = {
            1: _("higher by {difference} than in {other}; {count} answered, {many} there"),
            -1: _("lower by {difference} than in {other}; {count} answered, {many} there"),
            0: _("the same as in {other}; {count} answered, {many} there"),
        }
    sign = (difference.value > 0) - (difference.value < 0)
    return words[sign].format(
        difference=write_number(abs(difference.value), language, DECIMALS),
        other=than,
        count=difference.after.voters,
        many=difference.before.voters,
    )
