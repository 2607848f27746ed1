from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from model.letterboxes import (
    InvalidLetterboxError,
    Letterbox,
    LetterboxClosedError,
    LetterboxDeletedError,
    LetterboxFullError,
    LetterboxStore,
    Telling,
    UnknownLetterboxError,
)
from model.letterboxes import store as storing
from model.letterboxes.tables import told
from model.stories import Consent, StoryQuery, StoryStore
from model.stories.faults import UnknownCodeError
from model.words import get_words


def tell(**changes: Any) -> Telling:
    return Telling(**{"text": "She sang in the lift.", "teller": "family", "language": "nl", **changes})


def count(stories: StoryStore) -> int:
    return stories.find(StoryQuery()).count


def test_a_letterbox_that_is_made_twice_with_a_request_is_there_once(store: LetterboxStore) -> None:
    made = store.create("one", " Ward <b>4</b> ", "nl", is_weekly=True)
    assert (made.name, made.is_open, made.team) == ("Ward 4", True, None)
    assert store.create("one", "Another", "fr") == made
    assert store.find_all() == (made,)
    assert store.get("one") == made


def test_two_letterboxes_have_two_keys_and_are_found_by_them_however_they_are_typed(
    store: LetterboxStore, box: Letterbox
) -> None:
    other = store.create("other", "Ward 5", "nl")
    assert box.key != other.key
    assert store.find_by_key(f" {other.key[:3].lower()}-{other.key[3:]} ") == other
    for typed in ("", "AAAAAA" if "AAAAAA" not in (box.key, other.key) else "CCCCCC", "x" * 999):
        with pytest.raises(UnknownLetterboxError):
            store.find_by_key(typed)


def test_the_letterboxes_of_another_model_are_not_found(box: Letterbox, url: str) -> None:
    stories = StoryStore(url, "another")
    stories.open()
    other = LetterboxStore(stories)
    assert other.find_all() == ()
    for find, said in ((other.get, box.id), (other.find_by_key, box.key), (other.change, box.id)):
        with pytest.raises(UnknownLetterboxError):
            find(said)
    stories.close()


def test_what_a_letterbox_says_is_changed_and_its_key_is_not(store: LetterboxStore, box: Letterbox) -> None:
    changed = store.change(box.id, name="House", question="What helped?", is_open=False, team="geriatrics")
    assert store.get(box.id) == changed
    assert (changed.key, changed.name, changed.team) == (box.key, "House", "geriatrics")
    assert changed.ask(get_words("nl")) == "What helped?"
    for wrong in ({"name": " "}, {"language": "xx"}, {"key": "AAAAAA"}, {"question": "x" * 201}):
        with pytest.raises(InvalidLetterboxError):
            store.change(box.id, **wrong)
    assert store.get(box.id) == changed


def test_a_story_waits_says_where_it_came_from_and_not_through_which_letterbox(
    store: LetterboxStore, stories: StoryStore, box: Letterbox
) -> None:
    receipt = store.tell(box.id, "r", tell(nodes=["joy"], consent=Consent(room=True)), "192.0.2.1")
    story = stories.get(receipt.story)
    assert (story.status, story.origin, story.teller, story.nodes) == (
        "pending",
        "collected",
        "family",
        ("joy",),
    )
    assert story.consent == Consent(room=True)
    assert story.source
    assert story.source.session is None
    assert story.source.name == get_words("nl")("Letterbox")
    assert box.name not in story.model_dump_json()
    assert [change.role for change in stories.history(story.id)] == ["participant"]
    assert store.count_told() == {box.id: (1, 1)}


def test_a_story_in_a_language_that_the_screen_has_not_is_taken(
    store: LetterboxStore, stories: StoryStore, box: Letterbox
) -> None:
    receipt = store.tell(box.id, "r", tell(language="ar"))
    assert stories.get(receipt.story).language == "ar"


def test_a_request_again_gives_the_same_receipt_and_no_other_story(
    store: LetterboxStore, stories: StoryStore, box: Letterbox
) -> None:
    first = store.tell(box.id, "r", tell())
    with ThreadPoolExecutor(8) as pool:
        again = list(pool.map(lambda _: store.tell(box.id, "r", tell()), range(8)))
    assert set(again) == {first}
    assert count(stories) == 1
    other = store.tell(box.id, "another", tell())
    assert other.code != first.code
    assert count(stories) == 2


def test_the_same_story_sent_by_many_at_once_is_there_once(
    store: LetterboxStore, stories: StoryStore, box: Letterbox
) -> None:
    with ThreadPoolExecutor(8) as pool:
        receipts = list(pool.map(lambda _: store.tell(box.id, "r", tell()), range(16)))
    assert len({receipt.story for receipt in receipts}) == 1
    assert count(stories) == 1


def test_a_closed_letterbox_takes_cards_and_what_it_took_before_and_no_story(
    store: LetterboxStore, stories: StoryStore, box: Letterbox
) -> None:
    first = store.tell(box.id, "r", tell())
    store.change(box.id, is_open=False)
    with pytest.raises(LetterboxClosedError):
        store.tell(box.id, "later", tell())
    assert store.tell(box.id, "r", tell()) == first
    card = store.type_card(box.id, "card", tell(setting="Day ward"))
    assert store.type_card(box.id, "card", tell()) == card
    assert (card.setting, card.status) == ("Day ward", "pending")
    assert [change.role for change in stories.history(card.id)] == ["facilitator"]
    assert count(stories) == 2


def test_a_letterbox_that_was_deleted_takes_nothing_and_its_stories_and_codes_stay(
    store: LetterboxStore, stories: StoryStore, box: Letterbox
) -> None:
    receipt = store.tell(box.id, "r", tell(consent=Consent(room=True)))
    for _again in range(2):
        store.delete(box.id)
    for take in (store.tell, store.type_card):
        with pytest.raises(LetterboxDeletedError):
            take(box.id, "later", tell())
    with pytest.raises(LetterboxDeletedError):
        store.change(box.id, name="Ward 5")
    assert store.find_all() == ()
    assert store.find_by_key(box.key).is_deleted
    assert store.tell(box.id, "r", tell()) == receipt
    assert store.name_all() == {box.id: box.name}
    assert store.count_told() == {box.id: (1, 1)}
    [kept] = stories.find(StoryQuery(letterboxes=frozenset({box.id}))).stories
    assert (kept.id, kept.status) == (receipt.story, "pending")
    assert store.restore(box.id) == box == store.get(box.id)
    store.delete(box.id)
    store.withdraw_story(receipt.code)
    assert stories.get(receipt.story).status == "withdrawn"
    assert count(stories) == 1
    with pytest.raises(UnknownLetterboxError):
        store.delete("another")


def test_a_deleted_letterbox_through_which_nothing_came_is_not_named_any_more(
    store: LetterboxStore, box: Letterbox
) -> None:
    store.delete(box.id)
    assert store.name_all() == {}
    assert store.create("other", "Ward 5", "nl").key != box.key


def test_nothing_that_is_done_to_a_story_changes_through_which_letterbox_it_came(
    store: LetterboxStore, stories: StoryStore, box: Letterbox
) -> None:
    other = store.create("other", "Ward 5", "nl")
    story = stories.get(store.tell(box.id, "r", tell()).story)
    assert stories.get(store.tell(other.id, "r", tell(text="He wept.")).story).letterbox == other.id
    moved = story.model_copy(update={"letterbox": other.id, "status": "published"})
    changed = stories.change(moved, "facilitator", "published")
    assert (changed.letterbox, changed.status) == (box.id, "published")
    assert stories.undo(story.id, changed.revision, "facilitator").letterbox == box.id
    found = stories.find(StoryQuery(letterboxes=frozenset({box.id})))
    assert [story_.id for story_ in found.stories] == [story.id]


def test_a_flood_is_refused_until_an_hour_has_passed_and_cards_are_not(
    store: LetterboxStore, stories: StoryStore, box: Letterbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storing, "MOST_AN_HOUR", 2)
    for number in range(3):
        store.type_card(box.id, f"card-{number}", tell())
    first = store.tell(box.id, "0", tell())
    store.tell(box.id, "1", tell())
    with pytest.raises(LetterboxFullError) as caught:
        store.tell(box.id, "2", tell())
    assert 3500 < caught.value.seconds <= 3600
    assert store.tell(box.id, "0", tell()) == first
    store.type_card(box.id, "card", tell())
    store.create("other", "Ward 5", "nl")
    store.tell("other", "0", tell())
    with stories.database.writing() as connection:
        earlier = update(told).where(told.c.request == "0").values(at=told.c.at)
        found = connection.execute(told.select().where(told.c.request == "0")).mappings().all()
        moment = found[0]["at"] - timedelta(hours=1)
        connection.execute(earlier.values(at=moment))
    store.tell(box.id, "2", tell())


def test_the_code_withdraws_the_story_and_its_consent(
    store: LetterboxStore, stories: StoryStore, box: Letterbox
) -> None:
    receipt = store.tell(box.id, "r", tell(consent=Consent(room=True, exports=True)))
    other = store.tell(box.id, "s", tell())
    for _again in range(2):
        store.withdraw_story(f" {receipt.code[:5].lower()} {receipt.code[5:]}")
        story = stories.get(receipt.story)
        assert (story.status, story.consent, story.revision) == ("withdrawn", Consent(), 2)
    assert stories.get(other.story).status == "pending"
    stories.delete(receipt.story, 2, "facilitator")
    store.withdraw_story(receipt.code)
    for wrong in ("", "AAAAAAAAAA", "x" * 99):
        with pytest.raises(UnknownCodeError):
            store.withdraw_story(wrong)


def test_ids_that_no_form_has_are_refused(store: LetterboxStore, box: Letterbox) -> None:
    for wrong in ("", "a b", "x" * 81, "a\0", "é"):
        with pytest.raises(InvalidLetterboxError):
            store.tell(box.id, wrong, tell())
        with pytest.raises(UnknownLetterboxError):
            store.tell(wrong, "r", tell())
    with pytest.raises(InvalidLetterboxError):
        store.tell(box.id, "r", tell(text="<b></b>"))
