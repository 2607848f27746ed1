"""The types of the scripts of a workshop, the phones and the exported page are those of what they get."""

from __future__ import annotations

import json
import time
from io import BytesIO
from typing import Any

import lxml.html
import pytest
from PIL import Image
from starlette.testclient import TestClient

from model.export.figure import Options
from model.export.html import to_html
from model.stories import Consent, StoryStore
from model.workshop import ParticipantStore, WorkshopStore, make_request_id, make_token, read_picture
from tests.building import build_model
from tests.documents import CAPTION, build_figure
from tests.pages.driving import get_sent, open_page
from tests.pages.joining import Phones, phone, room, workshop
from tests.pages.leading import CATALYST, NODES, do, join, prepare, see, start, vote
from tests.round_trips import build_story
from tests.serving import ROOT
from tests.typed_payloads import Interfaces

__all__ = ["phone", "room", "workshop"]

SHARED = ROOT / "pages" / "shared" / "types.d.ts"
WORKSHOP = ROOT / "pages" / "workshop" / "types.d.ts"
NAMED = "Mrs. Peeters of room 412"


def agree(client: TestClient, **values: Any) -> None:
    """An earlier workshop, with an action of which it can be asked what came of it."""
    earlier = start(client, day="2026-04-01", **values)
    do(client, earlier, "add-action", text=NAMED, who="nurse", due="2026-04-20", nodes=NODES)


def fill(client: TestClient, store: StoryStore) -> str:
    """A workshop in which everything happened that there is; its id."""
    agree(client, isRehearsal=True)
    id_, phones = start(client, day="2026-05-01", isRehearsal=True), ParticipantStore(store)
    for kind, choices in (("dots", {NODES[0]: 2}), ("rating", {NODES[0]: 4, NODES[1]: 2})):
        round_id = prepare(client, id_, kind)  # type: ignore[arg-type]
        for role in (*["patient"] * 5, "leadership", None):
            vote(store, id_, round_id, choices, role)
        do(client, id_, "reveal-round", round=round_id)
    catalysts = prepare(client, id_, "catalysts")
    for text in (NAMED, "An open door"):
        phones.name_catalyst(id_, join(store, id_), catalysts, CATALYST, text, make_request_id())
    answers = [answer["id"] for answer in see(client, id_, "desk")["answers"]]
    group = do(client, id_, "group", answers=answers[:1], title=NAMED)["groups"][0]["id"]
    do(client, id_, "choose-group", group=group, chosen=True)
    do(client, id_, "reveal-round", round=catalysts)
    tell(client, store, id_)
    do(client, id_, "add-action", text="Talk", who="nurse", when="in May", nodes=NODES)
    do(client, id_, "add-action", text=NAMED)
    phones.join(id_, make_token(), "en", None, "198.51.100.7")
    phones.note_flood("joins", "198.51.100.7", int(time.time()) // 60, 300, id_)
    step = do(client, id_, "add-step", kind="picture", title="A mango", notes="Smile")["ownSteps"][0]["id"]
    made = BytesIO()
    Image.new("RGB", (9, 9)).save(made, "PNG")
    WorkshopStore(store).set_picture(id_, step, read_picture(made.getvalue()))
    do(client, id_, "timer", minutes=5)
    do(client, id_, "move", view="path", path=["leadership-climate", CATALYST], spotlight=NODES[0])
    return id_


def tell(client: TestClient, store: StoryStore, id_: str) -> None:
    """Two stories come in, of which one is approved."""
    round_id = prepare(client, id_, "stories", nodes=[], question=f"What did {NAMED} do?")
    for text, act in (("A wren sang.", "publish"), ("A mango came.", "")):
        fields: Any = {"teller": "patient", "language": "en", "consent": Consent(room=True), "nodes": NODES}
        request = make_request_id()
        story = ParticipantStore(store).tell_story(
            id_, join(store, id_), round_id, text=text, request=request, **fields
        )
        if act:
            client.post(f"/stories/{story.story}.json", json={"do": act, "revision": 1})


def test_what_the_server_answers_of_workshops_is_what_the_scripts_expect(
    facilitator: TestClient, store: StoryStore
) -> None:
    types = Interfaces(SHARED, WORKSHOP)
    id_ = fill(facilitator, store)
    agree(facilitator)
    added = {"do": "add", "request": make_request_id(), "name": "Ward 4", "ends": "2026-05-01"}
    assert facilitator.post("/teams.json", json=added).status_code == 200
    addresses = {
        "WorkshopsAnswer": "/workshops.json",
        "DeskState": f"/workshops/{id_}.json?lang=nl",
        "RoomState": f"/workshops/{id_}/room.json?lang=en",
        "AgreedAnswer": "/teams/agreed.json",
        "VersionAnswer": f"/workshops/{id_}/version.json",
        "Attendance": f"/workshops/{id_}/participants.json",
        "TeamsAnswer": "/teams.json",
        "WorkshopWords": "/workshops/words.json?lang=en",
    }
    faults = [
        fault
        for kind, address in addresses.items()
        for fault in types.find_faults(kind, facilitator.get(address).json())
    ]
    rated = next(round_["id"] for round_ in see(facilitator, id_)["rounds"] if round_["kind"] == "rating")
    rounds = do(facilitator, id_, "duplicate-round", round=rated)["rounds"]
    again = next(round_["id"] for round_ in rounds if round_["kind"] == "rating" and not round_["isRevealed"])
    do(facilitator, id_, "open-round", round=again)
    compared = do(facilitator, id_, "reveal-round", round=again)
    ended = do(facilitator, id_, "end")
    prepared = do(facilitator, id_, "add-round", kind="dots", nodes=NODES, dots=3, question="Spare?")
    planned = do(facilitator, id_, "arrange", plan=[["join", 5]])
    for state in (compared, ended, prepared, planned, do(facilitator, id_, "move", view="join", path=[])):
        faults += types.find_faults("DeskState", state)
    made = facilitator.get(f"/workshops/{start(facilitator)}.json").json()["workshop"]
    faults += types.find_faults("Workshop", made)
    deletion = {"do": "delete", "request": make_request_id()}
    deleted = facilitator.post(f"/workshops/{id_}.json", json=deletion).json()
    assert faults + types.find_faults("DeletedWorkshop", deleted) == []
    assert types.list_unseen() == set()


def test_what_python_hands_to_the_workshop_page_is_what_it_expects(store: StoryStore) -> None:
    types = Interfaces(SHARED, WORKSHOP)
    sent = get_sent(open_page("workshop"), "workshop/workshop")
    assert types.find_faults("WorkshopData", sent) == []


def test_what_a_phone_is_told_is_what_its_script_expects(phone: Phones, room: WorkshopStore) -> None:
    types = Interfaces(ROOT / "pages" / "phones" / "types.d.ts")
    mine = phone().join("patient")
    state = mine.address.replace("?", "/state.json?")
    news = mine.client.get(state).json()
    faults = types.find_faults("RoomNews", news)
    faults += types.find_faults("RoomNews", mine.client.get(f"{state}&v={news['version']}").json())
    (held,) = room.list()
    faults += types.find_faults("RoomRefusal", phone().client.get(state).json())
    room.end(held.id)
    faults += types.find_faults("RoomRefusal", mine.client.get(state).json())
    assert faults == []
    assert types.list_unseen() == set()


def test_what_stands_in_an_exported_page_is_what_its_script_expects() -> None:
    types = Interfaces(ROOT / "model" / "export" / "standalone" / "types.d.ts")
    story = build_story("A crow.", nodes=("mangomoment",))
    full = build_figure(stories=(story,), caption=CAPTION, address="https://mango.example/")
    for figure in (full, build_figure(build_model(undirected="a>b"))):
        page = lxml.html.fromstring(to_html(figure, Options()))
        texts = json.loads(page.get_element_by_id("texts").text)
        assert types.find_faults("PageTexts", texts) == []
    assert types.list_unseen() == set()


@pytest.mark.parametrize(
    ("value", "faults"),
    [
        ({"version": "1"}, []),
        ({}, ["VersionAnswer.version is missing"]),
        ({"version": "1", "more": 1}, ["VersionAnswer.more is not in VersionAnswer"]),
        ({"version": 1}, ["VersionAnswer.version"]),
    ],
)
def test_a_field_that_is_missing_or_too_much_or_of_another_type_is_a_fault(
    value: dict[str, Any], faults: list[str]
) -> None:
    assert Interfaces(WORKSHOP).find_faults("VersionAnswer", value) == faults


def test_types_are_told_apart_in_choices_and_in_lists_of_some_length() -> None:
    types = Interfaces(SHARED, WORKSHOP)
    assert types.find_faults("[number, string][] | null", [[1, "a"]]) == []
    assert types.find_faults("[number, string][] | null", None) == []
    assert types.find_faults("[number, string][] | null", [["a", 1]]) != []
    assert types.find_faults("Record<string, number | null>", {"a": None, "b": 1}) == []
