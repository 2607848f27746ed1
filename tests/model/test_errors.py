from __future__ import annotations

import pytest

from model.errors import ConceptualModelError, Fault, ModelFileError, UnknownIdError, find_near_match


def test_a_fault_without_a_line_says_its_place_and_message() -> None:
    assert str(Fault(None, "nodes", "is missing")) == "nodes: is missing"


def test_a_fault_without_line_and_place_says_its_message() -> None:
    assert str(Fault(None, "", "there is no such file")) == "there is no such file"


def test_the_faults_of_a_file_come_in_the_order_of_the_file() -> None:
    late, early, whole = Fault(9, "b", "late"), Fault(2, "z", "early"), Fault(None, "", "whole")
    error = ModelFileError("m.yaml", [late, early, whole])
    assert error.faults == (whole, early, late)


def test_faults_on_one_line_come_in_the_order_of_their_places() -> None:
    error = ModelFileError("m.yaml", [Fault(1, "b", "x"), Fault(1, "a", "y")])
    assert [fault.place for fault in error.faults] == ["a", "b"]


def test_a_fault_of_the_whole_file_comes_before_those_of_its_first_line() -> None:
    whole, first = Fault(None, "z", "whole"), Fault(1, "a", "first")
    assert ModelFileError("m.yaml", [first, whole]).faults == (whole, first)


def test_numbers_in_places_are_in_the_order_of_numbers_and_messages_of_one_place_in_that_of_letters() -> None:
    ordered = [
        ("nodes[9].name", "b"),
        ("nodes[9].stage", "a"),
        ("nodes[9].stage", "b"),
        ("nodes[10].name", "a"),
        ("row 9, column 9", "b"),
        ("row 9, column 10", "a"),
    ]
    error = ModelFileError("m.yaml", [Fault(None, *said) for said in reversed(ordered)])
    assert [(fault.place, fault.message) for fault in error.faults] == ordered


@pytest.mark.parametrize(
    ("found", "more", "rest"),
    [(0, 0, []), (200, 0, []), (201, 0, ["m.yaml: and 1 more"]), (3, 7, ["m.yaml: and 7 more"])],
)
def test_the_first_200_faults_are_said_and_the_rest_is_counted(
    found: int, more: int, rest: list[str]
) -> None:
    error = ModelFileError("m.yaml", [Fault(line, "", "x") for line in range(found, 0, -1)], more)
    assert error.count == found + more
    assert [fault.line for fault in error.faults] == list(range(1, min(found, 200) + 1))
    assert str(error).splitlines() == [
        *(f"m.yaml: line {line}: x" for line in range(1, min(found, 200) + 1)),
        *rest,
    ]


def test_a_file_error_says_each_fault_on_a_line_of_its_own_with_the_file() -> None:
    error = ModelFileError("m.yaml", [Fault(1, "a", "is missing"), Fault(2, "b", "is missing")])
    assert str(error) == "m.yaml: line 1: a: is missing\nm.yaml: line 2: b: is missing"


def test_an_unknown_id_says_the_nearest_one() -> None:
    error = UnknownIdError("stage", "efect", ["effect", "loyalty"])
    assert (error.what, error.unknown, error.near) == ("stage", "efect", "effect")
    assert str(error) == 'there is no stage "efect"; did you mean "effect"?'


def test_an_unknown_id_far_from_all_others_suggests_nothing() -> None:
    assert str(UnknownIdError("stage", "zebra", ["effect"])) == 'there is no stage "zebra"'


@pytest.mark.parametrize("error", [ModelFileError("m.yaml", []), UnknownIdError("node", "a", [])])
def test_every_error_can_be_caught_as_the_one_base(error: Exception) -> None:
    assert isinstance(error, ConceptualModelError)


def test_an_unknown_id_can_be_caught_as_a_failed_lookup() -> None:
    assert issubclass(UnknownIdError, LookupError)


def test_of_several_near_matches_the_nearest_is_taken() -> None:
    assert find_near_match("effect-tem", ["effect", "effect-team", "effect-time"]) == "effect-team"
