"""The log of changes, on the page and as a file: for administrators alone."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from model.stories import Author, StoreUnavailableError, StoryStore
from pages.shared import facilitator as facilitator_access
from pages.stories import change_log
from tests.pages.driving import open_page
from tests.round_trips import build_story


@pytest.fixture
def administering(store: StoryStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever looks at the page administers, in a store of the test's own."""
    monkeypatch.setattr(facilitator_access, "find_access", lambda *_: "administrator")


def open_exchange() -> AppTest:
    app = open_page("stories")
    app.query_params["show"] = "exchange"
    return app.run()


def read_log(app: AppTest) -> list[list[str]]:
    return [[str(cell) for cell in row] for row in app.table[-1].value.to_numpy().tolist()]


def press(app: AppTest, label: str) -> AppTest:
    [button] = [each for each in app.button if each.label == label]
    assert not button.disabled
    return button.click().run()


@pytest.mark.usefixtures("administering")
def test_the_page_lists_who_did_what_and_leads_to_the_story(store: StoryStore) -> None:
    story = store.add(build_story("She hummed.", title="A [song](x)"), "visitor")
    gone = store.add(build_story("He sang."), "visitor")
    store.delete(gone.id, 1, Author("administrator", "ann@house"))
    deleted, added, first, *_ = read_log(open_exchange())
    assert deleted[1:] == ["deleted", gone.id, "an administrator, ann@house"]
    assert added[1:3] == ["added", gone.id]
    assert first[1:] == ["added", rf"[A \[song\](x)](stories?story={story.id}&lang=en)", "a visitor"]
    assert "2026" in first[0] or ":" in first[0]


@pytest.mark.usefixtures("administering")
def test_earlier_changes_and_those_of_a_role(store: StoryStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(change_log, "_PAGE", 2)
    ids = [store.add(build_story(f"Told {number}."), "visitor").id for number in range(3)]
    imported = store.add(build_story("From a file."), "import").id
    app = open_exchange()
    assert len(read_log(app)) == 2
    press(app, "Earlier changes")
    assert [row[2] for row in read_log(app)] == [
        f"[{store.get(id_).name('en')}](stories?story={id_}&lang=en)" for id_ in (ids[1], ids[0])
    ]
    app.selectbox(key="change_log_role").set_value("import").run()
    assert [imported in row[2] for row in read_log(app)] == [True]
    assert next(each for each in app.button if each.label == "Earlier changes").disabled
    app.selectbox(key="change_log_role").set_value("coder").run()
    assert "No changes." in [each.value for each in app.info]
    app.selectbox(key="change_log_role").set_value(None).run()
    press(app, "Earlier changes")
    press(app, "Latest changes")
    assert imported in read_log(app)[0][2]


@pytest.mark.usefixtures("administering")
def test_where_people_sign_in_by_an_account_the_log_is_found_by_it(
    store: StoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = store.add(build_story("She hummed."), Author("facilitator", "ann@house")).id
    store.add(build_story("He sang."), Author("facilitator", "bo@house"))
    assert not [each for each in open_exchange().text_input if each.key == "change_log_person"]
    monkeypatch.setattr(change_log, "find_provider", lambda: True)
    app = open_exchange()
    app.text_input(key="change_log_person").set_value(" ann@house ").run()
    assert [(story in row[2], row[3]) for row in read_log(app)] == [(True, "a facilitator, ann@house")]
    app.text_input(key="change_log_person").set_value("nobody").run()
    assert "No changes." in [each.value for each in app.info]
    app.text_input(key="change_log_person").set_value("").run()
    assert len(read_log(app)) > 2


@pytest.mark.usefixtures("administering")
def test_a_store_that_cannot_be_read_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise StoreUnavailableError("locked", "stories.db")

    monkeypatch.setattr(StoryStore, "list_log", refuse)
    app = open_exchange()
    assert "Another program is using the stories" in app.error[0].value


def test_the_file_has_every_change_and_no_formulas(facilitator: TestClient, store: StoryStore) -> None:
    story = store.add(build_story("She hummed."), Author("visitor", "=1+1"))
    answer = facilitator.get("/stories-changes.csv")
    assert 'filename="stories-changes.csv"' in answer.headers["content-disposition"]
    assert answer.headers["cache-control"] == "no-store"
    head, line, *_ = csv.reader(StringIO(answer.content.decode("utf-8-sig")))
    assert head == ["at", "what", "story", "revision", "role", "account"]
    assert line[1:] == ["added", story.id, "1", "visitor", "'=1+1"]


def test_the_file_is_for_administrators(visitor: TestClient) -> None:
    answer = visitor.get("/stories-changes.csv")
    assert answer.status_code == 403
    assert "administrator" in answer.json()["error"]
