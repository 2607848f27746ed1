"""Finding and adding stories: made-up ones, in numbers from a ward's to a campaign's, on both databases.

`python -m tests.bench stories` does so with 1 000 and 100 000 stories, and with `--large` with 1 000 000
too. The texts are made by a seeded generator: words as often as in real texts (Zipf), so that some are in
nearly every story and most in few.
"""

from __future__ import annotations

import itertools
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import text

from model.stories import Act, Story, StoryQuery, StoryStore
from model.stories.story import TELLERS, Consent, Status, Teller, Wording
from tests.postgres import run_server

_SIZES = (1_000, 100_000)
_LARGE = 1_000_000
_ROUNDS = 5
_VOCABULARY = 60_000
_BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)

NODES = [f"node-{place:02}" for place in range(40)]
DIMENSIONS = [f"dimension-{place}" for place in range(8)]
NAMES = ["openness", "patient", "trust", "climate", "joy", "loyalty", "team", "safety", "care", "family",
         "leader", "space", "adherence", "healing", "tolerance", "attention"]  # fmt: skip
SETTINGS = [f"Ward {place:02}" for place in range(30)]


def run(is_large: bool = False) -> None:
    """Print the tables; times in milliseconds."""
    sizes = (*_SIZES, _LARGE) if is_large else _SIZES
    with tempfile.TemporaryDirectory(prefix="bench-stories-") as folder, run_server() as server:
        for size in sizes:
            for engine in ("SQLite", "PostgreSQL"):
                sqlite = Path(folder) / f"stories-{size}.db"
                url = str(sqlite) if engine == "SQLite" else server.create_database()
                store = StoryStore(url, "bench", named=name_nodes)
                _measure(store, engine, size)
                store.close()
                if engine == "SQLite":
                    for file in Path(folder).iterdir():
                        file.unlink()
                else:
                    server.drop_database(url)


def _measure(store: StoryStore, engine: str, size: int) -> None:
    start = time.perf_counter()
    store.add_all(build_stories(size), "import")
    seconds = time.perf_counter() - start
    print(f"\n{engine}, {size} stories: added {size / seconds:.0f} a second", end="")
    print(f", {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB at most", end="")
    print(f", {measure_size(store) / 2**20:.0f} MiB on disk")
    measure_questions(store)
    for name, ask in (list_overviews(store) | list_moderation(store)).items():
        _, took = time_it(ask)
        print(f"  {name:34}{took:10.1f}")


def measure_size(store: StoryStore) -> int:
    """The bytes that the whole database takes."""
    file = store.database.file
    if file is not None:
        return file.stat().st_size
    with store.database.reading() as connection:
        return int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())


def measure_questions(store: StoryStore, is_showing_all: bool = True) -> None:
    """Ask the mix of questions, and print how long each took, and all of them."""
    times: list[float] = []
    for name, query, skip in list_questions():
        pages, took = [], []
        for _ in range(_ROUNDS):
            page, milliseconds = time_it(partial(store.find, query, 20, skip))
            pages.append(page)
            took.append(milliseconds)
        times += took
        if is_showing_all:
            count = f"{'' if pages[0].is_exact else '>= '}{pages[0].count}"
            print(f"  {name:34}{statistics.median(took):10.1f}{max(took):10.1f}{count:>12}")
    cuts = statistics.quantiles(times, n=100)
    print(f"  {'all questions, p50 p95 max':34}{cuts[49]:10.1f}{cuts[94]:10.1f}{max(times):10.1f}")


def list_overviews(store: StoryStore) -> dict[str, Callable[[], object]]:
    """What a page asks of all stories at once."""
    story = next(iter(build_stories(1)))
    return {
        "count_by_node": store.count_by_node,
        "count_attached teller": lambda: store.count_attached("teller"),
        "count_attached dimension": lambda: store.count_attached("dimension"),
        "find_attachments 10 000": lambda: store.find_attachments(10_000),
        "find_told 20": lambda: store.find_told(20),
        "get": lambda: store.get(story.id),
        "get_version": store.get_version,
        "walk the first 10 000": lambda: list(itertools.islice(store.walk(StoryQuery()), 10_000)),
    }


def list_moderation(store: StoryStore) -> dict[str, Callable[[], object]]:
    """What is asked while stories are moderated: the next ones, also of a word, and acts on many at once."""
    pending: frozenset[Status] = frozenset({"pending"})
    waiting, usual = StoryQuery(statuses=pending), StoryQuery(build_words()[300], statuses=pending)
    middle = store.find_number(next(itertools.islice(build_stories(600), 500, None)).id)
    some = [(story.id, story.revision) for _, story in store.find_queue(waiting, at_most=500).stories]

    def find(query: StoryQuery, **how: Any) -> Callable[[], object]:
        return lambda: store.find_queue(query, at_most=8, **how)

    return {
        "queue, the first, counted": find(waiting, is_counted=True),
        "queue, the next": find(waiting, beyond=middle),
        "queue, the previous": find(waiting, beyond=middle, is_backwards=True),
        "queue of a word, the next": find(usual, beyond=middle),
        "who decided on 20": lambda: store.find_decisions(store.find(StoryQuery()).stories),
        "publish 500 at once": lambda: store.do_batch("once", Act("publish"), some, "facilitator"),
        "undo that": lambda: store.undo_batch("once", "facilitator"),
    }


def list_questions() -> list[tuple[str, StoryQuery, int]]:
    """What people ask, more and less often: words rare and common, filters, both; first and fifth page."""
    words = build_words()
    the, common, usual, seldom, rare = words[0], words[30], words[300], words[3_000], words[40_000]
    public: Any = {"statuses": frozenset({"published"}), "consents": frozenset({"room"})}
    withdrawn: frozenset[Status] = frozenset({"withdrawn"})
    family: frozenset[Teller] = frozenset({"family"})
    node, other = frozenset({NODES[0]}), frozenset({NODES[-1]})
    questions: list[tuple[str, StoryQuery, int]] = [
        ("everything", StoryQuery(), 0),
        ("everything, page 5", StoryQuery(), 80),
        ("everything, by title", StoryQuery(sort="title"), 0),
        ("everything, by change", StoryQuery(sort="changed"), 0),
        ("everything, oldest", StoryQuery(sort="oldest"), 0),
        ("public", StoryQuery(**public), 0),
        ("public, page 5", StoryQuery(**public), 80),
        ("a word of nearly every story", StoryQuery(the, **public), 0),
        ("a common word", StoryQuery(common, **public), 0),
        ("a common word, page 5", StoryQuery(common, **public), 80),
        ("a usual word", StoryQuery(usual, **public), 0),
        ("a usual word, page 5", StoryQuery(usual, **public), 80),
        ("a usual word, by title", StoryQuery(usual, **public, sort="title"), 0),
        ("a seldom word", StoryQuery(seldom, **public), 0),
        ("a rare word", StoryQuery(rare, **public), 0),
        ("a word of none", StoryQuery("xyzzyqwx", **public), 0),
        ("one letter", StoryQuery(common[0], **public), 0),
        ("two letters", StoryQuery(common[:2], **public), 0),
        ("three letters", StoryQuery(usual[:3], **public), 0),
        ("four letters", StoryQuery(usual[:4], **public), 0),
        ("two common words", StoryQuery(f"{common} {words[45]}", **public), 0),
        ("a common and a rare word", StoryQuery(f"{common} {rare}", **public), 0),
        ("three usual words", StoryQuery(f"{usual} {words[310]} {words[320]}", **public), 0),
        ("two seldom words", StoryQuery(f"{seldom} {words[3100]}", **public), 0),
        ("five words", StoryQuery(" ".join(words[place] for place in (5, 50, 90, 200, 400)), **public), 0),
        ("a common node", StoryQuery(nodes=node, **public), 0),
        ("a rare node", StoryQuery(nodes=other, **public), 0),
        ("ten nodes", StoryQuery(nodes=frozenset(NODES[5:15]), **public), 0),
        ("node, teller and dimension", StoryQuery(nodes=node, tellers=family,
         dimensions=frozenset({DIMENSIONS[1]}), **public), 0),
        ("a setting", StoryQuery(settings=frozenset({"ward 07"}), **public), 0),
        ("withdrawn", StoryQuery(statuses=withdrawn), 0),
        ("pending, by change", StoryQuery(statuses=frozenset({"pending"}), sort="changed"), 0),
        ("imported and withdrawn", StoryQuery(statuses=withdrawn, origins=frozenset({"imported"})), 0),
        ("unattached", StoryQuery(is_unattached=True), 0),
        ("a language", StoryQuery(languages=frozenset({"fr"}), **public), 0),
        ("a usual word at a node", StoryQuery(usual, nodes=node, **public), 0),
        ("a common word, family, a node", StoryQuery(common, nodes=other, tellers=family, **public), 0),
        ("a seldom word, two languages", StoryQuery(seldom, languages=frozenset({"nl", "fr"}), **public), 0),
        ("a word in names of nodes", StoryQuery(NAMES[2], **public), 0),
        ("a word, also in names of nodes", StoryQuery(f"{NAMES[2]} {usual}", **public), 0),
        ("another form of a word", StoryQuery(f"{usual}s", **public), 0),
        ("another form of a rare word", StoryQuery(f"{rare}s", **public), 0),
        ("the end of a word", StoryQuery(seldom[-5:], **public), 0),
        ("a phrase of common words", StoryQuery(f'"{the} {common}"', **public), 0),
        ("a phrase of usual words", StoryQuery(f'"{usual} {words[310]}"', **public), 0),
        ("a phrase of three words", StoryQuery(f'"{the} {words[1]} {words[2]}"', **public), 0),
        ("all but a common word", StoryQuery(f"-{common}", **public), 0),
        ("a usual word, not a common one", StoryQuery(f"{usual} -{common}", **public), 0),
        ("one word or another", StoryQuery(f"{usual} OR {seldom}", **public), 0),
        ("a slip", StoryQuery(slip_in(words[2_500]), **public), 0),
        ("two slips", StoryQuery(slip_in(slip_in(words[2_501])), **public), 0),
        ("two languages apart", StoryQuery(common, languages=frozenset({"fr"}), nodes=other, **public), 0),
    ]  # fmt: skip
    return questions


def slip_in(word: str) -> str:
    """A word with a letter in its middle that no made-up word has."""
    return f"{word[: len(word) // 2]}x{word[len(word) // 2 :]}"


def name_nodes(word: str) -> list[str]:
    """The nodes whose names hold a word: each name has four of sixteen."""
    return [
        node
        for place, node in enumerate(NODES)
        if any(word in NAMES[(place * 5 + step * 3) % len(NAMES)] for step in range(4))
    ]


def build_words() -> list[str]:
    """A made-up vocabulary, the most used words first; the most used ones are short, as everywhere."""
    dice = random.Random(1)
    syllables = [
        a + b + c for a in "bdfghklmnprstvwz" for b in "aeiou" for c in ("", "n", "r", "s", "t", "l")
    ]
    words: dict[str, None] = {}
    while len(words) < _VOCABULARY:
        count = (
            1
            if len(words) < 60
            else dice.choice((2, 2, 3))
            if len(words) < 3000
            else dice.choice((2, 3, 3, 4))
        )
        words["".join(dice.choices(syllables, k=count))] = None
    return list(words)


def build_stories(count: int, seed: int = 2, words_a_story: int = 110) -> Iterator[Story]:
    """A number of made-up stories; the same for the same seed."""
    dice = random.Random(seed)
    words = build_words()
    weights = list(itertools.accumulate(1 / (place + 2.7) for place in range(len(words))))
    node_weights = list(itertools.accumulate(1 / (place + 1) for place in range(len(NODES))))
    for number in range(count):
        length = max(20, min(400, int(dice.lognormvariate(0, 0.5) * words_a_story)))
        chosen = dice.choices(words, cum_weights=weights, k=length)
        title = " ".join(dice.choices(words, cum_weights=weights, k=4)).capitalize()
        moment = _BEGINNING + timedelta(seconds=number)
        status = dice.choices(("published", "pending", "withdrawn"), (80, 15, 5))[0]
        nodes = dice.choices(NODES, cum_weights=node_weights, k=dice.choice((0, 1, 1, 2, 2, 2, 3, 4)))
        # The texts are clean as they are made; cleaning them again is not what is measured.
        yield Story.model_construct(
            id=f"{seed}-{number:09}",
            wordings=(
                Wording.model_construct(
                    language=dice.choices(("en", "nl", "fr"), (60, 35, 5))[0],
                    title=title,
                    text=" ".join(chosen) + ".",
                    setting=dice.choice(SETTINGS),
                ),
            ),
            teller=dice.choice(TELLERS),
            dimensions=tuple(dict.fromkeys(dice.choices(DIMENSIONS, k=dice.choice((0, 1, 2, 3))))),
            nodes=tuple(dict.fromkeys(nodes)),
            source=None,
            origin=dice.choices(("collected", "imported"), (70, 30))[0],
            consent=Consent(
                room=dice.random() < 0.95, exports=dice.random() < 0.7, publications=dice.random() < 0.3
            ),
            status=status,
            created_at=moment,
            changed_at=moment,
            withdrawn_at=datetime.now(UTC) if status == "withdrawn" else None,
            revision=1,
        )


def time_it(work: Callable[[], Any]) -> tuple[Any, float]:
    """What it answers, and the milliseconds it took."""
    start = time.perf_counter()
    answer = work()
    return answer, 1000 * (time.perf_counter() - start)
