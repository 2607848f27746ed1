"""Personal codes on a phone, without a script: agreed to, given, typed in again, forgotten."""

from __future__ import annotations

import logging
import re
from urllib.parse import urljoin

import pytest

from model.workshop import Workshop, WorkshopStore
from pages.join import participation, visits
from pages.shared.limits import Limit
from tests.pages.conftest import Ask
from tests.pages.joining import Phones, model, phone, room, workshop
from tests.phoning import Phone
from tests.workshopping import build_end

__all__ = ["model", "phone", "room", "workshop"]


@pytest.fixture
def offering(room: WorkshopStore, workshop: Workshop) -> Workshop:
    """The workshop, which offers personal codes."""
    return room.show(workshop.id, has_codes=True)


def open_codes(somebody: Phone) -> Phone:
    """Follow the way to the page of personal codes."""
    somebody.look()
    [link] = somebody.page.xpath("//a[text()='Your personal code']/@href")
    somebody.look(urljoin(somebody.address, link))
    return somebody


def send(somebody: Phone, do: str, **values: str) -> None:
    """Send a form of that page to where it is sent."""
    form = somebody.find_form(do)
    somebody.post(somebody.fill_in(do, **values), urljoin(str(somebody.answer.url), form.action))


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
    somebody = open_codes(phone().join())
    for said in (
        "at a later meeting of this house",
        "Kept for 2 years, with your answers: a scrambled form of the code",
        "You can withdraw at any time: type the code at the bottom of this page",
    ):
        assert said in somebody.words
    send(somebody, "code")
    assert somebody.answer.status_code == 422
    assert "Agree to this first." in somebody.words
    sent = somebody.fill_in("code", agree="yes")
    somebody.post(sent)
    code = read_code(somebody)
    assert "data-code" not in somebody.answer.text  # by that a script keeps the code of a story
    somebody.post(sent)
    assert read_code(somebody) == code
    open_codes(somebody)
    assert code not in somebody.answer.text
    assert "What you answer here belongs to your personal code." in somebody.words


def test_it_is_said_that_a_code_holds_for_the_team(phone: Phones, room: WorkshopStore) -> None:
    of_team = room.create("Ward 5", "nl", build_end(), team="b" * 32)
    room.show(of_team.id, has_codes=True)
    somebody = open_codes(phone(key=of_team.key).join())
    assert "at a later meeting of this team." in somebody.words


def test_a_form_that_is_sent_again_from_elsewhere_shows_the_code_too(
    phone: Phones, offering: Workshop
) -> None:
    somebody = open_codes(phone().join())
    somebody.post(somebody.fill_in("code", agree="yes"))  # to the page of the workshop
    assert read_code(somebody)
    assert somebody.answer.url.path == f"/join/{offering.key}/code"


def test_who_has_not_joined_comes_to_the_door(phone: Phones, offering: Workshop) -> None:
    somebody = phone()
    somebody.look(f"/join/{offering.key}/code?lang=en")
    assert somebody.find_form("join") is not None


def test_a_code_is_typed_in_again_in_the_next_workshop(
    phone: Phones, offering: Workshop, room: WorkshopStore, ask: Ask
) -> None:
    first = open_codes(phone().join())
    send(first, "code", agree="yes")
    code = read_code(first)
    later = room.create("Autumn", "nl", offering.ends_at)
    room.show(later.id, has_codes=True)
    again = open_codes(phone(key=later.key).join())
    send(again, "code", agree="yes", code="AAAAABBBBB")
    assert again.answer.status_code == 422
    assert "This code is not known. Compare it, letter by letter" in again.words
    assert again.page.get_element_by_id("personal").get("value") == "AAAAABBBBB"
    send(again, "code", agree="yes", code=code.lower())
    assert "Your code is known." in again.words
    assert room.list_paired(later.id) == {offering.id}


@pytest.mark.parametrize("is_own", [True, False])
def test_a_code_is_forgotten_on_the_phone_or_by_typing_it_anywhere(
    phone: Phones, offering: Workshop, ask: Ask, is_own: bool
) -> None:
    somebody = open_codes(phone().join())
    send(somebody, "code", agree="yes")
    code = read_code(somebody)
    if is_own:
        send(somebody, "forget")
        assert "The code is forgotten. Your answers stay" in somebody.words
    else:
        elsewhere = Phone(ask("203.0.113.77"), offering.key)
        elsewhere.look("/join?lang=en")
        assert "Withdraw a story or a personal code" in elsewhere.words
        elsewhere.post([("code", code)], "/join/withdraw?lang=en")
        assert "The code is forgotten. Your answers stay" in elsewhere.words
        elsewhere.post([("code", code)], "/join/withdraw?lang=en")
        assert elsewhere.answer.status_code == 404
        open_codes(somebody)
    assert "Use a personal code" in somebody.answer.text
    send(somebody, "code", agree="yes", code=code)
    assert "This code is not known." in somebody.words


def test_guessing_is_limited_and_told_to_the_desk_and_a_right_code_is_taken_all_the_same(
    phone: Phones, offering: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    somebody = open_codes(phone().join())
    send(somebody, "code", agree="yes")
    code = read_code(somebody)
    counted: list[tuple[str, ...]] = []
    monkeypatch.setattr(participation, "count_one", lambda *said: counted.append(said))
    monkeypatch.setattr(visits.limits, "wrong_codes", Limit(most=1, seconds=60))
    other = open_codes(phone(address="203.0.113.55").join())
    send(other, "code", agree="yes", code="AAAAABBBBB")
    assert "This code is not known." in other.words
    send(other, "code", agree="yes", code="AAAAABBBBA")
    assert "Too many wrong codes from this network." in other.words
    assert [note for note in counted if note[0] == "codes"] == [("codes", "203.0.113.55")] * 2
    send(other, "code", agree="yes", code=code)
    assert "Your code is known." in other.words


def test_nothing_of_a_code_is_in_the_log(
    phone: Phones, offering: Workshop, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    somebody = open_codes(phone().join())
    send(somebody, "code", agree="yes")
    code = read_code(somebody)
    send(somebody, "forget")
    send(somebody, "code", agree="yes", code=code)
    assert code not in str(somebody.answer.url)
    assert code not in caplog.text
