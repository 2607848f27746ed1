"""The log of all changes: what, by whom, in which order, of which model, a part at a time."""

from __future__ import annotations

import pytest

from model.stories import Author, StoryStore, lookups, name_role
from tests.round_trips import build_story


def list_lines(store: StoryStore, **how: object) -> list[tuple[str, str, str, str]]:
    lines = store.list_log(**how)  # type: ignore[arg-type]
    return [(line.story, line.change.what, line.change.role, line.change.person) for line in lines]


def fill(store: StoryStore) -> tuple[str, str]:
    """Two stories, of which one is published by an account and deleted by another one."""
    heron = store.add(build_story("A heron."), "visitor")
    wren = store.add(build_story("A wren."), "import")
    ann, bo = Author("moderator", "ann"), Author("administrator", "bo")
    published = store.change(heron.model_copy(update={"status": "published"}), ann, "published")
    store.delete(heron.id, published.revision, bo)
    return heron.id, wren.id


def test_the_last_change_comes_first_also_of_stories_that_are_gone(store: StoryStore) -> None:
    heron, wren = fill(store)
    assert list_lines(store) == [
        (heron, "deleted", "administrator", "bo"),
        (heron, "published", "moderator", "ann"),
        (wren, "added", "import", ""),
        (heron, "added", "visitor", ""),
    ]
    assert [line.change.revision for line in store.list_log()] == [3, 2, 1, 1]


def test_in_which_role_somebody_does_something_is_known_of_each() -> None:
    assert (name_role("visitor"), name_role(Author("moderator", "ann"))) == ("visitor", "moderator")


def test_the_log_is_of_one_model(store: StoryStore, url: str) -> None:
    fill(store)
    other = StoryStore(url, "another")
    other.open()
    assert list_lines(other) == []
    other.close()


def test_a_role_or_a_person_alone(store: StoryStore) -> None:
    heron, wren = fill(store)
    assert list_lines(store, role="import") == [(wren, "added", "import", "")]
    assert list_lines(store, person="ann") == [(heron, "published", "moderator", "ann")]
    assert list_lines(store, person="ann", role="administrator") == []


def test_a_part_at_a_time_gives_each_line_once(store: StoryStore, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(store)
    every = store.list_log()
    first = store.list_log(at_most=3)
    assert first == every[:3]
    assert store.list_log(before=first[-1].number) == every[3:]
    monkeypatch.setattr(lookups, "_BATCH", 2)
    assert tuple(store.walk_log()) == every
