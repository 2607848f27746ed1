"""A database that cannot be used is in the log once, without its password."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from model.stories import StoreUnavailableError, StoryQuery, StoryStore
from model.stories.store_address import hide_password, parse_url
from model.stories.trouble_log import note_recovery, note_trouble
from tests.serving import ROOT
from tests.storytelling import build_story


def fail(store: StoryStore) -> None:
    with pytest.raises(StoreUnavailableError):
        store.find(StoryQuery())


def test_each_reason_is_said_once_with_the_words_of_the_driver_and_that_it_is_over(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "stories.db"
    file.write_text("no database" * 100)
    for _ in range(3):
        fail(StoryStore(str(file), "test"))
    file.unlink()
    file.mkdir()
    store = StoryStore(str(file), "test")
    for _ in range(3):
        fail(store)
    file.rmdir()
    store.add(build_story(), "visitor")
    store.add(build_story(), "visitor")
    store.close()
    place = f"the stories in {file}"
    assert [(record.levelname, record.getMessage()) for record in caplog.records] == [
        (
            "ERROR",
            f"{place}: its content is damaged; restore a backup; the driver says: file is not a database",
        ),
        (
            "ERROR",
            f"{place}: it cannot be reached; put it back or start it, or restore a backup; "
            "the driver says: unable to open database file",
        ),
        ("WARNING", f"{place} can be used again"),
    ]


def test_reading_does_not_show_that_writing_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    store = StoryStore(str(tmp_path / "stories.db"), "test")
    store.open()

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    for _ in range(2):
        with monkeypatch.context() as patch:
            patch.setattr(store.database, "_confirm", refuse)
            with pytest.raises(StoreUnavailableError):
                store.add(build_story(), "visitor")
        store.find(StoryQuery())
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert "No space left on device" in caplog.text
    store.add(build_story(), "visitor")
    assert [record.levelname for record in caplog.records] == ["ERROR", "WARNING"]
    store.close()


def test_what_is_said_again_after_it_was_over_is_logged_again(caplog: pytest.LogCaptureFixture) -> None:
    note_recovery("a place")
    for _ in range(2):
        note_trouble("a place", "it is lost", "gone")
        note_trouble("a place", "it is lost", "gone at another time")
        note_recovery("a place")
        note_recovery("a place")
    assert caplog.messages == ["it is lost; the driver says: gone", "a place can be used again"] * 2


def test_the_command_line_says_it_once_without_a_traceback() -> None:
    for option, said in (("", "it cannot be reached"), ("?sslmod=require", "invalid connection option")):
        done = subprocess.run(
            [sys.executable, "-m", "model", "backup", "never.db"],
            cwd=ROOT,
            env={**os.environ, "MANGOMOMENT_DB": f"postgresql://me:hunter2@127.0.0.1:1/stories{option}"},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 1
        [line] = done.stderr.splitlines()
        assert said in line
        assert "hunter2" not in line


@pytest.mark.parametrize(
    ("address", "text", "hidden"),
    [
        ("postgresql://me:hunter2@host/a", "user me, hunter2 refused", "user me, … refused"),
        ("postgresql://me@host/a?password=hunter2", "hunter2", "…"),
        ("postgresql://me:a%40b@host/a", "a@b at postgresql+psycopg://me:a%40b@host: no", "… at …: no"),
        ("postgresql://me@host/a", "no password supplied", "no password supplied"),
    ],
)
def test_no_password_is_left_in_what_the_driver_says(address: str, text: str, hidden: str) -> None:
    assert hide_password(text, parse_url(address)) == hidden
