"""What the facilitator is told of how long data is kept, and what is done when a teller asks."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from model.letterboxes import LetterboxStore, Telling
from model.retention import PERIODS
from model.stories import StoreUnavailableError, StoryStore
from model.upkeep import erase_expired
from model.words import LANGUAGES, get_words
from pages.shared import facilitator as facilitator_access
from pages.shared import resources, upkeep
from pages.stories.retention_words import list_rows
from tests.pages.driving import open_page
from tests.round_trips import build_story
from tests.serving import ROOT


@pytest.fixture
def facilitating(store: StoryStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever looks at the page is the facilitator, in a store of the test's own."""
    monkeypatch.setattr(facilitator_access, "find_access", lambda *_: "open")


def open_exchange() -> AppTest:
    app = open_page("stories")
    app.query_params["show"] = "exchange"
    return app.run()


def find_table(app: AppTest) -> pd.DataFrame:
    [shown] = [table.value for table in app.table if "Kept for" in table.value.columns]
    return shown


def read_all(app: AppTest) -> str:
    shown = (*app.text, *app.warning, *app.info)
    return "\n".join(element.value for element in shown)


def test_the_table_in_the_documentation_is_what_holds() -> None:
    document = (ROOT / "docs" / "privacy.md").read_text("utf-8")
    section = document.partition("\n## How long\n")[2].partition("\n##")[0]
    table = [tuple(re.split(r" *\| *", line.strip("| "))) for line in re.findall(r"^\|.*$", section, re.M)]
    rows = [
        (*said, f"`{variable}`" if variable else "-")
        for _kept, (*said, variable) in list_rows(get_words("en"))
    ]
    assert table[2:] == rows


def test_each_language_says_what_each_thing_is() -> None:
    for language in LANGUAGES:
        described = [row[0] for _kept, row in list_rows(get_words(language))]
        assert len(set(described)) == len(PERIODS)


@pytest.mark.usefixtures("facilitating")
def test_the_page_says_how_long_what_is_kept_how_much_is_due_and_when_it_was_erased_last(
    store: StoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "_refused", [])
    store.add(build_story(status="withdrawn", withdrawn_at="2026-01-01T00:00:00Z"), "import")
    monkeypatch.setenv("MANGOMOMENT_WORKSHOP_DAYS", "400")
    app = open_exchange()
    shown = find_table(app)
    first = dict(zip(shown.iloc[:, 0], shown.iloc[:, 1:].to_numpy().tolist(), strict=True))
    assert first["Withdrawn and rejected stories"] == [
        "30 days",
        "the withdrawal",
        "MANGOMOMENT_WITHDRAWN_DAYS",
        "1",
    ]
    assert first["Workshops with their votes, answers and actions"][0] == "400 days"
    assert "Nothing was erased yet" in read_all(app)
    upkeep.erase_expired()
    app.run()
    assert "Last carried out: " in read_all(app)
    assert find_table(app).iloc[2, -1] == "0"


def refuse_to_erase() -> StoryStore:
    raise StoreUnavailableError("locked", "stories.db")


@pytest.mark.usefixtures("facilitating")
def test_what_could_not_be_erased_is_tried_again_and_said(
    store: StoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    upkeep.erase_expired()
    with monkeypatch.context() as locked:
        locked.setattr(resources, "get_store", refuse_to_erase)
        upkeep.erase_expired()
    said = read_all(open_exchange())
    assert "Last tried: " in said
    assert "Another program is using the stories." in said
    upkeep.erase_expired()
    said = read_all(open_exchange())
    assert "Last carried out: " in said
    assert "Last tried: " not in said


@pytest.mark.usefixtures("facilitating")
def test_what_another_process_erased_meanwhile_counts(
    store: StoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as locked:
        locked.setattr(resources, "get_store", refuse_to_erase)
        upkeep.erase_expired()
    erase_expired(store)  # as another process does
    assert "Last carried out: " in read_all(open_exchange())


@pytest.mark.usefixtures("facilitating")
def test_the_page_finds_the_story_of_a_code_or_of_words(store: StoryStore) -> None:
    boxes = LetterboxStore(store)
    boxes.create("box", "Ward 4", "en")
    receipt = boxes.tell("box", "r", Telling(text="She hummed quietly.", teller="family", language="en"))
    app = open_exchange()
    for sought in (receipt.code, "hummed"):
        app.text_input(key="teller_request").set_value(sought).run()
        shown = "".join(element.proto.body for element in app.get("html"))
        assert f"stories?story={receipt.story}" in shown
        assert f'href="stories/{receipt.story}/data.json"' in shown
    app.text_input(key="teller_request").set_value("xyzzy").run()
    assert "No story has this code or these words." in read_all(app)
    store.delete(receipt.story, 1, "facilitator")
    app.text_input(key="teller_request").set_value(receipt.code).run()
    assert "The story of this code was erased." in read_all(app)


def test_all_data_of_a_story_is_a_file_that_nobody_keeps(facilitator: TestClient, store: StoryStore) -> None:
    story = store.add(build_story("She hummed."), "visitor")
    answer = facilitator.get(f"/stories/{story.id}/data.json")
    assert answer.json()["story"]["wordings"][0]["text"] == "She hummed."
    assert answer.headers["cache-control"] == "no-store"
    assert f'filename="story-{story.id}.json"' in answer.headers["content-disposition"]
    assert facilitator.get("/stories/nobody/data.json").status_code == 404
