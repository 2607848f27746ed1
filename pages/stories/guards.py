"""What the addresses of stories share: answers that nobody keeps."""

from __future__ import annotations

from typing import Any

from starlette.responses import JSONResponse, Response

from model import ConceptualModel

PRIVATE = {"Cache-Control": "no-store"}


def answer_privately(content: Any, status: int = 200) -> Response:
    """An answer as JSON that no browser keeps."""
    return JSONResponse(content, status_code=status, headers=PRIVATE)


def list_nodes(model: ConceptualModel) -> frozenset[str]:
    """The ids of the nodes that a model has."""
    return frozenset(node.id for node in model.nodes())
