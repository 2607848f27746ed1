"""The pictures on the projector: what can be read from the back of a room."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page, expect

from model import load_model
from model.export.palette import measure_contrast
from model.workshop import make_request_id
from tests.browser.barriers import settle
from tests.browser.conftest import OpenPage, Start
from tests.browser.storytelling import ask_server
from tests.browser.test_workshop import NODES, Room, fill, held, open_projector, room
from tests.serving import ROOT

__all__ = ["held", "room"]

SCREENS = [(1024, 768), (1920, 1080)]
_LETTERS = """() => {
    const svg = document.querySelector('.slot .room-map svg');
    const shown = [...svg.querySelectorAll('text')].filter((text) => text.getClientRects().length);
    const scale = svg.getScreenCTM().a;
    return Math.min(...shown.map((text) => parseFloat(getComputedStyle(text).fontSize) * scale));
}"""
_HAS_NODES = """(ids) => {
    const nodes = document.querySelectorAll('.slot [data-node-id]');
    return [...nodes].map((node) => node.dataset.nodeId).sort().join() === ids.join();
}"""
_COUNT_LINES = """(part) => {
    const text = document.createRange();
    text.selectNodeContents(part);
    return new Set([...text.getClientRects()].map(({ top }) => Math.round(top))).size;
}"""
# Of nodes and of all that is written: what stands out of anything around it that cuts it off.
_PARTLY_SEEN = """() => [...document.querySelectorAll('.slot [data-node-id], .slot text')].filter((part) => {
    const { left, top, right, bottom, width } = part.getBoundingClientRect();
    if (!width) return false;
    for (let around = part.closest('svg').parentElement; around; around = around.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(around);
        const frame = around.getBoundingClientRect();
        if (overflowX !== 'visible' && (left < frame.left - 1 || right > frame.right + 1)) return true;
        if (overflowY !== 'visible' && (top < frame.top - 1 || bottom > frame.bottom + 1)) return true;
    }
    return false;
}).map((part) => part.dataset.nodeId ?? part.textContent)"""


def list_around(stage: str) -> list[str]:
    """The nodes of a stage, what leads to them and what follows from them."""
    model = load_model()
    own = {node.id for node in model.nodes(stage=stage)}
    ends = [{edge.source, edge.target} for edge in model.edges if {edge.source, edge.target} & own]
    return sorted(own.union(*ends))


def list_shown(step: dict[str, Any]) -> list[str]:
    """The nodes that are on the map at a step."""
    if step["view"] == "stages":
        return list_around(load_model().stages[step["at"]].id)
    return sorted(node.id for node in load_model().nodes())


def go(room: Room, projector: Page, step: dict[str, Any]) -> None:
    place = {name: step[name] for name in ("view", "at", "round", "story") if name in step}
    steps = room.do("move", **place)["steps"]
    expect(projector.locator("footer .count")).to_have_text(f"{steps.index(step) + 1} / {len(steps)}")
    projector.wait_for_function(_HAS_NODES, arg=list_shown(step))  # until then the picture before is shown
    settle(projector)


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_a_stage_is_shown_with_what_leads_in_and_out_in_letters_for_the_back_row(
    open_page: OpenPage, held: Room, width: int, height: int, language: str
) -> None:
    room = fill(held.start(language=language))
    projector = open_projector(open_page, room, width=width, height=height)
    stages = load_model().stages
    for step in room.see()["steps"]:
        if step["view"] != "stages":
            continue
        go(room, projector, step)
        stage = stages[step["at"]]
        assert projector.evaluate(_LETTERS) >= {1024: 18, 1920: 27}[width], stage.id
        assert projector.evaluate(_PARTLY_SEEN) == []
        _, _, wide, _ = measure(projector, ".slot")
        assert wide > 0.98 * width
        marked = projector.locator(".slot .marked").all()
        assert {node.get_attribute("data-stage") for node in marked} == {stage.id}


def test_beside_a_stage_the_whole_map_says_without_letters_where_it_is(
    open_page: OpenPage, room: Room
) -> None:
    projector = open_projector(open_page, room, "?view=stages&at=4")
    landmark = projector.locator(".landmark svg")
    expect(landmark.locator("[data-node-id]")).to_have_count(26)
    settle(projector)
    assert not any(text.is_visible() for text in landmark.locator("text").all())
    lit = landmark.locator(".marked").all()
    assert {node.get_attribute("data-stage") for node in lit} == {"resonance"}
    expect(landmark).to_have_attribute("aria-label", "The whole map: Resonance")
    for other in (".slot", ".question", "h1"):
        assert not overlap(projector, ".landmark", other), other


def test_on_a_narrow_screen_only_the_map_that_is_seen_is_drawn(open_page: OpenPage, room: Room) -> None:
    projector = open_projector(open_page, room, "?view=stages&at=4", width=390, height=800)
    expect(projector.locator(".slot svg")).to_be_visible()
    expect(projector.locator(".landmark svg")).to_have_count(0)
    projector.set_viewport_size({"width": 1024, "height": 768})
    expect(projector.locator(".landmark svg")).to_be_visible()


def test_an_element_that_goes_from_the_model_goes_from_the_map(
    open_page: OpenPage, start: Start, tmp_path: Path
) -> None:
    model = yaml.safe_load((ROOT / "data" / "mangomoment.yaml").read_text("utf-8"))
    file = tmp_path / "model.yaml"
    file.write_text(yaml.safe_dump(model, allow_unicode=True), "utf-8")
    url = f"sqlite:///{tmp_path / 'room.db'}"
    server = start(MANGOMOMENT_DB=url, MANGOMOMENT_MODEL=str(file))
    room = Room(server, url).start()
    with closing(room.stories):
        projector = open_projector(open_page, room, "?view=map")
        expect(projector.locator(".slot [data-node-id]")).to_have_count(26)
        model["nodes"] = [node for node in model["nodes"] if node["id"] != NODES[0]]
        model["edges"] = [edge for edge in model["edges"] if NODES[0] not in (edge["from"], edge["to"])]
        file.write_text(yaml.safe_dump(model, allow_unicode=True), "utf-8")
        room.do("add-action", text="Have coffee together.")
        expect(projector.locator(".slot [data-node-id]")).to_have_count(25)


def overlap(page: Page, selector: str, other: str) -> bool:
    (left, top, width, height), (x, y, wide, high) = (measure(page, name) for name in (selector, other))
    return left < x + wide and x < left + width and top < y + high and y < top + height


def measure(page: Page, selector: str) -> tuple[float, float, float, float]:
    """Left, top, width and height of something on the page."""
    box = page.locator(selector).first.bounding_box()
    assert box
    return box["x"], box["y"], box["width"], box["height"]


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_the_whole_map_can_be_read_from_the_back_row(
    open_page: OpenPage, held: Room, width: int, height: int, language: str
) -> None:
    room = name_catalyst(held.start(language=language), "Coffee together with everybody who is there")
    projector = open_projector(open_page, room, "?view=map", width=width, height=height)
    expect(projector.locator(".slot [data-node-id]")).to_have_count(26)
    settle(projector)
    assert projector.evaluate(_PARTLY_SEEN) == []
    assert projector.evaluate(_LETTERS) >= {1024: 13, 1920: 20}[width]


def name_catalyst(room: Room, words: str) -> Room:
    """Let the room find words for a catalyst."""
    node = "catalyst-leadership-climate"
    round_id = room.prepare("catalysts", [node])
    room.phones.name_catalyst(room.id, room.join(), round_id, node, words, make_request_id())
    answers = [answer["id"] for answer in room.see()["answers"]]
    group = room.do("group", answers=answers, title=words)["groups"][0]["id"]
    room.do("choose-group", group=group, chosen=True)
    return room


def test_where_the_map_is_beside_what_there_is_to_read_it_has_no_letters(
    open_page: OpenPage, held: Room
) -> None:
    room = fill(held.start())
    projector = open_projector(open_page, room)
    for step in room.see()["steps"]:
        if step["view"] not in ("path", "stories") and step.get("part") not in ("weakest", "traced"):
            continue
        go(room, projector, step)
        texts = projector.locator(".slot svg .node > text").all()
        assert len(texts) >= 26
        assert not any(text.is_visible() for text in texts), step


@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_how_to_join_is_set_as_large_as_the_screen_allows(
    open_page: OpenPage, room: Room, width: int, height: int
) -> None:
    projector = open_projector(open_page, room, width=width, height=height)
    settle(projector)
    _, _, _, high = measure(projector, ".qr")
    assert high > 0.6 * height

    def find_size(selector: str) -> float:
        size: float = projector.locator(selector).evaluate(
            "(part) => parseFloat(getComputedStyle(part).fontSize)"
        )
        return size

    assert find_size(".key") > 0.11 * height
    assert find_size(".address") > 0.045 * height
    for selector in (".key", ".address"):
        assert projector.locator(selector).evaluate(_COUNT_LINES) == 1
    right = max(
        box["x"] + box["width"]
        for part in projector.locator(".view-join > *").all()
        if (box := part.bounding_box())
    )
    assert right > 0.95 * width


# Results

PLACES = ":is(.body, .shelf) > .bars"
_WATCH_BARS = """() => {
    window.blank = 0;
    const look = () => {
        const [part, bars] = ["h2.part", ".body .bars"].map((name) => document.querySelector(name));
        if (part && !(bars && bars.querySelector(".bars path"))) window.blank += 1;
        requestAnimationFrame(look);
    };
    look();
}"""
_WATCH_BODY = """() => {
    window.blank = 0;
    const look = () => { window.blank += document.querySelector('.body > .js-plotly-plot') ? 0 : 1; };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
}"""
_FIND_BARS_OF_SCREEN = """(width) => {
    const bars = document.querySelector('.body .bars .main-svg');
    const places = document.querySelectorAll(':is(.body, .shelf) > .js-plotly-plot');
    return places.length === 3 && bars && bars.clientWidth > 0.9 * width && bars.clientWidth <= width;
}"""
_LIST_VALUES = """() => [...document.querySelectorAll('.slot .valued')].map((node) => {
    const paint = (name) => getComputedStyle(node.querySelector(`:scope > ${name}`)).fill;
    return [paint("rect"), paint("text")];
})"""
_MEASURE_WORST = """async (address) => {
    const { chooseInk, measureContrast } = await import(`${address}/shared/colours.js`);
    const { shade } = await import(`${address}/shared/node_values.js`);
    const fills = Array.from({ length: 1001 }, (_, share) => shade(share / 1000));
    return Math.min(...fills.map((fill) => measureContrast(chooseInk(fill), fill)));
}"""


def vote(room: Room, kind: str) -> str:
    """A vote of five people on two nodes, closed; its id."""
    round_id = room.prepare(kind)
    for number in range(5):
        choices = {NODES[0]: 1 + number % 3, NODES[1]: 1 if kind == "rating" else 0}
        room.phones.vote(room.id, room.join("patient"), round_id, choices, make_request_id())
    room.do("close-round", round=round_id)
    return round_id


def test_a_result_is_drawn_before_its_step_and_never_blank(open_page: OpenPage, room: Room) -> None:
    round_id = vote(room, "dots")
    room.do("move", view="round", round=round_id)
    projector = open_projector(open_page, room)
    projector.evaluate(_WATCH_BARS)
    room.do("reveal-round", round=round_id)
    expect(projector.locator(".shelf .bars.js-plotly-plot")).to_have_count(2)
    for at, name in ((1, "What the room says"), (3, "How far we agree")):
        room.do("move", view="round", round=round_id, at=at)
        expect(projector.locator("h2.part")).to_have_text(name)
        expect(projector.locator(".body .bars.js-plotly-plot")).to_be_visible()
    room.do("move", view="map")
    room.do("move", view="round", round=round_id, at=1)
    expect(projector.locator(".body .bars.js-plotly-plot")).to_be_visible()
    assert projector.evaluate("window.blank") == 0
    room.do("hide-round", round=round_id)
    expect(projector.locator(".bars")).to_have_count(0)


def test_a_result_that_is_shown_as_soon_as_it_is_revealed_is_never_blank(
    open_page: OpenPage, room: Room
) -> None:
    round_id = vote(room, "dots")
    room.do("reveal-round", round=round_id)
    projector = open_projector(open_page, room, "?view=join")
    projector.evaluate(_WATCH_BARS)
    room.do("move", view="round", round=round_id, at=1)
    expect(projector.locator(".body .bars.js-plotly-plot")).to_be_visible()
    assert projector.evaluate("window.blank") == 0


def test_bars_that_are_shown_stay_until_those_for_another_screen_are_drawn(
    open_page: OpenPage, room: Room
) -> None:
    round_id = vote(room, "dots")
    room.do("reveal-round", round=round_id)
    room.do("move", view="round", round=round_id, at=1)
    projector = open_projector(open_page, room)
    expect(projector.locator(".body .bars.js-plotly-plot")).to_be_visible()
    projector.evaluate(_WATCH_BODY)
    for width, height in (SCREENS[1], SCREENS[0]):
        projector.set_viewport_size({"width": width, "height": height})
        projector.wait_for_function(_FIND_BARS_OF_SCREEN, arg=width)
        expect(projector.locator(PLACES)).to_have_count(3)
    assert projector.evaluate("window.blank") == 0


def test_a_story_that_is_published_draws_no_bars_anew(open_page: OpenPage, room: Room) -> None:
    round_id = vote(room, "dots")
    story = room.tell(room.prepare("stories", []), "A wren sang.")
    room.do("reveal-round", round=round_id)
    room.do("move", view="round", round=round_id, at=1)
    projector = open_projector(open_page, room)
    expect(projector.locator(".shelf .bars.js-plotly-plot")).to_have_count(2)
    for bars in projector.locator(PLACES).all():
        bars.evaluate("bars => (bars.dataset.kept = 'yes')")
    ask_server(room.server, f"/stories/{story}.json", {"do": "publish", "revision": 1})
    expect(projector.locator(".news")).to_have_text("A new story: A wren sang.")
    expect(projector.locator("[data-kept]")).to_have_count(3)
    expect(projector.locator(PLACES)).to_have_count(3)


def test_bars_that_could_not_be_drawn_are_drawn_as_soon_as_they_can_be(
    open_page: OpenPage, room: Room
) -> None:
    round_id = vote(room, "dots")
    room.do("reveal-round", round=round_id)
    projector = open_projector(open_page, room, expected="Failed to load resource")
    projector.route("**/plotly.min.js*", lambda route: route.abort())
    projector.reload()
    room.do("move", view="round", round=round_id, at=1)
    failed = projector.locator(".body .bars").get_by_text("This did not work.")
    expect(failed).to_be_visible()
    projector.unroute("**/plotly.min.js*")
    expect(projector.locator(".body .bars.js-plotly-plot .bars path").last).to_be_visible()
    expect(failed).to_have_count(0)
    expect(projector.locator(PLACES)).to_have_count(3)


def test_the_bars_of_a_rating_begin_where_its_scale_does_and_leave_names_free(
    open_page: OpenPage, room: Room
) -> None:
    round_id = vote(room, "rating")
    room.do("reveal-round", round=round_id)
    projector = open_projector(open_page, room)
    room.do("move", view="round", round=round_id, at=1)
    expect(projector.locator(".body .bars.js-plotly-plot")).to_be_visible()
    settle(projector)
    names, bars = (
        [box for part in projector.locator(selector).all() if (box := part.bounding_box())]
        for selector in (".body .ytick text", ".body .bars .point path")
    )
    assert names
    assert max(box["x"] + box["width"] for box in names) <= min(box["x"] for box in bars)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_name_of_a_box_can_be_read_on_every_colour_of_a_vote(
    open_page: OpenPage, room: Room, theme: str
) -> None:
    round_id = vote(room, "rating")
    room.do("reveal-round", round=round_id)
    projector = open_projector(open_page, room, theme=theme)
    room.do("move", view="round", round=round_id, at=2)
    expect(projector.locator(".slot .valued")).to_have_count(2)
    settle(projector)
    for colours in projector.evaluate(_LIST_VALUES):
        assert measure_contrast(*map(to_hexadecimal, colours)) >= 4.5
    script = str(projector.locator("script[type=module]").get_attribute("src"))
    folder = f"{room.server.address}/{script.rpartition('/workshop/')[0]}"
    assert projector.evaluate(_MEASURE_WORST, folder) >= 4.5


def to_hexadecimal(colour: str) -> str:
    """A colour as a browser gives it, as #rrggbb."""
    return "#" + "".join(f"{int(part):02x}" for part in re.findall(r"\d+", colour)[:3])


def test_nodes_on_the_map_are_reached_by_keyboard_and_framed_for_their_step_only(
    open_page: OpenPage, room: Room
) -> None:
    projector = open_projector(open_page, room, "?view=stages&at=2")
    node = projector.locator(".slot").get_by_role("button", name="Mangomoment", exact=True)
    expect(node).to_have_attribute("aria-pressed", "false")
    node.focus()
    projector.keyboard.press("Space")
    expect(node).to_have_attribute("aria-pressed", "true")
    expect(projector.locator("h1")).to_have_text("Mangomoment")
    projector.keyboard.press("Space")
    expect(projector.locator("h1")).to_have_text("Effects")
    expect(projector.locator(".slot .selected")).to_have_count(0)
