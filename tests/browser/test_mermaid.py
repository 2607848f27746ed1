"""Mermaid's own program reads and draws what is written for it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from model.export.mermaid import to_mermaid
from tests.figures import build_figure_of, build_shipped_figure
from tests.nasty import NASTY
from tests.test_docs import DOCUMENTS, find_blocks

_NEWEST = max(Path(sys.prefix).glob("mermaid-*.min.js"), default=Path("mermaid-is-missing.min.js"))
PROGRAM = Path(os.environ.get("MERMAID", _NEWEST))

_AT_ONCE = 20

Draw = Callable[[str], dict[str, Any]]

_DRAW = """async (text) => {
  // A long file says in a comment how Mermaid has to be set up for it.
  const longest = Number(/^%% .*maxTextSize: ([0-9]+)/m.exec(text)?.[1] ?? 50_000);
  mermaid.initialize({ startOnLoad: false, securityLevel: "strict", maxTextSize: longest });
  await mermaid.parse(text);
  const { svg } = await mermaid.render("drawn", text);
  const picture = new DOMParser().parseFromString(svg, "text/html");
  return {
    nodes: [...picture.querySelectorAll(".node")].map((one) => one.textContent.trim()),
    edges: picture.querySelectorAll(".edgePaths path, path.flowchart-link").length,
    links: [...picture.querySelectorAll("a")].map(
      (one) => one.getAttribute("xlink:href") ?? one.getAttribute("href"),
    ),
    running: picture.querySelectorAll("script, img, iframe, [onerror], [onload]").length,
    ran: window.ran ?? false,
  };
}"""


@pytest.fixture(scope="module")
def draw(chromium: Browser) -> Iterator[Draw]:
    """A function that has a text drawn by Mermaid, as the strictest of pages that show it set it up."""
    page = chromium.new_page()
    page.goto("about:blank")
    page.add_script_tag(path=PROGRAM)
    page.evaluate("() => { window.alert = () => (window.ran = true); }")

    def draw_text(text: str) -> dict[str, Any]:
        drawn: dict[str, Any] = page.evaluate(_DRAW, text)
        return drawn

    yield draw_text
    page.close()


@pytest.mark.parametrize("language", ["en", "nl"])
def test_mermaid_draws_every_node_and_edge(draw: Draw, language: str) -> None:
    figure = build_shipped_figure(language)
    drawn = draw(to_mermaid(figure).decode())
    for node in figure.diagram.nodes:
        assert any(node.name in " ".join(text.split()) for text in drawn["nodes"]), node.name
    assert drawn["edges"] >= len(figure.diagram.edges)


@pytest.mark.parametrize("start", range(0, len(NASTY), _AT_ONCE))
def test_nothing_that_somebody_wrote_breaks_mermaid_or_runs(draw: Draw, start: int) -> None:
    for text in NASTY[start : start + _AT_ONCE]:
        drawn = draw(to_mermaid(build_figure_of(text)).decode())
        assert len(drawn["nodes"]) >= 3, ascii(text)
        assert (drawn["running"], drawn["ran"]) == (0, False), ascii(text)
        links = [(link or "").lower() for link in drawn["links"]]
        assert not [link for link in links if link.startswith(("javascript:", "data:"))], ascii(text)


def test_the_pictures_of_the_documentation_can_be_drawn(draw: Draw) -> None:
    pictures = [text for document in DOCUMENTS for text in find_blocks(document, "mermaid")]
    assert pictures
    for text in pictures:
        assert draw(text)["nodes"]
