"""Two ratings side by side: what differs, what is hidden, and how it is said."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.teams import (
    Comparison,
    Side,
    arrange_differences,
    compare,
    describe_difference,
    describe_sides,
    explain_chance,
    explain_colours,
    find_share,
    list_left_out,
    name_keys,
    name_sides,
)
from model.words import LANGUAGES, get_words
from model.workshop import Ballot, KeptRating, Round, Workshop, is_comparable, keep_rating
from tests.building import build_model

MARCH, SEPTEMBER = date(2026, 3, 5), date(2026, 9, 5)


def rate(*ratings: dict[str, int], nodes: str = "joy trust", day: date = MARCH, team: str = "Ward 4") -> Side:
    """A side of people who each rated some nodes."""
    round_ = Round(id="r", number=1, kind="rating", nodes=tuple(nodes.split()))
    held = hold(f"Workshop of {day:%B}", id_=f"{team} {day:%B}".replace(" ", "-").strip("-"))
    return Side(
        keep_rating(held, round_, [Ballot(role=None, choices=rating) for rating in ratings], day), team
    )


def hold(name: str, id_: str) -> Workshop:
    """A workshop of this name."""
    begun = datetime(2026, 3, 5, tzinfo=UTC)
    return Workshop(id=id_, key="ABCDEF", name=name, language="en", created_at=begun, ends_at=begun)


def say(compared: Comparison, language: str = "en") -> list[str]:
    return [describe_difference(difference, compared, language) for difference in compared.differences]


def test_the_difference_is_that_of_the_means_with_how_many_answered_on_each_side() -> None:
    spring = rate(*[{"joy": 2, "trust": 4}] * 14)
    autumn = rate(*[{"joy": 3, "trust": 3}] * 4, *[{"joy": 4, "trust": 3}] * 5, day=SEPTEMBER)
    compared = compare(spring, autumn)
    assert [(difference.key, difference.value) for difference in compared.differences] == [
        ("joy", 1.6),
        ("trust", -1.0),
    ]
    assert say(compared) == [
        "higher by 1.6 than on 5 March 2026; 9 answered, 14 then",
        "lower by 1.0 than on 5 March 2026; 9 answered, 14 then",
    ]
    assert (compared.differences[0].before.mean, compared.differences[0].after.high) == (2.0, 4.0)


def test_of_two_teams_their_names_are_said_and_of_two_rounds_of_a_day_the_workshops() -> None:
    joy = [{"joy": 3, "trust": 3}] * 5
    ward = rate(*joy)
    assert say(compare(ward, rate(*joy, team="Ward 5")))[0] == ("the same as in Ward 4; 5 answered, 5 there")
    assert name_sides(ward, rate(*joy, team="", day=SEPTEMBER), "nl") == ("5 maart 2026", "5 september 2026")
    elsewhere = Side(ward.rating.model_copy(update={"workshop": "other"}), "Ward 4")
    assert name_sides(ward, elsewhere, "en") == ("Workshop of March", "Workshop of March")


def test_of_one_workshop_it_is_said_which_time_it_was() -> None:
    compared = compare(rate(*[{"joy": 2}] * 5), rate(*[{"joy": 3}] * 6))
    assert name_sides(compared.before, compared.after, "en") == ("First time", "Second time")
    assert say(compared) == ["higher by 1.0 than the first time; 6 answered, 5 then"]


def test_what_is_kept_of_fewer_than_five_people_is_nothing() -> None:
    few = rate(*[{"joy": 3, "trust": 4}] * 4).rating
    assert (few.voters, few.means, few.hidden) == (0, (), ("joy", "trust"))
    some = rate(*[{"joy": 3}] * 4, *[{"trust": 2}] * 6).rating
    assert [(mean.key, mean.voters) for mean in some.means] == [("trust", 6)]
    assert some.hidden == ("joy",)


def test_options_are_the_same_by_their_texts_wherever_they_stand() -> None:
    first = Round(id="a", number=1, kind="scale", options=("We listen", "We rest"))
    second = Round(id="b", number=1, kind="scale", options=("We rest", "We eat"))
    sides = [
        Side(keep_rating(hold(id_, id_), round_, [Ballot(role=None, choices=choices)] * 5, MARCH))
        for id_, round_, choices in (("v", first, {"o1": 1, "o2": 2}), ("w", second, {"o1": 5, "o2": 1}))
    ]
    compared = compare(*sides)
    assert [(difference.key, difference.value) for difference in compared.differences] == [("We rest", 3.0)]
    assert compared.unshared == ("We eat", "We listen")
    assert is_comparable(first, second)
    assert not is_comparable(first, Round(id="c", number=1, kind="scale", options=("We sing",)))
    places = [Round(id=id_, number=1, kind="order", options=("We rest", "We eat")) for id_ in ("d", "e")]
    assert not is_comparable(*places)


def test_what_is_left_out_is_said() -> None:
    names = {"joy": "Joy", "trust": "Trust", "calm": "Calm"}
    few = compare(rate(*[{"joy": 3}] * 4), rate(*[{"joy": 3}] * 5, day=SEPTEMBER))
    assert list(list_left_out(few, names, "en")) == ["Not shown: fewer than 5 people answered on one side."]
    some = compare(
        rate(*[{"joy": 3, "trust": 2}] * 4, {"joy": 2}, nodes="joy trust calm"),
        rate(*[{"joy": 3, "trust": 2}] * 5, day=SEPTEMBER),
    )
    assert list(list_left_out(some, names, "en")) == [
        "Not shown, as fewer than 5 people rated it on one side: Trust.",
        "Asked on one side only: Calm.",
    ]


@pytest.mark.parametrize(
    ("before", "after", "is_said"),
    [
        ((), (), False),
        (("never", "always"), ("never", "always"), False),
        (("never", "always"), (), True),
        ((), ("never", "always"), True),
        (("never", "always"), ("always", "never"), True),
        (None, ("never", "always"), False),  # kept before these words were
    ],
)
def test_scales_whose_ends_read_otherwise_are_told_apart(
    before: tuple[str, ...] | None, after: tuple[str, ...], is_said: bool
) -> None:
    sides = [
        Side(side.rating.model_copy(update={"ends": ends}), side.team)
        for side, ends in (
            (rate(*[{"joy": 3, "trust": 3}] * 5), before),
            (rate(*[{"joy": 4, "trust": 3}] * 5, day=SEPTEMBER), after),
        )
    ]
    lines = list(list_left_out(compare(*sides), {"joy": "Joy", "trust": "Trust"}, "en"))
    assert [line.partition(" are ")[0] for line in lines] == ["The words at the ends of the scale"] * is_said


def test_what_is_kept_of_a_rating_has_its_own_words_for_the_ends() -> None:
    round_ = Round(id="r", number=1, kind="rating", nodes=("joy",), ends=("never", "always"))
    kept = keep_rating(hold("a", "a"), round_, [], MARCH)
    assert kept.ends == ("never", "always")
    assert KeptRating.model_validate_json(kept.model_dump_json()) == kept
    assert KeptRating.model_validate(kept.model_dump(exclude={"ends"})).ends is None


@pytest.mark.parametrize(("first", "second"), [(4, 9), (9, 4), (4, 4), (0, 5)])
def test_where_fewer_than_five_answered_on_either_side_nothing_is_shown(first: int, second: int) -> None:
    answer = {"joy": 3, "trust": 4}
    before = rate(*[answer] * first, nodes="trust joy calm")
    after = rate(*[answer] * second, nodes="joy trust", day=SEPTEMBER)
    compared = compare(before, after)
    assert compared == Comparison(before, after, hidden=("joy", "trust"), unshared=("calm",))
    assert compared.is_hidden


def test_means_in_a_file_that_says_that_too_few_answered_are_not_shown() -> None:
    side = rate(*[{"joy": 3, "trust": 4}] * 5)
    few = Side(side.rating.model_copy(update={"voters": 0}), side.team)
    for before, after in ((few, side), (side, few)):
        assert compare(before, after) == Comparison(before, after, hidden=("joy", "trust"))


def test_a_node_that_fewer_than_five_rated_on_either_side_is_named_and_not_shown() -> None:
    few = [{"joy": 3, "trust": 4}] * 4 + [{"joy": 2}] * 3
    all_of_them = [{"joy": 3, "trust": 4}] * 6
    for before, after in ((few, all_of_them), (all_of_them, few)):
        compared = compare(rate(*before), rate(*after, day=SEPTEMBER))
        assert not compared.is_hidden
        assert [difference.key for difference in compared.differences] == ["joy"]
        assert compared.hidden == ("trust",)


def test_what_only_one_side_was_asked_is_named() -> None:
    before = rate(*[{"joy": 3}] * 5, nodes="joy calm")
    after = rate(*[{"joy": 3, "trust": 2}] * 5, nodes="joy trust", day=SEPTEMBER)
    compared = compare(before, after)
    assert [difference.key for difference in compared.differences] == ["joy"]
    assert compared.unshared == ("trust", "calm")


LOW, HIGH = ([{"joy": value}] * count for value, count in ((2, 5), (4, 7)))
WARD, OTHER = "Ward 4", "Ward 5"


@pytest.mark.parametrize(
    ("team", "day", "said"),
    [
        (
            WARD,
            MARCH,
            (
                "higher by 2.0 than the first time; 7 answered, 5 then",
                "lower by 2.0 than the first time; 5 answered, 7 then",
                "the same as the first time; 5 answered, 5 then",
            ),
        ),
        (
            WARD,
            SEPTEMBER,
            (
                "higher by 2.0 than on 5 March 2026; 7 answered, 5 then",
                "lower by 2.0 than on 5 March 2026; 5 answered, 7 then",
                "the same as on 5 March 2026; 5 answered, 5 then",
            ),
        ),
        (
            OTHER,
            MARCH,
            (
                "higher by 2.0 than in Ward 4; 7 answered, 5 there",
                "lower by 2.0 than in Ward 4; 5 answered, 7 there",
                "the same as in Ward 4; 5 answered, 5 there",
            ),
        ),
    ],
)
def test_what_is_higher_lower_or_the_same_is_said_of_times_days_and_teams(
    team: str, day: date, said: tuple[str, str, str]
) -> None:
    pairs = ((LOW, HIGH), (HIGH, LOW), (LOW, LOW))
    compared = [
        compare(rate(*before, nodes="joy"), rate(*after, nodes="joy", day=day, team=team))
        for before, after in pairs
    ]
    assert tuple(line for each in compared for line in say(each)) == said


def test_each_side_is_named_with_how_many_answered_or_that_they_were_few() -> None:
    compared = compare(rate(*LOW[:4]), rate(*HIGH, team=OTHER))
    assert describe_sides(compared, "en") == ("Ward 4 (fewer than 5 answered)", "Ward 5 (7 answered)")


def test_differences_come_in_the_order_of_their_names_and_without_those_that_have_none() -> None:
    answer = {"joy": 3, "trust": 4, "calm": 5}
    sides = [rate(*[answer] * 5, nodes="joy trust calm", day=day) for day in (MARCH, SEPTEMBER)]
    names = {"calm": "Calm", "hope": "Hope", "joy": "Joy"}
    arranged = list(arrange_differences(compare(*sides), names))
    assert [(name, difference.key) for name, difference in arranged] == [("Calm", "calm"), ("Joy", "joy")]


def test_what_was_rated_is_named_in_the_order_of_the_model_without_what_it_lost() -> None:
    model = build_model("calm>trust calm>joy", names={"joy": "Joy", "trust": "Trust", "calm": "Calm"})
    before = rate(*[{"joy": 3, "lost": 2}] * 5, {"calm": 1}, nodes="joy lost calm")
    after = rate(*[{"joy": 3, "lost": 2}] * 5, {"calm": 1}, nodes="lost joy trust calm", day=SEPTEMBER)
    compared = compare(before, after)
    names = {"calm": "Calm", "trust": "Trust", "joy": "Joy"}
    rating, edges, scale = (
        Round(id="r", number=1, kind="rating", nodes=("joy",)),
        Round(id="r", number=1, kind="edges", edges=("calm>joy",)),
        Round(id="r", number=1, kind="scale", options=("We rest",)),
    )
    assert [*name_keys(model, rating, compared, "en").items()] == [*names.items()]
    of_edges = Comparison(before, after, unshared=("joy>calm", "calm>joy"))
    assert name_keys(model, edges, of_edges, "en") == {"calm>joy": "Calm → Joy"}
    assert name_keys(model, scale, compared, "en") == {key: key for key in ("lost", "joy", "calm", "trust")}


def test_two_ratings_without_anything_in_common_say_so() -> None:
    compared = compare(rate(*LOW, nodes="joy"), rate(*[{"calm": 3}] * 5, nodes="calm", day=SEPTEMBER))
    assert list(list_left_out(compared, {"joy": "Joy", "calm": "Calm"}, "en")) == [
        "These two ratings have no element in common. Choose another one.",
        "Asked on one side only: Joy, Calm.",
    ]


@pytest.mark.parametrize(("value", "share"), [(-9, -1), (-2, -1), (-1, -0.5), (0, 0), (1.5, 0.75), (9, 1)])
def test_a_difference_of_half_the_scale_or_more_has_its_full_colour(value: float, share: float) -> None:
    assert find_share(Round(id="r", number=1, kind="rating", nodes=("joy",)), value) == share


def test_a_scale_of_fewer_numbers_is_coloured_sooner() -> None:
    assert find_share(Round(id="r", number=1, kind="edges", edges=("joy>calm",)), 0.75) == 0.5


def test_what_differences_and_their_colours_say_is_explained() -> None:
    assert "can be chance" in explain_chance(get_words("en"))
    higher, lower = explain_colours(get_words("en"))
    assert ("blue: higher" in higher, "orange: lower" in lower) == (True, True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_difference_is_said_in_every_language(language: str) -> None:
    compared = compare(rate(*[{"joy": 2}] * 14), rate(*[{"joy": 3}] * 9, day=SEPTEMBER))
    [said] = say(compared, language)
    assert all(part in said for part in ("1.0" if language == "en" else "1,0", "9", "14", "2026"))


RATINGS = st.lists(st.integers(1, 5), min_size=5, max_size=30)


@given(RATINGS, RATINGS)
def test_what_stands_beside_each_other_adds_up(before: list[int], after: list[int]) -> None:
    sides = [rate(*[{"joy": value} for value in values], nodes="joy") for values in (before, after)]
    [difference] = compare(*sides).differences
    written = [round(sum(values) / len(values), 1) for values in (before, after)]
    assert difference.value == round(written[1] - written[0], 1)
    [other] = compare(*sides[::-1]).differences
    assert other.value == -difference.value
