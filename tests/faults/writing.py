"""A process that writes and says so, to be killed.

`python -m tests.faults.writing URL ONE|MANY|BATCH|CODED`
"""

from __future__ import annotations

import sys
from itertools import count

from model.coding import Code, CodingStore, Mark, StoryCoding
from model.stories import Act, Role, StoryQuery, StoryStore
from tests.storytelling import build_story

_WAITING = StoryQuery(statuses=frozenset({"pending"}))
BATCH: tuple[str, Act, StoryQuery, Role] = ("once", Act("publish"), _WAITING, "facilitator")
"""What is done to all stories that wait."""


def write(url: str, how: str) -> None:
    """Add stories for ever, or publish those that wait; print what was confirmed: an id, or how many."""
    store = StoryStore(url, "test")
    store.open()
    print("ready", flush=True)
    if how == "BATCH":
        while not (batch := store.do_batch(*BATCH)).is_done:
            print(batch.changed, flush=True)
    if how == "ONE":
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
    write(sys.argv[1], sys.argv[2])
