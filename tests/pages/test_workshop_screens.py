"""The links with which others look on: the screen of a workshop until it ends, its report after that."""

from __future__ import annotations

from urllib.parse import urlsplit

import lxml.html
import pytest
from starlette.testclient import TestClient

from model.stories import Consent, StoryStore
from model.workshop import ParticipantStore, UnknownWorkshopError, WorkshopLinks, make_request_id
from pages.workshop.desk.acts import ACTS
from tests.documents import read_pdf
from tests.pages.leading import CATALYST, NODES, act, do, join, prepare, see, start, vote

HIDDEN = "Quixotic"


def find_screen(client: TestClient, workshop: str) -> str:
    """The path of the link to look on, as the desk says it."""
    return urlsplit(str(see(client, workshop, "desk")["screen"])).path


@pytest.fixture
def led(facilitator: TestClient, store: StoryStore) -> str:
    """A workshop with answers, a story and a round that nobody was shown yet; its id."""
    workshop, phones = start(facilitator), ParticipantStore(store)
    token = join(store, workshop)
    named = prepare(facilitator, workshop, "catalysts")
    phones.name_catalyst(workshop, token, named, CATALYST, f"{HIDDEN} answer", make_request_id())
    answer = see(facilitator, workshop, "desk")["answers"][0]["id"]
    do(facilitator, workshop, "group", answers=[answer], title=f"{HIDDEN} group")
    round_id = prepare(facilitator, workshop, "stories", nodes=[])
    phones.tell_story(
        *(workshop, token, round_id),
        text=f"{HIDDEN} story.",
        teller="patient",
        language="en",
        consent=Consent(room=True),
        request=make_request_id(),
    )
    do(facilitator, workshop, "add-round", kind="rating", nodes=NODES, question=f"{HIDDEN} question?")
    return workshop


def test_a_screen_follows_the_projector_without_a_passcode(
    facilitator: TestClient, visitor: TestClient, led: str
) -> None:
    screen = find_screen(facilitator, led)
    page = visitor.get(f"{screen}?lang=nl")
    assert page.status_code == 200
    [main] = lxml.html.fromstring(page.text).xpath("//main[@id='projector']")
    assert main.get("data-screen") == screen.removeprefix("/")
    before = visitor.get(f"{screen}/version.json").json()
    do(facilitator, led, "move", view="stages", at=2)
    assert visitor.get(f"{screen}/version.json").json() != before
    shown = visitor.get(f"{screen}/room.json").json()
    assert (shown["position"]["view"], shown["position"]["at"]) == ("stages", 2)
    assert visitor.get(f"{screen}/qr.svg").text.startswith("<svg")


def test_a_screen_shows_nothing_that_is_not_revealed_and_nothing_of_the_desk(
    facilitator: TestClient, visitor: TestClient, led: str
) -> None:
    screen = find_screen(facilitator, led)
    shown = visitor.get(f"{screen}/room.json")
    assert HIDDEN not in shown.text
    assert not {"answers", "groups", "told", "byRole", "floods", "screen"} & set(shown.json())
    assert not {"hint", "counted"} & {
        key for part in ("steps", "rounds") for entry in shown.json()[part] for key in entry
    }
    waiting = see(facilitator, led)["rounds"][-1]["id"]
    do(facilitator, led, "move", view="round", round=waiting)
    assert f"{HIDDEN} question?" in visitor.get(f"{screen}/room.json").text


def test_who_looks_on_can_do_nothing_else(facilitator: TestClient, visitor: TestClient, led: str) -> None:
    screen = find_screen(facilitator, led)
    link = screen.removeprefix("/screen/")
    version = visitor.get(f"{screen}/version.json").json()
    for id_ in (led, link):
        for what in (".json", "/room.json", "/version.json", "/participants.json", "/qr.svg", "/screen.svg"):
            assert visitor.get(f"/workshops/{id_}{what}").status_code == 403
        for what in ("report.pdf", "report.pptx", "report.xlsx", "pack.pdf", "session.json", "report.svg"):
            assert visitor.get(f"/workshops/{id_}/{what}").status_code == 403
        assert visitor.get(f"/projector/{id_}").status_code == 403
        assert visitor.get(f"/report/{id_}").status_code == 403
        for what in ACTS:
            assert act(visitor, id_, what).status_code == 403
    for what in ("", "/room.json", "/version.json", "/qr.svg"):
        assert visitor.post(f"{screen}{what}", json={"do": "end", "request": "r"}).status_code == 405
    assert visitor.get("/workshops.json").status_code == 403
    assert visitor.get(f"{screen}/version.json").json() == version


def test_links_are_those_of_one_workshop_and_one_use_and_end_when_they_are_replaced(
    facilitator: TestClient, visitor: TestClient, led: str
) -> None:
    screen, other = find_screen(facilitator, led), find_screen(facilitator, start(facilitator))
    sign = screen.rpartition(".")[2]
    forged = [
        f"{other.rpartition('.')[0]}.{sign}",
        screen[:-1],
        f"{screen}0",
        "/screen/x",
        f"/screen/{led}.",
    ]
    for address in forged:
        assert visitor.get(f"{address}/room.json").status_code == 403
        assert "no longer works" in visitor.get(f"{address}?lang=en").text
    do(facilitator, led, "renew-links")
    assert visitor.get(screen).status_code == 403
    assert visitor.get(find_screen(facilitator, led)).status_code == 200
    assert visitor.get(other).status_code == 200


def test_the_link_ends_with_the_workshop_and_gives_the_report_of_what_was_revealed(
    facilitator: TestClient, visitor: TestClient, store: StoryStore, led: str
) -> None:
    screen = find_screen(facilitator, led)
    report = f"/report/{WorkshopLinks(store).build(led, 'report')}"
    assert visitor.get(report).status_code == 403
    assert see(facilitator, led)["report"] == ""
    dots = prepare(facilitator, led, "dots")
    vote(store, led, dots, {NODES[0]: 2})
    do(facilitator, led, "reveal-round", round=dots)
    do(facilitator, led, "end")
    for what in ("/room.json", "/version.json", "/qr.svg"):
        assert visitor.get(f"{screen}{what}").status_code == 410
    page = visitor.get(f"{screen}?lang=en")
    assert page.status_code == 410
    [link] = lxml.html.fromstring(page.text).xpath("//main//a/@href")
    assert urlsplit(link).path == report == urlsplit(see(facilitator, led)["report"]).path
    made = visitor.get(f"{report}?lang=en")
    assert made.headers["content-type"] == "application/pdf"
    text = "".join(page.extract_text() for page in read_pdf(made.content).pages)
    assert "About dots?" in text
    assert HIDDEN not in text
    assert facilitator.get(f"/workshops/{led}/report.svg").text.startswith("<svg")


def test_a_workshop_that_comes_back_from_a_file_has_other_links(
    facilitator: TestClient, store: StoryStore, led: str
) -> None:
    links = WorkshopLinks(store)
    before = links.build(led, "screen")
    session = facilitator.get(f"/workshops/{led}/session.json").text
    do_delete = act(facilitator, led, "delete")
    assert do_delete.status_code == 200
    with pytest.raises(UnknownWorkshopError):
        links.find_screen(before)
    post = {"name": "s.json", "session": session, "request": "r"}
    assert facilitator.post("/workshops/session.json", json=post).status_code == 201
    with pytest.raises(UnknownWorkshopError):
        links.find_screen(before)


def test_only_our_own_stories_and_no_number_of_people_where_the_desk_says_so(
    facilitator: TestClient, visitor: TestClient, store: StoryStore, led: str
) -> None:
    screen = find_screen(facilitator, led)
    do(facilitator, led, "move", view="path", path=["leadership-climate", CATALYST])
    path = [step for step in see(facilitator, led)["steps"] if step["view"] == "path"]
    assert any("told" in step for step in path)
    assert visitor.get(f"{screen}/room.json").json()["joined"] == 1
    after = do(facilitator, led, "show", isOwnOnly=True, hidesPeople=True)
    assert (after["workshop"]["isOwnOnly"], after["workshop"]["hidesPeople"], after["joined"]) == (
        True,
        True,
        1,
    )
    shown = visitor.get(f"{screen}/room.json").json()
    assert not any("told" in step for step in shown["steps"] if step["view"] == "path")
    assert (shown["joined"], shown["present"]) == (0, 0)
    assert {round_["turnout"]["words"] for round_ in shown["rounds"]} == {""}
    after = do(facilitator, led, "show", hidesPeople=False)
    assert (after["workshop"]["isOwnOnly"], after["workshop"]["hidesPeople"]) == (True, False)
