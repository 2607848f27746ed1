"""Links without a direction on the screen: no arrowheads, a sign for it, and no list that claims one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.barriers import find_barriers
from tests.browser.conftest import OpenPage
from tests.browser.test_map import details, node
from tests.browser.test_open import open_file

SIGN = "without arrow: no direction given"
TABLE = "From,To,Direction\nAnn,Bob,directed\nBob,Cem,undirected\nCem,Dee,undirected\n"
_LEADS_HERE = re.compile("^edge undirected( near)? before$")  # near: the pointer may still be on its end


@pytest.fixture
def friends(tmp_path: Path) -> Path:
    """A table of four people: who told whom, and who knows whom."""
    file = tmp_path / "friends.csv"
    file.write_text(TABLE, encoding="utf-8")
    return file


def read_marker(page: Page, source: str, target: str) -> str:
    line = page.locator(f'.diagram-stage path[data-source="{source}"][data-target="{target}"]')
    return str(line.evaluate("line => getComputedStyle(line).markerEnd"))


def test_the_map_draws_no_arrowhead_on_a_link_without_a_direction(open_page: OpenPage, friends: Path) -> None:
    page = open_page("/open")
    open_file(page, friends, "ann")
    assert "#arrow" in read_marker(page, "ann", "bob")
    assert read_marker(page, "bob", "cem") == "none"
    expect(page.locator(".diagram-legend")).to_contain_text(SIGN)

    node(page, "cem").click()
    expect(page.locator('path[data-source="bob"]')).to_have_class(_LEADS_HERE)
    assert read_marker(page, "bob", "cem") == "none"
    expect(details(page).get_by_role("heading", level=3)).to_have_text(["Linked, no direction given"])
    expect(details(page).locator("[data-go-to]")).to_have_text(["Bob", "Dee"])
    expect(details(page)).to_contain_text("Paths follow such a link as it is written.")
    assert find_barriers(page) == []

    node(page, "bob").click()
    expect(details(page).get_by_role("heading", level=3)).to_have_text(
        ["What leads to it", "Linked, no direction given"]
    )


def test_the_network_draws_no_arrowhead_either(open_page: OpenPage, friends: Path) -> None:
    page = open_page("/open")
    open_file(page, friends, "ann")
    address = page.url
    with page.expect_response(lambda answer: "network.json" in answer.url) as answered:
        page.goto(f"{address}&view=network")
    assert [edge["arrows"] for edge in answered.value.json()["edges"]] == ["to", "", ""]
    expect(page.locator(".network-canvas canvas")).to_be_visible()
    expect(page.locator(".diagram-legend")).to_contain_text(SIGN)


@pytest.mark.parametrize(("width", "theme"), [(1366, "light"), (360, "dark")])
def test_above_the_paths_it_is_said_what_they_do_with_such_links(
    open_page: OpenPage, friends: Path, width: int, theme: str
) -> None:
    page = open_page("/open")
    open_file(page, friends, "ann")
    page.set_viewport_size({"width": width, "height": 768})
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    page.goto(page.url.replace("/explore", "/paths") + "&from=ann&to=dee")
    said = page.get_by_text("2 of 3 links have no direction in the file they come from. Paths follow them")
    expect(said).to_be_visible()
    item = page.locator(".paths-item")
    expect(item).to_have_text("Ann › Bob › Cem › Dee")
    page.get_by_text("Sentence").click()
    expect(page.get_by_text("Ann leads to Bob, leads to Cem, leads to Dee.")).to_be_visible()
    assert said.bounding_box()["y"] < item.bounding_box()["y"]  # type: ignore[index]
    assert find_barriers(page) == []


def test_our_own_model_needs_no_sign_for_it(open_page: OpenPage) -> None:
    page = open_page("/explore?node=mangomoment")
    expect(page.locator(".diagram-legend")).not_to_contain_text(SIGN)
    expect(details(page).get_by_role("heading", level=3).first).to_have_text("What leads to it")
    expect(details(page)).not_to_contain_text("no direction")
