"""What the addresses of workshops refuse: others, other sites, what cannot be read, and what cannot be."""

from __future__ import annotations

from html import escape
from typing import Any

import lxml.html
import pytest
from starlette.testclient import TestClient

from model.stories import StoryStore
from pages.shared import resources
from tests.pages.leading import NODES, act, join, prepare, see, start

ANYWHERE = "00000000000000000000000000000000"


@pytest.fixture
def workshop(facilitator: TestClient) -> str:
    return start(facilitator)


@pytest.mark.parametrize(
    "address",
    ["/workshops.json", "/workshops/{id}.json", "/workshops/{id}/room.json", "/workshops/{id}/version.json",
     "/workshops/{id}/qr.svg", "/workshops/{id}/pictures/a.png", "/projector/{id}"],
)  # fmt: skip
def test_who_is_not_the_facilitator_is_told_nothing(visitor: TestClient, workshop: str, address: str) -> None:
    answer = visitor.get(address.format(id=workshop))
    assert answer.status_code == 403
    assert "Ward 4" not in answer.text
    assert workshop not in answer.text


@pytest.mark.parametrize(
    ("query", "language", "words"),
    [("", "nl", "Deze workshop bestaat niet"), ("?lang=en", "en", "This workshop does not exist")],
)
def test_a_projector_that_is_refused_speaks_the_language_of_the_workshop(
    visitor: TestClient, facilitator: TestClient, query: str, language: str, words: str
) -> None:
    workshop = start(facilitator, language="nl")
    answer = visitor.get(f"/projector/{workshop}{query}", headers={"Accept-Language": "en-GB"})
    assert answer.status_code == 403
    page = lxml.html.fromstring(answer.text)
    assert page.get("lang") == language
    assert words in page.findtext(".//h1")
    assert page.xpath("//main//a/@href") == [f"workshop?lang={language}"]


def test_who_is_not_the_facilitator_can_start_and_change_nothing(
    visitor: TestClient, facilitator: TestClient, workshop: str
) -> None:
    post = {"request": "r", "name": "Mine", "language": "en", "minutes": 60}
    assert visitor.post("/workshops.json", json=post).status_code == 403
    for name in ("move", "end", "delete"):
        assert act(visitor, workshop, name, view="map").status_code == 403
    state = see(facilitator, workshop)
    assert (state["position"]["view"], state["workshop"]["isEnded"]) == ("join", False)


def test_with_a_passcode_the_facilitator_has_to_give_it(
    facilitator: TestClient, workshop: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MANGOMOMENT_PASSCODE", "mango")
    assert facilitator.get(f"/workshops/{workshop}.json").status_code == 403
    assert facilitator.post("/facilitator.json", json={"passcode": "mango"}).status_code == 200
    assert facilitator.get(f"/workshops/{workshop}.json").status_code == 200


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Content-Type": "text/plain"}],
)
def test_a_request_that_another_site_sent_changes_nothing(
    facilitator: TestClient, workshop: str, headers: dict[str, str]
) -> None:
    post = '{"do": "end", "request": "r"}'
    sent = {"Content-Type": "application/json", **headers}
    answer = facilitator.post(f"/workshops/{workshop}.json", content=post, headers=sent)
    assert answer.status_code == 403
    assert not see(facilitator, workshop)["workshop"]["isEnded"]


def test_more_than_64_kilobytes_are_refused(facilitator: TestClient, workshop: str) -> None:
    answer = act(facilitator, workshop, "add-action", text="x" * 70_000)
    assert answer.status_code == 400
    assert "64 kB" in answer.json()["error"]


@pytest.mark.parametrize("content", ["", "[]", "{", "null", '"end"'])
def test_what_is_no_json_object_is_refused(facilitator: TestClient, workshop: str, content: str) -> None:
    headers = {"Content-Type": "application/json"}
    answer = facilitator.post(f"/workshops/{workshop}.json", content=content, headers=headers)
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("do", "values"),
    [
        ("dance", {}),
        ("move", {"request": None}),
        ("move", {"request": "a b"}),
        ("move", {"request": "x" * 70}),
        ("move", {"view": "cinema"}),
        ("move", {"view": "stages", "at": -1}),
        ("move", {"view": "stages", "at": [2]}),
        ("move", {"view": "path", "path": ["mangomoment", "patient-openness"]}),
        ("move", {"view": "path", "path": ["zebra"]}),
        ("move", {"spotlight": "zebra"}),
        ("timer", {"minutes": 1000}),
        ("timer", {"minutes": "5"}),
        ("timer", {"minutes": True}),
        ("add-round", {"kind": "quiz"}),
        ("add-round", {"kind": "dots", "nodes": ["zebra"], "dots": 3}),
        ("add-round", {"kind": "dots", "nodes": "patient-openness", "dots": 3}),
        ("add-round", {"kind": "dots", "nodes": [1], "dots": 3}),
        ("add-round", {"kind": "dots", "nodes": NODES, "dots": 0}),
        ("add-round", {"kind": "rating", "nodes": []}),
        ("add-round", {"kind": "rating", "nodes": NODES, "question": "x" * 201}),
        ("add-action", {"text": "  "}),
        ("add-action", {"text": 5}),
        ("add-action", {"text": "x" * 301}),
        ("add-action", {"text": "Talk", "nodes": ["zebra"]}),
        ("extend", {"minutes": 0}),
        ("extend", {"minutes": 10**12}),
        ("rename", {"name": ""}),
        ("group", {"answers": "a"}),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_sentence(
    facilitator: TestClient, workshop: str, do: str, values: dict[str, Any]
) -> None:
    before = see(facilitator, workshop)
    answer = act(facilitator, workshop, do, **values)
    assert answer.status_code == 400
    assert answer.json()["error"]
    after = see(facilitator, workshop)
    for changing in ("now", "steps"):
        before.pop(changing), after.pop(changing)
    assert after == before


@pytest.mark.parametrize(
    ("do", "values"),
    [
        ("open-round", {"round": ANYWHERE}),
        ("reveal-round", {"round": ANYWHERE}),
        ("choose-group", {"group": ANYWHERE, "chosen": True}),
        ("group", {"answers": [ANYWHERE], "title": "Doors"}),
        ("change-action", {"action": ANYWHERE, "mark": "0", "text": "Talk"}),
    ],
)
def test_what_is_gone_is_said_to_be_gone(
    facilitator: TestClient, workshop: str, do: str, values: dict[str, Any]
) -> None:
    answer = act(facilitator, workshop, do, **values)
    assert (answer.status_code, answer.json()["reason"]) == (404, "unknown-part")


@pytest.mark.parametrize("id_", [ANYWHERE, "x", "a b", "%27%3B--", "x" * 200])
def test_a_workshop_that_is_not_there_is_not_found(facilitator: TestClient, id_: str) -> None:
    for address in (
        f"/workshops/{id_}.json",
        f"/workshops/{id_}/room.json",
        f"/workshops/{id_}/version.json",
    ):
        answer = facilitator.get(address)
        assert (answer.status_code, answer.json()["reason"]) == (404, "unknown-workshop")
    assert facilitator.get(f"/projector/{id_}").status_code == 404


@pytest.mark.parametrize(
    "values",
    [{"name": " "}, {"name": "x" * 101}, {"name": 5}, {"minutes": 0}, {"minutes": 100_000}, {"minutes": None},
     {"language": "xx"}, {"request": ""}],
)  # fmt: skip
def test_a_workshop_that_cannot_be_is_not_started(facilitator: TestClient, values: dict[str, Any]) -> None:
    post = {"request": "r", "name": "Ward 4", "language": "en", "minutes": 60, **values}
    assert facilitator.post("/workshops.json", json=post).status_code == 400
    assert facilitator.get("/workshops.json").json()["workshops"] == []


def test_a_language_that_is_not_there_is_refused(facilitator: TestClient, workshop: str) -> None:
    assert facilitator.get(f"/workshops/{workshop}.json?lang=xx").status_code == 400
    assert facilitator.get("/workshops/words.json?lang=xx").status_code == 400


def test_answers_are_kept_by_nobody(facilitator: TestClient, workshop: str) -> None:
    for address in ("/workshops.json", f"/workshops/{workshop}.json", f"/workshops/{workshop}/room.json"):
        assert facilitator.get(address).headers["cache-control"] == "no-store"


def test_markup_in_names_and_texts_comes_out_as_text(facilitator: TestClient) -> None:
    id_ = start(facilitator, name="<script>alert(1)</script>Ward & 4")
    page = facilitator.get(f"/projector/{id_}").text
    name = see(facilitator, id_)["workshop"]["name"]
    assert name.endswith("Ward & 4")
    assert f"<title>{escape(name)}</title>" in page
    assert "<script>alert" not in page


def test_a_phone_that_joined_reaches_nothing_of_the_facilitators(
    facilitator: TestClient, visitor: TestClient, workshop: str, store: StoryStore
) -> None:
    token = join(store, workshop)
    round_id = prepare(facilitator, workshop, "dots")
    visitor.cookies.set("mangomoment_join", token)
    assert visitor.get(f"/workshops/{workshop}/room.json").status_code == 403
    assert act(visitor, workshop, "reveal-round", round=round_id).status_code == 403


def test_stories_that_cannot_be_reached_are_said_so(
    facilitator: TestClient, workshop: str, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"no database at all" * 100)
    monkeypatch.setenv("MANGOMOMENT_DB", f"sqlite:///{broken}")
    answer = facilitator.get(f"/workshops/{workshop}.json")
    assert (answer.status_code, answer.json()["reason"]) == (503, "damaged")
    assert resources.get_content().trouble is not None
