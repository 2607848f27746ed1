"""The picture that Explore and Paths begin with: part of the page itself, painted before any script runs.

Nobody knows yet how large the window is: the map comes in some forms, of which the styles show the one that
fits, and the script of the page (`pages/seams/front_page.py`) keeps no other. What the address selects are
classes on pictures that are kept, so that no address costs a layout of its own. The component takes the
picture over as it is (`first_picture.js`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from html import escape, unescape
from itertools import pairwise
from math import sqrt
from pathlib import Path

from starlette.requests import Request

from model import ConceptualModelError
from model.diagram import Diagram, DrawnNode
from pages.shared import address
from pages.shared.resources import Content
from pages.shared.templates import render
from pages.workbench.look import EVERYTHING, Look, read_look
from pages.workbench.pictures import Space, get_diagram, get_picture

STYLES = ("palette.css", "shared/base.css", "workbench/workbench.css", "workbench/diagram.css")
"""What it looks like."""

MOST_NODES = 300
"""A larger model has a page that begins without: it would be longer than what is waited for."""

_HEIGHT = 640
_WIDTHS = (700, 840, 1000, 1160, 1340)
_ROOMS = tuple(Space(width, _HEIGHT, is_whole=True) for width in _WIDTHS)
"""The forms of the map where all of it is seen: only the proportions matter, as it grows with its room."""

_NARROW = Space(700, 600)
"""The map on a narrow screen, where it is wider than the screen."""

_FOR_EXPLORE = ("view", "node", "edge", "depth", "level", "without", "stage", "rest", "counts")
_FOR_PATHS = ("view", "node", "edge", "depth", "counts", "from", "to", "via", "off", "path")
_TEMPLATES = Path(__file__).parent / "templates"
_PART = re.compile(
    r'(<(?:g|path) class="(?:node|edge)\b[^"]*)"'
    r'(?= data-node-id="(?P<node>[^"]*)"| data-source="(?P<source>[^"]*)" data-target="(?P<target>[^"]*)")'
)


def draw_explored(request: Request, content: Content, language: str) -> str:
    """What the Explore page begins with; nothing where the model is large or the network is asked for."""
    return _draw(request, content, language, _FOR_EXPLORE)


def draw_paths(request: Request, content: Content, language: str) -> str:
    """What the Paths page begins with; nothing where the model is large or the network is asked for."""
    return _draw(request, content, language, _FOR_PATHS)


def _draw(request: Request, content: Content, language: str, names: tuple[str, ...]) -> str:
    model = content.model
    followed = address.read(model, request.query_params).parameters
    selection = {name: followed[name] for name in names if name in followed}
    view = selection.get("view") or ("outline" if _is_phone(request) else "map")
    if view == "network" or len(model.nodes()) > MOST_NODES:
        return ""
    is_edge = "edge" in selection and "node" not in selection
    if is_edge:  # two elements and what joins them are a short path
        selection |= {"path": selection["edge"]}
    try:
        look = read_look(selection, model, language)
    except ConceptualModelError:  # paths that cannot be asked for; the page says why
        return ""
    picked = look.path if is_edge else filter(None, [look.node])
    look = replace(look, picked=frozenset(picked))
    off = frozenset(part for part in selection.get("off", "").split(",") if part)
    drawn = _draw_outline(content, look, off) if view == "outline" else _draw_map(content, look, off)
    shown = "&".join(part for part in (f"lang={language}", _name_pictured(look), content.address) if part)
    return (
        f'<div class="workbench first-picture" data-shown="{escape(shown)}">'
        f'<section class="workbench-canvas st-key-diagram" aria-label="{escape(model.title.text(language))}">'
        f'<div class="canvas-body"><div class="diagram-stage diagram-stage-{view}">{drawn}</div></div>'
        f"<footer></footer></section></div>"
    )


def _is_phone(request: Request) -> bool:
    """As the component knows it: on a telephone the outline reads better than the map."""
    return "Mobi" in request.headers.get("user-agent", "")


def _name_pictured(look: Look) -> str:
    """What distinguishes one picture from another, as the component names it (`namePictured`)."""
    chosen = {"level": look.chosen.levels, "stage": look.chosen.stages, "without": look.chosen.without}
    parts = [f"{name}={','.join(sorted(ids))}" for name, ids in chosen.items() if ids] if look.hide else []
    parts += ["rest=hide"] if parts else []
    return "&".join(parts + (["counts=yes"] if look.counts else []))


# The map


def _draw_map(content: Content, look: Look, off: frozenset[str]) -> str:
    plain = Look(look.language, look.chosen if look.hide else EVERYTHING, look.hide, look.counts)
    diagram = get_diagram(content, look)
    forms = {**{str(number): room for number, room in enumerate(_ROOMS)}, "narrow": _NARROW}
    maps = (
        mark(get_picture(content, plain, room, None).decode(), diagram, look.node, off).replace(
            "<svg", f'<svg data-form="{name}"', 1
        )
        for name, room in forms.items()
    )
    return _CHOICE + "".join(maps)


def mark(svg: str, diagram: Diagram, picked: str | None, off: frozenset[str]) -> str:
    """A map that was drawn without an emphasis, with what stands out and fades in `diagram`, the node that is
    picked and those that are left out of paths, by the classes that the component gives them."""
    ways = {(edge.source, edge.target): edge for edge in diagram.edges}
    drawn = {node.id: node for node in diagram.nodes}

    def add(part: re.Match[str]) -> str:
        source, target = part["source"], part["target"]
        if source is not None:
            edge = ways[unescape(source), unescape(target)]
            return _add_classes(part[1], {edge.way or "lit": edge.is_lit, "faded": edge.is_faded})
        node = drawn[unescape(part["node"])]
        is_picked = node.id == picked
        stands = {"lit": node.is_lit, "faded": node.is_faded}
        classes = _add_classes(part[1], {**stands, "selected": is_picked, "off": node.id in off})
        return classes + (' aria-current="true"' if is_picked else "")

    return _PART.sub(add, svg)


def _add_classes(before: str, classes: Mapping[str, bool]) -> str:
    return " ".join((before, *(name for name, has in classes.items() if has))) + '"'


def _write_choice() -> str:
    """The styles that show the form of the map that fits the room, or the first one on paper."""
    bounds = [sqrt(first * second) / _HEIGHT for first, second in pairwise(_WIDTHS)]
    shown = '{.first-picture [data-form="%s"]{display:block}}'
    rules = [".first-picture [data-form]{display:none}"]
    for number, (low, high) in enumerate(pairwise((0.0, *bounds, 1000.0))):
        room = f"(min-aspect-ratio:{low:.4f}) and (max-aspect-ratio:{high:.4f})"
        rules.append(f"@media screen{{@container {room}{shown % number}}}")
    hidden = ".first-picture [data-form]:not([data-form=narrow]){display:none}"
    rules.append(
        "@media screen and (max-width:899.98px){.first-picture [data-form=narrow]{display:block}"
        + hidden
        + "}"
    )
    rules.append("@media print{.first-picture [data-form]:first-of-type{display:block}}")
    return f"<style>{''.join(rules)}</style>"


_CHOICE = _write_choice()


# The outline


def _draw_outline(content: Content, look: Look, off: frozenset[str]) -> str:
    diagram = get_diagram(content, look)
    model = content.model
    leads = Counter(edge.source for edge in model.edges), Counter(edge.target for edge in model.edges)

    def list_levels(stage: str) -> list[tuple[str, int, list[DrawnNode]]]:
        return [
            (level.name.text(look.language), number % 8, nodes)
            for number, level in enumerate(model.levels)
            if (nodes := [node for node in diagram.nodes if (node.stage, node.level) == (stage, level.id)])
        ]

    drawn = ((stage.name.text(look.language), list_levels(stage.id)) for stage in model.stages)
    stages = [(name, levels) for name, levels in drawn if levels]
    return render(
        _TEMPLATES, "outline.html", stages=stages, out=leads[0], into=leads[1], picked=look.node, off=off
    )
