"""What differs between two ratings: of two teams, or of one team at two times. Nothing is ranked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from model.words import get_words, write_day, write_number
from model.workshop.spread import Spread
from model.workshop.tally import SMALLEST_GROUP, Tally

DECIMALS = 1
"""With how many decimals means and their difference are written: one that shows none of them is none."""


@dataclass(frozen=True)
class Side:
    """One of the two ratings: in which workshop, on which day, and of which team by its name, if of one."""

    workshop: str
    day: date
    team: str
    tally: Tally

    @property
    def is_shown(self) -> bool:
        """Whether at least 5 answered; else nothing of it is shown."""
        return self.tally.voters >= SMALLEST_GROUP


@dataclass(frozen=True)
class NodeDifference:
    """One node that both rated, each by at least 5 people: how, and by how much the second is higher."""

    node: str
    before: Spread
    after: Spread
    difference: float


@dataclass(frozen=True)
class Comparison:
    """Two ratings side by side.

    `hidden` are nodes that both rated, one of them by fewer than 5 people; `unshared` those that only one
    of them asked about. Where on either side fewer than 5 answered, `is_hidden` and there are no nodes.
    """

    before: Side
    after: Side
    nodes: tuple[NodeDifference, ...] = ()
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
    spreads = {one.subject: one.all for one in before.tally.subjects}
    others = {one.subject: one.all for one in after.tally.subjects}
    shared = [node for node in others if node in spreads]
    unshared = tuple(node for node in (*others, *spreads) if (node in others) != (node in spreads))
    if not (before.is_shown and after.is_shown):
        return Comparison(before, after, (), tuple(shared), unshared)
    compared = [_compare_node(node, spreads[node], others[node]) for node in shared]
    nodes = tuple(one for one in compared if one is not None)
    told = {one.node for one in nodes}
    return Comparison(before, after, nodes, tuple(node for node in shared if node not in told), unshared)


def _compare_node(node: str, before: Spread, after: Spread) -> NodeDifference | None:
    """The difference of a node; None where fewer than 5 rated it on either side."""
    if min(before.voters, after.voters) < SMALLEST_GROUP or before.mean is None or after.mean is None:
        return None
    difference = round(round(after.mean, DECIMALS) - round(before.mean, DECIMALS), DECIMALS)
    return NodeDifference(node, before, after, difference or 0.0)


def name_sides(before: Side, after: Side, language: str) -> tuple[str, str]:
    """What tells the two apart, in words: their teams, else their days, else the names of the workshops.

    >>> from datetime import date
    >>> from model.workshop.tally import Tally
    >>> nothing = Tally("r", "rating", 0, {}, ())
    >>> spring = Side("A", date(2026, 3, 5), "Ward 4", nothing)
    >>> name_sides(spring, Side("B", date(2026, 9, 5), "Ward 4", nothing), "en")
    ('5 March 2026', '5 September 2026')
    """
    if before.team and after.team and before.team != after.team:
        return before.team, after.team
    if before.day != after.day:
        return write_day(before.day, language), write_day(after.day, language)
    return before.workshop, after.workshop


def describe_difference(compared: NodeDifference, comparison: Comparison, language: str) -> str:
    """The difference of a node in words, as the second side sees it.

    >>> from datetime import date
    >>> from model.workshop.spread import build_spread
    >>> from model.workshop.tally import Tally
    >>> nothing = Tally("r", "rating", 9, {}, ())
    >>> spring = Side("A", date(2026, 3, 5), "Ward 4", nothing)
    >>> both = Comparison(spring, Side("B", date(2026, 9, 5), "Ward 4", nothing))
    >>> before, after = build_spread([2] * 14, range(1, 6)), build_spread([3] * 9, range(1, 6))
    >>> describe_difference(NodeDifference("joy", before, after, 1.0), both, "en")
    'higher by 1.0 than on 5 March 2026; 9 answered, 14 then'
    """
    _ = get_words(language)
    before, after = comparison.before, comparison.after
    than, _other = name_sides(before, after, language)
    is_later = before.team == after.team and before.day != after.day
    if is_later:
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
    sign = (compared.difference > 0) - (compared.difference < 0)
    return words[sign].format(
        difference=write_number(abs(compared.difference), language, DECIMALS),
        other=than,
        count=compared.after.voters,
        many=compared.before.voters,
    )
