from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.stories.plain_text import clean_line
from model.workshop import Action, Answer, InvalidEntryError, Position, Round, make
from model.workshop.session import LONGEST_ACTION, LONGEST_ANSWER

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


def refuse(what: type, **fields: object) -> InvalidEntryError:
    with pytest.raises(InvalidEntryError) as caught:
        make(what, **fields)
    return caught.value


def test_what_is_typed_is_cleaned_of_markup() -> None:
    answer = make(Answer, id="a", round="r", node="n", text=" more\n<script>alert(1)</script> time\u202e ")
    assert answer.text == "more alert(1) time"


def test_what_is_too_long_is_refused_with_how_much_fits() -> None:
    fault = refuse(Answer, id="a", round="r", node="n", text="x" * (LONGEST_ANSWER + 1))
    assert (fault.field, fault.code, dict(fault.details)) == ("text", "too-long", {"most": 200, "given": 201})


@pytest.mark.parametrize("text", ["", "   ", "\u200b", "<b></b>", "\0"])
def test_what_says_nothing_is_refused(text: str) -> None:
    assert refuse(Answer, id="a", round="r", node="n", text=text).code == "empty"


@pytest.mark.parametrize(
    ("fields", "field", "code"),
    [
        ({"kind": "dots", "nodes": ("n",)}, "dots", "too-few"),
        ({"kind": "dots", "nodes": ("n",), "dots": 101}, "dots", "bad-value"),
        ({"kind": "rating", "nodes": ("n",), "dots": 3}, "dots", "too-many"),
        ({"kind": "rating"}, "nodes", "too-few"),
        ({"kind": "poll", "nodes": ("n",)}, "kind", "bad-value"),
        ({"kind": "rating", "nodes": ("no node",)}, "nodes.0", "bad-value"),
        ({"kind": "rating", "nodes": tuple(f"n{n}" for n in range(201))}, "nodes", "too-many"),
        ({"kind": "rating", "nodes": ("n",), "is_open": True, "is_revealed": True},
         "is_revealed", "bad-value"),
        ({"kind": "rating", "nodes": ("n",), "question": "x" * 201}, "question", "too-long"),
    ],
)  # fmt: skip
def test_a_round_that_cannot_be_is_refused(fields: dict[str, object], field: str, code: str) -> None:
    fault = refuse(Round, id="r", number=1, **fields)
    assert (fault.field, fault.code) == (field, code)


def test_a_node_is_asked_about_once() -> None:
    assert make(Round, id="r", number=1, kind="rating", nodes=("a", "b", "a")).nodes == ("a", "b")


def test_a_position_comes_back_from_json_as_it_was() -> None:
    there = Position(
        view="path", at=2, path=("a", "b"), spotlight="a", is_black=True, timer_until=NOW, page=1
    )
    assert Position.model_validate(there.model_dump(mode="json")) == there


def test_a_position_that_was_kept_before_there_were_pages_is_on_the_first_one() -> None:
    kept = Position(view="actions").model_dump(mode="json")
    del kept["page"]
    assert Position.model_validate(kept).page == 0


@given(st.text(max_size=400))
def test_any_text_is_taken_clean_or_refused(text: str) -> None:
    clean = clean_line(text)
    if 0 < len(clean) <= LONGEST_ACTION:
        assert make(Action, id="a", text=text, created_at=NOW).text == clean
    else:
        assert refuse(Action, id="a", text=text, created_at=NOW).code == ("too-long" if clean else "empty")
