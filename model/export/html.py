"""One file that opens anywhere and stays interactive: map, details, stories and search, without a network.

Whatever the model or a story says is data in it: a JSON block that no browser runs, set as text by the one
script. A content security policy allows that script and that style by their hashes, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import string
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from model.export.addresses import build_node_url, to_url
from model.export.figure import Figure, Options
from model.export.glyphs import write_font_faces
from model.export.legend import Group, build_legend
from model.export.palette import PALETTES, build_screen_palette, to_css_variables
from model.export.signs import to_picture
from model.export.size_limits import HTML_COST, check_size
from model.export.svg import to_svg
from model.export.wording import describe_place, describe_provenance, describe_provenances, describe_story
from model.fit import fit_width
from model.graph import ConceptualModel
from model.paths import Path as ModelPath
from model.schema import Node
from model.stories import Story
from model.words import get_words, join_label

_ASSETS = Path(__file__).parent / "standalone"
_DATA = b'<script type="application/json"'
_ROOM = (1330.0, 700.0)
"""The room that the map is laid out for: between a projector's and a large screen's."""


def to_html(figure: Figure, options: Options) -> bytes:
    """The figure as one HTML file that asks nobody for anything.

    Shown first is what the figure shows: filter, traced path, counts. Left out are nodes that the figure
    does not show. Follows the reader's theme, with a switch. Raises `ConceptualModelError` for a map that is
    too large.

    >>> from model import load_model
    >>> from model.diagram import build_diagram
    >>> model = load_model()
    >>> page = to_html(Figure(model, build_diagram(model, "en")), Options())
    >>> page[:15], b"default-src 'none'" in page
    (b'<!doctype html>', True)
    """
    check_size([figure.diagram], HTML_COST)
    _ = get_words(figure.language)
    picture, picture_style = _draw(figure)
    caption = figure.caption
    data = json.dumps(_build_texts(figure), ensure_ascii=False, separators=(",", ":"))
    style = "\n".join(
        [
            _to_font_faces(data + picture + caption.title + caption.words + caption.citation),
            _to_colours(),
            picture_style,
            _read("page.css"),
        ]
    )
    script = _read("page.js")
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "font-src data:; img-src data:; base-uri 'none'; form-action 'none'"
    )
    title = caption.title or figure.diagram.title
    tools = (("0.8", "−", _("Zoom out")), ("1.25", "+", _("Zoom in")), ("0", "⤢", _("Whole picture")))
    zoom = "".join(
        f'<button type="button" data-zoom="{factor}" aria-label="{_quote(name)}" title="{_quote(name)}">'
        f"{sign}</button>"
        for factor, sign, name in tools
    )
    dark, details, search = _("Dark colours"), _("Details"), _("Search")
    page = f"""<!doctype html>
<html lang="{_quote(figure.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>{_quote(title)}</title>
<style>{style}</style>
</head>
<body>
<header>
<h1{"" if caption.title else ' class="unseen"'}>{_quote(title)}</h1>
{_paragraph(caption.words, "quiet")}
</header>
<div class="bar" role="search" hidden>
<label for="search">{_quote(search)}</label>
<input id="search" type="search" autocomplete="off" spellcheck="false">
<span class="count-found quiet" aria-hidden="true"></span>
<div class="tools">{zoom}
<button type="button" class="theme" aria-pressed="false">{_quote(dark)}</button></div>
</div>
<p class="unseen" role="status"></p>
<main>
<div class="picture">
<div class="found"></div>
<div class="map">{picture}</div>
{_to_legend(figure)}
</div>
<section class="details" aria-label="{_quote(details)}" tabindex="0"></section>
<details class="outline" hidden><summary>{_quote(_("Outline"))}</summary>
<div class="outline-stages"></div></details>
</main>
<footer>{_paragraph(caption.citation)}{_paragraph(caption.licence)}{_to_address(caption.address)}</footer>
<script type="application/json" id="texts">{data.replace("<", chr(92) + "u003c")}</script>
<script>{script}</script>
</body>
</html>
"""
    return page.encode(errors="replace")


def leave_out_scripts(page: bytes) -> bytes:
    """A page of `to_html` as it is before its script runs, without that and its data."""
    before, _, _ = page.partition(_DATA)
    return before + b"</body>\n</html>\n"


def _quote(text: str) -> str:
    """The text as HTML: without control characters, and with nothing in it that is markup."""
    kept = (letter for letter in text if letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cs"))
    return html.escape("".join(kept))


def _paragraph(text: str, kind: str = "") -> str:
    return f'<p class="{kind}">{_quote(text)}</p>' if text else ""


def _to_address(address: str) -> str:
    url = to_url(address)
    if not url:
        return _paragraph(address)
    return f'<p><a href="{_quote(url)}" rel="noopener noreferrer">{_quote(address)}</a></p>'


def _to_legend(figure: Figure) -> str:
    if not figure.caption.has_legend:
        return ""
    groups = "".join(map(_to_group, build_legend(figure.diagram, build_screen_palette())))
    name = _quote(get_words(figure.language)("Legend"))
    return f'<div class="legend" role="group" aria-label="{name}">{groups}</div>'


def _to_group(group: Group) -> str:
    title = f'<span class="quiet">{_quote(group.title)}</span>' if group.title else ""
    signs = "".join(f"<li>{to_picture(sign)}{_quote(sign.name)}</li>" for sign in group.signs)
    label = f' aria-label="{_quote(group.title)}"' if group.title else ""
    return f"<div>{title}<ul{label}>{signs}</ul></div>"


# The picture and its style


def _draw(figure: Figure) -> tuple[str, str]:
    """The map, and its style, which stands in the page's so that one hash is enough."""
    frame = fit_width(figure.diagram, *_ROOM)
    svg = to_svg(figure.diagram, build_screen_palette(), *frame)
    before, _, rest = svg.partition("<style>")
    style, _, after = rest.partition("</style>")
    return before + after, html.unescape(style)


def _to_colours() -> str:
    light, dark, paper = (to_css_variables(PALETTES[name]) for name in ("light", "dark", "print"))
    return (
        f":root{{{light}}}"
        f"@media screen{{:root[data-theme=dark]{{{dark}}}"
        f"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}}}"
        f"@media print{{:root{{{paper};color-scheme:light}}}}"
    )


@cache
def _read(name: str) -> str:
    return (_ASSETS / name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _to_font_faces(text: str) -> str:
    """The font, cut down to the letters of a text and those that are typed."""
    letters = f"{string.ascii_letters}{string.digits}{string.punctuation} {text}"
    return write_font_faces(letters, letters)


# The data


def _build_texts(figure: Figure) -> dict[str, Any]:
    model, language, diagram = figure.model, figure.language, figure.diagram
    drawn = {node.id for node in diagram.nodes}
    colours = {row.id: row.position % len(PALETTES["light"].lines) for row in diagram.rows}
    counts = {node.id: node.count for node in diagram.nodes}
    path = figure.path if set(figure.path) <= drawn else ()
    return {
        "language": language,
        "words": _build_words(figure),
        "stages": [
            {"name": stage.name, "nodes": [node.id for node in diagram.nodes if node.stage == stage.id]}
            for stage in diagram.columns
        ],
        "kinds": _build_kinds(model, language, diagram.has_undirected),
        "sources": {
            source.id: {"reference": source.reference.text(figure.language), "url": source.url or ""}
            for source in model.file.sources
        },
        "nodes": {
            node.id: _build_node(figure, node, colours[node.level], counts[node.id])
            for node in model.nodes()
            if node.id in drawn
        },
        "edges": [
            _without_none(
                {
                    "from": edge.source,
                    "to": edge.target,
                    "kind": edge.kind if edge.directed else _name_undirected(edge.kind),
                    "directed": None if edge.directed else False,
                    "provenance": edge.provenance.kind if edge.provenance else None,
                    "known": (
                        describe_provenance(model, edge.provenance, language) if edge.provenance else None
                    ),
                }
            )
            for edge in model.edges
            if {edge.source, edge.target} <= drawn
        ],
        "stories": [_build_story(story, language) for story in figure.stories if drawn & set(story.nodes)],
        "path": list(path),
        "sentence": model.to_sentence(ModelPath(path), language) if path else "",
    }


def _build_kinds(model: ConceptualModel, language: str, has_undirected: bool) -> dict[str, dict[str, str]]:
    """What the kinds of edges say; each once more for edges without a direction, where there are any."""
    _ = get_words(language)
    kinds = {}
    for kind in model.file.kinds:
        verb = kind.verb.text(language)
        kinds[kind.id] = {
            "verb": verb,
            "inverse": kind.inverse.text(language) if kind.inverse else f"← {verb}",
        }
        if has_undirected:
            own = [kind.name.text(language)] if len(model.file.kinds) > 1 else []
            words = " – ".join([*own, _("no direction given")])
            kinds[_name_undirected(kind.id)] = {"verb": words, "inverse": words}
    return kinds


def _name_undirected(kind: str) -> str:
    return f"{kind} undirected"  # no kind can have this id: it holds a space


def _build_node(figure: Figure, node: Node, colour: int, count: int | None) -> dict[str, Any]:
    language = figure.language
    _ = get_words(language)
    place = describe_place(figure.model, node, language)
    name, provenance = node.name.text(language), node.provenance
    counted = (
        [] if count is None else [_("1 story") if count == 1 else _("{count} stories").format(count=count)]
    )
    return _without_none(
        {
            "name": name,
            "label": ". ".join([name, place, *counted]),
            "place": place,
            "colour": colour,
            "description": node.description.text(language) if node.description else None,
            "question": node.question.text(language) if node.question else None,
            "known": describe_provenance(figure.model, provenance, language) if provenance else None,
            "provenance": provenance.kind if provenance else None,
            "sources": (list(provenance.list_sources()) or None) if provenance else None,
            "address": build_node_url(figure.address, node.id, language) or None,
        }
    )


def _build_story(story: Story, language: str) -> dict[str, Any]:
    wording = story.in_language(language)
    return {
        "title": story.name(language),
        "text": wording.text,
        "language": wording.language,
        "nodes": list(story.nodes),
        "about": describe_story(story, language),
        "url": (story.source.url or "") if story.source else "",
    }


def _build_words(figure: Figure) -> dict[str, Any]:
    _ = get_words(figure.language)
    return {
        "labelled": join_label(_, "{label}", "{text}"),
        "map": _("Map of the model. Arrow keys walk, Enter selects, Escape clears."),
        "start": _(
            "Select an element to see what leads to it, what follows from it, and who has told about it."
        ),
        "selected": _("selected"),
        "close": _("Close"),
        "path": _("Path"),
        "question": _("The question it invites"),
        "known": _("How it is known"),
        "meanings": describe_provenances(figure.language),
        "reference": _("Full reference"),
        "leadsHere": _("What leads to it"),
        "leadsOn": _("What it leads to"),
        "stories": _("Stories"),
        "noStories": _("Nobody has told a story about this yet."),
        "source": _("Source"),
        "found": _("{count} found"),
        "inApplication": _("Open in the application"),
    }


def _without_none(values: dict[str, Any]) -> dict[str, Any]:
    return dict(_find_given(values))


def _find_given(values: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    return ((key, value) for key, value in values.items() if value is not None)
