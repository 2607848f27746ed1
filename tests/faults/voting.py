"""Phones in a process that is to be killed: `python -m tests.faults.voting URL WORKSHOP ROUND ROUND ROUND`.

The rounds are one of ratings, one of catalysts, one of stories. What was confirmed is printed at once.
"""

from __future__ import annotations

import sys
from itertools import count

from model.stories import StoryStore
from model.workshop import ParticipantStore, make_request_id, make_token
from tests.workshopping import NODES


def send(url: str, workshop: str, rating: str, naming: str, telling: str) -> None:
    """Join, rate, name and tell for ever; print a line for each that was confirmed."""
    phones = ParticipantStore(StoryStore(url, "test"))
    print("ready", flush=True)
    for number in count():
        token, node, text = make_token(), NODES[number % 3], f"Number {number}"
        phones.join(workshop, token, "nl")
        print(f"joined {number}", flush=True)
        phones.vote(workshop, token, rating, {node: 1 + number % 5}, make_request_id())
        print(f"voted {number}", flush=True)
        phones.name_catalyst(workshop, token, naming, node, text, make_request_id())
        print(f"named {number}", flush=True)
        receipt = phones.tell_story(
            workshop, token, telling, text=text, teller="patient", language="nl", request=make_request_id()
        )
        print(f"told {number} {receipt.code}", flush=True)


if __name__ == "__main__":
    send(*sys.argv[1:])
