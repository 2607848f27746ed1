"""The page that the browser loads first: Streamlit's own, told where the server is and what comes next.

Three things make the difference to Streamlit's own door:
- Streamlit's script looks for the server below the page's own address first (`/explore/_stcore/health`),
  gets an error on every deep link, and only then asks at the root. Here it is told.
- A page is told when it reaches the server again after the connection was lost.
- Streamlit reads each of its files from disk for each visitor. Here they stay in memory, compressed.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import mimetypes
import re
from functools import cache, lru_cache
from html import escape
from importlib.resources import files
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

STATIC = Path(str(files("streamlit") / "static"))
RECONNECTED = "mangomoment-reconnected"
"""The event on the browser's window after a connection to the server was made again."""

_START = f"""
      window.__streamlit = {{ BACKEND_BASE_URL: new URL(".", document.baseURI).href }};
      let connections = 0;
      window.WebSocket = class extends WebSocket {{
        constructor(...address) {{
          super(...address);
          this.addEventListener("open", () => {{
            connections += 1;
            if (connections > 1) setTimeout(() => dispatchEvent(new Event("{RECONNECTED}")), 100);
          }});
        }}
      }};
    """
_FOREVER = "public, max-age=31536000, immutable"


@lru_cache(maxsize=64)
def build_page(
    language: str, scripts: tuple[str, ...], styles: tuple[str, ...], ahead: str = "", font: str = ""
) -> str:
    """Streamlit's page in a language, with what will be needed fetched ahead.

    `scripts`, `styles` and `font` are addresses; `ahead` is that of a script that runs beside Streamlit's.

    >>> '<html lang="nl">' in build_page("nl", ("assets/1/map.js",), ())
    True
    """
    page = (STATIC / "index.html").read_text(encoding="utf-8")
    links = [f'<link rel="modulepreload" href="{escape(script)}">' for script in scripts]
    links += [f'<link rel="stylesheet" href="{escape(style)}">' for style in styles]
    if font:
        links.append(f'<link rel="preload" as="font" type="font/ttf" href="{escape(font)}" crossorigin>')
    if ahead:
        links.append(f'<script type="module" src="{escape(ahead)}"></script>')
    page = page.replace('<html lang="en">', f'<html lang="{escape(language)}">', 1)
    page = page.replace("<title>Streamlit</title>", "<title>Mangomoment</title>", 1)
    page = page.replace("<head>", f"<head><script>{_START}</script>", 1)
    return page.replace("</head>", f"{''.join(links)}</head>", 1)


@cache
def find_script_hashes() -> str:
    """The hashes of the page's inline scripts, for the content security policy: no other one runs."""
    page = build_page("en", (), ())
    scripts: list[str] = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", page, re.DOTALL)
    hashes = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    return " ".join(f"'sha256-{one}'" for one in hashes)


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
        name = scope.get("path", "").removeprefix("/static/")
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
