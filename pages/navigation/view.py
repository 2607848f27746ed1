"""What surrounds every page in the browser: the ways to the others, the languages, the opened model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from model.retention import get_period
from model.words import LANGUAGES, Translate
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
            "streamlit": _list_streamlit_words(_),
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


def _list_streamlit_words(_: Translate) -> Mapping[str, str]:
    """What stands for Streamlit's own words on our pages, by these; {name} is what it puts there."""
    said = {
        "Skip to main content": _("Skip to main content"),
        "Main menu": _("Main menu"),
        "Menu": _("Menu"),
        "Theme": _("Colours"),
        "System": _("As on this device"),
        "Light": _("Light"),
        "Dark": _("Dark"),
        "Print": _("Print"),
        "Record screen": _("Record screen"),
        "Made with Streamlit v": _("Made with Streamlit v"),
        "Copy version to clipboard": _("Copy the version"),
        "Upload": _("Choose a file"),
        "file upload": _("File"),
        "Add files": _("Choose another file"),
        "add icon": _("Choose another file"),
        "{name}MB per file": _("{name} MB per file"),
        "Remove {name}": _("Remove: {name}"),
        "Clear all": _("Clear all"),
        "Choose an option": _("Choose"),
        "Open": _("Show the list"),
        "Help for {name}": _("Help for {name}"),
        "Show/hide columns": _("Show or hide columns"),
        "Download as CSV": _("Download as CSV"),
        "Search": _("Search"),
        "Fullscreen": _("Fullscreen"),
        "Close fullscreen": _("Close fullscreen"),
        "Link to heading": _("Link to this heading"),
        "Page not found": _("Page not found"),
        "The page that you have requested does not seem to exist. Running the app's main page.": _(
            "There is no page at this address. This is the first page."
        ),
        "Close": _("Close"),
        "Dismiss": _("Close"),
        "Connecting": _("Reconnecting …"),
        "Connection error": _("Connection lost"),
        "Streamlit server is not responding. Are you connected to the internet?": _(
            "The server does not answer. This page goes on when the connection is back."
        ),
    }
    return {original: words for original, words in said.items() if words != original}


def _describe_opened(content: Content, language: str) -> Mapping[str, str]:
    _ = address.get_translate()
    own = resources.get_content().model.title.text(language)
    return {
        "title": _("Opened: {title}").format(title=content.model.title.text(language)),
        "back": _("Back to: {title}").format(title=own),
    }
