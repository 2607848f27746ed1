"""What the facilitator does, on both engines."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from model.stories import StoryStore
from model.workshop import (
    ActionConflictError,
    InvalidEntryError,
    ParticipantStore,
    Position,
    RoundClosedError,
    UnknownPartError,
    UnknownWorkshopError,
    Workshop,
    WorkshopEndedError,
    WorkshopStore,
    agenda,
    make_request_id,
    make_token,
)
from model.workshop import (
    store as store_module,
)
from tests.workshopping import NODES, build_end, hold, join, open_round, tell


def shift_end(stories: StoryStore, workshop: Workshop, days: float) -> None:
    """Let a workshop have been due some days ago."""
    past = datetime.now(UTC) - timedelta(days=days)
    is_sqlite = stories.database.is_sqlite
    with stories.database.writing() as connection:
        connection.execute(
            text("UPDATE workshops SET ends_at = :past WHERE id = :id"),
            {"past": past.strftime("%Y-%m-%d %H:%M:%S.%f") if is_sqlite else past, "id": workshop.id},
        )


class TestWorkshop:
    def test_a_workshop_is_found_by_its_key_however_it_is_typed(
        self, store: WorkshopStore, workshop: Workshop
    ) -> None:
        assert store.find_by_key(f" {workshop.key[:3].lower()}-{workshop.key[3:]} ") == workshop
        assert store.get(workshop.id) == workshop
        assert (workshop.name, workshop.language, workshop.is_ended) == ("Ward 4", "nl", False)

    @pytest.mark.parametrize("typed", ["", "AAAAAA", "é", "\0", "x" * 5000, "' OR 1"])
    def test_a_wrong_key_is_refused(self, store: WorkshopStore, typed: str) -> None:
        with pytest.raises(UnknownWorkshopError, match="read it from the screen again"):
            store.find_by_key(typed)

    @pytest.mark.parametrize("workshop_id", ["", "nobody", "é", "\0", "x" * 5000])
    def test_an_unknown_id_is_refused_by_everything(self, store: WorkshopStore, workshop_id: str) -> None:
        for ask in (store.get, store.get_version, store.get_state, store.end, store.get_record):
            with pytest.raises(UnknownWorkshopError):
                ask(workshop_id)

    def test_a_workshop_belongs_to_its_model(
        self, store: WorkshopStore, workshop: Workshop, url: str
    ) -> None:
        stories = StoryStore(url, "other")
        other = WorkshopStore(stories)
        assert other.list() == ()
        for ask in (other.get, other.get_state, other.get_version, other.end):
            with pytest.raises(UnknownWorkshopError):
                ask(workshop.id)
        with pytest.raises(UnknownWorkshopError):
            other.find_by_key(workshop.key)
        other.delete(workshop.id)
        assert store.get(workshop.id) == workshop
        stories.close()

    def test_workshops_are_listed_the_newest_first(self, store: WorkshopStore) -> None:
        made = [store.create(f"Ward {number}", "en", build_end()) for number in range(3)]
        assert store.list() == tuple(reversed(made))
        assert len({workshop.key for workshop in made}) == 3

    def test_making_a_workshop_again_with_the_same_request_makes_no_second(
        self, store: WorkshopStore
    ) -> None:
        request = make_request_id()
        made = store.create("Ward 4", "nl", build_end(), request=request)
        assert store.create("Ward 4", "nl", build_end(), request=request) == made
        assert store.list() == (made,)

    def test_a_key_that_is_taken_is_not_given_out(
        self, store: WorkshopStore, stories: StoryStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        drawn = iter(["AAAAAA", "AAAAAA", "BBBBBB", "AAAAAA", "BBBBBB", "CCCCCC", "AAAAAA"])
        monkeypatch.setattr(store_module, "make_key", lambda: next(drawn))
        first = store.create("1", "nl", build_end())
        assert (first.key, store.create("2", "nl", build_end()).key) == ("AAAAAA", "BBBBBB")
        store.end(first.id)
        assert store.create("3", "nl", build_end()).key == "CCCCCC"
        shift_end(stories, first, 31)
        assert store.create("4", "nl", build_end()).key == "AAAAAA"

    @pytest.mark.parametrize("hours", [-1, 24 * 32])
    def test_an_end_in_the_past_or_far_ahead_is_refused(self, store: WorkshopStore, hours: float) -> None:
        with pytest.raises(InvalidEntryError) as caught:
            store.create("Ward 4", "nl", build_end(hours))
        assert (caught.value.field, caught.value.code) == ("ends_at", "bad-value")

    @pytest.mark.parametrize(("name", "code"), [("", "empty"), ("x" * 101, "too-long")])
    def test_a_name_that_cannot_be_is_refused(self, store: WorkshopStore, name: str, code: str) -> None:
        with pytest.raises(InvalidEntryError) as caught:
            store.create(name, "nl", build_end())
        assert (caught.value.field, caught.value.code) == ("name", code)
        assert store.list() == ()

    def test_a_workshop_that_was_ended_refuses_its_key_and_every_phone(
        self, store: WorkshopStore, phones: ParticipantStore, workshop: Workshop
    ) -> None:
        token, round_ = join(phones, workshop), open_round(store, workshop, "dots")
        assert store.end(workshop.id).is_ended
        with pytest.raises(WorkshopEndedError):
            store.find_by_key(workshop.key)
        for act in (
            lambda: phones.join(workshop.id, make_token(), "nl"),
            lambda: phones.set_role(workshop.id, token, "patient"),
            lambda: phones.vote(workshop.id, token, round_.id, {"joy": 1}, "r"),
            lambda: store.open_round(workshop.id, round_.id),
        ):
            with pytest.raises(WorkshopEndedError):
                act()
        assert not store.get_state(workshop.id).rounds[0].is_open

    def test_a_workshop_that_is_over_takes_nothing_of_phones_although_its_rounds_are_open(
        self, store: WorkshopStore, phones: ParticipantStore, stories: StoryStore, workshop: Workshop
    ) -> None:
        token = join(phones, workshop)
        dots, naming, telling = (
            open_round(store, workshop, kind) for kind in ("dots", "catalysts", "stories")
        )
        named = phones.name_catalyst(workshop.id, token, naming.id, "joy", "Time", "r")
        shift_end(stories, workshop, 0.01)
        before, version = store.get_state(workshop.id), stories.get_version()
        for act in (
            lambda: phones.join(workshop.id, make_token(), "nl"),
            lambda: phones.set_role(workshop.id, token, "patient"),
            lambda: phones.vote(workshop.id, token, dots.id, {"joy": 1}, "s"),
            lambda: phones.name_catalyst(workshop.id, token, naming.id, "joy", "Calm", "s"),
            lambda: phones.take_back(workshop.id, token, named.id),
            lambda: tell(phones, workshop, token, telling, "s"),
        ):
            with pytest.raises(WorkshopEndedError):
                act()
            assert (store.get_state(workshop.id), stories.get_version()) == (before, version)

    def test_a_workshop_ends_by_itself_and_windows_are_told(
        self, store: WorkshopStore, stories: StoryStore, workshop: Workshop
    ) -> None:
        before = store.get_version(workshop.id)
        shift_end(stories, workshop, 0.01)
        assert store.get_version(workshop.id) != before
        assert store.get(workshop.id).is_ended
        with pytest.raises(WorkshopEndedError):
            store.find_by_key(workshop.key)
        shift_end(stories, workshop, 31)
        with pytest.raises(UnknownWorkshopError):
            store.find_by_key(workshop.key)

    def test_a_later_end_opens_a_workshop_again_under_its_key(
        self, store: WorkshopStore, stories: StoryStore, workshop: Workshop
    ) -> None:
        store.end(workshop.id)
        assert store.change(workshop.id, ends_at=build_end()).key == workshop.key
        assert not store.find_by_key(workshop.key).is_ended
        store.end(workshop.id)
        shift_end(stories, workshop, 31)
        with stories.database.writing() as connection:
            connection.execute(text("UPDATE workshops SET ended_at = NULL"))
        opened = store.change(workshop.id, ends_at=build_end())
        assert opened.key != workshop.key
        assert not opened.is_ended

    def test_what_the_projector_shows_is_kept(self, store: WorkshopStore, workshop: Workshop) -> None:
        there = Position(view="path", at=2, path=("a", "b"), spotlight="a", timer_until=build_end(0.1))
        assert store.move(workshop.id, there).position == there
        assert store.get(workshop.id).position == there

    def test_a_move_sent_again_does_not_undo_a_later_one(
        self, store: WorkshopStore, workshop: Workshop
    ) -> None:
        store.move(workshop.id, Position(at=1), request="first")
        store.move(workshop.id, Position(at=2), request="second")
        assert store.move(workshop.id, Position(at=1), request="first").position.at == 2

    def test_a_change_of_nothing_changes_nothing(self, store: WorkshopStore, workshop: Workshop) -> None:
        after = store.change(workshop.id, request="nothing")
        assert after.model_copy(update={"stamp": workshop.stamp}) == workshop

    def test_name_and_language_can_be_changed(self, store: WorkshopStore, workshop: Workshop) -> None:
        changed = store.change(workshop.id, name=" <b>Ward</b> 5 ", language="en")
        assert (changed.name, changed.language) == ("Ward 5", "en")
        assert (changed.key, changed.ends_at) == (workshop.key, workshop.ends_at)

    def test_a_deleted_workshop_is_gone_but_its_stories_stay(
        self, store: WorkshopStore, phones: ParticipantStore, stories: StoryStore
    ) -> None:
        held = hold(store, phones)
        store.delete(held.workshop.id)
        store.delete(held.workshop.id)
        with pytest.raises(UnknownWorkshopError):
            store.get_state(held.workshop.id)
        assert stories.get(held.receipts[0].story).text == "Mango 0."
        with stories.database.reading() as connection:
            for table in ("participants", "rounds", "ballots", "answers", "groups", "stories", "requests"):
                left = connection.execute(text(f"SELECT count(*) FROM workshop_{table}")).scalar()  # noqa: S608
                assert (table, left) == (table, 0)


class TestRounds:
    def test_rounds_are_numbered_in_their_order(self, store: WorkshopStore, workshop: Workshop) -> None:
        first = store.add_round(workshop.id, "dots", nodes=NODES, dots=3)
        second = store.add_round(workshop.id, "stories", "What happened?")
        store.delete_round(workshop.id, first.id)
        third = store.add_round(workshop.id, "rating", nodes=NODES)
        assert (first.number, second.number, third.number) == (1, 2, 3)
        assert store.get_state(workshop.id).rounds == (second, third)

    def test_a_round_is_closed_and_hidden_until_the_facilitator_opens_and_reveals_it(
        self, store: WorkshopStore, workshop: Workshop
    ) -> None:
        made = store.add_round(workshop.id, "rating", nodes=NODES)
        turns = [
            made,
            store.open_round(workshop.id, made.id),
            store.close_round(workshop.id, made.id),
            store.reveal_round(workshop.id, made.id),
            store.open_round(workshop.id, made.id),
            store.reveal_round(workshop.id, made.id),
            store.hide_round(workshop.id, made.id),
        ]
        assert [(round_.is_open, round_.is_revealed) for round_ in turns] == [
            (False, False), (True, False), (False, False), (False, True), (True, False), (False, True),
            (False, False),
        ]  # fmt: skip

    def test_ballots_are_nobodys_before_they_are_revealed(
        self, store: WorkshopStore, phones: ParticipantStore, workshop: Workshop
    ) -> None:
        token, round_ = join(phones, workshop), open_round(store, workshop, "dots")
        phones.vote(workshop.id, token, round_.id, {"joy": 2}, "r")
        assert store.get_ballots(workshop.id, round_.id) == ()
        assert store.get_state(workshop.id).answered[round_.id].people == 1
        store.close_round(workshop.id, round_.id)
        assert store.get_ballots(workshop.id, round_.id) == ()
        store.reveal_round(workshop.id, round_.id)
        assert [dict(ballot.choices) for ballot in store.get_ballots(workshop.id, round_.id)] == [{"joy": 2}]

    def test_once_answered_only_the_wording_changes(
        self, store: WorkshopStore, phones: ParticipantStore, workshop: Workshop
    ) -> None:
        token, round_ = join(phones, workshop), open_round(store, workshop, "dots")
        assert store.change_round(workshop.id, round_.id, dots=5).dots == 5
        phones.vote(workshop.id, token, round_.id, {"joy": 5}, "r")
        assert store.change_round(workshop.id, round_.id, question="And now?").question == "And now?"
        for fields in ({"dots": 2}, {"nodes": ("joy",)}):
            with pytest.raises(InvalidEntryError):
                store.change_round(workshop.id, round_.id, **fields)
        assert store.get_state(workshop.id).rounds[0].dots == 5

    def test_a_round_added_again_with_the_same_request_is_one(
        self, store: WorkshopStore, workshop: Workshop
    ) -> None:
        made = store.add_round(workshop.id, "dots", nodes=NODES, dots=3, request="r")
        assert store.add_round(workshop.id, "dots", nodes=NODES, dots=3, request="r") == made
        assert store.get_state(workshop.id).rounds == (made,)

    def test_a_round_closed_since_is_not_opened_by_an_old_request(
        self, store: WorkshopStore, workshop: Workshop
    ) -> None:
        made = store.add_round(workshop.id, "dots", nodes=NODES, dots=3)
        store.open_round(workshop.id, made.id, request="open")
        store.close_round(workshop.id, made.id, request="close")
        assert not store.open_round(workshop.id, made.id, request="open").is_open

    def test_there_are_so_many_rounds_at_most(
        self, store: WorkshopStore, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(agenda, "MOST_ROUNDS", 3)
        for _ in range(3):
            store.add_round(workshop.id, "stories")
        with pytest.raises(InvalidEntryError) as caught:
            store.add_round(workshop.id, "stories")
        assert (caught.value.field, caught.value.code) == ("rounds", "too-many")

    @pytest.mark.parametrize("part", ["", "nobody", "é", "\0"])
    def test_what_is_gone_is_said_to_be_gone(
        self, store: WorkshopStore, workshop: Workshop, part: str
    ) -> None:
        for act in (
            lambda: store.open_round(workshop.id, part),
            lambda: store.get_ballots(workshop.id, part),
            lambda: store.choose_group(workshop.id, part),
            lambda: store.group_answers(workshop.id, [part], "title"),
        ):
            with pytest.raises(UnknownPartError):
                act()


class TestWords:
    def test_answers_are_grouped_named_and_chosen(
        self, store: WorkshopStore, phones: ParticipantStore
    ) -> None:
        held = hold(store, phones, 4)
        state = store.get_state(held.workshop.id)
        [word] = state.words
        assert (word.title, word.node) == ("Time", "joy")
        assert [answer.text for answer in state.answers if answer.group == word.id] == [
            "More time, 0",
            "More time, 3",
        ]
        renamed = store.group_answers(held.workshop.id, [], "Calm time", word.id)
        assert (renamed.id, renamed.title, renamed.is_chosen) == (word.id, "Calm time", True)
        store.choose_group(held.workshop.id, word.id, False)
        assert store.get_state(held.workshop.id).words == ()

    def test_another_title_for_a_group_leaves_the_others_theirs(
        self, store: WorkshopStore, phones: ParticipantStore
    ) -> None:
        held = hold(store, phones, people=4)
        mine, other = (answer for answer in store.get_state(held.workshop.id).answers if answer.node == "joy")
        first = store.group_answers(held.workshop.id, [mine.id], "Time")
        second = store.group_answers(held.workshop.id, [other.id], "Calm")
        store.group_answers(held.workshop.id, [], "More time", first.id)
        store.group_answers(held.workshop.id, [mine.id], group=second.id)
        groups = store.get_state(held.workshop.id).groups
        titles = {group.id: group.title for group in groups}
        assert (titles[first.id], titles[second.id]) == ("More time", "Calm")

    def test_a_group_without_a_title_is_called_as_its_first_answer(
        self, store: WorkshopStore, phones: ParticipantStore
    ) -> None:
        held = hold(store, phones)
        [answer] = [found for found in store.get_state(held.workshop.id).answers if found.node == "trust"]
        assert store.group_answers(held.workshop.id, [answer.id]).title == "More time, 1"

    def test_answers_about_other_nodes_do_not_go_into_a_group(
        self, store: WorkshopStore, phones: ParticipantStore
    ) -> None:
        held = hold(store, phones)
        before = store.get_state(held.workshop.id)
        with pytest.raises(InvalidEntryError) as caught:
            store.group_answers(held.workshop.id, [answer.id for answer in before.answers], "All")
        assert caught.value.field == "answers"
        assert store.get_state(held.workshop.id) == before

    def test_answers_leave_their_group_and_outlive_it(
        self, store: WorkshopStore, phones: ParticipantStore
    ) -> None:
        held = hold(store, phones, 4)
        state = store.get_state(held.workshop.id)
        inside = [answer.id for answer in state.answers if answer.group]
        store.ungroup_answers(held.workshop.id, inside[:1])
        assert [kept.id for kept in store.get_state(held.workshop.id).answers if kept.group] == inside[1:]
        store.delete_group(held.workshop.id, state.groups[0].id)
        after = store.get_state(held.workshop.id)
        assert after.groups == ()
        assert [answer.id for answer in after.answers] == [answer.id for answer in state.answers]
        assert not any(answer.group for answer in after.answers)

    def test_a_dropped_answer_is_gone_for_good_even_if_it_is_sent_again(
        self, store: WorkshopStore, phones: ParticipantStore, workshop: Workshop
    ) -> None:
        token, round_ = join(phones, workshop), open_round(store, workshop, "catalysts")
        answer = phones.name_catalyst(workshop.id, token, round_.id, "joy", "Ask Mrs X", "r")
        store.drop_answer(workshop.id, answer.id)
        assert phones.name_catalyst(workshop.id, token, round_.id, "joy", "Ask Mrs X", "r") == answer
        assert store.get_state(workshop.id).answers == ()


class TestActions:
    def test_actions_are_added_changed_and_deleted(self, store: WorkshopStore, workshop: Workshop) -> None:
        first = store.add_action(workshop.id, " <b>Ten</b> minutes ", "head nurse", "May", ("joy",))
        second = store.add_action(workshop.id, "Another")
        assert first.text == "Ten minutes"
        changed = store.change_action(workshop.id, first.model_copy(update={"who": "team", "nodes": ()}))
        assert store.get_state(workshop.id).actions == (changed, second)
        store.delete_action(workshop.id, first.id)
        with pytest.raises(UnknownPartError, match="the workshop has no action with this id"):
            store.change_action(workshop.id, first)
        assert store.get_state(workshop.id).actions == (second,)

    def test_of_two_who_change_an_action_the_second_is_told(
        self, store: WorkshopStore, workshop: Workshop
    ) -> None:
        read = store.add_action(workshop.id, "Ten minutes")
        changed = store.change_action(workshop.id, read.model_copy(update={"who": "team"}), mark=read.mark)
        with pytest.raises(ActionConflictError):
            store.change_action(workshop.id, read.model_copy(update={"when": "May"}), mark=read.mark)
        assert store.get_state(workshop.id).actions == (changed,)
        mine = read.model_copy(update={"when": "May"})
        assert store.change_action(workshop.id, mine, mark=changed.mark).when == "May"

    def test_an_action_added_again_with_the_same_request_is_one(
        self, store: WorkshopStore, workshop: Workshop
    ) -> None:
        made = store.add_action(workshop.id, "Once", request="r")
        assert store.add_action(workshop.id, "Once", request="r") == made
        assert store.get_state(workshop.id).actions == (made,)


class TestState:
    def test_the_room_sees_only_what_is_revealed_and_public(
        self, store: WorkshopStore, phones: ParticipantStore, stories: StoryStore
    ) -> None:
        held = hold(store, phones)
        room = store.get_state(held.workshop.id).for_room()
        assert (room.answers, room.stories) == ((), ())
        assert [word.title for word in room.words] == ["Time"]
        waiting = stories.get(held.receipts[0].story)
        shown = stories.change(waiting.model_copy(update={"status": "published"}), "facilitator", "published")
        store.hide_round(held.workshop.id, held.catalysts.id)
        room = store.get_state(held.workshop.id).for_room()
        assert room.stories == (shown,)
        assert room.words == ()

    def test_the_version_changes_with_everything_that_changes_and_with_nothing_else(
        self, store: WorkshopStore, phones: ParticipantStore, stories: StoryStore, workshop: Workshop
    ) -> None:
        seen = [store.get_version(workshop.id)]

        def is_new() -> bool:
            seen.append(store.get_version(workshop.id))
            assert store.get_state(workshop.id).version == phones.get_version(workshop.id) == seen[-1]
            return seen[-1] != seen[-2]

        token = join(phones, workshop)
        assert is_new()
        round_ = open_round(store, workshop, "catalysts")
        telling = open_round(store, workshop, "stories")
        assert is_new()
        answer = phones.name_catalyst(workshop.id, token, round_.id, "joy", "Time", "r")
        assert is_new()
        phones.name_catalyst(workshop.id, token, round_.id, "joy", "Time", "r")
        phones.get_state(workshop.id, token)
        phones.see(workshop.id, token)
        phones.join(workshop.id, token, "nl")
        phones.set_role(workshop.id, token, None)
        assert not is_new()
        group = store.group_answers(workshop.id, [answer.id])
        assert is_new()
        store.choose_group(workshop.id, group.id)
        assert is_new()
        receipt = tell(phones, workshop, token, telling)
        assert is_new()
        waiting = stories.get(receipt.story)
        stories.change(waiting.model_copy(update={"status": "published"}), "facilitator", "published")
        assert is_new()
        phones.withdraw_story(receipt.code)
        assert is_new()
        store.move(workshop.id, Position(at=1))
        assert is_new()
        other = store.create("Other", "nl", build_end())
        store.add_action(other.id, "Elsewhere")
        assert not is_new()

    def test_roles_are_counted_only_where_nobody_is_told_apart(
        self, store: WorkshopStore, phones: ParticipantStore, workshop: Workshop
    ) -> None:
        tokens = [join(phones, workshop) for _ in range(11)]
        for token in tokens[:5]:
            phones.set_role(workshop.id, token, "patient")
        count = store.get_state(workshop.id).headcount
        assert (count.joined, count.present, dict(count.by_role)) == (11, 11, {"none": 6, "patient": 5})
        phones.set_role(workshop.id, tokens[5], "leadership")
        assert dict(store.get_state(workshop.id).headcount.by_role) == {"patient": 5}

    def test_who_was_not_seen_for_two_minutes_is_not_present(
        self, store: WorkshopStore, phones: ParticipantStore, stories: StoryStore, workshop: Workshop
    ) -> None:
        tokens = [join(phones, workshop) for _ in range(3)]
        past = datetime.now(UTC) - timedelta(minutes=3)
        is_sqlite = stories.database.is_sqlite
        with stories.database.writing() as connection:
            connection.execute(
                text("UPDATE workshop_participants SET seen_at = :past"),
                {"past": past.strftime("%Y-%m-%d %H:%M:%S.%f") if is_sqlite else past},
            )
        phones.see(workshop.id, tokens[0])
        phones.see(workshop.id, make_token())
        count = store.get_state(workshop.id).headcount
        assert (count.joined, count.present) == (3, 1)


class TestErasing:
    def test_a_month_after_its_end_no_phone_is_known_any_more_and_every_answer_is(
        self, store: WorkshopStore, phones: ParticipantStore, stories: StoryStore
    ) -> None:
        held = hold(store, phones, 6)
        before = store.get_state(held.workshop.id)
        ballots = store.get_ballots(held.workshop.id, held.dots.id)
        assert store.erase_expired() == 0
        assert phones.find_participant(held.workshop.id, held.tokens[0]) is not None
        later = datetime.now(UTC) + timedelta(days=31)
        assert store.erase_expired(later) == 1
        assert store.erase_expired(later) == 0
        after = store.get_state(held.workshop.id)
        assert (after.rounds, after.answers, after.words) == (before.rounds, before.answers, before.words)
        assert (after.answered, after.stories) == (before.answered, before.stories)
        assert store.get_ballots(held.workshop.id, held.dots.id) == ballots
        assert phones.find_participant(held.workshop.id, held.tokens[0]) is None
        with stories.database.reading() as connection:
            for query in (
                "SELECT count(*) FROM workshop_participants WHERE token_hash IS NOT NULL",
                "SELECT count(*) FROM workshop_stories WHERE participant IS NOT NULL",
                "SELECT count(*) FROM workshop_requests",
            ):
                assert connection.execute(text(query)).scalar() == 0
        phones.withdraw_story(held.receipts[0].code)
        assert stories.get(held.receipts[0].story).status == "withdrawn"

    def test_a_rehearsal_is_deleted_a_month_after_its_end(self, store: WorkshopStore) -> None:
        store.create("Trying", "nl", build_end(), is_rehearsal=True)
        real = store.create("Real", "nl", build_end())
        assert store.erase_expired(datetime.now(UTC) + timedelta(days=31)) == 2
        assert [workshop.id for workshop in store.list()] == [real.id]


def test_nothing_in_the_database_names_a_phone(
    store: WorkshopStore, phones: ParticipantStore, stories: StoryStore
) -> None:
    held = hold(store, phones)
    tables = ("workshops", "workshop_participants", "workshop_ballots", "workshop_answers", "workshop_groups",
              "workshop_stories", "workshop_requests", "story_changes", "stories")  # fmt: skip
    with stories.database.reading() as connection:
        read = [connection.execute(text(f"SELECT * FROM {table}")) for table in tables]  # noqa: S608
        rows = [str(tuple(row)) for found in read for row in found]
    assert len(rows) > 20
    for secret in (*held.tokens, *(receipt.code for receipt in held.receipts)):
        assert not any(secret in row for row in rows)


def test_a_closed_round_is_said_to_be_closed(
    store: WorkshopStore, phones: ParticipantStore, workshop: Workshop
) -> None:
    token, round_ = join(phones, workshop), open_round(store, workshop, "dots")
    store.close_round(workshop.id, round_.id)
    with pytest.raises(RoundClosedError, match="this question is closed"):
        phones.vote(workshop.id, token, round_.id, {"joy": 1}, "r")
