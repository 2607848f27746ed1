"""The store of teams: listing, adding, changing, ending them, and who may come in for one of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from model.search import fold
from model.stories import StoryStore
from model.stories.plain_text import clean_line
from model.stories.story import build_story_id as build_id
from model.teams.faults import FaultReason, TeamEntryError, UnknownTeamError
from model.teams.passcodes import (
    LONGEST_PASSCODE,
    SHORTEST_PASSCODE,
    hash_passcode,
    is_passcode,
    make_salt,
    mark_passcode,
)
from model.teams.tables import team_requests, teams, to_team
from model.teams.team import COLOURS, LONGEST_NAME, MOST_TEAMS, Colour, Team

_REMEMBERED = timedelta(days=7)
"""For how long a request is known as one that was carried out."""


@dataclass
class _Writing:
    """One transaction that changes teams; `team` is the one that its request was about before, if any."""

    connection: Connection
    team: str | None


class TeamStore:
    """The teams of one model, in the database of its stories.

    Methods that change something take a `request`: an id made by whoever asks. The same request again changes
    nothing, and returns what there is now; without one it is carried out each time. A team is never deleted:
    one that has ended is not offered any more, and what is its own can still be found.

    Everything may raise `StoreUnavailableError` (nothing was changed then) and, where it names a team,
    `UnknownTeamError`; with what cannot be taken `TeamEntryError`. May be used by many threads at once.

    >>> import tempfile
    >>> folder = tempfile.TemporaryDirectory()
    >>> stories = StoryStore(f"{folder.name}/stories.db", "mangomoment")
    >>> store = TeamStore(stories)
    >>> ward = store.add("Ward 4", "green", request="a" * 32)
    >>> store.add("Ward 4", "green", request="a" * 32) == ward
    True
    >>> store.change(ward.id, name="Ward 5").name
    'Ward 5'
    >>> stories.close(); folder.cleanup()
    """

    def __init__(self, stories: StoryStore) -> None:
        self._database = stories.database
        self._model_id = stories.model_id

    def list(self) -> tuple[Team, ...]:
        """All teams by name, those that have ended with them."""
        query = select(teams).where(teams.c.model == self._model_id)
        with self._database.reading() as connection:
            rows = connection.execute(query).mappings().all()
        return tuple(map(to_team, sorted(rows, key=lambda row: (row["name_key"], row["id"]))))

    def name_all(self) -> dict[str, str]:
        """The names of all teams by their ids."""
        return {team.id: team.name for team in self.list()}

    def get(self, team: str) -> Team:
        """The team with this id."""
        with self._database.reading() as connection:
            return self._get(connection, team)

    def add(
        self, name: str, colour: Colour = "blue", ends: date | None = None, request: str | None = None
    ) -> Team:
        """Add a team; its name is that of no other one."""
        team, named = build_id(), clean_name(name)
        row = {"name": named, "name_key": fold(named), "colour": check_colour(colour), "ends": ends}
        with self._writing(request) as writing:
            if writing.team is not None:
                return self._get(writing.connection, writing.team)
            self._check_name(writing.connection, team, fold(named))
            here = select(func.count()).where(teams.c.model == self._model_id)
            if writing.connection.execute(here).scalar_one() >= MOST_TEAMS:
                raise TeamEntryError("teams", "too-many", f"at most {MOST_TEAMS} teams fit", most=MOST_TEAMS)
            writing.connection.execute(insert(teams), {"model": self._model_id, "id": team, **row})
            writing.team = team
            return self._get(writing.connection, team)

    def change(
        self,
        team: str,
        *,
        name: str | None = None,
        colour: Colour | None = None,
        request: str | None = None,
    ) -> Team:
        """Give a team another name or colour; None leaves it as it is."""
        new: dict[str, Any] = {}
        if name is not None:
            new |= {"name": clean_name(name), "name_key": fold(clean_name(name))}
        if colour is not None:
            new["colour"] = check_colour(colour)
        return self._change(team, new, request)

    def end(self, team: str, ends: date, request: str | None = None) -> Team:
        """Let a team end on a day: from then on it is not offered any more."""
        return self._change(team, {"ends": ends}, request)

    def reopen(self, team: str, request: str | None = None) -> Team:
        """Let a team go on."""
        return self._change(team, {"ends": None}, request)

    def set_passcode(self, team: str, passcode: str, request: str | None = None) -> Team:
        """Give a team a passcode of its own, of which only a hash is kept.

        Who came in by an earlier one is out. It is the passcode of no other team, as one says which team
        somebody comes in for.
        """
        if not SHORTEST_PASSCODE <= len(passcode) <= LONGEST_PASSCODE:
            message = f"it has from {SHORTEST_PASSCODE} to {LONGEST_PASSCODE} characters"
            reason: FaultReason = "short" if len(passcode) < SHORTEST_PASSCODE else "too-long"
            bounds = {"least": SHORTEST_PASSCODE, "most": LONGEST_PASSCODE}
            raise TeamEntryError("passcode", reason, message, **bounds)
        found = self.find_by_passcode(passcode)
        if found is not None and found.id != team:
            raise TeamEntryError("passcode", "taken", "another team has it; choose another one")
        return self._change(team, {"passcode": hash_passcode(passcode, make_salt())}, request)

    def remove_passcode(self, team: str, request: str | None = None) -> Team:
        """Take a team's passcode away: nobody comes in for it alone, and who did is out."""
        return self._change(team, {"passcode": None}, request)

    def find_by_passcode(self, said: str) -> Team | None:
        """The team whose passcode somebody said; takes as long as there are teams with one."""
        query = select(teams).where(teams.c.model == self._model_id, teams.c.passcode.is_not(None))
        with self._database.reading() as connection:
            rows = connection.execute(query).mappings().all()
        found = [row for row in rows if is_passcode(said, row["passcode"])]
        return to_team(found[0]) if found else None

    def find_mark(self, team: str) -> str | None:
        """What a token names the passcode of a team by; None where it has none, or is not there."""
        query = select(teams.c.passcode).where(teams.c.model == self._model_id, teams.c.id == team)
        with self._database.reading() as connection:
            kept = connection.execute(query).scalar()
        return None if kept is None else mark_passcode(kept)

    def _change(self, team: str, new: dict[str, Any], request: str | None) -> Team:
        with self._writing(request) as writing:
            current = self._get(writing.connection, team, is_changing=True)
            if writing.team is not None:
                return current
            if "name_key" in new:
                self._check_name(writing.connection, team, new["name_key"])
            mine = (teams.c.model == self._model_id) & (teams.c.id == team)
            if new:
                writing.connection.execute(update(teams).where(mine).values(new))
            writing.team = team
            return self._get(writing.connection, team)

    def _get(self, connection: Connection, team: str, is_changing: bool = False) -> Team:
        query = select(teams).where(teams.c.model == self._model_id, teams.c.id == team)
        row = connection.execute(query.with_for_update() if is_changing else query).mappings().first()
        if row is None:
            raise UnknownTeamError(team)
        return to_team(row)

    def _check_name(self, connection: Connection, team: str, key: str) -> None:
        named = select(teams.c.id).where(teams.c.model == self._model_id, teams.c.name_key == key)
        if connection.execute(named.where(teams.c.id != team)).first() is not None:
            raise TeamEntryError("name", "taken", "another team has it; choose another one")

    @contextmanager
    def _writing(self, request: str | None) -> Iterator[_Writing]:
        """A transaction that remembers its request; changes of teams come one after the other."""
        with self._database.writing() as connection:
            self._database.guard(connection)
            known = select(team_requests.c.team).where(
                team_requests.c.model == self._model_id, team_requests.c.id == request
            )
            done = connection.execute(known).scalar() if request is not None else None
            writing = _Writing(connection, done)
            yield writing
            if request is None or done is not None:
                return
            now = datetime.now(UTC)
            connection.execute(delete(team_requests).where(team_requests.c.at < now - _REMEMBERED))
            row = {"model": self._model_id, "id": request, "team": writing.team, "at": now}
            connection.execute(insert(team_requests), row)


def clean_name(name: str) -> str:
    """A name without markup and spaces around it; `TeamEntryError` for one that no team can have.

    >>> clean_name(" Ward <b>4</b> ")
    'Ward 4'
    """
    cleaned = clean_line(name)
    if not cleaned:
        raise TeamEntryError("name", "empty", "a team has a name")
    if len(cleaned) > LONGEST_NAME:
        raise TeamEntryError(
            "name", "too-long", f"it has at most {LONGEST_NAME} characters", most=LONGEST_NAME
        )
    return cleaned


def check_colour(colour: str) -> str:
    """The colour; `TeamEntryError` for one that is not in the palette."""
    if colour not in COLOURS:
        raise TeamEntryError("colour", "bad-value", f"it is one of {', '.join(COLOURS)}")
    return colour
