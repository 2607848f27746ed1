"""A process that writes and says so, to be killed: `python -m tests.faults.writing URL ONE|MANY|CODED`."""

from __future__ import annotations

import sys
from itertools import count

from model.coding import Code, CodingStore, Mark, StoryCoding
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


def code(url: str) -> None:
    """Tell a story and code it, for ever; print the id of each whose coding was confirmed."""
    store = StoryStore(url, "test")
    codings = CodingStore(store)
    coder = codings.add_coder("Ann")
    print("ready", flush=True)
    for number in count():
        story = store.add(build_story(f"Story {number}."), "visitor")
        codings.save(StoryCoding(story.id, coder.id, (Mark(Code("node", "joy")),), is_done=True))
        print(story.id, flush=True)


if __name__ == "__main__":
    if sys.argv[2] == "CODED":
        code(sys.argv[1])
    write(sys.argv[1], sys.argv[2] == "ONE")
