"""The addresses below which Streamlit answers on its own.

A seam: Streamlit names them nowhere for others. They are bounded (`pages.server.uploads`), kept from visitors
(`pages.server.gate`) and counted (`pages.server.sessions`).
"""

from __future__ import annotations

import re

from streamlit.web.server.starlette import (
    starlette_agent_routes,
    starlette_auth_routes,
    starlette_routes,
)

from pages.seams.changed import ChangedStreamlitError

UPLOAD = re.compile(r"/_stcore/upload_file/([^/]{1,100})/[^/]+$")
"""Where a file is uploaded; the group is the session that it is for."""

INSIDE = re.compile(r"/_stcore/(metrics|script-health-check|agent)(/|$)")
"""What Streamlit answers about itself."""

MEDIA = "/media/"
"""Below which files are that a page gives to be downloaded."""

SIGN_IN = re.compile(r"/(auth/(login|logout)|oauth2callback)/*$")
"""Streamlit's own way to sign in by an account, which nobody uses here."""


def check() -> None:
    """Raise `ChangedStreamlitError` where Streamlit answers elsewhere."""
    upload, metrics, health, agent = (
        getattr(module, name, "")
        for module, name in (
            (starlette_routes, "BASE_ROUTE_UPLOAD_FILE"),
            (starlette_routes, "ROUTE_METRICS"),
            (starlette_routes, "ROUTE_SCRIPT_HEALTH"),
            (starlette_agent_routes, "_ROUTE_AGENT_INTERACT"),
        )
    )
    signing_in = [
        getattr(starlette_auth_routes, name, "")
        for name in ("_ROUTE_AUTH_LOGIN", "_ROUTE_AUTH_LOGOUT", "_ROUTE_OAUTH_CALLBACK")
    ]
    if not UPLOAD.search(f"/{upload}/session/file"):
        raise ChangedStreamlitError("files are uploaded elsewhere")
    if not all(INSIDE.search(f"/{address}") for address in (metrics, health, agent)):
        raise ChangedStreamlitError("it answers elsewhere about itself")
    if f"/{getattr(starlette_routes, 'BASE_ROUTE_MEDIA', '')}/" != MEDIA:
        raise ChangedStreamlitError("files are downloaded elsewhere")
    if not all(SIGN_IN.search(f"/{address}") for address in signing_in):
        raise ChangedStreamlitError("it signs people in elsewhere")
