"""The Export page as somebody uses it, with the file read by a program that is not ours."""

from __future__ import annotations

import io
from pathlib import Path

import pptx
import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.barriers import find_barriers, settle
from tests.browser.conftest import OpenPage
from tests.serving import Server


def open_export(open_page: OpenPage, query: str = "", form: str = "", **more: object) -> Page:
    """The page with its preview after a choice of the format."""
    page = open_page(f"/export{query}", ready=".st-key-export_button button", **more)
    if form:
        choose_format(page, form)
    return page


def choose_format(page: Page, form: str) -> None:
    """Another format, with its file made."""
    page.locator(".st-key-export_format [role=combobox], .st-key-export_format input").first.click()
    page.get_by_role("option", name=form).click()
    expect(page.locator(".st-key-export_button")).to_contain_text(form.partition(":")[0])


def download(page: Page) -> bytes:
    """The file that one click gives."""
    with page.expect_download() as found:
        page.locator(".st-key-export_button button").click()
    return Path(found.value.path()).read_bytes()


def test_one_click_gives_the_slides_of_what_is_shown(open_page: OpenPage) -> None:
    page = open_export(open_page, "?level=patient&rest=hide&lang=nl")
    [slide] = pptx.Presentation(io.BytesIO(download(page))).slides
    said = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    assert "Therapietrouw" in said
    assert "Positieve teamsfeer" not in said


def test_another_format_is_chosen_and_previewed(open_page: OpenPage) -> None:
    page = open_export(open_page, form="PDF: for papers and posters")
    expect(page.locator("img.preview-picture")).to_be_visible()
    assert page.eval_on_selector("img.preview-picture", "one => one.naturalWidth") > 500
    [sheet] = PdfReader(io.BytesIO(download(page))).pages
    assert "Joy in work" in " ".join(sheet.extract_text().split())


def test_a_handout_is_previewed_page_by_page(open_page: OpenPage) -> None:
    page = open_export(open_page, form="Handout: to print and cut out")
    expect(page.locator(".preview-pages figure")).to_have_count(
        len(PdfReader(io.BytesIO(download(page))).pages)
    )
    expect(page.locator(".preview-pages figcaption").nth(1)).to_contain_text("Page 2 of")
    assert not find_barriers(page)


def test_slides_are_previewed_with_what_they_say(open_page: OpenPage) -> None:
    page = open_export(open_page)
    page.locator(".st-key-export_steps [role=combobox], .st-key-export_steps input").first.click()
    page.get_by_role("option", name="A slide for each stage").click()
    expect(page.locator(".preview-pages figure")).to_have_count(6)
    expect(page.locator(".preview-pages figcaption strong")).to_have_text(
        ["Preconditions", "Catalysts", "Mangomoment", "Effects", "Resonance", "Loyalty"]
    )


MEASURE = """(element) => {
  const { top, bottom, left, right, width, height } = element.getBoundingClientRect();
  return { top, bottom, left, right, width, height };
}"""
WATCH = """
window.shift = 0;
window.gaps = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
WATCH_PREVIEW = """() => {
  const root = document.querySelector(".preview-view");
  new MutationObserver(() => {
    if (!root.querySelector("img")?.complete) window.gaps += 1;
  }).observe(root, { childList: true, subtree: true });
}"""
FITS = """({ ratio, kind }) => {
  const image = document.querySelector(`img.preview-picture[src^="data:${kind}"]`)?.getBoundingClientRect();
  const canvas = document.querySelector(".st-key-export_canvas").getBoundingClientRect();
  return image && Math.abs(image.width / image.height / ratio - 1) < 0.01
    && canvas.left <= image.left && image.right <= canvas.right
    && canvas.top <= image.top && image.bottom <= canvas.bottom
    && (image.width > 0.9 * canvas.width || image.height > 0.8 * canvas.height);
}"""
SCROLLED = """() => [...document.querySelectorAll("html, body, .stApp, .stApp *")]
  .filter((one) => one.scrollHeight > one.clientHeight + 1 && one.clientHeight > 40)
  .filter((one) => ["auto", "scroll"].includes(getComputedStyle(one).overflowY))
  .map((one) => one.className)"""


def measure(page: Page, name: str) -> dict[str, float]:
    """Where the first element of a selector is, in pixels of the window."""
    box: dict[str, float] = page.locator(name).first.evaluate(MEASURE)
    return box


def wait_for_ratio(page: Page, ratio: float, kind: str = "image/svg+xml") -> None:
    """The preview is as wide for its height as the file says, whole and as large as it can be."""
    page.wait_for_function(FITS, arg={"ratio": ratio, "kind": kind})


def test_the_page_fits_the_window_and_shows_the_file_as_it_will_be(open_page: OpenPage) -> None:
    """On a laptop and on a projector nothing scrolls, nothing moves, and the download is in sight."""
    page = open_page("/about", width=1366)
    page.add_init_script(WATCH)
    page.goto(page.url.replace("/about", "/export"))
    page.locator(".copy-view button").first.wait_for()
    page.locator("img.preview-picture").wait_for()
    assert page.evaluate("window.shift") < 0.05
    for width, height in ((1366, 768), (1024, 768), (1366, 620)):
        page.set_viewport_size({"width": width, "height": height})
        scrolled = page.evaluate(SCROLLED)
        assert not [classes for classes in scrolled if "st-key-export_choices" not in classes]
        panel = measure(page, ".st-key-export_panel")
        assert panel["width"] == pytest.approx(max(320, min(384, 0.26 * width)), abs=1)
        assert panel["right"] == width
        for name in (".st-key-export_button button", ".copy-view button", ".copy-view button + button"):
            button = measure(page, name)
            assert panel["left"] < button["left"] < button["right"] < width
            assert panel["top"] < button["top"] < button["bottom"] <= height
        wait_for_ratio(page, 16 / 9)

    fitted = measure(page, "img.preview-picture")["width"]
    page.get_by_role("button", name="Zoom in").press("+")
    assert measure(page, "img.preview-picture")["width"] == pytest.approx(1.5 * fitted, rel=0.01)
    page.get_by_role("button", name="Whole picture").click()
    wait_for_ratio(page, 16 / 9)

    page.get_by_role("button", name="Close the panel (I)").click()
    expect(page.locator(".st-key-export_panel")).to_be_hidden()
    assert measure(page, ".st-key-export_canvas")["width"] == 1366
    page.reload()
    page.get_by_role("button", name="Open the panel (I)").wait_for()
    expect(page.locator(".st-key-export_panel")).to_be_hidden()
    page.locator(".preview-view [tabindex]").press("i")
    expect(page.locator(".st-key-export_panel")).to_be_visible()
    page.locator(".preview-view [tabindex]").press("i")
    page.get_by_role("button", name="Open the panel (I)").press("Enter")
    wait_for_ratio(page, 16 / 9)

    page.evaluate(WATCH_PREVIEW)
    settle(page)  # the panel has moved the picture, and that is told a frame later
    page.evaluate("window.shift = 0")
    page.locator(".st-key-export_paper button").filter(has_text="A4").click()
    wait_for_ratio(page, 297 / 210)
    slides = pptx.Presentation(io.BytesIO(download(page)))
    wait_for_ratio(page, slides.slide_width / slides.slide_height)
    choose_format(page, "PDF: for papers and posters")
    wait_for_ratio(page, 297 / 210, "image/png")
    sheet = PdfReader(io.BytesIO(download(page))).pages[0].mediabox
    wait_for_ratio(page, float(sheet.width / sheet.height), "image/png")
    settle(page)
    assert page.evaluate("[window.shift < 0.05, window.gaps]") == [True, 0]


def test_tables_and_web_pages_are_previewed_as_they_are(open_page: OpenPage) -> None:
    page = open_export(open_page, "?format=csv")
    tables = page.locator(".preview-sheets table")
    expect(tables.locator("caption")).to_have_text(["nodes.csv", "edges.csv", "about.txt"])
    expect(tables.first.locator("tbody tr")).to_have_count(26)
    choose_format(page, "HTML: to click through offline")
    frame = page.frame_locator(".preview-page iframe")
    expect(frame.locator("[data-node-id]")).to_have_count(26)
    expect(tables).to_have_count(0)
    assert not find_barriers(page)


FOCUSED = """() => {
  const one = document.activeElement;
  return one.ariaLabel ?? (one.matches("a, button") ? one.textContent : "");
}"""


def tab_to(page: Page, words: str) -> None:
    """Go on with the tabulator until what is called so can be used."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if words in page.evaluate(FOCUSED):
            return
    raise AssertionError(f"nothing called {words} can be reached")


def test_a_format_is_chosen_and_taken_along_by_keys_alone(open_page: OpenPage) -> None:
    page = open_export(open_page)
    tab_to(page, "Format")
    page.keyboard.press("ArrowDown")
    page.get_by_role("option", name="SVG: a sharp picture").wait_for()
    for _ in range(2):  # the list opens on the second format
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-export_button")).to_contain_text("SVG")
    tab_to(page, "Download SVG")
    with page.expect_download() as found:
        page.keyboard.press("Enter")
    assert b"<svg" in Path(found.value.path()).read_bytes()[:200]


def test_what_is_text_is_previewed_as_text(open_page: OpenPage) -> None:
    page = open_export(open_page, form="DOT: for Graphviz")
    expect(page.locator("[data-testid=stCode]").filter(has_text="digraph")).to_be_visible()


def test_the_diagram_is_copied_as_mermaid_and_as_a_picture(open_page: OpenPage) -> None:
    page = open_export(open_page, permissions=["clipboard-read", "clipboard-write"])
    button = page.get_by_role("button", name="Copy as Mermaid")
    expect(button).to_have_css("border-style", "solid")  # it has its own style sheet
    expect(button).to_have_css("border-radius", "8px")
    button.click()
    expect(page.get_by_role("status").filter(has_text="Copied.")).to_be_visible()
    assert "flowchart LR" in page.evaluate("navigator.clipboard.readText()")
    page.get_by_role("button", name="Copy as picture").click()
    page.wait_for_function(
        "async () => (await navigator.clipboard.read())[0].types.includes('image/png')", polling=200
    )


def test_the_addresses_give_the_current_picture_and_are_copied(open_page: OpenPage, server: Server) -> None:
    page = open_export(open_page, "?level=patient")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_text("Addresses of the current picture").click()
    page.get_by_role("button", name="Copy", exact=True).first.click()
    expect(page.get_by_role("status").filter(has_text="Copied.")).to_be_visible()
    shown = page.locator("[data-testid=stExpander] code")
    expect(shown).to_have_count(2)
    svg, png = (address.strip() for address in shown.all_inner_texts())
    assert svg.startswith(f"{server.address}/diagram.svg?level=patient")
    assert page.evaluate("navigator.clipboard.readText()") == svg
    assert "Adherence" in page.request.get(svg).text()
    assert Image.open(io.BytesIO(page.request.get(png).body())).width > 1000


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious(open_page: OpenPage, theme: str) -> None:
    page = open_export(open_page, theme=theme)
    expect(page.locator("img.preview-picture")).to_be_visible()
    assert not find_barriers(page)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_telephone_shows_the_preview_first_and_does_not_scroll_sideways(
    open_page: OpenPage, language: str
) -> None:
    page = open_page(f"/explore?lang={language}", width=360, height=740)
    page.evaluate(WATCH.replace("buffered: true", "buffered: false"))
    page.locator("[data-page=export]").click()
    expect(page.locator(".copy-view button").first).to_be_visible()
    expect(page.locator("img.preview-picture")).to_be_visible()
    assert page.evaluate("window.shift") < 0.05
    for width in (360, 320):
        page.set_viewport_size({"width": width, "height": 740})
        assert not page.evaluate(
            "document.querySelector('.stMain').scrollWidth > innerWidth"
            " || document.documentElement.scrollWidth > innerWidth"
        )
        preview, choice, button = (
            measure(page, name)
            for name in ("img.preview-picture", ".st-key-export_format", ".st-key-export_button button")
        )
        assert preview["top"] < 160
        assert preview["bottom"] < choice["top"] < button["top"] < button["bottom"] <= 740


def test_no_english_is_left_on_the_dutch_page(open_page: OpenPage) -> None:
    page = open_export(open_page, "?lang=nl")
    text = page.locator("body").inner_text()
    for word in ("Format\n", "Colours", "Download ", "Slides\n", "Legend\n", "Copy as", "Addresses"):
        assert word not in text


def test_in_forced_colours_what_is_chosen_looks_otherwise_than_what_is_not(open_page: OpenPage) -> None:
    page = open_export(open_page)
    page.emulate_media(forced_colors="active")
    choices = page.locator(".st-key-export_panel button:is([aria-checked], [aria-pressed])")
    expect(choices.first).to_be_visible()
    settle(page)
    page.locator(".st-key-export_parts button").first.click()
    expect(page.locator(".st-key-export_parts [aria-pressed=false]")).to_have_count(1)
    page.mouse.move(1, 1)
    looks: dict[bool, set[tuple[str, str]]] = {True: set(), False: set()}
    for choice in choices.all():
        is_chosen = "true" in {choice.get_attribute("aria-checked"), choice.get_attribute("aria-pressed")}
        style = choice.evaluate("each => getComputedStyle(each)")
        looks[is_chosen].add((style["outlineStyle"], style["outlineWidth"]))
    assert looks[True] == {("solid", "3px")}
    assert not looks[True] & looks[False]
