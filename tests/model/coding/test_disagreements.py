from __future__ import annotations

from dataclasses import replace

from model.coding import Codings
from model.coding.disagreements import Argued, Disagreement, count_disagreements, find_disagreements
from tests.model.coding.building import build_codings, code_story, read_codes

A, B, D = read_codes("a b /d")


def test_codes_that_some_give_and_some_do_not_are_listed_the_most_argued_first() -> None:
    said = {"x": {"1": "a b", "2": "b", "3": "/d"}, "y": {"1": "", "2": "", "3": "/d"}}
    assert find_disagreements(build_codings(said)) == (
        Disagreement("1", B, ("x",), ("y",)),
        Disagreement("2", B, ("x",), ("y",)),
        Disagreement("1", A, ("x",), ("y",)),
    )


def test_of_one_code_what_waits_comes_before_what_was_decided() -> None:
    said = {"x": {"1": "a", "2": "a", "3": "a"}, "y": {"1": "", "2": "", "3": ""}}
    found = find_disagreements(build_codings(said, [("1", "a", True), ("2", "b", True)]))
    assert [
        (disagreement.story, disagreement.decision and disagreement.decision.is_attached)
        for disagreement in found
    ] == [
        ("2", None),
        ("3", None),
        ("1", True),
    ]


def test_codes_argued_about_equally_often_come_in_the_order_of_their_kind_and_id() -> None:
    said = {"x": {"1": "b a /d"}, "y": {"1": ""}}
    assert [disagreement.code for disagreement in find_disagreements(build_codings(said))] == [D, A, B]


def test_coders_are_named_in_the_order_of_their_list_and_those_not_done_are_not() -> None:
    said = {coder: {"1": codes} for coder, codes in {"z": "a", "x": "", "y": "a"}.items()}
    codings = build_codings(said)
    begun = replace(codings, codings=(*reversed(codings.codings), code_story("1", "w", "a b", is_done=False)))
    assert find_disagreements(begun) == (Disagreement("1", A, ("z", "y"), ("x",)),)


def test_one_coder_differs_from_nobody() -> None:
    assert find_disagreements(build_codings({"x": {"1": "a"}, "y": {"2": "b"}})) == ()
    assert find_disagreements(Codings()) == ()


def test_the_map_shows_how_often_each_code_is_argued_about_and_how_much_waits() -> None:
    said = {"x": {"1": "a b", "2": "b"}, "y": {"1": "", "2": ""}}
    found = find_disagreements(build_codings(said, [("2", "b", False)]))
    assert list(count_disagreements(found).items()) == [(B, Argued(2, 1)), (A, Argued(1, 1))]


def test_coders_who_are_not_listed_come_last_by_their_ids() -> None:
    codings = build_codings({"z": {"1": "a"}, "y": {"1": "b"}})
    others = (code_story("1", "q", "a"), code_story("1", "p", "a"))
    found = find_disagreements(replace(codings, codings=(*others, *codings.codings)))
    assert found == (
        Disagreement("1", A, ("z", "p", "q"), ("y",)),
        Disagreement("1", B, ("y",), ("z", "p", "q")),
    )


def test_codes_are_counted_the_most_argued_first_and_else_by_kind_and_id() -> None:
    found = [Disagreement(story, code, ("x",), ("y",)) for story, code in (("1", B), ("1", A), ("1", D))]
    decided = build_codings({}, [("2", "b", True)]).decisions[0]
    found += [Disagreement("2", B, ("x",), ("y",), decided)]
    assert list(count_disagreements(found).items()) == [
        *((B, Argued(2, 1)), (D, Argued(1, 1)), (A, Argued(1, 1))),
    ]
    assert count_disagreements([]) == {}
