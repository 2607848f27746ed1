"""Phones that come in: who makes room for whom, who is here, and what a phone is told of itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from model.stories import Consent, StoryStore
from model.stories.codes import story_codes
from model.teller_data import collect, find_by_code
from model.workshop import (
    InvalidEntryError,
    NotJoinedError,
    ParticipantStore,
    Workshop,
    WorkshopEndedError,
    WorkshopStore,
    make_request_id,
    make_token,
)
from model.workshop.tables import participants, workshops
from tests.workshopping import hold, join, open_round, tell


def set_times(stories: StoryStore, workshop: Workshop, id_: int, joined: float, seen: float) -> None:
    """Let somebody have joined and been seen some seconds ago."""
    now = datetime.now(UTC)
    times = {"joined_at": now - timedelta(seconds=joined), "seen_at": now - timedelta(seconds=seen)}
    here = (participants.c.workshop == workshop.id, participants.c.id == id_)
    with stories.database.writing() as connection:
        connection.execute(update(participants).where(*here).values(times))


def read_seen(stories: StoryStore, workshop: Workshop) -> dict[int, datetime]:
    with stories.database.reading() as connection:
        here = participants.c.workshop == workshop.id
        rows = connection.execute(select(participants.c.id, participants.c.seen_at).where(here))
        return dict(map(tuple, rows))


@pytest.mark.parametrize(
    ("phones_there", "joining", "gone"),
    [
        # Of those who never came back, who was seen longest ago; whoever stayed goes last.
        ({"flood": (20, 20), "other": (10, 10), "stays": (90, 25)}, 1, {"flood"}),
        ({"flood": (20, 20), "other": (10, 10), "stays": (90, 25)}, 2, {"flood", "other"}),
        ({"first": (600, 500), "then": (600, 400), "last": (600, 10)}, 1, {"first"}),
        # A bit more of a flood goes at once, but nobody who could still come back, and nobody who stayed.
        ({"flood": (50, 49), "more": (45, 44), "fresh": (20, 19)}, 1, {"flood", "more"}),
        ({"flood": (50, 49), "more": (300, 44), "fresh": (20, 19)}, 1, {"flood"}),
        # Thirty seconds after joining somebody is here.
        ({"flood": (200, 170.5), "here": (230, 199)}, 1, {"flood"}),
    ],
)
def test_who_sent_nothing_makes_room_who_stayed_longest_last(
    store: WorkshopStore,
    phones: ParticipantStore,
    stories: StoryStore,
    workshop: Workshop,
    monkeypatch: pytest.MonkeyPatch,
    phones_there: dict[str, tuple[float, float]],
    joining: int,
    gone: set[str],
) -> None:
    tokens = {name: join(phones, workshop) for name in phones_there}
    for name, token in tokens.items():
        me = phones.find_participant(workshop.id, token)
        assert me
        set_times(stories, workshop, me.id, *phones_there[name])
    monkeypatch.setattr("model.workshop.desk.MOST_PARTICIPANTS", len(tokens))
    monkeypatch.setattr("model.workshop.desk._GO_AT_ONCE", 2)
    new = [join(phones, workshop) for _ in range(joining)]
    assert all(phones.find_participant(workshop.id, token) for token in new)
    left = {name for name, token in tokens.items() if phones.find_participant(workshop.id, token)}
    assert left == set(phones_there) - gone


def test_of_a_flood_only_some_go_at_once(
    store: WorkshopStore,
    phones: ParticipantStore,
    stories: StoryStore,
    workshop: Workshop,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for _ in range(6):
        me = phones.join(workshop.id, make_token(), "nl")
        set_times(stories, workshop, me.id, 100, 100)
    monkeypatch.setattr("model.workshop.desk._GO_AT_ONCE", 3)
    monkeypatch.setattr("model.workshop.desk.MOST_PARTICIPANTS", 6)
    join(phones, workshop)
    assert store.get_state(workshop.id).headcount.joined == 6 - 1 - 3 + 1
    other = store.create("Other", "nl", workshop.ends_at)
    join(phones, other)
    assert len(store.list_participants(workshop.id)) == 3


def test_a_workshop_is_full_where_one_more_than_sent_nothing_would_have_to_go(
    store: WorkshopStore, phones: ParticipantStore, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_ = open_round(store, workshop, "dots")
    for _ in range(2):
        phones.vote(workshop.id, join(phones, workshop), round_.id, {"joy": 1}, "r")
    monkeypatch.setattr("model.workshop.desk.MOST_PARTICIPANTS", 2)
    with pytest.raises(InvalidEntryError) as caught:
        join(phones, workshop)
    assert caught.value.details == {"most": 2, "given": 3}
    monkeypatch.setattr("model.workshop.desk.MOST_PARTICIPANTS", 3)
    join(phones, workshop)
    join(phones, workshop)
    assert store.get_state(workshop.id).headcount.joined == 3


def test_that_a_phone_is_here_is_noted_every_half_minute_for_it_alone(
    store: WorkshopStore, phones: ParticipantStore, stories: StoryStore, workshop: Workshop
) -> None:
    tokens = [make_token() for _ in range(3)]
    first, second, third = (phones.join(workshop.id, token, "nl").id for token in tokens)
    for id_, seen in ((first, 28), (second, 32), (third, 300)):
        set_times(stories, workshop, id_, 400, seen)
    before = read_seen(stories, workshop)
    phones.see(workshop.id, tokens[0])
    phones.see(workshop.id, tokens[1])
    now = read_seen(stories, workshop)
    assert (now[first], now[third]) == (before[first], before[third])
    assert now[second] - before[second] > timedelta(seconds=31)


def test_who_was_seen_within_two_minutes_is_here(
    store: WorkshopStore, phones: ParticipantStore, stories: StoryStore, workshop: Workshop
) -> None:
    for seen in (0, 110, 130, 900):
        set_times(stories, workshop, phones.join(workshop.id, make_token(), "nl").id, 1000, seen)
    headcount = store.get_state(workshop.id).headcount
    assert (headcount.joined, headcount.present) == (4, 2)


def test_role_and_language_are_said_for_oneself(
    store: WorkshopStore, phones: ParticipantStore, workshop: Workshop
) -> None:
    tokens = [make_token() for _ in range(2)]
    for token in tokens:
        phones.join(workshop.id, token, "nl", "patient")
    before = store.get_version(workshop.id)
    changed = phones.set_role(workshop.id, tokens[0], "leadership", "fr")
    assert (changed.role, changed.language) == ("leadership", "fr")
    assert phones.get_participant(workshop.id, tokens[0]) == changed
    untouched = phones.get_participant(workshop.id, tokens[1])
    assert (untouched.role, untouched.language, untouched.has_code) == ("patient", "nl", False)
    after = store.get_version(workshop.id)
    assert before != after
    assert phones.set_role(workshop.id, tokens[0], "leadership") == changed
    assert store.get_version(workshop.id) == after


def test_an_ended_workshop_lets_nobody_in_whether_or_not_they_joined_before(
    store: WorkshopStore, phones: ParticipantStore, workshop: Workshop
) -> None:
    token = join(phones, workshop)
    store.end(workshop.id)
    for said in (token, make_token()):
        with pytest.raises(WorkshopEndedError):
            phones.admit(workshop.id, said, "nl")
    assert phones.get_state(workshop.id, token).workshop.is_ended


def test_a_ticket_says_language_role_and_when_and_is_known_without_the_database(
    phones: ParticipantStore, stories: StoryStore, workshop: Workshop
) -> None:
    token = make_token()
    assert not phones.has_ticket(workshop.id, token, "nl..1.x")
    ticket = phones.admit(workshop.id, token, "fr", "professional")
    assert phones.has_ticket(workshop.id, token, ticket)
    for other in (
        (workshop.id, make_token(), ticket),
        ("other", token, ticket),
        (workshop.id, "short", ticket),
    ):
        assert not phones.has_ticket(*other)
    assert not ParticipantStore(stories).has_ticket(workshop.id, token, ticket)
    guest = phones.get_participant(workshop.id, token, ticket)
    assert (guest.language, guest.role, guest.id) == ("fr", "professional", -1)
    assert phones.find_participant(workshop.id, token) is None
    with pytest.raises(NotJoinedError):
        phones.get_participant(workshop.id, token)
    came = phones.come_back(workshop.id, token, ticket)
    assert (came.language, came.role, came.joined_at) == ("fr", "professional", guest.joined_at)
    assert came.id >= 0
    assert phones.come_back(workshop.id, token, "") == came
    assert phones.build_ticket(workshop.id, token, came) == ticket == phones.admit(workshop.id, token, "nl")


def test_a_phone_that_knows_its_request_has_its_receipt_again_and_hears_of_its_story(
    store: WorkshopStore, phones: ParticipantStore, stories: StoryStore, workshop: Workshop
) -> None:
    round_, token, other = (
        open_round(store, workshop, "stories"),
        join(phones, workshop),
        join(phones, workshop),
    )
    requests = [make_request_id() for _ in range(3)]
    receipts = [tell(phones, workshop, token, round_, request) for request in requests]
    assert [phones.find_receipt(workshop.id, token, request) for request in requests] == receipts
    assert len({receipt.code for receipt in receipts}) == 3
    for whose, request in ((other, requests[0]), (token, make_request_id())):
        assert phones.find_receipt(workshop.id, whose, request) is None
        assert not phones.is_withdrawn(workshop.id, whose, request)
    with pytest.raises(InvalidEntryError, match="request"):
        phones.find_receipt(workshop.id, token, "a b")
    phones.withdraw_story(receipts[1].code)
    stories.delete(receipts[2].story, 1, "facilitator")
    assert [phones.is_withdrawn(workshop.id, token, request) for request in requests] == [False, True, True]


@pytest.mark.parametrize("gone", ["workshop", "round", "rehearsal", "expired"])
@pytest.mark.parametrize("is_undone", [False, True])
def test_a_code_works_on_where_the_story_was_told_is_deleted(
    store: WorkshopStore,
    phones: ParticipantStore,
    stories: StoryStore,
    monkeypatch: pytest.MonkeyPatch,
    gone: str,
    is_undone: bool,
) -> None:
    held = hold(store, phones)
    id_, request = held.workshop.id, make_request_id()
    receipt, kept, erased = held.receipts[:3]
    if gone == "workshop":
        store.delete(id_, request)
    elif gone == "round":
        store.delete_round(id_, held.stories.id, request)
    else:
        rehearsal = update(workshops).values(is_rehearsal=gone == "rehearsal")
        with stories.database.writing() as connection:
            connection.execute(rehearsal)
        monkeypatch.setenv("MANGOMOMENT_WORKSHOP_DAYS", "40" if gone == "expired" else "")
        store.erase_expired(datetime.now(UTC) + timedelta(days=41))
    if is_undone and gone in ("workshop", "round"):
        store.undo(id_, request)
    for _ in range(2):
        phones.withdraw_story(receipt.code)
    assert (stories.get(receipt.story).status, stories.get(receipt.story).consent) == ("withdrawn", Consent())
    assert stories.get(kept.story).status == "pending"
    assert find_by_code(stories, kept.code) == kept.story
    ways = collect(stories, kept.story)["came_through"]
    assert {way["has_hash_of_code"] for way in ways} == {True}
    is_back = is_undone and gone in ("workshop", "round")
    assert [way["workshop"] for way in ways] == ["Ward 4" if is_back else None]
    stories.delete(erased.story, 1, "facilitator")
    with stories.database.reading() as connection:
        codes = set(connection.execute(select(story_codes.c.story)).scalars())
    assert codes == (set() if is_back else {each.story for each in held.receipts} - {erased.story})


def test_what_the_room_chose_is_the_words_of_its_phones_once_it_is_revealed(
    store: WorkshopStore, phones: ParticipantStore
) -> None:
    held = hold(store, phones)
    id_ = held.workshop.id
    trust = next(answer for answer in store.get_state(id_).answers if answer.node == "trust")
    calm = next(answer for answer in store.get_state(id_).answers if answer.node == "calm")
    store.choose_group(id_, store.group_answers(id_, [trust.id], "Rest").id)
    store.group_answers(id_, [calm.id], "Not chosen")
    empty = store.group_answers(id_, [calm.id], "Quiet")
    store.ungroup_answers(id_, [calm.id])
    store.choose_group(id_, empty.id)
    state = phones.get_state(id_, held.tokens[0])
    assert [(words.node, words.title, words.count) for words in state.chosen] == [
        *(("joy", "Time", 1), ("trust", "Rest", 1), ("calm", "Quiet", 0))
    ]
    assert phones.get_words(id_) == state.words == {"joy": ("Time",), "trust": ("Rest",), "calm": ("Quiet",)}
    store.hide_round(id_, held.catalysts.id)
    assert phones.get_words(id_) == {}


def test_the_result_on_a_phone_is_that_on_the_screen_else_the_last_one(
    store: WorkshopStore, phones: ParticipantStore
) -> None:
    held = hold(store, phones)
    id_, token = held.workshop.id, held.tokens[0]

    def show(view: Any, round_id: str | None) -> tuple[object, bool]:
        position = held.workshop.position.model_copy(update={"view": view, "round": round_id})
        store.move(id_, position)
        state = phones.get_state(id_, token)
        return state.result and state.result.id, state.is_result_on_screen

    last = held.catalysts.id
    assert show("round", held.dots.id) == (held.dots.id, True)
    assert show("map", held.dots.id) == (last, False)
    assert show("round", held.stories.id) == (last, False)
    assert show("round", last) == (last, True)
    for round_ in (held.dots, held.rating, held.catalysts):
        store.hide_round(id_, round_.id)
    assert show("round", held.dots.id) == (None, False)
    assert phones.get_ballots(id_, held.dots.id) == ()


def test_a_phone_names_and_tells_as_much_as_it_may(
    store: WorkshopStore, phones: ParticipantStore, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("model.workshop.participants.MOST_ANSWERS", 2)
    monkeypatch.setattr("model.workshop.participants.MOST_STORIES", 2)
    naming, telling = open_round(store, workshop, "catalysts"), open_round(store, workshop, "stories")
    again, token = open_round(store, workshop, "catalysts"), join(phones, workshop)
    for round_ in (naming, again):
        for number in range(2):
            phones.name_catalyst(
                workshop.id, token, round_.id, "joy", f"Time {number}", f"{round_.id}{number}"
            )
    for _ in range(2):
        tell(phones, workshop, token, telling)
    for act in (
        lambda: phones.name_catalyst(workshop.id, token, naming.id, "joy", "More", "more"),
        lambda: tell(phones, workshop, token, telling),
    ):
        with pytest.raises(InvalidEntryError) as caught:
            act()
        assert caught.value.details == {"most": 2, "given": 3}
    other = join(phones, workshop)
    phones.name_catalyst(workshop.id, other, naming.id, "joy", "More", "more")
    tell(phones, workshop, other, telling)
