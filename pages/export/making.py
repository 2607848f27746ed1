"""Making the file: the figure as it is looked at, with the words and stories that go with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from model import Story
from model.export import EXPORTERS
from model.export.captions import build_caption
from model.export.figure import Caption, Figure, Options
from model.export.holding import describe_left_behind
from model.export.lacking import describe_lacking
from model.export.palette import ThemeName
from model.export.previewing import Preview, build_previews
from model.export.size_limits import describe_small_letters
from model.stories import StoreError, StoryQuery
from model.words import get_words
from pages.shared import address, resources
from pages.shared.kept import kept
from pages.shared.looking import read_look
from pages.shared.resources import Content, Look

PARTS = ("title", "legend", "words", "citation", "licence", "address")
MOST_STORIES = 1000


@dataclass(frozen=True)
class Wish:
    """What somebody wants to take along: the format, how it looks, and which words go with it."""

    format: str
    theme: ThemeName
    options: Options
    parts: tuple[str, ...]
    has_stories: bool


def build_figure(content: Content, look: Look, link: str, wish: Wish) -> Figure:
    """The figure of what is looked at; `link` brings the view back."""
    if content.is_opened:
        link = ""  # a file is kept longer than an opened model
    caption = build_caption(
        content.model,
        look.language,
        look.chosen,
        look.emphasis,
        look.path,
        link,
        ends=look.ends,
        node=look.node,
    )
    return Figure(
        model=content.model,
        diagram=resources.get_diagram(content, look),
        caption=_choose_parts(caption, wish.parts),
        theme=wish.theme,
        stories=_find_stories(content) if wish.has_stories else (),
        path=look.path,
        address=link.partition("?")[0],
    )


def _choose_parts(caption: Caption, parts: tuple[str, ...]) -> Caption:
    left_out = {part: "" for part in PARTS if part not in parts and part != "legend"}
    return replace(caption, **left_out, has_legend="legend" in parts)


def _find_stories(content: Content) -> tuple[Story, ...]:
    """Published stories whose tellers agreed to exports; none of an opened model or while unreadable."""
    if content.is_opened:
        return ()
    query = StoryQuery(
        statuses=frozenset({"published"}), consents=frozenset({"room", "exports"}), sort="oldest"
    )
    try:
        return resources.get_store().find(query, at_most=MOST_STORIES).stories
    except StoreError:
        return ()


@kept(most=30)
def make_file(version: str, _content: Content, look: Look, link: str, wish: Wish) -> bytes:
    """The file; what was made is kept for those who ask for the same."""
    return EXPORTERS[wish.format].build(build_figure(_content, look, link, wish), wish.options)


@kept(most=30)
def make_previews(version: str, _content: Content, look: Look, link: str, wish: Wish) -> tuple[Preview, ...]:
    """What the file will look like; kept as files are."""
    return build_previews(build_figure(_content, look, link, wish), wish.format, wish.options)


@kept(most=100)
def find_warning(version: str, _content: Content, look: Look, wish: Wish) -> str:
    """What the file cannot show or hold, a sentence each, or ""."""
    lacking = describe_lacking(build_figure(_content, look, "", wish), wish.format)
    behind = describe_left_behind(_content.model, wish.format, get_words(look.language))
    return " ".join(filter(None, (lacking, behind)))


@kept(most=100)
def find_small_letters(version: str, _content: Content, look: Look, link: str, wish: Wish) -> str:
    """A sentence on letters that are too small to read on the paper, or ""."""
    return describe_small_letters(build_figure(_content, look, link, wish), wish.options, wish.format)


def read_screen(content: Content) -> tuple[Look, Mapping[str, str]]:
    """How the visitor looks at the model, and the parameters of the address that says so."""
    asked = address.read(content.model).parameters
    shown = {name: text for name, text in asked.items() if name in _SHOWN}
    return read_look(shown, content.model, address.get_language()), shown


_SHOWN = frozenset(
    (
        "model",
        "level",
        "stage",
        "without",
        "rest",
        "counts",
        "node",
        "depth",
        "path",
        "from",
        "to",
        "via",
        "off",
        "lang",
    )
)


def build_base(link: str | None) -> str:
    """The address of the application, out of that of one of its pages.

    >>> build_base("http://localhost:8501/export?x=1")
    'http://localhost:8501/'
    """
    return (link or "").partition("?")[0].rpartition("/")[0] + "/"


def build_address(base: str, shown: Mapping[str, str]) -> str:
    """The address of the page that brings the view back.

    >>> build_address("http://localhost:8501/", {"level": "patient"})
    'http://localhost:8501/explore?level=patient'
    """
    page = "paths" if shown.get("from") and shown.get("to") else "explore"
    return f"{base}{page}" + (f"?{urlencode(shown, safe=',:')}" if shown else "")
