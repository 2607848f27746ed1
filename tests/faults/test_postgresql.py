"""What may happen to the stories in PostgreSQL; once it is over, the same store works again."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from model.stories import StoreUnavailableError, StoreUrlError, StoryQuery, StoryStore
from tests.faults.conftest import Disk, add_until_refused
from tests.postgres import Server, get_server, run_server
from tests.storytelling import build_story


@pytest.fixture
def server() -> Iterator[Server]:
    """A server that a test may stop."""
    with run_server() as server:
        yield server


def test_a_stopped_server_is_told_and_used_again_when_it_is_back(server: Server) -> None:
    store = StoryStore(server.create_database(), "test")
    store.open()
    confirmed = [store.add(build_story(f"{number}."), "visitor") for number in range(20)]
    for stop in (server.stop, server.crash):
        stop()
        for _ in range(3):
            with pytest.raises(StoreUnavailableError, match="cannot be reached") as caught:
                store.find(StoryQuery())
            assert caught.value.reason == "gone"
        with pytest.raises(StoreUnavailableError):
            store.add(build_story(), "visitor")
        server.start()
        assert [story.id for story in store.find(StoryQuery(sort="oldest"), 100).stories] == [
            story.id for story in confirmed
        ]
        confirmed.append(store.add(build_story(), "visitor"))
    store.close()


def test_a_store_made_while_the_server_is_stopped_works_once_it_runs(server: Server) -> None:
    url = server.create_database()
    server.stop()
    store = StoryStore(url, "test")
    retold = [build_story(id="retold", origin="retold")]
    with pytest.raises(StoreUnavailableError):
        store.open(retold)
    server.start()
    assert store.get("retold") == retold[0]
    store.close()


def test_connections_that_an_administrator_ended_are_replaced() -> None:
    server = get_server()
    url = server.create_database()
    store = StoryStore(url, "test")
    story = store.add(build_story(), "visitor")
    end_others = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    server.execute(end_others, url.rpartition("/")[2])
    assert store.get(story.id) == story
    store.close()
    server.drop_database(url)


def test_a_full_disk_is_told_and_used_again_when_there_is_room(disk: Disk) -> None:
    server = get_server()
    folder = disk.folder / "space"
    folder.mkdir()
    temporary = Path(tempfile.gettempdir()).resolve()
    for part in (disk.folder, *disk.folder.parents):
        if temporary in part.parents:
            part.chmod(0o755)
    if server.is_run_by_another_user:
        shutil.chown(folder, "postgres", "postgres")
    server.execute(f"CREATE TABLESPACE small LOCATION '{folder}'")
    url = server.create_database("template0 TABLESPACE small")
    store = StoryStore(url, "test")
    store.open()
    disk.fill(but=200_000)
    confirmed, refusal = add_until_refused(store)
    assert refusal.reason == "full"
    assert store.find(StoryQuery()).count == len(confirmed)
    disk.free()
    store.add(build_story(), "visitor")
    assert store.find(StoryQuery()).count == len(confirmed) + 1
    store.close()
    server.drop_database(url)
    server.execute("DROP TABLESPACE small")


def test_a_database_that_may_only_be_read_is_told_and_used_again() -> None:
    server = get_server()
    url = server.create_database()
    name = url.rpartition("/")[2]
    store = StoryStore(url, "test")
    story = store.add(build_story(), "visitor")
    server.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    store.close()
    with pytest.raises(StoreUnavailableError, match="may only be read") as caught:
        store.add(build_story("Second."), "visitor")
    assert caught.value.reason == "readonly"
    server.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = off")
    store.add(build_story("Second."), "visitor")
    assert store.get(story.id) == story
    store.close()
    server.drop_database(url)


def test_a_dropped_database_is_told() -> None:
    server = get_server()
    url = server.create_database()
    store = StoryStore(url, "test")
    store.add(build_story(), "visitor")
    server.drop_database(url)
    with pytest.raises(StoreUnavailableError) as caught:
        store.find(StoryQuery())
    assert caught.value.reason == "gone"
    store.close()


def test_a_database_that_was_emptied_is_not_taken_for_a_new_one() -> None:
    server = get_server()
    url = server.create_database()
    store = StoryStore(url, "test")
    store.add(build_story(), "visitor")
    server.execute("DROP SCHEMA public CASCADE", url.rpartition("/")[2])
    server.execute("CREATE SCHEMA public", url.rpartition("/")[2])
    reasons = set()
    for _ in range(3):
        with pytest.raises(StoreUnavailableError) as caught:
            store.add(build_story(), "visitor")
        reasons.add(caught.value.reason)
    assert reasons <= {"damaged", "gone"}
    store.open()
    assert store.find(StoryQuery()).count == 0
    store.close()
    server.drop_database(url)


def test_a_database_that_cannot_hold_every_letter_is_refused() -> None:
    server = get_server()
    url = server.create_database("template0 ENCODING 'LATIN1' LOCALE 'C'")
    store = StoryStore(url, "test")
    with pytest.raises(StoreUnavailableError, match="ENCODING 'UTF8'") as caught:
        store.open()
    assert caught.value.reason == "foreign"
    store.close()
    server.drop_database(url)


def test_who_is_not_let_in_is_told_what_helps_and_the_log_says_it_once(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    url = server.create_database()
    server.execute("CREATE ROLE mango LOGIN PASSWORD 'right'")
    (server.folder / "data" / "pg_hba.conf").write_text(
        "host all tests 127.0.0.1/32 trust\nhost all mango 127.0.0.1/32 scram-sha-256\n"
    )
    server.execute("SELECT pg_reload_conf()")
    refused = url.replace("tests@", "mango:hunter2@")
    missing = server.build_url("hunter3").replace("tests@", "tests:hunter2@")
    for address, remedy, sentence in (
        (refused, "correct user and password in MANGOMOMENT_DB", "password authentication failed"),
        (missing, "correct the name in MANGOMOMENT_DB", 'database "hunter3" does not exist'),
    ):
        for _ in range(3):  # each time with another store, as a server does that was never open
            with pytest.raises(StoreUnavailableError, match=remedy) as caught:
                StoryStore(address, "test").open()
            assert caught.value.reason == "gone"
        [line] = [record.getMessage() for record in caplog.records]
        assert remedy in line
        assert sentence in line
        assert "hunter2" not in line
        caplog.clear()
    with pytest.raises(StoreUrlError, match='invalid connection option "sslmod"') as wrong:
        StoryStore(f"{refused}?sslmod=require", "test").open()
    assert "hunter2" not in f"{wrong.value} {wrong.value.__cause__}"


@pytest.mark.parametrize(
    "address",
    ["postgresql://me:hunter2@127.0.0.1:1/stories", "postgresql://me:hunter2@no-such-host.invalid/stories"],
)
def test_a_server_that_is_not_there_is_told_without_the_password(address: str) -> None:
    store = StoryStore(address, "test")
    with pytest.raises(StoreUnavailableError) as caught:
        store.open()
    store.close()
    assert caught.value.reason == "gone"
    assert "hunter2" not in f"{caught.value} {caught.value.__cause__!r}"
