"""What surrounds every page: the ways to the others, the languages, and what everybody should know."""

from __future__ import annotations

from typing import Any

import pytest

from model.retention import get_period
from model.words import LANGUAGES
from pages.shared import resources
from tests.building import build_model
from tests.pages.driving import get_sent, open_page

PAGES = {
    **{"explore": "Explore", "paths": "Paths", "stories": "Stories", "workshop": "Workshop"},
    **{"export": "Export", "open": "Open", "about": "About"},
}
FORGOTTEN = "The model you opened is no longer available. Open its file again on the page “Open”."


def read_frame(page: str = "explore", **query: str) -> dict[str, Any]:
    """What the frame of a page was sent, without its words."""
    app = open_page(page, **query)
    assert not app.exception
    sent = get_sent(app, "navigation/navigation")
    assert sent.pop("words")["pages"]
    return sent


def build_frame(page: str = "explore", **changed: Any) -> dict[str, Any]:
    return {
        "page": page,
        "pages": [[path, title] for path, title in PAGES.items()],
        "language": "en",
        "languages": list(LANGUAGES),
        "languageCookie": ["mangomoment_language", get_period("language").total_seconds()],
        "version": resources.get_content().version,
        "model": "",
        "forgotten": False,
        "notices": [],
        **changed,
    }


@pytest.mark.parametrize("page", ["explore", "paths", "about"])
def test_a_page_leads_to_the_others(page: str) -> None:
    assert read_frame(page) == build_frame(page)


def test_pages_that_other_sites_may_show_are_named_where_there_are_such_sites(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MANGOMOMENT_FRAME_HOSTS", "intranet.example.org")
    assert read_frame() == build_frame(readOnly=["explore", "paths", "about"])


def test_an_opened_model_is_named_with_the_way_back() -> None:
    key = resources.open_model(build_model("a>b"))
    version = resources.get_content(key).version
    assert read_frame("paths", model=key) == build_frame(
        "paths",
        model=key,
        version=version,
        opened={"title": "Opened: Built", "back": "Back to: The Mangomoment model"},
    )


def test_a_model_that_is_forgotten_is_said_and_what_it_made_wrong_is_not() -> None:
    frame = read_frame(model="0" * 32, node="a")
    assert frame == build_frame(forgotten=True, notices=[FORGOTTEN])


def test_what_the_address_names_and_is_not_there_is_said_at_once() -> None:
    assert read_frame(node="zebra", lang="xx")["notices"] == [
        "Not found: language “xx”, element “zebra”. Check the address."
    ]
