"""Names stay inside their boxes wherever the map is shown: drawn in the font that they are measured in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from model.export.figure import Options
from model.export.html import to_html
from model.export.model_file import to_yaml
from model.export.svg_file import to_svg_file
from tests.browser.conftest import OpenPage
from tests.browser.storytelling import ask_server
from tests.building import build_model
from tests.documents import build_figure
from tests.serving import Server, serve

NAMES = {
    "listened": "- Feel listened to, respected, treated as an individual - Start to trust volunteers",
    "lives": "Appreciate that - Their career and lives matter / are important - They have control",
    "word": "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunter"[:60],
    "wide": "WWWWWW WWWWWWWWWWWWWWWWWWWWWWWWWWWWWW MMMMMMMMMMMM",
    "chinese": "倾听病人的声音并尊重他们作为个人的价值从而建立信任",
    "greek": "Ζεστασιά και εμπιστοσύνη Доверие и тепло между людьми",
    "mixed": "芒果 moment 🥭🥭🥭🥭🥭🥭🥭🥭🥭🥭🥭🥭🥭🥭🥭🥭 السلام عليكم ورحمة الله",
}
MODEL = build_model(
    "listened>lives lives>word word>wide wide>chinese chinese>mixed greek>lives",
    stages={
        "one": "listened greek",
        "two": "lives word",
        "three": "wide",
        "four": "chinese",
        "five": "mixed",
    },
    names=NAMES,
)
"""Names of people's own models that came out of their boxes, and others that might."""

_MEASURE = """() => {
    const wrong = [];
    let count = 0;
    for (const node of document.querySelectorAll("svg [data-node-id]")) {
        const box = node.querySelector("rect").getBBox();
        for (const text of node.querySelectorAll(":scope > text")) {
            const words = text.getBBox();
            count += text.querySelectorAll("tspan:not([font-size])").length || 1;
            if (words.x < box.x || words.x + words.width > box.x + box.width
                || words.y < box.y - 1 || words.y + words.height > box.y + box.height + 1) {
                wrong.push([text.textContent, text.getComputedTextLength(), box.width]);
            }
        }
    }
    return { count, wrong };
}"""
_FONT = """() => document.fonts.ready.then(() => [...document.fonts].some(
    (face) => face.family.includes("Source Sans 3") && face.weight !== "400" && face.status === "loaded"))"""


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of this model."""
    folder = tmp_path_factory.mktemp("letters")
    file = folder / "model.yaml"
    file.write_bytes(to_yaml(build_figure(MODEL)))
    with serve(MANGOMOMENT_MODEL=str(file), MANGOMOMENT_DB=f"sqlite:///{folder / 'stories.db'}") as server:
        yield server


def check(page: Page) -> None:
    """All names are in their boxes, in letters of the font in which they were measured."""
    assert page.evaluate(_FONT)
    measured: dict[str, Any] = page.evaluate(_MEASURE)
    assert measured["count"] > len(NAMES)
    assert measured["wrong"] == []


@pytest.mark.parametrize("width", [1024, 1920])
@pytest.mark.parametrize("address", ["/explore", "/paths?from=listened&to=mixed"])
def test_names_stay_inside_their_boxes_on_the_page(
    open_page: OpenPage, shown: Server, address: str, width: int
) -> None:
    check(open_page(address, on=shown, width=width, ready="#root [data-node-id]"))


def test_names_stay_inside_their_boxes_on_the_projector(open_page: OpenPage, shown: Server) -> None:
    post = {"request": "a" * 32, "name": "Ward 4", "language": "en", "minutes": 60}
    workshop = ask_server(shown, "/workshops.json", post)["id"]
    page = open_page(f"/projector/{workshop}?view=map", on=shown, ready="header h1")
    page.wait_for_selector("[data-node-id]")
    check(page)


def test_names_stay_inside_their_boxes_in_a_picture_by_its_address(
    open_page: OpenPage, shown: Server
) -> None:
    check(open_page("/diagram.svg", on=shown, ready="[data-node-id]"))


@pytest.mark.parametrize(("make", "name"), [(to_svg_file, "map.svg"), (to_html, "map.html")])
def test_names_stay_inside_their_boxes_in_files(
    chromium: Browser, tmp_path: Path, make: Any, name: str
) -> None:
    file = tmp_path / name
    file.write_bytes(make(build_figure(MODEL), Options()))
    context = chromium.new_context(offline=True)
    page = context.new_page()
    page.goto(file.as_uri())
    check(page)
    context.close()


def test_a_page_fetches_only_the_letters_that_it_shows(open_page: OpenPage) -> None:
    page = open_page(service_workers="block")  # in a browser of its own, which has fetched nothing yet
    fetched = page.evaluate(
        "() => document.fonts.ready.then(() => performance.getEntriesByType('resource')"
        ".map((one) => one.name).filter((name) => name.includes('SourceSans3')))"
    )
    weights = ("Regular", "Semibold")
    assert [name.rpartition("/")[2] for name in fetched] == [
        f"SourceSans3-{weight}-latin.woff2" for weight in weights
    ]
