"""The queue and acts on many stories over HTTP: who may, what comes next, and what is said of a batch."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from model.stories import StoryStore, batches
from pages.stories.moderation import AHEAD
from tests.pages.asking import add, change


def queue(client: TestClient, **query: str) -> dict[str, Any]:
    answer: dict[str, Any] = client.get("/stories/queue.json", params=query).json()
    return answer


def list_texts(part: dict[str, Any]) -> list[str]:
    return [entry["story"]["text"] for entry in part["entries"]]


def batch(client: TestClient, **post: Any) -> Any:
    return client.post("/stories/batch.json?lang=nl", json={"request": "once", **post})


def test_the_queue_has_those_that_wait_the_longest_first(facilitator: TestClient) -> None:
    waiting = queue(facilitator, count="yes")["count"]
    for number in range(AHEAD + 2):
        add(facilitator, f"Mango {number}.")
    part = queue(facilitator, search="mango", count="yes")
    assert list_texts(part) == [f"Mango {number}." for number in range(AHEAD)]
    assert (part["before"], part["count"]) == (0, AHEAD + 2)
    beyond = str(part["entries"][-1]["number"])
    rest = queue(facilitator, search="mango", beyond=beyond, count="yes")
    assert (len(rest["entries"]), rest["before"]) == (2, AHEAD)
    back = queue(facilitator, search="mango", beyond=beyond, back="yes")
    assert list_texts(back)[0] == f"Mango {AHEAD - 2}."
    assert (back["before"], back["count"]) == (None, None)
    at = part["entries"][3]["story"]["id"]
    assert list_texts(queue(facilitator, search="mango", at=at))[0] == "Mango 3."
    assert queue(facilitator, count="yes")["count"] == waiting + AHEAD + 2


def test_what_could_identify_somebody_is_told_with_each(facilitator: TestClient) -> None:
    translation = {"language": "nl", "title": "", "setting": "", "text": "Bel 0470 12 34 56."}
    add(facilitator, "Mrs Peeters, room 12.", title="Told by Mrs Peeters", translations=[translation])
    [entry] = queue(facilitator, search="peeters")["entries"]
    found = [(identifier["key"], identifier["kind"], identifier["text"]) for identifier in entry["found"]]
    assert found == [
        ("text", "name", "Mrs Peeters"),
        ("text", "room", "room 12"),
        ("title", "name", "Mrs Peeters"),
        ("nl.text", "phone", "0470 12 34 56"),
    ]
    assert entry["found"][3]["mask"] == "[telefoonnummer]"


def test_those_set_aside_wait_apart(facilitator: TestClient, visitor: TestClient) -> None:
    story = add(facilitator, "Zebra.", consent={"room": True})
    after = change(facilitator, story["id"], "aside").json()
    assert (after["status"], after["decided"]["what"]) == ("aside", "aside")
    assert queue(facilitator, search="zebra")["entries"] == []
    [entry] = queue(facilitator, search="zebra", status="aside")["entries"]
    assert entry["story"]["decided"]["role"] == "facilitator"
    assert visitor.get(f"/stories/{story['id']}.json").status_code == 404
    assert visitor.get("/stories.json?search=zebra&status=aside").json()["count"] == 0


def test_single_acts_are_lines_of_their_own_in_the_history(facilitator: TestClient) -> None:
    story = add(facilitator, "Mango.")
    change(facilitator, story["id"], "consent", 1, name="room", value=True)
    change(facilitator, story["id"], "attach", 2, name="resonance")
    after = change(facilitator, story["id"], "detach", 3, name="resonance").json()
    assert (after["consent"]["room"], after["nodes"]) == (True, [])
    history = facilitator.get(f"/stories/{story['id']}.json").json()["history"]
    assert [entry["what"] for entry in history] == ["added", "consent", "attached", "attached"]


def test_all_that_a_query_finds_are_published_and_undone(facilitator: TestClient) -> None:
    stories = [add(facilitator, f"Mango {number}.") for number in range(3)]
    publish = {"do": "publish", "query": "status=pending&search=mango"}
    done = {"changed": 3, "waiting": 0, "left": 0, "names": []}
    assert batch(facilitator, **publish).json() == done
    assert batch(facilitator, **publish).json() == done
    change(facilitator, stories[1]["id"], "withdraw", 2)
    undone = batch(facilitator, do="undo").json()
    assert undone == {"changed": 2, "waiting": 0, "left": 1, "names": ["Mango 1."]}
    assert list_texts(queue(facilitator, search="mango")) == ["Mango 0.", "Mango 2."]
    again = batch(facilitator, do="undo")
    assert (again.status_code, again.json()["reason"]) == (404, "nothing")


def test_more_than_can_be_changed_at_once_is_said_in_words(
    facilitator: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "MOST_AT_ONCE", 2)
    answer = batch(facilitator, do="publish", query="")
    assert answer.status_code == 400
    assert answer.json()["error"].startswith("Er worden hoogstens 10.000 verhalen tegelijk gewijzigd.")


def test_who_is_no_facilitator_sees_no_queue_and_changes_nothing(
    store: StoryStore, visitor: TestClient
) -> None:
    version = store.get_version()
    assert visitor.get("/stories/queue.json").status_code == 403
    assert batch(visitor, do="publish", query="").status_code == 403
    assert store.get_version() == version


@pytest.mark.parametrize(
    "post",
    [
        {"do": "delete", "query": ""},
        {"do": "edit", "query": ""},
        {"do": "publish"},
        {"do": "publish", "stories": [["the-mango"]]},
        {"do": "publish", "stories": [["the-mango", True]]},
        {"do": "publish", "query": "status=secret"},
        {"do": "attach", "name": "nothing", "query": ""},
        {"do": "sort", "name": "nothing", "query": ""},
        {"do": "consent", "name": "room", "value": "yes", "query": ""},
        {"do": "set", "name": "text", "value": "Mine.", "query": ""},
        {"do": "set", "name": "teller", "value": {}, "query": ""},
        {"do": "publish", "query": "", "request": "no id!"},
    ],
)
def test_what_is_no_batch_is_refused(
    facilitator: TestClient, store: StoryStore, post: dict[str, Any]
) -> None:
    version = store.get_version()
    assert batch(facilitator, **post).status_code == 400
    assert store.get_version() == version


@pytest.mark.parametrize("query", [{"beyond": "x"}, {"beyond": "1" * 20}, {"status": "secret"}])
def test_what_is_no_queue_is_refused(facilitator: TestClient, query: dict[str, str]) -> None:
    assert facilitator.get("/stories/queue.json", params=query).status_code == 400


CHOSEN = "stories are pairs of an id and a revision; or give a query, or a place"
REQUEST = "request is an id that the browser makes for each change"


@pytest.mark.parametrize(
    ("post", "said"),
    [
        *(({"query": "", "request": id_}, REQUEST) for id_ in ("x" * 65, "é", "a b", "", 5)),
        ({}, CHOSEN),
        ({"stories": [["a", 1, 2]]}, CHOSEN),
        ({"stories": [["a", "1"]]}, CHOSEN),
        ({"stories": [[1, 1]]}, CHOSEN),
        ({"stories": ["ab"]}, CHOSEN),
        ({"place": "a-b"}, CHOSEN),
    ],
)
def test_a_batch_that_cannot_be_read_gets_a_sentence(
    facilitator: TestClient, post: dict[str, Any], said: str
) -> None:
    answer = batch(facilitator, do="publish", **post)
    assert (answer.status_code, answer.json()) == (400, {"error": said})


def test_a_batch_is_named_by_as_long_an_id_as_a_browser_makes(facilitator: TestClient) -> None:
    add(facilitator, "Mango.")
    answer = batch(facilitator, do="publish", query="search=mango&status=pending", request="x" * 64)
    assert answer.json()["changed"] == 1


def test_of_many_that_were_left_ten_are_named(facilitator: TestClient) -> None:
    stories = [[add(facilitator, f"Mango {number}.")["id"], 9] for number in range(12)]
    answer = batch(facilitator, do="publish", stories=stories).json()
    assert (answer["changed"], answer["left"]) == (0, 12)
    assert answer["names"] == [f"Mango {number}." for number in range(10)]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ({"url": "https://paper.example/a"}, []),
        ({"name": "https://other.example/b", "url": "https://paper.example/a"}, ["https://other.example/b"]),
        ({"name": "Mrs Peeters", "url": "https://paper.example/a"}, ["Mrs Peeters"]),
        ({"name": "Mrs Peeters"}, ["Mrs Peeters"]),
    ],
)
def test_of_a_source_all_is_pointed_out_but_its_own_address(
    facilitator: TestClient, source: dict[str, str], found: list[str]
) -> None:
    add(facilitator, "Mango.", source=source)
    [entry] = queue(facilitator, search="mango")["entries"]
    assert [(each["key"], each["text"]) for each in entry["found"]] == [("source", text) for text in found]


@pytest.mark.parametrize(("beyond", "status"), [("9" * 15, 200), ("1" * 16, 400), ("²", 400), ("-1", 400)])
def test_the_queue_goes_on_beyond_the_number_of_a_story(
    facilitator: TestClient, beyond: str, status: int
) -> None:
    answer = facilitator.get("/stories/queue.json", params={"beyond": beyond})
    assert answer.status_code == status
    if status == 400:
        assert answer.json() == {"error": "beyond is the number of a story"}
