from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select, update

from model.letterboxes import (
    MOST_AN_HOUR,
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
from model.letterboxes.tables import letterboxes, told
from model.stories import Author, Consent, StoryQuery, StoryStore
from model.stories.faults import UnknownCodeError
from model.stories.tables import story_places
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


def test_the_stories_and_codes_of_another_model_are_its_own(
    store: LetterboxStore, box: Letterbox, url: str
) -> None:
    receipt = store.tell(box.id, "r", tell())
    elsewhere = StoryStore(url, "another")
    other = LetterboxStore(elsewhere)
    other.create("other", "Ward 9", "nl")
    other.tell("other", "r", tell())
    other.type_card("other", "s", tell())
    elsewhere.change(elsewhere.find(StoryQuery()).stories[0], "facilitator", "edited")
    assert (store.name_all(), other.name_all()) == ({"box": "Ward 4"}, {"other": "Ward 9"})
    assert (store.count_told(), other.count_told()) == ({"box": (1, 1)}, {"other": (2, 2)})
    with pytest.raises(UnknownCodeError, match="no story has this code; compare it with the receipt"):
        other.withdraw_story(receipt.code)
    elsewhere.close()


def test_what_a_letterbox_says_is_changed_and_its_key_is_not(store: LetterboxStore, box: Letterbox) -> None:
    changed = store.change(box.id, name="House", question="What helped?", is_open=False, team="geriatrics")
    assert store.get(box.id) == changed
    assert (changed.key, changed.name, changed.team) == (box.key, "House", "geriatrics")
    assert changed.ask(get_words("nl")) == "What helped?"
    for field, wrong in (
        ("name", {"name": " "}),
        ("language", {"language": "xx"}),
        ("key", {"key": "AAAAAA", "name": "Ward 5", "made": 1}),
        ("question", {"question": "x" * 201}),
    ):
        with pytest.raises(InvalidLetterboxError) as caught:
            store.change(box.id, **wrong)
        assert caught.value.field == field
        assert str(caught.value) == f"{field}: this value is not possible; enter another one"
    assert store.get(box.id) == changed


def test_every_part_that_may_be_changed_is_and_the_others_stay(store: LetterboxStore, box: Letterbox) -> None:
    changes = {
        "name": "House",
        "question": "What?",
        "is_weekly": True,
        "language": "fr",
        "team": "geriatrics",
    }
    for number, (part, value) in enumerate(changes.items(), 1):
        changed = store.change(box.id, **{part: value})
        assert changed == box.model_copy(update=dict([*changes.items()][:number]))
        assert store.get(box.id) == changed


def test_letterboxes_are_listed_and_named_in_the_order_they_were_made(
    store: LetterboxStore, stories: StoryStore
) -> None:
    made = [store.create(request, f"Ward {request}", "nl") for request in ("c", "a", "b", "d")]
    with stories.database.writing() as connection:  # two in the same moment
        moment = letterboxes.update().where(letterboxes.c.id == "d").values(created_at=made[0].created_at)
        connection.execute(moment)
    assert [box.id for box in store.find_all()] == ["c", "d", "a", "b"]
    assert [*store.name_all().items()] == [
        ("c", "Ward c"),
        ("d", "Ward d"),
        ("a", "Ward a"),
        ("b", "Ward b"),
    ]


def set_key(stories: StoryStore, letterbox: str, key: str) -> None:
    """Give a letterbox a key, as only drawing lots would."""
    with stories.database.writing() as connection:
        connection.execute(update(letterboxes).where(letterboxes.c.id == letterbox).values(key=key))


def test_a_key_that_looks_like_those_of_two_letterboxes_is_the_one_as_typed_or_none(
    store: LetterboxStore, stories: StoryStore, box: Letterbox
) -> None:
    other = store.create("other", "Ward 5", "nl")
    for first, second in (("AHCK45", "AHCK4S"), ("AHCKDQ", "AHCKQD")):
        set_key(stories, box.id, first)
        set_key(stories, other.id, second)
        assert (store.find_by_key(first).id, store.find_by_key(second).id) == (box.id, other.id)
    with pytest.raises(
        UnknownLetterboxError, match="no letterbox with this key; read it from the poster"
    ) as said:
        store.find_by_key("AHCKOO")
    assert said.value.said == "AHCKOO"
    set_key(stories, other.id, "CCCCCC")
    assert store.find_by_key("AHCKOO").id == box.id


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


@pytest.mark.parametrize(("language", "screen"), [("nl", "nl"), ("fr", "fr"), ("de", "de"), ("ar", "nl")])
def test_where_a_story_came_from_is_said_in_its_language_or_else_in_that_of_the_letterbox(
    store: LetterboxStore, stories: StoryStore, box: Letterbox, language: str, screen: str
) -> None:
    source = stories.get(store.tell(box.id, "r", tell(language=language)).story).source
    assert source
    assert source.name == get_words(screen)("Letterbox")


def test_a_story_through_a_letterbox_and_another_from_the_same_network_came_from_one_place(
    store: LetterboxStore, stories: StoryStore, box: Letterbox
) -> None:
    sent = stories.get(store.tell(box.id, "r", tell(), "192.0.2.1").story)
    stories.add(sent.model_copy(update={"id": "same"}), "visitor", "192.0.2.1")
    store.tell(box.id, "s", tell(), "192.0.2.2")
    store.tell(box.id, "t", tell())
    assert [sender.count for sender in stories.find_senders(1)] == [2, 1]
    with stories.database.reading() as connection:
        assert len(connection.execute(select(story_places)).all()) == 3


def test_who_typed_a_card_is_in_its_history_and_it_waits_with_all_that_was_written(
    store: LetterboxStore, stories: StoryStore, box: Letterbox
) -> None:
    store.change(box.id, team="a" * 32)
    written = tell(nodes=["joy", "trust"], setting=" Day  ward ", consent=Consent(exports=True))
    card = store.type_card(box.id, "card", written, Author("moderator", "ann"))
    assert stories.get(card.id) == card
    assert (card.team, card.letterbox, card.status, card.teller) == ("a" * 32, box.id, "pending", "family")
    assert (card.nodes, card.setting, card.consent) == (("joy", "trust"), "Day ward", Consent(exports=True))
    [change] = stories.history(card.id)
    assert (change.role, change.person) == ("moderator", "ann")
    assert store.count_told() == {box.id: (1, 1)}
    stories.change(card.model_copy(update={"status": "published"}), "facilitator", "published")
    assert store.count_told() == {box.id: (1, 0)}


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
    with pytest.raises(LetterboxClosedError, match="this letterbox is closed; ask who keeps it") as closed:
        store.tell(box.id, "later", tell())
    assert closed.value.letterbox == box.id
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
    store.delete(box.id)
    gone = store.get(box.id)
    store.delete(box.id)
    assert store.get(box.id) == gone
    for take in (store.tell, store.type_card):
        with pytest.raises(
            LetterboxDeletedError, match="was deleted; tell the story to another one"
        ) as caught:
            take(box.id, "later", tell())
        assert caught.value.letterbox == box.id
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
    assert (
        str(caught.value) == f"too many stories came in; send yours again in {caught.value.seconds} seconds"
    )
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


def test_a_letterbox_takes_a_thousand_stories_within_an_hour(
    store: LetterboxStore, stories: StoryStore, box: Letterbox
) -> None:
    moment = datetime.now(UTC) - timedelta(minutes=50)
    rows = [
        {"letterbox": box.id, "request": f"r{number}", "story": "x", "code_hash": "x", "at": moment}
        for number in range(999)
    ]
    with stories.database.writing() as connection:
        connection.execute(told.insert(), rows)
    assert MOST_AN_HOUR == 1000
    store.tell(box.id, "1000", tell())
    with pytest.raises(LetterboxFullError) as caught:
        store.tell(box.id, "1001", tell())
    assert 500 < caught.value.seconds <= 600


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
        for refuse in (partial(store.tell, box.id), partial(store.type_card, box.id)):
            with pytest.raises(InvalidLetterboxError, match=r"^request: "):
                refuse(wrong, tell())
        with pytest.raises(InvalidLetterboxError, match=r"^request: "):
            store.create(wrong, "Ward 5", "nl")
        with pytest.raises(UnknownLetterboxError):
            store.tell(wrong, "r", tell())
    with pytest.raises(InvalidLetterboxError, match=r"^text: "):
        store.tell(box.id, "r", tell(text="<b></b>"))
