"""A process that writes stories and says so, to be killed: `python -m tests.faults.writing URL ONE|MANY`."""

from __future__ import annotations

import sys
from itertools import count

from model.stories import StoryStore
from tests.storytelling import build_story


def write(url: str, is_one_by_one: bool) -> None:
    """Add stories for ever; print the id of each that was confirmed, or how many were."""
    store = StoryStore(url, "test")
    store.open()
    print("ready", flush=True)
    if is_one_by_one:
        for number in count():
            print(store.add(build_story(f"Story {number}.", nodes=["joy"]), "visitor").id, flush=True)
    stories = (build_story(f"Story {number}.", nodes=["joy"]) for number in count())
    store.add_all(stories, "import", lambda done: print(done, flush=True))


if __name__ == "__main__":
    write(sys.argv[1], sys.argv[2] == "ONE")
