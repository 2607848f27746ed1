"""What the addresses of stories refuse, and that whatever is sent gets an answer."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import Any

import pytest
from httpx2 import Response
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.testclient import TestClient
from starlette.types import Message

from model.stories.story import LONGEST_TEXT, MOST_NODES
from pages.shared.answers import BadRequestError
from pages.shared.posts import LARGEST_POST, read_post
from pages.stories.routes import _CHANGES
from tests.nasty import NASTY
from tests.pages.asking import (
    JSON,
    add,
    build_post,
    change,
)
from tests.properties import examples

REFUSED: list[tuple[dict[str, Any], str]] = [
    (build_post("x" * (LONGEST_TEXT + 1)), "text: at most 5000 characters fit"),
    (build_post(""), "text: this must not be empty"),
    (build_post("<br>"), "text"),
    (build_post("\u200b"), "text"),
    (build_post() | {"text": 5}, "text"),
    (build_post(title="x" * 201), "title"),
    (build_post(setting="x" * 201), "setting"),
    (build_post(setting={}), "setting"),
    (build_post(nodes=["mangomomnt"]), 'did you mean "mangomoment"?'),
    (build_post(nodes=[["mangomoment"]]), "nodes"),
    (build_post(nodes=["' OR 1=1"]), "nodes"),
    (build_post(nodes=[f"node-{number}" for number in range(MOST_NODES + 1)]), "at most"),
    (build_post(nodes=7), "not a story"),
    (build_post(dimensions=["zebra"]), "zebra"),
    (build_post(dimensions="respect"), "dimension"),
    (build_post(teller="zebra"), "teller"),
    (build_post(teller=""), "teller"),
    (build_post(teller=None), "teller"),
    (build_post(teller=["patient"]), "teller"),
    (build_post(language="x"), "language"),
    (build_post(language="en-GB"), "language"),
    (build_post(source={"name": "A", "url": "javascript:alert(1)"}), "url"),
    (build_post(source={"name": "A", "url": "https://example.org/a b"}), "url"),
    (build_post(source={"url": "ftp://example.org"}), "url"),
    (build_post(source={"name": "A", "colour": "red"}), "colour"),
    (build_post(source={"name": {"a": 1}}), "source"),
    (build_post(consent={"room": "perhaps"}), "consent"),
    (build_post(consent={"everything": True}), "consent"),
    (build_post(consent=["room"]), "consent"),
    (build_post(translations=[{"language": "nl"}]), "text"),
    (build_post(translations=[5]), "valid"),
    (build_post(translations=7), "not a story"),
    (build_post(translations=[{"language": lang, "text": "x"} for lang in ("nl", "nl")]), "language"),
    (build_post(id="../../etc/passwd"), "id"),
    (build_post(id="x" * 81), "id"),
    (build_post(id=5), "id"),
    ({}, "text"),
]


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(("post", "named"), REFUSED, ids=lambda value: str(value)[:60])
def test_a_story_with_a_fault_is_refused_with_a_sentence_that_names_it(
    visitor: TestClient, post: dict[str, Any], named: str
) -> None:
    answer = visitor.post("/stories.json", json=post)
    assert answer.status_code == 400
    assert named in answer.json()["error"]
    assert "pydantic" not in answer.json()["error"]


def test_of_very_many_faults_the_first_are_said(visitor: TestClient) -> None:
    answer = visitor.post("/stories.json", json=build_post(nodes=["?"] * 20_000))
    assert answer.status_code == 400
    assert answer.json()["error"].count("nodes") == 5


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    ("post", "named"),
    [case for case in REFUSED if "id" not in case[0]],  # on an edit the address says which story it is
    ids=lambda value: str(value)[:60],
)
def test_an_edit_with_a_fault_is_refused_with_a_sentence_that_names_it(
    facilitator: TestClient, post: dict[str, Any], named: str
) -> None:
    answer = change(facilitator, "the-mango", "edit", story=post)
    assert answer.status_code == 400
    assert named in answer.json()["error"]


ADDRESSES = ("/stories.json", "/stories/the-mango.json", "/stories/check.json", "/facilitator.json")
POST = json.dumps(build_post() | {"do": "delete", "revision": 1}).encode()


def nest(opening: str, closing: str) -> bytes:
    return (opening * 20_000 + closing * 20_000).encode()


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("path", ["/stories.json", "/stories/the-mango.json"])
def test_in_a_language_that_is_not_there_nothing_is_done(facilitator: TestClient, path: str) -> None:
    sent = {**build_post(), "do": "publish", "revision": 1}
    answer = facilitator.post(f"{path}?lang=xx", json=sent)
    assert answer.status_code == 400
    assert "language" in answer.json()["error"]


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Content-Type": "multipart/form-data; boundary=x"},
        {"Content-Type": "text/plain; application/json"},
        JSON | {"Origin": "https://evil.example"},
        JSON | {"Origin": "http://127.0.0.1:9999"},
        JSON | {"Origin": "null"},
        JSON | {"Origin": ""},
        JSON | {"Origin": "http://[::1"},
        JSON | {"Sec-Fetch-Site": "cross-site"},
        JSON | {"Sec-Fetch-Site": "same-site"},
    ],
    ids=str,
)
def test_a_request_that_another_site_could_have_made_is_refused(
    facilitator: TestClient, headers: dict[str, str]
) -> None:
    for address in ADDRESSES:
        answer = facilitator.post(address, content=POST, headers=headers)
        assert answer.status_code == 403
        assert "does not come from a page of this application" in answer.json()["error"]


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "http://127.0.0.1:8501", "Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}],
)
def test_a_request_of_our_own_page_is_taken(facilitator: TestClient, headers: dict[str, str]) -> None:
    assert facilitator.post("/stories.json", json=build_post(), headers=headers).status_code == 201


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"", "not JSON"),
        (b"text=x&teller=patient", "not JSON"),
        (b"{", "not JSON"),
        (b"\xff\xfe{}", "not JSON"),
        (b'{"text": "\xe9"}', "not JSON"),
        (b"9" * 5000, "not JSON"),
        (nest("[", "]"), "not JSON"),
        (nest('{"a":', "}"), "not JSON"),
        (b"[]", "object"),
        (b'"text"', "object"),
        (b"null", "object"),
        (b"NaN", "object"),
        (b'{"text": "' + b"x" * 300_000 + b'"}', "256 kB"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_is_no_json_object_of_some_size_is_refused(
    facilitator: TestClient, content: bytes, named: str
) -> None:
    for address in ADDRESSES:
        answer = facilitator.post(address, content=content, headers=JSON)
        assert answer.status_code == 400
        assert named in answer.json()["error"]


def test_a_post_that_never_ends_is_not_read_to_the_end() -> None:
    pieces = count(1)

    async def receive() -> Message:
        return {"type": "http.request", "body": b" " * 1000, "more_body": next(pieces) < LARGEST_POST}

    async def read() -> None:
        headers = [(b"content-type", b"application/json")]
        await read_post(Request({"type": "http", "method": "POST", "headers": headers}, receive))

    # In a thread of its own: a browser that other tests opened keeps an event loop running in this one.
    with ThreadPoolExecutor(1) as apart, pytest.raises(BadRequestError, match="256 kB"):
        apart.submit(asyncio.run, read()).result()
    assert next(pieces) < LARGEST_POST // 1000 + 10


KEYS = (
    *("text", "title", "setting", "language", "teller", "nodes", "dimensions", "consent", "source"),
    *(
        "translations",
        "id",
        "publish",
        "revision",
        "do",
        "story",
        "status",
        "lock",
        "passcode",
        "name",
        "url",
    ),
)
PLAIN = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(),
    st.sampled_from(NASTY),
    st.sampled_from(("en", "patient", "resonance", "respect", "room", "edit", "publish", "undo", "delete")),
)
VALUES = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5),
    max_leaves=12,
)
POSTS = st.builds(
    lambda values, kept: {**build_post(), "story": build_post(), "revision": 1, **values, **kept},
    st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=6),
    st.fixed_dictionaries({}, optional={"do": st.sampled_from([*_CHANGES]), "teller": st.just("patient")}),
)
FUZZ = examples(100, keeps_fixtures=True)


def post_anything(client: TestClient, address: str, sent: object) -> Response:
    """Send a value as JavaScript would; the answer is what was hoped for, or a sentence that says why not."""
    answer = client.post(address, content=json.dumps(sent), headers=JSON)
    assert answer.status_code in (200, 201, 400, 403, 404, 409, 413)
    if answer.status_code >= 400:
        assert len(answer.json()["error"]) > 5
    return answer


@FUZZ
@given(sent=POSTS)
def test_whatever_is_sent_as_a_new_story_gets_an_answer(facilitator: TestClient, sent: object) -> None:
    answer = post_anything(facilitator, "/stories.json", sent)
    if answer.status_code == 201:
        story = facilitator.get(f"/stories/{answer.json()['id']}.json").json()
        assert story["wordings"] == answer.json()["wordings"]


@FUZZ
@given(sent=POSTS)
def test_whatever_is_sent_as_a_change_gets_an_answer(facilitator: TestClient, sent: object) -> None:
    story = add(facilitator)["id"]
    answer = post_anything(facilitator, f"/stories/{story}.json", sent)
    is_gone = "deleted" in answer.json()
    assert facilitator.get(f"/stories/{story}.json").status_code == (404 if is_gone else 200)


@FUZZ
@given(sent=POSTS)
def test_whatever_is_sent_for_checking_gets_an_answer(facilitator: TestClient, sent: object) -> None:
    post_anything(facilitator, "/stories/check.json", sent)


@FUZZ
@given(
    query=st.dictionaries(
        st.sampled_from(("search", "node", "level", "teller", "setting", "told", "status", "order", "skip")),
        st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(("resonance", "patient", "0")),
        max_size=4,
    )
)
def test_whatever_is_asked_of_the_list_gets_an_answer(visitor: TestClient, query: dict[str, str]) -> None:
    answer = visitor.get("/stories.json", params=query)
    assert answer.status_code in (200, 400)
    assert ("stories" in answer.json()) == (answer.status_code == 200)
