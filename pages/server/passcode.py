"""Giving the facilitator's passcode, and taking the right back."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from model.retention import get_period
from model.words import get_words
from pages.shared.answers import ForbiddenError, explain_errors, read_language
from pages.shared.cookies import forget, keep, read
from pages.shared.facilitator import (
    COOKIE,
    DEVICE_COOKIE,
    LONGEST_SESSION,
    add_team,
    build_device,
    build_token,
    check_passcode,
    end_all_sessions,
    leave_team,
    lock,
    read_access,
)
from pages.shared.posts import read_post


@explain_errors
async def _unlock(request: Request) -> Response:
    sent = await read_post(request)
    if sent.get("end_all") is True:
        if read_access(request) != "unlocked":
            raise ForbiddenError("this needs the facilitator's passcode")
        await run_in_threadpool(end_all_sessions)
    if sent.get("lock") is True and isinstance(team := sent.get("team"), str) and team:
        kept = await run_in_threadpool(leave_team, request.cookies, team)
        if kept:
            return keep(JSONResponse({"access": "limited"}), request, COOKIE, kept, LONGEST_SESSION)
        return forget(JSONResponse({"access": "locked"}), COOKIE)
    if sent.get("lock") is True or sent.get("end_all") is True:
        for token in read(request.cookies, COOKIE):
            await run_in_threadpool(lock, token)
        return forget(JSONResponse({"access": "locked"}), COOKIE)
    if read_access(request) == "closed":
        return JSONResponse({"error": "no passcode is set on this server", "access": "closed"}, 403)
    client = request.client.host if request.client else ""
    typed = str(sent.get("passcode", ""))
    judged = await run_in_threadpool(check_passcode, typed, client, request.headers, request.cookies)
    if judged.is_right is None:
        return _let_wait(judged.seconds, read_language(request))
    if not judged.is_right:
        return JSONResponse({"error": "this is not the passcode"}, 403)
    answer = JSONResponse({"access": "limited" if judged.team else "unlocked"})
    if judged.team:  # who knows a team's passcode is a stranger to the facilitator's, and may not guess it
        kept = await run_in_threadpool(add_team, request.cookies, judged.team)
        return keep(answer, request, COOKIE, kept, LONGEST_SESSION)
    token, device = await run_in_threadpool(lambda: (build_token(), build_device()))
    keep(answer, request, COOKIE, token, LONGEST_SESSION)
    return keep(answer, request, DEVICE_COOKIE, device, int(get_period("device").total_seconds()))


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
