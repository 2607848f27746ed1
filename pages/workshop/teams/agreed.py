"""What came of what a team agreed, over HTTP: all of it, and its open actions for a calendar."""

from __future__ import annotations

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from model.workshop import WorkshopStore, to_calendar
from pages.shared import resources
from pages.shared.answers import read_language
from pages.workshop.agreed import describe_followed, list_showable, list_texts
from pages.workshop.payload import mark_identifiers
from pages.workshop.responses import answer_privately, for_facilitator
from pages.workshop.zone import find_zone

CALENDAR = "text/calendar; charset=utf-8"


def _find_teams(request: Request) -> tuple[str, ...]:
    """The team that is asked for, of who is limited to some one of these; none for all."""
    team, own = request.query_params.get("team", ""), request.state.teams
    return (team,) if team and (not own or team in own) else own


@for_facilitator(limited="own")
async def _list(request: Request) -> Response:
    """What was agreed, the earliest first, each with the stories that may show what came of it."""
    teams, language = _find_teams(request), read_language(request)

    def find() -> dict[str, Any]:
        content = resources.get_content()
        known = {node.id for node in content.model.nodes()}
        agreed = WorkshopStore(resources.get_store()).list_agreed(teams)
        return {
            "agreed": [
                describe_followed(followed, known, language, find_zone(), is_facilitator=True)
                | mark_identifiers(*list_texts(followed.action))
                for followed in agreed
            ],
            "showable": list_showable((), content.stories, teams[0] if teams else None, language),
        }

    return answer_privately(await run_in_threadpool(find))


@for_facilitator(limited="own")
async def _send_calendar(request: Request) -> Response:
    teams, language = _find_teams(request), read_language(request)

    def make() -> bytes:
        content = resources.get_content()
        names = {node.id: node.name.text(language) for node in content.model.nodes()}
        agreed = WorkshopStore(resources.get_store()).list_agreed(teams)
        return to_calendar(agreed, names, language)

    headers = {"Content-Disposition": 'attachment; filename="actions.ics"', "Cache-Control": "no-store"}
    return Response(await run_in_threadpool(make), media_type=CALENDAR, headers=headers)


ROUTES: list[BaseRoute] = [
    Route("/teams/agreed.json", _list),
    Route("/teams/agreed.ics", _send_calendar),
]
