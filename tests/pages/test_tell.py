"""The page of a letterbox: a story comes in once, without an account or a cookie, and nothing else does."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from itertools import count
from typing import Any
from urllib.parse import urljoin

import pytest

from model.letterboxes import Letterbox, LetterboxStore
from model.letterboxes import store as storing
from model.stories import Consent, Story, StoryQuery, StoryStore
from model.words import LANGUAGES, get_words
from pages.phones.layout import ASSETS
from pages.shared.limits import Limit
from pages.tell import routes
from tests.pages.conftest import Ask
from tests.pages.joining import MODEL
from tests.phoning import FORM, IN_PLACE, Phone

STORY = {"text": "She sang in the lift.", "teller": "family", "language": "en"}
NODE = next(node.id for node in MODEL.nodes() if node.question is None)
PENDING = StoryQuery(statuses=frozenset({"pending"}), sort="oldest")
_addresses = count(1)

Tellers = Callable[..., Phone]


@pytest.fixture
def boxes(store: StoryStore) -> LetterboxStore:
    return LetterboxStore(store)


@pytest.fixture
def box(boxes: LetterboxStore) -> Letterbox:
    return boxes.create("box", "Ward 4 – geriatrics", "nl", is_weekly=True)


@pytest.fixture
def teller(ask: Ask, box: Letterbox) -> Tellers:
    """A function that gives another phone, behind an address of its own unless one is given."""

    def build(language: str = "en", address: str = "", key: str = "") -> Phone:
        number = next(_addresses)
        client = ask(address or f"203.1.{number // 250}.{number % 250}")
        return Phone(client, key or box.key, language, "tell")

    return build


@pytest.fixture
def limits(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Set a limit of the letterboxes, for this test."""

    def set_limit(name: str, most: int) -> None:
        monkeypatch.setattr(routes.limits, name, Limit(most=most, seconds=60))

    return set_limit


def find(store: StoryStore) -> tuple[Story, ...]:
    return store.find(PENDING).stories


def test_a_story_is_told_without_a_cookie_and_waits(
    teller: Tellers, store: StoryStore, box: Letterbox
) -> None:
    somebody = teller()
    somebody.look()
    assert somebody.page.findtext(".//h1") == "What was your Mangomoment this week?"
    assert somebody.answer.headers["cache-control"] == "private, no-cache"
    action = urljoin(somebody.address, somebody.find_form("tell").action)
    assert action != somebody.address  # else a browser that goes back would ask for another form
    somebody.send("tell", **STORY, node=NODE, consent=["room", "exports"])
    assert somebody.answer.status_code == 200, somebody.words
    assert not somebody.answer.history
    assert "Thank you: your story was sent." in somebody.words
    code = somebody.find_code()
    assert not somebody.client.cookies
    assert "set-cookie" not in somebody.answer.headers
    assert somebody.answer.headers["cache-control"] == "no-store"
    assert code not in str(somebody.answer.url)
    [story] = find(store)
    assert (story.text, story.teller, story.language) == (STORY["text"], "family", "en")
    assert story.nodes == (NODE,)
    assert story.consent == Consent(room=True, exports=True)
    assert box.name not in story.model_dump_json()
    [change] = store.history(story.id)
    assert change.role == "participant"


def test_the_same_form_sent_again_is_one_story_with_one_code_and_other_words_are_another(
    teller: Tellers, store: StoryStore
) -> None:
    somebody = teller()
    somebody.look()
    sent = somebody.fill_in("tell", **STORY)
    codes = []
    for more in ({}, IN_PLACE, {}):
        somebody.post(sent, **more)
        codes.append(somebody.find_code())
    assert len(set(codes)) == len(find(store)) == 1
    somebody.post([*[pair for pair in sent if pair[0] != "text"], ("text", "Another one.")])
    assert somebody.find_code() != codes[0]
    other = teller()
    other.look()
    other.send("tell", **STORY)
    assert other.find_code() not in codes
    assert len(find(store)) == 3


def test_what_could_identify_a_person_is_pointed_out_first(teller: Tellers, store: StoryStore) -> None:
    somebody = teller()
    somebody.look()
    named = {**STORY, "text": "Dr. Jan Peeters smiled, call 0478 12 34 56."}
    somebody.send("tell", **named)
    assert somebody.answer.status_code == 422
    assert "Not sent yet: this could identify a person." in somebody.words
    assert find(store) == ()
    somebody.send("tell", **named, privacy="mask")
    assert somebody.find_code()
    [story] = find(store)
    assert "Peeters" not in story.text
    assert "0478" not in story.text


def test_the_code_withdraws_at_either_page(teller: Tellers, store: StoryStore, box: Letterbox) -> None:
    codes = []
    for number in range(2):
        somebody = teller()
        somebody.look()
        somebody.send("tell", **{**STORY, "text": f"Story {number}"}, consent="room")
        codes.append(somebody.find_code())
    for page, code in zip(("tell", "join"), codes, strict=True):
        somebody.post(
            [("code", code.lower()), ("key", box.key if page == "tell" else "")], f"/{page}/withdraw?lang=en"
        )
        assert "The story is withdrawn." in somebody.words
    assert find(store) == ()
    somebody.post([("code", "AAAAAAAAAA")], "/tell/withdraw")
    assert somebody.answer.status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_small_in_every_language(teller: Tellers, language: str) -> None:
    somebody = teller(language)
    somebody.look()
    page = somebody.answer.content
    assert somebody.page.get("lang") == language
    assert len(page) < 10_000
    assert sum(len(gzip.compress(file)) for file in (page, *ASSETS.values())) < 10_000
    question = get_words(language)("What was your Mangomoment this week?")
    assert somebody.page.findtext(".//h1") == question


def test_a_browser_without_a_language_of_ours_gets_that_of_the_letterbox(ask: Ask, box: Letterbox) -> None:
    answer = ask("203.0.113.9").get(f"/tell/{box.key}", headers={"Accept-Language": "fi"})
    assert '<html lang="nl">' in answer.text


def test_a_key_is_typed_forgivingly_or_pasted_as_a_link_and_a_wrong_one_is_refused(
    teller: Tellers, box: Letterbox, limits: Any
) -> None:
    somebody = teller()
    for typed in (f" {box.key.lower()} ", f"https://example.org/tell/{box.key}?lang=nl"):
        somebody.show(somebody.client.get("/tell", params={"key": typed, "lang": "en"}))
        assert somebody.answer.url.path == f"/tell/{box.key}"
    limits("wrong_keys", 2)
    wrong = [somebody.client.get(address) for address in ("/tell/AAAAAA", "/tell?key=x", "/tell/<script>")]
    assert [answer.status_code for answer in wrong] == [404, 404, 429]
    assert wrong[2].headers["retry-after"] == "60"
    assert somebody.client.get("/tell?key=").status_code == 422
    assert somebody.look().status_code == 200


def test_a_closed_letterbox_says_so_and_gives_back_what_was_typed(
    teller: Tellers, boxes: LetterboxStore, store: StoryStore, box: Letterbox
) -> None:
    somebody = teller()
    somebody.look()
    sent = somebody.fill_in("tell", **STORY)
    boxes.change(box.id, is_open=False)
    somebody.post(sent)
    assert somebody.answer.status_code == 403
    assert "This letterbox is closed" in somebody.words
    assert STORY["text"] in somebody.words
    assert find(store) == ()
    somebody.look()
    assert somebody.answer.status_code == 403
    assert not [form for form in somebody.page.forms if form.fields.get("do")]


def test_a_deleted_letterbox_says_so_gives_back_what_was_typed_and_still_withdraws(
    teller: Tellers, boxes: LetterboxStore, store: StoryStore, box: Letterbox
) -> None:
    early, late = teller(), teller()
    early.look()
    early.send("tell", **STORY)
    code = early.find_code()
    late.look()
    named = late.fill_in("tell", **STORY | {"text": "Call me: 0470 12 34 56"})
    sent = late.fill_in("tell", **STORY)
    boxes.delete(box.id)
    for said, text in ((named, "0470 12 34 56"), (sent, STORY["text"])):
        late.post(said)
        assert "This letterbox no longer exists" in late.words
        assert text in late.words
        assert box.name not in late.words
    assert late.answer.status_code == 410
    late.look()
    assert late.answer.status_code == 410
    assert not [form for form in late.page.forms if form.fields.get("do")]
    late.post([("code", code), ("key", box.key)], "/tell/withdraw?lang=en")
    assert "The story is withdrawn." in late.words
    assert store.find(StoryQuery()).stories[0].status == "withdrawn"


def test_what_somebody_agrees_to_is_said_of_the_application_and_of_no_room(
    teller: Tellers, box: Letterbox
) -> None:
    somebody = teller()
    somebody.look()
    assert "in this application, to everybody who opens it" in somebody.words
    assert "everybody in the room" not in somebody.words


def test_a_flood_is_refused_with_a_time_and_the_text_and_another_box_takes_stories(
    teller: Tellers, boxes: LetterboxStore, store: StoryStore, monkeypatch: pytest.MonkeyPatch, limits: Any
) -> None:
    monkeypatch.setattr(storing, "MOST_AN_HOUR", 1)
    somebody, late = teller(), teller()
    for each in (somebody, late):
        each.look()
    somebody.send("tell", **STORY)
    late.send("tell", **STORY)
    assert late.answer.status_code == 429
    assert int(late.answer.headers["retry-after"]) > 3000
    minutes = -(-int(late.answer.headers["retry-after"]) // 60)
    assert f"at once. Yours is here: send it again in {minutes} minutes." in late.words
    assert STORY["text"] in late.words
    assert [form for form in late.page.forms if form.fields.get("request")]
    other = teller(key=boxes.create("other", "House", "nl").key)
    other.look()
    other.send("tell", **STORY)
    assert other.find_code()
    limits("stories", 1)
    third = boxes.create("third", "Garden", "nl")
    for status in (200, 429):
        another = teller(address="203.0.113.77", key=third.key)
        another.look()
        another.send("tell", **{**STORY, "text": f"Told {status}"})
        assert another.answer.status_code == status
    assert another.answer.headers["retry-after"] == "60"
    assert len(find(store)) == 3


@pytest.mark.parametrize(
    ("headers", "content", "status"),
    [
        ({"Content-Type": "application/json"}, b"{}", 415),
        ({"Content-Type": "text/plain"}, b"text=a", 415),
        ({"Content-Type": "multipart/form-data; boundary=x"}, b"--x--", 415),
        ({**FORM, "Origin": "https://evil.example"}, b"text=a", 403),
        ({**FORM, "Sec-Fetch-Site": "cross-site"}, b"text=a", 403),
        (FORM, b"text=" + b"a" * 70_000, 413),
        (FORM, b"text=%ff%fe&request=r", 400),
        (FORM, b"text=a&teller=patient", 400),
        (FORM, b"request=a+b&text=a&teller=patient", 400),
        (FORM, b"&".join(b"node=a" for _ in range(600)), 400),
        (FORM, b"request=r&text=a&teller=king", 422),
        (FORM, b"request=r&text=&teller=patient", 422),
        (FORM, b"request=r&text=" + b"a" * 5001 + b"&teller=patient", 422),
        (FORM, b"request=r&text=a&teller=patient&node=nothing", 422),
        (FORM, b"request=r&text=%00%01&teller=patient", 422),
    ],
)
@pytest.mark.usefixtures("unchanged")
def test_what_no_form_of_ours_sends_changes_nothing(
    teller: Tellers, headers: dict[str, str], content: bytes, status: int
) -> None:
    somebody = teller()
    answer = somebody.client.post(somebody.address, content=content, headers=headers)
    assert answer.status_code == status
    assert "<html" in answer.text
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("method", ["head", "options", "put", "delete"])
@pytest.mark.usefixtures("unchanged")
def test_other_methods_change_nothing(teller: Tellers, method: str) -> None:
    somebody = teller()
    answer = getattr(somebody.client, method)(somebody.address)
    assert answer.status_code == {"head": 200, "options": 204, "put": 405, "delete": 405}[method]


def test_no_text_becomes_markup(teller: Tellers, boxes: LetterboxStore, box: Letterbox) -> None:
    boxes.change(box.id, name='"><b>x', question="1 < 2 & '\"")
    somebody = teller()
    somebody.look()
    assert somebody.page.findtext(".//h1") == "1 < 2 & '\""
    somebody.post([("request", "r"), ("text", "</textarea><script>alert(1)</script>" + "x" * 6000)])
    assert somebody.answer.status_code == 422
    assert not re.search(r"<script>", somebody.answer.text)


def test_that_a_story_was_withdrawn_is_said_once_it_was(teller: Tellers, box: Letterbox) -> None:
    said = "The story is withdrawn. It is gone from every screen."
    somebody = teller()
    for page in ("/tell", f"/tell/{box.key}"):
        for done, is_said in (
            ("?done=withdrawn&lang=en", True),
            ("?done=told&lang=en", False),
            ("?lang=en", False),
        ):
            somebody.look(page + done)
            assert (said in somebody.words) == is_said
