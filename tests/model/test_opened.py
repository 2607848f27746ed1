"""Models that visitors opened: found by their address alone, by every process, on SQLite and PostgreSQL."""

from __future__ import annotations

import gzip
import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import func, insert, select, update

from model import load_model
from model.opened import MOST_BYTES, MOST_KEPT, OpenedModelStore, make_key, opened_models
from model.stories import StoreUnavailableError, StoryStore
from tests.building import build_model
from tests.model.stories.conftest import stories, url

__all__ = ["stories", "url"]

MODEL = build_model("a>b b>c", names={"b": "Bravissimo"})
NOW = datetime.now(UTC)


@pytest.fixture
def opened(stories: StoryStore) -> OpenedModelStore:
    return OpenedModelStore(stories)


def read_row(stories: StoryStore) -> dict[str, object]:
    with stories.database.reading() as connection:
        return dict(connection.execute(select(opened_models)).mappings().one())


def test_another_process_finds_the_same_model_by_its_key(opened: OpenedModelStore, url: str) -> None:
    key = opened.keep(MODEL)
    other = StoryStore(url, "another model")
    found = OpenedModelStore(other).find(key)
    assert found is not None
    assert found.file == MODEL.file
    assert OpenedModelStore(other).keep(MODEL) == key
    other.close()


def test_the_shipped_model_comes_back_as_it_was(opened: OpenedModelStore) -> None:
    found = opened.find(opened.keep(load_model()))
    assert found is not None
    assert found.file == load_model().file


def test_without_the_key_nothing_can_be_read_in_the_database(
    opened: OpenedModelStore, stories: StoryStore
) -> None:
    key = opened.keep(MODEL)
    row = read_row(stories)
    written = repr(row)
    assert key not in written
    assert "Bravissimo" not in written
    assert len(bytes(row["sealed"])) < len(MODEL.file.model_dump_json())  # type: ignore[call-overload]
    assert opened.find(str(row["mark"])) is None


@pytest.mark.parametrize("key", ["", "x" * 22, "\ud800", "é" * 10_000])
def test_a_key_of_no_model_finds_none(opened: OpenedModelStore, key: str) -> None:
    opened.keep(MODEL)
    assert opened.find(key) is None


def test_what_somebody_changed_in_the_database_is_no_model(
    opened: OpenedModelStore, stories: StoryStore
) -> None:
    key = opened.keep(MODEL)
    sealed = bytearray(read_row(stories)["sealed"])  # type: ignore[call-overload]
    sealed[40] ^= 1
    with stories.database.writing() as connection:
        connection.execute(update(opened_models).values(sealed=bytes(sealed)))
    assert opened.find(key) is None
    assert opened.keep(MODEL) == key
    assert opened.find(key) is not None


def test_a_key_cannot_be_made_without_the_secret_of_the_database(opened: OpenedModelStore) -> None:
    content = MODEL.file.model_dump_json().encode()
    assert opened.keep(MODEL) != make_key(b"another secret", content)


def test_addresses_and_what_is_kept_are_read_as_earlier_versions_wrote_them(
    opened: OpenedModelStore, stories: StoryStore
) -> None:
    assert make_key(b"secret", b"content") == "Iw2CJfqNfELA0WNW_xdaZg"
    content = gzip.compress(MODEL.file.model_dump_json().encode())
    cipher, nonce = AESGCM(hashlib.sha256(b"seal key").digest()), b"n" * 12
    mark = hashlib.sha256(b"mark key").hexdigest()
    row = {"mark": mark, "sealed": nonce + cipher.encrypt(nonce, content, None), "size": 1, "looked_at": NOW}
    other = {**row, "mark": "other", "sealed": nonce + cipher.encrypt(nonce, gzip.compress(b"{}"), None)}
    with stories.database.writing() as connection:
        connection.execute(insert(opened_models), [row, other])
    found = opened.find("key")
    assert found is not None
    assert found.file == MODEL.file
    with stories.database.writing() as connection:
        connection.execute(update(opened_models).values(sealed=other["sealed"]))
    assert opened.find("key") is None


def test_a_model_is_erased_once_nobody_looked_at_it_for_long_enough(opened: OpenedModelStore) -> None:
    seen, unseen = opened.keep(MODEL, NOW), opened.keep(build_model("a>b"), NOW)
    opened.find(seen, NOW + timedelta(days=20))
    assert opened.count_due(NOW + timedelta(days=29)) == {"opened": 0}
    assert opened.count_due(NOW + timedelta(days=31)) == {"opened": 1}
    opened.erase_expired(NOW + timedelta(days=31))
    assert opened.find(seen, NOW + timedelta(days=31)) is not None
    assert opened.find(unseen, NOW + timedelta(days=31)) is None


def test_it_is_kept_to_the_last_moment_of_its_time(
    opened: OpenedModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MANGOMOMENT_OPENED_DAYS", "3")
    key = opened.keep(MODEL, NOW)
    limit = NOW + timedelta(days=3)
    assert opened.count_due(limit) == {"opened": 0}
    opened.erase_expired(limit)
    assert opened.count_due(limit + timedelta(seconds=1)) == {"opened": 1}
    opened.erase_expired(limit + timedelta(seconds=1))
    assert opened.find(key) is None


def test_without_a_moment_it_is_now(opened: OpenedModelStore, stories: StoryStore) -> None:
    start = datetime.now(UTC)
    old, older = (
        opened.keep(MODEL, NOW - timedelta(days=29)),
        opened.keep(build_model("a>b"), NOW - timedelta(days=31)),
    )
    assert opened.count_due() == {"opened": 1}
    opened.erase_expired()
    assert opened.find(older) is None
    for look in (lambda: opened.find(old), lambda: opened.keep(MODEL)):
        with stories.database.writing() as connection:
            connection.execute(update(opened_models).values(looked_at=NOW - timedelta(days=2)))
        look()
        looked_at = read_row(stories)["looked_at"]
        assert isinstance(looked_at, datetime)
        assert start <= looked_at <= datetime.now(UTC)


def test_many_looks_within_an_hour_are_written_once(opened: OpenedModelStore, stories: StoryStore) -> None:
    key = opened.keep(MODEL, NOW)
    opened.find(key, NOW + timedelta(minutes=59))
    assert read_row(stories)["looked_at"] == NOW
    opened.find(key, NOW + timedelta(minutes=60))
    assert read_row(stories)["looked_at"] == NOW + timedelta(minutes=60)


def test_a_model_is_shown_where_the_look_at_it_cannot_be_noted(
    opened: OpenedModelStore, stories: StoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise StoreUnavailableError("full", "stories.db")

    key = opened.keep(MODEL, NOW)
    monkeypatch.setattr(stories.database, "writing", refuse)
    assert opened.find(key, NOW + timedelta(hours=2)) is not None


@pytest.mark.parametrize("bounds", [{"most": 2}, {"most_bytes": 2 * 600}])
def test_beyond_the_bounds_the_one_not_looked_at_for_longest_goes(
    stories: StoryStore, bounds: dict[str, int]
) -> None:
    opened = OpenedModelStore(stories, **bounds)
    models = [build_model(f"a>b b>{name}") for name in "cde"]
    keys = [opened.keep(model, NOW + timedelta(hours=hours)) for hours, model in enumerate(models[:2])]
    with stories.database.reading() as connection:
        sizes = connection.execute(
            select(func.max(opened_models.c.size), func.min(opened_models.c.size))
        ).one()
    assert 400 < sizes[1] <= sizes[0] < 600, "else the bound in bytes is not that of two"
    opened.find(keys[0], NOW + timedelta(hours=5))
    keys.append(opened.keep(models[2], NOW + timedelta(hours=6)))
    assert [opened.find(key) is not None for key in keys] == [True, False, True]


def test_what_fills_the_bounds_exactly_is_kept(stories: StoryStore) -> None:
    models = [build_model(f"a>b b>{name}") for name in "cd"]
    keys = [OpenedModelStore(stories).keep(model, NOW) for model in models]
    with stories.database.reading() as connection:
        size = connection.execute(select(func.sum(opened_models.c.size))).scalar_one()
    for bounds, are_kept in (
        ({"most": 2}, [True, True]),
        ({"most_bytes": size}, [True, True]),
        ({"most_bytes": size - 1}, [False, True]),
    ):
        opened = OpenedModelStore(stories, **bounds)
        opened.keep(models[1], NOW + timedelta(hours=1))
        assert [opened.find(key) is not None for key in keys] == are_kept
    assert (MOST_KEPT, MOST_BYTES) == (500, 100_000_000)


def test_the_one_opened_last_stays_whatever_its_size(stories: StoryStore) -> None:
    opened = OpenedModelStore(stories, most_bytes=10)
    assert opened.find(opened.keep(MODEL)) is not None
