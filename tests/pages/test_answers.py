"""How addresses answer: who may ask, what is wrong, and what a browser may keep."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, get_args

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from model import UnknownIdError
from model.stories import StoreUnavailableError, StoreUrlError, StoryConflictError, UnknownStoryError
from pages.shared import answers, facilitator
from pages.shared.answers import (
    BadRequestError,
    ForbiddenError,
    Limited,
    answer,
    answer_revocably,
    explain_errors,
    read_author,
    read_language,
    require_right,
)
from pages.shared.facilitator import Access
from pages.shared.opened import ForgottenModelError
from pages.shared.roles import Right
from tests.round_trips import build_story

NEEDED: dict[Right, str] = {
    "tell": "telling a story here needs a passcode",
    "code": "this needs the passcode of a coder or of the facilitator",
    "moderate": "this needs the passcode of a moderator or of the facilitator",
    "facilitate": "this needs the facilitator's passcode",
    "administer": "this needs the administrator's passcode",
}


def serve(find: Callable[[Request], Any]) -> TestClient:
    """Somebody who asks an address that answers with what is found of a request."""

    @explain_errors
    async def send(request: Request) -> Response:
        found = find(request)
        return found if isinstance(found, Response) else JSONResponse(found)

    return TestClient(Starlette(routes=[Route("/", send)]))


def be(monkeypatch: pytest.MonkeyPatch, access: Access) -> None:
    monkeypatch.setattr(facilitator, "find_access", lambda *_: access)
    monkeypatch.setattr(answers, "read_teams", lambda _: ("ward",) if access == "limited" else ())


@pytest.mark.parametrize("access", get_args(Access))
@pytest.mark.parametrize("right", NEEDED)
def test_who_may_not_do_something_is_told_what_it_needs(
    monkeypatch: pytest.MonkeyPatch, access: Access, right: Right
) -> None:
    monkeypatch.setenv("MANGOMOMENT_TELLER_PASSCODE", "a mango for the tale")
    be(monkeypatch, access)
    modes: tuple[Limited, ...] = get_args(Limited)
    for limited in modes:
        answered = serve(partial(require_right, right=right, limited=limited)).get("/")
        if right in facilitator.list_rights(access):
            assert (answered.status_code, answered.json()) == (200, [])
        elif access == "limited" and limited == "own":
            assert (answered.status_code, answered.json()) == (200, ["ward"])
        else:
            assert (answered.status_code, answered.json()) == (403, {"error": NEEDED[right]})


@pytest.mark.parametrize(
    ("access", "role"),
    [
        *(("open", "facilitator"), ("unlocked", "facilitator"), ("limited", "facilitator")),
        *(("administrator", "administrator"), ("moderator", "moderator"), ("coder", "coder")),
        *(("teller", "visitor"), ("locked", "visitor"), ("closed", "visitor")),
    ],
)
def test_the_history_names_the_role_of_who_asks(
    monkeypatch: pytest.MonkeyPatch, access: Access, role: str
) -> None:
    be(monkeypatch, access)
    assert serve(lambda request: [read_author(request).role, read_author(request).person]).get(
        "/"
    ).json() == [
        role,
        "",
    ]


def raising(error: Exception) -> TestClient:
    def find(_request: Request) -> Any:
        raise error

    return serve(find)


AWAY = "the stories cannot be read or written now; who runs the server can see why"


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (BadRequestError("no number"), 400, {"error": "no number"}),
        (ForbiddenError("not you"), 403, {"error": "not you"}),
        (UnknownIdError("node", "zebra", []), 400, {"error": 'there is no node "zebra"'}),
        (
            ForgottenModelError(),
            404,
            {"error": "the model that was opened is not kept any more; open its file again"},
        ),
        (UnknownStoryError("x"), 404, {"error": str(UnknownStoryError("x"))}),
        (
            StoryConflictError(build_story("Now.", id="story", revision=7)),
            409,
            {"error": str(StoryConflictError(build_story("Now.", id="story", revision=7))), "current": 7},
        ),
    ],
)
def test_what_cannot_be_done_is_said_with_a_fitting_status(
    error: Exception, status: int, said: dict[str, Any]
) -> None:
    answered = raising(error).get("/")
    assert (answered.status_code, answered.json()) == (status, said)


@pytest.mark.parametrize(
    ("error", "reason"),
    [(StoreUnavailableError("full", "secret.db"), "full"), (StoreUrlError("oracle://me:secret@x"), "gone")],
)
def test_what_is_wrong_with_the_database_is_the_facilitators_to_know(
    monkeypatch: pytest.MonkeyPatch, error: Exception, reason: str
) -> None:
    for access, said in (("locked", AWAY), ("moderator", AWAY), ("unlocked", str(error))):
        be(monkeypatch, access)  # type: ignore[arg-type]
        answered = raising(error).get("/")
        assert (answered.status_code, answered.json()) == (503, {"error": said, "reason": reason})


def test_the_language_is_english_unless_the_address_says_another_one() -> None:
    client = serve(read_language)
    assert client.get("/", headers={"Accept-Language": "nl"}).json() == "en"
    assert client.get("/?lang=nl").json() == "nl"
    refused = client.get("/?lang=xx")
    assert refused.status_code == 400
    assert refused.json()["error"].startswith('there is no language "xx"; choose one of ')


def test_what_has_not_changed_is_not_sent_again() -> None:
    def find(request: Request) -> Response:
        if "revocable" in request.query_params:
            return answer_revocably(request, b"[1]", "application/json")
        return answer(request, b"[1]", "application/json", "current" in request.query_params)

    client = serve(find)
    for query, caching in (
        ("", "no-cache"),
        ("?current", "public, max-age=31536000, immutable"),
        ("?revocable", "private, no-cache"),
    ):
        first = client.get(f"/{query}")
        assert (first.status_code, first.json(), first.headers["cache-control"]) == (200, [1], caching)
        again = client.get(f"/{query}", headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content, again.headers["cache-control"]) == (304, b"", caching)
        other = client.get(f"/{query}", headers={"If-None-Match": '"other"'})
        assert other.status_code == 200
