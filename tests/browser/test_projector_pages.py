"""Long texts on the projector: nothing is cut off, everything is shown once, page by page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page, expect

from model import load_model
from model.workshop import make_request_id
from tests.browser.barriers import settle
from tests.browser.conftest import OpenPage
from tests.browser.storytelling import ask_server
from tests.browser.test_workshop import Room
from tests.serving import ROOT, serve

SCREENS = [(1024, 768), (1920, 1080)]
NODES = [node.id for node in load_model().nodes()]
SENTENCE = "The nurse sat down on the bed and asked what the morning had been like."
QUESTION = " ".join([SENTENCE] * 3)[:200].strip()
LONG_NAME = " and everything that goes with it on a busy ward where nobody has the time to sit down"
STORIES = {
    "2 000 characters": " ".join(f"{number}: {SENTENCE}" for number in range(27))[:2000].strip(),
    "5 000 characters": " ".join(f"{number}: {SENTENCE}" for number in range(70))[:5000].strip(),
    "no spaces": "".join(f"{number:04}" for number in range(500)),
    "many paragraphs": "\n\n".join(f"{number}: {SENTENCE}" for number in range(40)),
    "signs that the font lacks": "猫が窓辺で眠っている。🙂 " * 120,
}
_LOOK = """() => {
    const shown = [...document.querySelectorAll('#projector *')].filter(
        (one) => !one.closest('svg, .bars, [hidden]') && one.getBoundingClientRect().width,
    );
    const foot = document.querySelector('footer').getBoundingClientRect().top;
    const faults = [];
    for (const one of shown) {
        const { left, top, right, bottom } = one.getBoundingClientRect();
        const name = `${one.tagName}.${one.className}`;
        if (left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1)
            faults.push(`${name} is outside the window`);
        if (one.closest('.body') && bottom > foot + 2) faults.push(`${name} is over the foot`);
        const isClipped = getComputedStyle(one).overflowY !== 'visible';
        if (isClipped && one.clientHeight && one.scrollHeight > one.clientHeight + 4)
            faults.push(`${name} is cut off`);
    }
    const isText = (node) => node.nodeType === Node.TEXT_NODE && node.data.trim();
    const letters = shown
        .filter((one) => one.closest('.paged, h1') && [...one.childNodes].some(isText))
        .map((one) => parseFloat(getComputedStyle(one).fontSize));
    return {
        faults,
        letters: Math.min(...letters),
        step: document.querySelector('footer .count').textContent,
        page: document.querySelector('.pages').textContent,
        isShrunk: Boolean(document.querySelector('.body').style.getPropertyValue('--shrink')),
        view: document.querySelector('.body').className,
    };
}"""

_IS_ELSEWHERE = """([step, page]) => {
    const read = (name) => document.querySelector(name).textContent;
    const [count, pages] = ['footer .count', '.pages'].map(read);
    return count !== step || pages !== page;
}"""
_MEASURE_FOOT = """() => [...document.querySelectorAll('footer > :not([hidden])')]
    .filter((part) => part.textContent)
    .map((part) => {
        const text = document.createRange();
        text.selectNodeContents(part);
        const { right } = part.getBoundingClientRect();
        return [part.className, right, text.getBoundingClientRect().right - right];
    })"""


def serve_room(folder: Path, model: Path | None) -> Iterator[Room]:
    url = f"sqlite:///{folder / 'room.db'}"
    more: dict[str, Any] = {"MANGOMOMENT_MODEL": str(model)} if model else {}
    with serve(ROOT / "app.py", MANGOMOMENT_DB=url, **more) as server:
        room = Room(server, url).start()
        yield room
        room.stories.close()


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """A workshop with everything that is long."""
    for room in serve_room(tmp_path_factory.mktemp("pages"), None):
        fill(room)
        for text in STORIES.values():
            tell(room, text)
        close_stories(room)
        yield room


@pytest.fixture(scope="module")
def long_names(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """A workshop on a model whose elements have long names."""
    folder = tmp_path_factory.mktemp("names")
    model = yaml.safe_load((ROOT / "data" / "mangomoment.yaml").read_text("utf-8"))
    for node in model["nodes"]:
        node["name"] = {language: name + LONG_NAME for language, name in node["name"].items()}
    (folder / "long.yaml").write_text(yaml.safe_dump(model, allow_unicode=True), "utf-8")
    for room in serve_room(folder, folder / "long.yaml"):
        fill(room)
        tell(room, SENTENCE)
        close_stories(room)
        yield room


def close_stories(room: Room) -> None:
    """Next would close them before it goes on."""
    room.do("close-round", round=room.see()["rounds"][-1]["id"])


def tell(room: Room, text: str) -> str:
    story = room.tell(room.see()["rounds"][-1]["id"], text, tuple(NODES[:5]))
    ask_server(room.server, f"/stories/{story}.json", {"do": "publish", "revision": 1})
    return story


def fill(room: Room) -> None:
    for kind, nodes in {"dots": NODES[:12], "rating": NODES[:20], "stories": []}.items():
        dots = 3 if kind == "dots" else 0
        state = room.do("add-round", kind=kind, question=QUESTION, nodes=nodes, dots=dots)
        round_id = state["rounds"][-1]["id"]
        room.do("open-round", round=round_id)
        for voter in range(6 if nodes else 0):
            votes = {nodes[0]: 2} if dots else {node: 1 + (voter + at) % 5 for at, node in enumerate(nodes)}
            room.phones.vote(room.id, room.join("patient"), round_id, votes, make_request_id())
        if nodes:
            room.do("close-round", round=round_id)
            room.do("reveal-round", round=round_id)
    for number in range(20):
        room.do("add-action", text=f"{number}: {SENTENCE} {SENTENCE}", who="head nurse", nodes=NODES[:2])
    path = next(iter(load_model().find_paths(NODES[0], NODES[-1], at_most=1)))
    room.do("move", view="join", path=list(path.nodes))


def open_at(open_page: OpenPage, room: Room, size: tuple[int, int], query: str = "", **how: Any) -> Page:
    width, height = size
    address = f"/projector/{room.id}{query}"
    return open_page(address, on=room.server, ready="header h1", width=width, height=height, **how)


def walk(projector: Page, key: str = "PageDown") -> Iterator[dict[str, Any]]:
    """What is seen at each press of a key, until it leads nowhere."""
    while True:
        settle(projector)
        seen: dict[str, Any] = projector.evaluate(_LOOK)
        yield seen
        if is_end(seen, key):
            return
        place = [seen["step"], seen["page"]]
        projector.keyboard.press(key)
        projector.wait_for_function(_IS_ELSEWHERE, arg=place)  # a step may wait for its bars


def is_end(seen: dict[str, Any], key: str) -> bool:
    """Whether it is the last page of the last step, or for the key back the first of the first."""
    step, page = seen["step"].split(" / "), seen["page"].split("/")
    ends = [step, page] if seen["page"] else [step]
    return all(number == (total if key == "PageDown" else "1") for number, total in ends)


def find_faults(projector: Page, height: int) -> list[str]:
    faults = []
    for seen in walk(projector):
        place = f"{seen['step']} {seen['page']} {seen['view']}"
        faults += [f"{place}: {fault}" for fault in seen["faults"]]
        is_paged = not any(view in seen["view"] for view in ("view-join", "view-stages", "view-map"))
        if is_paged and seen["letters"] < height / 40 - 0.5:
            faults.append(f"{place}: letters of {seen['letters']} px")
        if is_paged and seen["isShrunk"]:
            faults.append(f"{place}: smaller than was planned")
    return faults


@pytest.mark.parametrize("size", SCREENS)
def test_no_page_of_a_step_is_cut_off_and_letters_keep_their_floor(
    open_page: OpenPage, held: Room, size: tuple[int, int]
) -> None:
    held.do("move", view="join")
    assert find_faults(open_at(open_page, held, size), size[1]) == []


@pytest.mark.parametrize(
    ("size", "theme", "language"), [(SCREENS[0], "dark", "nl"), (SCREENS[1], "light", "en")]
)
def test_elements_with_long_names_are_shown_whole(
    open_page: OpenPage, long_names: Room, size: tuple[int, int], theme: str, language: str
) -> None:
    long_names.do("move", view="join")
    projector = open_at(open_page, long_names, size, f"?theme={theme}&lang={language}")
    assert find_faults(projector, size[1]) == []


@pytest.mark.parametrize("number", range(len(STORIES)), ids=list(STORIES))
def test_every_word_of_a_story_is_shown_once_and_in_order(
    open_page: OpenPage, held: Room, number: int
) -> None:
    story = held.see()["stories"][number]
    held.do("move", view="stories", story=story["id"], at=number)
    projector = open_at(open_page, held, SCREENS[number % len(SCREENS)])  # they have the same pages
    count = projector.locator(".count").inner_text()
    pages = []
    for seen in walk(projector):
        if seen["step"] != count:
            break
        assert seen["faults"] == []
        pages.append(projector.locator(".story").evaluate("story => story.textContent"))
    assert len(pages) > 1
    assert "".join("".join(pages).split()) == "".join(story["text"].split())


def test_actions_keep_their_numbers_over_the_pages(open_page: OpenPage, held: Room) -> None:
    held.do("move", view="actions")
    projector = open_at(open_page, held, SCREENS[0])
    found: list[tuple[int, str]] = []
    for _ in walk(projector):
        items = projector.locator(".actions li")
        found += items.evaluate_all("items => items.map((item) => [item.value, item.textContent])")
    assert [value for value, _ in found] == list(range(1, 21))
    assert all(text.startswith(f"{value - 1}: ") for value, text in found)


def test_back_leads_through_the_same_pages_as_next(open_page: OpenPage, held: Room) -> None:
    held.do("move", view="map")
    projector = open_at(open_page, held, SCREENS[0])
    onward = [(seen["step"], seen["page"]) for seen in walk(projector)]
    backward = [(seen["step"], seen["page"]) for seen in walk(projector, "PageUp")]
    assert onward == backward[: len(onward)][::-1]
    turned = [page for _, page in onward if page]
    totals = [int(page.split("/")[1]) for page in turned if page.startswith("1/")]
    assert turned == [f"{page}/{total}" for total in totals for page in range(1, total + 1)]


def test_desk_and_projectors_of_any_size_turn_the_same_pages(open_page: OpenPage, held: Room) -> None:
    story = held.see()["stories"][1]
    held.do("move", view="stories", story=story["id"], at=1)
    small, large = (open_at(open_page, held, size) for size in SCREENS)
    address = f"/workshop?lang=en&workshop={held.id}"
    desk = open_page(address, on=held.server, ready=".desk", width=1280, height=800)
    total = int(small.locator(".pages").inner_text().split("/")[1])
    assert total > 1
    for page in range(1, total + 1):
        expect(desk.locator(".presenter .now p").first).to_contain_text(f") Page {page} of {total}")
        then = f"Page {page + 1} of {total}" if page < total else re.compile("^0000")
        expect(desk.locator(".presenter .then")).to_have_text(then)
        for projector in (small, large):
            expect(projector.locator(".pages")).to_have_text(f"{page}/{total}")
        assert held.see()["position"]["page"] == page - 1
        desk.get_by_role("button", name="Next →").click()
    expect(small.locator("h1")).to_have_text("Story 3 of 5")
    desk.get_by_role("button", name="← Back").click()
    for projector in (small, large):
        expect(projector.locator(".pages")).to_have_text(f"{total}/{total}")
    small.reload()
    expect(small.locator(".pages")).to_have_text(f"{total}/{total}")
    small.keyboard.press("Home")
    expect(large.locator("h1")).to_have_text("Join in")


def test_the_page_is_named_for_who_does_not_see_it(open_page: OpenPage, held: Room) -> None:
    held.do("move", view="actions")
    projector = open_at(open_page, held, SCREENS[0], "?lang=nl")
    expect(projector.get_by_role("img", name="Pagina 1 van 4")).to_have_text("1/4")


@pytest.mark.parametrize("language", ["en", "nl"])
def test_all_of_the_foot_is_on_the_screen_when_the_server_is_away(
    open_page: OpenPage, held: Room, language: str
) -> None:
    held.do("move", view="actions")
    held.do("timer", minutes=15)
    projector = open_at(open_page, held, SCREENS[0], f"?lang={language}", expected="Failed to load resource")
    expect(projector.locator(".timer")).to_be_visible()
    projector.context.set_offline(True)
    expect(projector.locator(".lost")).to_be_visible(timeout=20_000)
    settle(projector)
    foot = projector.evaluate(_MEASURE_FOOT)
    assert {name for name, *_ in foot} == {"way", "lost", "timer", "people", "pages", "count"}
    assert max(right for _, right, _ in foot) <= SCREENS[0][0]
    assert [name for name, _, hidden in foot if hidden > 1] in ([], ["lost"])
    projector.set_viewport_size({"width": 360, "height": 640})
    settle(projector)
    assert projector.evaluate("document.documentElement.scrollWidth") <= 360
    assert [name for name, _, hidden in projector.evaluate(_MEASURE_FOOT) if hidden > 1] == []
    held.do("timer", minutes=0)
