from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import load_model, paths
from model.workshop import (
    PARTICIPANT_ROLES,
    SMALLEST_GROUP,
    Answer,
    Ballot,
    Round,
    Tally,
    Weakest,
    choose_roles,
    count_ballots,
    find_equal,
    find_weakest,
    make_request_id,
    trace,
)
from model.workshop.tally import NO_ROLE
from tests.building import build_model
from tests.properties import examples
from tests.workshopping import rate_layers

NODES = ("joy", "trust", "calm")
RATING = Round(id="r", number=1, kind="rating", nodes=NODES)
DOTS = Round(id="d", number=1, kind="dots", nodes=NODES, dots=4)
roles = st.sampled_from([None, *PARTICIPANT_ROLES])


def ballots_of(values: st.SearchStrategy[int]) -> st.SearchStrategy[list[Ballot]]:
    choices = st.dictionaries(st.sampled_from(NODES), values, max_size=3)
    return st.lists(st.builds(Ballot, role=roles, choices=choices), max_size=40)


ratings = ballots_of(st.integers(1, 5))
dots = ballots_of(st.integers(0, 4)).map(
    lambda ballots: [ballot for ballot in ballots if sum(ballot.choices.values()) <= 4]
)


def list_values(round_: Round, ballots: list[Ballot], node: str, role: str | None = None) -> list[int]:
    """What a node got, one number a voter, said the long way."""
    found = []
    for ballot in ballots:
        if role is not None and (ballot.role or NO_ROLE) != role:
            continue
        if node in ballot.choices:
            found.append(ballot.choices[node])
        elif round_.kind == "dots":
            found.append(0)
    return sorted(found)


def find_quantile(values: list[int], part: Fraction) -> Fraction:
    """The number below which a part of sorted numbers lies, between neighbours on a straight line."""
    place = part * (len(values) - 1)
    below = int(place)
    above = min(below + 1, len(values) - 1)
    return values[below] + (values[above] - values[below]) * (place - below)


def check(round_: Round, ballots: list[Ballot]) -> None:
    counted = count_ballots(round_, ballots)
    ballots = [ballot for ballot in ballots if any(ballot.choices.values())]
    assert counted.voters == len(ballots)
    assert {tally.subject for tally in counted.subjects} == set(NODES)
    for tally in counted.subjects:
        for role, spread in [(None, tally.all), *tally.by_role.items()]:
            values = list_values(round_, ballots, tally.subject, role)
            assert (spread.voters, spread.total) == (len(values), sum(values))
            assert {value: count for value, count in spread.histogram.items() if count} == Counter(values)
            if values:
                assert spread.mean == pytest.approx(sum(values) / len(values))
                for got, quarter in ((spread.low, 1), (spread.median, 2), (spread.high, 3)):
                    assert got == pytest.approx(float(find_quantile(values, Fraction(quarter, 4))))
            else:
                assert spread.mean is spread.median is spread.low is spread.high is None
        worth = {
            node: None if (values := list_values(round_, ballots, node)) == [] and round_.kind == "rating"
            else Fraction(sum(values), len(values) if round_.kind == "rating" else 1)
            for node in NODES
        }  # fmt: skip
        mine = worth[tally.subject]
        better = [
            value for value in worth.values() if mine is not None and value is not None and value > mine
        ]
        assert tally.rank == (None if mine is None else 1 + len(better))
    ranks = [tally.rank for tally in counted.subjects if tally.rank is not None]
    assert ranks == sorted(ranks)
    assert [tally.rank for tally in counted.subjects][: len(ranks)] == ranks


@given(ratings)
def test_ratings_are_counted_as_by_hand(ballots: list[Ballot]) -> None:
    check(RATING, ballots)


@given(dots)
def test_dots_are_counted_as_by_hand(ballots: list[Ballot]) -> None:
    check(DOTS, ballots)


@given(st.one_of(ratings, dots))
def test_the_order_of_the_ballots_changes_nothing(ballots: list[Ballot]) -> None:
    assert count_ballots(RATING, ballots) == count_ballots(RATING, ballots[::-1])


@given(st.dictionaries(st.sampled_from([NO_ROLE, *PARTICIPANT_ROLES]), st.integers(0, 12)))
def test_no_small_group_is_told_apart_or_found_by_subtraction(counts: dict[str, int]) -> None:
    shown = choose_roles(counts)
    assert all(counts[role] >= SMALLEST_GROUP for role in shown)
    # Whatever of the shown groups somebody takes from the whole: what is left is nobody, or enough.
    for size in range(1, len(shown) + 1):
        for taken in combinations(shown, size):
            left = sum(counts.values()) - sum(counts[role] for role in taken)
            assert left == 0 or left >= SMALLEST_GROUP


@given(st.dictionaries(st.sampled_from([NO_ROLE, *PARTICIPANT_ROLES]), st.integers(0, 12)))
def test_groups_are_hidden_only_where_they_must_be(counts: dict[str, int]) -> None:
    large = [role for role, count in counts.items() if count >= SMALLEST_GROUP]
    small = sum(count for count in counts.values() if count < SMALLEST_GROUP)
    hidden = len(large) - len(choose_roles(counts))
    assert hidden == (1 if large and 0 < small < SMALLEST_GROUP else 0)


def build_ballots(role: str | None, count: int, **choices: int) -> list[Ballot]:
    return [Ballot(role=role, choices=choices)] * count  # type: ignore[arg-type]


def test_a_role_of_four_is_in_nothing_and_hides_another_with_it() -> None:
    ballots = build_ballots("patient", 4, joy=1) + build_ballots("professional", 6, joy=5)
    assert count_ballots(RATING, ballots).by_role == {}
    assert count_ballots(RATING, ballots).subjects[0].by_role == {}
    ballots += build_ballots("leadership", 5, joy=3)
    assert count_ballots(RATING, ballots).by_role == {"professional": 6}


def test_a_node_that_fewer_of_a_role_rated_does_not_tell_it_apart() -> None:
    ballots = build_ballots("patient", 4, joy=1, trust=2) + build_ballots("patient", 1, trust=2)
    ballots += build_ballots("professional", 5, joy=5, trust=5)
    counted = count_ballots(RATING, ballots)
    assert {tally.subject: set(tally.by_role) for tally in counted.subjects} == {
        "trust": {"patient", "professional"},
        "joy": set(),
        "calm": set(),
    }


def test_equal_nodes_share_a_rank_and_keep_the_order_of_the_round() -> None:
    counted = count_ballots(DOTS, build_ballots(None, 2, trust=1, calm=1))
    assert [(tally.subject, tally.rank) for tally in counted.subjects] == [
        ("trust", 1),
        ("calm", 1),
        ("joy", 3),
    ]
    assert counted.top == ("trust", "calm")


def test_where_nobody_gave_anything_there_is_no_top_choice() -> None:
    assert count_ballots(DOTS, []).top == ()
    assert count_ballots(RATING, []).top == ()
    assert count_ballots(DOTS, build_ballots(None, 3)).top == ()


def test_rounds_of_texts_have_no_numbers() -> None:
    round_ = Round(id="r", number=1, kind="catalysts", nodes=NODES)
    assert count_ballots(round_, []).subjects == ()


def rate_preconditions() -> Tally:
    model = load_model()
    nodes = tuple(node.id for node in model.nodes(stage=["precondition", "catalyst"]))
    choices = {node: 2 + number % 4 for number, node in enumerate(nodes)} | {"leadership-climate": 1}
    round_ = Round(id="r", number=1, kind="rating", nodes=nodes)
    return count_ballots(round_, [Ballot(role=None, choices=choices)])


def test_the_weakest_on_each_path_is_the_least_of_those_on_it() -> None:
    model, counted = load_model(), rate_preconditions()
    values = {tally.subject: tally.value for tally in counted.subjects if tally.value is not None}
    found = find_weakest(model, counted, at_most=100_000)
    expected, paths = {}, 0
    for path in model.find_paths("stage:precondition", "stage:loyalty", at_most=None):
        rated = {node: values[node] for node in path.nodes if node in values}
        least = min(rated.values())
        paths += 1
        if least < 3:
            expected[path.nodes] = ({node for node, value in rated.items() if value == least}, least)
    assert {point.path.nodes: (set(point.nodes), point.value) for point in found.points} == expected
    assert 0 < len(expected) < paths == found.paths
    assert [point.value for point in found.points] == sorted(point.value for point in found.points)
    for weak in found.nodes:
        assert weak.paths == sum(weak.node in point.nodes for point in found.points)
        assert weak.value == values[weak.node]


def rate(**means: int) -> Tally:
    """A rating of nodes of the model, as one person would give it."""
    nodes = {name.replace("_", "-"): mean for name, mean in means.items()}
    round_ = Round(id="r", number=1, kind="rating", nodes=tuple(nodes))
    return count_ballots(round_, [Ballot(role=None, choices=nodes)])


def test_weak_nodes_stand_from_the_lowest_on_and_one_that_is_not_weak_is_never_among_them() -> None:
    counted = rate(
        leadership_climate=2, leadership_person_centred=1, patient_openness=4, patient_personality=3
    )
    found = find_weakest(load_model(), counted)
    assert [(weak.node, weak.value) for weak in found.nodes] == [
        ("leadership-person-centred", 1),
        ("leadership-climate", 2),
    ]


def test_equal_weak_nodes_stand_by_their_paths_and_then_as_in_the_model() -> None:
    model = load_model()
    nodes = [node.id for node in model.nodes(stage="precondition")]
    round_ = Round(id="r", number=1, kind="rating", nodes=tuple(reversed(nodes)))
    found = find_weakest(model, count_ballots(round_, [Ballot(role=None, choices=dict.fromkeys(nodes, 2))]))
    assert len(found.nodes) == len(nodes) > 3
    assert [weak.node for weak in found.nodes] == sorted(
        nodes,
        key=lambda node: (-sum(node in point.nodes for point in found.points), nodes.index(node)),
    )


def test_dots_say_what_comes_first_and_so_have_no_weak_node() -> None:
    nodes = ("leadership-climate", "leadership-person-centred")
    round_ = Round(id="d", number=1, kind="dots", nodes=nodes, dots=3)
    counted = count_ballots(round_, [Ballot(role=None, choices={"leadership-climate": 3})])
    assert find_weakest(load_model(), counted) == Weakest()


def test_a_node_that_nobody_rated_is_neither_weak_nor_on_a_path_of_a_rated_one() -> None:
    model = build_model("a>b b>c d>c", stages={"first": "a d", "then": "b", "last": "c"})
    round_ = Round(id="r", number=1, kind="rating", nodes=("b", "d", "gone"))
    found = find_weakest(model, count_ballots(round_, [Ballot(role=None, choices={"b": 2, "gone": 1})]))
    assert [(weak.node, weak.value, weak.paths) for weak in found.nodes] == [("b", 2.0, 1)]
    assert (found.paths, found.weak_paths) == (1, 1)
    [point] = found.points
    assert (point.path.nodes, point.nodes, point.value) == (("a", "b", "c"), ("b",), 2.0)
    exactly = count_ballots(round_, [Ballot(role=None, choices={"b": 3, "d": 2})])
    assert [weak.node for weak in find_weakest(model, exactly).nodes] == ["d"]
    assert find_weakest(model, count_ballots(round_, [])) == Weakest()


def test_of_paths_with_the_same_value_the_shortest_are_listed() -> None:
    model = build_model("a>b b>x x>c b>c", stages={"first": "a", "then": "b x", "last": "c"})
    counted = count_ballots(
        Round(id="r", number=1, kind="rating", nodes=("b", "x")),
        [Ballot(role=None, choices={"b": 2, "x": 2})],
    )
    for most, listed in ((1, ["abc"]), (2, ["abc", "abxc"]), (9, ["abc", "abxc"])):
        found = find_weakest(model, counted, at_most=most)
        assert ["".join(point.path.nodes) for point in found.points] == listed
    assert [(weak.node, weak.paths) for weak in found.nodes] == [("b", 2), ("x", 1)]
    assert [point.nodes for point in found.points] == [("b",), ("b", "x")]


def test_where_all_are_rated_well_nothing_is_weak() -> None:
    found = find_weakest(load_model(), rate(leadership_climate=3, patient_openness=5))
    assert (found.nodes, found.points) == ((), ())
    assert found.paths


def test_all_paths_count_however_few_of_them_are_listed() -> None:
    every, few = (find_weakest(load_model(), rate_preconditions(), at_most=most) for most in (100_000, 7))
    assert (few.nodes, few.paths, few.weak_paths) == (every.nodes, every.paths, len(every.points))
    assert [point.value for point in few.points] == [point.value for point in every.points[:7]]
    assert len(few.points) == 7


def count_weakest(means: str) -> Weakest:
    model, round_, ballots = rate_layers(means)
    return find_weakest(model, count_ballots(round_, ballots))


def test_the_weakest_are_right_where_there_are_more_paths_than_can_be_listed() -> None:
    # One of the last rated layer is the lowest, so that it comes after many thousand paths.
    found = count_weakest("33333333333333333331")
    assert [(weak.node, weak.paths) for weak in found.nodes] == [("f3", 4**6)]
    assert (found.paths, found.weak_paths, len(found.points)) == (4**7, 4**6, 1000)
    # Of two that follow each other the lower one counts on the paths through both.
    found = count_weakest("23333333333333333331")
    assert [(weak.node, weak.paths) for weak in found.nodes] == [("f3", 4**6), ("b0", 4**6 - 4**5)]
    assert found.weak_paths == 2 * 4**6 - 4**5


def test_a_weak_node_on_whose_paths_others_are_lower_is_the_weakest_on_none() -> None:
    found = count_weakest("22221111333333333333")
    assert {weak.node for weak in found.nodes} == {"c0", "c1", "c2", "c3"}


@given(
    st.sets(st.tuples(st.sampled_from("abcdyz"), st.sampled_from("abcdyz")), min_size=12),
    st.dictionaries(st.sampled_from("abcdyz"), st.integers(1, 4), min_size=4),
    st.sampled_from([0, 3, 200_000]),
)
@examples(40)
def test_of_a_model_with_cycles_a_number_of_paths_is_right_or_said_to_be_a_lower_bound(
    edges: set[tuple[str, str]], means: dict[str, int], most_steps: int
) -> None:
    onward, back = ({edge for edge in edges if sign * ord(edge[0]) < sign * ord(edge[1])} for sign in (1, -1))
    stages = {"first": "a b", "between": "c d", "last": "y z"}
    model = build_model(sorted(onward), feedback=sorted(back), nodes="a b c d y z", stages=stages)
    round_ = Round(id="r", number=1, kind="rating", nodes=tuple(means))
    counted = count_ballots(round_, [Ballot(role=None, choices=means)])
    every = [path.nodes for path in model.find_paths("stage:first", "stage:last", at_most=None)]
    rated = [{node: means[node] for node in path if node in means} for path in every]
    least = [min(values.values(), default=3) for values in rated]
    weakest = Counter(
        node
        for values, value in zip(rated, least, strict=True)
        for node, mean in values.items()
        if mean == value < 3
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "MOST_STEPS_IN_CYCLES", most_steps)
        found = find_weakest(model, counted)
    assert {weak.node for weak in found.nodes} == set(weakest)
    numbers = [(weak.paths, weakest[weak.node]) for weak in found.nodes]
    numbers += [(found.paths, sum(map(bool, rated))), (found.weak_paths, sum(value < 3 for value in least))]
    for number, right in numbers:
        assert number == right if number.is_exact else number <= right
    assert all(weak.paths <= found.weak_paths <= found.paths for weak in found.nodes)
    assert sorted(point.path.nodes for point in found.points) == sorted(
        path for path, value in zip(every, least, strict=True) if value < 3
    )


def test_what_the_top_choice_leads_to_is_everything_downstream_and_the_paths_to_the_outcomes() -> None:
    model = load_model()
    led = trace(model, ["leadership-climate", "patient-openness", "gone"])
    both = model.find_downstream("leadership-climate") | model.find_downstream("patient-openness")
    both -= {"patient-openness"}  # the model has a loop; a start leads to others, not to itself
    assert led.starts == ("leadership-climate", "patient-openness")
    assert set(led.reached) == both
    assert led.outcomes["loyalty-patients"] == model.count_paths(led.starts, "loyalty-patients")
    assert trace(model, []).reached == ()


def test_who_does_not_know_is_counted_and_in_no_mean_nor_role() -> None:
    round_ = Round(id="r", number=1, kind="edges", edges=("joy>trust", "trust>calm"))
    knowing = build_ballots("patient", 4, **{"joy>trust": 4, "trust>calm": 9})
    counted = count_ballots(round_, [*knowing, *build_ballots("patient", 1, **{"joy>trust": 9})])
    first, second = counted.subjects
    assert (counted.voters, counted.by_role) == (5, {"patient": 5})
    assert (first.subject, first.value, first.all.voters, first.unsure) == ("joy>trust", 4.0, 4, 1)
    assert (second.value, second.rank, second.unsure) == (None, None, 4)
    assert first.by_role == {}  # only four of the role know


# Answers that say the same


@pytest.mark.parametrize(
    "other", ["coffee together", "Coffee  together!", "« COFFEE, TOGETHER »", "Cóffee toge\u0301ther …"]
)
def test_answers_that_differ_in_case_spaces_signs_and_accents_are_equal(other: str) -> None:
    first, second = say("Coffee together"), say(other)
    assert find_equal([first, second]) == {first.id: first.id, second.id: first.id}


@pytest.mark.parametrize(
    "other",
    [
        ("Coffee", "r", "n"),
        ("Coffeetogether", "r", "n"),
        ("Coffee together", "r", "m"),
        ("Coffee together", "s", "n"),
        ("😊", "r", "n"),
        ("!", "r", "n"),
    ],
)
def test_other_words_and_the_same_words_about_something_else_are_not(other: tuple[str, str, str]) -> None:
    text, round_, node = other
    answers = [say("Coffee together"), say(text, round_, node), say("?")]
    assert find_equal(answers) == {answer.id: answer.id for answer in answers}


def say(text: str, round_: str = "r", node: str = "n") -> Answer:
    return Answer(id=make_request_id(), round=round_, node=node, text=text)
