"""What surrounds every page in the browser: the ways to the others, the languages, the opened model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from model.retention import get_period
from model.words import LANGUAGES, Translate
from pages.seams.words import translate_words
from pages.server.framing import READ_ONLY, list_hosts
from pages.shared import address, resources
from pages.shared.component import mount
from pages.shared.language import COOKIE
from pages.shared.resources import Content
from pages.shared.waiting import count_overdue, count_waiting


def show_frame(
    content: Content,
    page: str,
    pages: Iterable[tuple[str, str]],
    notices: Sequence[str],
    is_forgotten: bool,
) -> None:
    """Show the ways to the `pages` (path and title each); the browser follows the content as it changes.

    `notices` are what everybody should know, such as faults in the address. `is_forgotten` says that the
    opened model of the address is not kept any more.
    """
    _ = address.get_translate()
    language = address.get_language()
    data: dict[str, Any] = {
        "page": page,
        "pages": list(pages),
        "language": language,
        "languages": list(LANGUAGES),
        "languageCookie": [COOKIE, int(get_period("language").total_seconds())],
        "version": content.version,
        "model": content.key or "",
        "forgotten": is_forgotten,
        "notices": list(notices),
        "words": {
            "pages": _("Pages"),
            "language": _("Language"),
            "close": _("Close"),
            "streamlit": translate_words(_),
        },
    }
    if list_hosts():
        data["readOnly"] = list(READ_ONLY)
    if content.is_opened:
        data["opened"] = _describe_opened(content, language)
    elif badges := _list_badges(_):
        data["badges"] = badges
    mount("navigation/navigation", "frame", data)


def _list_badges(_: Translate) -> Mapping[str, Mapping[str, Any]]:
    """What waits for the facilitator on which page; nothing where nothing does."""
    waiting, overdue = count_waiting(), count_overdue()
    counted = {
        "stories": (waiting, _("{count} stories wait")),
        "workshop": (overdue, _("Overdue actions: {count}")),
    }
    return {
        page: {"count": count, "words": words.format(count=count)}
        for page, (count, words) in counted.items()
        if count
    }


def _describe_opened(content: Content, language: str) -> Mapping[str, str]:
    _ = address.get_translate()
    own = resources.get_content().model.title.text(language)
    return {
        "title": _("Opened: {title}").format(title=content.model.title.text(language)),
        "back": _("Back to: {title}").format(title=own),
    }
