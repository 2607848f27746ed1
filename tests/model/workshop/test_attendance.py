"""Who is in a workshop: closed joining, floods, and participants that are removed, on both engines."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from model.stories import Author, StoryStore
from model.teams import TeamStore
from model.workshop import (
    JoiningClosedError,
    ParticipantStore,
    RemovedError,
    UnknownPartError,
    Workshop,
    WorkshopStore,
    count_ballots,
    make_token,
    read_workshop_json,
    to_workshop_json,
)
from model.workshop.tables import floods, participants, workshops
from tests.workshopping import Held, hold, join, open_round, tell

HOME, WARD = "198.51.100.7", "203.0.113.9"


def set_closed(stories: StoryStore, workshop: Workshop, seconds: float) -> None:
    """Let joining be closed for some seconds."""
    at = datetime.now(UTC) - timedelta(seconds=seconds)
    with stories.database.writing() as connection:
        row = update(workshops).where(workshops.c.id == workshop.id)
        connection.execute(row.values(joining_closed_at=at))


def read_places(stories: StoryStore) -> list[Any]:
    """What is kept of where participants joined from."""
    with stories.database.reading() as connection:
        return list(connection.execute(select(participants.c.place)).scalars())


def flood(phones: ParticipantStore, workshop: Workshop, people: int, count: int = 300) -> list[str]:
    """Phones that join from one network within this minute, and a note of the flood; their tokens."""
    tokens = [make_token() for _ in range(people)]
    phones.note_flood("joins", HOME, int(datetime.now(UTC).timestamp()) // 60, count, workshop.id)
    for token in tokens:
        phones.join(workshop.id, token, "nl", network=HOME)
    return tokens


class TestClosedJoining:
    def test_nobody_new_joins_and_those_who_joined_go_on(
        self, store: WorkshopStore, phones: ParticipantStore, workshop: Workshop
    ) -> None:
        round_, token = open_round(store, workshop, "dots"), join(phones, workshop)
        before = store.get_version(workshop.id)
        assert not store.close_joining(workshop.id, "close").is_joining_open
        assert store.get_version(workshop.id) != before
        with pytest.raises(JoiningClosedError):
            phones.admit(workshop.id, make_token(), "nl")
        with pytest.raises(JoiningClosedError):
            join(phones, workshop)
        assert phones.vote(workshop.id, token, round_.id, {"joy": 1}, "r") == {"joy": 1}
        assert phones.admit(workshop.id, token, "nl")
        assert store.open_joining(workshop.id, "open").is_joining_open
        assert not store.close_joining(workshop.id).is_joining_open
        assert not store.close_joining(workshop.id, "close").is_joining_open
        store.open_joining(workshop.id)
        assert store.close_joining(workshop.id, "close").is_joining_open  # it was asked for already
        join(phones, workshop)

    def test_who_joined_just_before_comes_back_within_a_minute(
        self, stories: StoryStore, phones: ParticipantStore, workshop: Workshop
    ) -> None:
        tokens = [make_token() for _ in range(2)]
        tickets = [phones.admit(workshop.id, token, "nl") for token in tokens]
        set_closed(stories, workshop, -1)
        phones.come_back(workshop.id, tokens[0], tickets[0])
        set_closed(stories, workshop, 30)
        with pytest.raises(JoiningClosedError):  # it joined after that
            phones.come_back(workshop.id, tokens[1], tickets[1])

    def test_after_a_minute_a_ticket_that_was_never_used_is_void(
        self, stories: StoryStore, phones: ParticipantStore, workshop: Workshop, monkeypatch: Any
    ) -> None:
        token = make_token()
        with monkeypatch.context() as patch:
            patch.setattr("model.workshop.admission.datetime", At(-300))
            ticket = phones.admit(workshop.id, token, "nl")
        set_closed(stories, workshop, 59)
        assert phones.get_state(workshop.id, token, ticket)
        set_closed(stories, workshop, 61)
        for come in (phones.get_state, phones.come_back, phones.see):
            with pytest.raises(JoiningClosedError):
                come(workshop.id, token, ticket)

    def test_a_session_in_a_file_says_whether_joining_is_open(
        self, store: WorkshopStore, workshop: Workshop
    ) -> None:
        store.close_joining(workshop.id)
        record = read_workshop_json(to_workshop_json(store.get_record(workshop.id)))
        store.open_joining(workshop.id)
        assert store.put_back(record).is_joining_open  # it is here already, and no other one by that
        store.delete(workshop.id)
        assert not store.put_back(record).is_joining_open


class At(datetime):
    """A clock that is some seconds ahead of ours."""

    def __new__(cls, seconds: float) -> Any:
        class Clock(datetime):
            @classmethod
            def now(cls, zone: Any = None) -> Any:
                return datetime.now(zone) + timedelta(seconds=seconds)

        return Clock


class TestFloods:
    def test_of_a_network_only_a_mark_of_this_workshop_is_kept_and_that_for_a_day(
        self, stories: StoryStore, store: WorkshopStore, phones: ParticipantStore, workshop: Workshop
    ) -> None:
        other = store.create("Other", "nl", workshop.ends_at)
        for held, network in ((workshop, HOME), (workshop, HOME), (workshop, WARD), (other, HOME)):
            phones.join(held.id, make_token(), "nl", network=network)
        first, again, ward, elsewhere = read_places(stories)
        assert first == again
        assert len({first, ward, elsewhere}) == 3
        assert all(len(place) == 5 and place not in HOME for place in (first, ward, elsewhere))
        assert [participant.place for participant in store.list_participants(workshop.id)].count(1) in (1, 2)
        store.erase_expired(datetime.now(UTC) + timedelta(hours=23))
        assert read_places(stories) == [first, again, ward, elsewhere]
        store.erase_expired(datetime.now(UTC) + timedelta(hours=25))
        assert read_places(stories) == [None] * 4

    def test_a_flood_is_told_at_the_desk_and_not_to_the_room(
        self, store: WorkshopStore, phones: ParticipantStore, workshop: Workshop
    ) -> None:
        join(phones, workshop)
        before, shown = store.get_version(workshop.id), phones.get_version(workshop.id)
        now = datetime.now(UTC)
        for count in (150, 300, 150):
            phones.note_flood("joins", HOME, int(now.timestamp()) // 60, count, workshop.id)
        state = store.get_state(workshop.id)
        [noted] = state.floods
        assert (noted.kind, noted.most, noted.staying) == ("joins", 300, 0)
        assert noted.since <= now <= noted.until
        assert state.version == store.get_version(workshop.id) != before
        assert (state.for_room().floods, phones.get_version(workshop.id)) == ((), shown)
        other = store.create("Other", "nl", workshop.ends_at)
        assert store.get_state(other.id).floods == ()

    def test_minutes_close_together_are_one_flood_and_others_another(
        self, store: WorkshopStore, phones: ParticipantStore, workshop: Workshop
    ) -> None:
        now = int(datetime.now(UTC).timestamp()) // 60
        for ago, count in ((100, 200), (3, 160), (1, 400), (0, 170)):
            phones.note_flood("joins", HOME, now - ago, count, workshop.id)
        phones.note_flood("joins", WARD, now, 150, workshop.id)
        assert [found.most for found in store.get_state(workshop.id).floods] == [200, 400, 150]

    def test_wrong_keys_and_codes_are_told_at_each_desk_for_an_hour(
        self, stories: StoryStore, store: WorkshopStore, phones: ParticipantStore, workshop: Workshop
    ) -> None:
        now = int(datetime.now(UTC).timestamp()) // 60
        phones.note_flood("keys", HOME, now, 60)
        phones.note_flood("codes", HOME, now - 59, 60)
        phones.note_flood("codes", HOME, now - 70, 600)
        assert {found.kind for found in store.get_state(workshop.id).floods} == {"keys", "codes"}
        assert max(found.most for found in store.get_state(workshop.id).floods) == 60
        with stories.database.reading() as connection:
            assert {tuple(row) for row in connection.execute(select(floods.c.workshop, floods.c.place))} == {
                ("", "")
            }
        store.erase_expired(datetime.now(UTC) + timedelta(hours=25))
        with stories.database.reading() as connection:
            assert connection.execute(select(floods)).all() == []


def read(store: WorkshopStore, held: Held) -> Any:
    """All that screens, reports and files show of a workshop."""
    state, id_ = store.get_state(held.workshop.id), held.workshop.id
    shown = [(story.id, story.status) for story in state.stories]
    tallies = [
        count_ballots(round_, store.get_ballots(id_, round_.id)) for round_ in (held.dots, held.rating)
    ]
    counted = (state.headcount.joined, state.headcount.by_role, dict(state.answered))
    return counted, state.answers, shown, tallies, store.get_record(id_).model_copy(update={"stories": ()})


class TestRemoving:
    def test_a_participant_goes_with_all_that_was_sent_and_comes_back_with_it(
        self, stories: StoryStore, store: WorkshopStore, phones: ParticipantStore
    ) -> None:
        held = hold(store, phones)
        id_ = held.workshop.id
        me = phones.find_participant(id_, held.tokens[0])
        assert me is not None
        before = read(store, held)
        [listed] = [participant for participant in store.list_participants(id_) if participant.id == me.id]
        assert (listed.role, listed.votes, listed.answers, listed.stories) == (me.role, 2, 1, 1)
        assert not listed.is_silent
        assert store.remove(id_, [me.id], request="gone") == 1
        assert store.remove(id_, [me.id], request="gone") == 1
        state = store.get_state(id_)
        assert state.headcount.joined == 2
        assert [answered.people for answered in state.answered.values()] == [2, 2, 2, 2]
        assert len(store.get_ballots(id_, held.dots.id)) == len(state.answers) == len(state.stories) == 2
        record = store.get_record(id_)
        assert (len(record.participants), len(record.ballots), len(record.answers)) == (2, 4, 2)
        assert read_workshop_json(to_workshop_json(record)) == record
        assert stories.get(held.receipts[0].story).status == "withdrawn"
        store.undo(id_, "gone", "back")
        assert read(store, held) == before
        assert stories.get(held.receipts[0].story).status == "pending"
        assert phones.get_state(id_, held.tokens[0]).participant.id == me.id

    def test_the_log_names_who_led(
        self, stories: StoryStore, store: WorkshopStore, phones: ParticipantStore
    ) -> None:
        held = hold(store, phones)
        ann = WorkshopStore(stories, Author("facilitator", "ann"))
        story = held.receipts[0].story
        ann.remove(held.workshop.id, request="gone")
        ann.undo(held.workshop.id, "gone")
        ann.change(held.workshop.id, team=TeamStore(stories).add("Ward 4").id)
        changes = stories.history(story)
        assert [(change.what, change.person) for change in changes] == [
            *(("added", ""), ("withdrawn", "ann"), ("restored", "ann"), ("edited", "ann"))
        ]

    def test_an_approved_story_stays_and_its_code_still_withdraws_it(
        self, stories: StoryStore, store: WorkshopStore, phones: ParticipantStore
    ) -> None:
        held = hold(store, phones)
        waiting = stories.get(held.receipts[0].story)
        stories.change(waiting.model_copy(update={"status": "published"}), "facilitator", "published")
        store.remove(held.workshop.id, request="gone")
        [kept] = store.get_state(held.workshop.id).stories
        assert (kept.id, kept.status) == (waiting.id, "published")
        phones.withdraw_story(held.receipts[0].code)
        phones.withdraw_story(held.receipts[1].code)
        store.undo(held.workshop.id, "gone")
        assert [stories.get(receipt.story).status for receipt in held.receipts] == [
            *("withdrawn", "withdrawn", "pending")
        ]

    def test_a_removed_phone_is_told_so_and_only_another_token_joins(
        self, store: WorkshopStore, phones: ParticipantStore, workshop: Workshop
    ) -> None:
        token, round_ = make_token(), open_round(store, workshop, "dots")
        ticket = phones.admit(workshop.id, token, "nl")
        me = phones.come_back(workshop.id, token, ticket)
        store.remove(workshop.id, [me.id])
        for ask in (
            lambda: phones.get_state(workshop.id, token, ticket),
            lambda: phones.get_state(workshop.id, token),
            lambda: phones.come_back(workshop.id, token, ticket),
            lambda: phones.see(workshop.id, token, ticket),
            lambda: phones.admit(workshop.id, token, "nl"),
            lambda: phones.vote(workshop.id, token, round_.id, {"joy": 1}, "r"),
        ):
            with pytest.raises(RemovedError):
                ask()
        join(phones, workshop)
        assert store.get_state(workshop.id).headcount.joined == 1

    def test_those_of_a_flood_go_and_of_them_only_who_sent_nothing_where_asked(
        self, store: WorkshopStore, phones: ParticipantStore, workshop: Workshop
    ) -> None:
        round_ = open_round(store, workshop, "dots")
        other = make_token()
        phones.join(workshop.id, other, "nl", network=WARD)
        tokens = flood(phones, workshop, 5)
        phones.vote(workshop.id, tokens[0], round_.id, {"joy": 1}, "r")
        [noted] = store.get_state(workshop.id).floods
        assert (noted.staying, noted.silent) == (5, 4)
        with pytest.raises(UnknownPartError):
            store.remove(workshop.id, flood="nothing", request="none")
        assert store.remove(workshop.id, flood=noted.id, is_silent=True, request="silent") == 4
        assert phones.find_participant(workshop.id, tokens[0])
        assert store.remove(workshop.id, flood=noted.id, request="all") == 1
        assert [participant.is_silent for participant in store.list_participants(workshop.id)] == [True]
        assert phones.find_participant(workshop.id, other)
        for deletion in ("silent", "all"):
            store.undo(workshop.id, deletion)
        assert [found.staying for found in store.get_state(workshop.id).floods] == [5]
        assert store.get_state(workshop.id).answered[round_.id].people == 1

    def test_who_never_sent_anything_goes_and_who_did_stays_also_after_the_round_is_gone(
        self, store: WorkshopStore, phones: ParticipantStore, workshop: Workshop
    ) -> None:
        round_, shared = open_round(store, workshop, "catalysts"), open_round(store, workshop, "stories")
        tokens = [join(phones, workshop) for _ in range(3)]
        phones.name_catalyst(workshop.id, tokens[0], round_.id, "joy", "Time", "r")
        tell(phones, workshop, tokens[1], shared)
        store.delete_round(workshop.id, round_.id)
        store.delete_round(workshop.id, shared.id)
        assert store.remove(workshop.id, is_silent=True) == 1
        assert [participant.is_silent for participant in store.list_participants(workshop.id)] == [
            False,
            False,
        ]

    def test_who_comes_back_finds_room_where_others_sent_nothing(
        self,
        store: WorkshopStore,
        phones: ParticipantStore,
        workshop: Workshop,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr("model.workshop.desk.MOST_PARTICIPANTS", 3)
        tokens = [join(phones, workshop) for _ in range(3)]
        store.remove(workshop.id, request="gone")
        for _ in range(2):
            join(phones, workshop)
        store.undo(workshop.id, "gone")
        assert len(store.list_participants(workshop.id)) == 3
        assert all(phones.find_participant(workshop.id, token) for token in tokens)

    def test_of_another_workshop_nobody_goes(
        self, store: WorkshopStore, phones: ParticipantStore, workshop: Workshop
    ) -> None:
        other = store.create("Other", "nl", workshop.ends_at)
        ids = [phones.join(held.id, make_token(), "nl").id for held in (workshop, other)]
        assert store.remove(workshop.id, ids) == 1
        assert len(store.list_participants(other.id)) == 1
