"""Whatever is sent, no address fails, and every answer carries the security headers."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from app import MIDDLEWARE, PAGES, ROUTES
from model.stories import StoryStore
from pages.server.security import SecurityHeaders
from tests.pages import leading
from tests.pages.conftest import Ask
from tests.pages.fuzzing import Fuzzer, Visitors

HEADERS = ("content-security-policy", "x-content-type-options", "x-frame-options", "referrer-policy")
HOST = {"Host": "127.0.0.1:8501"}
_COUNT = int(os.environ.get("FUZZED_REQUESTS", "1000"))
"""`FUZZED_REQUESTS=20000 python -m pytest tests/pages/test_security_fuzz.py` sends more, in some minutes."""


@pytest.fixture
def client(store: StoryStore) -> Iterator[TestClient]:
    app = Starlette(routes=ROUTES, middleware=MIDDLEWARE)
    with TestClient(app, "http://127.0.0.1:8501", raise_server_exceptions=False) as client:
        yield client


def test_no_request_is_answered_with_a_failure(store: StoryStore, ask: Ask) -> None:
    workshop = leading.start(ask())
    round_id = leading.prepare(ask(), workshop, "dots")
    key = leading.see(ask(), workshop, "desk")["workshop"]["key"]
    story = store.find_told(1)[0]
    sound = {
        **{
            "workshop": workshop,
            "round": round_id,
            "group": round_id,
            "answer": round_id,
            "action": round_id,
        },
        **{"key": key, "story": story.id, "node": "mangomoment", "level": "patient", "stage": "resonance"},
        **{"from": "patient-openness", "to": "loyalty-patients", "language": "en", "lang": "nl", "mark": "1"},
        **{"text": "She sang.", "name": "Ward 4", "title": "Calm", "kind": "dots", "question": "Which?"},
        **{"who": "An", "when": "soon", "view": "map", "status": "published", "teller": "patient"},
        **{"nodes": ["mangomoment"], "answers": [round_id], "dimensions": [], "minutes": 60, "dots": 3},
        **{
            "at": 0,
            "revision": story.revision,
            "isRehearsal": True,
            "chosen": True,
            "consent": {"room": True},
        },
    }
    visitors = Visitors(Starlette(routes=ROUTES, middleware=MIDDLEWARE))
    statuses = Counter[int]()
    for attempt, status, headers in visitors.visit(Fuzzer(list(PAGES.routes), sound, seed=14).make(_COUNT)):
        assert status < 500, attempt
        assert headers.issuperset(HEADERS), attempt
        statuses[status] += 1
    assert statuses[200] > _COUNT / 4, "most are refused by what stands before"
    assert statuses[429] < _COUNT / 100


@pytest.mark.parametrize("skip", ["9" * 5_000, "-1", "٣", "²", "1e3", ""])
def test_whatever_is_said_to_skip_is_a_number_or_refused(client: TestClient, skip: str) -> None:
    assert client.get("/paths.json", params={"skip": skip}).status_code == 400
    assert client.get("/stories.json", params={"skip": skip}).status_code == 400


@pytest.mark.parametrize("field", ["nodes", "question", "kind", "request"])
def test_half_a_surrogate_fails_nowhere(facilitator: TestClient, field: str) -> None:
    workshop = leading.start(facilitator)
    sent = {"do": "add-round", "request": "1", "kind": "rating", "question": "Who?", "nodes": ["mangomoment"]}
    sent[field] = ["x\ud800"] if field == "nodes" else "x\udfff"
    headers = {"Content-Type": "application/json"}
    answer = facilitator.post(f"/workshops/{workshop}.json", content=json.dumps(sent), headers=headers)
    assert answer.status_code in (200, 400), answer.text


def test_a_whole_pair_of_surrogates_is_a_letter(facilitator: TestClient) -> None:
    content = r'{"text": "\ud83c\udf88", "language": "en", "teller": "patient"}'
    answer = facilitator.post("/stories.json", content=content, headers={"Content-Type": "application/json"})
    assert answer.json()["text"] == "🎈"


def test_a_session_with_a_number_of_thousands_of_digits_is_refused(facilitator: TestClient) -> None:
    answer = facilitator.post("/workshops/session.json", json={"session": "9" * 5_000})
    assert answer.status_code == 400


def test_an_error_that_nobody_expected_carries_the_headers() -> None:
    async def fail(_request: Request) -> Response:
        raise RuntimeError("nobody expected this")

    app = Starlette(routes=[Route("/", fail)])
    app.add_middleware(SecurityHeaders)
    answer = TestClient(app, raise_server_exceptions=False).get("/")
    assert answer.status_code == 500
    assert all(name in answer.headers for name in HEADERS)
    assert "nobody" not in answer.text
