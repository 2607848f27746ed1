"""Teams over HTTP, for who facilitates: all of them, or the own one; and adding, changing, ending them."""

from __future__ import annotations

from datetime import date
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from model.teams import Team, TeamEntryError, UnknownTeamError
from pages.shared import resources
from pages.shared.posts import read_post
from pages.workshop.responses import answer_privately, for_facilitator
from pages.workshop.teams.acts import read_act

_LARGEST_POST = 8 * 1024


def to_payload(team: Team) -> dict[str, Any]:
    """A team as the browser gets it: nothing of its passcode but whether there is one."""
    return {
        "id": team.id,
        "name": team.name,
        "colour": team.colour,
        "ends": team.ends.isoformat() if team.ends else None,
        "isEnded": team.is_ended(date.today()),
        "hasPasscode": team.has_passcode,
    }


@for_facilitator(limited="own")
async def _list(request: Request) -> Response:
    return answer_privately(await run_in_threadpool(_describe, request.state.team))


@for_facilitator(limited="refused")
async def _change(request: Request) -> Response:
    act = read_act(await read_post(request, _LARGEST_POST))

    def change() -> Response:
        try:
            act.do(resources.get_team_store())
        except TeamEntryError as error:
            fault = {"field": error.field, "code": error.reason, "details": dict(error.details)}
            return answer_privately({"error": str(error), "reason": "entry", **fault}, 400)
        except UnknownTeamError as error:
            return answer_privately({"error": str(error), "reason": "unknown-part"}, 404)
        return answer_privately(_describe(""))

    return await run_in_threadpool(change)


def _describe(own: str) -> dict[str, Any]:
    teams = [team for team in resources.get_team_store().list() if own in ("", team.id)]
    return {"teams": [to_payload(team) for team in teams], "own": own or None}


TEAMS: list[BaseRoute] = [
    Route("/teams.json", _list, methods=["GET"]),
    Route("/teams.json", _change, methods=["POST"]),
]
