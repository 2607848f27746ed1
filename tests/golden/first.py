"""What Explore and Paths begin with, and the network, as readable text."""

from __future__ import annotations

import re
from urllib.parse import urlencode
from xml.etree import ElementTree

from starlette.requests import Request

from model import load_model
from model.loading import DATA
from pages.shared.resources import Content
from pages.workbench.first_picture import draw_explored, draw_paths

_MODEL = load_model(DATA / "mangomoment.yaml")
_ASKED: list[dict[str, str]] = [
    {},
    {"node": "resonance", "depth": "1", "counts": "yes"},
    {"edge": "resonance,resonance-trust", "level": "patient", "rest": "hide"},
    {"edge": "resonance,resonance-trust", "node": "mangomoment", "stage": "effect,resonance"},
    {"without": "patient", "rest": "hide", "view": "outline", "node": "effect-team"},
    {"from": "resonance", "to": "loyalty-patients", "off": "resonance-trust", "view": "outline"},
    {"path": "resonance,resonance-trust", "level": "patient"},
    {"view": "network"},
]
_STANDS = ("lit", "faded", "selected", "off", "before", "after", "around")


def list_first_pictures(language: str) -> str:
    """The first pictures of some addresses; of each map the size, and what stands out in it."""
    counts = {"resonance": 3, "mangomoment": 12}
    content = Content(_MODEL, (), (), counts, "golden", "golden drawing")
    lines = []
    for query in _ASKED:
        for name, draw in (("explore", draw_explored), ("paths", draw_paths)):
            scope = {"type": "http", "query_string": urlencode(query).encode(), "headers": []}
            drawn = draw(Request(scope), content, language)
            shown = re.sub(
                r"<svg .*?</svg>", lambda match: "\n" + _describe(match[0]), drawn, flags=re.DOTALL
            )
            lines.append(f"{name} {query}\n{shown}\n")
    return "\n".join(lines)


def _describe(map_: str) -> str:
    svg = ElementTree.fromstring(map_.replace("<svg", '<svg xmlns:none="none"', 1))
    parts = [f"{name}={svg.get(name)}" for name in ("data-form", "viewBox")]
    for part in svg.iter() if svg.get("data-form") == "0" else ():
        stands = [name for name in part.get("class", "").split() if name in _STANDS]
        if stands or part.get("aria-current"):
            ends = [part.get(name, "") for name in ("data-node-id", "data-source", "data-target")]
            parts.append(" ".join(filter(None, (*ends, *stands, part.get("aria-current")))))
    return "\n  ".join(parts)
