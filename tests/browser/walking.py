"""A visitor who walks through pages and states in one language, and what can be read there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import FilePayload, Locator, Page, expect

from model.words import get_words
from tests.browser.barriers import settle
from tests.browser.conftest import OpenPage
from tests.browser.keeping import find_undocumented
from tests.browser.marking import find_unmarked, mark_longest
from tests.browser.untranslated import find_english
from tests.serving import Server

REFUSALS = ("Failed to load resource", "does not seem to exist", "Blocked script execution")
"""What the browser and Streamlit write to the console where something is not there, as in some states, and
where a frame without scripts is read by ours."""

LANGUAGES = ("nl", "fr", "de")
IS_FRAMED = """() => !document.querySelector(".stApp")
    || document.querySelector(".navigation-view :is(button, select)")"""
"""Whether the frame around a page of Streamlit is there, which translates Streamlit's own words."""

_FOLDER = Path(__file__).parent
READ_TEXTS = (_FOLDER / "seen_texts.js").read_text("utf-8")
FIND_CUTS = (_FOLDER / "cut_texts.js").read_text("utf-8")


@dataclass
class Visitor:
    """Somebody who reads a language; where `is_marked`, on a server that marks what it says in English.

    `store` is the address of the server's database. `texts` are all pieces of text that were seen, `wholes`
    those that are made of several, each with the state in which it was seen first; `typed` are the words that
    the visitor typed or had in a file. `faults` are what is wrong with a state besides, such as a text that
    is cut off.
    """

    open_page: OpenPage
    server: Server
    language: str
    is_marked: bool = False
    store: str = ""
    typed: set[str] = field(default_factory=set)
    texts: dict[str, str] = field(default_factory=dict)
    wholes: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    _page: Page | None = None

    @property
    def page(self) -> Page:
        """The page that is looked at."""
        assert self._page
        return self._page

    def say(self, text: str, **values: object) -> str:
        """A text of the catalogue as this visitor reads it."""
        said = mark_longest(text) if self.is_marked else get_words(self.language)(text)
        return said.format(**values) if values else said

    def go(self, address: str, ready: str = "h1", **how: Any) -> Page:
        """Open an address of the server; with more said of how, in a browser of its own."""
        sign = "&" if "?" in address else "?"
        address = f"{address}{sign}lang={self.language}"
        if self._page is None or how:
            self._page = self.open_page(address, on=self.server, ready=ready, expected=REFUSALS, **how)
        else:
            self.page.goto(self.server.address + address)
            self.page.wait_for_selector(ready)
        self.page.wait_for_function(IS_FRAMED)
        return self.page

    def see(self, parts: str) -> Locator:
        """The first of some parts of the page, once it is there."""
        found = self.page.locator(parts).first
        expect(found).to_be_visible()
        return found

    def press(self, parts: str) -> None:
        """Press the first of some parts of the page, wherever it is."""
        self.page.locator(parts).first.dispatch_event("click")

    def give(self, parts: str, name: str, content: str) -> None:
        """Choose a file of this name and content in an input for files."""
        file = FilePayload(name=name, mimeType="application/octet-stream", buffer=content.encode())
        self.page.locator(parts).set_input_files(file)

    def look(self, state: str) -> None:
        """Note what can be read now, once the page stands still."""
        settle(self.page)
        self.states.append(state)
        for frame in self.page.frames:
            seen = frame.evaluate(READ_TEXTS)
            for texts, known in ((seen["pieces"], self.texts), (seen["wholes"], self.wholes)):
                for text in texts:
                    known.setdefault(text, state)
        self.faults += [f"{state}: cut off: {text}" for text in self.page.evaluate(FIND_CUTS)]
        self.faults += [f"{state}: not in docs/privacy.md: {kept}" for kept in find_undocumented(self.page)]
        spoken = self.page.evaluate("document.documentElement.lang")
        if spoken != self.language:
            self.faults.append(f"{state}: the page says that it is in {spoken}")

    def find_faults(self) -> list[str]:
        """What is wrong with all that was seen: texts in no catalogue, in a wrong language or cut off."""
        if self.is_marked:
            return [*find_unmarked(self.texts, self.typed), *self.faults]
        return [*find_english(self.wholes | self.texts, self.language), *self.faults]

    def walk(self, *walks: Callable[[Visitor], Iterator[str]]) -> None:
        """Look at each state that the walks lead to."""
        for walk in walks:
            for state in walk(self):
                self.look(state)
