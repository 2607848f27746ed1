"""One of several processes that write: `python -m tests.load.writing URL WRITER`."""

from __future__ import annotations

import sys

from model.stories import StoryStore
from tests.load.test_store import write

if __name__ == "__main__":
    store = StoryStore(sys.argv[1], "test")
    print(*write(store, sys.argv[2], 50))
    store.close()
