"""Stories from one network are rejected at once, and wait again when that is undone; on both engines."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from model.stories import Act, Batch, NothingToUndoError, Place, Story, StoryStore
from model.stories.tables import story_places, story_rejections
from tests.storytelling import build_story

HOME, WARD = "198.51.100.7", "2001:db8::/64"


def read_places(store: StoryStore) -> list[str]:
    """The marks that are kept of networks, sorted."""
    with store.database.reading() as connection:
        return sorted(connection.execute(select(story_places.c.place)).scalars())


def send(store: StoryStore, network: str, many: int) -> list[Story]:
    """Stories of visitors from one network."""
    return [
        store.add(build_story(f"Mango {number}.", status="pending"), "visitor", network)
        for number in range(many)
    ]


def reject(store: StoryStore, place: str) -> int:
    """Reject what came from one place; how many stories that were."""
    return store.do_batch("once", Act("withdraw"), Place(place), "facilitator").changed


def set_status(store: StoryStore, story: Story, status: str) -> Story:
    current = store.get(story.id)
    return store.change(current.model_copy(update={"status": status}), "facilitator", "edited")


def test_those_from_one_network_are_rejected_and_wait_again(store: StoryStore) -> None:
    flood, other = send(store, HOME, 5), send(store, WARD, 2)
    [sender] = store.find_senders(3)
    assert (sender.count, len(store.find_senders(2))) == (5, 2)
    assert (sender.since, sender.until) == (flood[0].created_at, flood[4].created_at)
    set_status(store, flood[0], "published")
    assert reject(store, sender.place) == 4
    assert reject(store, sender.place) == 4
    assert [store.get(story.id).status for story in flood] == ["published"] + ["withdrawn"] * 4
    assert [store.get(story.id).status for story in other] == ["pending"] * 2
    assert [change.what for change in store.history(flood[1].id)] == ["added", "withdrawn"]
    edited = store.get(flood[4].id)
    store.change(edited.model_copy(update={"teller": "leader"}), "facilitator", "edited")
    assert store.undo_batch("once", "facilitator").changed == 3
    assert [store.get(story.id).status for story in flood] == ["published", *["pending"] * 3, "withdrawn"]
    assert store.get(flood[1].id).model_copy(update={"revision": 1}).text == flood[1].text
    with pytest.raises(NothingToUndoError):
        store.undo_batch("once", "facilitator")
    [again] = store.find_senders(3)
    assert (again.count, again.place == sender.place) == (3, False)


def test_those_who_sent_most_come_first_and_of_two_alike_by_their_marks(store: StoryStore) -> None:
    for network, many in (("192.0.2.1", 2), ("192.0.2.2", 3), ("192.0.2.3", 2), ("192.0.2.4", 1)):
        send(store, network, many)
    senders = store.find_senders(2)
    assert [sender.count for sender in senders] == [3, 2, 2]
    assert senders[1].place < senders[2].place
    assert [sender.count for sender in store.find_senders(1)] == [3, 2, 2, 1]


def test_where_they_came_from_is_kept_again_only_of_what_was_rejected_by_it(store: StoryStore) -> None:
    sent = send(store, HOME, 3)
    chosen = [(story.id, 1) for story in sent]
    store.do_batch("chosen", Act("withdraw"), chosen, "facilitator")
    assert store.undo_batch("chosen", "facilitator").changed == 3
    assert read_places(store) == []
    again = send(store, WARD, 2)
    reject(store, store.find_senders(1)[0].place)
    set_status(store, again[1], "pending")
    assert store.undo_batch("once", "facilitator").left_out == (again[1].id,)
    [sender] = store.find_senders(1)
    assert (sender.count, len(sender.place)) == (1, 32)


def test_a_rejection_of_an_earlier_version_is_undone(store: StoryStore) -> None:
    sent = send(store, HOME, 2)
    rejected = [set_status(store, story, "withdrawn") for story in sent]
    row = {"model": "test", "id": "early", "at": datetime.now(UTC)}
    with store.database.writing() as connection:
        kept = [[story.id, story.revision] for story in rejected]
        connection.execute(story_rejections.insert(), row | {"stories": kept})
    assert store.undo_batch("early", "facilitator") == Batch(2, 0)
    assert [store.get(story.id).status for story in sent] == ["pending", "pending"]
    assert [sender.count for sender in store.find_senders(1)] == [2]


def test_of_a_network_only_a_mark_is_kept_and_only_while_a_story_waits(store: StoryStore) -> None:
    sent = send(store, HOME, 4)
    [place] = set(read_places(store))
    assert len(place) == 5
    store.change(sent[0].model_copy(update={"teller": "leader"}), "facilitator", "edited")
    assert read_places(store) == [place] * 4
    set_status(store, sent[0], "published")
    set_status(store, sent[1], "withdrawn")
    store.delete(sent[2].id, 1, "facilitator")
    assert read_places(store) == [place]
    set_status(store, sent[1], "pending")
    assert read_places(store) == [place]
    reject(store, place)
    assert read_places(store) == []
    store.add(build_story("Mine.", status="pending"), "facilitator")
    assert read_places(store) == []


def test_after_a_day_a_rejection_is_not_undone(store: StoryStore) -> None:
    send(store, HOME, 2)
    [sender] = store.find_senders(1)
    reject(store, sender.place)
    store.erase_expired(datetime.now(UTC) + timedelta(hours=25))
    with pytest.raises(NothingToUndoError):
        store.undo_batch("once", "facilitator")
    with store.database.reading() as connection:
        assert connection.execute(select(story_rejections)).all() == []


def test_the_stories_of_another_model_are_left_alone(store: StoryStore, url: str) -> None:
    other = StoryStore(url, "another")
    [sent] = send(other, HOME, 1)
    [place] = read_places(store)
    assert store.find_senders(1) == ()
    assert reject(store, place) == 0
    assert other.get(sent.id).status == "pending"
    other.close()
