"""How soon a server answers and how much memory it takes, beside one with a bare Streamlit page."""

from __future__ import annotations

import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import psutil

from tests.bench.in_the_browser import BARE
from tests.serving import ROOT, serve

ROUNDS = 5


@dataclass(frozen=True)
class Start:
    """Seconds until /health is answered, and MiB once everything is loaded."""

    seconds: float
    memory: float


def run() -> None:
    """Print the table: the medians of some starts, bare and ours in turn."""
    bare, ours = [], []
    with TemporaryDirectory() as folder:
        for _ in range(ROUNDS):
            bare.append(_measure(BARE, "/_stcore/health"))
            ours.append(_measure(ROOT / "app.py", "/model.json", f"sqlite:///{folder}/stories.db"))
    print()
    for name, digits in (("seconds", 2), ("memory", 0)):
        before, now = (median(getattr(start, name) for start in starts) for starts in (bare, ours))
        print(f"start, {name:24}{before:>10.{digits}f}{now:>10.{digits}f}{now / before:>8.2f} x")


def _measure(script: Path, loaded: str, database: str = "") -> Start:
    begin = time.perf_counter()
    with serve(script, until="/_stcore/health", MANGOMOMENT_DB=database) as server:
        seconds = time.perf_counter() - begin
        urllib.request.urlopen(server.address + loaded, timeout=60).close()
        return Start(seconds, psutil.Process(server.process.pid).memory_info().rss / 2**20)
