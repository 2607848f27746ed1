"""How soon a server answers and how much memory it takes, with windows open, too, beside a bare Streamlit
page."""

from __future__ import annotations

import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import psutil
from playwright.sync_api import Browser, sync_playwright

from tests.bench.in_the_browser import BARE, launch
from tests.serving import ROOT, serve

ROUNDS = 5
SESSIONS = (1, 10)


@dataclass(frozen=True)
class Start:
    """Seconds until /health is answered, and MiB once everything is loaded, then with some windows."""

    seconds: float
    memory: float
    with_windows: tuple[float, ...]


def run() -> None:
    """Print the table: the medians of some starts, bare and ours in turn."""
    bare, ours = [], []
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = launch(playwright)
        for _ in range(ROUNDS):
            bare.append(_measure(browser, BARE, "/_stcore/health"))
            database = f"sqlite:///{folder}/stories.db"
            ours.append(_measure(browser, ROOT / "app.py", "/model.json", database))
    print()
    _print("seconds", [start.seconds for start in bare], [start.seconds for start in ours], 2)
    _print("memory", [start.memory for start in bare], [start.memory for start in ours], 0)
    for at, count in enumerate(SESSIONS):
        before, now = ([start.with_windows[at] for start in starts] for starts in (bare, ours))
        _print(f"memory, {count} {'window' if count == 1 else 'windows'}", before, now, 0)


def _print(name: str, bare: list[float], ours: list[float], digits: int) -> None:
    before, now = median(bare), median(ours)
    print(f"start, {name:24}{before:>10.{digits}f}{now:>10.{digits}f}{now / before:>8.2f} x")


def _measure(browser: Browser, script: Path, loaded: str, database: str = "") -> Start:
    begin = time.perf_counter()
    with serve(script, until="/_stcore/health", MANGOMOMENT_DB=database) as server:
        seconds = time.perf_counter() - begin
        urllib.request.urlopen(server.address + loaded, timeout=60).close()
        process = psutil.Process(server.process.pid)
        memory = process.memory_info().rss
        context = browser.new_context()
        with_windows = []
        for count in SESSIONS:
            while len(context.pages) < count:
                context.new_page().goto(server.address, wait_until="networkidle")
            with_windows.append(process.memory_info().rss / 2**20)
        context.close()
        return Start(seconds, memory / 2**20, tuple(with_windows))
