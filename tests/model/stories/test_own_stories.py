"""The stories that come along belong to the model that comes along, in whichever database."""

from __future__ import annotations

from pathlib import Path

import pytest

from model import load_model
from model.loading import find_model_file
from model.stories import StoryQuery
from model.stories.own_stories import load_own_stories, open_store
from tests.building import build_model


def test_the_model_that_comes_along_has_stories_and_another_has_none() -> None:
    model = load_model()
    assert len(load_own_stories(model)) == 19
    assert load_own_stories(model, find_model_file()) == ()
    assert load_own_stories(build_model("a>b")) == ()


def test_the_store_is_that_of_the_application_unless_another_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MANGOMOMENT_DB", f"sqlite:///{tmp_path}/usual.db")
    for url, file, name, count in (
        (None, None, "usual.db", 19),
        (f"sqlite:///{tmp_path}/other.db", None, "other.db", 19),
        (f"sqlite:///{tmp_path}/third.db", find_model_file(), "third.db", 0),
    ):
        store = open_store(load_model(), file, url)
        assert store.database.where == str(tmp_path / name)
        assert store.find(StoryQuery()).count == count
        assert store.model_id == "mangomoment"
        store.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other.db", "third.db", "usual.db"]
