"""What phones do, on both engines."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from sqlalchemy import update

from model.stories import Consent, StoryQuery, StoryStore
from model.stories.keys import EARLIER_ALPHABET, derive_code
from model.workshop import (
    ActivityKind,
    InvalidEntryError,
    NotJoinedError,
    ParticipantStore,
    RoundClosedError,
    UnknownCodeError,
    UnknownPartError,
    UnknownWorkshopError,
    Workshop,
    WorkshopStore,
    count_ballots,
    make_token,
    participants,
)
from model.workshop.tables import ballots
from tests.storytelling import NASTY
from tests.workshopping import build_end, hold, join, open_round, tell


@pytest.fixture
def full_at_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """A workshop has room for two."""
    monkeypatch.setattr("model.workshop.desk.MOST_PARTICIPANTS", 2)


class TestJoining:
    def test_joining_again_with_the_same_token_is_joining_once(
        self, store: WorkshopStore, phones: ParticipantStore, workshop: Workshop
    ) -> None:
        token = make_token()
        me = phones.join(workshop.id, token, "nl", "patient")
        assert phones.join(workshop.id, token, "en") == me == phones.find_participant(workshop.id, token)
        assert store.get_state(workshop.id).headcount.joined == 1

    @pytest.mark.parametrize("token", ["", "short", "é" * 22, "x" * 23, "\0" * 22])
    def test_what_is_no_token_joins_nothing(
        self, phones: ParticipantStore, workshop: Workshop, token: str
    ) -> None:
        with pytest.raises(InvalidEntryError):
            phones.join(workshop.id, token, "nl")
        assert phones.find_participant(workshop.id, token) is None
        with pytest.raises(NotJoinedError):
            phones.get_state(workshop.id, token)

    def test_a_role_is_said_changed_and_taken_back(
        self, phones: ParticipantStore, workshop: Workshop
    ) -> None:
        token = join(phones, workshop)
        assert phones.set_role(workshop.id, token, "patient", "en").role == "patient"
        assert phones.set_role(workshop.id, token, "leadership").language == "en"
        assert phones.set_role(workshop.id, token, None).role is None
        with pytest.raises(InvalidEntryError):
            phones.set_role(workshop.id, token, "boss")  # type: ignore[arg-type]

    def test_a_token_of_one_workshop_is_none_of_another(
        self, store: WorkshopStore, phones: ParticipantStore, workshop: Workshop
    ) -> None:
        token = join(phones, workshop)
        other = store.create("Other", "nl", build_end())
        round_ = open_round(store, other, "dots")
        with pytest.raises(NotJoinedError):
            phones.vote(other.id, token, round_.id, {"joy": 1}, "r")
        with pytest.raises(UnknownPartError):
            phones.vote(workshop.id, token, round_.id, {"joy": 1}, "r")

    def test_a_workshop_full_of_people_who_sent_something_takes_nobody_more(
        self, store: WorkshopStore, phones: ParticipantStore, workshop: Workshop, full_at_two: None
    ) -> None:
        round_ = open_round(store, workshop, "dots")
        tokens = [join(phones, workshop) for _ in range(2)]
        for token in tokens:
            phones.vote(workshop.id, token, round_.id, {"joy": 1}, "r")
        with pytest.raises(InvalidEntryError) as caught:
            join(phones, workshop)
        assert (caught.value.field, caught.value.code) == ("participants", "too-many")
        assert phones.join(workshop.id, tokens[0], "nl")

    def test_who_sent_nothing_makes_room_and_is_taken_in_again(
        self, store: WorkshopStore, phones: ParticipantStore, workshop: Workshop, full_at_two: None
    ) -> None:
        round_ = open_round(store, workshop, "dots")
        speaking, silent = join(phones, workshop), make_token()
        phones.vote(workshop.id, speaking, round_.id, {"joy": 1}, "r")
        ticket = phones.admit(workshop.id, silent, "nl", "patient")
        phones.see(workshop.id, silent, ticket)
        join(phones, workshop)
        assert phones.find_participant(workshop.id, silent) is None
        assert phones.get_state(workshop.id, silent, ticket).participant.role == "patient"
        phones.come_back(workshop.id, silent, ticket)
        phones.vote(workshop.id, silent, round_.id, {"joy": 1}, "r")
        assert store.get_state(workshop.id).headcount.joined == 2
        assert store.get_state(workshop.id).answered[round_.id].people == 2

    def test_who_joins_and_never_comes_back_is_nobody(
        self, store: WorkshopStore, phones: ParticipantStore, workshop: Workshop
    ) -> None:
        before = store.get_version(workshop.id)
        token = make_token()
        ticket = phones.admit(workshop.id, token, "nl", "leadership")
        assert phones.get_state(workshop.id, token, ticket).participant.role == "leadership"
        assert (store.get_state(workshop.id).headcount.joined, store.get_version(workshop.id)) == (0, before)
        phones.see(workshop.id, token, ticket)
        assert store.get_state(workshop.id).headcount.joined == 1

    @pytest.mark.parametrize("alter", ["nl.patient.1.0", "", "nl..é.", "x" * 400, "nl.patient"])
    def test_a_ticket_that_was_not_given_opens_nothing(
        self, phones: ParticipantStore, workshop: Workshop, alter: str
    ) -> None:
        token = make_token()
        phones.admit(workshop.id, token, "nl")
        for ticket in (alter, phones.admit(workshop.id, make_token(), "nl")):
            with pytest.raises(NotJoinedError):
                phones.get_state(workshop.id, token, ticket)
            with pytest.raises(NotJoinedError):
                phones.come_back(workshop.id, token, ticket)
            assert not phones.has_ticket(workshop.id, token, ticket)

    def test_a_forms_token_holds_in_another_process_and_for_nobody_else(
        self, phones: ParticipantStore, workshop: Workshop, url: str
    ) -> None:
        token = make_token()
        said = phones.build_form_token(workshop.id, token)
        stories = StoryStore(url, "test")
        other = ParticipantStore(stories)
        assert other.is_form_token(said, workshop.id, token)
        assert not other.is_form_token(said, workshop.id, make_token())
        stories.close()


class TestVoting:
    def test_a_later_ballot_takes_the_place_of_an_earlier_one(
        self, store: WorkshopStore, phones: ParticipantStore, workshop: Workshop
    ) -> None:
        token, round_ = join(phones, workshop), open_round(store, workshop, "dots")
        phones.vote(workshop.id, token, round_.id, {"joy": 3}, "first")
        assert phones.vote(workshop.id, token, round_.id, {"trust": 1, "joy": 0}, "second") == {"trust": 1}
        assert phones.vote(workshop.id, token, round_.id, {"joy": 3}, "first") == {"trust": 1}
        store.reveal_round(workshop.id, round_.id)
        [ballot] = store.get_ballots(workshop.id, round_.id)
        assert dict(ballot.choices) == {"trust": 1}

    @pytest.mark.parametrize(("kind", "choices"), [("dots", {"joy": 0}), ("dots", {}), ("rating", {})])
    def test_a_ballot_that_says_nothing_does_not_count_and_an_earlier_one_still_does(
        self,
        store: WorkshopStore,
        phones: ParticipantStore,
        workshop: Workshop,
        kind: ActivityKind,
        choices: dict[str, int],
    ) -> None:
        round_, token = open_round(store, workshop, kind), join(phones, workshop)
        with pytest.raises(InvalidEntryError) as caught:
            phones.vote(workshop.id, token, round_.id, choices, "a")
        assert (caught.value.field, caught.value.code) == ("choices", "empty")
        assert store.get_state(workshop.id).answered == {}
        phones.vote(workshop.id, token, round_.id, {"joy": 2}, "b")
        with pytest.raises(InvalidEntryError):
            phones.vote(workshop.id, token, round_.id, choices, "c")
        assert phones.get_state(workshop.id, token).choices[round_.id] == {"joy": 2}

    def test_a_ballot_that_says_nothing_in_a_database_of_before_does_not_count(
        self, store: WorkshopStore, phones: ParticipantStore, stories: StoryStore, workshop: Workshop
    ) -> None:
        round_, tokens = open_round(store, workshop, "dots"), [join(phones, workshop) for _ in range(2)]
        for token in tokens:
            phones.vote(workshop.id, token, round_.id, {"joy": 2}, "a")
        mine = phones.find_participant(workshop.id, tokens[0])
        assert mine is not None
        with stories.database.writing() as connection:
            connection.execute(update(ballots).where(ballots.c.participant == mine.id).values(choices={}))
        assert store.get_state(workshop.id).answered[round_.id].people == 1
        store.reveal_round(workshop.id, round_.id)
        assert count_ballots(round_, store.get_ballots(workshop.id, round_.id)).voters == 1

    def test_a_ballot_sent_again_after_the_round_is_closed_is_told_that_it_counts(
        self, store: WorkshopStore, phones: ParticipantStore, workshop: Workshop
    ) -> None:
        token, round_ = join(phones, workshop), open_round(store, workshop, "rating")
        phones.vote(workshop.id, token, round_.id, {"joy": 4}, "r")
        store.close_round(workshop.id, round_.id)
        assert phones.vote(workshop.id, token, round_.id, {"joy": 4}, "r") == {"joy": 4}
        with pytest.raises(RoundClosedError):
            phones.vote(workshop.id, token, round_.id, {"joy": 5}, "s")

    def test_requests_of_two_phones_do_not_meet(
        self, store: WorkshopStore, phones: ParticipantStore, workshop: Workshop
    ) -> None:
        round_ = open_round(store, workshop, "rating")
        for value in (1, 2):
            phones.vote(workshop.id, join(phones, workshop), round_.id, {"joy": value}, "same")
        assert store.get_state(workshop.id).answered[round_.id].people == 2

    @pytest.mark.parametrize(
        ("kind", "choices"),
        [
            ("dots", {"joy": 4}),
            ("dots", {"joy": 2, "trust": 2}),
            ("dots", {"joy": -1}),
            ("dots", {"joy": True}),
            ("dots", {"joy": 1.0}),
            ("dots", {"elsewhere": 1}),
            ("dots", {"joy": 10**30}),
            ("rating", {"joy": 0}),
            ("rating", {"joy": 6}),
            ("rating", {"joy": "3"}),
        ],
    )
    def test_a_ballot_that_cannot_be_is_refused(
        self,
        store: WorkshopStore,
        phones: ParticipantStore,
        workshop: Workshop,
        kind: ActivityKind,
        choices: dict[str, int],
    ) -> None:
        token, round_ = join(phones, workshop), open_round(store, workshop, kind)
        with pytest.raises(InvalidEntryError):
            phones.vote(workshop.id, token, round_.id, choices, "r")
        assert store.get_state(workshop.id).answered == {}

    def test_another_kind_of_answer_than_asked_for_is_refused(
        self, store: WorkshopStore, phones: ParticipantStore, workshop: Workshop
    ) -> None:
        token = join(phones, workshop)
        dots, telling = open_round(store, workshop, "dots"), open_round(store, workshop, "stories")
        for act in (
            lambda: phones.vote(workshop.id, token, telling.id, {"joy": 1}, "r"),
            lambda: phones.name_catalyst(workshop.id, token, dots.id, "joy", "Time", "r"),
            lambda: tell(phones, workshop, token, dots),
        ):
            with pytest.raises(InvalidEntryError) as caught:
                act()
            assert caught.value.code == "wrong-kind"


class TestNaming:
    def test_a_catalyst_sent_twice_is_there_once(
        self, store: WorkshopStore, phones: ParticipantStore, workshop: Workshop
    ) -> None:
        token, round_ = join(phones, workshop), open_round(store, workshop, "catalysts")
        answer = phones.name_catalyst(workshop.id, token, round_.id, "joy", "<i>Time</i>", "r")
        assert phones.name_catalyst(workshop.id, token, round_.id, "joy", "<i>Time</i>", "r") == answer
        assert store.get_state(workshop.id).answers == (answer,)
        assert answer.text == "Time"

    def test_a_phone_names_ten_in_a_round_and_may_take_one_back(
        self, store: WorkshopStore, phones: ParticipantStore, workshop: Workshop
    ) -> None:
        token, round_ = join(phones, workshop), open_round(store, workshop, "catalysts")
        made = [
            phones.name_catalyst(workshop.id, token, round_.id, "joy", f"{n}", f"r{n}") for n in range(10)
        ]
        with pytest.raises(InvalidEntryError) as caught:
            phones.name_catalyst(workshop.id, token, round_.id, "joy", "One more", "s")
        assert caught.value.code == "too-many"
        phones.take_back(workshop.id, join(phones, workshop), made[0].id)
        assert len(store.get_state(workshop.id).answers) == 10
        phones.take_back(workshop.id, token, made[0].id)
        phones.take_back(workshop.id, token, made[0].id)
        assert phones.get_state(workshop.id, token).answers == tuple(made[1:])

    def test_a_catalyst_for_a_node_that_is_not_asked_about_is_refused(
        self, store: WorkshopStore, phones: ParticipantStore, workshop: Workshop
    ) -> None:
        token, round_ = join(phones, workshop), open_round(store, workshop, "catalysts", nodes=("joy",))
        before = store.get_state(workshop.id)
        for node in ("trust", "elsewhere", ""):
            with pytest.raises(InvalidEntryError) as caught:
                phones.name_catalyst(workshop.id, token, round_.id, node, "Time", "r")
            assert (caught.value.field, caught.value.code) == ("node", "unknown-node")
        assert store.get_state(workshop.id) == before

    def test_a_catalyst_stays_once_its_round_is_closed_whatever_else_is_open(
        self, store: WorkshopStore, phones: ParticipantStore, workshop: Workshop
    ) -> None:
        token = join(phones, workshop)
        earlier, later = (open_round(store, workshop, "catalysts") for _ in range(2))
        kept = phones.name_catalyst(workshop.id, token, earlier.id, "joy", "Time", "r")
        taken = phones.name_catalyst(workshop.id, token, later.id, "joy", "Calm", "s")
        for end in (store.close_round, store.reveal_round):
            end(workshop.id, earlier.id)
            with pytest.raises(RoundClosedError):
                phones.take_back(workshop.id, token, kept.id)
        assert store.get_state(workshop.id).answers == (kept, taken)
        phones.take_back(workshop.id, token, taken.id)
        assert store.get_state(workshop.id).answers == (kept,)

    @pytest.mark.parametrize("text", NASTY)
    def test_hostile_answers_are_taken_as_plain_text_or_refused(
        self, store: WorkshopStore, phones: ParticipantStore, workshop: Workshop, text: str
    ) -> None:
        token, round_ = join(phones, workshop), open_round(store, workshop, "catalysts")
        if len(text) > 200:
            with pytest.raises(InvalidEntryError):
                phones.name_catalyst(workshop.id, token, round_.id, "joy", text, "r")
            return
        answer = phones.name_catalyst(workshop.id, token, round_.id, "joy", text, "r")
        assert store.get_state(workshop.id).answers == (answer,)
        assert "<script>" not in str(answer.text)

    @pytest.mark.parametrize("request_id", ["", "a b", "é", "\0", "x" * 81])
    def test_a_request_without_a_proper_id_is_refused(
        self, store: WorkshopStore, phones: ParticipantStore, workshop: Workshop, request_id: str
    ) -> None:
        token, round_ = join(phones, workshop), open_round(store, workshop, "catalysts")
        with pytest.raises(InvalidEntryError) as caught:
            phones.name_catalyst(workshop.id, token, round_.id, "joy", "Time", request_id)
        assert caught.value.field == "request"


class TestTelling:
    def test_a_story_waits_as_any_other_and_says_where_it_was_told(
        self, store: WorkshopStore, phones: ParticipantStore, stories: StoryStore, workshop: Workshop
    ) -> None:
        token, round_ = join(phones, workshop), open_round(store, workshop, "stories")
        receipt = tell(phones, workshop, token, round_, text="A <b>mango</b>.", nodes=("joy",), title="Then")
        story = stories.get(receipt.story)
        assert (story.text, story.title, story.nodes) == ("A mango.", "Then", ("joy",))
        assert story.status == "pending"
        assert story.source is not None
        assert (story.source.name, story.source.session) == ("Ward 4", workshop.id)
        assert story.consent == Consent(room=True)
        assert [change.role for change in stories.history(story.id)] == ["participant"]
        assert store.get_state(workshop.id).stories == (story,)

    def test_a_story_sent_twice_is_there_once_with_the_same_receipt(
        self, store: WorkshopStore, phones: ParticipantStore, stories: StoryStore, workshop: Workshop
    ) -> None:
        token, round_ = join(phones, workshop), open_round(store, workshop, "stories")
        receipt = tell(phones, workshop, token, round_, request="r")
        store.close_round(workshop.id, round_.id)
        assert tell(phones, workshop, token, round_, request="r") == receipt
        assert stories.find(StoryQuery()).count == 1
        assert phones.get_state(workshop.id, token).told == {round_.id: 1}

    def test_a_code_of_before_keys_had_other_letters_is_shown_again_and_withdraws(
        self, store: WorkshopStore, phones: ParticipantStore, workshop: Workshop, monkeypatch: Any
    ) -> None:
        round_, token = open_round(store, workshop, "stories"), join(phones, workshop)
        before = partial(derive_code, alphabet=EARLIER_ALPHABET)
        with monkeypatch.context() as patch:
            patch.setattr(participants, "derive_code", before)
            receipt = tell(phones, workshop, token, round_, "once")
        assert phones.find_receipt(workshop.id, token, "once") == receipt
        assert tell(phones, workshop, token, round_, "once") == receipt
        phones.withdraw_story(receipt.code)
        assert store.get_state(workshop.id).stories == ()

    @pytest.mark.parametrize(
        ("fields", "field", "code"),
        [
            ({"text": ""}, "text", "empty"),
            ({"text": "x" * 5001}, "text", "too-long"),
            ({"title": "x" * 201}, "title", "too-long"),
            ({"teller": "nobody"}, "teller", "bad-value"),
            ({"language": "English"}, "language", "bad-value"),
            ({"nodes": ("elsewhere",)}, "nodes", "unknown-node"),
        ],
    )
    def test_a_story_that_cannot_be_is_refused_with_the_field(
        self,
        store: WorkshopStore,
        phones: ParticipantStore,
        stories: StoryStore,
        workshop: Workshop,
        fields: dict[str, Any],
        field: str,
        code: str,
    ) -> None:
        token, round_ = join(phones, workshop), open_round(store, workshop, "stories")
        with pytest.raises(InvalidEntryError) as caught:
            tell(phones, workshop, token, round_, **fields)
        assert (caught.value.field, caught.value.code) == (field, code)
        assert stories.find(StoryQuery()).count == 0

    def test_a_phone_tells_twenty_stories_at_most(
        self, store: WorkshopStore, phones: ParticipantStore, workshop: Workshop
    ) -> None:
        token, round_ = join(phones, workshop), open_round(store, workshop, "stories")
        for number in range(20):
            tell(phones, workshop, token, round_, text=f"{number}")
        with pytest.raises(InvalidEntryError) as caught:
            tell(phones, workshop, token, round_)
        assert caught.value.code == "too-many"

    def test_the_code_withdraws_the_story_and_all_consent_even_after_the_end(
        self, store: WorkshopStore, phones: ParticipantStore, stories: StoryStore
    ) -> None:
        held = hold(store, phones)
        story = stories.get(held.receipts[0].story)
        stories.change(story.model_copy(update={"status": "published"}), "facilitator", "published")
        store.end(held.workshop.id)
        for _ in range(2):
            phones.withdraw_story(f" {held.receipts[0].code[:5].lower()} {held.receipts[0].code[5:]}")
        withdrawn = stories.get(story.id)
        assert (withdrawn.status, withdrawn.consent) == ("withdrawn", Consent())
        assert [change.role for change in stories.history(story.id)][-1] == "participant"
        assert len(stories.history(story.id)) == 3
        left = [kept.id for kept in store.get_state(held.workshop.id).stories]
        assert left == [receipt.story for receipt in held.receipts[1:]]

    def test_the_code_takes_the_consent_of_a_story_that_the_facilitator_had_withdrawn(
        self, store: WorkshopStore, phones: ParticipantStore, stories: StoryStore, workshop: Workshop
    ) -> None:
        token, round_ = join(phones, workshop), open_round(store, workshop, "stories")
        receipt = tell(phones, workshop, token, round_)
        story = stories.get(receipt.story).model_copy(update={"status": "withdrawn"})
        assert stories.change(story, "facilitator", "withdrawn").consent == Consent(room=True)
        phones.withdraw_story(receipt.code)
        withdrawn = stories.get(receipt.story)
        assert withdrawn.consent == Consent()
        restored = stories.change(
            withdrawn.model_copy(update={"status": "published"}), "facilitator", "restored"
        )
        assert not restored.is_public

    def test_a_deleted_story_is_withdrawn_without_a_fault(
        self, store: WorkshopStore, phones: ParticipantStore, stories: StoryStore
    ) -> None:
        held = hold(store, phones)
        stories.delete(held.receipts[0].story, 1, "facilitator")
        phones.withdraw_story(held.receipts[0].code)
        assert store.get_state(held.workshop.id).answered[held.stories.id].answers == 2

    @pytest.mark.parametrize("typed", ["", "AAAAAAAAAA", "é", "\0", "x" * 5000])
    def test_a_wrong_code_withdraws_nothing(self, phones: ParticipantStore, typed: str) -> None:
        with pytest.raises(UnknownCodeError, match="letter by letter"):
            phones.withdraw_story(typed)


class TestSeeing:
    def test_a_phone_sees_its_own_answers_and_nobody_elses(
        self, store: WorkshopStore, phones: ParticipantStore
    ) -> None:
        held = hold(store, phones)
        mine = phones.get_state(held.workshop.id, held.tokens[1])
        assert [answer.text for answer in mine.answers] == ["More time, 1"]
        assert mine.choices == {held.dots.id: {"joy": 1, "trust": 2}, held.rating.id: {"trust": 2}}
        assert mine.told == {held.stories.id: 1}
        assert "More time, 0" not in str(mine)

    def test_a_phone_sees_rounds_only_while_they_are_open_or_revealed(
        self, store: WorkshopStore, phones: ParticipantStore, workshop: Workshop
    ) -> None:
        token = join(phones, workshop)
        made = store.add_round(workshop.id, "dots", nodes=("joy",), dots=1)
        shown = []
        for turn in (store.close_round, store.open_round, store.close_round, store.reveal_round):
            turn(workshop.id, made.id)
            shown.append(len(phones.get_state(workshop.id, token).rounds))
        assert shown == [0, 1, 0, 1]

    def test_an_unknown_workshop_is_refused(self, phones: ParticipantStore) -> None:
        for ask in (
            lambda: phones.get("nobody"),
            lambda: phones.get_version("nobody"),
            lambda: phones.get_state("nobody", make_token()),
            lambda: phones.join("nobody", make_token(), "nl"),
            lambda: phones.find_participant("nobody", make_token()),
        ):
            with pytest.raises(UnknownWorkshopError):
                ask()
