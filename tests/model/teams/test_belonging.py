"""Workshops and stories belong to a team, or to none; what is told in a team's workshop is the team's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Column, Connection, MetaData, Table

from model.stories import StoryQuery, StoryStore
from model.stories.migrations import VERSIONS
from model.teams import TeamStore
from model.workshop import (
    ParticipantStore,
    Workshop,
    WorkshopStore,
    make_request_id,
    make_token,
    read_workshop_json,
    to_workshop_json,
)
from model.workshop.tables import workshops as table
from tests.model.stories.test_store_migrations import fill_version, run
from tests.model.workshop.test_migrations import WORKSHOP
from tests.storytelling import build_story


def begin(workshops: WorkshopStore, team: str | None = None) -> Workshop:
    return workshops.create("Ward 4", "en", datetime.now(UTC) + timedelta(hours=1), team=team)


def tell(workshops: WorkshopStore, phones: ParticipantStore, workshop: Workshop) -> str:
    round_ = workshops.add_round(workshop.id, "stories")
    workshops.open_round(workshop.id, round_.id)
    token = make_token()
    phones.join(workshop.id, token, "en")
    values: Any = {"text": "A mango.", "teller": "patient", "language": "en", "request": make_request_id()}
    return phones.tell_story(workshop.id, token, round_.id, **values).story


def test_workshops_are_found_by_team(workshops: WorkshopStore, teams: TeamStore) -> None:
    ward = teams.add("Ward 4")
    own, nobodys = begin(workshops, ward.id), begin(workshops)
    assert (own.team, nobodys.team) == (ward.id, None)
    assert workshops.list([ward.id]) == (own,)
    assert set(workshops.list()) == {own, nobodys}


def test_what_is_told_in_a_workshop_is_its_teams(
    stories: StoryStore, workshops: WorkshopStore, phones: ParticipantStore, teams: TeamStore
) -> None:
    ward = teams.add("Ward 4")
    story = tell(workshops, phones, begin(workshops, ward.id))
    assert stories.get(story).team == ward.id
    assert stories.get(tell(workshops, phones, begin(workshops))).team is None
    assert [found.id for found in stories.find(StoryQuery(teams=frozenset({ward.id}))).stories] == [story]


def test_stories_go_to_another_team_with_their_workshop_but_for_those_that_were_given_one(
    stories: StoryStore, workshops: WorkshopStore, phones: ParticipantStore, teams: TeamStore
) -> None:
    ward, other = teams.add("Ward 4"), teams.add("Ward 5")
    workshop = begin(workshops)
    going, staying = tell(workshops, phones, workshop), tell(workshops, phones, workshop)
    stories.change(stories.get(staying).model_copy(update={"team": other.id}), "facilitator", "edited")
    assert workshops.change(workshop.id, team=ward.id, request="a1").team == ward.id
    assert (stories.get(going).team, stories.get(staying).team) == (ward.id, other.id)
    assert workshops.change(workshop.id, name="Ward 6").team == ward.id
    assert workshops.change(workshop.id, team="", request="a2").team is None
    assert workshops.change(workshop.id, team=ward.id, request="a1").team is None
    assert stories.get(going).team is None
    assert stories.find(StoryQuery(teams=frozenset({ward.id}))).stories == ()


def test_who_is_limited_to_a_team_finds_its_stories_and_public_ones(
    stories: StoryStore, teams: TeamStore
) -> None:
    ward, other = teams.add("Ward 4"), teams.add("Ward 5")
    own = stories.add(build_story("Own mango.", status="pending", team=ward.id), "visitor")
    public = stories.add(build_story("Public mango.", team=other.id), "visitor")
    stories.add(build_story("Waiting mango, secretive.", status="pending", team=other.id), "visitor")
    stories.add(build_story("Hidden mango.", consent={"exports": True}), "visitor")
    found = stories.find(StoryQuery(seen_by=frozenset({ward.id}), sort="oldest"))
    assert found.stories == (own, public)
    assert stories.find(
        StoryQuery("mango", seen_by=frozenset({ward.id}), statuses=frozenset({"pending"}))
    ).stories == (own,)
    assert stories.find(StoryQuery("secretve", seen_by=frozenset({ward.id}))).meant == ""
    assert stories.find(StoryQuery("secretve")).meant == "secretive"


def test_a_session_comes_back_with_its_team(
    stories: StoryStore, workshops: WorkshopStore, phones: ParticipantStore, teams: TeamStore
) -> None:
    workshop = begin(workshops, teams.add("Ward 4").id)
    story = tell(workshops, phones, workshop)
    file = to_workshop_json(workshops.get_record(workshop.id))
    workshops.delete(workshop.id)
    stories.delete(story, 1, "facilitator")
    assert workshops.put_back(read_workshop_json(file)).team == workshop.team
    assert stories.get(story).team == workshop.team


def test_a_session_of_a_version_without_teams_comes_in(workshops: WorkshopStore) -> None:
    workshop = begin(workshops)
    file = to_workshop_json(workshops.get_record(workshop.id))
    earlier = file.replace(b'"team": null', b'"day": null', 1) if b'"team": null' in file else file
    assert earlier != file
    workshops.delete(workshop.id)
    assert workshops.put_back(read_workshop_json(earlier)).team is None


@pytest.mark.parametrize("version", ["0003", VERSIONS[-2]])
def test_stories_and_workshops_of_earlier_versions_are_nobodys_until_they_are_given_to_a_team(
    empty_url: str, version: str
) -> None:
    def fill(connection: Connection) -> None:
        fill_version(connection, version)
        until = datetime.now(UTC) + timedelta(hours=1)
        held = WORKSHOP | {"model": "test", "created_at": datetime.now(UTC), "ends_at": until}
        columns = [Column(column.name, column.type) for column in table.columns if column.name in held]
        connection.execute(Table(table.name, MetaData(), *columns).insert(), held)

    run(empty_url, fill)
    stories = StoryStore(empty_url, "test")
    workshops, ward = WorkshopStore(stories), TeamStore(stories).add("Ward 4")
    assert (stories.get("old").team, workshops.get("held").team) == (None, None)
    assert stories.find(StoryQuery(teams=frozenset({ward.id}))).stories == ()
    story = stories.change(stories.get("old").model_copy(update={"team": ward.id}), "facilitator", "edited")
    assert stories.find(StoryQuery("mango", teams=frozenset({ward.id}))).stories == (story,)
    assert workshops.list([ward.id]) == ()
    workshops.change("held", team=ward.id)
    assert [workshop.id for workshop in workshops.list([ward.id])] == ["held"]
    stories.close()
