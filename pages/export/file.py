"""The file of what is looked at, what it will look like, and what it cannot show."""

from __future__ import annotations

from model import Story
from model.export.captions import build_caption
from model.export.exporter import Page
from model.export.figure import Figure
from model.export.missing_letters import describe_lacking
from model.export.previews import draw_pages
from model.export.size_limits import describe_small_letters
from model.stories import StoreError, StoryQuery
from pages.export.choice import Choice
from pages.shared import resources
from pages.shared.kept import kept
from pages.shared.resources import Content
from pages.workbench import pictures
from pages.workbench.look import Look

MOST_STORIES = 1000


def build_figure(content: Content, look: Look, link: str, choice: Choice) -> Figure:
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
        diagram=pictures.get_diagram(content, look),
        caption=caption.keep(choice.parts),
        theme=choice.theme,
        stories=_find_stories(content) if choice.has_stories else (),
        path=look.path,
        address=link.partition("?")[0],
    )


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
def make_file(version: str, _content: Content, look: Look, link: str, choice: Choice) -> bytes:
    """The file; what was made is kept for those who ask for the same."""
    return choice.exporter.build(build_figure(_content, look, link, choice), choice.options)


@kept(most=30)
def make_pages(version: str, _content: Content, look: Look, link: str, choice: Choice) -> tuple[Page, ...]:
    """What the file will look like; kept as files are."""
    return draw_pages(build_figure(_content, look, link, choice), choice.format, choice.options)


@kept(most=100)
def find_missing_letters(version: str, _content: Content, look: Look, choice: Choice) -> str:
    """A sentence on letters that the file cannot show, or ""."""
    return describe_lacking(build_figure(_content, look, "", choice), choice.format)


@kept(most=100)
def find_small_letters(version: str, _content: Content, look: Look, link: str, choice: Choice) -> str:
    """A sentence on letters that are too small to read on the paper, or ""."""
    return describe_small_letters(build_figure(_content, look, link, choice), choice.options, choice.format)
