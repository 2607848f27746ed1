"""The letterboxes over HTTP: for the facilitator alone, made once, printed, and cards typed in."""

from __future__ import annotations

import json
from typing import Any

import pytest
from starlette.testclient import TestClient

from model.letterboxes import LetterboxStore
from model.stories import StoryQuery, StoryStore
from model.words import LANGUAGES
from pages.stories.letterboxes.words import build_letterbox_words
from tests.documents import list_sizes, read_text
from tests.pages.test_tell import STORY
from tests.serving import ROOT
from tests.typed_payloads import Interfaces

LIST = "/stories/letterboxes.json"
BOX = {"request": "box", "name": "Ward 4", "language": "nl"}
CARD = {**STORY, "request": "card", "setting": "Day ward", "consent": {"room": True}}
PENDING = StoryQuery(statuses=frozenset({"pending"}))


@pytest.fixture
def box(facilitator: TestClient) -> dict[str, Any]:
    answer = facilitator.post(LIST, json=BOX)
    assert answer.status_code == 201
    made: dict[str, Any] = answer.json()
    return made


def test_a_letterbox_is_made_once_changed_and_listed_with_its_counts(
    facilitator: TestClient, box: dict[str, Any]
) -> None:
    assert facilitator.post(LIST, json={**BOX, "name": "Another"}).json() == box
    assert box["address"].endswith(f"/tell/{box['key']}")
    changed = facilitator.post("/stories/letterboxes/box.json", json={"isOpen": False, "question": "How?"})
    assert changed.json() == {**box, "isOpen": False, "question": "How?"}
    owned = facilitator.post("/stories/letterboxes/box.json", json={"team": "a" * 32})
    assert owned.json() == {**changed.json(), "team": "a" * 32}
    facilitator.post("/stories/letterboxes/box/card.json", json={**CARD, "request": "owned"})
    assert [story["team"] for story in facilitator.get("/stories.json").json()["stories"]][:1] == ["a" * 32]
    assert facilitator.post("/stories/letterboxes/box.json", json={"team": ""}).json() == changed.json()
    facilitator.post("/stories/letterboxes/box/card.json", json=CARD)
    found = facilitator.get(LIST, params={"lang": "nl"}).json()
    assert found["boxes"] == [{**changed.json(), "told": 2, "waiting": 2}]
    types = Interfaces(ROOT / "pages" / "stories" / "letterboxes" / "types.d.ts")
    assert types.find_faults("LetterboxAnswer", found) == []


def test_a_card_is_typed_in_once_waits_and_can_be_undone_as_if_it_had_never_been(
    facilitator: TestClient, box: dict[str, Any], store: StoryStore
) -> None:
    answers = [facilitator.post("/stories/letterboxes/box/card.json", json=CARD) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    saved = answers[0].json()
    assert answers[1].json() == saved
    [story] = store.find(PENDING).stories
    assert (story.id, story.text, story.setting) == (saved["id"], STORY["text"], "Day ward")
    assert story.consent.room
    assert not story.consent.exports
    assert [change.role for change in store.history(story.id)] == ["facilitator"]
    types = Interfaces(ROOT / "pages" / "stories" / "letterboxes" / "types.d.ts")
    assert types.find_faults("SavedCard", saved) == []
    undone = {"do": "delete", "revision": saved["revision"]}
    assert facilitator.post(f"/stories/{saved['id']}.json", json=undone).status_code == 200
    assert store.find(PENDING).count == 0


def test_who_moderates_is_told_the_letterbox_and_nobody_else_is(
    facilitator: TestClient, box: dict[str, Any], visitor: TestClient, store: StoryStore
) -> None:
    saved = facilitator.post("/stories/letterboxes/box/card.json", json=CARD).json()
    facilitator.post("/stories.json", json=STORY)
    [entry] = facilitator.get("/stories/queue.json", params={"letterbox": "box"}).json()["entries"]
    [listed] = facilitator.get("/stories.json", params={"letterbox": "box"}).json()["stories"]
    opened = facilitator.get(f"/stories/{saved['id']}.json").json()
    published = facilitator.post(f"/stories/{saved['id']}.json", json={"do": "publish", "revision": 1}).json()
    for shown in (entry["story"], listed, opened, published):
        assert (shown["id"], shown["letterbox"], shown["letterboxName"]) == (saved["id"], "box", "Ward 4")
    rows = facilitator.get("/stories-export.json", params={"letterbox": "box"}).json()["stories"]
    assert [(row["id"], row["letterbox"]) for row in rows] == [(saved["id"], "box")]
    assert "Ward 4" not in json.dumps(rows)
    seen = visitor.get("/stories.json", params={"letterbox": "another"}).json()["stories"]
    assert saved["id"] in [story["id"] for story in seen]
    assert not [name for story in seen for name in story if name.startswith("letterbox")]


def test_a_letterbox_is_deleted_and_brought_back(facilitator: TestClient, box: dict[str, Any]) -> None:
    place = "/stories/letterboxes/box"
    saved = facilitator.post(f"{place}/card.json", json=CARD).json()
    assert facilitator.post(f"{place}.json", json={"isDeleted": True}).json() == {"deleted": "box"}
    assert facilitator.get(LIST).json()["boxes"] == []
    for address in ("qr.svg", "poster.pdf", "cards.pdf"):
        assert facilitator.get(f"{place}/{address}").status_code == 404
    for address, sent in (("/card.json", {**CARD, "request": "late"}), (".json", {"name": "x"})):
        refused = facilitator.post(f"{place}{address}", json=sent)
        assert (refused.status_code, refused.json()["reason"]) == (404, "letterbox")
    assert facilitator.get(f"/stories/{saved['id']}.json").json()["letterboxName"] == "Ward 4"
    assert facilitator.post(f"{place}.json", json={"isDeleted": False}).json() == box
    assert facilitator.get(f"{place}/qr.svg").status_code == 200


@pytest.mark.parametrize(
    ("address", "sent", "reason"),
    [
        (LIST, {"request": "b", "name": " ", "language": "nl"}, "name"),
        (LIST, {"request": "b c", "name": "x", "language": "nl"}, "request"),
        (LIST, {"request": "b", "name": "x", "language": "xx"}, "language"),
        (LIST, {"request": "b", "name": "x"}, None),
        (LIST, {"request": "b", "name": 5, "language": "nl"}, None),
        ("/stories/letterboxes/box.json", {"isOpen": "yes"}, None),
        ("/stories/letterboxes/box.json", {"isDeleted": "yes"}, None),
        ("/stories/letterboxes/box/card.json", {**CARD, "text": "<b></b>"}, "text"),
        ("/stories/letterboxes/box/card.json", {**CARD, "teller": "king"}, "teller"),
        ("/stories/letterboxes/box/card.json", {**CARD, "consent": {"all": True}}, "consent"),
        ("/stories/letterboxes/box/card.json", {**CARD, "setting": "x" * 201}, "setting"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(
    facilitator: TestClient, box: dict[str, Any], store: StoryStore, address: str, sent: Any, reason: Any
) -> None:
    before = (store.get_version(), LetterboxStore(store).find_all())
    answer = facilitator.post(address, json=sent)
    assert answer.status_code == 400
    assert answer.json().get("reason") == reason
    assert (store.get_version(), LetterboxStore(store).find_all()) == before


def test_what_is_not_there_is_not_found(facilitator: TestClient) -> None:
    for address in ("gone/qr.svg", "gone/poster.pdf", "gone/cards.pdf", "a%20b/qr.svg"):
        assert facilitator.get(f"/stories/letterboxes/{address}").status_code == 404
    for address, sent in (("gone.json", {}), ("gone/card.json", CARD)):
        assert facilitator.post(f"/stories/letterboxes/{address}", json=sent).status_code == 404


@pytest.mark.usefixtures("unchanged")
def test_a_visitor_sees_and_changes_nothing(
    facilitator: TestClient, box: dict[str, Any], visitor: TestClient
) -> None:
    for address in (LIST, *(f"/stories/letterboxes/box/{file}" for file in ("qr.svg", "poster.pdf"))):
        assert visitor.get(address).status_code == 403
    for address in (LIST, "/stories/letterboxes/box.json", "/stories/letterboxes/box/card.json"):
        assert visitor.post(address, json=CARD).status_code == 403
    foreign = {"Origin": "https://evil.example"}
    assert facilitator.post(LIST, json=BOX, headers=foreign).status_code == 403


def test_posters_and_cards_are_printed_in_a_chosen_language(
    facilitator: TestClient, box: dict[str, Any]
) -> None:
    place = "/stories/letterboxes/box"
    assert facilitator.get(f"{place}/qr.svg").text.startswith("<svg")
    sheets = {"poster.pdf?paper=a4": (210, 297), "poster.pdf?paper=a3": (297, 420), "cards.pdf?": (210, 297)}
    for sheet, size in sheets.items():
        answer = facilitator.get(f"{place}/{sheet}&lang=fr")
        assert answer.headers["content-type"] == "application/pdf"
        assert f"-{box['key']}.pdf" in answer.headers["content-disposition"]
        assert list_sizes(answer.content) == [size]
    card = read_text(facilitator.get(f"{place}/cards.pdf?lang=en").content)
    assert "in this application, to everybody who opens it" in card
    assert "room," not in card.replace("names, rooms", "")
    assert facilitator.get(f"{place}/poster.pdf?paper=a0").status_code == 400


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_are_those_that_the_script_expects(language: str) -> None:
    types = Interfaces(ROOT / "pages" / "stories" / "letterboxes" / "types.d.ts")
    assert types.find_faults("LetterboxWords", json.loads(build_letterbox_words(language))) == []
