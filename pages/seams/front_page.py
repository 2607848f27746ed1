"""The page that the browser loads first: Streamlit's own, told where the server is and what comes next.

A seam: Streamlit has no hook for its page, so its `index.html` is changed here. Three things are gained:
- Streamlit's script looks for the server below the page's own address first (`/explore/_stcore/health`),
  gets an error on every deep link, and only then asks at the root. Here it is told.
- A page is told when it reaches the server again after the connection was lost, for a server that was
  restarted knows nothing of what the page shows.
- What the page will need is fetched beside Streamlit's own script instead of after it.

Each change raises where it finds nothing to change, so that none is lost in silence.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache, lru_cache
from html import escape
from importlib.resources import files
from pathlib import Path

from pages.seams.changed import ChangedStreamlitError

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
        links.append(f'<link rel="preload" as="font" type="font/woff2" href="{escape(font)}" crossorigin>')
    if ahead:
        links.append(f'<script type="module" src="{escape(ahead)}"></script>')
    page = _replace_once(page, '<html lang="en">', f'<html lang="{escape(language)}">')
    page = _replace_once(page, "<title>Streamlit</title>", "<title>Mangomoment</title>")
    page = _replace_once(page, "<head>", f"<head><script>{_START}</script>")
    return _replace_once(page, "</head>", f"{''.join(links)}</head>")


def choose_page(
    language: str, scripts: tuple[str, ...], styles: tuple[str, ...], ahead: str = "", font: str = ""
) -> str:
    """The page that `build_page` gives, or Streamlit's own as it is where it was changed."""
    try:
        return build_page(language, scripts, styles, ahead, font)
    except ChangedStreamlitError:
        return (STATIC / "index.html").read_text(encoding="utf-8")


def _replace_once(page: str, before: str, after: str) -> str:
    """The page with a part of it replaced; `ChangedStreamlitError` where it is not there exactly once."""
    if page.count(before) != 1:
        raise ChangedStreamlitError(f"its page does not hold {before} once")
    return page.replace(before, after)


def check() -> None:
    """Raise `ChangedStreamlitError` where Streamlit's page or its script is not what is relied on."""
    build_page("en", (), ())
    scripts = "".join(read_scripts())
    for relied_on in ("__streamlit", "BACKEND_BASE_URL"):
        if relied_on not in scripts:
            raise ChangedStreamlitError(f"its script does not read {relied_on}")


@cache
def read_scripts() -> tuple[str, ...]:
    """The scripts that Streamlit's page loads first."""
    folder = STATIC / "static" / "js"
    return tuple(file.read_text(encoding="utf-8") for file in sorted(folder.glob("index.*.js")))


@cache
def find_script_hashes() -> str:
    """The hashes of the page's inline scripts, for the content security policy: no other one runs."""
    page = choose_page("en", (), ())
    scripts: list[str] = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", page, re.DOTALL)
    hashes = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    return " ".join(f"'sha256-{one}'" for one in hashes)
