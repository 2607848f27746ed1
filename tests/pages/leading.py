"""Leads a workshop over HTTP, as the facilitator's page does; phones answer through their own store."""

from __future__ import annotations

from typing import Any

from httpx2 import Response
from starlette.testclient import TestClient

from model.stories import StoryStore
from model.workshop import ACTIVITIES, ActivityKind, ParticipantStore, make_request_id, make_token
from tests.workshopping import choose_subjects

NODES = ["patient-openness", "leadership-climate"]
CATALYST = "catalyst-leadership-climate"
EDGES = ["leadership-climate>catalyst-leadership-climate", "patient-openness>catalyst-patient-openness"]


def start(client: TestClient, **values: Any) -> str:
    """Start a workshop; its id."""
    post = {"request": make_request_id(), "name": "Ward 4", "language": "en", "minutes": 60, **values}
    answer = client.post("/workshops.json", json=post)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def act(client: TestClient, workshop: str, do: str, **values: Any) -> Response:
    """Do something with a workshop; what was answered."""
    post = {"do": do, "request": make_request_id(), **values}
    return client.post(f"/workshops/{workshop}.json", json=post)


def do(client: TestClient, workshop: str, what: str, /, **values: Any) -> dict[str, Any]:
    """Do something with a workshop that can be done; the workshop after it."""
    answer = act(client, workshop, what, **values)
    assert answer.status_code == 200, answer.text
    after: dict[str, Any] = answer.json()
    return after


def see(client: TestClient, workshop: str, what: str = "room") -> dict[str, Any]:
    """What the room sees of a workshop, or with "desk" what the facilitator does."""
    address = f"/workshops/{workshop}/room.json" if what == "room" else f"/workshops/{workshop}.json"
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    seen: dict[str, Any] = answer.json()
    return seen


def prepare(client: TestClient, workshop: str, kind: ActivityKind, **values: Any) -> str:
    """Prepare a round and open it; its id."""
    nodes = [CATALYST] if ACTIVITIES[kind].asks_questions else NODES
    fields = {**choose_subjects(kind, nodes), "question": f"About {kind}?", **values}
    if "edges" in fields:
        fields["edges"] = EDGES
    rounds = do(client, workshop, "add-round", kind=kind, **fields)["rounds"]
    do(client, workshop, "open-round", round=rounds[-1]["id"])
    return str(rounds[-1]["id"])


def join(store: StoryStore, workshop: str, role: Any = None) -> str:
    """A phone that joined: its token."""
    token = make_token()
    ParticipantStore(store).join(workshop, token, "en", role)
    return token


def vote(store: StoryStore, workshop: str, round_id: str, choices: dict[str, int], role: Any = None) -> None:
    """A phone that joins and votes."""
    token = join(store, workshop, role)
    ParticipantStore(store).vote(workshop, token, round_id, choices, make_request_id())
