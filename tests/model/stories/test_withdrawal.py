"""Who told a story withdraws it with all that was agreed to, whatever somebody else did with it."""

from __future__ import annotations

from typing import Any

import pytest

from model.stories import Consent, StoryStore
from model.stories.shelf import Shelf
from model.stories.withdrawal import withdraw_for_teller
from tests.storytelling import build_story


def withdraw(store: StoryStore, story: str) -> bool:
    with store.database.writing() as connection:
        return withdraw_for_teller(Shelf(connection, store.model_id), story)


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "published", "consent": Consent(room=True)},
        {"status": "pending", "consent": Consent()},
        {"status": "withdrawn", "consent": Consent(exports=True)},
    ],
)
def test_it_is_withdrawn_once(store: StoryStore, fields: dict[str, Any]) -> None:
    added = store.add(build_story(nodes=["joy"], **fields), "visitor")
    versions = [store.get_version()]
    assert withdraw(store, added.id)
    story = store.get(added.id)
    assert (story.status, story.consent, story.revision) == ("withdrawn", Consent(), 2)
    assert story.withdrawn_at is not None
    assert [(change.role, change.what) for change in store.history(added.id)] == [
        ("visitor", "added"),
        ("participant", "withdrawn"),
    ]
    assert store.count_by_node() == {}
    versions.append(store.get_version())
    assert versions[0] != versions[1]
    assert not withdraw(store, added.id)
    assert (store.get(added.id), store.get_version()) == (story, versions[1])


def test_a_story_that_is_gone_is_not_withdrawn(store: StoryStore) -> None:
    added = store.add(build_story(), "visitor")
    store.delete(added.id, 1, "facilitator")
    assert not withdraw(store, added.id)
    assert not withdraw(store, "nobody")
    assert [change.what for change in store.history(added.id)] == ["added", "deleted"]
