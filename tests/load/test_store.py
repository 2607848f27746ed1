"""Many who write at once: nothing is lost, nothing is doubled. How long it took is printed, never judged."""

from __future__ import annotations

import statistics
import subprocess
import sys
import threading
import time

from model.stories import StoryQuery, StoryStore
from tests.storytelling import build_story

_THREADS = 100
_STORIES = 20
_PROCESSES = 8


def write(store: StoryStore, writer: str, stories: int) -> list[float]:
    """Add stories, each of them twice as who got no answer does; the milliseconds that each took."""
    times = []
    for number in range(stories):
        story = build_story(f"Mango {number} of {writer}.", id=f"{writer}-{number}", nodes=["joy"])
        start = time.perf_counter()
        store.add(story, "participant")
        times.append(1000 * (time.perf_counter() - start))
        if number % 5 == 0:
            assert store.add(story, "participant").id == story.id
    return times


def show(what: str, url: str, times: list[float]) -> None:
    """Print how long the writes took."""
    cuts = statistics.quantiles(times, n=100)
    engine = url.partition(":")[0]
    print(
        f"\n{what}, {engine}: {len(times)} writes, p50 {cuts[49]:.0f} p95 {cuts[94]:.0f}"
        f" p99 {cuts[98]:.0f} max {max(times):.0f} ms"
    )


def check(store: StoryStore, writers: list[str], stories: int) -> None:
    """Every story of every writer is there once, found and counted."""
    wanted = {f"{writer}-{number}" for writer in writers for number in range(stories)}
    walked = [story.id for story in store.walk(StoryQuery(words="mango"))]
    assert len(walked) == len(wanted)
    assert set(walked) == wanted
    assert store.find(StoryQuery()).count == len(wanted)
    assert store.count_by_node() == {"joy": len(wanted)}
    assert {len(store.history(story)) for story in wanted} == {1}


def test_a_hundred_threads_lose_and_double_nothing(url: str) -> None:
    store = StoryStore(url, "test")
    store.open()
    times: list[float] = []
    faults: list[Exception] = []

    def run(writer: str) -> None:
        try:
            times.extend(write(store, writer, _STORIES))
        except Exception as fault:
            faults.append(fault)

    writers = [f"thread-{number}" for number in range(_THREADS)]
    threads = [threading.Thread(target=run, args=[writer]) for writer in writers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    show("100 threads", url, times)
    check(store, writers, _STORIES)
    store.close()


def test_eight_processes_lose_and_double_nothing(url: str) -> None:
    writers = [f"process-{number}" for number in range(_PROCESSES)]
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.load.writing", url, writer], stdout=subprocess.PIPE, text=True
        )
        for writer in writers
    ]
    times = []
    for process in started:
        output, _ = process.communicate(timeout=300)
        assert process.returncode == 0
        times += [float(line) for line in output.split()]
    show("8 processes", url, times)
    store = StoryStore(url, "test")
    check(store, writers, 50)
    store.close()
