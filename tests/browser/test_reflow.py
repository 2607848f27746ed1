"""Explore, Paths and Stories with letters further apart, and in small windows: nothing is cut."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.barriers import goes_on_sideways, settle
from tests.browser.conftest import OpenPage

SPACED = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }
"""
"""What success criterion 1.4.12 of WCAG 2.2 lets a reader set."""

FIND_FAULTS = """() => {
  const faults = [];
  const isSeen = (element) => {
    const { width, height } = element.getBoundingClientRect();
    const { visibility, clipPath } = getComputedStyle(element);
    return width > 2 && height > 2 && visibility !== "hidden" && clipPath === "none"
      && !element.closest(".visually-hidden, [data-testid='stHeader']");
  };
  const texts = document.querySelectorAll(
    "button, a, h1, h2, h3, p, label, legend, summary, li, select, th, td");
  for (const element of [...texts].filter(isSeen)) {
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const say = (fault) => faults.push(`${fault}: ${element.tagName} ${element.textContent.slice(0, 40)}`);
    const isShortened = style.webkitLineClamp !== "none"; // the whole is a click away
    if (!isShortened && style.overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1) {
      say("cut");
    }
    if (box.right > innerWidth + 1 && !element.closest("nav")) say("outside");
    if (!element.matches("button, a")) continue;
    for (const text of [...element.childNodes].filter((child) => child.nodeType === Node.TEXT_NODE)) {
      const range = document.createRange();
      range.selectNode(text);
      const words = range.getBoundingClientRect();
      if (words.height && (words.top < box.top - 2 || words.bottom > box.bottom + 2
        || words.left < box.left - 2 || words.right > box.right + 2)) say("runs out of its button");
    }
  }
  for (const node of document.querySelectorAll("svg [data-node-id]")) {
    const box = node.querySelector("rect").getBoundingClientRect();
    for (const text of node.querySelectorAll(":scope > text")) {
      const words = text.getBoundingClientRect();
      if (words.left < box.left - 1 || words.right > box.right + 1) faults.push(`label: ${text.textContent}`);
    }
  }
  const tools = [...document.querySelectorAll(".inputs-tools > :not(h1)")]
    .map((tool) => tool.getBoundingClientRect());
  const meet = (one, other) => one.left < other.right - 1 && other.left < one.right - 1
    && one.top < other.bottom - 1 && other.top < one.bottom - 1;
  const meetsLater = (tool, at) => tools.slice(at + 1).some((other) => meet(tool, other));
  if (tools.some(meetsLater)) faults.push("tools meet");
  const bar = document.querySelector(".inputs-tools").getBoundingClientRect();
  const below = document.querySelector(".workbench")?.getBoundingClientRect();
  if (below && Math.abs(below.top - bar.bottom) > 1) faults.push("the tools cover the picture");
  return faults;
}"""


def find_faults(page: Page) -> list[str]:
    return [*page.evaluate(FIND_FAULTS), *(["the page goes on sideways"] if goes_on_sideways(page) else [])]


@pytest.mark.parametrize(
    "address",
    [
        "/explore?view=map&node=mangomoment&level=patient&lang=nl",
        "/paths?view=map&from=stage:precondition&to=stage:loyalty&lang=nl",
        "/stories?lang=nl",
    ],
)
def test_nothing_is_cut_with_wider_letters_or_in_a_small_window(open_page: OpenPage, address: str) -> None:
    page = open_page(address, width=1366, ready=".inputs-tools")
    page.wait_for_selector(".paths-title, .details h2, .stories-view article")
    faults = {}
    for width, height in ((1366, 768), (683, 384), (320, 640)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(300)  # until the picture is the one for this size
        settle(page)
        faults[f"{width} wide"] = find_faults(page)
    for width in (360, 1366):
        page.set_viewport_size({"width": width, "height": 740})
        if width == 360:
            page.add_style_tag(content=SPACED)
        page.wait_for_timeout(300)
        settle(page)
        faults[f"letters apart, {width} wide"] = find_faults(page)
    assert {what: found for what, found in faults.items() if found} == {}
