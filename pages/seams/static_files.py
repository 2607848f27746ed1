"""Streamlit's own files, compressed and kept in memory.

A seam: Streamlit reads and compresses each of its files anew for each visitor. Their names carry a hash of
their content, so a browser may keep them for good. Where none is found here, Streamlit answers itself.
"""

from __future__ import annotations

import gzip
import mimetypes
from functools import cache
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from pages.seams.base_path import find_inner_path
from pages.seams.changed import ChangedStreamlitError
from pages.seams.front_page import STATIC

_FOREVER = "public, max-age=31536000, immutable"


@cache
def _list_static_files() -> dict[str, Path]:
    folder = STATIC / "static"
    return {file.relative_to(folder).as_posix(): file for file in folder.rglob("*") if file.is_file()}


@cache
def _read_static_file(name: str, compress: bool) -> bytes:
    content = _list_static_files()[name].read_bytes()
    return gzip.compress(content, 6, mtime=0) if compress else content


class StaticFilesFromMemory:
    """ASGI middleware that answers for Streamlit's own files; their names carry a hash of their content,
    so they may be kept for good."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        name = (find_inner_path(scope.get("path", "")) or "").removeprefix("/static/")
        if scope["type"] != "http" or scope["method"] != "GET" or name not in _list_static_files():
            await self.app(scope, receive, send)
            return
        media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        is_text = media_type.startswith("text/") or name.endswith((".js", ".json", ".svg", ".wasm"))
        compress = is_text and "gzip" in Headers(scope=scope).get("accept-encoding", "")
        headers = {"Cache-Control": _FOREVER, "Vary": "Accept-Encoding"}
        if compress:
            headers["Content-Encoding"] = "gzip"
        answer = Response(_read_static_file(name, compress), media_type=media_type, headers=headers)
        await answer(scope, receive, send)


def check() -> None:
    """Raise `ChangedStreamlitError` where Streamlit's files are not where they were."""
    if not any(name.startswith("js/index.") for name in _list_static_files()):
        raise ChangedStreamlitError("its script is not among its static files")
