"""The model on paper for a workshop: the map, a page a level with its stories, story cards to cut out."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

from model.export.exporter import Page
from model.export.figure import Figure, Options
from model.export.frame import MAP, frame_on_paper, make_printable, to_language, to_line, to_link
from model.export.pdf import measure_paper
from model.export.size_limits import Cost, check_size
from model.export.typesetting import Document, can_be_read, soften, to_printable
from model.export.wording import describe_further, describe_known, describe_place, describe_story
from model.lettering import break_lines
from model.schema import Node, Provenance
from model.stories import Story
from model.words import get_words, join_label, list_story_languages

COST = Cost(node=650, edge=100, passed=12)

_PREVIEWED = 800
"""How many pixels wide a page that stands is in its preview."""

_FOOT_SIZE = 7.0
_FOOT_WIDTH = 425.0
"""In points, as all of these: 150 mm."""
_CARD_WIDTH = 240.0
"""The inside of a card: 85 mm."""
_CARD_TITLE = 11.0
_CARD_FOOT = 7.5
_MOST_ON_CARD = 2500
"""How many letters of a story are tried on a card: more than fit, even of the narrowest."""

_SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+\s++|\n\s*+")


def to_handout(figure: Figure, options: Options = Options()) -> bytes:  # noqa: B008 (frozen)
    """A PDF to print on A4, always on white: the map, the levels, the stories, the cards.

    The first page lies and holds the map. Then each level begins a page: its nodes that are not faded, with
    description, question and provenance, and the stories of `figure.stories` attached to them. A story is
    told in full at its first node; at the others stands the page. Then come cards, eight a sheet. A text too
    long for its card even in small letters ends after a sentence, with the page where the whole stands. A
    story in letters the font does not have is named, not shown.

    >>> from model import load_model
    >>> from model.diagram import build_diagram
    >>> model = load_model()
    >>> to_handout(Figure(model, build_diagram(model, "en")))[:5]
    b'%PDF-'
    """
    return build_handout(figure).to_pdf()


def draw_pages(figure: Figure, _options: Options) -> tuple[Page, ...]:
    """The pages as they will look."""
    _, width, _ = measure_paper("a4")
    return tuple(Page("image/png", page) for page in build_handout(figure).draw_pages(_PREVIEWED / width))


def build_handout(figure: Figure) -> Document:
    """The document with all of these pages; raises `ConceptualModelError` for a map that is too large."""
    check_size([figure.diagram], COST)
    theme = "print" if figure.theme == "dark" else figure.theme
    figure = make_printable(replace(figure, theme=theme))
    framed = frame_on_paper(figure, *measure_paper("a4"))
    levels, told_in_full = _build_levels(figure)
    data = {
        **framed.data,
        "foot_size": _FOOT_SIZE,
        "notes": [
            line
            for text in (figure.caption.citation, figure.caption.licence)
            for line in break_lines(to_printable(text), _FOOT_WIDTH, _FOOT_SIZE, at_most=3)
        ],
        "sheet": framed.data,
        "levels": levels,
        "others": [number for number in range(len(figure.stories)) if number not in told_in_full],
        "stories": [build_story(story, figure.language) for story in figure.stories],
        "words": _build_words(figure.language),
    }
    return Document("handout", data, {MAP: framed.picture})


def _build_words(language: str) -> dict[str, str]:
    _ = get_words(language)
    return {
        "page": _("Page {page} of {pages}"),
        "question": join_label(_, _("The question it invites"), ""),
        "known": join_label(_, _("How it is known"), ""),
        "elsewhere": _("page {page}"),
        "none": _("Nobody has told a story about this yet."),
        "others": _("More stories"),
        "cards": _("Story cards"),
        "whole": _("The whole story: page {page}"),
    }


def _build_levels(figure: Figure) -> tuple[list[dict[str, Any]], set[int]]:
    """The levels with the nodes to be described, and which stories are told in full among them."""
    model, palette = figure.model, figure.palette
    drawn = figure.diagram.nodes
    shown = [node for node in drawn if not node.is_faded] or drawn
    told_in_full: set[int] = set()
    levels = []
    for row in figure.diagram.rows:
        nodes = []
        for node in (model.get_node(shown_node.id) for shown_node in shown if shown_node.level == row.id):
            numbers = [number for number, story in enumerate(figure.stories) if node.id in story.nodes]
            nodes.append(
                {
                    **_build_node(figure, node),
                    "told": [number for number in numbers if number not in told_in_full],
                    "elsewhere": [number for number in numbers if number in told_in_full],
                }
            )
            told_in_full.update(numbers)
        if nodes:
            level = model.get_level(row.id)
            levels.append(
                {
                    "name": row.name or row.id,
                    "description": level.description.text(figure.language) if level.description else "",
                    "known": _describe_known(figure, level.provenance),
                    "fill": palette.fills[row.position % len(palette.fills)],
                    "line": palette.lines[row.position % len(palette.lines)],
                    "nodes": nodes,
                }
            )
    return levels, told_in_full


def _build_node(figure: Figure, node: Node) -> dict[str, Any]:
    language = figure.language
    return {
        "name": soften(to_line(node.name.text(language))) or node.id,
        "place": describe_place(figure.model, node, language),
        "description": soften(node.description.text(language)) if node.description else "",
        "question": soften(node.question.text(language)) if node.question else "",
        "known": _describe_known(figure, node.provenance),
    }


def _describe_known(figure: Figure, provenance: Provenance | None) -> list[dict[str, str]]:
    """How something is known, then what each further source adds, with the address of the source or ""."""
    if provenance is None:
        return []
    model, language = figure.model, figure.language
    texts = [describe_known(model, provenance, language), *describe_further(model, provenance, language)]
    sources = [provenance.source, *(further.source for further in provenance.further)]
    urls = [model.get_source(source).url if source else None for source in sources]
    return [{"words": soften(text), "url": to_link(url or "")} for text, url in zip(texts, urls, strict=True)]


def build_story(story: Story, shown_in: str) -> dict[str, Any]:
    """A story as the templates take it, for a page and for a card, in a document in a language."""
    wording = story.in_language(shown_in)
    text = wording.text
    name, title = story.name(shown_in), wording.title
    language = wording.language
    if not can_be_read(text):
        _ = get_words(shown_in)
        told_in = list_story_languages(shown_in).get(wording.language, wording.language)
        text = _(
            "This story is told in {language}; the font of this file does not have its characters."
        ).format(language=told_in)
        title = title if can_be_read(title) else told_in
        name, language = title or told_in, shown_in
    text, name = to_printable(text), to_line(name)
    title = to_line(title)
    about = to_line(describe_story(story, shown_in))
    return {
        "name": soften(name) or "–",
        "title": soften(title),
        "paragraphs": [soften(line) for line in text.split("\n") if line.strip()],
        "sentences": [soften(sentence) for sentence in _split_sentences(text[:_MOST_ON_CARD])],
        "is_longer": len(text) > _MOST_ON_CARD,
        "language": to_language(language),
        "about": soften(about),
        "url": to_link(story.source.url or "") if story.source else "",
        "card_title": break_lines(title, _CARD_WIDTH, _CARD_TITLE, bold=True, at_most=2),
        "card_about": break_lines(about, _CARD_WIDTH, _CARD_FOOT, at_most=2),
    }


def _split_sentences(text: str) -> list[str]:
    """The sentences of a text one by one, each with the space after it; together they are the text.

    >>> _split_sentences("A mango? “Yes.” She smiled.")
    ['A mango? ', '“Yes.” ', 'She smiled.']
    """
    ends = [0, *(end.end() for end in _SENTENCE_END.finditer(text)), len(text)]
    sentences = [text[start:end] for start, end in pairwise(ends) if start < end]
    return [re.sub(r"\s*\n\s*", "\n", sentence) for sentence in sentences]
