"""What phone pages refuse, and how: forged, replayed, oversized, malformed; and no text becomes markup."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import lxml.html
import pytest
from starlette.requests import Request
from starlette.types import Message

from model import ConceptualModel
from model.stories import StoreUnavailableError, StoryStore
from model.workshop import ParticipantStore, Workshop, WorkshopStore, make_token
from pages.join import visits
from pages.join.limits import Limits
from pages.phones.fields import RefusedPostError, read_fields
from pages.shared.limits import Limit
from tests.nasty import NASTY
from tests.pages.conftest import Ask
from tests.pages.joining import FIRST, STORY, Phones, model, phone, room, workshop
from tests.phoning import Phone, ask_room

__all__ = ["model", "phone", "room", "workshop"]


@pytest.fixture
def limits(monkeypatch: pytest.MonkeyPatch) -> Limits:
    """Limits of this test's own, as a server has that was just started."""
    for name, limit in vars(Limits()).items():
        monkeypatch.setattr(visits.limits, name, limit)
    return visits.limits


def count_entries(room: WorkshopStore, workshop: Workshop) -> tuple[int, int, int]:
    """How many joined, how many answers of all kinds there are, how many stories."""
    state = room.get_state(workshop.id)
    answered = sum(counts.answers for counts in state.answered.values())
    return state.headcount.joined, answered, len(state.stories)


# Keys


@pytest.mark.parametrize(
    "typed", ["ZZZZZZ", "ABC", "' OR 1=1", "<script>alert(1)</script>", "x" * 500, "../.."]
)
def test_a_wrong_key_comes_back_to_be_read_again(phone: Phones, workshop: Workshop, typed: str) -> None:
    somebody = phone()
    somebody.show(somebody.client.get("/join", params={"key": typed, "lang": "en"}))
    assert somebody.answer.status_code == 404
    assert "No workshop has this key. Check it on the screen and type it again." in somebody.words
    field = somebody.page.get_element_by_id("key")
    assert field.get("aria-invalid") == "true"
    assert somebody.page.get_element_by_id(field.get("aria-describedby")).text
    assert not somebody.page.xpath("//main//script")


def test_the_key_of_an_ended_workshop_is_told_apart(
    phone: Phones, room: WorkshopStore, workshop: Workshop
) -> None:
    room.end(workshop.id)
    somebody = phone()
    assert somebody.look(f"/join?lang=en&key={workshop.key}").status_code == 410
    assert "This workshop has ended" in somebody.words


def test_wrong_keys_are_limited_by_address_and_right_ones_go_on(
    phone: Phones, ask: Ask, workshop: Workshop, limits: Limits
) -> None:
    guesser = phone(address="198.51.100.7")
    statuses = [guesser.look(f"/join?lang=en&key=ZZZZ{number:02}").status_code for number in range(22, 92)]
    assert statuses.count(404) == 60
    assert statuses[60:] == [429] * 10
    assert "Too many wrong keys from this network." in guesser.words
    assert phone(address="198.51.100.7").join().answer.status_code == 200
    assert phone(address="198.51.100.8").look("/join?key=ZZZZZZ").status_code == 404


def test_wrong_keys_that_are_tried_at_the_state_count_too(phone: Phones, limits: Limits) -> None:
    limits.wrong_keys = Limit(most=3, seconds=60)
    guesser = phone(address="198.51.100.7")
    guesser.client.cookies.set(visits.COOKIE, make_token())
    statuses = [guesser.client.get(f"/join/ZZZZ2{number}/state.json").status_code for number in range(2, 5)]
    assert statuses == [404] * 3
    assert guesser.look("/join?lang=en&key=ZZZZZZ").status_code == 429


def test_a_workshop_that_has_ended_says_so_also_to_who_tried_many_wrong_keys_and_nothing_else(
    phone: Phones, room: WorkshopStore, workshop: Workshop, limits: Limits
) -> None:
    limits.wrong_keys = Limit(most=1, seconds=60)
    room.add_action(workshop.id, "Ten minutes a day")
    guest, guesser = (phone(address="198.51.100.7") for _ in range(2))
    guest.join()
    assert [guesser.look(f"/join?key=ZZZZ2{number}").status_code for number in range(2, 5)] == [404, 429, 429]
    room.end(workshop.id)
    for somebody, is_told in ((guest, True), (guesser, False)):
        for address in (f"/join?lang=en&key={workshop.key}", ""):
            assert somebody.look(address).status_code == 410
            assert "This workshop has ended" in somebody.words
        assert ("Ten minutes a day" in somebody.words) is is_told
    assert guesser.look(f"/join/{workshop.key[:5]}?lang=en").status_code == 429


def test_the_state_is_told_only_to_who_joined(
    phone: Phones, room: WorkshopStore, workshop: Workshop, limits: Limits
) -> None:
    somebody = phone()
    address = f"/join/{workshop.key}/state.json"
    assert somebody.client.get(address).status_code == 403
    somebody.look()
    assert somebody.client.get(address).status_code == 403
    assert somebody.client.get("/join/ZZZZZZ/state.json").status_code == 404
    somebody.send("join", role="")
    room.end(workshop.id)
    assert somebody.client.get(address).status_code == 410


# Forged and broken posts


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://[::1"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
def test_what_another_site_makes_a_browser_send_is_refused(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel, headers: dict[str, str]
) -> None:
    ask_room(room, model, workshop, "stories")
    somebody = phone().join()
    before = count_entries(room, workshop)
    answer = somebody.post(somebody.fill_in("tell", **STORY), **headers)
    assert answer.status_code == 403
    assert "This did not come from a page of this application" in somebody.words
    assert somebody.post([("code", "x")], "/join/withdraw?lang=en", **headers).status_code == 403
    assert count_entries(room, workshop) == before


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "text/plain", "application/json", ""])
def test_other_kinds_of_content_are_refused(phone: Phones, workshop: Workshop, kind: str) -> None:
    somebody = phone().join()
    answer = somebody.post([("do", "role")], Content_Type=kind)
    assert answer.status_code == 415
    assert somebody.page.find(".//main") is not None


@pytest.mark.parametrize("token", ["", "0" * 64, "é", "x" * 1000])
def test_a_form_without_its_token_changes_nothing(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel, token: str
) -> None:
    ask_room(room, model, workshop, "stories")
    somebody = phone().join()
    before = count_entries(room, workshop)
    assert somebody.send("tell", **STORY, token=token).status_code == 403
    assert STORY["text"] in somebody.answer.text
    assert count_entries(room, workshop) == before


def test_the_token_of_another_phone_or_workshop_is_refused(
    phone: Phones, room: WorkshopStore, workshop: Workshop
) -> None:
    other_room = room.create("Elsewhere", "en", workshop.ends_at)
    somebody, neighbour = phone().join(), phone().join()
    elsewhere = phone(key=other_room.key).join()
    for form in (neighbour, elsewhere):
        token = form.find_form("role").fields["token"]
        assert somebody.send("role", role="patient", token=token).status_code == 403
        somebody.look()


def test_who_has_not_joined_is_asked_to_and_keeps_what_was_typed(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel
) -> None:
    round_ = ask_room(room, model, workshop, "stories")
    somebody = phone()
    somebody.look()
    token = somebody.find_form("join").fields["token"]
    sent = {"do": "tell", "round": round_.id, "token": token, "request": "r", **STORY}
    assert somebody.post(list(sent.items())).status_code == 403
    assert "Join first; then send it again." in somebody.words
    assert STORY["text"] in somebody.page.find(".//textarea").text
    assert somebody.find_form("join") is not None
    assert count_entries(room, workshop) == (0, 0, 0)


def test_a_form_that_comes_back_is_the_same_request_and_begins_at_its_fault(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel
) -> None:
    ask_room(room, model, workshop, "catalysts")
    ask_room(room, model, workshop, "stories")
    somebody = phone().join()
    for do, typed, at in (
        ("tell", {"text": "", "teller": "patient"}, "text"),
        ("name", {f"t-catalyst-{FIRST}": "x" * 201}, f"t-catalyst-{FIRST}"),
    ):
        somebody.look()
        sent = dict(somebody.fill_in(do, **typed))
        assert somebody.post(list(sent.items())).status_code == 422
        assert somebody.page.findtext(".//title") == "Error: Ward 4"
        form = somebody.find_form(do)
        assert {name: form.fields[name] for name in ("token", "round", "request")} == {
            name: sent[name] for name in ("token", "round", "request")
        }
        [focused] = somebody.page.xpath("//*[@autofocus]")
        assert (focused.get("name"), focused.get("aria-invalid")) == (at, "true")
        assert somebody.page.get_element_by_id(focused.get("aria-describedby").split()[-1]).text


def test_what_cannot_be_sent_now_can_be_sent_again_as_it_was(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel, limits: Limits
) -> None:
    ask_room(room, model, workshop, "stories")
    somebody = phone().join()
    sent = somebody.fill_in("tell", **STORY)
    limits.phone_posts = Limit(most=0, seconds=60)
    assert somebody.post(sent).status_code == 429
    limits.phone_posts = Limit(most=1, seconds=60)
    assert sorted(somebody.read_form("tell")) == sorted(sent)
    somebody.post(somebody.read_form("tell"))
    assert somebody.find_code()


def test_without_a_cookie_what_was_typed_comes_back(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel
) -> None:
    ask_room(room, model, workshop, "stories")
    somebody = phone().join()
    sent = somebody.fill_in("tell", **STORY)
    somebody.client.cookies.clear()
    assert somebody.post(sent).status_code == 403
    assert "This browser blocks cookies." in somebody.words
    assert STORY["text"] in somebody.answer.text
    assert count_entries(room, workshop) == (1, 0, 0)


@pytest.mark.parametrize("size", [64 * 1024 + 1, 1_000_000, 5_000_000])
def test_more_than_64_kb_is_refused_with_a_page(phone: Phones, workshop: Workshop, size: int) -> None:
    somebody = phone().join()
    answer = somebody.post([("text", "x" * size)])
    assert answer.status_code == 413
    assert "the limit is 64 kB" in somebody.words


def test_of_a_form_that_never_ends_some_megabytes_are_read_and_no_more() -> None:
    sent = 0

    async def send_on() -> Message:
        nonlocal sent
        sent += 1
        return {"type": "http.request", "body": b"x" * 2**20, "more_body": sent < 20}

    headers = [(b"content-type", b"application/x-www-form-urlencoded")]
    scope = {"type": "http", "method": "POST", "path": "/join", "headers": headers}
    with pytest.raises(RefusedPostError) as caught:
        asyncio.run(read_fields(Request(scope, send_on)))
    assert caught.value.reason == "large"
    assert sent == 5


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe",
        b"a=%ff%fe",
        b"a",
        b"&".join(b"a=1" for _ in range(501)),
        b"do=tell&text=\xc3\xa9",
        b"%",
        b"=&=&",
    ],
)
def test_what_is_no_form_is_refused_with_a_page(phone: Phones, workshop: Workshop, content: bytes) -> None:
    somebody = phone().join()
    answer = somebody.client.post(
        somebody.address, content=content, headers={"Content-Type": "application/x-www-form-urlencoded"}
    )
    assert answer.status_code in (400, 403)
    assert lxml.html.fromstring(answer.text).find(".//main") is not None


@pytest.mark.parametrize("do", ["", "delete", "publish", "__init__", "tell\x00"])
def test_what_no_form_asks_for_is_not_done(
    phone: Phones, room: WorkshopStore, workshop: Workshop, do: str
) -> None:
    somebody = phone().join()
    assert somebody.send("role", do=do, role="").status_code == 422
    assert count_entries(room, workshop) == (1, 0, 0)


def test_nodes_rounds_and_requests_that_were_made_up_are_refused(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel
) -> None:
    ask_room(room, model, workshop, "stories")
    dots = ask_room(room, model, workshop, "dots")
    somebody = phone().join()
    assert somebody.send("vote", **{"n-nothing": "1"}).status_code == 422
    somebody.look()
    assert somebody.send("vote", round="nothing").status_code == 409
    somebody.look()
    assert somebody.send("tell", **STORY, node=["nothing"]).status_code == 422
    somebody.look()
    assert somebody.send("tell", **STORY, round=dots.id).status_code == 422
    assert count_entries(room, workshop)[1:] == (0, 0)
    somebody.look()
    assert somebody.send("tell", **STORY, request="x" * 5000).status_code == 200


# Too late, too much, and when the server cannot


def test_a_story_for_a_closed_question_comes_back_to_be_kept(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel
) -> None:
    round_ = ask_room(room, model, workshop, "stories")
    somebody = phone().join()
    room.close_round(workshop.id, round_.id)
    assert somebody.send("tell", **STORY).status_code == 409
    assert "This question is closed by now, so it was not sent." in somebody.words
    assert STORY["text"] in somebody.page.find(".//textarea").text


def test_a_story_for_an_ended_workshop_comes_back_to_be_kept(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel
) -> None:
    ask_room(room, model, workshop, "stories")
    somebody = phone().join()
    room.end(workshop.id)
    assert somebody.send("tell", **STORY).status_code == 410
    assert STORY["text"] in somebody.page.find(".//textarea").text


def test_while_the_store_is_away_the_same_form_can_be_sent_again(
    phone: Phones,
    room: WorkshopStore,
    workshop: Workshop,
    model: ConceptualModel,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ask_room(room, model, workshop, "stories")
    somebody = phone().join()

    def fail(*_: object, **__: object) -> None:
        raise StoreUnavailableError("full", "here")

    with monkeypatch.context() as patch:
        patch.setattr(ParticipantStore, "tell_story", fail)
        assert somebody.send("tell", **STORY).status_code == 503
    assert "The server's disk is full." in somebody.words
    assert somebody.answer.headers["retry-after"]
    somebody.post(somebody.read_form("tell"))
    assert somebody.answer.status_code == 200
    assert [story.text for story in room.get_state(workshop.id).stories] == [STORY["text"]]


def test_a_flood_from_one_phone_is_stopped_and_loses_nothing(
    phone: Phones, workshop: Workshop, limits: Limits, room: WorkshopStore
) -> None:
    somebody = phone(address="198.51.100.20").join()
    sent = somebody.fill_in("role", role="patient")
    statuses = [somebody.post(sent).status_code for _ in range(62)]
    assert statuses[:59] == [200] * 59
    assert statuses[-1] == 429
    assert "Too many requests." in somebody.words
    assert somebody.find_form("role").fields["role"] == "patient"
    assert phone(address="198.51.100.20").join().answer.status_code == 200


def test_a_flood_of_visits_gets_a_page_that_says_so(
    phone: Phones, workshop: Workshop, limits: Limits
) -> None:
    limits.visits = Limit(most=3, seconds=60)
    somebody = phone(address="198.51.100.23")
    assert somebody.look().status_code == 200  # now the key is known to be right
    assert [somebody.look().status_code for _ in range(4)] == [200, 200, 200, 429]
    assert somebody.client.get(f"/join/{workshop.key}/state.json").status_code == 429


def test_wrong_codes_are_limited_by_address(phone: Phones, workshop: Workshop, limits: Limits) -> None:
    somebody = phone(address="198.51.100.24")
    statuses = [
        somebody.post([("code", f"AAAAAAAA{number}")], "/join/withdraw").status_code
        for number in range(22, 84)
    ]
    assert statuses == [404] * 60 + [429] * 2


# Markup

MARKUP = "//main//script | //main//img | //main//svg | //main//iframe | //*[@onerror] | //*[@onload]"


def check_page(somebody: Phone) -> None:
    """Whatever was sent, the page is one of ours and holds nothing that could act."""
    assert somebody.answer.status_code < 500
    assert len(somebody.page.xpath("//main")) == 1
    assert somebody.page.xpath(MARKUP) == []
    actions = {form.get("action").split("?")[0] for form in somebody.page.forms}
    assert all("//" not in action for action in actions)


def test_no_text_in_any_field_becomes_markup_or_an_error(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel, limits: Limits
) -> None:
    for kind in ("stories", "catalysts", "dots", "rating"):
        ask_room(room, model, workshop, kind)
    limits.phone_posts = Limit(most=10_000, seconds=60)
    somebody = phone().join()
    somebody.look()
    pages = {do: somebody.fill_in(do) for do in ("tell", "name", "vote", "role")}
    for number, text in enumerate(NASTY[::2]):
        do = ("tell", "name", "vote", "role")[number % 4]
        fields = [name for name, _ in pages[do] if name != "token"] + [
            "teller",
            "node",
            "privacy",
            "seen",
            "consent",
        ]
        field = fields[number // 4 % len(fields)]
        somebody.post([pair for pair in pages[do] if pair[0] != field] + [(field, text)])
        check_page(somebody)


def test_a_nasty_story_and_catalyst_come_back_and_are_listed_as_plain_text(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel, limits: Limits
) -> None:
    ask_room(room, model, workshop, "catalysts")
    ask_room(room, model, workshop, "stories")
    limits.phone_posts = Limit(most=10_000, seconds=60)
    texts = NASTY[1::2]
    for start in range(0, len(texts), 9):
        somebody = phone().join()
        for text in texts[start : start + 9]:
            somebody.send("name", **{f"t-catalyst-{FIRST}": text})
            check_page(somebody)
            somebody.send("tell", text=text)
            check_page(somebody)


@pytest.mark.parametrize("text", [text for text in NASTY if text.strip()][::4])
def test_a_workshop_named_anything_and_an_action_saying_anything_is_plain_text(
    phone: Phones, room: WorkshopStore, workshop: Workshop, text: str
) -> None:
    with suppress(ValueError):  # nothing readable was left of it
        room.change(workshop.id, name=text[:100], language="nl", ends_at=workshop.ends_at)
        room.add_action(workshop.id, text[:100], text[:100], text[:100])
    somebody = phone().join()
    check_page(somebody)
    assert " ".join(str(room.get(workshop.id).name).split()) in somebody.words
    room.end(workshop.id)
    somebody.look()
    check_page(somebody)


@pytest.mark.parametrize("text", NASTY[::3])
def test_any_key_language_code_cookie_and_address_gets_a_page(
    phone: Phones, store: StoryStore, workshop: Workshop, text: str
) -> None:
    somebody = phone()
    text = text.encode(errors="replace").decode()
    for parameters in ({"key": text}, {"lang": text}, {"done": text}, {"told": text}):
        for address in ("/join", f"/join/{workshop.key}"):
            somebody.show(somebody.client.get(address, params=parameters))
            check_page(somebody)
    somebody.post([("code", text), ("key", text)], "/join/withdraw")
    check_page(somebody)
    cookie = "".join(sign for sign in text if sign.isascii() and sign.isprintable())
    somebody.show(somebody.client.get(somebody.address, headers={"Cookie": f"mangomoment_join={cookie}"}))
    check_page(somebody)
