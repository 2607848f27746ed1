"""Two ratings side by side: what differs, what is hidden, and how it is said."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.teams import Comparison, Side, compare, describe_difference, name_sides
from model.words import LANGUAGES
from model.workshop import Ballot, Round, count_ballots

MARCH, SEPTEMBER = date(2026, 3, 5), date(2026, 9, 5)


def rate(*ratings: dict[str, int], nodes: str = "joy trust", day: date = MARCH, team: str = "Ward 4") -> Side:
    """A side of people who each rated some nodes."""
    asked = Round(id="r", number=1, kind="rating", nodes=tuple(nodes.split()))
    tally = count_ballots(asked, [Ballot(role=None, choices=choices) for choices in ratings])
    return Side(f"Workshop of {day:%B}", day, team, tally)


def say(compared: Comparison, language: str = "en") -> list[str]:
    return [describe_difference(one, compared, language) for one in compared.nodes]


def test_the_difference_is_that_of_the_means_with_how_many_answered_on_each_side() -> None:
    spring = rate(*[{"joy": 2, "trust": 4}] * 14)
    autumn = rate(*[{"joy": 3, "trust": 3}] * 4, *[{"joy": 4, "trust": 3}] * 5, day=SEPTEMBER)
    compared = compare(spring, autumn)
    assert [(one.node, one.difference) for one in compared.nodes] == [("joy", 1.6), ("trust", -1.0)]
    assert say(compared) == [
        "higher by 1.6 than on 5 March 2026; 9 answered, 14 then",
        "lower by 1.0 than on 5 March 2026; 9 answered, 14 then",
    ]
    assert (compared.nodes[0].before.mean, compared.nodes[0].after.high) == (2.0, 4.0)


def test_of_two_teams_their_names_are_said_and_of_two_rounds_of_a_day_the_workshops() -> None:
    joy = [{"joy": 3, "trust": 3}] * 5
    ward = rate(*joy)
    assert say(compare(ward, rate(*joy, team="Ward 5")))[0] == ("the same as in Ward 4; 5 answered, 5 there")
    assert name_sides(ward, rate(*joy, team="", day=SEPTEMBER), "nl") == ("5 maart 2026", "5 september 2026")
    assert name_sides(ward, rate(*joy), "en") == ("Workshop of March", "Workshop of March")


@pytest.mark.parametrize(("first", "second"), [(4, 9), (9, 4), (4, 4), (0, 5)])
def test_where_fewer_than_five_answered_on_either_side_nothing_is_shown(first: int, second: int) -> None:
    answer = {"joy": 3, "trust": 4}
    compared = compare(rate(*[answer] * first), rate(*[answer] * second, day=SEPTEMBER))
    assert compared.is_hidden
    assert compared.nodes == ()


def test_a_node_that_fewer_than_five_rated_on_either_side_is_named_and_not_shown() -> None:
    few = [{"joy": 3, "trust": 4}] * 4 + [{"joy": 2}] * 3
    all_of_them = [{"joy": 3, "trust": 4}] * 6
    for before, after in ((few, all_of_them), (all_of_them, few)):
        compared = compare(rate(*before), rate(*after, day=SEPTEMBER))
        assert not compared.is_hidden
        assert [one.node for one in compared.nodes] == ["joy"]
        assert compared.hidden == ("trust",)


def test_what_only_one_side_was_asked_is_named() -> None:
    before = rate(*[{"joy": 3}] * 5, nodes="joy calm")
    after = rate(*[{"joy": 3, "trust": 2}] * 5, nodes="joy trust", day=SEPTEMBER)
    compared = compare(before, after)
    assert [one.node for one in compared.nodes] == ["joy"]
    assert set(compared.unshared) == {"trust", "calm"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_difference_is_said_in_every_language(language: str) -> None:
    compared = compare(rate(*[{"joy": 2}] * 14), rate(*[{"joy": 3}] * 9, day=SEPTEMBER))
    [said] = say(compared, language)
    assert all(part in said for part in ("1.0" if language == "en" else "1,0", "9", "14", "2026"))


RATINGS = st.lists(st.integers(1, 5), min_size=5, max_size=30)


@given(RATINGS, RATINGS)
def test_what_stands_beside_each_other_adds_up(before: list[int], after: list[int]) -> None:
    sides = [rate(*[{"joy": value} for value in values], nodes="joy") for values in (before, after)]
    [one] = compare(*sides).nodes
    written = [round(sum(values) / len(values), 1) for values in (before, after)]
    assert one.difference == round(written[1] - written[0], 1)
    [other] = compare(*sides[::-1]).nodes
    assert other.difference == -one.difference
