"""The facilitator is told before the disk is full; visitors are not."""

from __future__ import annotations

import pytest

from model.stories import StoryStore
from model.words import LANGUAGES, get_words
from pages.server.disk import describe_shortage
from pages.shared import facilitator
from tests.pages.driving import open_page
from tests.pages.test_health import leave


@pytest.mark.parametrize("page", ["stories", "workshop"])
def test_the_facilitator_reads_it_and_visitors_do_not(
    page: str, store: StoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave(monkeypatch, 120)
    shown = {}
    for access in ("open", "locked"):
        monkeypatch.setattr(facilitator, "find_access", lambda *_, access=access: access)
        shown[access] = [warning.value for warning in open_page(page, lang="nl").warning]
    assert shown["locked"] == []
    assert len(shown["open"]) == 1
    assert "bijna vol (nog 120 MB vrij)" in shown["open"][0]


def test_it_is_said_in_each_language_while_room_is_short(
    store: StoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave(monkeypatch, 120)
    assert len({describe_shortage(get_words(language)) for language in LANGUAGES}) == len(LANGUAGES)
    leave(monkeypatch, 5_000)
    assert describe_shortage(get_words("en")) == ""
