"""Headers that keep a page to itself: nothing from other hosts, no framing elsewhere, no guessed types."""

from __future__ import annotations

import re
from collections.abc import Sequence

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.seams.base_path import find_inner_path
from pages.seams.front_page import find_script_hashes
from pages.seams.own_addresses import MEDIA
from pages.server.framing import list_hosts, may_be_framed
from pages.shared.origins import find_name, is_loopback

SHOWN_ELSEWHERE = ("/diagram.svg", "/diagram.png")
_HALF_A_YEAR = 180 * 24 * 3600
_NOT_NEEDED = (
    *("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "hid", "magnetometer"),
    *("microphone", "midi", "payment", "publickey-credentials-get", "serial", "usb"),
)
_PERMISSIONS = ", ".join(f"{name}=()" for name in _NOT_NEEDED)


def build_policy(host: str, framed_by: Sequence[str] = ()) -> str:
    """The content security policy for a page served from a host, which other hosts may frame.

    >>> policy = build_policy("localhost:8501")
    >>> "unsafe-eval" in policy, "ws://localhost:8501" in policy
    (False, True)
    >>> "evil" in build_policy("a; script-src evil")
    False
    """
    is_plain = re.fullmatch(r"[A-Za-z0-9.:\[\]-]{1,255}", host)
    sockets = f" ws://{host} wss://{host}" if is_plain else ""
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' blob: {find_script_hashes()}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            f"connect-src 'self'{sockets}",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            " ".join(("frame-ancestors 'self'", *framed_by)),
        )
    )


def build_headers(scope: Scope) -> dict[str, str]:
    """The headers for the answer to a request.

    Pictures that wikis and slides show by their address may be shown elsewhere, and pages that are only read
    within those of hosts that are named (`framing`); nothing else may. Browsers that come by https are told
    to do so from now on, except at this machine itself, where other programs answer at other ports.
    """
    headers = Headers(scope=scope)
    host = headers.get("host", "")
    path = find_inner_path(scope["path"]) or ""
    is_shown_elsewhere = path in SHOWN_ELSEWHERE
    framed_by = list_hosts() if may_be_framed(path) else ()
    built = {
        "Content-Security-Policy": build_policy(host, framed_by),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "cross-origin" if is_shown_elsewhere else "same-origin",
        "Permissions-Policy": _PERMISSIONS,
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }
    if not framed_by:  # it can name no hosts
        built["X-Frame-Options"] = "SAMEORIGIN"
    is_secure = scope.get("scheme") == "https" or headers.get("x-forwarded-proto") == "https"
    if is_secure and not is_loopback(find_name(host)):
        built["Strict-Transport-Security"] = f"max-age={_HALF_A_YEAR}"
    return built


class SecurityHeaders:
    """ASGI middleware that adds the headers to every HTTP answer, also to that of an error nobody expected.

    It stands before all others, and answers such an error itself: what Starlette would answer goes around it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        is_started = False

        async def send_with_headers(message: Message) -> None:
            nonlocal is_started
            if message["type"] == "http.response.start":
                is_started = True
                headers = MutableHeaders(scope=message)
                headers.update(build_headers(scope))
                if (find_inner_path(scope["path"]) or "").startswith(MEDIA):  # it may hold people's stories
                    headers.setdefault("Cache-Control", "no-store")
            await send(message)

        try:
            await self.app(scope, receive, send_with_headers)
        except ClientDisconnect:
            return  # nobody is there to be answered
        except Exception:
            if not is_started:
                said = {"error": "something went wrong on the server; its log says what"}
                headers = {"Cache-Control": "no-store"}
                await JSONResponse(said, 500, headers)(scope, receive, send_with_headers)
            raise  # for the log
