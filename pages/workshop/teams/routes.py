"""Teams over HTTP, for who facilitates: all of them, or the own one; and adding, changing, ending them."""

from __future__ import annotations

from datetime import date
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from model.teams import Team, TeamEntryError, UnknownTeamError
from model.workshop import WorkshopStore
from pages.shared import resources
from pages.shared.answers import BadRequestError, read_language, require_right
from pages.shared.posts import read_post
from pages.workshop.compared import build_comparison, list_ratings
from pages.workshop.responses import answer_privately, check_team, for_facilitator
from pages.workshop.teams.acts import read_act
from pages.workshop.teams.agreed import ROUTES as AGREED

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


@for_facilitator(limited="own", right="moderate")  # their stories and letterboxes name teams
async def _list(request: Request) -> Response:
    return answer_privately(await run_in_threadpool(_describe, request.state.teams))


@for_facilitator(limited="refused")
async def _change(request: Request) -> Response:
    act = read_act(await read_post(request, _LARGEST_POST))
    if act.is_about_passcode:
        require_right(request, "administer", limited="refused")

    def change() -> Response:
        try:
            act.do(resources.get_team_store())
        except TeamEntryError as error:
            fault = {"field": error.field, "code": error.reason, "details": dict(error.details)}
            return answer_privately({"error": str(error), "reason": "entry", **fault}, 400)
        except UnknownTeamError as error:
            return answer_privately({"error": str(error), "reason": "unknown-part"}, 404)
        return answer_privately(_describe(()))

    return await run_in_threadpool(change)


def _describe(own: tuple[str, ...]) -> dict[str, Any]:
    teams = [team for team in resources.get_team_store().list() if not own or team.id in own]
    return {"teams": [to_payload(team) for team in teams], "own": list(own) or None}


@for_facilitator(limited="own")
async def _list_ratings(request: Request) -> Response:
    language = read_language(request)

    def find() -> dict[str, Any]:
        store = WorkshopStore(resources.get_store())
        return {
            "ratings": list_ratings(
                store, request.state.teams, language, request.query_params.get("workshop", "")
            )
        }

    return answer_privately(await run_in_threadpool(find))


@for_facilitator(limited="own")
async def _compare(request: Request) -> Response:
    """What differs between two ratings, named as `before` and `after`: WORKSHOP.ROUND each."""
    language = read_language(request)
    before, after = (_read_rating(request, side) for side in ("before", "after"))

    def find() -> dict[str, Any]:
        store = WorkshopStore(resources.get_store())
        for workshop, _round in (before, after) if request.state.teams else ():
            check_team(workshop, request.state.teams)
        return build_comparison(store, before, after, language)

    return answer_privately(await run_in_threadpool(find))


def _read_rating(request: Request, side: str) -> tuple[str, str]:
    workshop, dot, round_ = request.query_params.get(side, "").partition(".")
    if not dot:
        raise BadRequestError(
            f"{side} is a rating: the ids of its workshop and its round, with a dot between"
        )
    return workshop, round_


TEAMS: list[BaseRoute] = [
    Route("/teams.json", _list, methods=["GET"]),
    Route("/teams.json", _change, methods=["POST"]),
    Route("/teams/ratings.json", _list_ratings),
    Route("/teams/comparison.json", _compare),
    *AGREED,
]
