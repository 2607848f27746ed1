"""Visitors' stories in bulk: the facilitator is told of them and rejects those of one sender at once."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from pages.stories import routes
from pages.stories.routes import MANY_FROM_ONE
from tests.pages.asking import add, build_post, list_ids
from tests.pages.conftest import Ask

DONE = {"changed": MANY_FROM_ONE, "waiting": 0, "left": 0, "names": []}


def test_the_stories_of_one_sender_are_rejected_and_wait_again(
    facilitator: TestClient, visitor: TestClient, ask: Ask
) -> None:
    shown = list_ids(facilitator, status="pending")
    for number in range(MANY_FROM_ONE):
        assert "senders" not in facilitator.get("/stories.json").json()
        add(visitor, f"Mango {number}.")
    honest = add(ask("203.0.113.77"), "She sang.")
    listed = facilitator.get("/stories.json")
    [sender] = listed.json()["senders"]
    assert sender["count"] == MANY_FROM_ONE
    assert "198.51.100." not in listed.text
    post = {"do": "withdraw", "place": sender["place"], "request": "once"}
    assert facilitator.post("/stories/batch.json", json=post).json() == DONE
    assert list_ids(facilitator, status="pending") == [honest["id"], *shown]
    assert "senders" not in facilitator.get("/stories.json").json()
    undo = {"do": "undo", "request": "once"}
    assert facilitator.post("/stories/batch.json", json=undo).json() == DONE
    assert len(list_ids(facilitator, status="pending")) == MANY_FROM_ONE + 1 + len(shown)


def test_who_is_no_facilitator_neither_sees_nor_rejects_senders(
    facilitator: TestClient, visitor: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "MANY_FROM_ONE", 1)
    visitor.post("/stories.json", json=build_post())
    [sender] = facilitator.get("/stories.json").json()["senders"]
    assert "senders" not in visitor.get("/stories.json").json()
    post = {"do": "withdraw", "place": sender["place"], "request": "once"}
    assert visitor.post("/stories/batch.json", json=post).status_code == 403


@pytest.mark.parametrize(
    "post",
    [
        {"do": "withdraw", "place": "0abcd"},
        {"do": "withdraw", "place": "0abcd", "request": "é"},
        {"do": "withdraw", "place": 1, "request": "once"},
        {"do": "withdraw", "place": "%", "request": "once"},
        {"do": "withdraw", "request": "once"},
        {"do": "undo", "request": "x" * 65},
    ],
)
def test_what_is_no_rejection_is_refused(facilitator: TestClient, post: dict[str, object]) -> None:
    assert facilitator.post("/stories/batch.json", json=post).status_code == 400
