"""The pages of the model and of the stories in every language: each text is in the catalogue, and whole.

What is English in the code is found on a server that marks each text of the catalogue and of the model, in
the language in which it is longest: what is not marked there would be English in every language, and what is
whole there is whole in every language. What comes in a wrong language is found on a usual
server, in each of the others.
"""

from __future__ import annotations

import pytest

from tests.browser import walk_coding, walk_letterboxes, walk_model, walk_stories
from tests.browser.barriers import find_barriers
from tests.browser.conftest import OpenPage
from tests.browser.walking import LANGUAGES, Visitor
from tests.serving import Server

WALKS = (
    walk_model.walk_explore,
    walk_model.walk_addresses,
    walk_model.walk_paths,
    walk_model.walk_export,
    walk_model.walk_open,
    walk_model.walk_about,
    walk_stories.walk_list,
    walk_stories.walk_form,
    walk_stories.walk_edit,
    walk_stories.walk_queue,
    walk_stories.walk_several,
    walk_stories.walk_numbers,
    walk_stories.walk_agreement,
    walk_stories.walk_exchange,
    walk_coding.walk_coding,
    walk_letterboxes.walk_letterboxes,
)


def test_every_text_of_the_pages_is_in_the_catalogue(open_page: OpenPage, marked_server: Server) -> None:
    visitor = Visitor(open_page, marked_server, "en", is_marked=True)
    visitor.walk(*WALKS)
    assert visitor.find_faults() == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_of_the_pages_is_english_or_cut_off(
    open_page: OpenPage, writing_server: Server, language: str
) -> None:
    visitor = Visitor(open_page, writing_server, language)
    visitor.walk(*WALKS)
    assert visitor.find_faults() == []


@pytest.mark.parametrize("language", ["fr", "de"])
def test_axe_finds_nothing_serious_in_longer_languages(
    open_page: OpenPage, writing_server: Server, language: str
) -> None:
    visitor = Visitor(open_page, writing_server, language)
    for address, ready in (
        ("/explore?view=map&node=catalyst-patient-openness", ".details-question"),
        (f"/paths?{walk_model.ENDS}&via={walk_model.VIA}", ".paths-item"),
        ("/stories?story=the-mango", ".stories-map svg"),
    ):
        assert find_barriers(visitor.go(address, ready)) == [], address
