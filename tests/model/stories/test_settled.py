"""What was settled for good since a backup was made stays so when it is restored."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest

from model.__main__ import main
from model.letterboxes import LetterboxStore, Telling
from model.stories import StoryQuery, StoryStore, UnknownStoryError
from model.stories.entry import Entry
from model.stories.story import Consent
from tests.storytelling import build_story

UNTIL = 4_000_000_000


@pytest.fixture
def boxes(store: StoryStore) -> LetterboxStore:
    """The letterboxes of the store, with one named `box`."""
    boxes = LetterboxStore(store)
    boxes.create("box", "Ward 4", "en")
    return boxes


def tell(boxes: LetterboxStore, text: str) -> tuple[str, str]:
    """The id and the code of a story that is told to the letterbox."""
    agreed = Consent(room=True, exports=True)
    receipt = boxes.tell(
        "box", uuid4().hex, Telling(text=text, teller="family", language="en", consent=agreed)
    )
    return receipt.story, receipt.code


def find(store: StoryStore, words: str) -> list[str]:
    return [story.id for story in store.find(StoryQuery(words=words)).stories]


def test_what_its_teller_took_back_is_not_brought_back(
    store: StoryStore, boxes: LetterboxStore, tmp_path: Path
) -> None:
    withdrawn, code = tell(boxes, "She hummed.")
    erased, other_code = tell(boxes, "He whistled.")
    kept, _code = tell(boxes, "They sang.")
    public = store.get(erased).model_copy(update={"status": "published", "nodes": ("joy",)})
    store.change(public, "facilitator", "published")
    store.back_up(tmp_path / "backup.db")
    boxes.withdraw_story(code)
    boxes.withdraw_story(other_code)
    store.delete(erased, store.get(erased).revision, "system")  # its thirty days are over

    store.restore(tmp_path / "backup.db")
    assert (store.get(withdrawn).status, store.get(withdrawn).consent) == ("withdrawn", Consent())
    with pytest.raises(UnknownStoryError):
        store.get(erased)
    assert find(store, "whistled") == []
    assert find(store, "sang") == [kept]
    assert store.get(kept).status == "pending"
    assert store.count_by_node() == {}
    assert [change.what for change in store.history(erased)] == ["added", "published", "deleted"]


def test_what_was_erased_by_the_command_for_tellers_stays_erased(url: str, tmp_path: Path) -> None:
    with closing(StoryStore(url, "mangomoment")) as store:
        store.add(build_story("She hummed.", id="hummed"), "visitor")
        store.back_up(tmp_path / "backup.db")
        assert main(["teller", "erase", "hummed", "--db", url]) == 0
        store.restore(tmp_path / "backup.db")
        with pytest.raises(UnknownStoryError):
            store.get("hummed")


def test_what_a_facilitator_withdrew_or_deleted_comes_back(
    store: StoryStore, boxes: LetterboxStore, tmp_path: Path
) -> None:
    deleted, _code = tell(boxes, "She hummed.")
    reconsidered, code = tell(boxes, "He whistled.")
    store.back_up(tmp_path / "backup.db")
    store.delete(deleted, store.get(deleted).revision, "facilitator")
    boxes.withdraw_story(code)
    store.undo(reconsidered, store.get(reconsidered).revision, "facilitator")

    store.restore(tmp_path / "backup.db")
    assert store.get(deleted).status == "pending"
    assert store.get(reconsidered).status == "pending"


def test_sessions_that_were_ended_stay_ended(store: StoryStore, tmp_path: Path) -> None:
    entry = Entry(store.database)
    entry.end("an early one", UNTIL, now=100)
    store.back_up(tmp_path / "backup.db")
    entry.end("a late one", UNTIL, now=100)
    entry.end_all(UNTIL - 1000, now=100)

    store.restore(tmp_path / "backup.db")
    assert entry.is_ended("an early one", UNTIL)
    assert entry.is_ended("a late one", UNTIL)
    assert entry.is_ended("any", UNTIL - 1000)
    assert not entry.is_ended("any", UNTIL)


def test_where_there_was_nothing_a_backup_comes_back_as_it_is(
    store: StoryStore, boxes: LetterboxStore, tmp_path: Path
) -> None:
    story_id, code = tell(boxes, "She hummed.")
    store.back_up(tmp_path / "backup.db")
    boxes.withdraw_story(code)
    with closing(StoryStore(str(tmp_path / "other.db"), store.model_id)) as other:
        other.restore(tmp_path / "backup.db")
        assert other.get(story_id).status == "pending"
