"""Telling, changing and checking stories over HTTP, without a server."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from model.stories import StoryStore
from model.stories.story import LONGEST_TEXT
from pages.shared.limits import Limit
from pages.stories import routes
from pages.stories.routes import _CHANGES
from tests.nasty import NASTY
from tests.pages.asking import (
    EVERYBODYS,
    HIDDEN,
    JSON,
    SHOWN_TO_EVERYBODY,
    add,
    build_post,
    change,
    hide,
    list_ids,
)
from tests.round_trips import build_story

OWN_ID = "a1b2" * 8


def test_what_a_visitor_tells_waits_for_the_facilitator(visitor: TestClient, facilitator: TestClient) -> None:
    post = build_post(consent=EVERYBODYS, nodes=["resonance"], publish=True, status="published")
    answer = visitor.post("/stories.json", json=post)
    assert answer.status_code == 201
    assert set(answer.json()) == SHOWN_TO_EVERYBODY
    assert visitor.get(f"/stories/{answer.json()['id']}.json").status_code == 404
    story = facilitator.get(f"/stories/{answer.json()['id']}.json").json()
    assert (story["status"], story["origin"], story["nodes"]) == ("pending", "collected", ["resonance"])
    assert story["history"][0]["role"] == "visitor"


def test_origin_status_and_times_are_not_for_the_form_to_say(facilitator: TestClient) -> None:
    made_up: dict[str, Any] = {
        "origin": "retold",
        "status": "published",
        "created_at": "1999-01-01T00:00:00Z",
        "revision": 7,
    }
    story = add(facilitator, **made_up)
    assert (story["origin"], story["status"], story["revision"]) == ("collected", "pending", 1)
    assert not story["created"].startswith("1999")


def test_the_facilitator_can_publish_at_once(facilitator: TestClient, visitor: TestClient) -> None:
    story = add(facilitator, consent=EVERYBODYS, publish=True)
    assert story["status"] == "published"
    assert visitor.get(f"/stories/{story['id']}.json").json()["text"] == "She sang in the lift."


@pytest.mark.parametrize("publish", ["yes", 1, None, [], False])
def test_only_a_plain_yes_publishes_at_once(facilitator: TestClient, publish: object) -> None:
    assert add(facilitator, publish=publish)["status"] == "pending"


def test_everything_the_form_has_is_stored(facilitator: TestClient) -> None:
    post = build_post(
        title="The lift",
        setting="a day ward",
        teller="family",
        nodes=["resonance", "effect-team"],
        dimensions=["family", "respect"],
        consent={"room": True, "exports": False, "publications": True},
        source={"name": "Our paper", "url": "https://example.org/1"},
        translations=[{"language": "nl", "title": "De lift", "text": "Ze zong in de lift.", "setting": ""}],
    )
    story = add(facilitator, **post)
    for field in ("title", "text", "setting", "teller", "nodes", "dimensions", "consent", "source"):
        assert story[field] == post[field]
    assert story["wordings"][1] == post["translations"][0]


def test_a_web_address_is_its_own_name_where_none_is_given(facilitator: TestClient) -> None:
    story = add(facilitator, source={"name": " ", "url": "https://example.org/1"})
    assert story["source"] == {"name": "https://example.org/1", "url": "https://example.org/1"}


def test_the_same_story_sent_again_is_not_there_twice(visitor: TestClient, facilitator: TestClient) -> None:
    post = build_post(id=OWN_ID)
    answers = [visitor.post("/stories.json", json=post) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201] * 3
    assert answers[0].json() == answers[1].json() == answers[2].json()
    assert list_ids(facilitator).count(OWN_ID) == 1
    assert len(facilitator.get(f"/stories/{OWN_ID}.json").json()["history"]) == 1


def test_a_story_sent_again_after_it_was_published_or_withdrawn_is_not_there_twice(
    visitor: TestClient, facilitator: TestClient
) -> None:
    post = build_post(id=OWN_ID)
    first = visitor.post("/stories.json", json=post).json()
    for revision, act in enumerate(("publish", "withdraw"), start=1):
        assert change(facilitator, OWN_ID, act, revision).status_code == 200
        again = visitor.post("/stories.json", json=post)
        assert (again.status_code, again.json()) == (201, first)
    assert list_ids(facilitator).count(OWN_ID) == 1
    assert facilitator.get(f"/stories/{OWN_ID}.json").json()["status"] == "withdrawn"


def test_another_story_under_the_same_id_is_refused(visitor: TestClient, facilitator: TestClient) -> None:
    add(visitor, id=OWN_ID)
    answer = visitor.post("/stories.json", json=build_post("Something else.", id=OWN_ID))
    assert answer.status_code == 409
    assert OWN_ID in answer.json()["error"]
    assert facilitator.get(f"/stories/{OWN_ID}.json").json()["text"] == "She sang in the lift."


def test_a_visitor_cannot_take_the_id_of_a_hidden_story_to_see_or_change_it(
    store: StoryStore, visitor: TestClient
) -> None:
    story = hide(store)[0]
    answer = visitor.post("/stories.json", json=build_post(id=story.id))
    assert answer.status_code == 409
    assert HIDDEN not in answer.text
    assert store.get(story.id) == story


def test_an_address_may_leave_so_many_stories_an_hour_and_others_still_may(
    ask: Callable[..., TestClient], store: StoryStore
) -> None:
    eager, other = ask("203.0.113.88"), ask("203.0.113.89")
    answers = [eager.post("/stories.json", json=build_post(f"Mango {n}.")) for n in range(61)]
    assert [answer.status_code for answer in answers] == [201] * 60 + [429]
    assert answers[-1].json()["error"].endswith("send it again in 60 minutes.")
    assert answers[-1].headers["retry-after"] == "3600"
    assert add(other)["id"]


def test_the_facilitator_may_add_stories_where_visitors_behind_the_same_address_left_too_many(
    ask: Callable[..., TestClient], facilitator: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = Limit(most=1, seconds=3600)
    for address in ("127.0.0.1", "203.0.113.90"):
        assert full.take(address)
    monkeypatch.setattr(routes, "_stories_sent", full)
    monkeypatch.setattr(routes, "_posts", full)
    assert ask("203.0.113.90").post("/stories.json", json=build_post()).status_code == 429
    assert add(facilitator)["id"]


def test_only_so_many_stories_of_visitors_wait_and_the_facilitator_is_not_counted(
    visitor: TestClient, facilitator: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "MOST_WAITING", 2)
    add(facilitator, "The facilitator's own, which waits, too.")
    first = add(visitor, "One.")
    add(visitor, "Two.")
    refused = visitor.post("/stories.json?lang=nl", json=build_post("Three."))
    assert (refused.status_code, refused.json()["reason"]) == (429, "too-many-waiting")
    assert refused.json()["error"].startswith("2 verhalen wachten op de begeleider.")
    assert add(facilitator, "Four.")
    assert change(facilitator, first["id"], "publish").status_code == 200
    assert add(visitor, "Five.")


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("id_", ["check", "words", "A" * 32, "a" * 31, "a" * 33, "g" * 32, "a" * 32 + "\n"])
def test_only_an_id_as_the_form_makes_it_is_taken(visitor: TestClient, id_: str) -> None:
    refused = visitor.post("/stories.json", json=build_post(id=id_))
    assert refused.status_code == 400
    assert "32 hexadecimal digits" in refused.json()["error"]


@pytest.mark.parametrize(("method", "path", "most"), [("POST", "stories/check.json", 120)])
def test_what_takes_long_is_done_so_often_for_an_address(
    ask: Callable[..., TestClient], store: StoryStore, method: str, path: str, most: int
) -> None:
    eager, other = ask("203.0.113.98"), ask("203.0.113.99")
    answers = [
        eager.request(method, f"/{path}", json={"text": "A mango."}).status_code for _ in range(most + 1)
    ]
    assert answers == [200] * most + [429]
    assert other.request(method, f"/{path}", json={"text": "A mango."}).status_code == 200


def test_an_address_may_send_so_many_stories_a_minute_and_others_still_may(
    ask: Callable[..., TestClient], store: StoryStore
) -> None:
    eager, other = ask("203.0.113.8"), ask("203.0.113.9")
    answers = [eager.post("/stories.json", json={}).status_code for _ in range(301)]
    assert answers == [400] * 300 + [429]
    assert add(other)["id"]


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ("A <b>mango</b>.", "A mango."),
        ("<script>alert(1)</script>A mango.", "alert(1)A mango."),
        ("<img src=x onerror=alert(1)>A mango.", "A mango."),
        ("A [mango](https://example.org) and ![pear](//example.org/a.png).", "A mango and pear."),
        ("[x](javascript:alert(1))", "x"),
        ("A\x00 man\u202ego\u202c.\x1b", "A mango."),
        ("pain < 5 and > 3", "pain < 5 and > 3"),
        ("One\r\n\r\n\r\n\r\ntwo", "One\n\ntwo"),
        ("e\u0301lan", "élan"),
        ("  A mango. \ud800", "A mango."),
    ],
)
def test_a_text_is_stored_as_plain_text(facilitator: TestClient, sent: str, stored: str) -> None:
    content = json.dumps(build_post(sent, translations=[{"language": "nl", "text": sent}]))
    answer = facilitator.post(
        "/stories.json", content=content, headers={"Content-Type": "application/json; charset=utf-8"}
    )
    assert answer.status_code == 201
    assert [wording["text"] for wording in answer.json()["wordings"]] == [stored, stored]


def test_title_setting_and_source_are_one_plain_line(facilitator: TestClient) -> None:
    story = add(
        facilitator, title="<i>The</i>\nlift", setting="a\tday <b>ward</b>", source={"name": "<p>A\nB"}
    )
    assert (story["title"], story["setting"], story["source"]["name"]) == ("The lift", "a day ward", "A B")


def test_every_nasty_text_is_stored_or_refused_in_a_sentence(facilitator: TestClient) -> None:
    stored = 0
    for text in NASTY:
        content = json.dumps(build_post(text, title=text[:200], setting=text[:200]))
        answer = facilitator.post("/stories.json", content=content, headers=JSON)
        assert answer.status_code in (201, 400), ascii(text)
        if answer.status_code == 400:
            assert "characters fit" in answer.json()["error"] or "must not be empty" in answer.json()["error"]
            continue
        stored += 1
        again = facilitator.get(f"/stories/{answer.json()['id']}.json").json()
        assert again["text"] == answer.json()["text"], ascii(text)
    assert stored > len(NASTY) / 2


def test_publishing_shows_a_story_to_everybody(facilitator: TestClient, visitor: TestClient) -> None:
    story = add(visitor, consent=EVERYBODYS)["id"]
    assert visitor.get(f"/stories/{story}.json").status_code == 404
    after = change(facilitator, story, "publish").json()
    assert (after["status"], after["revision"]) == ("published", 2)
    assert story in list_ids(visitor)


def test_publishing_does_not_overrule_what_the_teller_agreed_to(
    facilitator: TestClient, visitor: TestClient
) -> None:
    story = add(visitor, consent={"exports": True})["id"]
    assert change(facilitator, story, "publish").json()["status"] == "published"
    assert visitor.get(f"/stories/{story}.json").status_code == 404


def test_withdrawing_hides_a_story_at_once_and_restoring_lets_it_wait(
    facilitator: TestClient, visitor: TestClient
) -> None:
    assert change(facilitator, "the-mango", "withdraw").json()["status"] == "withdrawn"
    assert "the-mango" not in list_ids(visitor)
    assert change(facilitator, "the-mango", "restore", 2).json()["status"] == "pending"
    assert "the-mango" not in list_ids(visitor)


def test_an_edit_changes_what_was_told_and_nothing_else(facilitator: TestClient) -> None:
    before = facilitator.get("/stories/the-mango.json").json()
    post = build_post("A pear.", title="The pear", teller="family", consent=EVERYBODYS, status="pending")
    after = change(facilitator, "the-mango", "edit", story=post).json()
    assert (after["text"], after["title"], after["teller"]) == ("A pear.", "The pear", "family")
    assert (after["nodes"], after["dimensions"], after["source"]) == ([], [], None)
    assert after["consent"] == {"room": True, "exports": False, "publications": False}
    for kept in ("id", "status", "origin", "created"):
        assert after[kept] == before[kept]
    assert (before["revision"], after["revision"]) == (1, 2)
    assert facilitator.get("/stories/the-mango.json").json()["text"] == "A pear."


def test_an_edit_keeps_nodes_and_dimensions_that_the_model_has_no_more(
    store: StoryStore, facilitator: TestClient
) -> None:
    story = store.add(build_story(nodes=("gone", "resonance"), dimensions=("past",)), "import")
    seen = facilitator.get(f"/stories/{story.id}.json").json()
    assert (seen["nodes"], seen["lost"]) == (["resonance"], ["gone"])
    post = build_post(nodes=["resonance", "gone"], dimensions=["past"])
    after = change(facilitator, story.id, "edit", story=post).json()
    assert (after["nodes"], after["lost"], after["dimensions"]) == (["resonance"], ["gone"], ["past"])


def test_undoing_brings_back_what_was_and_undoing_again_the_change(facilitator: TestClient) -> None:
    first = facilitator.get("/stories/the-mango.json").json()["text"]
    change(facilitator, "the-mango", "edit", story=build_post("A pear."))
    assert change(facilitator, "the-mango", "undo", 2).json()["text"] == first
    assert change(facilitator, "the-mango", "undo", 3).json()["text"] == "A pear."


def test_undoing_a_publication_hides_the_story_again(facilitator: TestClient, visitor: TestClient) -> None:
    story = add(facilitator, consent=EVERYBODYS)["id"]
    change(facilitator, story, "publish")
    assert change(facilitator, story, "undo", 2).json()["status"] == "pending"
    assert story not in list_ids(visitor)


@pytest.mark.usefixtures("unchanged")
def test_what_was_never_changed_cannot_be_undone(facilitator: TestClient) -> None:
    answer = change(facilitator, "the-mango", "undo")
    assert answer.status_code == 400
    assert "no change that can be undone" in answer.json()["error"]


def test_a_deleted_story_is_gone_from_everywhere(
    store: StoryStore, facilitator: TestClient, tmp_path: Path
) -> None:
    story = add(facilitator, f"{HIDDEN} text.", title=HIDDEN, publish=True, consent=EVERYBODYS)["id"]
    change(facilitator, story, "edit", story=build_post(f"{HIDDEN} words."))
    answer = change(facilitator, story, "delete", 2)
    assert (answer.status_code, answer.json()) == (200, {"deleted": story})
    assert facilitator.get(f"/stories/{story}.json").status_code == 404
    assert story not in list_ids(facilitator)
    assert HIDDEN not in facilitator.get("/stories-export.json").text
    assert HIDDEN.encode() not in facilitator.get("/stories-backup.db").content
    for act in _CHANGES:
        assert change(facilitator, story, act, 2).status_code == 404
    store.close()
    for file in tmp_path.iterdir():
        assert HIDDEN.encode() not in file.read_bytes()


ABOUT: dict[str, dict[str, Any]] = {
    "consent": {"name": "room", "value": True},
    "attach": {"name": "resonance"},
    "sort": {"name": "respect"},
    "set": {"name": "teller", "value": "leader"},
}


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("act", _CHANGES)
def test_a_change_of_what_somebody_else_changed_meanwhile_is_refused(
    facilitator: TestClient, act: str
) -> None:
    answer = change(facilitator, "the-mango", act, 2, story=build_post(), **ABOUT.get(act, {}))
    assert answer.status_code == 409
    assert answer.json()["current"] == 1
    assert "the-mango" in answer.json()["error"]


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("act", _CHANGES)
def test_a_change_of_a_story_that_is_not_there_is_refused(facilitator: TestClient, act: str) -> None:
    answer = change(facilitator, "nothing", act, story=build_post())
    assert answer.status_code == 404
    assert answer.json()["error"] == 'there is no story "nothing"'


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("act", _CHANGES)
@pytest.mark.parametrize("revision", [None, "1", True, 1.0, 1.5, [], {"a": 1}], ids=str)
def test_a_change_says_which_revision_was_seen(facilitator: TestClient, act: str, revision: object) -> None:
    answer = change(facilitator, "the-mango", act, revision, story=build_post())
    assert answer.status_code == 400
    assert "revision" in answer.json()["error"]


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("act", ["", "explode", "Publish", "__class__", None, 5, ["publish"]], ids=str)
def test_an_unknown_change_is_refused_with_those_there_are(facilitator: TestClient, act: Any) -> None:
    answer = change(facilitator, "the-mango", act)
    assert answer.status_code == 400
    assert answer.json()["error"] == f"do is one of {', '.join(_CHANGES)}"


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("story", [5, "text", None, [], [1], True], ids=str)
def test_an_edit_without_a_story_is_refused(facilitator: TestClient, story: Any) -> None:
    answer = change(facilitator, "the-mango", "edit", story=story)
    assert answer.status_code == 400
    assert answer.json()["error"] == "story is what the story should say"


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("act", _CHANGES)
def test_a_visitor_cannot_change_a_story(visitor: TestClient, act: str) -> None:
    answer = change(visitor, "the-mango", act, story=build_post())
    assert answer.status_code == 403
    assert "facilitator" in answer.json()["error"]


def test_of_many_changes_at_once_of_one_revision_one_succeeds(facilitator: TestClient) -> None:
    acts = ["withdraw", "edit", "withdraw", "edit"]
    answers = [change(facilitator, "the-mango", act, story=build_post()).status_code for act in acts]
    assert answers == [200, 409, 409, 409]


@pytest.mark.parametrize("story", ["%00", "a%00b", "..%2F..%2Fetc", "%ED%A0%80", "x" * 4000, "' OR 1=1 --"])
def test_an_address_of_no_story_is_not_found(facilitator: TestClient, story: str) -> None:
    assert facilitator.get(f"/stories/{story}.json").status_code == 404


# What could identify a person


def test_what_could_tell_who_somebody_is_is_found_where_it_stands(visitor: TestClient) -> None:
    text = "🥭 Mevrouw <b>Van Damme</b>, 92 jaar, kamer 214, belde 0470 12 34 56."
    found = visitor.post("/stories/check.json?lang=nl", json={"text": text}).json()
    assert found["text"] == "🥭 Mevrouw Van Damme, 92 jaar, kamer 214, belde 0470 12 34 56."
    assert [identifier["kind"] for identifier in found["identifiers"]] == ["name", "age", "room", "phone"]
    for identifier in found["identifiers"]:
        assert found["text"][identifier["start"] : identifier["end"]] == identifier["text"]


def test_each_find_comes_with_a_mask_in_the_language_of_the_story(visitor: TestClient) -> None:
    text = "Mevrouw Van Damme, 92 jaar, belde 0470 12 34 56."
    masks = {
        lang: [
            identifier["mask"]
            for identifier in visitor.post(f"/stories/check.json?lang={lang}", json={"text": text}).json()[
                "identifiers"
            ]
        ]
        for lang in ("en", "nl")
    }
    assert masks["en"] != masks["nl"]
    for mask in masks["en"] + masks["nl"]:
        assert mask.startswith("[")
        assert mask.endswith("]")


@pytest.mark.parametrize("language", ["fr", "ar", "xx", ""])
def test_a_story_in_any_language_is_checked(visitor: TestClient, language: str) -> None:
    sent = {"text": "jan@example.org"}
    [found] = visitor.post(f"/stories/check.json?lang={language}", json=sent).json()["identifiers"]
    assert (found["kind"], found["mask"][0]) == ("e-mail", "[")


def test_a_text_that_was_masked_holds_nothing_more_to_mask(visitor: TestClient) -> None:
    text = "Mevrouw Van Damme, 92 jaar, kamer 214, belde 0470 12 34 56 naar jan@example.org."
    found = visitor.post("/stories/check.json?lang=nl", json={"text": text}).json()
    masked = found["text"]
    for identifier in reversed(found["identifiers"]):
        masked = masked[: identifier["start"]] + identifier["mask"] + masked[identifier["end"] :]
    assert "Damme" not in masked
    assert visitor.post("/stories/check.json?lang=nl", json={"text": masked}).json()["identifiers"] == []


@pytest.mark.parametrize(
    "text", ["x" * (4 * LONGEST_TEXT + 1), None, 5, ["a"]], ids=lambda text: str(text)[:9]
)
def test_what_cannot_be_checked_is_refused(visitor: TestClient, text: Any) -> None:
    answer = visitor.post("/stories/check.json", json={"text": text})
    assert answer.status_code == 400
    assert "text" in answer.json()["error"]


def test_the_longest_text_that_can_be_checked_is_checked(visitor: TestClient) -> None:
    text = "x" * (4 * LONGEST_TEXT)
    assert visitor.post("/stories/check.json", json={"text": text}).json()["text"] == text


def test_checking_stores_nothing(unchanged: None, visitor: TestClient) -> None:
    assert visitor.post("/stories/check.json", json={"text": "A mango."}).json()["identifiers"] == []
