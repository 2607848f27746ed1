"""The page that the browser loads first: Streamlit's own, told where the server is and what comes next.

A seam: Streamlit has no hook for its page, so its `index.html` is changed here. What is gained:
- Streamlit's script looks for the server below the page's own address first (`/explore/_stcore/health`),
  gets an error on every deep link, and only then asks at the root. Here it is told.
- A page is told when it reaches the server again after the connection was lost, for a server that was
  restarted knows nothing of what the page shows.
- What the page will need is fetched beside Streamlit's own script instead of after it.
- A page can begin with a picture of its own, which is painted before any script and style sheet is there:
  these come after it. It goes when somebody turns to another page, or when a component takes it over.

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
from typing import NamedTuple

from pages.seams.changed import ChangedStreamlitError

STATIC = Path(str(files("streamlit") / "static"))
RECONNECTED = "mangomoment-reconnected"
"""The event on the browser's window after a connection to the server was made again."""

_SETTINGS, _SERVER = "__streamlit", "BACKEND_BASE_URL"
"""What Streamlit's script reads of the browser's window, and what of that is where the server is."""

_BODY = "<body>"
_START = f"""
      window.{_SETTINGS} = {{ {_SERVER}: new URL(".", document.baseURI).href }};
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


THEME = "stActiveTheme-"
"""What the name begins with under which Streamlit keeps the theme that somebody chose for a page."""

_TAKE_UP = f"""
      {{
        let kept = {{}};
        try {{ kept = {{ ...localStorage }}; }} catch {{ /* a browser that keeps nothing */ }}
        const name = Object.keys(kept).find((name) => name.startsWith("{THEME}" + location.pathname + "-v"));
        const theme = {{ '"Light"': "light", '"Dark"': "dark" }}[kept[name]];
        if (theme) document.documentElement.classList.add("diagram-theme-" + theme);
        const first = document.querySelector(".first-picture");
        if (first) {{
          first.classList.toggle("panel-closed", kept.panel === "folded");
          for (const picture of first.querySelectorAll("svg"))
            if (!picture.getBoundingClientRect().width) picture.remove();
          first.addEventListener("click", ({{ target }}) => {{
            const node = target.closest("[data-node-id]");
            if (!node) return;
            first.dataset.picked = node.dataset.nodeId;
            for (const other of first.querySelectorAll(".selected")) other.classList.remove("selected");
            node.classList.add("selected");
          }});
          addEventListener("popstate", () => first.remove());
        }}
        const begin = () => {{
          for (const template of document.querySelectorAll("template.later"))
            template.replaceWith(template.content.cloneNode(true));
        }};
        requestAnimationFrame(() => setTimeout(begin));
        setTimeout(begin, 500);
      }}
    """
"""What makes the first picture that of this window and this visitor, and remembers a click on it until the
component is there (`pages/workbench/first_picture.js`)."""


class Ahead(NamedTuple):
    """What a page will need: addresses of scripts and style sheets to fetch, the address of a script that
    runs beside Streamlit's, those of the fonts, and styles that stand in the page itself."""

    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    script: str = ""
    fonts: tuple[str, ...] = ()
    written: str = ""


NOTHING = Ahead()


@lru_cache(maxsize=64)
def build_page(
    language: str, ahead: Ahead = NOTHING, without_script: str = "", *, has_first: bool = False
) -> str:
    """Streamlit's page in a language: what will be needed is fetched ahead, and without scripts it says so.

    Where it `has_first`, what begins its body is painted before anything is fetched but the letters.

    >>> '<html lang="nl">' in build_page("nl", Ahead(scripts=("assets/1/map.js",)))
    True
    """
    page = (STATIC / "index.html").read_text(encoding="utf-8")
    own_font, own_style = (
        _find_once(page, rf'<link\s[^>]*rel="{kind}"[^>]*>') for kind in ("preload", "stylesheet")
    )
    own_script = _find_once(page, r"<script type=\"module\"[^>]*></script>")
    preloads = re.findall(r'<link rel="modulepreload"[^>]*>', page)
    unused = (own_font, _find_once(page, "<noscript>.*?</noscript>"))
    for part in (*unused, *preloads, own_style, own_script):
        page = _replace_once(page, part, "")
    scripts = [own_script, *preloads]
    scripts += [f'<link rel="modulepreload" href="{escape(script)}">' for script in ahead.scripts]
    if ahead.script:
        scripts.append(f'<script type="module" src="{escape(ahead.script)}"></script>')
    styles = [own_style, *(f'<link rel="stylesheet" href="{escape(style)}">' for style in ahead.styles)]
    preload = '<link rel="preload" as="font" type="font/woff2" href="{}" crossorigin>'
    fonts = [preload.format(escape(font)) for font in ahead.fonts]
    before = [ahead.written, *fonts, *([] if has_first else [*scripts, *styles])]
    begun = f'<template class="later">{"".join(scripts)}</template>' if has_first else ""
    said = f"<noscript><p>{escape(without_script)}</p></noscript>" if without_script else ""
    page = _replace_once(page, '<html lang="en">', f'<html lang="{escape(language)}">')
    page = _replace_once(page, "<title>Streamlit</title>", "<title>Mangomoment</title>")
    page = _replace_once(page, "<head>", f"<head><script>{_START}</script>")
    page = _replace_once(page, "</head>", f"{''.join(before)}</head>")
    page = _replace_once(page, _BODY, f"{_BODY}{said}{begun}<script>{_TAKE_UP}</script>")
    return _replace_once(page, "</body>", f"{''.join(styles if has_first else [])}</body>")


def choose_page(language: str, ahead: Ahead = NOTHING, without_script: str = "", first: str = "") -> str:
    """The page that `build_page` gives, with a `first` picture where one is given, or Streamlit's own as it
    is where it was changed."""
    try:
        page = build_page(language, ahead, "" if first else without_script, has_first=bool(first))
    except ChangedStreamlitError:
        return (STATIC / "index.html").read_text(encoding="utf-8")
    return page.replace(_BODY, _BODY + first, 1)


def _find_once(page: str, pattern: str) -> str:
    """The part of the page that a pattern describes; `ChangedStreamlitError` where that is not one."""
    found: list[str] = re.findall(pattern, page, re.DOTALL)
    if len(found) != 1:
        raise ChangedStreamlitError(f"its page does not hold {pattern} once")
    return found[0]


def _replace_once(page: str, before: str, after: str) -> str:
    """The page with a part of it replaced; `ChangedStreamlitError` where it is not there exactly once."""
    if page.count(before) != 1:
        raise ChangedStreamlitError(f"its page does not hold {before} once")
    return page.replace(before, after)


def check() -> None:
    """Raise `ChangedStreamlitError` where Streamlit's page or its script is not what is relied on."""
    build_page("en")
    scripts = "".join(read_scripts())
    names = (f"window.{_SETTINGS}", _SERVER, f"{THEME}${{window.location.pathname}}")
    for relied_on in names:
        if not re.search(rf"{re.escape(relied_on)}(?!\w)", scripts):
            raise ChangedStreamlitError(f"its script does not read {relied_on}")


def read_scripts() -> tuple[str, ...]:
    """The scripts that Streamlit's page loads first, and those that these share."""
    folder = STATIC / "static" / "js"
    files = (*sorted(folder.glob("index.*.js")), *sorted(folder.glob("utils.*.js")))
    return tuple(file.read_text(encoding="utf-8") for file in files)


@cache
def find_script_hashes() -> str:
    """The hashes of the page's inline scripts, for the content security policy: no other one runs."""
    page = choose_page("en")
    scripts: list[str] = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", page, re.DOTALL)
    hashes = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    return " ".join(f"'sha256-{hash_}'" for hash_ in hashes)
