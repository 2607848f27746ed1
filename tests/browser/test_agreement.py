"""Agreement in the browser: what coders differ about is decided by keys, undone, and found on the map."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.barriers import find_barriers
from tests.browser.conftest import OpenPage, Start
from tests.browser.storytelling import ARGUED, ask_server, code_apart
from tests.serving import Server

QUESTION = ".difference-story h2"


def list_decisions(server: Server) -> dict[str, bool | None]:
    """What is stored of each story that is argued about."""
    found = ask_server(server, "/stories/agreement/disagreements.json?lang=en")["disagreements"]
    return {
        difference["story"]: difference["decision"] and difference["decision"]["attached"]
        for difference in found
    }


def get_nodes(server: Server, story: str) -> list[str]:
    return list(ask_server(server, f"/stories/{story}.json")["nodes"])


def test_differences_are_decided_by_keys_and_counted_on_the_map(
    open_page: OpenPage, start: Start, tmp_path: Path
) -> None:
    server = start(MANGOMOMENT_DB=f"sqlite:///{tmp_path}/stories.db")
    stories = [code_apart(server) for _ in range(3)]
    page: Page = open_page("/stories?show=agreement", on=server, ready=".agreement-table")
    row = page.locator(f'[data-code="node:{ARGUED}"]')
    expect(page.locator(".agreement-whole")).to_contain_text("Coders: Ann, Bo.")
    page.locator("[data-sort=percent]").click()
    expect(page.locator("tbody tr[data-code]").first).to_have_attribute("data-code", f"node:{ARGUED}")
    assert find_barriers(page) == []
    row.locator("button").click()
    expect(page.locator(".difference-tally")).to_have_text("3 to decide, 0 decided")
    expect(page.locator("mark.about")).to_have_text("She sang")
    expect(page.locator(".difference-coder.gave h3")).to_contain_text("Ann")
    expect(page.locator(".difference-coder.gave-not")).to_contain_text("Then it rained")
    assert find_barriers(page) == []
    for key, tally in (
        ("y", "2 to decide, 1 decided"),
        ("s", "2 to decide, 1 decided"),
        ("n", "1 to decide, 2 decided"),
    ):
        page.keyboard.press(key)
        expect(page.locator(".difference-tally")).to_have_text(tally)
    expect(page.locator(QUESTION)).to_be_focused()
    page.keyboard.press("u")
    expect(page.locator(".difference-tally")).to_have_text("2 to decide, 1 decided")
    page.keyboard.press("n")
    page.keyboard.press("y")
    expect(page.locator(".difference-none h2")).to_have_text("Everything here is decided.")
    for _ in range(200):
        if None not in list_decisions(server).values():
            break
        page.wait_for_timeout(100)
    assert list_decisions(server) == dict(zip(stories, (True, True, False), strict=True))
    assert [ARGUED in get_nodes(server, story) for story in stories] == [True, True, False]
    page.locator(".difference-none button").first.click()
    expect(page.locator(".difference-decided")).to_contain_text("Attached (a facilitator, ")
    page.keyboard.press("u")
    expect(page.locator(".difference-tally")).to_have_text("1 to decide, 2 decided")
    page.locator(".st-key-part button").last.click()
    node = page.locator(f'.agreement-map [data-node="{ARGUED}"]')
    expect(node.locator(".value text")).to_have_text("1")
    expect(node).to_have_attribute("aria-label", "Catalyst: climate: 1 to decide, 2 decided")
    assert find_barriers(page) == []
    page.locator('.agreement-map [data-node="resonance"]').click()
    expect(page.locator(".difference-tally")).to_have_text("0 to decide, 0 decided")
    node.click()
    expect(node).to_have_attribute("aria-pressed", "true")
    page.locator(".difference-groups li button").click()
    expect(page.locator(QUESTION)).to_have_text("Does this story show “Catalyst: climate”?")
