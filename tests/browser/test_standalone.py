"""The standalone page, opened from a folder as somebody does who got it on a stick."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from model import load_stories
from model.diagram import build_diagram, emphasise_path
from model.export.figure import Caption, Figure, Options
from model.export.html import to_html
from tests.browser.barriers import ANY, find_barriers
from tests.building import build_model
from tests.documents import CAPTION, MODEL, build_figure
from tests.nasty import NASTY
from tests.round_trips import build_story

OpenFile = Callable[..., Page]
STORIES = load_stories(MODEL)
PATH = next(MODEL.find_paths("leadership-climate", "loyalty-patients")).nodes


@pytest.fixture
def open_file(chromium: Browser, tmp_path: Path) -> Iterator[OpenFile]:
    """A function that opens a figure's page in a browser of its own; any request or error fails the test."""
    contexts = []
    faults: list[str] = []

    def open_figure(
        figure: Figure | None = None, *, width: int = 1024, height: int = 768, **more: Any
    ) -> Page:
        figure = figure or build_figure(stories=STORIES, caption=CAPTION)
        file = tmp_path / "page.html"
        file.write_bytes(to_html(figure, Options()))
        context = chromium.new_context(viewport={"width": width, "height": height}, offline=True, **more)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on(
            "request",
            lambda request: (
                faults.append(request.url) if not request.url.startswith(("file:", "data:")) else None
            ),
        )
        page.on("console", lambda message: faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(file.as_uri())
        return page

    yield open_figure
    for context in contexts:
        context.close()
    assert not faults


def find_node(page: Page, node: str) -> Any:
    return page.locator(f"[data-node-id='{node}']")


def list_marked(page: Page, mark: str) -> set[str]:
    """The ids of the nodes with a mark: lit, faded, hit."""
    return set(page.eval_on_selector_all(f".node.{mark}", "all => all.map(one => one.dataset.nodeId)"))


def test_a_click_shows_what_leads_to_a_node_and_what_follows_from_it(open_file: OpenFile) -> None:
    page = open_file()
    find_node(page, "effect-joy-in-work").click()
    expect(page.locator(".details h2")).to_have_text("Joy in work")
    around = MODEL.find_upstream("effect-joy-in-work") | MODEL.find_downstream("effect-joy-in-work")
    assert list_marked(page, "lit") == around | {"effect-joy-in-work"}
    assert list_marked(page, "faded") == {node.id for node in MODEL.nodes()} - around - {"effect-joy-in-work"}
    assert page.locator("[aria-current=true][data-node-id]").count() == 1
    details = page.locator(".details")
    for words in ("How it is known", "Mangomoment", "The chestnuts", "Vanhaecht"):
        expect(details).to_contain_text(words)
    find_node(page, "effect-healing").click()
    for words in ("did not claim", "BMJ Open 2020", "welingelichtekringen.nl, 5 June 2018"):
        expect(details).to_contain_text(words)


def test_details_lead_on_to_neighbours(open_file: OpenFile) -> None:
    page = open_file()
    find_node(page, "mangomoment").click()
    page.locator(".details").get_by_role("button", name="Joy in work").click()
    expect(page.locator(".details h2")).to_have_text("Joy in work")
    page.keyboard.press("Escape")
    assert list_marked(page, "faded") == set()


def test_the_keyboard_alone_is_enough(open_file: OpenFile) -> None:
    page = open_file()
    find_node(page, "patient-personality").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator(".details h2")).to_have_text("Catalyst: personality")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".details h2")).to_have_text("Mangomoment")
    expect(page.get_by_role("status")).to_have_text("Mangomoment: selected")
    page.keyboard.press("Escape")
    expect(page.locator(".details h2")).to_have_count(0)
    assert page.locator("svg [tabindex='0']").count() == 1


def test_search_finds_names_descriptions_and_stories(open_file: OpenFile) -> None:
    page = open_file()
    page.get_by_label("Search").fill("ADHERENCE")
    expect(page.locator(".found button")).to_have_text(["Adherence to therapy"])
    assert list_marked(page, "hit") == {"effect-adherence"}
    expect(page.get_by_role("status")).to_have_text("1 found")
    page.keyboard.press("Enter")
    expect(page.locator(".details h2")).to_have_text("Adherence to therapy")
    page.get_by_label("Search").fill("chestnuts")
    assert "loyalty-patients" in list_marked(page, "hit")
    page.get_by_label("Search").fill("zebra")
    expect(page.get_by_role("status")).to_have_text("0 found")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_theme_follows_the_system_until_it_is_switched(open_file: OpenFile, theme: str) -> None:
    page = open_file(color_scheme=theme)
    switch = page.get_by_role("button", name="Dark colours")

    def background() -> str:
        return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    colours = {"light": "rgb(255, 255, 255)", "dark": "rgb(14, 17, 23)"}
    assert background() == colours[theme]
    expect(switch).to_have_attribute("aria-pressed", str(theme == "dark").lower())
    switch.click()
    assert background() == colours["light" if theme == "dark" else "dark"]


def test_a_traced_path_stands_out_again_when_nothing_is_selected(open_file: OpenFile) -> None:
    diagram = build_diagram(MODEL, "nl", emphasis=emphasise_path(PATH))
    page = open_file(build_figure(diagram=diagram, path=PATH))
    assert list_marked(page, "lit") == set(PATH)
    expect(page.locator(".details .path button")).to_have_count(len(PATH))
    find_node(page, "effect-joy-in-work").click()
    assert "effect-joy-in-work" in list_marked(page, "lit")
    page.keyboard.press("Escape")
    assert list_marked(page, "lit") == set(PATH)


def test_the_outline_lists_every_node(open_file: OpenFile) -> None:
    page = open_file()
    page.get_by_text("Outline").click()
    expect(page.locator(".outline-stages button")).to_have_count(len(MODEL.nodes()))
    page.locator(".outline-stages").get_by_role("button", name="Joy in work").click()
    expect(page.locator(".details h2")).to_have_text("Joy in work")


def test_letters_come_with_the_page(open_file: OpenFile) -> None:
    page = open_file()
    assert page.evaluate(
        "document.fonts.ready.then(() => document.fonts.check('600 14px \"Source Sans 3\"'))"
    )
    assert page.evaluate("[...document.fonts].filter(one => one.status === 'loaded').length") == 2


def test_zoom_makes_the_map_larger_and_whole_again(open_file: OpenFile) -> None:
    page = open_file()
    before = page.locator(".map svg").bounding_box()
    page.get_by_role("button", name="Zoom in").click()
    larger = page.locator(".map svg").bounding_box()
    assert before is not None
    assert larger is not None
    assert larger["width"] > before["width"]
    page.get_by_role("button", name="Whole picture").click()
    assert page.locator(".map svg").bounding_box() == before


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1024, 1920])
@pytest.mark.parametrize("node", ["", "resonance-trust", "catalyst-patient-openness"])
def test_axe_finds_nothing(open_file: OpenFile, node: str, width: int, theme: str) -> None:
    page = open_file(width=width, color_scheme=theme)
    page.get_by_text("Outline").click()
    if node:
        find_node(page, node).click()
    assert find_barriers(page, ANY) == []


@pytest.mark.parametrize("width", [360, 640, 1024, 1920])
def test_no_screen_scrolls_sideways(open_file: OpenFile, width: int) -> None:
    page = open_file(width=width, height=740)
    find_node(page, "effect-experience").click()
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_the_selected_node_is_not_behind_the_details(open_file: OpenFile) -> None:
    page = open_file()
    selected = find_node(page, "leadership-climate")
    selected.click()
    expect(page.locator(".details")).to_be_visible()
    page.wait_for_function(
        """(node) => {
          const details = document.querySelector(".details").getBoundingClientRect();
          return node.getBoundingClientRect().bottom <= details.top + 1;
        }""",
        arg=selected.element_handle(),
    )


def test_on_paper_the_page_is_light_and_without_tools(open_file: OpenFile) -> None:
    page = open_file(color_scheme="dark")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    expect(page.get_by_label("Search")).to_be_hidden()
    expect(page.locator(".map svg")).to_be_visible()


def test_nothing_that_people_type_runs(open_file: OpenFile) -> None:
    known = [text[:1900] for text in NASTY if text.strip()]
    texts = {f"n{at}": text for at, text in enumerate(known) if not re.search("[\ud800-\udfff]", text)}
    model = build_model(nodes=texts, names=texts)
    stories = tuple(build_story(f"{text} x", nodes=(node,), title=text[:150]) for node, text in texts.items())
    page = open_file(build_figure(model, stories=stories, caption=Caption(*(" ".join(NASTY[:60]),) * 5)))
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    for node in texts:
        find_node(page, node).dispatch_event("click")
        assert page.locator(".details h2").count() == 1
        assert page.locator(".story .text").count() == 1
    assert page.locator("img, iframe, object, script[src], a[href^=javascript]").count() == 0
