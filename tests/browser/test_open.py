"""Opening a model from a file, in the order of somebody who does it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from model import load_model, parse_model
from model.diagram import build_diagram
from model.export import EXPORTERS, Figure, Options
from tests.browser.barriers import find_barriers
from tests.browser.conftest import OpenPage
from tests.browser.test_map import details, node
from tests.building import build_model

STAGES = {"need": "time calm", "trust": "trust", "effect": "joy"}
NAMES = {"time": "Time to listen", "joy": "Joy for everyone", "trust": "Mutual trust", "calm": "A calm ward"}


@pytest.fixture
def graphml(tmp_path: Path) -> Path:
    """A GraphML file of four nodes."""
    model = build_model("time>trust trust>joy calm>trust", stages=STAGES, names=NAMES)
    file = tmp_path / "ours.graphml"
    file.write_bytes(EXPORTERS["graphml"].build(Figure(model, build_diagram(model, "en")), Options()))
    return file


def give(page: Page, *files: Path) -> None:
    page.locator(".st-key-open_files input[type=file]").set_input_files(files)


def open_file(page: Page, file: Path, shown: str = "joy") -> None:
    give(page, file)
    page.get_by_role("button", name="Open it").click()
    expect(node(page, shown)).to_be_visible()


def measure(part: Locator) -> tuple[float, float]:
    """Where a part of the page begins and how wide it is."""
    box = part.bounding_box()
    assert box
    return box["x"], box["width"]


def test_a_graphml_file_is_opened_shown_on_every_page_and_left_again(
    open_page: OpenPage, graphml: Path, tmp_path: Path
) -> None:
    page = open_page("/explore?node=effect-team")
    page.get_by_role("link", name="Open", exact=True).click()
    give(page, graphml)
    expect(page.get_by_text("Elements: 4 · links: 3 · stages: 3 · levels: 1")).to_be_visible()
    expect(page.locator(".export-preview")).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as YAML").click()
    kept = tmp_path / "kept.yaml"
    saved.value.save_as(kept)
    assert len(parse_model(kept.read_bytes(), "kept.yaml").edges) == 3

    page.get_by_role("button", name="Open it").click()
    expect(node(page, "joy")).to_contain_text("Joy for everyone")
    expect(page).to_have_url(re.compile(r"/explore\?model=[\w-]{22}$"))
    expect(page.locator(".frame-opened")).to_contain_text("Opened:")
    node(page, "trust").click()
    expect(details(page)).to_contain_text("Mutual trust")
    expect(details(page)).not_to_contain_text("Stories")
    expect(page).to_have_url(re.compile("node=trust"))
    page.reload()
    expect(node(page, "trust")).to_have_attribute("aria-current", "true")

    page.get_by_role("button", name="Network").click()
    expect(page.locator(".network-twin")).to_contain_text("A calm ward")
    page.get_by_role("button", name="Map").click()
    page.get_by_role("link", name="Paths", exact=True).click()
    expect(page.get_by_role("heading", name="Trace paths")).to_be_visible()
    page.goto(page.url + "&from=time&to=joy")
    expect(page.locator(".paths-item")).to_have_text("Time to listen › Mutual trust › Joy for everyone")
    page.get_by_role("link", name="Export", exact=True).click()
    expect(page.locator(".preview-picture")).to_be_visible()
    page.get_by_role("link", name="Stories", exact=True).click()
    expect(page.get_by_text("save it as YAML")).to_be_visible()
    page.get_by_role("link", name="About", exact=True).click()
    expect(page.get_by_text("Elements: 4 · links: 3 · stages: 3 · levels: 1")).to_be_visible()

    page.get_by_role("link", name="Explore", exact=True).click()
    expect(node(page, "joy")).to_be_visible()
    page.get_by_role("link", name="Back to: The Mangomoment model").click()
    expect(node(page, "effect-joy-in-work")).to_be_visible()
    expect(node(page, "joy")).to_have_count(0)
    expect(page).to_have_url(re.compile("/explore$"))
    expect(page).to_have_title(re.compile("^The Mangomoment model"))
    page.go_back()
    expect(node(page, "joy")).to_be_visible()
    page.go_forward()
    expect(node(page, "effect-joy-in-work")).to_be_visible()


def test_faults_stand_on_the_page_and_the_mended_file_is_opened(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page("/open")
    file = tmp_path / "pairs.json"
    file.write_text('{"nodes": [{"id": "time"},\n{"id": "joy"]}')
    give(page, file)
    expect(page.locator(".st-key-open_faults")).to_contain_text("pairs.json: line 2: is not whole JSON here")
    expect(page.get_by_role("button", name="Open it")).to_have_count(0)
    file.write_text(
        '{"nodes": [{"id": "time"}, {"id": "joy"}], "links": [{"source": "time", "target": "joy"}]}'
    )
    with page.expect_file_chooser() as chooser:
        page.locator(".st-key-open_files").get_by_role("button", name="Choose another file").click()
    chooser.value.set_files(file)
    page.get_by_role("button", name="Open it").click()
    expect(node(page, "joy")).to_be_visible()


def test_what_is_left_out_is_listed_and_the_list_can_be_had(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page("/open", width=1920)
    file = tmp_path / "pairs.csv"
    file.write_text("From,To\ntime,trust\ntrust,trust\njoy,\n")
    before = measure(page.locator(".st-key-open_files"))
    give(page, file)
    found = page.locator(".st-key-open_findings")
    expect(found).to_contain_text("Links that lead to their own element, left out: 1 (row 3)")
    expect(found).to_contain_text('Links that could not be read, left out: 1 (row 4, column "To")')
    assert before == measure(page.locator(".st-key-open_files")) == measure(found)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download this list (CSV)").click()
    rows = download.value.path().read_text("utf-8-sig").splitlines()
    assert rows[1:] == [
        '"Links that lead to their own element, left out",row 3,,trust → trust',
        '"Links that could not be read, left out","row 4, column ""To""",,is empty; write the name of a node',
    ]


def test_an_entity_bomb_is_refused_with_its_line(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page("/open?lang=nl")
    file = tmp_path / "bomb.graphml"
    file.write_text(
        '<?xml version="1.0"?>\n<!DOCTYPE l [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>\n<graphml>&b;</graphml>'
    )
    give(page, file)
    expect(page.locator(".st-key-open_faults")).to_contain_text(
        "bomb.graphml: line 2: declares a document type"
    )
    expect(page.get_by_role("alert")).to_contain_text("Er is 1 fout")


def test_a_link_to_an_opened_model_shows_it_to_a_colleague(open_page: OpenPage, graphml: Path) -> None:
    page = open_page("/open")
    open_file(page, graphml)
    node(page, "trust").click()
    expect(page).to_have_url(re.compile("node=trust"))
    colleague = open_page("/" + page.url.split("/", 3)[3], locale="nl-BE")
    expect(node(colleague, "trust")).to_have_attribute("aria-current", "true")
    expect(colleague.get_by_role("link", name="Terug naar: Het Mangomomentmodel")).to_be_visible()


def test_a_server_that_was_started_anew_says_that_the_file_must_be_opened_again(
    open_page: OpenPage,
) -> None:
    page = open_page("/explore?model=0123456789abcdefghijkl&node=joy")
    expect(page.get_by_role("alert")).to_contain_text("Open its file again")
    expect(page.locator(".diagram-words")).to_have_text("")
    expect(page).to_have_url(re.compile("/explore$"))


def test_the_own_model_that_was_opened_from_its_file_is_told_no_stories(
    open_page: OpenPage, tmp_path: Path
) -> None:
    file = tmp_path / "same.yaml"
    model = load_model()
    file.write_bytes(EXPORTERS["yaml"].build(Figure(model, build_diagram(model, "en")), Options()))
    page = open_page("/open")
    give(page, file)
    page.get_by_role("button", name="Open it").click()
    node(page, "effect-team").click()
    expect(details(page)).to_contain_text("Positive team atmosphere")
    expect(page.locator(".details-add")).to_have_count(0)
    expect(page.locator(".details-story")).to_have_count(0)
    page.get_by_role("link", name="Back to: The Mangomoment model").click()
    expect(page.locator(".frame-opened")).to_have_count(0)
    expect(page.locator(".st-key-details", has_text="Positive team atmosphere")).to_have_count(0)
    expect(page.locator(".st-key-details")).to_have_count(1)
    node(page, "effect-team").click()
    expect(page.locator(".details-add")).to_have_count(1)


def test_an_opened_model_never_flashes_as_the_shipped_one(open_page: OpenPage, graphml: Path) -> None:
    page = open_page("/open")
    give(page, graphml)
    page.get_by_role("button", name="Open it").click()
    expect(node(page, "joy")).to_be_visible()
    page.add_init_script(
        """new MutationObserver(() => {
            const isShipped = document.querySelector('[data-node-id="mangomoment"]');
            if (isShipped || document.title.startsWith("The Mango")) sessionStorage.flashed = "yes";
        }).observe(document, { subtree: true, childList: true, characterData: true });"""
    )
    page.reload()
    expect(node(page, "joy")).to_be_visible()
    for name, heading in (("Paths", "Trace paths"), ("Explore", "ours"), ("About", "ours")):
        page.get_by_role("link", name=name, exact=True).click()
        expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
    page.go_back()
    expect(node(page, "joy")).to_be_visible()
    assert page.evaluate("sessionStorage.flashed") is None


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious_before_and_after_opening(
    open_page: OpenPage, graphml: Path, theme: str
) -> None:
    page = open_page("/open", theme=theme)
    give(page, graphml)
    expect(page.locator(".export-preview")).to_be_visible()
    assert not find_barriers(page)
    page.get_by_role("button", name="Open it").click()
    expect(node(page, "joy")).to_be_visible()
    assert not find_barriers(page)
