"""Phones in a process that is to be killed: `python -m tests.faults.voting URL WORKSHOP ROUND ROUND ROUND`.

The rounds are one of ballots, one of answers, one of stories. What was confirmed is printed at once.
"""

from __future__ import annotations

import sys
from itertools import count

from model.stories import StoryStore
from model.workshop import ParticipantStore, WorkshopStore, make_request_id, make_token
from tests.workshopping import build_choices


def send(url: str, workshop: str, *rounds: str) -> None:
    """Join, vote, name and tell for ever; print a line for each that was confirmed."""
    stories = StoryStore(url, "test")
    phones, state = ParticipantStore(stories), WorkshopStore(stories).get_state(workshop)
    voting, naming, telling = (state.get_round(id_) for id_ in rounds)
    assert voting
    assert naming
    assert telling
    print("ready", flush=True)
    for number in count():
        token, text = make_token(), f"Number {number}"
        phones.join(workshop, token, "nl")
        print(f"joined {number}", flush=True)
        phones.vote(workshop, token, voting.id, build_choices(voting, number), make_request_id())
        print(f"voted {number}", flush=True)
        subject = naming.subjects[number % len(naming.subjects)]
        phones.name_catalyst(workshop, token, naming.id, subject, text, make_request_id())
        print(f"named {number}", flush=True)
        receipt = phones.tell_story(
            workshop, token, telling.id, text=text, teller="patient", language="nl", request=make_request_id()
        )
        print(f"told {number} {receipt.code}", flush=True)


if __name__ == "__main__":
    send(*sys.argv[1:])
