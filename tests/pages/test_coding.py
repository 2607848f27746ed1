"""Coding over HTTP: each coder apart from the others, for the facilitator only."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from model.coding import Code, CodingStore, Mark, Passage, StoryCoding
from model.stories import StoryStore
from pages.stories.coding import routes
from pages.stories.coding.routes import CODING, MOST_READ
from tests.pages.asking import add
from tests.pages.driving import get_sent, open_page
from tests.serving import ROOT
from tests.typed_payloads import Interfaces

CODERS = "/stories/coding/coders.json"
SAVE = "/stories/coding/save.json"
MEMOS = "/stories/coding/memos.json"
HIDDEN = "Zanzibar"
"""A word that only another coder wrote, or that tells what they did."""


def name(client: TestClient, coder: str) -> str:
    return str(client.post(CODERS, json={"do": "add", "name": coder}).json()["coder"]["id"])


def line(client: TestClient, coder: str, **query: str) -> Any:
    return client.get("/stories/coding/line.json", params={"coder": coder, **query}).json()


def read(client: TestClient, coder: str, *ids: str) -> Any:
    query = {"coder": coder, "ids": ",".join(ids), "lang": "en"}
    return client.get("/stories/coding/stories.json", params=query).json()["stories"]


def build(story: str, coder: str, **values: Any) -> dict[str, Any]:
    """What the browser sends of a coding."""
    nothing = {"seen": 1, "revision": 0, "marks": [], "leftovers": [], "memo": "", "done": False}
    return {"story": story, "coder": coder, **nothing, **values}


def mark(id_: str, *passages: list[Any], kind: str = "node") -> dict[str, Any]:
    return {"kind": kind, "id": id_, "passages": list(passages)}


@pytest.fixture
def codings(store: StoryStore) -> CodingStore:
    return CodingStore(store)


def test_what_a_coder_makes_of_a_story_is_stored_and_sent_back(
    facilitator: TestClient, codings: CodingStore
) -> None:
    story, ann = add(facilitator, "Ze zong 😀 in de lift.", language="nl")["id"], name(facilitator, "Ann")
    marks = [mark("resonance-trust", ["nl", 3, 9]), mark("respect", kind="dimension")]
    sent = build(story, ann, marks=marks, leftovers=[["nl", 13, 17]], memo=" Twijfel. ", done=True)
    answer = facilitator.post(SAVE, json=sent).json()
    assert answer["coding"] == {
        **{"marks": marks, "leftovers": [["nl", 13, 17]], "memo": "Twijfel.", "done": True},
        **{"revision": 1, "lost": 0},
    }
    [entry] = read(facilitator, ann, story)
    assert entry == answer
    assert entry["story"]["text"] == "Ze zong 😀 in de lift."
    kept = codings.find(story, ann)
    assert kept is not None
    assert [passage.start for _, passage in kept.list_passages()] == [3, 13]
    assert line(facilitator, ann)["done"] == [story]


def test_a_coder_is_sent_nothing_of_what_others_made(
    facilitator: TestClient, codings: CodingStore, store: StoryStore
) -> None:
    story = add(facilitator, "She sang in the lift.", consent={"room": True}, publish=True)["id"]
    ann, bo = name(facilitator, "Ann"), name(facilitator, HIDDEN)
    marks = (
        Mark(Code("node", "resonance-trust"), (Passage("en", 0, 8, 1),)),
        Mark(Code("dimension", "respect")),
    )
    codings.save(StoryCoding(story, bo, marks, (Passage("en", 9, 11, 1),), f"{HIDDEN} 1", is_done=True))
    codings.save_memo(bo, Code("node", "resonance-trust"), f"{HIDDEN} 2")
    assert store.get(story).nodes == ("resonance-trust",)
    own = facilitator.post(SAVE, json=build(story, ann, seen=2)).json()
    conflict = facilitator.post(SAVE, json=build(story, ann, seen=2, memo="Mine")).json()
    blind = "/{}?lang=en&blind=yes"
    answers = [
        own,
        conflict,
        line(facilitator, ann),
        line(facilitator, ann, state="one"),
        line(facilitator, ann, state="differ"),
        read(facilitator, ann, story),
        facilitator.get(MEMOS, params={"coder": ann}).json(),
        facilitator.get(blind.format("public-stories.json")).json(),
    ]
    for answer in answers:
        written = json.dumps(answer)
        assert HIDDEN not in written
        assert "resonance-trust" not in written
        assert "respect" not in written
    assert [own["coding"]["marks"], own["coding"]["leftovers"], own["coding"]["memo"]] == [[], [], ""]
    assert line(facilitator, ann)["done"] == []
    assert facilitator.get(blind.format("model.json")).json()["counts"] == {}
    assert facilitator.get("/model.json?lang=en").json()["counts"]["resonance-trust"] > 0
    ask_for = {"search": "trust", "node": "resonance-trust", "dimension": "respect"}
    assert story not in line(facilitator, ann, **ask_for)["ids"]
    assert story in line(facilitator, ann, node="effect-team", dimension="family")["ids"]
    page = open_page("stories", show="coding", coder=ann)
    for script in ("stories/inputs", "stories/coding/coding"):
        assert "blind=yes" in get_sent(page, script)["content"]


def test_stories_are_found_by_how_far_the_coder_is_and_by_how_they_were_told(
    facilitator: TestClient,
) -> None:
    stories = [add(facilitator, f"Heron {number}.", teller="family")["id"] for number in range(3)]
    ann, bo = name(facilitator, "Ann"), name(facilitator, "Bo")
    for coder, story, is_done in ((ann, 0, True), (ann, 1, False), (bo, 1, True)):
        marks = [mark("resonance")] if coder == bo else []
        facilitator.post(SAVE, json=build(stories[story], coder, marks=marks, done=is_done))

    def find(**query: str) -> list[int]:
        return [stories.index(id_) for id_ in line(facilitator, ann, search="heron", **query)["ids"]]

    assert find() == find(state="all") == find(teller="family") == [0, 1, 2]
    assert (find(state="todo"), find(state="begun"), find(state="done")) == ([2], [1], [0])
    assert find(teller="patient") == find(state="differ") == []
    assert find(state="one") == [0, 1]
    assert find(state="no-node") == [0, 2]
    assert find(state="no-dimension") == [0, 1, 2]
    for wrong in ({"state": "x"}, {"teller": "x"}, {"after": "x"}):
        answer = facilitator.get("/stories/coding/line.json", params={"coder": ann, **wrong})
        assert answer.status_code in (400, 404)


def test_the_line_comes_in_parts(facilitator: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routes, "PART", 4)
    ann = name(facilitator, "Ann")
    whole: list[str] = []
    after: str | None = None
    while after or not whole:
        part = line(facilitator, ann, **({"after": after} if after else {}))
        whole += part["ids"]
        after = part["next"]
    monkeypatch.setattr(routes, "PART", 2000)
    assert whole == line(facilitator, ann)["ids"]


def test_the_same_coder_in_two_windows_gets_what_is_stored(facilitator: TestClient) -> None:
    story, ann = add(facilitator)["id"], name(facilitator, "Ann")
    first = facilitator.post(SAVE, json=build(story, ann, marks=[mark("resonance", ["en", 0, 3])])).json()
    answer = facilitator.post(SAVE, json=build(story, ann, marks=[mark("effect-team")]))
    assert (answer.status_code, answer.json()) == (409, first)
    again = facilitator.post(SAVE, json=build(story, ann, marks=[mark("effect-team")], revision=1))
    assert again.json()["coding"]["revision"] == 2


def test_passages_follow_a_changed_text_and_lost_ones_are_counted(
    facilitator: TestClient, store: StoryStore
) -> None:
    story, ann = add(facilitator, "Then Sarah sang. We listened.")["id"], name(facilitator, "Ann")
    before = store.get(story)
    wording = before.wordings[0].model_copy(update={"text": "We listened."})
    store.change(before.model_copy(update={"wordings": (wording,)}), "facilitator", "edited")
    marks = [mark("resonance", ["en", 0, 16], ["en", 17, 29])]
    answer = facilitator.post(SAVE, json=build(story, ann, seen=1, marks=marks)).json()
    assert answer["coding"]["marks"] == [mark("resonance", ["en", 0, 12])]
    assert (answer["coding"]["lost"], answer["story"]["text"]) == (1, "We listened.")


def test_a_code_that_the_model_has_no_more_stays_with_who_gave_it(
    facilitator: TestClient, codings: CodingStore
) -> None:
    story, ann, bo = add(facilitator)["id"], name(facilitator, "Ann"), name(facilitator, "Bo")
    codings.save(StoryCoding(story, ann, (Mark(Code("node", "gone")),)))
    sent = {"marks": [mark("gone"), mark("resonance")], "done": True}
    assert facilitator.post(SAVE, json=build(story, ann, revision=1, **sent)).status_code == 200
    assert facilitator.post(SAVE, json=build(story, bo, **sent)).status_code == 400


def test_coders_are_added_renamed_and_removed_unless_they_coded(facilitator: TestClient) -> None:
    ann, bo = name(facilitator, "Ann"), name(facilitator, "Bo")

    def change(**sent: str) -> tuple[int, Any]:
        answer = facilitator.post(CODERS, json=sent)
        return answer.status_code, answer.json().get("reason")

    assert change(do="add", name="ANN") == change(do="add", name=" ") == (400, "name")
    assert change(do="rename", coder=ann, name="Bo") == (400, "name")
    assert change(do="rename", coder=ann, name="Cy") == (200, None)
    facilitator.post(SAVE, json=build(add(facilitator)["id"], ann))
    assert change(do="remove", coder=ann) == (400, "in-use")
    assert change(do="remove", coder=bo) == (200, None)
    assert change(do="remove", coder=bo) == (404, "coder")
    assert change(do="promote", coder=ann)[0] == change(do="add")[0] == 400
    assert facilitator.get(CODERS).json() == {"coders": [{"id": ann, "name": "Cy"}]}


def test_a_memo_on_an_element_is_kept_by_coder(facilitator: TestClient) -> None:
    ann, bo = name(facilitator, "Ann"), name(facilitator, "Bo")
    memo = {"kind": "node", "id": "resonance", "text": "When is it trust?"}
    assert facilitator.post(MEMOS, json={"coder": ann, **memo}).json() == memo
    assert facilitator.get(MEMOS, params={"coder": ann}).json() == {"memos": [memo]}
    assert facilitator.get(MEMOS, params={"coder": bo}).json() == {"memos": []}
    assert facilitator.post(MEMOS, json={"coder": "nobody", **memo}).status_code == 404


Change = Callable[[dict[str, Any]], object]
FAULTS: dict[str, Change] = {
    "another node": lambda sent: sent.update(marks=[mark("nothing")]),
    "another dimension": lambda sent: sent.update(marks=[mark("nothing", kind="dimension")]),
    "another kind": lambda sent: sent.update(marks=[mark("resonance", kind="edge")]),
    "a code twice": lambda sent: sent.update(marks=[mark("resonance"), mark("resonance")]),
    "no object": lambda sent: sent.update(marks=["resonance"]),
    "too many marks": lambda sent: sent.update(marks=[mark("resonance")] * 100),
    "no list": lambda sent: sent.update(marks={}),
    "an empty passage": lambda sent: sent.update(leftovers=[["en", 3, 3]]),
    "a passage before the text": lambda sent: sent.update(leftovers=[["en", -1, 3]]),
    "a passage behind the text": lambda sent: sent.update(leftovers=[["en", 3, 300]]),
    "a passage of another language": lambda sent: sent.update(leftovers=[["fr", 0, 3]]),
    "a passage of words": lambda sent: sent.update(leftovers=[["en", "0", "3"]]),
    "a passage of a later text": lambda sent: sent.update(leftovers=[["en", 0, 3]], seen=7),
    "too many passages": lambda sent: sent.update(leftovers=[["en", 0, n] for n in range(1, 300)]),
    "a long memo": lambda sent: sent.update(memo="x" * 2001),
    "no memo": lambda sent: sent.update(memo=None),
    "a maybe": lambda sent: sent.update(done="yes"),
    "no revision": lambda sent: sent.update(revision=True),
    "a huge revision": lambda sent: sent.update(revision=2**40),
    "no story": lambda sent: sent.update(story=""),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_what_cannot_be_stored_is_refused(
    facilitator: TestClient, codings: CodingStore, fault: Change
) -> None:
    ann, story = name(facilitator, "Ann"), add(facilitator)["id"]
    sent = build(story, ann)
    fault(sent)
    answer = facilitator.post(SAVE, json=sent)
    assert answer.status_code == 400, answer.json()
    assert answer.json()["error"]
    assert codings.read().codings == ()


def test_who_and_what_is_not_there_is_said(facilitator: TestClient) -> None:
    ann, story = name(facilitator, "Ann"), add(facilitator)["id"]
    unknown = facilitator.get("/stories/coding/line.json", params={"coder": "nobody"})
    assert (unknown.status_code, unknown.json()["reason"]) == (404, "coder")
    assert facilitator.post(SAVE, json=build(story, "nobody")).json()["reason"] == "coder"
    gone = facilitator.post(SAVE, json=build("gone", ann))
    assert (gone.status_code, gone.json().get("reason")) == (404, None)
    assert read(facilitator, ann, "gone", story)[0]["story"]["id"] == story
    many = ",".join(["x"] * (MOST_READ + 1))
    answer = facilitator.get("/stories/coding/stories.json", params={"coder": ann, "ids": many})
    assert answer.status_code == 400


def test_coding_is_for_the_facilitator_only(visitor: TestClient, facilitator: TestClient) -> None:
    ann, story = name(facilitator, "Ann"), add(facilitator)["id"]
    for method, path, _ in CODING:
        if path.endswith("words.json"):
            continue
        sent = build(story, ann, do="add", name="Eve", kind="node") if method == "POST" else None
        answer = visitor.request(method, path, params={"coder": ann, "ids": story}, json=sent)
        assert answer.status_code == 403, path
    assert facilitator.get(CODERS).json()["coders"] == [{"id": ann, "name": "Ann"}]
    assert facilitator.get("/stories/coding/coders.json?model=x").status_code == 404


def test_what_is_sent_is_what_the_scripts_expect(facilitator: TestClient) -> None:
    types = Interfaces(ROOT / "pages" / "shared" / "types.d.ts")
    ann, story = name(facilitator, "Ann"), add(facilitator, source={"name": "A book"})["id"]
    marks = [mark("resonance", ["en", 0, 3])]
    entry = facilitator.post(SAVE, json=build(story, ann, marks=marks)).json()
    memo = {"kind": "node", "id": "resonance", "text": "Why?"}
    faults = types.find_faults("CodingEntry", entry)
    faults += types.find_faults("Memo", facilitator.post(MEMOS, json={"coder": ann, **memo}).json())
    faults += types.find_faults("CodingLine", line(facilitator, ann))
    words = facilitator.get("/stories/coding/words.json").json()
    assert words["codebook"]["node:resonance-trust"]["definition"].startswith("Patient and professional")
    faults += types.find_faults("CodingWords", words)
    assert faults == []
    assert types.list_unseen() == {"StorySource.session", "StorySource.url"}
