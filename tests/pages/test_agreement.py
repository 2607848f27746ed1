"""Agreement over HTTP: who may, what is sent of figures and of where coders differ, and what is decided."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from starlette.testclient import TestClient

from model.coding import Code, Coder, CodingStore, Mark, Passage, StoryCoding
from model.stories import StoryStore
from pages.shared import resources
from pages.stories.agreement.coded import get_coded
from pages.stories.agreement.downloads import FILES
from pages.stories.agreement.routes import AGREEMENT, MOST_READ
from tests.pages.asking import add
from tests.pages.test_payload_types import TYPES
from tests.serving import ROOT
from tests.typed_payloads import Interfaces

PLACE = "/stories/agreement"
JOY, TRUST = Code("node", "effect-joy-in-work"), Code("node", "resonance-trust")
RESPECT = Code("dimension", "respect")
_BEGINNINGS = {"csv": b"\xef\xbb\xbf", "pdf": b"%PDF", "qdc": b"<?xml"}
"""What files of these forms begin with; all others are archives."""


@pytest.fixture
def codings(store: StoryStore) -> CodingStore:
    return CodingStore(store)


@pytest.fixture
def coders(codings: CodingStore) -> tuple[Coder, Coder]:
    return codings.add_coder("Ann"), codings.add_coder("Bo")


def code(codings: CodingStore, story: str, coder: Coder, *marks: Code | Mark, **more: Any) -> StoryCoding:
    marks_ = tuple(mark if isinstance(mark, Mark) else Mark(mark) for mark in marks)
    return codings.save(StoryCoding(story, coder.id, marks_, **{"is_done": True, **more}))


def ask(client: TestClient, name: str, **query: str) -> Any:
    return client.get(f"{PLACE}/{name}.json", params={"lang": "en", **query}).json()


def decide(client: TestClient, story: str, about: Code, attach: bool | None) -> Any:
    sent = {"story": story, "kind": about.kind, "id": about.id, "attach": attach}
    return client.post(f"{PLACE}/decide.json", json=sent)


def test_all_of_agreement_is_for_the_facilitator(visitor: TestClient, unchanged: None) -> None:
    for method, path, _ in AGREEMENT:
        answer = visitor.request(method, path, json={} if method == "POST" else None)
        assert answer.status_code == (200 if path.endswith("words.json") else 403), path
    assert b"Ann" not in visitor.get(f"{PLACE}/words.json").content


def test_without_codings_the_figures_say_why_there_are_none(facilitator: TestClient) -> None:
    figures = ask(facilitator, "figures")
    assert figures["sentences"] == ["Nobody is done with coding a story yet."]
    assert figures["totals"][0]["alpha"] == {
        "value": None,
        "text": "",
        "interval": "",
        "why": "not coded yet",
    }
    assert ask(facilitator, "disagreements")["disagreements"] == []


def test_figures_are_by_stage_in_the_order_of_the_model_and_undefined_ones_say_why(
    facilitator: TestClient, codings: CodingStore, coders: tuple[Coder, Coder]
) -> None:
    ann, bo = coders
    stories = [add(facilitator, f"Mango {number}.")["id"] for number in range(4)]
    count = len(get_coded(resources.get_store()).attached)
    for number, story in enumerate(stories):
        code(codings, story, ann, *([JOY] if number < 2 else []))
        code(codings, story, bo, *([JOY] if number < 1 else []))
    figures = ask(facilitator, "figures")
    assert figures["sentences"][:2] == [
        "Coders: Ann, Bo.",
        f"Coded: 4 of {count} ({round(400 / count)}%); by two or more: 4 of {count} ({round(400 / count)}%).",
    ]
    assert figures["sentences"][3].startswith("Krippendorff’s alpha: ")
    assert [group["name"] for group in figures["groups"]][0::6] == ["Preconditions", "Dimensions"]
    rows = {row["id"]: row for group in figures["groups"] for row in group["rows"]}
    joy, trust = rows[JOY.id], rows[TRUST.id]
    assert (joy["attached"], joy["differing"]) == ("2 (by 2 of 2)", "1")
    assert (joy["percent"]["text"], joy["kappa"]["value"]) == ("75%", 0.5)
    assert " to " in joy["alpha"]["interval"]
    assert (trust["alpha"]["value"], trust["alpha"]["why"]) == (None, "all said the same")
    cleo = codings.add_coder("Cleo")
    code(codings, stories[0], cleo, JOY)
    figures = ask(facilitator, "figures")
    assert figures["kappa"] is False
    assert [row["name"] for row in figures["pairs"]] == ["Ann – Bo", "Ann – Cleo", "Bo – Cleo"]


def test_where_coders_differ_is_sent_with_their_names_of_those_who_are_done(
    facilitator: TestClient, codings: CodingStore, coders: tuple[Coder, Coder]
) -> None:
    ann, bo = coders
    cleo = codings.add_coder("Cleo")
    story = add(facilitator, "She sang for him.", title="The song")["id"]
    code(codings, story, ann, Mark(JOY, (Passage("en", 0, 8, 1),)), memo="Sure.")
    code(codings, story, cleo, TRUST, is_done=False)
    assert ask(facilitator, "disagreements")["coders"] == [{"id": ann.id, "name": "Ann"}]
    code(codings, story, bo, leftovers=(Passage("en", 9, 16, 1),))
    codings.save_memo(bo.id, JOY, "Only where it is said.")
    found = ask(facilitator, "disagreements")
    expected = {"kind": "node", "id": JOY.id, "by": [ann.id], "without": [bo.id], "decision": None}
    assert found["disagreements"] == [{"story": story, **expected}]
    assert found["stories"] == {story: "The song"}
    assert [coder["name"] for coder in found["coders"]] == ["Ann", "Bo"]
    assert found["memos"][0]["text"] == "Only where it is said."
    [entry] = ask(facilitator, "stories", ids=f"{story},gone")["stories"]
    assert entry["story"]["text"] == "She sang for him."
    assert [coding["coder"] for coding in entry["codings"]] == sorted([ann.id, bo.id])
    by_coder = {coding["coder"]: coding for coding in entry["codings"]}
    assert by_coder[ann.id]["marks"][0]["passages"] == [["en", 0, 8]]
    assert by_coder[bo.id]["leftovers"] == [["en", 9, 16]]
    too_many = ",".join(str(number) for number in range(MOST_READ + 1))
    assert facilitator.get(f"{PLACE}/stories.json?ids={too_many}").status_code == 400
    codings.save(
        StoryCoding(story, bo.id, (Mark(JOY),), is_done=True, revision=1)  # Bo agrees now
    )
    assert ask(facilitator, "disagreements")["disagreements"] == []


def test_a_decision_attaches_and_is_taken_back_and_says_who_and_when(
    facilitator: TestClient, store: StoryStore, codings: CodingStore, coders: tuple[Coder, Coder]
) -> None:
    ann, bo = coders
    story = add(facilitator)["id"]
    code(codings, story, ann, JOY, RESPECT)
    code(codings, story, bo)
    attached = store.get(story)
    assert (attached.nodes, attached.dimensions) == ((JOY.id,), (RESPECT.id,))  # Ann coded it first
    answer = decide(facilitator, story, JOY, True).json()["decision"]
    assert (answer["attached"], answer["role"], answer["at"][:2]) == (True, "facilitator", "20")
    decide(facilitator, story, RESPECT, False)
    assert store.get(story).dimensions == ()
    decided = {
        disagreement["id"]: disagreement["decision"]
        for disagreement in ask(facilitator, "disagreements")["disagreements"]
    }
    assert decided[JOY.id] == answer
    assert decided[RESPECT.id]["attached"] is False
    assert decide(facilitator, story, RESPECT, None).json() == {"decision": None}
    assert store.get(story).dimensions == (RESPECT.id,)


def test_what_cannot_be_decided_is_refused(
    facilitator: TestClient, codings: CodingStore, coders: tuple[Coder, Coder]
) -> None:
    ann, bo = coders
    story = add(facilitator)["id"]
    code(codings, story, ann, JOY)
    code(codings, story, bo, JOY)
    settled = decide(facilitator, story, JOY, False)
    assert (settled.status_code, settled.json()["reason"]) == (409, "settled")
    assert decide(facilitator, "gone", JOY, True).status_code == 404
    assert decide(facilitator, story, Code("node", "gone"), True).status_code == 400
    sent = {"story": story, "kind": "node", "id": JOY.id, "attach": "yes"}
    assert facilitator.post(f"{PLACE}/decide.json", json=sent).status_code == 400


@pytest.mark.parametrize("name", FILES)
def test_the_figures_and_the_report_are_files(
    facilitator: TestClient, codings: CodingStore, coders: tuple[Coder, Coder], name: str
) -> None:
    story = add(facilitator)["id"]
    for coder in coders:
        code(codings, story, coder, JOY)
    answer = facilitator.get(f"{PLACE}/{name}?lang=nl")
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert answer.status_code == 200
    assert answer.content.startswith(_BEGINNINGS.get(name.rpartition(".")[2], b"PK"))
    if name == "agreement.csv":
        assert "Alle elementen" in answer.text


def test_files_for_others_have_the_codings_of_stories_that_may_be_exported(
    facilitator: TestClient, codings: CodingStore, coders: tuple[Coder, Coder]
) -> None:
    kept = add(facilitator, "Kept.", publish=True, consent={"room": True})["id"]
    shared = add(facilitator, "Shared.", publish=True, consent={"exports": True})["id"]
    for story in (kept, shared):
        code(codings, story, coders[0], JOY)

    def read(**query: str) -> str:
        archive = facilitator.get(f"{PLACE}/codings.zip", params=query)
        with ZipFile(BytesIO(archive.content)) as opened:
            return opened.read("codings.csv").decode()

    everything, exported = read(), read(consent="exports")
    assert kept in everything
    assert shared in everything
    assert kept not in exported
    assert shared in exported
    assert facilitator.get(f"{PLACE}/codings.zip?consent=all").status_code == 400


def test_what_was_coded_is_read_once_for_each_state(
    facilitator: TestClient, store: StoryStore, codings: CodingStore, coders: tuple[Coder, Coder]
) -> None:
    first = get_coded(store)
    assert get_coded(store) is first
    seen = {first.version}
    story = add(facilitator)["id"]
    for change in (
        lambda: code(codings, story, coders[0], JOY),
        lambda: code(codings, story, coders[1]),
        lambda: codings.decide(story, JOY, False),
        lambda: codings.take_back(story, JOY),
        lambda: codings.save_memo(coders[0].id, JOY, "Hm."),
        lambda: codings.rename_coder(coders[0].id, "Anna"),
    ):
        change()
        seen.add(get_coded(store).version)
    assert len(seen) == 7


def test_what_is_sent_of_agreement_is_what_the_scripts_expect(
    facilitator: TestClient, codings: CodingStore, coders: tuple[Coder, Coder]
) -> None:
    types = Interfaces(TYPES, ROOT / "pages" / "stories" / "agreement" / "types.d.ts")
    story = add(facilitator)["id"]
    code(codings, story, coders[0], Mark(JOY, (Passage("en", 0, 3, 1),)), leftovers=(Passage("en", 4, 8, 1),))
    code(codings, story, coders[1])
    codings.save_memo(coders[0].id, JOY, "Hm.")
    decide(facilitator, story, JOY, True)
    faults = types.find_faults("AgreementWords", ask(facilitator, "words"))
    faults += types.find_faults("AgreementFigures", ask(facilitator, "figures"))
    faults += types.find_faults("Differences", ask(facilitator, "disagreements"))
    [entry] = ask(facilitator, "stories", ids=story)["stories"]
    faults += types.find_faults("DoneCoding", entry["codings"][0])
    faults += types.find_faults("DoneCoding", entry["codings"][1])
    assert entry.keys() == {"story", "codings"}
    assert faults == []
