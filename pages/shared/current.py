"""What the visitor of the page looks at: the server's own model, or one opened from a file."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from model.stories import StoreError
from pages.shared import address, resources
from pages.shared.opened import ForgottenModelError


def get_content() -> resources.Content:
    """The content that is looked at, as it is now; the server's own where an opened model is forgotten, or
    cannot be reached."""
    try:
        return resources.get_content(address.get_model_key())
    except (ForgottenModelError, StoreError):
        return resources.get_content()


async def read_content(request: Request) -> resources.Content:
    """The content that an address asks for: of the opened model that `model` names, or of the server's own;
    with `blind=yes` without anything that its stories tell.

    Raises as `resources.get_content`.
    """
    content = await run_in_threadpool(resources.get_content, request.query_params.get("model"))
    return content.hide_told() if request.query_params.get("blind") == "yes" else content
