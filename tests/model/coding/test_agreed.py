from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from model.coding import Code, Mark, StoryCoding
from model.coding.agreed import find_changes, judge, settle

A, B, C = (Code("node", name) for name in "abc")
codes = st.frozensets(st.sampled_from([A, B, C]))


def code(coder: str, *marked: Code, is_done: bool = True) -> StoryCoding:
    return StoryCoding("s", coder, tuple(Mark(code_) for code_ in marked), is_done=is_done)


def test_a_code_that_some_give_and_some_do_not_differs() -> None:
    assert judge([code("x", A, B), code("y", A, C)]) == {A: "attached", B: "differ", C: "differ"}


def test_who_is_not_done_is_not_asked() -> None:
    assert judge([code("x", A), code("y", B, is_done=False)]) == {A: "attached"}


def test_the_first_coder_judges_all_that_was_attached_before() -> None:
    changes = find_changes([], [code("x", A)], [B])
    assert settle([B], changes) == (A,)


def test_nothing_changes_before_somebody_is_done() -> None:
    assert find_changes([], [code("x", A, is_done=False)], [B]) == {}


def test_where_coders_differ_it_stays_as_it_was() -> None:
    coding, other = code("x", A), code("y", B)
    changes = find_changes([coding], [coding, other], [A])
    assert changes == {A: "differ", B: "differ"}
    assert settle([A], changes) == (A,)


def test_what_somebody_else_attached_stays_while_no_coder_changes_their_mind_about_it() -> None:
    coding = code("x", A)
    assert settle([A, C], find_changes([coding], [coding, code("y", A)], [A, C])) == (A, C)


def test_only_what_coders_say_otherwise_than_before_changes() -> None:
    before, after = [code("x", A), code("y", A, B)], [code("x", A, C), code("y", A, B, C)]
    assert find_changes(before, after, [A, B]) == {C: "attached"}
    assert find_changes(after, before, [A, B, C]) == {C: "not attached"}
    assert find_changes(before, [code("x", A), code("y", B)], [A, B]) == {A: "differ"}
    begun = code("y", B, is_done=False)
    assert find_changes([code("x", A), begun], [code("x", A), begun], [B]) == {}
    assert find_changes([begun], [code("x", A), begun], [B]) == {A: "attached", B: "not attached"}


def test_codes_change_in_the_order_of_their_kind_and_id_and_new_ones_come_last() -> None:
    care = Code("dimension", "care")
    changes = find_changes([], [code("x", C, A, care)], [B])
    assert list(changes.items()) == [
        *((care, "attached"), (A, "attached"), (B, "not attached"), (C, "attached")),
    ]
    assert settle([C, B], changes) == (C, care, A)
    assert settle([B, C, A], {A: "differ", B: "differ"}) == (B, C, A)
    assert settle([], {A: "differ", B: "not attached"}) == ()


@given(codes, codes, codes)
def test_where_two_agree_the_story_has_what_they_say(
    marked: frozenset[Code], other: frozenset[Code], before: frozenset[Code]
) -> None:
    first, second = code("x", *marked), code("y", *other)
    agreed = settle(sorted(before), find_changes([], [first], sorted(before)))
    assert set(agreed) == marked
    agreed = settle(agreed, find_changes([first], [first, second], agreed))
    assert marked & other <= set(agreed)
    assert set(agreed) <= marked | other
