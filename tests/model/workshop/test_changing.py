"""What of a workshop can change later: its end, key and team; and what comes back when that is undone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from model.stories import StoryStore
from model.teams import TeamStore
from model.workshop import (
    InvalidEntryError,
    ParticipantStore,
    UnknownPartError,
    Workshop,
    WorkshopStore,
    make_token,
)
from model.workshop.tables import workshops
from tests.workshopping import build_end, hold, join, open_round, tell


def list_names(found: Any) -> list[tuple[str, str]]:
    """Rounds by their workshops and questions."""
    return [(workshop.name, round_.question) for workshop, round_ in found]


class TestEnds:
    def test_a_workshop_ends_within_thirty_one_days_from_now_in_some_zone(
        self, store: WorkshopStore, workshop: Workshop
    ) -> None:
        month = timedelta(days=31)
        for end in (
            datetime.now(UTC) - timedelta(seconds=1),
            datetime.now(UTC) + month + timedelta(minutes=1),
            (datetime.now(UTC) + timedelta(hours=1)).replace(tzinfo=None),
        ):
            with pytest.raises(InvalidEntryError, match="ends_at: this value is not possible"):
                store.create("Ward 4", "nl", end)
            with pytest.raises(InvalidEntryError, match="ends_at: this value is not possible"):
                store.change(workshop.id, ends_at=end)
        assert store.list() == (workshop,)
        late = store.change(workshop.id, ends_at=datetime.now(UTC) + month - timedelta(minutes=1))
        assert late.ends_at > workshop.ends_at

    def test_only_after_thirty_days_a_workshop_that_goes_on_again_has_another_key(
        self, store: WorkshopStore, stories: StoryStore, workshop: Workshop
    ) -> None:
        for days, is_same in ((29.9, True), (30.1, False)):
            with stories.database.writing() as connection:
                row = update(workshops).where(workshops.c.id == workshop.id)
                connection.execute(row.values(ended_at=datetime.now(UTC) - timedelta(days=days)))
            again = store.change(workshop.id, ends_at=build_end())
            assert ((again.key == workshop.key), again.is_ended) == (is_same, False)

    def test_what_was_ended_stays_ended_from_when_it_was_first(
        self, store: WorkshopStore, workshop: Workshop
    ) -> None:
        ended = store.end(workshop.id)
        assert store.end(workshop.id).ended_at == ended.ended_at
        assert not ended.model_copy(update={"ended_at": None}).is_ended

    def test_a_day_is_where_the_workshop_is(self, store: WorkshopStore, workshop: Workshop) -> None:
        assert store.change(workshop.id, day=date(2026, 5, 4)).get_day() == date(2026, 5, 4)
        with pytest.raises(InvalidEntryError):
            store.change(workshop.id, day=date(1999, 12, 31))


class TestTeams:
    def test_stories_go_with_their_workshop_to_another_team_but_for_those_of_a_third(
        self, store: WorkshopStore, phones: ParticipantStore, stories: StoryStore
    ) -> None:
        teams = TeamStore(stories)
        ours, theirs = teams.add("Ours").id, teams.add("Theirs").id
        held, other = hold(store, phones), hold(store, phones)
        first, *_others = (stories.get(receipt.story) for receipt in held.receipts)
        stories.change(first.model_copy(update={"team": theirs}), "facilitator", "edited")

        def list_teams(receipts: Any) -> list[str | None]:
            return [stories.get(receipt.story).team for receipt in receipts]

        assert store.change(held.workshop.id, team=ours).team == ours
        assert list_teams(held.receipts) == [theirs, ours, ours]
        assert store.change(held.workshop.id, name="Another").team == ours
        assert store.change(held.workshop.id, team="").team is None
        assert list_teams(held.receipts) == [theirs, None, None]
        assert list_teams(other.receipts) == [None, None, None]
        assert [change.what for change in stories.history(held.receipts[1].story)] == [
            *("added", "edited", "edited")
        ]

    def test_workshops_and_ratings_are_listed_by_team(
        self, store: WorkshopStore, phones: ParticipantStore, stories: StoryStore, url: str
    ) -> None:
        teams = TeamStore(stories)
        ours, theirs = teams.add("Ours").id, teams.add("Theirs").id

        def rate(name: str, team: str | None, *kinds: Any, **fields: Any) -> str:
            made = store.create(name, "nl", build_end(), team=team, **fields)
            for at, kind in enumerate(kinds):
                round_ = open_round(store, made, kind)
                store.change_round(made.id, round_.id, question=f"{kind} {at}")
                if at != 1:
                    store.reveal_round(made.id, round_.id)
            return made.id

        rate("A", ours, "rating", "rating", "dots", "scale", "edges", "order")
        rate("B", theirs, "rating")
        try_out = rate("C", ours, "rating", is_rehearsal=True)
        rate("D", None, "scale")
        elsewhere = StoryStore(url, "other")
        other = WorkshopStore(elsewhere)
        theirs_too = other.create("E", "nl", build_end())
        other.reveal_round(theirs_too.id, open_round(other, theirs_too, "rating").id)
        of_a = [("A", "rating 0"), ("A", "scale 3"), ("A", "edges 4")]
        assert list_names(store.list_ratings()) == [("D", "scale 0"), ("B", "rating 0"), *of_a]
        assert list_names(store.list_ratings([ours])) == of_a
        assert list_names(store.list_ratings([ours], try_out)) == [("C", "rating 0"), *of_a]
        assert [workshop.name for workshop in store.list([ours, theirs])] == ["C", "B", "A"]
        assert [workshop.name for workshop in store.list()] == ["D", "C", "B", "A"]
        elsewhere.close()


class TestComingBack:
    def test_a_workshop_whose_key_is_taken_by_now_comes_back_under_another(
        self, store: WorkshopStore, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        store.delete(workshop.id, "gone")
        drawn = iter([workshop.key, workshop.key, "CCCCCC"])
        monkeypatch.setattr("model.workshop.store.make_key", lambda: next(drawn))
        other = store.create("Other", "nl", build_end())
        back = store.undo(workshop.id, "gone")
        assert (other.key, back.key) == (workshop.key, "CCCCCC")
        store.delete(other.id, "other")
        store.delete(back.id, "again")
        assert store.undo(back.id, "again").key == "CCCCCC"

    def test_what_was_not_there_is_not_kept(self, store: WorkshopStore, workshop: Workshop) -> None:
        store.delete_action(workshop.id, "gone", "r")
        store.delete("gone", "s")
        for id_, request in ((workshop.id, "r"), (workshop.id, "s")):
            with pytest.raises(UnknownPartError, match="the workshop has no deletion with this id"):
                store.undo(id_, request)

    def test_a_round_comes_back_without_the_ballots_of_those_who_are_gone_but_with_its_stories(
        self, store: WorkshopStore, phones: ParticipantStore
    ) -> None:
        held = hold(store, phones)
        id_ = held.workshop.id
        store.delete_round(id_, held.dots.id, "dots")
        store.delete_round(id_, held.stories.id, "stories")
        me = phones.get_participant(id_, held.tokens[0])
        store.remove(id_, [me.id])
        store.undo(id_, "dots")
        store.undo(id_, "stories")
        state = store.get_state(id_)
        assert state.answered[held.dots.id].people == 2
        assert [story.id for story in state.stories] == [receipt.story for receipt in held.receipts]
        assert {round_.number for round_ in state.rounds} == {1, 2, 3, 4}

    def test_stories_that_were_set_aside_come_back_as_what_they_were(
        self, store: WorkshopStore, phones: ParticipantStore, stories: StoryStore, workshop: Workshop
    ) -> None:
        round_, token = open_round(store, workshop, "stories"), join(phones, workshop)
        ids = [tell(phones, workshop, token, round_).story for _ in range(4)]
        for id_, status in zip(ids[1:], ("aside", "published", "withdrawn"), strict=True):
            change: Any = {"aside": "aside", "published": "published", "withdrawn": "withdrawn"}[status]
            stories.change(stories.get(id_).model_copy(update={"status": status}), "facilitator", change)
        me = phones.get_participant(workshop.id, token)
        store.remove(workshop.id, [me.id], request="gone")
        gone = ["withdrawn", "withdrawn", "published", "withdrawn"]
        assert [stories.get(id_).status for id_ in ids] == gone
        store.undo(workshop.id, "gone")
        assert [stories.get(id_).status for id_ in ids] == ["pending", "aside", "published", "withdrawn"]

    def test_who_is_removed_is_in_all_that_is_said_of_them(
        self, store: WorkshopStore, phones: ParticipantStore, workshop: Workshop
    ) -> None:
        round_ = open_round(store, workshop, "dots")
        tokens = [make_token() for _ in range(3)]
        first, second, third = (phones.join(workshop.id, token, "nl").id for token in tokens)
        phones.vote(workshop.id, tokens[1], round_.id, {"joy": 1}, "r")
        assert store.remove(workshop.id, []) == 0
        assert store.remove(workshop.id, [second, third], is_silent=True) == 1
        assert {listed.id for listed in store.list_participants(workshop.id)} == {first, second}
        assert store.remove(workshop.id, is_silent=True) == 1
        [left] = store.list_participants(workshop.id)
        assert (left.id, left.votes, left.answers, left.stories, left.is_silent) == (second, 1, 0, 0, False)
