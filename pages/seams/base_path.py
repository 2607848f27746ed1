"""The path below which everything is served: Streamlit's `server.baseUrlPath`, for the routes beside its own.

A seam: Streamlit puts this path before its own routes alone, and hands it to nobody. A proxy has to keep it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import streamlit as st
from streamlit import config
from streamlit.web.server.starlette import starlette_routes

from pages.seams.changed import ChangedStreamlitError

_OPTION = "server.baseUrlPath"


def get_base() -> str:
    """The path as it begins an address, such as `/ward`; empty where everything is at the root."""
    parts = str(st.get_option(_OPTION) or "").split("/")
    return "".join(f"/{part}" for part in parts if part)


def get_quoted_base() -> str:
    """The path as it is written within addresses and cookies, such as `/ward%204`."""
    return quote(get_base())


def tidy_base() -> None:
    """Let Streamlit, too, serve below the path with one slash between its parts, however it is set."""
    if str(st.get_option(_OPTION) or "").strip("/") != get_base().strip("/"):
        config.set_option(_OPTION, get_base())


def find_inner_path(path: str) -> str | None:
    """The path of an address without the base path; None for what is not below it.

    >>> find_inner_path("/explore")
    '/explore'
    """
    base = get_base()
    if not base:
        return path
    inner = path.removeprefix(base)
    return inner or "/" if path.startswith(base) and inner[:1] in ("", "/") else None


def enter(scope: Mapping[str, Any]) -> dict[str, Any] | None:
    """What a route that knows nothing of the base path needs in its scope; None for what is not below it.

    Starlette takes `root_path` off before it looks for a route, and puts it before addresses that it builds.
    """
    base = get_base()
    if not base:
        return {}
    inner = find_inner_path(scope["path"])
    if inner is None:
        return None
    return {"root_path": base, "path": base + inner}


def check() -> None:
    """Raise `ChangedStreamlitError` where Streamlit does otherwise with the path."""
    try:
        path = get_base()
    except RuntimeError as error:
        raise ChangedStreamlitError("it has no setting server.baseUrlPath") from error
    with_base = getattr(starlette_routes, "_with_base", None)
    if with_base is None or with_base("stream") != f"{path}/stream":
        raise ChangedStreamlitError("it puts its base path elsewhere")
