"""Teams are added, changed and ended once for each request; of a passcode only a hash is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select, update

from model.stories import StoryStore
from model.stories.migrations import list_tables
from model.teams import LONGEST_NAME, Team, TeamEntryError, TeamStore, UnknownTeamError
from model.teams.passcodes import is_passcode, make_salt, mark_passcode
from model.teams.tables import metadata, team_requests
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
    assert teams.name_all() == {team.id: team.name for team in teams.list()}
    other.close()


def test_another_model_may_have_a_team_of_the_same_name_and_passcode(stories: StoryStore, url: str) -> None:
    other = StoryStore(url, "other")
    teams, elsewhere = TeamStore(stories), TeamStore(other)
    ward, same = teams.add("Ward 4"), elsewhere.add("Ward 4", "red")
    teams.set_passcode(ward.id, "eight mangos")
    assert elsewhere.find_by_passcode("eight mangos") is None
    assert elsewhere.find_mark(ward.id) is None
    elsewhere.set_passcode(same.id, "eight mangos")
    assert elsewhere.change(same.id, name="Ward 6").name == "Ward 6"
    assert teams.list() == (Team(ward.id, "test", "Ward 4", has_passcode=True),)
    with pytest.raises(UnknownTeamError):
        elsewhere.change(ward.id, name="Ward 7")
    other.close()


def test_what_is_not_said_stays_as_it_is(teams: TeamStore) -> None:
    ward = teams.add("Ward 4", "green", DAY)
    assert teams.change(ward.id) == ward
    assert teams.change(ward.id, colour="red") == Team(ward.id, "test", "Ward 4", "red", DAY)
    assert teams.change(ward.id, name="Ward 5") == Team(ward.id, "test", "Ward 5", "red", DAY)
    assert teams.end(ward.id, date(2026, 6, 1)) == Team(ward.id, "test", "Ward 5", "red", date(2026, 6, 1))


@pytest.mark.parametrize(("days", "is_known"), [(6.9, True), (7.1, False)])
def test_a_request_is_known_for_seven_days(
    stories: StoryStore, teams: TeamStore, days: float, is_known: bool
) -> None:
    ward = teams.add("Ward 4", request="a1")
    teams.end(ward.id, DAY, "a2")
    with stories.database.writing() as connection:
        earlier = datetime.now(UTC) - timedelta(days=days)
        connection.execute(update(team_requests).where(team_requests.c.id == "a2").values(at=earlier))
    teams.reopen(ward.id, "a3")
    assert teams.end(ward.id, DAY, "a2").is_ended(DAY) is not is_known
    assert teams.add("Ward 4", request="a1") == teams.get(ward.id)


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


@pytest.mark.parametrize(
    ("do", "reason", "details", "said"),
    [
        (lambda teams, ward: teams.add(" "), "empty", {}, "name: a team has a name"),
        (
            lambda teams, ward: teams.add("x" * 61),
            "too-long",
            {"most": 60},
            "name: it has at most 60 characters",
        ),
        (
            lambda teams, ward: teams.add("ward 4"),
            "taken",
            {},
            "name: another team has it; choose another one",
        ),
        (
            lambda teams, ward: teams.change(ward, colour="pink"),
            "bad-value",
            {},
            "colour: it is one of blue, orange, green, purple, grey, ochre, red, teal",
        ),
        (
            lambda teams, ward: teams.set_passcode(ward, "x" * 7),
            "short",
            {"least": 8, "most": 200},
            "passcode: it has from 8 to 200 characters",
        ),
        (
            lambda teams, ward: teams.set_passcode(ward, "x" * 201),
            "too-long",
            {"least": 8, "most": 200},
            "passcode: it has from 8 to 200 characters",
        ),
    ],
)
def test_what_cannot_be_is_said_with_its_bounds(
    teams: TeamStore,
    do: Callable[[TeamStore, str], object],
    reason: str,
    details: Mapping[str, int],
    said: str,
) -> None:
    ward = teams.add("Ward 4")
    with pytest.raises(TeamEntryError) as caught:
        do(teams, ward.id)
    assert (caught.value.reason, caught.value.details, str(caught.value)) == (reason, details, said)
    assert caught.value.field == said.partition(":")[0]
    assert teams.list() == (ward,)


def test_the_shortest_and_the_longest_that_may_be_are_taken(teams: TeamStore) -> None:
    ward = teams.add("x" * LONGEST_NAME)
    assert ward.name == "x" * 60
    for passcode in ("x" * 8, "x" * 200):
        teams.set_passcode(ward.id, passcode)
        assert teams.find_by_passcode(passcode) == teams.get(ward.id)


def test_a_team_may_write_its_own_name_otherwise(teams: TeamStore) -> None:
    assert teams.change(teams.add("Ward 4").id, name="WARD 4").name == "WARD 4"


def test_a_colour_is_one_of_the_palette(teams: TeamStore) -> None:
    with pytest.raises(TeamEntryError):
        teams.add("Ward 4", "pink")  # type: ignore[arg-type]


def test_there_are_at_most_two_hundred_in_each_model(stories: StoryStore, teams: TeamStore) -> None:
    rows = [
        {"model": model, "id": str(n), "name": str(n), "name_key": str(n), "colour": "blue"}
        for model, many in (("test", 199), ("other", 9))
        for n in range(many)
    ]
    with stories.database.writing() as connection:
        connection.execute(table.insert(), rows)
    ward = teams.add("Ward 4", request="a1")
    with pytest.raises(TeamEntryError, match=r"^teams: at most 200 teams fit$") as caught:
        teams.add("Ward 6")
    assert (caught.value.reason, caught.value.details) == ("too-many", {"most": 200})
    assert teams.add("Ward 4", request="a1") == ward
    assert len(teams.list()) == 200


def test_a_team_that_is_not_there_is_told(teams: TeamStore) -> None:
    for ask in (teams.get, partial(teams.change, name="x"), teams.reopen, teams.remove_passcode):
        with pytest.raises(UnknownTeamError, match="no such team; load the page again") as caught:
            ask("0" * 32)
        assert caught.value.team == "0" * 32


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


def test_a_passcode_that_was_kept_by_an_earlier_version_is_still_one() -> None:
    kept = (
        "73737373737373737373737373737373."
        "235f91c92391c37efd80fddfe8a9d01278525226950dfaefeea8f3cf2cfb84a8"
        "9c4f5a7e79a757de97ba97031a95550534ec53fe20579e91779211f454f9ead9"
    )
    assert is_passcode("a mango a day", kept)
    assert not is_passcode("a mango a week", kept)
    assert mark_passcode(kept) == "e0c1c48c32e9a632511f6d0b324b0df3"
    assert {len(make_salt()) for _ in range(3)} == {16}
    assert len({make_salt() for _ in range(3)}) == 3


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
