"""What a phone keeps, by http and by https."""

from __future__ import annotations

import pytest

from model.workshop import Workshop, WorkshopStore
from tests.pages.conftest import Ask
from tests.pages.joining import phone, room, workshop
from tests.phoning import Phone

__all__ = ["phone", "room", "workshop"]


def test_over_https_a_phone_is_known_by_a_cookie_that_no_http_page_can_set(
    ask: Ask, room: WorkshopStore, workshop: Workshop
) -> None:
    somebody = Phone(ask("203.0.113.7", base="https://ward.example"), workshop.key).join()
    [cookie] = somebody.client.cookies.jar
    assert (cookie.name, cookie.path, cookie.secure) == ("__Secure-mangomoment_join", "/join", True)
    somebody.look()
    assert room.get_state(workshop.id).headcount.joined == 1
    assert "Nothing is open right now." in somebody.words


@pytest.mark.parametrize("kept", ["mangomoment_join", "__Secure-mangomoment_join"])
def test_a_phone_that_joined_by_http_goes_on_by_https(
    ask: Ask, room: WorkshopStore, workshop: Workshop, kept: str
) -> None:
    plain = Phone(ask("203.0.113.8"), workshop.key).join("patient")
    [cookie] = plain.client.cookies.jar
    client = ask("203.0.113.8", base="https://ward.example")
    client.cookies.set(kept, str(cookie.value), domain="ward.example", path="/join")
    again = Phone(client, workshop.key)
    again.look()
    assert "Your role: patient or family" in again.words
    assert room.get_state(workshop.id).headcount.joined == 1
