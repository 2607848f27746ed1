"""The report and files of a workshop over HTTP, and a session that comes back."""

from __future__ import annotations

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from pypdf import PdfReader
from starlette.testclient import TestClient

from model.stories import StoryStore
from tests.pages.leading import act, do, prepare, see, start, vote

FILES = ("report.pdf", "report.pptx", "report.xlsx", "pack.pdf", "session.json")


@pytest.fixture
def workshop(store: StoryStore, facilitator: TestClient) -> str:
    """A workshop in which somebody voted, and saw the result."""
    led = start(facilitator, name="Ward 4")
    round_id = prepare(facilitator, led, "dots")
    vote(store, led, round_id, {"leadership-climate": 2})
    do(facilitator, led, "reveal-round", round=round_id)
    return led


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_report_and_the_pack_name_the_workshop(
    facilitator: TestClient, workshop: str, language: str
) -> None:
    for name in ("report.pdf", "pack.pdf"):
        answer = facilitator.get(f"/workshops/{workshop}/{name}", params={"lang": language})
        assert answer.headers["content-type"] == "application/pdf"
        assert name in answer.headers["content-disposition"]
        read = PdfReader(BytesIO(answer.content))
        assert "Ward 4" in " ".join("".join(page.extract_text() for page in read.pages).split())
        assert str(read.root_object["/Lang"]) == language


def test_files_have_the_name_and_the_day_of_the_workshop(facilitator: TestClient) -> None:
    led = start(facilitator, name="Afdeling 4: één", day="2026-12-04")
    names = []
    for day in (None, "2026-12-11"):
        if day:
            do(facilitator, led, "set-day", day=day)
        answer = facilitator.get(f"/workshops/{led}/session.json")
        names.append(answer.headers["content-disposition"])
    assert names == [
        'attachment; filename="afdeling-4-een-2026-12-04-session.json"',
        'attachment; filename="afdeling-4-een-2026-12-11-session.json"',
    ]


@pytest.mark.parametrize("day", ["", "soon", "1999-12-31", "9999-12-31", "2026-02-30"])
def test_what_is_no_day_is_refused(facilitator: TestClient, day: str) -> None:
    led = start(facilitator)
    assert act(facilitator, led, "set-day", day=day).json()["reason"] == "entry"


def test_the_run_sheet_bears_the_day_that_was_given(facilitator: TestClient) -> None:
    led = start(facilitator, name="Ward 4", day="2026-12-04", minutes=4320)
    answer = facilitator.get(f"/workshops/{led}/pack.pdf", params={"lang": "en"})
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(answer.content)).pages]
    assert all("4 December 2026" in page for page in pages[:2])


@pytest.mark.parametrize(("form", "part"), [("pptx", "ppt/presentation.xml"), ("xlsx", "xl/workbook.xml")])
def test_slides_and_workbook_are_files_of_their_kind(
    facilitator: TestClient, workshop: str, form: str, part: str
) -> None:
    answer = facilitator.get(f"/workshops/{workshop}/report.{form}")
    assert part in ZipFile(BytesIO(answer.content)).namelist()


@pytest.mark.parametrize("file", FILES)
def test_nobody_but_the_facilitator_takes_anything_home(
    visitor: TestClient, workshop: str, file: str
) -> None:
    assert visitor.get(f"/workshops/{workshop}/{file}").status_code == 403


@pytest.mark.parametrize("file", FILES)
def test_of_a_workshop_that_is_not_there_nothing_is_taken_home(
    store: StoryStore, facilitator: TestClient, file: str
) -> None:
    assert facilitator.get(f"/workshops/{'0' * 32}/{file}").status_code == 404


def test_a_session_comes_back_as_it_was_and_only_once(
    store: StoryStore, facilitator: TestClient, workshop: str
) -> None:
    session = facilitator.get(f"/workshops/{workshop}/session.json").text
    before = see(facilitator, workshop)["rounds"]
    act(facilitator, workshop, "delete")
    assert facilitator.get("/workshops.json").json()["workshops"] == []
    for _ in range(2):
        answer = facilitator.post("/workshops/session.json", json={"name": "s.json", "session": session})
        assert (answer.status_code, answer.json()["name"]) == (201, "Ward 4")
    assert [listed["id"] for listed in facilitator.get("/workshops.json").json()["workshops"]] == [workshop]
    assert see(facilitator, workshop)["rounds"] == before


def test_a_session_that_differs_from_the_one_here_is_refused(
    store: StoryStore, facilitator: TestClient, workshop: str
) -> None:
    session = json.loads(facilitator.get(f"/workshops/{workshop}/session.json").text)
    do(facilitator, workshop, "add-action", text="Plan a walk")
    answer = facilitator.post(
        "/workshops/session.json", json={"name": "s.json", "session": json.dumps(session)}
    )
    assert (answer.status_code, answer.json()["reason"]) == (409, "exists")


@pytest.mark.parametrize("session", ["", "{", "[]", '{"workshop": 3}', "\ud800", "null"])
def test_what_is_no_session_is_refused_with_its_place(
    store: StoryStore, facilitator: TestClient, session: str
) -> None:
    content = json.dumps({"name": "mine.json", "session": session})
    answer = facilitator.post(
        "/workshops/session.json", content=content, headers={"Content-Type": "application/json"}
    )
    assert (answer.status_code, answer.json()["reason"]) == (400, "file")
    assert "mine.json" in answer.json()["error"]


def test_a_visitor_brings_no_session_back(store: StoryStore, visitor: TestClient) -> None:
    assert visitor.post("/workshops/session.json", json={"session": "{}"}).status_code == 403
