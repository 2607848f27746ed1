"""Exporting and importing stories: each form of file, 1 045 and 100 000 stories.

As many stories as the study behind the model collected, and as many as a large campaign might. Each is
measured in a process of its own, so that its memory is its own: the growth of the most memory it had.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from model import load_model, load_stories
from model.stories import Story, StoryStore
from model.stories.intake.choice import suggest_choice
from model.stories.intake.story_import import import_stories
from model.stories.story_files import STORY_FORMS, write_stories
from model.tables import read_table

_COUNTS = (1_045, 100_000)


def run() -> None:
    """Print the table; times in seconds, sizes in MiB.

    `import` is with reading and checking, into a new SQLite file; `again` is the same file once more.
    """
    print(
        f"\n{'form':8}{'stories':>9}{'file':>8}{'export':>9}{'read':>8}{'import':>9}{'again':>8}{'memory':>9}"
    )
    for count in _COUNTS:
        for form in STORY_FORMS:
            command = [sys.executable, "-m", "tests.bench.of_the_imports", form, str(count)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            measured = json.loads(done.stdout)
            print(
                f"{form:8}{count:9}{measured['file']:8.1f}{measured['export']:9.2f}{measured['read']:8.2f}"
                f"{measured['import']:9.2f}{measured['again']:8.2f}{measured['memory']:9.1f}"
            )


def _measure(form: str, count: int) -> dict[str, float]:
    model = load_model()
    stories = load_stories(model)
    next(_tell(stories, 1))
    before = _get_most_memory()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"stories.{form}"
        measured = {}
        start = time.perf_counter()
        with file.open("wb") as opened:
            write_stories(_tell(stories, count), opened, form)
        measured["export"] = time.perf_counter() - start
        measured["file"] = file.stat().st_size / 2**20
        store = StoryStore(str(Path(folder) / "stories.db"), "mangomoment")
        store.open()
        with file.open("rb") as opened:
            for name in ("import", "again"):
                start = time.perf_counter()
                table = read_table(opened, file.name)
                measured["read"] = time.perf_counter() - start
                result = import_stories(store, table, suggest_choice(table), model)
                measured[name] = time.perf_counter() - start
                assert (result.added, result.already) == ((count, 0) if name == "import" else (0, count))
        store.close()
    return measured | {"memory": _get_most_memory() - before}


def _tell(stories: tuple[Story, ...], count: int) -> Iterator[Story]:
    """Stories as long as those that come along, each in its own words."""
    chance = random.Random(count)
    words = " ".join(wording.text for story in stories for wording in story.wordings).split()
    for number in range(count):
        like = stories[number % len(stories)]
        length = len(like.text.split())
        wordings = [
            wording.model_copy(update={"text": " ".join(chance.choices(words, k=length))})
            for wording in like.wordings
        ]
        yield like.model_copy(update={"id": f"s{number}", "wordings": tuple(wordings)})


def _get_most_memory() -> float:
    """The most memory that this process has had so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    print(json.dumps(_measure(sys.argv[1], int(sys.argv[2]))))
