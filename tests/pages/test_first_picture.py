"""The picture that Explore and Paths begin with: that of their address, and of nobody else's model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from app import ROUTES
from model import load_model
from model.stories import StoryStore
from pages.navigation import door
from pages.shared import resources
from pages.shared.limits import Limit
from pages.workbench.first_picture import MOST_NODES
from tests.building import build_model

PHONE = {"User-Agent": "Mozilla/5.0 (Linux; Android 14) Mobile Safari (Mobi)"}
MAPS = re.compile(r"<svg .*?</svg>", re.DOTALL)


@pytest.fixture
def client(store: StoryStore) -> Iterator[TestClient]:
    with TestClient(Starlette(routes=ROUTES)) as client:
        yield client


def list_parts(page: str, kind: str) -> dict[str, set[str]]:
    """The nodes or edges of the first of the maps in a page, with their classes."""
    svg = ElementTree.fromstring(MAPS.findall(page)[0])
    names = {"node": ("data-node-id",), "edge": ("data-source", "data-target")}[kind]
    return {
        ">".join(part.get(name, "") for name in names): set(part.get("class", "").split())
        for part in svg.iter()
        if kind in part.get("class", "").split()
    }


def find_standing(page: str, *classes: str) -> set[str]:
    return {name for name, has in list_parts(page, "node").items() if has & set(classes)}


def test_all_of_the_model_is_in_the_page_in_forms_for_each_window(client: TestClient) -> None:
    page = client.get("/explore").text
    forms = MAPS.findall(page)
    assert len(forms) == 6
    nodes = {node.id for node in load_model().nodes()}
    for form in forms:
        assert set(re.findall(r'data-node-id="([^"]+)"', form)) == nodes
    proportions = [
        float(width) / float(height)
        for width, height in re.findall(r'data-form="\d"[^>]* viewBox="0 0 (\S+) (\S+)"', page)
    ]
    assert proportions == sorted(proportions)
    assert proportions[0] < 1.15
    assert proportions[-1] > 2
    assert find_standing(page, "faded", "lit", "selected") == set()


def test_the_picked_element_and_what_stands_around_it_stand_out(client: TestClient) -> None:
    page = client.get("/explore?node=resonance&depth=1").text
    assert find_standing(page, "selected") == {"resonance"}
    assert re.findall(r'aria-current="true" data-node-id="(\w+)"', page) == ["resonance"] * 6
    around = {"resonance"}
    for edge in load_model().edges:
        if "resonance" in (edge.source, edge.target):
            around |= {edge.source, edge.target}
    assert find_standing(page, "lit") == around
    assert find_standing(page, "faded") == {node.id for node in load_model().nodes()} - around
    edges = list_parts(page, "edge")
    assert "after" in edges["resonance>resonance-trust"]
    assert "before" in edges["effect-team>resonance"]
    assert "faded" in edges["resonance-trust>loyalty-patients"]


def test_a_link_and_a_filter_stand_out_too(client: TestClient) -> None:
    page = client.get("/explore?edge=resonance,resonance-trust").text
    assert find_standing(page, "lit") == {"resonance", "resonance-trust"}
    page = client.get("/explore?level=patient").text
    kept = {node.id for node in load_model().nodes() if node.level in ("patient", "shared")}
    assert find_standing(page, "faded") == {node.id for node in load_model().nodes()} - kept
    beside = client.get("/explore?level=patient&node=effect-team").text
    assert "effect-team" in find_standing(beside, "lit")
    assert "effect-team" not in find_standing(beside, "faded")
    assert "before" in list_parts(beside, "edge")["mangomoment>effect-team"]
    link = client.get("/explore?level=patient&edge=effect-team,resonance").text
    assert find_standing(link, "lit") == {"effect-team", "resonance"}
    assert list_parts(link, "edge")["effect-team>resonance"] >= {"lit"}
    assert "faded" not in list_parts(link, "edge")["effect-team>resonance"]
    outline = client.get("/explore?view=outline&level=patient&edge=effect-team,resonance").text
    assert set(re.findall(r'data-node-id="([^"]+)" class="(?![^"]*faded)', outline)) == {
        "effect-team",
        "resonance",
    }
    hidden = client.get("/explore?level=patient&rest=hide").text
    assert set(list_parts(hidden, "node")) == kept


def test_paths_show_theirs_and_no_filter_of_another_page(client: TestClient) -> None:
    query = "from=resonance&to=loyalty-patients"
    page = client.get(f"/paths?{query}&level=leadership").text
    assert find_standing(page, "lit") >= {"resonance", "resonance-trust", "loyalty-patients"}
    assert "mangomoment" not in find_standing(page, "lit")
    page = client.get(f"/paths?{query}&off=resonance-trust").text
    assert find_standing(page, "off") == {"resonance-trust"}
    assert "resonance-trust" not in find_standing(page, "lit")
    assert find_standing(client.get(f"/explore?{query}").text, "lit") == set()


def test_an_address_that_cannot_be_followed_is_as_if_it_were_not_there(client: TestClient) -> None:
    assert find_standing(client.get("/explore?node=nothing&level=nobody").text, "faded", "lit") == set()
    assert find_standing(client.get("/paths?from=nothing&to=resonance").text, "faded", "lit") == set()


def test_a_telephone_begins_with_the_outline_and_the_network_with_nothing(client: TestClient) -> None:
    page = client.get("/explore?lang=nl&node=resonance", headers=PHONE).text
    assert not MAPS.findall(page)
    assert re.findall(r'data-node-id="([^"]+)"[^>]*aria-current', page) == ["resonance"]
    names = {node.name.text("nl") for node in load_model().nodes()}
    assert set(re.findall(r"<button[^>]*><span>([^<]+)</span>", page)) == names
    assert MAPS.findall(client.get("/explore?view=map", headers=PHONE).text)
    assert (
        "first-picture"
        not in client.get("/explore?view=network").text.split("<body>")[1].split("<script>")[0]
    )


def test_levels_of_an_outline_have_eight_colours_in_turn(client: TestClient) -> None:
    nodes = [f"n{number}" for number in range(10)]
    model = build_model(nodes=nodes, levels={f"l{node}": node for node in nodes})
    page = client.get(f"/explore?view=outline&model={resources.open_model(model)}").text
    assert [int(number) for number in re.findall(r'class="outline-level outline-level-(\d+)"', page)] == [
        *range(8),
        *(0, 1),
    ]


def test_no_story_is_in_it_and_an_opened_model_is_nobody_else_s(client: TestClient) -> None:
    for address in ("/explore?counts=yes&node=mangomoment", "/paths"):
        page = client.get(address).text
        assert not any(story.text[:40] in page for story in resources.get_content().stories)
    key = resources.open_model(build_model("secret>kept"))
    assert set(list_parts(client.get(f"/explore?model={key}").text, "node")) == {"secret", "kept"}
    assert "secret" not in client.get("/explore").text
    assert 'first-picture" data' not in client.get("/explore?model=unknown").text


def test_what_somebody_wrote_in_a_model_is_text(client: TestClient) -> None:
    model = build_model("a>b", names={"a": "<script>alert(1)</script>\"'&"})
    page = client.get(f"/explore?model={resources.open_model(model)}").text
    assert "<script>alert" not in page
    for view in ("map", "outline"):
        assert "alert(1)" in client.get(f"/explore?view={view}&model={resources.open_model(model)}").text


def test_a_large_model_and_a_flood_get_the_page_without(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = build_model([(f"n{number}", f"n{number + 1}") for number in range(MOST_NODES)])
    answer = client.get(f"/explore?model={resources.open_model(large)}")
    assert answer.status_code == 200
    assert not MAPS.findall(answer.text)
    monkeypatch.setattr(door, "_pictures", Limit(most=1, seconds=60))
    first, second = client.get("/explore"), client.get("/explore")
    assert MAPS.findall(first.text)
    assert second.status_code == 200
    assert not MAPS.findall(second.text)


def test_without_scripts_there_is_the_picture_or_a_sentence(client: TestClient) -> None:
    assert "<noscript>" not in client.get("/explore").text
    said = client.get("/stories?lang=nl").text
    assert "Streamlit app" not in said
    assert "JavaScript" in said.split("<noscript>")[1].split("</noscript>")[0]
