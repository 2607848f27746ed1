"""What a letterbox can be called, whether it takes stories, and what it asks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from model.letterboxes import Letterbox, Receipt, Telling
from model.stories import Consent
from model.words import get_words

MAY = datetime(2026, 5, 1, 9, tzinfo=UTC)


def build(**fields: Any) -> Letterbox:
    usual = {"id": "box", "key": "AHCK43", "name": "Ward 4", "language": "nl", "created_at": MAY}
    return Letterbox(**{**usual, **fields})


def tell(**fields: Any) -> Telling:
    return Telling(**{"text": "She sang.", "teller": "family", "language": "nl", **fields})


def test_a_letterbox_is_open_of_the_whole_house_and_asks_the_usual_question() -> None:
    box = build()
    assert (box.is_open, box.team, box.question, box.is_weekly) == (True, None, "", False)
    assert (box.is_deleted, box.deleted_at) == (False, None)
    assert build(created_at=MAY.astimezone(timezone(timedelta(hours=2)))).created_at.tzinfo is UTC


def test_a_telling_agrees_to_nothing_and_shows_nothing_unless_it_says_so() -> None:
    assert (tell().consent, tell().nodes, tell().setting) == (Consent(), (), "")


@pytest.mark.parametrize(
    ("is_open", "deleted_at", "takes_stories"),
    [(True, None, True), (False, None, False), (True, MAY, False), (False, MAY, False)],
)
def test_a_letterbox_takes_stories_while_it_is_open_and_not_deleted(
    is_open: bool, deleted_at: datetime | None, takes_stories: bool
) -> None:
    box = build(is_open=is_open, deleted_at=deleted_at)
    assert (box.is_deleted, box.takes_stories) == (deleted_at is not None, takes_stories)


@pytest.mark.parametrize(
    ("fields", "question"),
    [
        ({}, "Tell us your Mangomoment"),
        ({"is_weekly": True}, "What was your Mangomoment this week?"),
        ({"is_weekly": True, "question": "What helped?"}, "What helped?"),
        ({"question": "What helped?"}, "What helped?"),
    ],
)
def test_its_own_question_comes_before_the_usual_ones(fields: dict[str, Any], question: str) -> None:
    assert build(**fields).ask(get_words("en")) == question


@pytest.mark.parametrize(
    ("make", "field", "longest"),
    [(build, "name", 80), (build, "question", 200), (tell, "setting", 200), (tell, "text", 5000)],
)
def test_a_text_has_its_longest_length(make: Any, field: str, longest: int) -> None:
    assert getattr(make(**{field: "x" * longest}), field) == "x" * longest
    with pytest.raises(ValidationError, match="at most"):
        make(**{field: "x" * (longest + 1)})


@pytest.mark.parametrize(
    ("make", "fields"),
    [
        (build, {"name": " <b></b>"}),
        (build, {"name": 4}),
        (build, {"key": "AHCK4"}),
        (build, {"key": "AHCK4I"}),
        (build, {"language": "ar"}),
        (build, {"created_at": datetime(2026, 5, 1)}),
        (tell, {"text": ""}),
        (tell, {"language": "NL"}),
        (tell, {"teller": "doctor"}),
    ],
)
def test_what_cannot_be_is_refused_by_its_place(make: Any, fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as caught:
        make(**fields)
    assert caught.value.errors()[0]["loc"] == (*fields,)


@pytest.mark.parametrize("part", [build(), tell(), Receipt(story="s", code="AHCK43AHCK")])
def test_nothing_of_them_can_be_changed_once_it_is_made(part: BaseModel) -> None:
    for field in type(part).model_fields:
        with pytest.raises(ValidationError, match="frozen"):
            setattr(part, field, None)
