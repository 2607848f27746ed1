"""The report and files of a workshop or printed before it, over HTTP; and a session that is brought back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from model.reporting import REPORTS, read_report, to_pack
from model.stories import StoryQuery
from model.workshop import (
    Workshop,
    WorkshopExistsError,
    WorkshopFileError,
    WorkshopStore,
    read_workshop_json,
    to_calendar,
    to_workshop_json,
)
from pages.server import public_url as reaching
from pages.shared import resources
from pages.shared.answers import read_language
from pages.shared.posts import read_post
from pages.workshop.compared import name_teams
from pages.workshop.invitation import build_qr
from pages.workshop.payload import list_workshop
from pages.workshop.responses import answer_privately, for_facilitator
from pages.workshop.zone import find_zone

_LONGEST_SLUG = 60
LARGEST_SESSION = 16 * 2**20
_FOR_CARDS = StoryQuery(
    statuses=frozenset({"published"}), consents=frozenset({"room", "exports"}), sort="oldest"
)

Make = Callable[[Request, str], bytes]


def _send(name: str, media_type: str, make: Make) -> Callable[[Request], Any]:
    @for_facilitator(limited="own")
    async def send(request: Request) -> Response:
        made = await run_in_threadpool(make, request, read_language(request))
        workshop = await run_in_threadpool(lambda: _get_store().get(request.path_params["workshop"]))
        headers = {
            "Content-Disposition": f'attachment; filename="{name_file(workshop, name)}"',
            "Cache-Control": "no-store",
        }
        return Response(made, media_type=media_type, headers=headers)

    return send


def name_file(workshop: Workshop, what: str) -> str:
    """The name of a file of a workshop: its name, its day, and what it is, in letters that any system takes.

    >>> from datetime import UTC, datetime
    >>> end = datetime(2026, 5, 1, tzinfo=UTC)
    >>> values = {"id": "w", "key": "ABCDEF", "language": "nl", "created_at": end, "ends_at": end}
    >>> name_file(Workshop(name="Afdeling 4: één", day=end.date(), **values), "report.pdf")
    'afdeling-4-een-2026-05-01-report.pdf'
    """
    plain = unicodedata.normalize("NFKD", workshop.name).encode("ascii", "ignore").decode().lower()
    slug = re.sub("[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_SLUG].strip("-")
    return f"{slug or 'workshop'}-{workshop.get_day(find_zone())}-{what}"


def _make_report(form: str) -> Make:
    def make(request: Request, language: str) -> bytes:
        report = read_report(
            _get_store(),
            resources.get_content().model,
            request.path_params["workshop"],
            language,
            address=str(request.base_url),
            zone=find_zone(),
            teams=name_teams(),
        )
        return REPORTS[form].build(report)

    return make


def _make_pack(request: Request, language: str) -> bytes:
    store = _get_store()
    state = store.get_state(request.path_params["workshop"])
    key, asked_at = state.workshop.key, str(request.base_url)
    return to_pack(
        resources.get_content().model,
        state.workshop,
        state.rounds,
        tuple(resources.get_store().walk(_FOR_CARDS)),
        language,
        address=reaching.find_join_address(key, asked_at),
        qr=build_qr(request, key),
        reach=reaching.explain_reach(language, asked_at),
        zone=find_zone(),
        own_steps=state.own_steps,
        pictures=store.get_pictures(state.workshop.id),
    )


def _make_session(request: Request, _language: str) -> bytes:
    return to_workshop_json(_get_store().get_record(request.path_params["workshop"]))


def _make_calendar(request: Request, language: str) -> bytes:
    """The open actions of the workshop, and those it follows up."""
    state = _get_store().get_state(request.path_params["workshop"])
    nodes = resources.get_content().model.nodes()
    return to_calendar(
        state.list_agreed(find_zone()), {node.id: node.name.text(language) for node in nodes}, language
    )


@for_facilitator(limited="refused")
async def _put_back(request: Request) -> Response:
    """Bring a session back that was taken home as JSON; the same one twice is there once."""
    sent = await read_post(request, LARGEST_SESSION)
    name, text = str(sent.get("name", "")), str(sent.get("session", ""))

    def put_back() -> Response:
        try:
            found = _get_store().put_back(
                read_workshop_json(text.encode(errors="replace"), name or "session")
            )
        except WorkshopFileError as error:
            return answer_privately({"error": str(error), "reason": "file"}, 400)
        except WorkshopExistsError as error:
            return answer_privately({"error": str(error), "reason": "exists"}, 409)
        return answer_privately(list_workshop(found), 201)

    return await run_in_threadpool(put_back)


def _get_store() -> WorkshopStore:
    return WorkshopStore(resources.get_store())


ROUTES: list[BaseRoute] = [
    Route("/workshops/session.json", _put_back, methods=["POST"]),
    *(
        Route(
            f"/workshops/{{workshop}}/report.{form}",
            _send(f"report.{form}", report_form.media_type, _make_report(form)),
        )
        for form, report_form in REPORTS.items()
    ),
    Route("/workshops/{workshop}/pack.pdf", _send("pack.pdf", "application/pdf", _make_pack)),
    Route(
        "/workshops/{workshop}/agreed.ics",
        _send("agreed.ics", "text/calendar; charset=utf-8", _make_calendar),
    ),
    Route("/workshops/{workshop}/session.json", _send("session.json", "application/json", _make_session)),
]
