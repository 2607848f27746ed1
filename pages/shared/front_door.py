"""The page that the browser loads first: Streamlit's own, told where the server is and what comes next.

Streamlit's script otherwise asks below the page's own address first (`/explore/_stcore/health`), gets an
error on every deep link, and only then asks at the root.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from functools import cache
from html import escape
from importlib.resources import files

_WHERE_THE_SERVER_IS = """
      window.__streamlit = { BACKEND_BASE_URL: new URL(".", document.baseURI).href }
    """


@cache
def build_page(language: str, modules: tuple[str, ...]) -> str:
    """Streamlit's page in a language, with the scripts that will be needed fetched ahead.

    >>> '<html lang="nl">' in build_page("nl", ("assets/1/map.js",))
    True
    """
    page = (files("streamlit") / "static" / "index.html").read_text(encoding="utf-8")
    ahead = "".join(f'<link rel="modulepreload" href="{escape(module)}">' for module in modules)
    page = page.replace('<html lang="en">', f'<html lang="{escape(language)}">', 1)
    page = page.replace("<title>Streamlit</title>", "<title>Mangomoment</title>", 1)
    return page.replace("<head>", f"<head><script>{_WHERE_THE_SERVER_IS}</script>{ahead}", 1)


@cache
def find_script_hashes() -> str:
    """The hashes of the page's inline scripts, for the content security policy: no other one runs."""
    scripts: Iterable[str] = re.findall(
        r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", build_page("en", ()), re.DOTALL
    )
    hashes = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    return " ".join(f"'sha256-{one}'" for one in hashes)
