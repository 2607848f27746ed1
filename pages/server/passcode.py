"""Signing in with a passcode, and out again however somebody signed in."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from model.retention import get_period
from model.words import get_words
from pages.server.accounts import find_way_out
from pages.shared.answers import ForbiddenError, explain_errors, read_language
from pages.shared.cookies import forget, keep, read
from pages.shared.facilitator import (
    COOKIE,
    add_team,
    build_token,
    end_all_sessions,
    leave_team,
    list_sessions,
    lock,
    may_administer,
    name_role_access,
    read_access,
)
from pages.shared.origins import find_public_url
from pages.shared.passcode_tries import (
    DEVICE_COOKIE,
    add_device,
    build_device,
    build_team_device,
    check_passcode,
)
from pages.shared.posts import read_post
from pages.shared.provider import Provider, find_provider
from pages.shared.tokens import LONGEST_SESSION


@explain_errors
async def _unlock(request: Request) -> Response:
    sent = await read_post(request)
    if sent.get("end_all") is True:
        access = read_access(request)
        if access == "open" or not may_administer(access):
            raise ForbiddenError("this needs the administrator's passcode")
        await run_in_threadpool(end_all_sessions)
    if sent.get("lock") is True and isinstance(team := sent.get("team"), str) and team:
        kept = await run_in_threadpool(leave_team, request.cookies, team)
        if kept:
            return keep(JSONResponse({"access": "limited"}), request, COOKIE, kept, LONGEST_SESSION)
        return forget(JSONResponse({"access": "locked"}), COOKIE)
    if sent.get("lock") is True or sent.get("end_all") is True:
        provider = await run_in_threadpool(_find_provider_of, request)
        for token in read(request.cookies, COOKIE):
            await run_in_threadpool(lock, token)
        leave = await find_way_out(provider, f"{find_public_url()}/") if provider else None
        return forget(JSONResponse({"access": "locked", **({"leave": leave} if leave else {})}), COOKIE)
    if read_access(request) == "closed":
        return JSONResponse({"error": "no passcode is set on this server", "access": "closed"}, 403)
    client = request.client.host if request.client else ""
    typed = str(sent.get("passcode", ""))
    judged = await run_in_threadpool(check_passcode, typed, client, request.headers, request.cookies)
    if judged.is_right is None:
        return _let_wait(judged.seconds, read_language(request))
    if not judged.is_right:
        return JSONResponse({"error": "this is not the passcode"}, 403)
    if judged.team:  # who knows a team's passcode is a stranger to the facilitator's, and may not guess it
        kept = await run_in_threadpool(add_team, request.cookies, judged.team)
        device = await run_in_threadpool(build_team_device, judged.team)
        answer = keep(JSONResponse({"access": "limited"}), request, COOKIE, kept, LONGEST_SESSION)
        return _keep_device(answer, request, device)
    role = judged.role
    answer = JSONResponse({"access": name_role_access(role)})
    token, device = await run_in_threadpool(lambda: (build_token(role=role), build_device(role)))
    keep(answer, request, COOKIE, token, LONGEST_SESSION)
    return _keep_device(answer, request, device)


def _keep_device(answer: Response, request: Request, device: str) -> Response:
    """Let the browser keep that it was let in, beside what it was let in with before."""
    kept = add_device(request.cookies, device)
    return keep(answer, request, DEVICE_COOKIE, kept, int(get_period("device").total_seconds()))


def _find_provider_of(request: Request) -> Provider | None:
    """The provider where somebody who signed in by an account signs out, too."""
    is_person = any(session.kind == "person" for session in list_sessions(request.cookies))
    return find_provider() if is_person else None


def _let_wait(seconds: int, language: str) -> Response:
    """Say when a passcode is judged again."""
    _ = get_words(language)
    minutes = -(-seconds // 60)
    words = _(
        "Too many wrong passcodes. Try again in {count} minutes, or in a browser that was let in before."
    )
    error = {"error": words.format(count=minutes), "reason": "too-many-tries"}
    return JSONResponse(error, 429, headers={"Retry-After": str(seconds)})


ROUTES: list[BaseRoute] = [Route("/facilitator.json", _unlock, methods=["POST"])]
