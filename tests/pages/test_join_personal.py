"""Personal codes on a phone, without a script: agreed to, given, typed in again, forgotten."""

from __future__ import annotations

import logging
import re

import pytest

from model.workshop import Workshop, WorkshopStore
from pages.join import participation, routes
from pages.shared.limits import Limit
from tests.pages.conftest import Ask
from tests.pages.joining import Phones, model, phone, room, workshop
from tests.phoning import Phone

__all__ = ["model", "phone", "room", "workshop"]


@pytest.fixture
def offering(room: WorkshopStore, workshop: Workshop) -> Workshop:
    """The workshop, which offers personal codes."""
    return room.show(workshop.id, has_codes=True)


def read_code(somebody: Phone) -> str:
    """The code that is shown."""
    [shown] = somebody.page.xpath("//p[@class='code']")
    code = "".join(shown.text_content().split())
    assert re.fullmatch("[A-Z3479]{10}", code)
    return code


def test_nothing_is_said_of_codes_where_none_are_offered(phone: Phones) -> None:
    somebody = phone().join()
    assert "personal code" not in somebody.words


def test_who_agrees_is_given_a_code_that_is_shown_once(phone: Phones, offering: Workshop) -> None:
    somebody = phone().join()
    for said in (
        "at a later meeting of this house",
        "Kept for 2 years, with your answers: a scrambled form of the code",
        "You can withdraw at any time: type the code at the bottom of this page",
    ):
        assert said in somebody.words
    somebody.send("code")
    assert somebody.answer.status_code == 422
    assert "Agree to this first." in somebody.words
    sent = somebody.fill_in("code", agree="yes")
    somebody.post(sent)
    code = read_code(somebody)
    assert "data-code" not in somebody.answer.text  # by that a script keeps the code of a story
    somebody.post(sent)
    assert read_code(somebody) == code
    somebody.look()
    assert code not in somebody.answer.text
    assert "What you answer here belongs to your personal code." in somebody.words


def test_a_code_is_typed_in_again_in_the_next_workshop(
    phone: Phones, offering: Workshop, room: WorkshopStore, ask: Ask
) -> None:
    first = phone().join()
    first.send("code", agree="yes")
    code = read_code(first)
    later = room.create("Autumn", "nl", offering.ends_at)
    room.show(later.id, has_codes=True)
    again = phone(key=later.key).join()
    again.send("code", agree="yes", code="AAAAABBBBB")
    assert again.answer.status_code == 422
    assert "This code is not known. Compare it, letter by letter" in again.words
    assert again.page.get_element_by_id("personal").get("value") == "AAAAABBBBB"
    again.send("code", agree="yes", code=code.lower())
    assert "Your code is known." in again.words
    assert room.list_paired(later.id) == {offering.id}


@pytest.mark.parametrize("is_own", [True, False])
def test_a_code_is_forgotten_on_the_phone_or_by_typing_it_anywhere(
    phone: Phones, offering: Workshop, ask: Ask, is_own: bool
) -> None:
    somebody = phone().join()
    somebody.send("code", agree="yes")
    code = read_code(somebody)
    if is_own:
        somebody.send("forget")
        assert "The code is forgotten. Your answers stay" in somebody.words
    else:
        elsewhere = Phone(ask("203.0.113.77"), offering.key)
        elsewhere.look("/join?lang=en")
        assert "Withdraw a story or a personal code" in elsewhere.words
        elsewhere.post([("code", code)], "/join/withdraw?lang=en")
        assert "The code is forgotten. Your answers stay" in elsewhere.words
        elsewhere.post([("code", code)], "/join/withdraw?lang=en")
        assert elsewhere.answer.status_code == 404
        somebody.look()
    assert "Use a personal code" in somebody.answer.text
    somebody.send("code", agree="yes", code=code)
    assert "This code is not known." in somebody.words


def test_guessing_is_limited_and_told_to_the_desk_and_a_right_code_is_taken_all_the_same(
    phone: Phones, offering: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    somebody = phone().join()
    somebody.send("code", agree="yes")
    code = read_code(somebody)
    counted: list[tuple[str, ...]] = []
    monkeypatch.setattr(participation, "count_one", lambda *said: counted.append(said))
    monkeypatch.setattr(routes.limits, "wrong_codes", Limit(most=1, seconds=60))
    other = phone(address="203.0.113.55").join()
    other.send("code", agree="yes", code="AAAAABBBBB")
    assert "This code is not known." in other.words
    other.send("code", agree="yes", code="AAAAABBBBA")
    assert "Too many wrong codes from this network." in other.words
    assert [one for one in counted if one[0] == "codes"] == [("codes", "203.0.113.55")] * 2
    other.send("code", agree="yes", code=code)
    assert "Your code is known." in other.words


def test_nothing_of_a_code_is_in_the_log(
    phone: Phones, offering: Workshop, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    somebody = phone().join()
    somebody.send("code", agree="yes")
    code = read_code(somebody)
    somebody.send("forget")
    somebody.send("code", agree="yes", code=code)
    assert code not in str(somebody.answer.url)
    assert code not in caplog.text
