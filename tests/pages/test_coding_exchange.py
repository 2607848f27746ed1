"""Codings in and out on the page: the files of them, and a project that comes in again."""

from __future__ import annotations

from typing import get_args

import pytest
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from model.coding import Code, CodingStore, Mark, Passage, StoryCoding
from model.coding.refi.intake import RemarkKind
from model.stories import StoryStore
from model.words import get_words
from pages.shared import facilitator as access
from pages.stories.coding_exchange import list_reasons
from tests.pages.asking import add
from tests.pages.driving import open_page

JOY = Code("node", "effect-joy-in-work")


@pytest.fixture(autouse=True)
def facilitating(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "find_access", lambda *_: "open")


def give(content: bytes, name: str = "coded.qdpx") -> AppTest:
    app = open_page("stories", show="exchange")
    app.file_uploader(key="project_file").set_value([(name, content, "")])
    return app.run()


def read(app: AppTest) -> list[str]:
    return [text.value for text in app.text]


def test_a_project_that_went_out_comes_in_again(facilitator: TestClient, store: StoryStore) -> None:
    codings = CodingStore(store)
    ann = codings.add_coder("Ann")
    story = add(facilitator, "She sang for him.")["id"]
    coding = StoryCoding(story, ann.id, (Mark(JOY, (Passage("en", 0, 8, 1),)),), memo="Hm.", is_done=True)
    revision = codings.save(coding).revision
    project = facilitator.get("/stories/agreement/codings.qdpx").content
    codings.save(StoryCoding(story, ann.id, is_done=True, revision=revision))
    app = give(project)
    assert not app.exception
    assert "1 codings by: Ann." in read(app)
    app.button(key="project_button").click().run()
    assert f"Different here, and left as they are: {story}." in read(app)
    app.checkbox(key="project_overwrite").check().run()
    app.button(key="project_button").click().run()
    assert "Codings replaced: 1." in read(app)
    kept = codings.find(story, ann.id)
    assert kept
    assert (kept.codes, kept.memo) == (frozenset({JOY}), "Hm.")
    assert kept.marks[0].passages[0].start == 0


def test_what_is_no_project_is_refused_with_its_name(store: StoryStore) -> None:
    app = give(b"no project", "a.qdpx")
    assert not app.exception
    assert [error.value for error in app.error] == ["“a.qdpx” cannot be read as a project."]


def test_each_reason_why_something_is_left_out_has_words() -> None:
    assert list_reasons(get_words("en")).keys() == set(get_args(RemarkKind))
