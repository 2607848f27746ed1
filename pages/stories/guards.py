"""What the addresses of stories share: who may ask, and answers that nobody keeps."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from model import ConceptualModel
from pages.shared.answers import ForbiddenError
from pages.shared.facilitator import may_facilitate, read_access

PRIVATE = {"Cache-Control": "no-store"}


def require_facilitator(request: Request) -> None:
    """Raise `ForbiddenError` where it is not the facilitator who asks."""
    if not may_facilitate(read_access(request)):
        raise ForbiddenError("this needs the facilitator's passcode")


def answer_privately(content: Any, status: int = 200) -> Response:
    """An answer as JSON that no browser keeps."""
    return JSONResponse(content, status_code=status, headers=PRIVATE)


def list_nodes(model: ConceptualModel) -> frozenset[str]:
    """The ids of the nodes that a model has."""
    return frozenset(node.id for node in model.nodes())
