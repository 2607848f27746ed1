"""What each seam buys: the application beside itself without one of them, all measured in turns.

A copy of the application in a folder of its own has the seam taken out of its code.
"""

from __future__ import annotations

import shutil
import statistics
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field, fields
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlparse

import psutil
from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.in_the_browser import PAINTED, launch
from tests.serving import ROOT, Server, serve

ROUNDS = 9
_RUNS = 10
_REQUESTS = 20
_COPIED = ("app.py", "model", "pages", "data", ".streamlit")

WITHOUT: Mapping[str, tuple[str, str, str]] = {
    "static_files": (
        "pages/seams/static_files.py",
        'name = (find_inner_path(scope.get("path", "")) or "").removeprefix("/static/")',
        'name = ""',
    ),
    "front_page, the first picture": (
        "pages/navigation/door.py",
        "if draw and content and",
        "if draw and not content and",
    ),
    "front_page, what is fetched ahead": (
        "pages/navigation/door.py",
        "assets.list_modules(*_SCRIPTS, *scripts) if scripts else ()",
        "()",
    ),
    "delays": ("pages/seams/delays.py", "for found in listening:", "for found in ():"),
    "garbage": ("pages/seams/garbage.py", "gc.freeze()", "pass"),
}
"""By the name of a seam: the file that it is in, and what of it is replaced by what to be without it."""


@dataclass
class Taken:
    """Milliseconds of each round: until the map is painted in a browser that was never here, and in one that
    was; of the server's processor for the first, and for a run of a page's script; for a small answer on a
    connection that is kept."""

    first: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    run: list[float] = field(default_factory=list)
    answer: list[float] = field(default_factory=list)


def run() -> None:
    """Print the table: medians of some rounds."""
    taken = {name: Taken() for name in ("with all", *WITHOUT)}
    with ExitStack() as stack, sync_playwright() as playwright:
        servers = {name: stack.enter_context(_serve(name)) for name in taken}
        browser = launch(playwright)
        for at in range(ROUNDS + 1):
            for name, server in servers.items():
                _measure(browser, server, taken[name] if at else Taken())
        browser.close()
    print(f"\n{'ms, without':36}" + "".join(f"{column.name:>11}" for column in fields(Taken)))
    for name, times in taken.items():
        print(
            f"{name:36}" + "".join(f"{statistics.median(values):11.1f}" for values in asdict(times).values())
        )


@contextmanager
def _serve(without: str) -> Iterator[Server]:
    with TemporaryDirectory(prefix="seams-") as folder:
        root = Path(folder)
        for name in _COPIED:
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            copy(ROOT / name, root / name)
        if without in WITHOUT:
            file, before, after = WITHOUT[without]
            code = (root / file).read_text(encoding="utf-8")
            if code.count(before) != 1:
                raise ValueError(f"{file} does not hold {before} once")
            (root / file).write_text(code.replace(before, after), encoding="utf-8")
        with serve(root / "app.py", MANGOMOMENT_DB=f"sqlite:///{root}/measured.db") as server:
            yield server


def _measure(browser: Browser, server: Server, taken: Taken) -> None:
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        spent = _get_processor(server)
        page = context.new_page()
        taken.first.append(_load(page, server))
        page.wait_for_timeout(500)
        taken.processor.append(_get_processor(server) - spent)
        taken.again.append(_load(context.new_page(), server))
        taken.run.append(_run_again(context.new_page(), server))
    taken.answer.append(_ask(server))


def _load(page: Page, server: Server) -> float:
    page.add_init_script(PAINTED % "#root [data-node-id]")
    page.goto(f"{server.address}/explore")
    page.wait_for_function("() => window.paintedAt > 0")
    return float(page.evaluate("window.paintedAt"))


def _run_again(page: Page, server: Server) -> float:
    """A run of the Export page's script, as whoever chooses another format causes one."""
    page.goto(f"{server.address}/export?format=dot")
    page.get_by_text("DOT").first.wait_for()
    page.wait_for_timeout(1000)
    spent = _get_processor(server)
    for at in range(_RUNS):
        form = ("dot", "mermaid")[at % 2]
        page.evaluate(f"history.pushState(null, '', '/export?format={form}')")
        page.evaluate("dispatchEvent(new PopStateEvent('popstate'))")
        page.wait_for_timeout(300)
    return (_get_processor(server) - spent) / _RUNS


def _ask(server: Server) -> float:
    host = urlparse(server.address).netloc
    connection = HTTPConnection(host)
    times = []
    for _ in range(_REQUESTS):
        begin = time.perf_counter()
        connection.request("GET", "/version.json")
        connection.getresponse().read()
        times.append(1000 * (time.perf_counter() - begin))
    connection.close()
    return statistics.median(times)


def _get_processor(server: Server) -> float:
    times = psutil.Process(server.process.pid).cpu_times()
    return 1000 * float(times.user + times.system)
