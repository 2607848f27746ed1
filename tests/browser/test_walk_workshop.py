"""Desk, projector and phones in every language: each text is in the catalogue, and whole (see test_walk)."""

from __future__ import annotations

import pytest

from tests.browser.conftest import OpenPage
from tests.browser.walk_workshop import walk_desk, walk_follow_up, walk_phones, walk_projector
from tests.browser.walking import LANGUAGES, Visitor
from tests.serving import Server

WALKS = (walk_desk, walk_follow_up, walk_projector, walk_phones)


def test_every_text_of_a_workshop_is_in_the_catalogue(
    open_page: OpenPage, marked_server: Server, written_marked: str
) -> None:
    visitor = Visitor(open_page, marked_server, "en", is_marked=True, store=written_marked)
    visitor.walk(*WALKS)
    assert visitor.find_faults() == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_of_a_workshop_is_english_or_cut_off(
    open_page: OpenPage, writing_server: Server, written: str, language: str
) -> None:
    visitor = Visitor(open_page, writing_server, language, store=written)
    visitor.walk(*WALKS)
    assert visitor.find_faults() == []
