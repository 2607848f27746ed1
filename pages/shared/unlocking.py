"""Giving the facilitator's passcode, and taking the right back."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from pages.shared.answers import explain_errors
from pages.shared.facilitator import COOKIE, LONGEST_SESSION, build_token, check_passcode, read_access
from pages.shared.posts import read_post


@explain_errors
async def _unlock(request: Request) -> Response:
    sent = await read_post(request)
    if sent.get("lock") is True:
        answer = JSONResponse({"access": "locked"})
        answer.delete_cookie(COOKIE)
        return answer
    if read_access(request) == "closed":
        return JSONResponse({"error": "no passcode is set on this server", "access": "closed"}, 403)
    client = request.client.host if request.client else ""
    is_right = check_passcode(str(sent.get("passcode", "")), client)
    if is_right is None:
        return JSONResponse({"error": "too many tries; wait a minute"}, 429, headers={"Retry-After": "60"})
    if not is_right:
        return JSONResponse({"error": "this is not the passcode"}, 403)
    answer = JSONResponse({"access": "unlocked"})
    is_secure = request.url.scheme == "https" or request.headers.get("x-forwarded-proto") == "https"
    token = await run_in_threadpool(build_token)
    answer.set_cookie(COOKIE, token, max_age=LONGEST_SESSION, httponly=True, samesite="lax", secure=is_secure)
    return answer


ROUTES: list[BaseRoute] = [Route("/facilitator.json", _unlock, methods=["POST"])]
