"""A workshop is planned, copied and made into a template over HTTP; its pictures are safe to show."""

from __future__ import annotations

import base64
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from starlette.testclient import TestClient

from model.workshop import make_request_id
from tests.pages.leading import NODES, act, do, see, start


def draw(form: str = "PNG", **how: Any) -> bytes:
    made = BytesIO()
    Image.new("RGB", (40, 20), "red").save(made, form, **how)
    return made.getvalue()


def send_picture(client: TestClient, workshop: str, step: str, content: bytes) -> Any:
    sent = {"step": step, "picture": base64.b64encode(content).decode(), "request": make_request_id()}
    return client.post(f"/workshops/{workshop}/picture.json", json=sent)


def add_step(client: TestClient, workshop: str, **fields: Any) -> str:
    steps = do(client, workshop, "add-step", **{"kind": "picture", "title": "A mango"} | fields)["ownSteps"]
    return str(steps[-1]["id"])


def list_views(seen: dict[str, Any]) -> list[str]:
    return list(dict.fromkeys(step["view"] for step in seen["steps"]))


def test_steps_follow_the_plan_and_leave_out_what_it_does(facilitator: TestClient) -> None:
    id_ = start(facilitator)
    step = add_step(facilitator, id_, notes="Smile")
    round_id = do(facilitator, id_, "add-round", kind="rating", nodes=NODES)["rounds"][0]["id"]
    plan = [[step, 3], ["join", 2], [round_id, 10], ["actions", 5]]
    after = do(facilitator, id_, "arrange", plan=plan)
    assert list_views(after) == list_views(see(facilitator, id_)) == ["own", "join", "round", "actions"]
    assert [(item["part"], item["minutes"]) for item in after["plan"] if item["part"] != "path"] == [
        tuple(item) for item in plan
    ]
    assert [part["part"] for part in after["leftOut"]] == ["followed", "stages", "map", "stories"]
    assert after["steps"][0]["hint"] == "Smile"
    assert "hint" not in see(facilitator, id_)["steps"][0]


def test_a_workshop_begins_from_a_template_that_comes_along_or_was_made_or_from_another(
    facilitator: TestClient,
) -> None:
    listed = facilitator.get("/workshops.json?lang=nl").json()["templates"]
    assert [template["minutes"] for template in listed] == [90, 20, 45, 10]
    first = start(facilitator, source="template:first-workshop", language="nl")
    seen = see(facilitator, first, "desk")
    assert (seen["steps"][0]["title"], seen["position"]["view"]) == ("Welkom", "own")
    assert [round_["kind"] for round_ in seen["rounds"]] == ["stories", "catalysts", "dots"]
    do(facilitator, first, "make-template", name="Ours")
    listed = facilitator.get("/workshops.json").json()["templates"]
    [own] = [template for template in listed if template["isOwn"]]
    assert (own["name"], own["minutes"]) == ("Ours", 90)
    for source in (f"template:{own['id']}", f"workshop:{first}"):
        again = see(facilitator, start(facilitator, source=source), "desk")
        assert [item["name"] for item in again["plan"]] == [item["name"] for item in seen["plan"]]
    for change, names in (("rename", ["Theirs"]), ("delete", []), ("restore", ["Theirs"])):
        sent = {"change": change, "template": own["id"], "name": "Theirs", "request": make_request_id()}
        left = facilitator.post("/workshops/templates.json", json=sent).json()["templates"]
        assert [template["name"] for template in left if template["isOwn"]] == names


@pytest.mark.parametrize("source", ["template:gone", f"workshop:{'0' * 32}", "film:1"])
def test_what_a_workshop_cannot_begin_from_is_gone(facilitator: TestClient, source: str) -> None:
    sent = {"name": "W", "language": "en", "minutes": 60, "source": source, "request": make_request_id()}
    assert facilitator.post("/workshops.json", json=sent).status_code == 404


def test_a_picture_is_sent_with_headers_that_make_it_safe_and_only_to_the_facilitator(
    facilitator: TestClient, visitor: TestClient
) -> None:
    id_ = start(facilitator)
    step = add_step(facilitator, id_)
    name = send_picture(facilitator, id_, step, draw("GIF")).json()["picture"]
    [shown] = [step_ for step_ in see(facilitator, id_)["steps"] if step_["view"] == "own"]
    assert (shown["picture"], shown["own"], shown["round"]) == (name, "picture", step)
    answer = facilitator.get(f"/workshops/{id_}/pictures/{name}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"].startswith("private")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert visitor.get(f"/workshops/{id_}/pictures/{name}").status_code == 403
    assert send_picture(visitor, id_, step, draw()).status_code == 403
    assert facilitator.get(f"/workshops/{start(facilitator)}/pictures/{name}").status_code == 404
    do(facilitator, id_, "drop-picture", step=step)
    assert facilitator.get(f"/workshops/{id_}/pictures/{name}").status_code == 404


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "picture-format"),
        (draw("TIFF"), "picture-format"),
    ],
)
def test_a_picture_that_is_refused_says_why_and_changes_nothing(
    facilitator: TestClient, content: bytes, code: str
) -> None:
    id_ = start(facilitator)
    answer = send_picture(facilitator, id_, add_step(facilitator, id_), content)
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert see(facilitator, id_, "desk")["ownSteps"][0]["picture"] == ""


def test_a_round_that_was_opened_and_answered_keeps_its_elements(facilitator: TestClient) -> None:
    id_ = start(facilitator)
    rated = do(facilitator, id_, "add-round", kind="rating", nodes=NODES)["rounds"][0]["id"]
    changed = do(facilitator, id_, "change-round", round=rated, question="Now?", nodes=NODES[:1])["rounds"][0]
    assert (changed["question"], changed["nodes"]) == ("Now?", NODES[:1])
    twice = do(facilitator, id_, "duplicate-round", round=rated)["rounds"]
    assert [(round_["number"], round_["question"]) for round_ in twice] == [(1, "Now?"), (2, "Now?")]
    assert act(facilitator, id_, "arrange", plan=[["join", -1]]).status_code == 400
