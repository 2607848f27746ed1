"""What a visitor waits for, what travels, and what the server spends, beside a bare Streamlit page."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import psutil
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.conftest import _FLAGS as FLAGS
from tests.serving import ROOT, Server, serve

ROUNDS = 20
LOADS = 13
CODED = 1045
BARE = Path(__file__).with_name("bare.py")

# Resolves with the milliseconds from an action until a condition holds and the next frame is painted.
WAIT = """
([act, isDone]) => new Promise((done) => {
    const holds = new Function(`return ${isDone}`);
    const start = performance.now();
    new Function(act)();
    const look = () => {
        if (!holds()) return false;
        watcher.disconnect();
        requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
        return true;
    };
    const watcher = new MutationObserver(look);
    watcher.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    look();
})
"""
# Remembers when a selector first matched and was painted, from the start of loading the page.
PAINTED = """
new MutationObserver((_, watcher) => {
    if (!document.querySelector(%r)) return;
    watcher.disconnect();
    requestAnimationFrame(() => setTimeout(() => { window.paintedAt = performance.now(); }));
}).observe(document, { subtree: true, childList: true });
"""


@dataclass
class Traffic:
    """Bytes that came in: over the socket, over HTTP, and of that for the page itself and for what is the
    diagram's own."""

    socket: int = 0
    http: int = 0
    documents: int = 0
    own: int = 0
    document: str = ""
    names: dict[str, str] = field(default_factory=dict)


@dataclass
class Result:
    """One page's figures; milliseconds, bytes, MiB."""

    load: float = 0.0
    again: float = 0.0
    ready: float = 0.0
    click: float = 0.0
    highlight: float = 0.0
    answer: float = 0.0
    filter: float = 0.0
    paths: float = 0.0
    stories: float = 0.0
    coding: float = 0.0
    bytes_first: float = 0.0
    bytes_load: float = 0.0
    bytes_map: float = 0.0
    bytes_click: float = 0.0
    cpu_click: float = 0.0
    memory: dict[int, float] = field(default_factory=dict)


def launch(playwright: Playwright) -> Browser:
    """The system's Chromium."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    return playwright.chromium.launch(executable_path=program, args=FLAGS)


def run() -> None:
    """Measure both pages in turns and print the table."""
    with sync_playwright() as playwright, serve(BARE) as bare_server, serve(ROOT / "app.py") as server:
        browser = launch(playwright)
        bare, ours = Result(), Result()
        _measure_loads(
            browser, [(bare_server, "/", "h2", bare), (server, "/explore", "[data-node-id]", ours)]
        )
        _measure_bare(browser, bare_server, bare)
        _measure_ours(browser, server, ours)
        _measure_paths(browser, server, ours)
        _measure_stories(browser, server, ours)
        for server_, result, ready in ((bare_server, bare, "h2"), (server, ours, "#root [data-node-id]")):
            _measure_memory(browser, server_, result, ready)
        with tempfile.TemporaryDirectory() as folder, serve(MANGOMOMENT_DB=f"{folder}/stories.db") as coded:
            _measure_coding(browser, coded, ours)
        browser.close()
    _print(bare, ours)


def _open(context: BrowserContext, server: Server, address: str, ready: str) -> tuple[Page, Traffic]:
    """A page, and the bytes that it receives from now on."""
    page = context.new_page()
    traffic = Traffic()
    _record(context, page, traffic)
    _go(page, server, address, ready)
    return page, traffic


def _go(page: Page, server: Server, address: str, ready: str) -> None:
    page.add_init_script(PAINTED % ready)
    page.goto(server.address + address)
    page.wait_for_function("() => window.paintedAt > 0")


def _record(context: BrowserContext, page: Page, traffic: Traffic) -> None:
    session = context.new_cdp_session(page)
    session.send("Network.enable")

    def take_response(event: dict[str, Any]) -> None:
        traffic.names[event["requestId"]] = event["response"]["url"]
        if event["type"] == "Document":
            traffic.document = event["requestId"]

    def take_end(event: dict[str, Any]) -> None:
        size = int(event["encodedDataLength"])
        traffic.http += size
        if event["requestId"] == traffic.document:
            traffic.documents = size
        if any(part in traffic.names.get(event["requestId"], "") for part in ("/assets/", ".json?", ".svg?")):
            traffic.own += size

    def take_frame(event: dict[str, Any]) -> None:
        data = event["response"]["payloadData"]
        is_text = event["response"]["opcode"] == 1
        traffic.socket += len(data) if is_text else len(data) * 3 // 4

    session.on("Network.responseReceived", take_response)
    session.on("Network.loadingFinished", take_end)
    session.on("Network.webSocketFrameReceived", take_frame)


def _measure_loads(browser: Browser, pages: list[tuple[Server, str, str, Result]]) -> None:
    """Until the first picture is painted, by who comes the first time and who comes again; also until the
    page's own component has it."""
    cold: list[list[float]] = [[] for _ in pages]
    warm: list[list[float]] = [[] for _ in pages]
    ready: list[list[float]] = [[] for _ in pages]
    for turn in range(LOADS):
        for index, (server, address, first, result) in enumerate(pages):
            with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
                if turn == 0:  # warms the server up; recording what travels slows the browser down
                    page, traffic = _open(context, server, address, first)
                    result.bytes_first = traffic.documents
                    page.wait_for_timeout(2500)
                    result.bytes_load = traffic.socket + traffic.http
                    result.bytes_map = traffic.own
                    continue
                for times, what in ((cold, first), (warm, first)):
                    page = context.new_page()
                    _go(page, server, address, what)
                    times[index].append(page.evaluate("window.paintedAt"))
                    page.wait_for_selector(f"#root {first}")
                    page.close()
            with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
                page = context.new_page()
                _go(page, server, address, f"#root {first}")
                ready[index].append(page.evaluate("window.paintedAt"))
    for index, (*_rest, result) in enumerate(pages):
        result.load, result.again, result.ready = (median(times[index]) for times in (cold, warm, ready))


def _time(page: Page, act: str, is_done: str) -> float:
    return float(page.evaluate(WAIT, [act, is_done]))


def _measure(page: Page, rounds: int, act: Callable[[int], tuple[str, str]]) -> float:
    times = []
    for turn in range(rounds + 2):
        times.append(_time(page, *act(turn)))
        page.wait_for_timeout(150)
    return median(times[2:])


def _get_cpu(server: Server) -> float:
    times = psutil.Process(server.process.pid).cpu_times()
    return float(times.user + times.system)


def _measure_bare(browser: Browser, server: Server, result: Result) -> None:
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        page, traffic = _open(context, server, "/", "h2")
        page.wait_for_timeout(500)
        before, cpu = traffic.socket + traffic.http, _get_cpu(server)
        press = "document.querySelector('[data-testid=stBaseButton-secondary]').click()"
        result.click = _measure(
            page,
            ROUNDS,
            lambda turn: (press, f"document.querySelector('h2').textContent === 'Heading {turn + 1}'"),
        )
        result.cpu_click = 1000 * (_get_cpu(server) - cpu) / (ROUNDS + 2)
        result.bytes_click = (traffic.socket + traffic.http - before) / (ROUNDS + 2)


def _measure_ours(browser: Browser, server: Server, result: Result) -> None:
    names = ["effect-team", "patient-openness", "resonance-trust", "mangomoment", "loyalty-patients"]

    def click(turn: int) -> str:
        name = names[turn % len(names)]
        return (
            f"document.querySelector('.diagram-stage [data-node-id={name}]')"
            ".dispatchEvent(new MouseEvent('click', { bubbles: true }))"
        )

    def lit(turn: int) -> str:
        return f"document.querySelector('[data-node-id={names[turn % len(names)]}][aria-current]')"

    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        page, traffic = _open(context, server, "/explore", "#root [data-node-id]")
        page.wait_for_timeout(800)
        result.highlight = _measure(page, ROUNDS, lambda turn: (click(turn), lit(turn)))
        page.evaluate("document.activeElement.blur()")
        shown = "document.querySelector('.st-key-details article')"
        result.click = _measure(
            page,
            ROUNDS,
            lambda turn: (
                click(turn + 3),
                f"{shown} && {lit(turn + 3)} && {shown}.textContent.length > 100",
            ),
        )
        before, cpu = traffic.socket + traffic.http, _get_cpu(server)
        result.answer = _measure_answer(page, click, names)
        result.cpu_click = 1000 * (_get_cpu(server) - cpu) / ROUNDS
        result.bytes_click = (traffic.socket + traffic.http - before) / ROUNDS
        pill = "[...document.querySelectorAll('.st-key-level button')][1].click()"
        words = "document.querySelector('.diagram-words').textContent"
        result.filter = _measure(
            page, ROUNDS, lambda turn: (pill, f"{words}.startsWith('13 ') === {str(turn % 2 == 0).lower()}")
        )


def _measure_paths(browser: Browser, server: Server, result: Result) -> None:
    """From a changed end of the paths to the new count and the list on the screen."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        page.goto(f"{server.address}/paths?from=leadership-climate&to=loyalty-patients")
        page.wait_for_selector(".paths-item")
        page.wait_for_timeout(1500)
        swap = "document.querySelector('.st-key-swap').click()"
        words = "document.querySelector('.diagram-words').textContent"
        listed = "Boolean(document.querySelector('.paths-item'))"
        result.paths = _measure(
            page,
            ROUNDS,
            lambda turn: (
                swap,
                f"{words} === '{0 if turn % 2 == 0 else 105} paths' && "
                f"{listed} === {str(turn % 2 == 1).lower()}",
            ),
        )


def _measure_stories(browser: Browser, server: Server, result: Result) -> None:
    """From a word to look for, entered on the Stories page, to the list of what was found."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        page.goto(f"{server.address}/stories")
        page.wait_for_selector(".story")
        page.wait_for_timeout(1500)
        field = page.locator(".st-key-search input")
        words = "document.querySelector('.stories-view .diagram-words').textContent"
        times = []
        for turn in range(ROUNDS + 2):
            word, said = ("mango", "1 story") if turn % 2 == 0 else ("snow", "2 stories")
            field.fill(word)
            enter = (
                "document.querySelector('.st-key-search input').dispatchEvent("
                "new Event('change', { bubbles: true }))"
            )
            times.append(_time(page, enter, f"{words} === '{said}'"))
            page.wait_for_timeout(150)
        result.stories = median(times[2:])


def _measure_coding(browser: Browser, server: Server, result: Result) -> None:
    """From the key that marks a story as done to the next one of 1 045 on the screen."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        heron = {"language": "en", "teller": "patient"}
        for number in range(CODED):
            story = {"text": f"Heron number {number} stood still. " * 20, **heron}
            page.request.post(f"{server.address}/stories.json", data=story)
        sent = {"do": "add", "name": "Ann"}
        added = page.request.post(f"{server.address}/stories/coding/coders.json", data=sent).json()
        page.goto(f"{server.address}/stories?show=coding&search=heron&coder={added['coder']['id']}")
        page.wait_for_selector(".coding-text")
        press = "dispatchEvent(new KeyboardEvent('keydown', { key: 'd', bubbles: true }))"
        result.coding = _measure(
            page,
            ROUNDS,
            lambda turn: (
                press,
                f"document.querySelector('.coding-text').textContent.startsWith('Heron number {turn + 1} ')",
            ),
        )


def _measure_answer(page: Page, click: Callable[[int], str], names: list[str]) -> float:
    """Until the server has answered: the address holds the node."""
    times = []
    for turn in range(ROUNDS):
        name = names[turn % len(names)]
        start = time.perf_counter()
        page.evaluate(click(turn))
        page.wait_for_function(f"() => location.search.includes('node={name}')")
        times.append(1000 * (time.perf_counter() - start))
        page.wait_for_timeout(150)
    return median(times)


def _measure_memory(browser: Browser, server: Server, result: Result, ready: str) -> None:
    contexts = []
    for sessions in range(1, 21):
        context = browser.new_context(viewport={"width": 1024, "height": 768})
        page = context.new_page()
        page.goto(server.address + ("/explore" if ready != "h2" else "/"))
        page.wait_for_selector(ready)
        contexts.append(context)
        if sessions in (1, 10, 20):
            page.wait_for_timeout(1000)
            result.memory[sessions] = psutil.Process(server.process.pid).memory_info().rss / 2**20
    for context in contexts:
        context.close()
    gc.collect()


def _print(bare: Result, ours: Result) -> None:
    rows: list[tuple[str, float, float, str]] = [
        ("first picture painted, first visit, ms", bare.load, ours.load, "0.3"),
        ("first picture painted, next visit, ms", bare.again, ours.again, "0.3"),
        ("the page's own component is painted, ms", bare.ready, ours.ready, "1.15"),
        ("bytes of the page that holds the first picture", bare.bytes_first, ours.bytes_first, "60 kB"),
        ("click to highlight painted, ms", bare.click, ours.highlight, "a frame"),
        ("click to details, ms", bare.click, ours.click, "0.65"),
        ("click to the address (server's answer), ms", bare.click, ours.answer, ""),
        ("filter to repainted map, ms", bare.click, ours.filter, "1.2"),
        ("changed end of the paths to count and list, ms", bare.click, ours.paths, "1.5 x our answer"),
        ("search on the Stories page to the list, ms", bare.click, ours.stories, ""),
        (f"key that a story is coded to the next of {CODED}, ms", bare.click, ours.coding, "100 ms"),
        ("processor time of the server per click, ms", bare.cpu_click, ours.cpu_click, "0.4"),
        ("bytes received on load", bare.bytes_load, ours.bytes_load, ""),
        ("of that for the map (scripts, styles, picture, texts)", 0, ours.bytes_map, "40 kB"),
        ("bytes received per click", bare.bytes_click, ours.bytes_click, "2 kB"),
        *((f"server memory, {n} sessions, MiB", bare.memory[n], ours.memory[n], "2.5") for n in (1, 10, 20)),
    ]
    print(f"\n{'':56}{'bare':>10}{'ours':>10}{'ratio':>8}   aim")
    for name, baseline, other, aim in rows:
        ratio = f"{other / baseline:8.2f}" if baseline else " " * 8
        print(f"{name:56}{baseline:10.1f}{other:10.1f}{ratio}   {aim}")
