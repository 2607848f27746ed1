"""Agreement is what other programs compute, says why where there is none, and does not depend on names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from random import Random
from statistics import quantiles
from time import process_time
from typing import Any

import krippendorff
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from model.coding import Code, Codings, Mark, StoryCoding
from model.coding.agreement import (
    Agreement,
    Coefficient,
    Interval,
    Share,
    Undefined,
    list_codes,
    measure_agreement,
    measure_pairs,
)
from model.coding.coefficients import MEASURES, Measure
from tests.model.coding.building import build_coded_model, build_codings, code_story
from tests.properties import examples

MODEL = build_coded_model(nodes="a b c", dimensions="d e")
CODES = list_codes(MODEL)
NEVER = float("nan")

Matrix = list[list[list[float]]]
"""By code, coder and story: whether it was given, NaN where the coder did not code the story."""


def draw(
    chance: Random,
    coders: int,
    stories: int,
    missings: Sequence[float] = (0, 0.2, 0.6),
    slipping: Sequence[float] = (0, 0.1, 0.5),
    shares: Sequence[float] = (0, 0.05, 0.4, 0.9),
) -> Matrix:
    """Coders who see what there is more or less clearly, and leave stories out."""
    missing, slips = chance.choice(missings), chance.choice(slipping)
    rates = [chance.choice(shares) for _ in CODES]
    coded = [[chance.random() >= missing for _ in range(stories)] for _ in range(coders)]
    truth = [[chance.random() < rate for _ in range(stories)] for rate in rates]
    return [
        [
            [
                float(row[story] != (chance.random() < slips)) if coded[coder][story] else NEVER
                for story in range(stories)
            ]
            for coder in range(coders)
        ]
        for row in truth
    ]


def to_codings(matrix: Matrix) -> Codings:
    """The same as codings; what was not coded is left out, or was begun only."""
    return Codings(
        codings=tuple(
            StoryCoding(
                f"s{story}",
                f"c{coder}",
                tuple(Mark(code) for code, by in zip(CODES, matrix, strict=True) if by[coder][story] == 1),
                is_done=True,
            )
            if value in (0, 1)
            else code_story(f"s{story}", f"c{coder}", "a b", is_done=False)
            for coder, values in enumerate(matrix[0])
            for story, value in enumerate(values)
        )
    )


def get_value(figure: Any) -> float | None:
    return figure.value if isinstance(figure, Coefficient) else None


def list_shared(units: list[list[float]]) -> list[list[float]]:
    """What was said of each unit that two or more coded."""
    said = [[value for value in unit if value in (0, 1)] for unit in zip(*units, strict=True)]
    return [values for values in said if len(values) > 1]


def compute_elsewhere(measure: Measure, units: list[list[float]]) -> float | None:
    """A coefficient as another program computes it, of coders and units."""
    shared = list_shared(units)
    values = {value for unit in shared for value in unit}
    if measure == "percent":
        agree = [[value == other for value, other in combinations(unit, 2)] for unit in shared]
        return sum(sum(pairs) / len(pairs) for pairs in agree) / len(agree) if agree else None
    if len(values) < 2:
        return None
    if measure == "alpha":
        data = [[value if value in (0, 1) else NEVER for value in coder] for coder in units]
        found = krippendorff.alpha(data, value_domain=[0, 1], level_of_measurement="nominal")
    else:
        found = cohen_kappa_score(*zip(*shared, strict=True), labels=[0, 1])
    return float(found)


def list_pairs(matrix: Matrix, codings: Codings) -> list[tuple[list[list[float]], Agreement]]:
    """What was said, by coder and unit, beside what is measured of it: each code, and all together."""
    table = measure_agreement(MODEL, codings, 50, resamples=20)
    groups = (matrix[:3], matrix[3:], matrix)
    together = [
        [[value for by in group for value in by[coder]] for coder in range(len(by))]
        for group in groups
        for by in [group[0]]
    ]
    figures = [*table.codes, table.nodes, table.dimensions, table.together]
    return list(zip([*matrix, *together], figures, strict=True))


@pytest.mark.parametrize("coders", [2, 3, 5])
def test_agreement_is_what_other_programs_compute(coders: int) -> None:
    chance = Random(coders)
    compared: dict[Measure, int] = dict.fromkeys(MEASURES, 0)
    for _ in range(60):
        matrix = draw(chance, coders, chance.randint(1, 40))
        for units, agreement in list_pairs(matrix, to_codings(matrix)):
            for measure in compared:
                if measure == "kappa" and coders > 2:
                    continue
                expected = compute_elsewhere(measure, units)
                found = get_value(getattr(agreement, measure))
                assert found == (None if expected is None else pytest.approx(expected, abs=1e-9))
                compared[measure] += expected is not None
    assert compared["percent"] > 400
    assert compared["alpha"] > 250
    assert compared["kappa"] > 250 or coders > 2


def test_of_more_than_two_coders_kappa_is_of_each_pair() -> None:
    matrix = draw(Random(7), 3, 30)
    table = measure_agreement(MODEL, to_codings(matrix), 30)
    assert table.together.kappa == Undefined("more than two coders")
    pairs = measure_pairs(MODEL, to_codings(matrix), 30)
    assert list(pairs) == [("c0", "c1"), ("c0", "c2"), ("c1", "c2")]
    for (first, other), agreement in pairs.items():
        units = [[value for by in matrix for value in by[int(coder[1:])]] for coder in (first, other)]
        for measure in MEASURES:
            expected = compute_elsewhere(measure, units)
            assert get_value(getattr(agreement, measure)) == pytest.approx(expected, abs=1e-9)


def test_what_was_coded_is_counted_beside_the_figures() -> None:
    said = {"x": {"1": "a", "2": "a", "3": ""}, "y": {"1": "a", "2": "b", "4": "b"}, "z": {"1": ""}}
    table = measure_agreement(MODEL, build_codings(said), 8)
    of_a, of_b, of_c, *_ = table.codes
    assert (of_a.code, of_a.coded, of_a.coded_by_two) == (Code("node", "a"), Share(4, 8), Share(2, 8))
    assert (of_a.coders, of_a.attached, of_a.differing) == (2, 2, 2)
    assert (of_b.coders, of_b.attached, of_b.differing) == (1, 2, 1)
    assert (of_c.coders, of_c.attached, of_c.differing) == (0, 0, 0)
    assert (table.nodes.coders, table.nodes.attached, table.nodes.differing) == (2, 4, 3)
    assert table.coders == ("x", "y", "z")
    assert table.together.coded.value == 0.5
    assert Share(0, 0).value is None


def measure_one(said: Mapping[str, Mapping[str, str]], **options: Any) -> Agreement:
    """The agreement on the node "a"."""
    return measure_agreement(MODEL, build_codings(said), 9, **options).codes[0]


def test_where_nobody_coded_there_is_no_figure() -> None:
    assert measure_one({}).alpha == Undefined("not coded")
    begun = Codings(codings=(code_story("1", "x", "a", is_done=False),))
    assert measure_agreement(MODEL, begun, 9).codes[0].percent == Undefined("not coded")


def test_where_no_two_coded_the_same_story_there_is_no_figure() -> None:
    found = measure_one({"x": {"1": "a"}, "y": {"2": "a"}})
    assert {found.percent, found.kappa, found.alpha} == {Undefined("coded by one")}
    assert found.attached == 2


def test_where_all_say_the_same_of_all_stories_there_is_nothing_to_compare_with() -> None:
    for codes in ("", "a"):
        found = measure_one({"x": {"1": codes, "2": codes}, "y": {"1": codes, "2": codes}})
        assert found.percent == Coefficient(1.0, Interval(1.0, 1.0))
        assert found.kappa == found.alpha == Undefined("no variation")


def test_kappa_of_two_who_are_each_of_one_mind_is_that_of_chance() -> None:
    found = measure_one({"x": {"1": "a", "2": "a"}, "y": {"1": "", "2": ""}})
    assert get_value(found.kappa) == 0
    assert get_value(found.alpha) == pytest.approx(-0.5)


def test_a_model_without_dimensions_says_so() -> None:
    model = build_coded_model(nodes="a")
    said = build_codings({"x": {"1": "a"}, "y": {"1": ""}})
    assert measure_agreement(model, said, 1).dimensions.alpha == Undefined("no codes")


def test_codes_that_the_model_does_not_have_are_left_out() -> None:
    said = {"x": {"1": "a gone", "2": ""}, "y": {"1": "a", "2": "gone /gone"}}
    assert measure_agreement(MODEL, build_codings(said), 2).together.differing == 0


def test_one_story_is_too_few_to_draw_from() -> None:
    found = measure_one({"x": {"1": "a", "2": ""}, "y": {"1": ""}})
    assert found.percent == Coefficient(0.0, Undefined("one story"))


def test_an_interval_says_how_many_resamples_it_rests_on(monkeypatch: pytest.MonkeyPatch) -> None:
    said = {coder: dict.fromkeys(map(str, range(20)), "") | {"0": "a"} for coder in "xy"}
    found = measure_one(said)
    assert isinstance(found.alpha, Coefficient)
    assert isinstance(found.alpha.interval, Interval)
    # Of 20 stories drawn one by one, the only one with the code is there with 1 - 0.95 ** 20.
    assert found.alpha.interval.defined == pytest.approx(0.6415, abs=0.04)
    monkeypatch.setattr("model.coding.agreement._FEWEST_DEFINED", 0.7)
    assert measure_one(said).alpha == Coefficient(1.0, Undefined("few resamples"))
    assert measure_one(said).percent == Coefficient(1.0, Interval(1.0, 1.0, 1.0))


@pytest.mark.parametrize("measure", MEASURES)
def test_an_interval_is_that_of_drawing_stories_one_by_one(measure: Measure) -> None:
    chance = Random(3)
    matrix = draw(Random(11), 2, 100, missings=[0.2], slipping=[0.15], shares=[0.4])
    table = measure_agreement(MODEL, to_codings(matrix), 100)
    shared = [story for story in range(100) if all(matrix[0][coder][story] in (0, 1) for coder in range(2))]
    for units, agreement in ((matrix[:1], table.codes[0]), (matrix, table.together)):
        drawn = []
        for _ in range(1000):
            stories = chance.choices(shared, k=len(shared))
            said = [[by[coder][story] for by in units for story in stories] for coder in range(2)]
            drawn.append(compute_elsewhere(measure, said))
        values = [value for value in drawn if value is not None]
        expected = quantiles(values, n=40, method="inclusive")
        found = getattr(agreement, measure)
        assert isinstance(found, Coefficient)
        assert isinstance(found.interval, Interval)
        assert found.interval.low == pytest.approx(expected[0], abs=0.03)
        assert found.interval.high == pytest.approx(expected[-1], abs=0.03)
        assert found.interval.defined == pytest.approx(len(values) / 1000, abs=0.03)
        assert found.interval.low < found.value < found.interval.high


said_by_coders = st.dictionaries(
    st.sampled_from(["x", "y", "z"]),
    st.dictionaries(st.sampled_from("1234"), st.sampled_from(["", "a", "b", "a b /d", "c /d /e"])),
)


@examples(60)
@given(said_by_coders, st.randoms(use_true_random=False))
def test_neither_order_nor_names_make_a_difference(said: Any, chance: Any) -> None:
    codings = build_codings(said)
    expected = measure_agreement(MODEL, codings, 9, resamples=30)
    names = dict(zip("xyz", chance.sample(["p", "q", "r"], 3), strict=True))
    stories = dict(zip("1234", chance.sample("5678", 4), strict=True))
    renamed = [
        replace(coding, story=stories[coding.story], coder=names[coding.coder]) for coding in codings.codings
    ]
    chance.shuffle(renamed)
    found = measure_agreement(MODEL, Codings(codings=tuple(renamed)), 9, resamples=30)
    assert replace(found, coders=()) == replace(expected, coders=())


def test_which_of_two_coders_is_first_makes_no_difference() -> None:
    eager = {str(story): "a b" if story % 3 else "" for story in range(12)}
    wary = {str(story): "a" if story % 5 == 0 else "" for story in range(12)}
    table = measure_agreement(MODEL, build_codings({"x": eager, "y": wary}), 12)
    other = measure_agreement(MODEL, build_codings({"x": wary, "y": eager}), 12)
    assert table == other


@examples(60)
@given(st.dictionaries(st.sampled_from("1234"), st.sampled_from(["", "a", "b", "a b /d"]), min_size=1))
def test_who_agree_on_everything_agree_perfectly(codes: dict[str, str]) -> None:
    said = {coder: dict(codes) for coder in "xyz"}
    table = measure_agreement(MODEL, build_codings(said), 4, resamples=30)
    for agreement in (*table.codes, table.together):
        assert get_value(agreement.percent) == 1
        assert get_value(agreement.alpha) in (None, 1)
        assert agreement.differing == 0


@examples(60)
@given(said_by_coders)
def test_an_interval_holds_values_that_there_can_be(said: Any) -> None:
    table = measure_agreement(MODEL, build_codings(said), 4, resamples=30)
    for agreement in (*table.codes, table.together):
        for figure in (agreement.percent, agreement.kappa, agreement.alpha):
            if isinstance(figure, Coefficient) and isinstance(figure.interval, Interval):
                assert -1 <= figure.interval.low <= figure.interval.high <= 1


def test_a_thousand_stories_and_sixty_codes_take_well_under_a_second() -> None:
    model = build_coded_model(nodes=[f"n{number}" for number in range(60)])
    chance = Random(2)
    codes = [Mark(code) for code in list_codes(model)]
    codings = Codings(
        codings=tuple(
            StoryCoding(str(story), coder, tuple(chance.sample(codes, 3)), is_done=True)
            for story in range(1045)
            for coder in "xy"
        )
    )
    start = process_time()
    measure_agreement(model, codings, 1045)
    assert process_time() - start < 2.5
