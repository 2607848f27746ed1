from __future__ import annotations

import json
import sqlite3
import warnings
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, create_engine, inspect, text

from model.coding import tables as coding
from model.letterboxes import tables as letterboxes
from model.stories import StoreUnavailableError, Story, StoryQuery, StoryStore, migrations, search_index
from model.stories.database import Database
from model.stories.migrations import VERSIONS, migrate
from model.stories.search.word_table import adjust_words
from model.stories.tables import VERSION_TABLE, metadata
from model.teams import tables as teams
from model.workshop import tables as workshop
from tests.storytelling import build_story

ALL_TABLES = (metadata, coding.metadata, workshop.metadata, letterboxes.metadata, teams.metadata)
STORY = build_story("A mángo.", id="old", title="Old", nodes=["joy", "trust"], dimensions=["respect"])


def run(url: str, work: object) -> None:
    """Do some work in one transaction on a database that nobody prepared."""
    database = Database(url, prepare=lambda connection, may_fill: None)
    with database.writing() as connection:
        work(connection)  # type: ignore[operator]
    database.close()


def set_version(connection: Connection, version: str) -> None:
    connection.execute(text("UPDATE story_store_version SET version_num = :version"), {"version": version})


def fill_version(connection: Connection, version: str) -> None:
    """Rows as an earlier version wrote them; written out here, as a later program writes others."""
    migrate(connection, version)
    now = datetime.now(UTC).isoformat(sep=" ")
    [wording] = STORY.wordings
    is_sqlite = connection.dialect.name == "sqlite"
    connection.execute(
        text(
            "INSERT INTO stories (model, id, revision, teller, origin, status, consent_room, consent_exports,"
            " consent_publications, language, source, wordings, created_at, changed_at, withdrawn_at,"
            " fingerprint, title_key) VALUES ('test', 'old', 1, 'patient', 'collected', 'published', true,"
            " true, true, 'en', NULL, :wordings, :created_at, :changed_at, NULL, :fingerprint, 'old')"
        ),
        {
            "wordings": json.dumps([wording.model_dump()]),
            "created_at": STORY.created_at.strftime("%Y-%m-%d %H:%M:%S.%f")
            if is_sqlite
            else STORY.created_at,
            "changed_at": STORY.changed_at.strftime("%Y-%m-%d %H:%M:%S.%f")
            if is_sqlite
            else STORY.changed_at,
            "fingerprint": STORY.fingerprint,
        },
    )
    for position, node in enumerate(STORY.nodes):
        connection.execute(
            text("INSERT INTO story_nodes VALUES (1, :node, :position, 'test', true)"),
            {"node": node, "position": position},
        )
        for by, value in (("node", ""), ("teller", "patient"), ("dimension", "respect")):
            connection.execute(
                text("INSERT INTO story_counts VALUES ('test', 'published', :by, :node, :value, 1)"),
                {"by": by, "node": node, "value": value},
            )
    connection.execute(text("INSERT INTO story_dimensions VALUES (1, 'respect', 0)"))
    connection.execute(
        text(
            "INSERT INTO story_changes (model, story, revision, at, role, what, before)"
            " VALUES ('test', 'old', 1, :at, 'visitor', 'added', NULL)"
        ),
        {"at": now if is_sqlite else datetime.now(UTC)},
    )
    connection.execute(text("INSERT INTO story_models VALUES ('test', 'x', NULL)"))


@pytest.mark.parametrize("version", VERSIONS[:-1])
def test_rows_of_an_earlier_version_are_found_in_the_newest(empty_url: str, version: str) -> None:
    run(empty_url, lambda connection: fill_version(connection, version))
    store = StoryStore(empty_url, "test")
    store.open()
    assert store.get("old") == STORY
    assert store.find(StoryQuery(words="mango old", nodes=frozenset({"trust"}))).stories == (STORY,)
    assert store.count_by_node() == {"joy": 1, "trust": 1}
    assert store.find(StoryQuery(told_since=STORY.created_at.date())).count == 0
    assert store.add_all([build_story("a mángo.", id="again")], "import").already == 1
    changed = store.change(STORY.model_copy(update={"teller": "leader"}), "facilitator", "edited")
    assert store.find(StoryQuery(tellers=frozenset({"leader"}))).stories == (changed,)
    assert [change.what for change in store.history("old")] == ["added", "edited"]
    store.close()


def test_words_of_an_earlier_version_are_indexed_though_the_program_was_ended_in_the_middle(
    empty_url: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    run(empty_url, lambda connection: fill_version(connection, "0008"))
    monkeypatch.setattr(search_index, "_SECONDS_WITHOUT_A_WORD", 0.0)
    monkeypatch.setattr(search_index, "_BATCH", 1)

    def break_off(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(search_index, "adjust_words", break_off)
    store = StoryStore(empty_url, "test")
    with pytest.raises(KeyboardInterrupt):
        store.open()
    store.close()
    monkeypatch.setattr(search_index, "adjust_words", adjust_words)
    store.open()
    assert store.find(StoryQuery("mangos")).stories == (STORY,)
    store.close()
    assert "The search index of 1 stories was rebuilt" not in caplog.text


def check_tables(known: MetaData, connection: Connection) -> None:
    """Hold the tables of a database against those that are known of it."""

    def is_ours(name: str | None, kind: str, parents: object) -> bool:
        return kind != "table" or str(name) in known.tables

    context = MigrationContext.configure(
        connection, opts={"include_name": is_ours, "compare_type": True, "version_table": VERSION_TABLE}
    )
    with warnings.catch_warnings():
        # SQLAlchemy cannot read back that PostgreSQL's index of tokens is of another kind.
        warnings.simplefilter("ignore")
        assert compare_metadata(context, known) == []


def test_the_newest_version_has_the_tables_that_the_program_knows(store: StoryStore, url: str) -> None:
    run(url, partial(check_tables, metadata))


def list_schema(connection: Connection) -> dict[str, Any]:
    """What SQLite says of each of our tables, whatever the order in which its parts were added."""
    inspector = inspect(connection)
    parts = ("columns", "pk_constraint", "foreign_keys", "unique_constraints", "check_constraints", "indexes")
    tables = {name for known in ALL_TABLES for name in known.tables}
    counted = connection.execute(text("SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'"))
    schema: dict[str, Any] = {"never give a number twice": set(counted.scalars()) & tables}
    for part in parts:
        for (_, table), found in getattr(inspector, f"get_multi_{part}")().items():
            if table in tables:
                kept = found if isinstance(found, list) else [found]
                schema[f"{part} of {table}"] = sorted(map(str, kept))
    return schema


def test_a_database_of_all_versions_is_the_same_as_a_new_one() -> None:
    upgraded, new = create_engine("sqlite://"), create_engine("sqlite://")
    with upgraded.begin() as connection, new.begin() as other:
        migrate(connection)
        for known in ALL_TABLES:
            known.create_all(other)
        assert list_schema(connection) == list_schema(other)
    upgraded.dispose()
    new.dispose()


def test_the_versions_listed_are_those_in_the_folder() -> None:
    folder = ScriptDirectory(str(Path(migrations.__file__).parent))
    assert [script.revision for script in folder.walk_revisions()][::-1] == list(VERSIONS)


def test_opening_again_migrates_nothing(store: StoryStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("there is nothing to migrate")

    monkeypatch.setattr(migrations, "migrate", refuse)
    store.open()
    store.close()
    store.open()
    assert store.find(StoryQuery()).count == 0


def test_a_database_of_a_newer_version_is_left_alone(store: StoryStore, url: str) -> None:
    store.add(STORY, "visitor")
    store.close()
    run(url, lambda connection: set_version(connection, "9999"))
    with pytest.raises(
        StoreUnavailableError, match="written by a newer version of this application"
    ) as caught:
        store.open()
    assert caught.value.reason == "newer"
    with pytest.raises(StoreUnavailableError):
        store.get(STORY.id)
    run(url, lambda connection: set_version(connection, VERSIONS[-1]))
    assert store.get(STORY.id) == STORY


def test_a_database_with_tables_of_somebody_else_is_left_alone(empty_url: str) -> None:
    run(empty_url, lambda connection: connection.execute(text("CREATE TABLE stories (plot text)")))
    store = StoryStore(empty_url, "test")
    with pytest.raises(StoreUnavailableError, match="it belongs to another application") as caught:
        store.open()
    assert caught.value.reason == "foreign"
    run(empty_url, lambda connection: connection.execute(text("DROP TABLE stories")))
    store.open()
    assert store.add(STORY, "visitor") == STORY
    store.close()


def test_a_sqlite_file_of_another_program_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "bookmarks.sqlite"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE moz_places (url text)")
    connection.close()
    before = file.read_bytes()
    store = StoryStore(str(file), "test")
    with pytest.raises(StoreUnavailableError) as caught:
        store.open()
    store.close()
    assert caught.value.reason == "foreign"
    assert sqlite3.connect(file).execute("SELECT name FROM sqlite_master").fetchall() == [("moz_places",)]
    assert len(file.read_bytes()) == len(before)


def test_a_postgresql_database_may_hold_other_tables(empty_url: str) -> None:
    if empty_url.startswith("postgresql"):
        run(empty_url, lambda connection: connection.execute(text("CREATE TABLE patients (name text)")))
    store = StoryStore(empty_url, "test")
    store.open()
    assert store.add(STORY, "visitor") == STORY
    store.close()


def test_a_story_with_what_no_model_has_any_more_is_read(store: StoryStore, url: str) -> None:
    odd = build_story(nodes=["dropped-node"], dimensions=["dropped-dimension"])
    store.add(odd, "visitor")

    def alter(connection: Connection) -> None:
        connection.execute(text("UPDATE stories SET teller = 'somebody'"))

    run(url, alter)
    read = store.get(odd.id)
    assert (read.nodes, read.teller) == (("dropped-node",), "somebody")
    assert isinstance(read, Story)
