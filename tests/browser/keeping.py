"""What a browser keeps of the pages, beside what the documentation lists of it."""

from __future__ import annotations

import re
from functools import cache

from playwright.sync_api import Page

from tests.serving import ROOT

_KEPT = "() => ({'local storage': Object.keys(localStorage), 'session storage': Object.keys(sessionStorage)})"


def find_undocumented(page: Page) -> list[str]:
    """Cookies and what is in the browser's storages that docs/privacy.md does not name."""
    kept: dict[str, list[str]] = page.evaluate(_KEPT)
    kept["cookie"] = [cookie.get("name", "") for cookie in page.context.cookies()]
    listed = _list_documented()
    return [
        f"{name} in the browser's {place}"
        for place, names in kept.items()
        for name in names
        if not any(where == place and pattern.fullmatch(name) for where, pattern in listed)
    ]


@cache
def _list_documented() -> tuple[tuple[str, re.Pattern[str]], ...]:
    document = (ROOT / "docs" / "privacy.md").read_text("utf-8")
    section = document.partition("\n### In the browser\n")[2].partition("\n### ")[0]
    rows = re.findall(r"^\| (`.+`) \| (cookie|local storage|session storage) \|", section, re.MULTILINE)
    assert rows
    return tuple(
        (place, re.compile(re.escape(name).replace("…", ".+")))
        for names, place in rows
        for name in re.findall(r"`([^`]+)`", names)
    )
