"""Personal codes: what is kept of them, who can be paired by them, and how they are forgotten."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from model.stories import StoryStore
from model.stories.keys import ALPHABET, CODE_LENGTH, derive_code
from model.workshop import (
    InvalidEntryError,
    NotJoinedError,
    Paired,
    ParticipantStore,
    Round,
    UnknownCodeError,
    UnknownWorkshopError,
    Workshop,
    WorkshopEndedError,
    WorkshopStore,
    compare_pairs,
    find_shared,
    make_request_id,
    to_workshop_json,
)
from model.workshop.tables import deleted, participants
from tests.workshopping import build_end, join, open_round


@pytest.fixture
def spring(store: WorkshopStore, workshop: Workshop) -> Workshop:
    """A workshop that offers personal codes."""
    return store.show(workshop.id, has_codes=True)


@pytest.fixture
def autumn(store: WorkshopStore, spring: Workshop) -> Workshop:
    """The next one."""
    return store.show(store.create("Autumn", "nl", build_end()).id, has_codes=True)


def give(phones: ParticipantStore, workshop: Workshop) -> tuple[str, str]:
    """A phone that joined and has a code, and its code."""
    token = join(phones, workshop)
    return token, phones.give_code(workshop.id, token, make_request_id())


def read_persons(stories: StoryStore) -> list[str]:
    """What is kept of the codes of all participants."""
    with stories.database.reading() as connection:
        found = connection.execute(select(participants.c.person)).scalars()
        return [person for person in found if person is not None]


class TestGiving:
    def test_a_code_is_easy_to_write_down_and_known_in_the_next_workshop(
        self, phones: ParticipantStore, spring: Workshop, autumn: Workshop, stories: StoryStore
    ) -> None:
        token, code = give(phones, spring)
        assert len(code) == CODE_LENGTH
        assert set(code) <= set(ALPHABET)
        assert phones.get_state(spring.id, token).participant.has_code
        again = join(phones, autumn)
        phones.use_code(autumn.id, again, f" {code[:5].lower()}-{code[5:]} ")
        first, second = read_persons(stories)
        assert first == second

    def test_the_same_request_gives_the_same_code_and_another_one_none(
        self, phones: ParticipantStore, spring: Workshop
    ) -> None:
        token, request = join(phones, spring), make_request_id()
        code = phones.give_code(spring.id, token, request)
        assert phones.give_code(spring.id, token, request) == code
        assert phones.find_given_code(spring.id, token, request) == code
        assert phones.find_given_code(spring.id, token, make_request_id()) is None
        with pytest.raises(InvalidEntryError) as refused:
            phones.give_code(spring.id, token, make_request_id())
        assert (refused.value.field, refused.value.code) == ("code", "too-many")

    def test_codes_are_offered_only_where_the_facilitator_wants_them_and_to_who_joined(
        self, store: WorkshopStore, phones: ParticipantStore, workshop: Workshop
    ) -> None:
        assert not workshop.has_codes
        token = join(phones, workshop)
        with pytest.raises(InvalidEntryError) as refused:
            phones.give_code(workshop.id, token, "r")
        assert (refused.value.field, refused.value.code) == ("code", "wrong-kind")
        store.show(workshop.id, has_codes=True)
        with pytest.raises(NotJoinedError):
            phones.give_code(workshop.id, "x" * 22, "r")
        store.end(workshop.id)
        with pytest.raises(WorkshopEndedError):
            phones.give_code(workshop.id, token, "r")

    def test_a_code_that_nobody_was_given_is_none(
        self, phones: ParticipantStore, spring: Workshop, stories: StoryStore
    ) -> None:
        token = join(phones, spring)
        for typed in ("", "Ann", "ahck4-3wxyz", "🥭" * 10):
            with pytest.raises(UnknownCodeError):
                phones.use_code(spring.id, token, typed)
        assert read_persons(stories) == []

    def test_a_code_of_before_a_workshop_had_a_team_is_known_in_later_ones_of_that_team(
        self, store: WorkshopStore, phones: ParticipantStore, spring: Workshop, stories: StoryStore
    ) -> None:
        ward, other, request = "a" * 32, "b" * 32, make_request_id()
        elsewhere = store.show(store.create("Elsewhere", "nl", build_end()).id, has_codes=True)
        token = join(phones, spring)
        code = phones.give_code(spring.id, token, request)
        _token, of_nobody = give(phones, elsewhere)
        store.change(spring.id, team=ward)
        assert phones.find_given_code(spring.id, token, request) == code
        later, foreign = (
            store.show(store.create("Later", "nl", build_end(), team=team).id, has_codes=True)
            for team in (ward, other)
        )
        again, stranger = join(phones, later), join(phones, foreign)
        for workshop, typing, typed in ((later, again, of_nobody), (foreign, stranger, code)):
            with pytest.raises(UnknownCodeError):
                phones.use_code(workshop.id, typing, typed)
        phones.use_code(later.id, again, code)
        assert store.list_paired(later.id) == {spring.id}
        phones.forget_code(code)
        assert len(read_persons(stories)) == 1

    def test_of_two_phones_with_one_code_in_a_workshop_the_later_one_has_it(
        self, phones: ParticipantStore, spring: Workshop, stories: StoryStore
    ) -> None:
        first, code = give(phones, spring)
        second = join(phones, spring)
        phones.use_code(spring.id, second, code)
        phones.use_code(spring.id, second, code)
        assert len(read_persons(stories)) == 1
        assert not phones.get_state(spring.id, first).participant.has_code
        assert phones.get_state(spring.id, second).participant.has_code

    def test_who_has_a_code_is_not_forgotten_to_make_room_for_others(
        self, phones: ParticipantStore, spring: Workshop, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("model.workshop.desk.MOST_PARTICIPANTS", 1)
        give(phones, spring)
        with pytest.raises(InvalidEntryError, match="participants"):
            join(phones, spring)


class TestScope:
    def test_a_code_of_one_team_is_unknown_in_another_and_in_workshops_of_no_team(
        self, store: WorkshopStore, phones: ParticipantStore, spring: Workshop
    ) -> None:
        _token, code = give(phones, spring)
        other = store.show(store.create("Other", "nl", build_end(), team="b" * 32).id, has_codes=True)
        token = join(phones, other)
        with pytest.raises(UnknownCodeError):
            phones.use_code(other.id, token, code)

    def test_a_workshop_that_is_given_to_another_team_pairs_nobody_anew(
        self, store: WorkshopStore, phones: ParticipantStore, spring: Workshop, autumn: Workshop
    ) -> None:
        store.change(spring.id, team="a" * 32)
        _token, code = give(phones, spring)
        store.change(autumn.id, team="b" * 32)
        token = join(phones, autumn)
        with pytest.raises(UnknownCodeError):
            phones.use_code(autumn.id, token, code)
        store.change(spring.id, team="b" * 32)
        with pytest.raises(UnknownCodeError):
            phones.use_code(autumn.id, token, code)


class TestSecrecy:
    def test_nothing_of_a_code_is_in_the_database_or_the_file_of_the_session(
        self, store: WorkshopStore, phones: ParticipantStore, spring: Workshop, stories: StoryStore
    ) -> None:
        _token, code = give(phones, spring)
        [person] = read_persons(stories)
        session = to_workshop_json(store.get_record(spring.id)).decode()
        assert code not in session
        assert person not in session
        assert '"person"' not in session
        if stories.database.file is None:
            return
        with closing(sqlite3.connect(stories.database.file)) as connection:
            assert code not in "\n".join(connection.iterdump())

    def test_a_backup_that_is_restored_knows_the_codes_again_but_for_those_forgotten_since(
        self, phones: ParticipantStore, spring: Workshop, stories: StoryStore, tmp_path: Path
    ) -> None:
        kept, code = give(phones, spring)
        gone, forgotten = give(phones, spring)
        stories.back_up(tmp_path / "backup.db")
        phones.forget_code(forgotten)
        stories.restore(tmp_path / "backup.db")
        assert phones.get_state(spring.id, kept).participant.has_code
        assert not phones.get_state(spring.id, gone).participant.has_code
        phones.use_code(spring.id, gone, code)

    def test_who_was_removed_has_no_code_in_a_backup_that_is_restored(
        self,
        store: WorkshopStore,
        phones: ParticipantStore,
        spring: Workshop,
        stories: StoryStore,
        tmp_path: Path,
    ) -> None:
        token, _code = give(phones, spring)
        me = phones.find_participant(spring.id, token)
        assert me
        store.remove(spring.id, [me.id], request="removing")
        stories.back_up(tmp_path / "backup.db")
        stories.restore(tmp_path / "backup.db")
        with stories.database.reading() as connection:
            [aside] = connection.execute(select(deleted.c.rows)).scalars()
        assert aside["workshop_participants"][0]["person"] is None

    def test_on_another_machine_a_backup_knows_every_code(
        self, phones: ParticipantStore, spring: Workshop, stories: StoryStore, tmp_path: Path
    ) -> None:
        _token, code = give(phones, spring)
        stories.back_up(tmp_path / "backup.db")
        with closing(StoryStore(str(tmp_path / "other.db"), stories.model_id)) as other:
            assert other.restore(tmp_path / "backup.db") is None
            there = ParticipantStore(other)
            there.use_code(spring.id, join(there, spring), code)


class TestForgetting:
    def test_a_code_is_forgotten_in_every_workshop_of_every_team_and_the_answers_stay(
        self,
        store: WorkshopStore,
        phones: ParticipantStore,
        spring: Workshop,
        autumn: Workshop,
        stories: StoryStore,
    ) -> None:
        token, code = give(phones, spring)
        round_ = open_round(store, spring, "rating")
        phones.vote(spring.id, token, round_.id, {"joy": 3}, make_request_id())
        phones.use_code(autumn.id, join(phones, autumn), code)
        store.change(spring.id, team="b" * 32)
        store.end(autumn.id)
        phones.forget_code(code.lower())
        assert read_persons(stories) == []
        assert store.get_state(spring.id).answered[round_.id].people == 1
        with pytest.raises(UnknownCodeError):
            phones.forget_code(code)
        with pytest.raises(UnknownCodeError):
            phones.forget_code("Ann")

    def test_a_phone_forgets_its_own_code_without_typing_it(
        self, phones: ParticipantStore, spring: Workshop, autumn: Workshop, stories: StoryStore
    ) -> None:
        token, code = give(phones, spring)
        phones.use_code(autumn.id, join(phones, autumn), code)
        phones.forget_my_code(spring.id, token)
        phones.forget_my_code(spring.id, token)
        assert read_persons(stories) == []

    def test_what_was_deleted_comes_back_with_its_codes_but_for_those_forgotten_meanwhile(
        self, store: WorkshopStore, phones: ParticipantStore, spring: Workshop, stories: StoryStore
    ) -> None:
        kept, _code = give(phones, spring)
        gone, forgotten = give(phones, spring)
        store.delete(spring.id, "deleting")
        phones.forget_code(forgotten)
        store.undo(spring.id, "deleting")
        assert phones.get_state(spring.id, kept).participant.has_code
        assert not phones.get_state(spring.id, gone).participant.has_code
        assert len(read_persons(stories)) == 1

    def test_a_code_is_forgotten_when_its_time_is_over(
        self,
        store: WorkshopStore,
        phones: ParticipantStore,
        spring: Workshop,
        stories: StoryStore,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        give(phones, spring)
        now = datetime.now(UTC)
        store.erase_expired(now + timedelta(days=729))
        assert len(read_persons(stories)) == 1
        monkeypatch.setenv("MANGOMOMENT_CODE_DAYS", "30")
        store.erase_expired(now + timedelta(days=29))
        assert len(read_persons(stories)) == 1
        store.erase_expired(now + timedelta(days=31))
        assert read_persons(stories) == []

    @pytest.mark.parametrize("is_typed", [False, True])
    def test_a_hash_that_was_forgotten_is_in_no_file(
        self,
        phones: ParticipantStore,
        spring: Workshop,
        stories: StoryStore,
        tmp_path: Path,
        is_typed: bool,
    ) -> None:
        token, code = give(phones, spring)
        [person] = read_persons(stories)
        if is_typed:
            phones.forget_code(code)
        else:
            phones.forget_my_code(spring.id, token)
        assert not any(person.encode() in file.read_bytes() for file in tmp_path.iterdir())


class TestPairing:
    def test_who_answered_both_times_with_a_code_is_paired_once_both_are_revealed(
        self, store: WorkshopStore, phones: ParticipantStore, spring: Workshop, autumn: Workshop
    ) -> None:
        first, second = (open_round(store, held, "rating") for held in (spring, autumn))
        for number in range(3):
            token, code = give(phones, spring)
            phones.vote(spring.id, token, first.id, {"joy": 1 + number}, make_request_id())
            again = join(phones, autumn)
            phones.use_code(autumn.id, again, code)
            phones.vote(autumn.id, again, second.id, {"joy": 3}, make_request_id())
        for workshop, round_ in ((spring, first), (autumn, second)):
            phones.vote(workshop.id, join(phones, workshop), round_.id, {"joy": 5}, make_request_id())
        named = (spring.id, first.id), (autumn.id, second.id)
        assert store.get_pairs(*named) == ()
        with pytest.raises(UnknownWorkshopError):
            store.get_pairs(("gone", first.id), named[1])
        store.reveal_round(spring.id, first.id)
        assert store.get_pairs(*named) == ()
        store.reveal_round(autumn.id, second.id)
        assert store.get_pairs(*named) == tuple(({"joy": rating}, {"joy": 3}) for rating in (1, 2, 3))
        assert store.list_paired(autumn.id) == {spring.id}

    def test_pairs_are_sorted_by_what_they_say_in_whatever_order_it_was_said(
        self, store: WorkshopStore, phones: ParticipantStore, spring: Workshop, autumn: Workshop
    ) -> None:
        first, second = (open_round(store, held, "rating") for held in (spring, autumn))
        for choices in ({"trust": 5, "joy": 1}, {"joy": 2, "trust": 1}):
            token, code = give(phones, spring)
            phones.vote(spring.id, token, first.id, choices, make_request_id())
            again = join(phones, autumn)
            phones.use_code(autumn.id, again, code)
            phones.vote(autumn.id, again, second.id, {"joy": 3}, make_request_id())
        for workshop, round_ in ((spring, first), (autumn, second)):
            store.reveal_round(workshop.id, round_.id)
        pairs = store.get_pairs((spring.id, first.id), (autumn.id, second.id))
        assert [before for before, _after in pairs] == [{"joy": 1, "trust": 5}, {"joy": 2, "trust": 1}]

    def test_only_workshops_of_the_same_people_are_paired_and_phones_without_a_code_with_none(
        self, store: WorkshopStore, phones: ParticipantStore, spring: Workshop, autumn: Workshop
    ) -> None:
        token, code = give(phones, spring)
        assert phones.find_given_code(spring.id, join(phones, spring), "r") is None
        join(phones, autumn)
        assert store.list_paired(spring.id) == store.list_paired(autumn.id) == frozenset()
        phones.use_code(autumn.id, join(phones, autumn), code)
        give(phones, autumn)
        assert store.list_paired(spring.id) == {autumn.id}
        assert store.list_paired(autumn.id) == {spring.id}
        rounds = [open_round(store, spring, "rating").id for _ in range(2)]
        for at, round_id in enumerate(rounds):
            phones.vote(spring.id, token, round_id, {"joy": 1 + at, "trust": 5}, make_request_id())
            store.reveal_round(spring.id, round_id)
        first, second = ((spring.id, round_id) for round_id in rounds)
        assert store.get_pairs(first, second) == (({"joy": 1, "trust": 5}, {"joy": 2, "trust": 5}),)
        assert store.get_pairs(second, first) == (({"joy": 2, "trust": 5}, {"joy": 1, "trust": 5}),)

    def test_fewer_than_five_are_hidden_as_a_whole_and_for_each_subject(self) -> None:
        round_ = Round(id="r", number=1, kind="rating", nodes=("joy", "trust"))
        pairs = [({"joy": 2, "trust": 3}, {"joy": 3, "trust": 3})] * 4 + [({"joy": 4}, {"joy": 4})]
        assert compare_pairs(round_, round_, pairs[:4]) == compare_pairs(round_, round_, [])
        found = compare_pairs(round_, round_, pairs)
        assert found.whole
        assert found.whole.people == 5
        assert list(found.subjects) == ["joy"]
        joy = found.subjects["joy"]
        assert (joy.higher, joy.same, joy.lower, joy.mean) == (4, 1, 0, 0.8)

    def test_who_does_not_know_or_answered_nothing_that_is_shared_is_not_counted(self) -> None:
        round_ = Round(id="r", number=1, kind="edges", edges=("a>b", "b>c"))
        pairs = [({"a>b": 9}, {"a>b": 4}), ({"a>b": 1}, {"b>c": 1}), *[({"a>b": 1}, {"a>b": 4})] * 5]
        whole = compare_pairs(round_, round_, pairs).whole
        assert whole
        assert (whole.people, whole.mean) == (5, 3.0)

    def test_higher_same_and_lower_are_of_rounded_differences_of_all_subjects_together(self) -> None:
        round_ = Round(id="r", number=1, kind="rating", nodes=("joy", "trust", "calm"))
        pairs = [
            ({"joy": 1, "trust": 5}, {"joy": 5, "trust": 1}),
            ({"joy": 3, "trust": 2}, {"joy": 3, "trust": 3}),
            ({"joy": 4}, {"joy": 2, "trust": 5}),
            ({"joy": 0, "trust": 3}, {"joy": 3, "trust": 3}),
            ({"joy": 2, "gone": 1}, {"joy": 3, "gone": 5}),
        ]
        found = compare_pairs(round_, round_, pairs)
        assert found.whole == Paired(people=5, higher=2, same=2, lower=1, mean=-0.1)
        assert not found.is_hidden
        assert found.subjects == {}
        more = compare_pairs(round_, round_, [*pairs, ({"joy": 2}, {"joy": 2})])
        assert more.subjects == {"joy": Paired(people=5, higher=2, same=2, lower=1, mean=0.6)}
        even = [({"joy": 2}, {"joy": 3}), ({"joy": 3}, {"joy": 2}), *[({"joy": 3}, {"joy": 3})] * 3]
        whole = compare_pairs(round_, round_, even).whole
        assert whole == Paired(people=5, higher=1, same=3, lower=1, mean=0.0)
        assert str(whole.mean) == "0.0"

    def test_only_what_asks_the_same_is_shared(self) -> None:
        rating = Round(id="r", number=1, kind="rating", nodes=("joy", "trust"))
        other = rating.model_copy(update={"nodes": ("trust", "calm")})
        assert find_shared(rating, other) == ("trust",)
        scale = Round(id="r", number=1, kind="scale", options=("Good", "Fair"))
        assert find_shared(scale, scale) == ("o1", "o2")
        assert find_shared(scale, scale.model_copy(update={"options": ("Fair", "Good")})) == ()
        assert find_shared(rating, scale) == ()
        order = Round(id="r", number=1, kind="order", options=("Good", "Fair"))
        assert find_shared(order, order) == ()
        dots = Round(id="r", number=1, kind="dots", nodes=("joy",), dots=3)
        assert find_shared(dots, dots) == ()
        assert find_shared(other, rating.model_copy(update={"nodes": ("calm", "joy", "trust")})) == (
            *("calm", "trust"),
        )


def test_a_personal_code_is_none_of_a_story(phones: ParticipantStore, spring: Workshop) -> None:
    token, request = join(phones, spring), make_request_id()
    code = phones.give_code(spring.id, token, request)
    assert code != derive_code(phones._get_secret(), spring.id, token, request)
    with pytest.raises(UnknownCodeError):
        phones.withdraw_story(code)
