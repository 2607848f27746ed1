"""What an address of a workshop answers where it cannot do what was asked."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from model.workshop import (
    ActionConflictError,
    InvalidEntryError,
    RoundClosedError,
    RoundUnopenedError,
    SettledSinceError,
    UnknownPartError,
    UnknownWorkshopError,
    WorkshopEndedError,
    WorkshopError,
    WorkshopStore,
)
from pages.shared import resources
from pages.shared.answers import Endpoint, Limited, explain_errors, require_right
from pages.shared.roles import Right

_PRIVATE = {"Cache-Control": "no-store"}
_REASONS: tuple[tuple[type[WorkshopError], int, str], ...] = (
    (UnknownWorkshopError, 404, "unknown-workshop"),
    (UnknownPartError, 404, "unknown-part"),
    (WorkshopEndedError, 409, "ended"),
    (RoundClosedError, 409, "closed"),
    (RoundUnopenedError, 409, "unopened"),
    (ActionConflictError, 409, "changed"),
    (SettledSinceError, 409, "settled"),
)


def answer_privately(content: Any, status: int = 200) -> Response:
    """The content as JSON that nobody keeps."""
    return JSONResponse(content, status_code=status, headers=_PRIVATE)


def for_facilitator(*, limited: Limited, right: Right = "facilitate") -> Callable[[Endpoint], Endpoint]:
    """An endpoint for the facilitator only, with a sentence and a fitting status where it cannot answer.

    With `limited="own"` it takes who is limited to some teams, too: for a workshop of these, and where the
    address names none, for what the endpoint makes of `request.state.teams` (none for everything). Another
    `right` opens it for whichever roles have that.
    """

    def guard(endpoint: Endpoint) -> Endpoint:
        async def answered(request: Request) -> Response:
            teams = request.state.teams = require_right(request, right, limited=limited)
            try:
                if teams and (workshop := request.path_params.get("workshop")):
                    await run_in_threadpool(check_team, workshop, teams)
                return await endpoint(request)
            except InvalidEntryError as error:
                fault = {"field": error.field, "code": error.code, "details": dict(error.details)}
                return answer_privately({"error": str(error), "reason": "entry", **fault}, 400)
            except WorkshopError as error:
                for kind, status, reason in _REASONS:
                    if isinstance(error, kind):
                        return answer_privately({"error": str(error), "reason": reason}, status)
                raise

        return explain_errors(answered)

    return guard


def check_team(workshop: str, teams: Collection[str]) -> None:
    """Raise `UnknownWorkshopError` for a workshop of none of some teams, as for one that is not there."""
    if WorkshopStore(resources.get_store()).get(workshop).team not in teams:
        raise UnknownWorkshopError(workshop)
