"""Stories in and out on the page itself: a table is imported, and a backup is put back."""

from __future__ import annotations

import re
import sys
from datetime import date
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from model.stories import StoryQuery, StoryStore
from model.stories.intake.problems import Problem
from model.teams import TeamStore
from model.words import get_words
from pages.shared import facilitator as facilitator_access
from pages.shared import resources
from pages.stories.problems import describe_in_row, describe_problem
from tests.pages.driving import open_page
from tests.round_trips import build_story

TABLE = b"""text,teller,language,consent_room
She sang in the lift.,patient,en,yes
,patient,en,yes
He stayed.,the gardener,en,yes
"""


@pytest.fixture(autouse=True)
def facilitating(store: StoryStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever looks at the page is the facilitator, in a store of the test's own."""
    monkeypatch.setattr(facilitator_access, "find_access", lambda *_: "open")


def open_exchange(**query: str) -> AppTest:
    app = open_page("stories", **query)
    app.query_params["show"] = "exchange"
    return app.run()


def give(key: str, name: str, content: bytes, **query: str) -> AppTest:
    """The page after a file was given."""
    app = open_exchange(**query)
    app.file_uploader(key=key).set_value([(name, content, "")])
    return app.run()


def list_texts(store: StoryStore) -> list[str]:
    return [story.wordings[0].text for story in store.walk(StoryQuery())]


def read_all(app: AppTest) -> str:
    shown = (*app.text, *app.warning, *app.success, *app.error, *app.info)
    return "\n".join(element.value for element in shown)


# Dutch names


def test_where_deduce_is_missing_the_page_says_so_and_offers_nothing(
    store: StoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MANGOMOMENT_DEDUCE", "yes")
    monkeypatch.setitem(sys.modules, "deduce", None)
    app = give("import_file", "stories.csv", TABLE.replace(b",en,", b",nl,"))
    assert not app.exception
    assert "deduce is switched on (MANGOMOMENT_DEDUCE), but not installed" in read_all(app)
    assert "import_button" not in {button.key for button in app.button}


# A team


def test_a_file_can_be_of_one_team_and_rows_be_given_to_one_that_has_not_ended(store: StoryStore) -> None:
    teams = TeamStore(store)
    ward, old = teams.add("Ward 4"), teams.add("Old ward")
    teams.end(old.id, date.today())
    app = give("import_file", "stories.csv", TABLE)
    assert app.selectbox(key="export_team").options == ["Old ward", "Ward 4"]
    app.selectbox(key="export_team").select(old.id).run()
    links = [getattr(html, "value", "") for html in app.get("html")]
    assert f"team={old.id}" in "".join(links)
    [team_box] = [box for box in app.selectbox if (box.key or "").startswith("default_team_")]
    assert team_box.options == ["Ward 4"]
    team_box.select(ward.id).run()
    app.button(key="import_button").click().run()
    assert not app.exception
    assert [story.text for story in store.walk(StoryQuery(teams=frozenset({ward.id})))] == [
        "She sang in the lift."
    ]


def test_who_is_limited_to_a_team_is_offered_its_files_and_nothing_else(
    store: StoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    TeamStore(store).add("Ward 4")
    monkeypatch.setattr(facilitator_access, "find_access", lambda *_: "limited")
    app = open_exchange()
    assert [header.value for header in app.header] == ["Export stories"]
    assert not app.selectbox


@pytest.mark.parametrize(
    ("purpose", "query"),
    [
        ("exports", "status=published&amp;consent=exports"),
        ("publications", "status=published&amp;consent=publications"),
        ("everything", ""),
    ],
)
def test_files_are_of_the_stories_that_are_asked_for(store: StoryStore, purpose: str, query: str) -> None:
    app = open_exchange()
    app.radio(key="export_purpose").set_value(purpose).run()
    links = re.findall(r'href="(stories[^"]*\?[^"]*)"', "".join(html.proto.body for html in app.get("html")))
    ending = "&amp;".join(filter(None, (query, "lang=en")))
    exports = [f"stories-export.{form}?{ending}" for form in ("csv", "xlsx", "json")]
    assert [link for link in links if link.startswith("stories-export")] == exports
    codings = [link for link in links if link.startswith("stories/agreement/")]
    assert {link.partition("?")[2] for link in codings} == {ending}
    assert [link.partition("?")[0].rpartition("/")[2] for link in codings] == [
        *("codebook.pdf", "codebook.docx", "codebook.csv", "codebook.qdc", "codings.xlsx", "codings.zip"),
        *("codings.qdpx", "codings-for-qualcoder.qdpx", "codings-report.pdf", "codings-report.xlsx"),
    ]
    warned = "All stories, including those waiting or withdrawn. Keep the file to yourself."
    assert (warned in [text.value for text in app.text]) == (purpose == "everything")


# A table


def test_a_row_that_is_a_story_goes_in_and_the_others_are_named(store: StoryStore) -> None:
    before = len(list_texts(store))
    app = give("import_file", "stories.csv", TABLE)
    assert not app.exception
    assert "CSV: 3 rows from 4 lines" in read_all(app)
    assert "These are the first" not in read_all(app)
    assert "Import 1 story" in app.button(key="import_button").label
    app.button(key="import_button").click().run()
    assert not app.exception
    assert "She sang in the lift." in list_texts(store)
    assert len(list_texts(store)) == before + 1


def test_problems_are_listed_in_the_language_of_the_screen(store: StoryStore) -> None:
    app = give("import_file", "stories.csv", TABLE, lang="nl")
    assert not app.exception
    [problems] = [frame.value for frame in app.dataframe if "Probleem" in frame.value]
    assert isinstance(problems, pd.DataFrame)
    said = " ".join(problems["Probleem"])
    assert "Het verhaal zelf ontbreekt" in said
    assert "the gardener" in said


def test_what_is_no_table_is_refused_with_the_reason(store: StoryStore) -> None:
    before = list_texts(store)
    app = give("import_file", "stories.xlsx", b"\x89PNG\r\n\x1a\n")
    assert not app.exception
    assert app.error
    assert list_texts(store) == before


def test_what_tells_who_somebody_is_is_pointed_out_and_masked_on_request(store: StoryStore) -> None:
    app = give("import_file", "stories.csv", TABLE.replace(b"She sang", b"Mrs. Peeters sang"))
    assert not app.exception
    assert "1 story contains something that could identify a person" in read_all(app)
    app.toggle(key="import_mask").set_value(True).run()
    app.button(key="import_button").click().run()
    assert "1 story was imported; it waits to be published. 2 rows were skipped." in read_all(app)
    [text] = [text for text in list_texts(store) if "in the lift" in text]
    assert "Peeters" not in text


@pytest.fixture
def coded(facilitator: TestClient) -> bytes:
    """An export in which one setting was filled in."""
    exported = pd.read_csv(BytesIO(facilitator.get("/stories-export.csv").content), dtype=str)
    exported.loc[exported["id"] == "the-mango", "setting"] = "Ward 9"
    written: bytes = exported.to_csv(index=False).encode()
    return written


def read_setting(store: StoryStore) -> str:
    return store.get("the-mango").wordings[0].setting


@pytest.fixture
def remembered(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What is kept of what answers mean, one entry for each import."""
    kept: list[object] = []
    monkeypatch.setattr(StoryStore, "keep_meanings", lambda _self, meanings: kept.append(meanings))
    return kept


def test_a_coded_export_comes_back_as_a_change_to_be_taken_over(
    store: StoryStore, coded: bytes, remembered: list[object]
) -> None:
    app = give("import_file", "stories.csv", coded)
    assert not app.exception
    assert "1 story here differs from the file." in read_all(app)
    app.button(key="import_button").click().run()
    assert not app.exception
    assert "1 story was changed." in read_all(app)
    assert read_setting(store) == "Ward 9"
    assert len(remembered) == 1


def test_a_change_that_is_not_ticked_stays_out_and_nothing_is_remembered(
    store: StoryStore, coded: bytes, remembered: list[object]
) -> None:
    before = read_setting(store)
    app = give("import_file", "stories.csv", coded)
    [untick] = [button for button in app.button if (button.key or "").startswith("tick_none_")]
    untick.click().run()
    app.button(key="import_button").click().run()
    assert not app.exception
    assert read_setting(store) == before
    assert remembered == []


# A backup


def make_backup(store: StoryStore, folder: Path) -> bytes:
    file = folder / "copy.db"
    store.back_up(file)
    return file.read_bytes()


def test_a_backup_takes_the_place_of_what_is_there_and_that_is_kept(
    store: StoryStore, tmp_path: Path
) -> None:
    backup, before = make_backup(store, tmp_path), sorted(list_texts(store))
    store.add(build_story("She came later."), "facilitator")
    assert sorted(list_texts(store)) != before
    app = give("backup_file", "backup.db", backup)
    assert not app.button(key="restore").disabled
    app.button(key="restore").click().run()
    assert not app.exception
    assert "The backup was restored. What was there before is in stories" in app.success[0].value
    assert sorted(list_texts(resources.get_store())) == before


def test_a_file_that_is_no_backup_changes_nothing(store: StoryStore) -> None:
    before = list_texts(store)
    app = give("backup_file", "backup.db", b"no database at all" * 100)
    app.button(key="restore").click().run()
    assert not app.exception
    assert "“backup.db” is not a backup of stories." in app.error[0].value
    assert list_texts(store) == before


def test_without_a_file_there_is_nothing_to_put_back() -> None:
    assert open_exchange().button(key="restore").disabled


def test_into_postgresql_a_backup_is_put_back_by_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "is_store_a_file", lambda: False)
    app = open_exchange()
    assert not app.exception
    assert "python -m model restore" in "\n".join(element.value for element in app.markdown)
    assert "restore" not in [button.key for button in app.button]


# What is wrong with a row


DETAILS = {"said": "grdener", "length": 5, "longest": 4, "earlier": 2, "near": "gardener"}
CODES = ["missing-text", "unknown-teller", "too-long", "bad-date", "repeated-id", "extra-cells", "total"]


@pytest.mark.parametrize("code", CODES)
def test_each_problem_has_its_sentence_in_dutch(code: str) -> None:
    problem = Problem(3, "Wie?", "teller", code, "in English", DETAILS)
    sentence = describe_problem(problem, get_words("nl"))
    assert sentence != describe_problem(problem, get_words("en"))
    assert "in English" not in sentence
    assert "{" not in sentence
    assert "gardener" in sentence
    assert describe_in_row(problem, get_words("nl")) == f"Wie?: {sentence}"


def test_a_problem_without_a_sentence_keeps_its_own_words() -> None:
    problem = Problem(3, "", "teller", "none-such", "there is nothing")
    assert describe_in_row(problem, get_words("nl")) == "there is nothing"
