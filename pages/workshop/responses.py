"""What an address of a workshop answers where it cannot do what was asked."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from model.workshop import (
    ActionConflictError,
    InvalidEntryError,
    RoundClosedError,
    RoundUnopenedError,
    UnknownPartError,
    UnknownWorkshopError,
    WorkshopEndedError,
    WorkshopError,
)
from pages.shared.answers import Endpoint, ForbiddenError, explain_errors
from pages.shared.facilitator import may_facilitate, read_access

_PRIVATE = {"Cache-Control": "no-store"}
_REASONS: tuple[tuple[type[WorkshopError], int, str], ...] = (
    (UnknownWorkshopError, 404, "unknown-workshop"),
    (UnknownPartError, 404, "unknown-part"),
    (WorkshopEndedError, 409, "ended"),
    (RoundClosedError, 409, "closed"),
    (RoundUnopenedError, 409, "unopened"),
    (ActionConflictError, 409, "changed"),
)


def answer_privately(content: Any, status: int = 200) -> Response:
    """The content as JSON that nobody keeps."""
    return JSONResponse(content, status_code=status, headers=_PRIVATE)


def for_facilitator(endpoint: Endpoint) -> Endpoint:
    """The endpoint for the facilitator only, with a sentence and a fitting status where it cannot answer."""

    async def answered(request: Request) -> Response:
        if not may_facilitate(read_access(request)):
            raise ForbiddenError("this needs the facilitator's passcode")
        try:
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
