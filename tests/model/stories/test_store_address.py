from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from model.loading import DATA
from model.stories import StoreUrlError, StoryQuery, StoryStore, find_store_url
from model.stories.store_address import parse_url
from tests.storytelling import build_story


def test_the_file_is_made_with_its_folders_and_for_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "new" / "folder" / "stories.db"
    store = StoryStore(f"sqlite:///{file}", "test")
    assert not file.parent.exists()
    store.add(build_story(), "visitor")
    assert sys.platform == "win32" or {
        stat.S_IMODE(part.stat().st_mode) for part in file.parent.iterdir()
    } == {0o600}
    store.close()
    assert [child.name for child in file.parent.iterdir()] == ["stories.db"]


@pytest.mark.parametrize("name", ["stories.db", "50% of älle stories?.db", "a b&c=d#e.db", "stories"])
def test_a_plain_path_is_a_sqlite_file_whatever_its_name(tmp_path: Path, name: str) -> None:
    store = StoryStore(str(tmp_path / name), "test")
    store.add(build_story(), "visitor")
    store.close()
    assert [child.name for child in tmp_path.iterdir()] == [name]


def test_a_path_may_be_relative(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    store = StoryStore("stories.db", "test")
    store.open()
    os.chdir("/")
    store.add(build_story(), "visitor")
    assert store.find(StoryQuery()).count == 1
    store.close()
    assert (tmp_path / "stories.db").exists()


def test_the_address_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MANGOMOMENT_DB", "postgresql://somewhere/stories")
    assert find_store_url() == "postgresql://somewhere/stories"


@pytest.mark.parametrize("empty", [None, ""])
def test_without_one_the_stories_are_beside_the_model(
    monkeypatch: pytest.MonkeyPatch, empty: str | None
) -> None:
    monkeypatch.delenv("MANGOMOMENT_DB", raising=False)
    if empty is not None:
        monkeypatch.setenv("MANGOMOMENT_DB", empty)
    assert find_store_url() == f"sqlite:///{DATA}/stories.db"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("", "is empty"),
        ("mysql://me:hunter2@localhost/stories", 'not in "mysql"'),
        ("oracle+nonsense://me:hunter2@localhost/stories", 'not in "oracle"'),
        ("http://me:hunter2@localhost/stories", 'not in "http"'),
        ("postgresql://me:hunter2@localhost", "names no database"),
        ("postgresql://me:hunter2@localhost:port/stories", "cannot be read"),
        ("postgresql://me:hunter2@[::1/stories", "cannot be read"),
        ("://hunter2", "cannot be read"),
        ("postgresql://me:hunter2@two..dots/stories", "cannot be read"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("sqlite://me:hunter2@localhost/stories.db", "names no file"),
        ("postgresql://me:some@hunter2@localhost/stories", "cannot be read"),
        ("postgresql:/me:hunter2@localhost/stories", "cannot be read"),
        ("Postgres:me:hunter2@localhost/stories", "cannot be read"),
        ("postgresql+psycopg:/localhost/stories", "cannot be read"),
        ("postgresql:stories", "before the path of a file write ./"),
        ("sqlite:/folder/stories.db", "cannot be read"),
        ("mariadb:stories", "cannot be read"),
        ("me:hunter2@localhost/stories", "cannot be read"),
    ],
)
def test_a_wrong_address_is_told_without_its_password(address: str, said: str) -> None:
    with pytest.raises(StoreUrlError, match=said) as caught:
        StoryStore(address, "test")
    assert "hunter2" not in f"{caught.value} {caught.value.__cause__} {caught.value.__context__}"


@pytest.mark.parametrize(
    ("option", "said"),
    [("sslmod=require", 'invalid connection option "sslmod"'), ("connect_timeout=x", "bad value")],
)
def test_an_option_that_the_driver_does_not_know_is_told_as_a_fault_of_the_address(
    option: str, said: str
) -> None:
    with pytest.raises(StoreUrlError, match=said) as caught:
        StoryStore(f"postgresql://me:hunter2@127.0.0.1:1/stories?{option}", "test").open()
    assert "hunter2" not in f"{caught.value} {caught.value.__cause__}"


@pytest.mark.parametrize(
    "path",
    [
        "./sqlite:stories.db",
        "sqlite/stories.db",
        "postgresql/stories",
        "postgresql.db",
        "at@home.db",
        "12:30.db",
        "C:\\ann@house\\a.db",
        "c:/ann@house/a.db",
    ],
)
def test_a_path_that_only_resembles_an_address_is_one_all_the_same(path: str) -> None:
    assert parse_url(path).database == path


def test_nothing_is_opened_before_it_is_needed(tmp_path: Path) -> None:
    store = StoryStore(str(tmp_path / "stories.db"), "test")
    unreachable = StoryStore("postgresql://nobody:secret@127.0.0.1:1/none", "test")
    assert list(tmp_path.iterdir()) == []
    store.close()
    unreachable.close()
