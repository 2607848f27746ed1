"""A letterbox forgets the stories that are gone, and goes itself once it is out of use and empty."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from model.letterboxes import LetterboxExpiry, LetterboxStore, Telling
from model.letterboxes.tables import letterboxes, told
from model.stories import StoryStore
from tests.storytelling import build_story

MAY = datetime(2026, 5, 1, tzinfo=UTC)
SUNG = Telling(text="She sang.", teller="family", language="en")


@pytest.fixture(autouse=True)
def ten_days(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is erased of letterboxes is kept for ten days."""
    monkeypatch.setenv("MANGOMOMENT_LETTERBOX_DAYS", "10")


def fill(stories: StoryStore, boxes: LetterboxStore) -> None:
    """Letterboxes of each kind; three had a story that is gone, and one has a story that is there."""
    for name in ("open", "closed", "deleted", "young", "told", "telling"):
        boxes.create(name, name, "en")
    for name in ("open", "told", "closed"):
        story = stories.get(boxes.tell(name, "gone", SUNG).story)
        stories.delete(story.id, story.revision, "facilitator")
    boxes.tell("telling", "there", SUNG)
    for name in ("closed", "young", "told", "telling"):
        boxes.change(name, is_open=False)
    boxes.delete("deleted")
    with stories.database.writing() as connection:
        for of_box, moment, name in (
            (letterboxes.c.id, letterboxes.c.created_at, "young"),
            (told.c.letterbox, told.c.at, "told"),
        ):
            table = update(moment.table)
            connection.execute(table.values({moment.name: MAY}))
            connection.execute(table.where(of_box == name).values({moment.name: MAY + timedelta(days=5)}))


def list_boxes(stories: StoryStore) -> list[str]:
    with stories.database.reading() as connection:
        return sorted(connection.execute(select(letterboxes.c.id)).scalars())


def test_what_is_out_of_use_and_empty_goes_and_what_is_gone_is_forgotten(
    stories: StoryStore, store: LetterboxStore
) -> None:
    fill(stories, store)
    expiry = LetterboxExpiry(stories)
    assert expiry.count_due(MAY + timedelta(days=10)) == {"letterboxes": 0}
    expiry.erase_expired(MAY + timedelta(days=10))
    assert len(list_boxes(stories)) == 6
    now = MAY + timedelta(days=10, seconds=1)
    assert expiry.count_due(now) == {"letterboxes": 4}
    expiry.erase_expired(now)
    assert expiry.count_due(now) == {"letterboxes": 0}
    assert set(store.count_told()) == {"told", "telling"}
    assert list_boxes(stories) == ["open", "telling", "told", "young"]


def test_without_a_moment_it_is_now(stories: StoryStore, store: LetterboxStore) -> None:
    fill(stories, store)
    with stories.database.writing() as connection:
        connection.execute(update(told).values(at=datetime.now(UTC) - timedelta(days=9)))
    expiry = LetterboxExpiry(stories)
    assert expiry.count_due() == {"letterboxes": 2}  # of which nothing was told
    with stories.database.writing() as connection:
        connection.execute(update(told).values(at=datetime.now(UTC) - timedelta(days=11)))
    assert expiry.count_due() == {"letterboxes": 3 + 4}
    expiry.erase_expired()
    assert set(store.count_told()) == {"telling"}


def test_it_holds_for_the_letterboxes_of_all_models(
    stories: StoryStore, store: LetterboxStore, url: str
) -> None:
    fill(stories, store)
    other = StoryStore(url, "another")
    expiry, late = LetterboxExpiry(other), MAY + timedelta(days=99)
    assert expiry.count_due(late)["letterboxes"] > 0
    expiry.erase_expired(late)
    assert expiry.count_due(late) == {"letterboxes": 0}
    assert list_boxes(stories) == ["open", "telling"]
    assert set(store.count_told()) == {"telling"}
    with stories.database.reading() as connection:
        there = connection.execute(select(told.c.story)).scalar_one()
    other.add(build_story(id=there), "visitor")  # of the same id, and no reason to keep anything
    stories.delete(there, 1, "facilitator")
    assert expiry.count_due(late)["letterboxes"] > 0
    other.close()


def test_unless_a_time_is_set_nothing_is_due(
    stories: StoryStore, store: LetterboxStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MANGOMOMENT_LETTERBOX_DAYS")
    fill(stories, store)
    late = MAY + timedelta(days=9999)
    assert LetterboxExpiry(stories).count_due(late) == {}
    LetterboxExpiry(stories).erase_expired(late)
    assert len(list_boxes(stories)) == 6
