"""Teams are added, changed and ended once for each request; of a passcode only a hash is kept."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from sqlalchemy import select

from model.stories import StoryStore
from model.stories.migrations import list_tables
from model.teams import LONGEST_NAME, MOST_TEAMS, Team, TeamEntryError, TeamStore, UnknownTeamError
from model.teams.tables import metadata
from model.teams.tables import teams as table
from tests.model.stories.test_store_migrations import check_tables, run

DAY = date(2026, 5, 1)


def test_a_team_is_there_with_all_that_was_said_of_it(teams: TeamStore) -> None:
    ward = teams.add(" Ward <b>4</b> ", "green", DAY)
    assert ward == Team(ward.id, "test", "Ward 4", "green", DAY)
    assert (teams.get(ward.id), teams.list()) == (ward, (ward,))


def test_teams_are_listed_by_name_and_only_those_of_the_model(stories: StoryStore, url: str) -> None:
    other = StoryStore(url, "other")
    TeamStore(other).add("Elsewhere")
    teams = TeamStore(stories)
    for name in ("Ward 5", "élan", "Day clinic"):
        teams.add(name)
    assert [team.name for team in teams.list()] == ["Day clinic", "élan", "Ward 5"]
    other.close()


def test_the_same_request_again_changes_nothing(teams: TeamStore) -> None:
    ward = teams.add("Ward 4", request="a1")
    assert teams.add("Ward 4", request="a1") == ward
    teams.change(ward.id, name="Ward 5", request="b1")
    teams.change(ward.id, name="Ward 6", request="b2")
    assert teams.change(ward.id, name="Ward 5", request="b1").name == "Ward 6"
    teams.end(ward.id, DAY, "c1")
    teams.reopen(ward.id, "c2")
    assert teams.end(ward.id, DAY, "c1").ends is None
    assert teams.list() == (Team(ward.id, "test", "Ward 6"),)


@pytest.mark.parametrize(
    ("day", "is_ended"), [(date(2026, 4, 30), False), (DAY, True), (date(2027, 1, 1), True)]
)
def test_a_team_has_ended_from_its_day_on(teams: TeamStore, day: date, is_ended: bool) -> None:
    ward = teams.end(teams.add("Ward 4").id, DAY)
    assert ward.is_ended(day) is is_ended
    assert teams.reopen(ward.id).is_ended(day) is False


@pytest.mark.parametrize("name", ["", " <b></b> ", "x" * (LONGEST_NAME + 1), "WARD 4", "wárd 4"])
def test_a_name_that_is_no_name_or_that_of_another_team_is_refused(teams: TeamStore, name: str) -> None:
    teams.add("Ward 4")
    other = teams.add("Ward 5")
    with pytest.raises(TeamEntryError) as added:
        teams.add(name)
    with pytest.raises(TeamEntryError) as changed:
        teams.change(other.id, name=name)
    assert added.value.field == changed.value.field == "name"
    assert [team.name for team in teams.list()] == ["Ward 4", "Ward 5"]


def test_a_team_may_write_its_own_name_otherwise(teams: TeamStore) -> None:
    assert teams.change(teams.add("Ward 4").id, name="WARD 4").name == "WARD 4"


def test_a_colour_is_one_of_the_palette(teams: TeamStore) -> None:
    with pytest.raises(TeamEntryError):
        teams.add("Ward 4", "pink")  # type: ignore[arg-type]


def test_there_are_at_most_so_many(teams: TeamStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("model.teams.store.MOST_TEAMS", 1)
    teams.add("Ward 4")
    with pytest.raises(TeamEntryError) as caught:
        teams.add("Ward 5")
    assert caught.value.reason == "too-many"
    assert MOST_TEAMS >= 100


def test_a_team_that_is_not_there_is_told(teams: TeamStore) -> None:
    for ask in (teams.get, partial(teams.change, name="x"), teams.reopen, teams.remove_passcode):
        with pytest.raises(UnknownTeamError):
            ask("0" * 32)


def test_who_knows_the_passcode_comes_in_for_its_team_until_it_is_another_one(teams: TeamStore) -> None:
    ward, other = teams.add("Ward 4"), teams.add("Ward 5")
    assert (teams.find_by_passcode("eight mangos"), teams.find_mark(ward.id)) == (None, None)
    assert teams.set_passcode(ward.id, "eight mangos").has_passcode
    teams.set_passcode(other.id, "nine mangos here")
    assert teams.find_by_passcode("eight mangos") == teams.get(ward.id)
    first = teams.find_mark(ward.id)
    teams.set_passcode(ward.id, "eight mangos")
    assert teams.find_mark(ward.id) not in (None, first)
    assert teams.find_by_passcode("Eight mangos") is None
    assert not teams.remove_passcode(ward.id).has_passcode
    assert (teams.find_by_passcode("eight mangos"), teams.find_mark(ward.id)) == (None, None)


def test_a_passcode_is_long_enough_and_no_other_teams(teams: TeamStore) -> None:
    ward, other = teams.add("Ward 4"), teams.add("Ward 5")
    teams.set_passcode(ward.id, "eight mangos")
    for passcode, reason in (("short", "short"), ("x" * 201, "too-long"), ("eight mangos", "taken")):
        with pytest.raises(TeamEntryError) as caught:
            teams.set_passcode(other.id, passcode)
        assert caught.value.reason == reason
    assert not teams.get(other.id).has_passcode


def test_nothing_of_a_passcode_is_kept_but_a_salted_hash(stories: StoryStore, teams: TeamStore) -> None:
    passcodes = []
    for name in ("Ward 4", "Ward 4"):
        team = next(iter(teams.list()), None) or teams.add(name)
        teams.set_passcode(team.id, "eight mangos")
        with stories.database.reading() as connection:
            passcodes.append(connection.execute(select(table.c.passcode)).scalar_one())
    assert passcodes[0] != passcodes[1]
    assert not any("mango" in kept for kept in passcodes)


def test_the_newest_version_has_the_tables_that_the_teams_know(stories: StoryStore, url: str) -> None:
    run(url, partial(check_tables, metadata))
    assert set(metadata.tables) <= list_tables()
