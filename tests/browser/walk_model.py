"""The states of the pages that show the model: Explore, Paths, Export, Open and About."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from tests.browser.marking import mark
from tests.browser.walking import Visitor

ENDS = "from=stage:precondition&to=stage:loyalty"
VIA = "effect-joy-in-work,resonance-trust,loyalty-patients"
UNKNOWN = mark("zebra")
NEAR = mark("mangomomnet")
NODE = "[data-node-id='{}']"


def walk_explore(at: Visitor) -> Iterator[str]:
    page = at.go("/explore?view=map", "#root [data-node-id]", width=1366, height=768)
    legend = page.locator(".diagram-legend > button")
    if legend.get_attribute("aria-expanded") == "false":  # a long language leaves no room for it
        legend.click()
    at.see(".legend-group")
    yield "Explore"
    page.locator(".inputs-tools .st-key-more > button").click()
    yield "Explore, the menu"
    page.locator(".inputs-tools .st-key-more .st-key-copy").click()
    yield "Explore, the menu, copied"
    page.keyboard.press("Escape")
    page.locator("[data-testid=stMainMenu] button").click()
    yield "Explore, the menu of Streamlit"
    page.keyboard.press("Escape")
    page.locator(".st-key-filter > button").click()
    page.locator(".st-key-counts").first.click()
    page.locator(".st-key-level button").first.click()
    page.locator(".st-key-stage button").first.click()
    yield "Explore, the filter"
    page.locator(".st-key-filter .st-key-reset").click()
    page.keyboard.press("Escape")
    at.press(NODE.format("mangomoment"))
    at.see(".details-story")
    at.press(".details-story summary")
    yield "Explore, an element"
    at.press(NODE.format("catalyst-patient-openness"))
    at.see(".details-question")
    yield "Explore, an open element"
    at.press(".details-edge-button")
    yield "Explore, a link"
    page.keyboard.press("Escape")
    search = page.locator(".st-key-search input")
    for words, state in (("mango", "hits"), (NEAR, "near names"), (UNKNOWN, "no hit")):
        search.fill("")
        search.press_sequentially(words)
        at.see(".search-list")
        page.wait_for_timeout(300)
        yield f"Explore, a search with {state}"
    page.locator(".workbench button[aria-expanded=true]").last.click()
    yield "Explore, the panel closed"
    page.locator(".workbench button[aria-expanded=false]").last.click()
    page.locator(".st-key-view button").nth(1).click()
    at.see(".network-canvas canvas")
    yield "Explore, the network"
    page.locator(".st-key-view button").nth(2).click()
    at.see(".diagram-stage-outline")
    at.press(".diagram-stage-outline " + NODE.format("resonance-trust"))
    at.see(".outline-links")
    yield "Explore, the outline"
    page.set_viewport_size({"width": 360, "height": 740})
    yield "Explore, a sheet on a telephone"
    at.go("/explore?view=map", "#root [data-node-id]")
    yield "Explore, a telephone"
    at.page.set_viewport_size({"width": 1366, "height": 768})


def walk_addresses(at: Visitor) -> Iterator[str]:
    names = ("node", "edge", "level", "stage", "without", "view", "depth", "rest")
    at.go(f"/explore?{urlencode(dict.fromkeys(names, UNKNOWN))}", ".frame-notice")
    yield "Explore, an address with faults"
    at.go("/explore?model=0123456789abcdefghijkl", ".frame-notice")
    yield "Explore, a model that is forgotten"
    names = ("from", "to", "via", "off", "path", "sort", "evidence", "step")
    at.go(f"/paths?{urlencode(dict.fromkeys(names, UNKNOWN))}", ".frame-notice")
    yield "Paths, an address with faults"
    at.go("/nowhere", "[data-testid=stDialog] h2")
    yield "an unknown address"


def walk_paths(at: Visitor) -> Iterator[str]:
    page = at.go("/paths?view=map", ".paths-step")
    yield "Paths"
    at.press(NODE.format("patient-openness"))
    yield "Paths, a start"
    page = at.go(f"/paths?view=map&{ENDS}&via={VIA}&off=effect-team", ".paths-item")
    for fold in page.locator(".paths-panel summary").all():
        fold.dispatch_event("click")
    page.locator(".paths-item").first.dispatch_event("click")
    at.see(".paths-steps button")
    yield "Paths, a path picked, what if, all unfolded"
    at.press(".paths-steps button:last-of-type")
    yield "Paths, the next step"
    at.press(".paths-flow")
    at.see(".flow-picture")
    yield "Paths, the flow"
    page.keyboard.press("Escape")
    at.go("/paths?view=outline&from=loyalty-patients&to=patient-openness&evidence=whole", ".paths-none")
    yield "Paths, no path"


def walk_export(at: Visitor) -> Iterator[str]:
    others = ("svg", "png", "pdf", "csv", "mermaid")  # nothing but names that the list of formats has, too
    for form in ("pptx", "handout", "html", *(others if at.is_marked else ())):
        at.go(f"/export?format={form}&{ENDS}", ".st-key-export_button button")
        at.see(".preview-view > *, .st-key-export_canvas [data-testid=stCode]")
        yield f"Export, {form}"
    at.press("[data-testid=stExpander] summary")
    yield "Export, the addresses of a picture"


def walk_open(at: Visitor) -> Iterator[str]:
    page = at.go("/open", ".st-key-open_files")
    for fold in page.locator("[data-testid=stExpander] summary").all():
        fold.click()
    yield "Open"
    at.typed |= {"From", "To", "joy", "time", "trust"}
    at.give(".st-key-open_files input", "pairs.csv", "From,To\ntime,trust\ntrust,trust\njoy,\n")
    at.see(".st-key-open_findings")
    at.see(".export-preview, .st-key-preview img, img")
    yield "Open, a table with a preview and what was left out"
    page.locator(".st-key-open_button button").click()
    at.see(".frame-opened")
    at.press(NODE.format("trust"))
    yield "Explore, an opened model"
    for name, shown in (
        ("stories", ".st-key-prose"),
        ("workshop", ".st-key-workshop_view form"),
        ("about", ".st-key-prose"),
    ):
        page.locator(f".frame-bar [data-page={name}]").click()
        page.wait_for_url(f"**/{name}*")
        at.see(shown)
        yield f"{name}, an opened model"
    at.go("/open", ".st-key-open_files")
    at.give(".st-key-open_files input", "pairs.json", '{"nodes": [{"id": "time"},\n{"id": "joy"]}')
    at.see(".st-key-open_faults")
    yield "Open, a file with a fault"


def walk_about(at: Visitor) -> Iterator[str]:
    page = at.go("/about", ".st-key-about_panel a")
    for fold in page.locator("#root summary").all():
        fold.dispatch_event("click")
    yield "About"
    page.set_viewport_size({"width": 360, "height": 740})
    yield "About, a telephone"
    page.set_viewport_size({"width": 1366, "height": 768})
