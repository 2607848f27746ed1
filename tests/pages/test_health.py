"""What whoever watches over the server is told, and what nobody is."""

from __future__ import annotations

import sqlite3
from collections import namedtuple
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from model.stories import StoryStore, trouble_log
from pages.server import disk, health

Usage = namedtuple("Usage", "total used free")
WELL = {"ready": True, "database": "ok", "migrations": "ok", "disk": "ok"}


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setattr(health, "_look", health._Look())
    monkeypatch.setattr(health, "_LASTS", 0.0)
    return TestClient(Starlette(routes=health.ROUTES))


def leave(monkeypatch: pytest.MonkeyPatch, megabytes: int, of: int = 100_000) -> None:
    """Let some megabytes be free on every disk."""
    usage = Usage(of * 10**6, 0, megabytes * 10**6)
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: usage)


def test_a_server_that_can_be_used_is_ready(client: TestClient, store: StoryStore) -> None:
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()) == (200, WELL)
    assert client.get("/health").text == client.get("/health/live").text == "ok"


def test_a_damaged_database_is_told_without_saying_where_it_is(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret.db").write_text("no database" * 100)
    monkeypatch.setenv("MANGOMOMENT_DB", str(tmp_path / "secret.db"))
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["database"] == "damaged"
    assert not answer.json()["ready"]
    assert "secret" not in answer.text
    assert client.get("/health/live").status_code == 200


@pytest.mark.parametrize(
    ("variable", "said", "database", "logged"),
    [
        ("DB", "oracle://me:secret@host/x", "wrong address", 'SQLite or PostgreSQL, not in "oracle"'),
        ("DB", "postgresql://me:secret@127.0.0.1:1/x?sslmod=yes", "wrong address", "connection option"),
        ("DB", "postgresql:/me:secret@127.0.0.1/x", "wrong address", "cannot be read"),
        ("DB", "postgresql://me:secret@two..dots/x", "wrong address", "cannot be read"),
        ("DB", "postgresql://me:secret@127.0.0.1:1/x", "gone", "Connection refused"),
        ("MODEL", "/secret.yaml", "model file", "/secret.yaml: there is no such file"),
    ],
)
def test_what_keeps_it_from_being_asked_is_told_in_a_word_and_logged_once(
    client: TestClient,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    variable: str,
    said: str,
    database: str,
    logged: str,
) -> None:
    monkeypatch.setattr(trouble_log, "_noted", {})
    monkeypatch.setattr(health, "LONGEST", 60.0)  # a driver that is imported first takes its time
    monkeypatch.setenv(f"MANGOMOMENT_{variable}", said)
    for _ in range(3):
        answer = client.get("/health/ready")
        assert (answer.status_code, answer.json()["database"]) == (503, database)
        assert answer.json()["migrations"] == "unknown"
        assert "secret" not in answer.text
    [line] = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert logged in line
    assert "me:secret" not in line


def test_a_database_of_another_version_is_told(client: TestClient, store: StoryStore, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "stories.db")) as file, file:
        [[table]] = file.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%version_num%' LIMIT 1")
        file.execute(f"UPDATE {table} SET version_num = '9999'")  # noqa: S608
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()["migrations"]) == (503, "differ")


@pytest.mark.parametrize(
    ("megabytes", "said", "status"),
    [(500, "ok", 200), (499, "almost full", 200), (17, "almost full", 200), (16, "full", 503)],
)
def test_a_disk_that_fills_up_is_told_before_it_is_full(
    client: TestClient,
    store: StoryStore,
    monkeypatch: pytest.MonkeyPatch,
    megabytes: int,
    said: str,
    status: int,
) -> None:
    leave(monkeypatch, megabytes)
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()["disk"]) == (status, said)


@pytest.mark.parametrize(
    ("said", "little"),
    [
        *(("", 400), ("2 GB", 2000), ("300MB", 300), (" 0.5 gb ", 500), ("10 %", 800), ("2.5%", 200)),
        *(("100 %", 8000), ("0 MB", 0), ("much", 400), ("200 %", 400), ("-1 GB", 400)),
    ],
)
def test_the_environment_says_what_is_little(
    monkeypatch: pytest.MonkeyPatch, store: StoryStore, said: str, little: int
) -> None:
    monkeypatch.setenv(disk.VARIABLE, said)
    for free, is_little in ((little - 1, True), (little, False)):
        leave(monkeypatch, free, of=8_000)
        room = disk.find_room()
        assert room is not None
        assert room.is_little == is_little
    assert disk.is_setting_wrong() == (said in ("much", "200 %", "-1 GB"))


def test_many_who_ask_at_once_cost_the_database_one_look(
    store: StoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = count()
    monkeypatch.setattr(health, "_look", health._Look())
    monkeypatch.setattr(
        health, "check_readiness", lambda: health.Readiness(["ok", "asked again"][next(looks)], "ok", "ok")
    )
    with TestClient(Starlette(routes=health.ROUTES)) as client:
        assert {client.get("/health/ready").status_code for _ in range(5)} == {200}
