"""The types that the JavaScript is checked with are those of what the server sends."""

from __future__ import annotations

import json
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from model.graph import ConceptualModel
from model.schema import Further, Provenance, Words
from model.stories import StoryStore
from pages.paths.routes import ROUTES as PATH_ROUTES
from pages.workbench.model_texts import build_texts
from tests.building import build_model
from tests.pages.asking import add, change
from tests.pages.driving import get_sent, open_page
from tests.serving import ROOT
from tests.story_fields import build_sent
from tests.typed_payloads import Interfaces

TYPES = ROOT / "pages" / "shared" / "types.d.ts"
EVERYTHING: dict[str, Any] = {
    "title": "A crow",
    "setting": "a ward",
    "nodes": ["resonance", "gone"],
    "dimensions": ["respect"],
    "source": {"name": "A paper", "url": "https://example.org/crow"},
    "consent": {"room": True},
    **build_sent(),
    "publish": True,
}


def test_what_the_server_answers_is_what_the_scripts_expect(
    facilitator: TestClient, store: StoryStore
) -> None:
    types = Interfaces(TYPES)
    faults: list[str] = []

    def compare(kind: str, client: TestClient, address: str) -> Any:
        answer = client.get(address).json()
        faults.extend(types.find_faults(kind, answer))
        return answer

    added = add(facilitator, **EVERYTHING | {"nodes": ["resonance"]})
    dutch = {"language": "nl", "text": "De kraai kwam terug."}
    add(facilitator, "Call 03 123 45 67.", title="Another crow", translations=[dutch])
    edited = change(facilitator, added["id"], "edit", story={**added, "text": "Call 03 123 45 67."}).json()
    compare("ModelTexts", facilitator, "/model.json?lang=en")
    undirected = build_model("a>b", undirected="b>c", provenances={"a": "open", "b": "stated"})
    further = Provenance(
        kind="inferred", further=(Further(source="paper", note=Words({"en": "It adds this."})),)
    )
    edges = [edge.model_copy(update={"provenance": further}) for edge in undirected.edges]
    undirected = ConceptualModel(undirected.file.model_copy(update={"edges": tuple(edges)}))
    faults += types.find_faults("ModelTexts", json.loads(build_texts(undirected, {}, "nl", opened="key")))
    compare("Record<string, Story>", facilitator, "/public-stories.json?lang=nl")
    compare("NetworkContent", facilitator, "/network.json?lang=en")
    paths = TestClient(Starlette(routes=PATH_ROUTES), base_url="http://127.0.0.1:8501")
    for skip in (0, 20):
        compare("PathPage", paths, f"/paths.json?from=stage:precondition&to=stage:loyalty&skip={skip}")
    compare("FlowChart", paths, "/flow.json?from=stage:precondition&to=stage:loyalty")
    compare("StoryWords", facilitator, "/stories/words.json?lang=en")
    for query in ("", "&search=crow ward call", "&search=kraai", "&search=anothre"):
        compare("StoryPage", facilitator, f"/stories.json?lang=en{query}")
    compare("Story", facilitator, f"/stories/{added['id']}.json?lang=en")
    faults += types.find_faults("Story", edited)
    compare("QueuePart", facilitator, "/stories/queue.json?lang=en&count=yes")
    batch = {"do": "restore", "request": "once", "query": "search=crow"}
    faults += types.find_faults("Batch", facilitator.post("/stories/batch.json", json=batch).json())
    checked = facilitator.post("/stories/check.json?lang=en", json={"text": "Call 03 123 45 67."}).json()
    faults += types.find_faults("CheckedText", checked)
    assert faults == []
    assert types.list_unseen() == {
        "StorySource.session",
        "StoryPage.senders",
        "Story.letterboxName",
        "StoryChange.person",
    }


def test_what_python_hands_to_the_scripts_is_what_they_expect(
    store: StoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MANGOMOMENT_FRAME_HOSTS", "ward.example")
    types = Interfaces(TYPES)
    faults: list[str] = []
    scripts = {
        "explore": ("navigation/navigation", "explore/inputs", "explore/explore"),
        "paths": ("paths/inputs", "paths/paths"),
        "stories": ("stories/inputs", "stories/stories"),
        "export": ("export/inputs", "export/copy", "export/preview", "shared/verbatim"),
        "about": ("shared/verbatim",),
    }
    kinds = {
        "navigation": "FrameData",
        "inputs": "InputsData",
        "explore": "DetailsData",
        "paths": "DetailsData",
        "stories": "StoryListData",
        "copy": "CopyingData",
        "preview": "PreviewData",
        "verbatim": "VerbatimData",
    }
    for page, names in scripts.items():
        app = open_page(page)
        for script in names:
            kind = kinds[script.rpartition("/")[2]]
            faults += types.find_faults(kind, get_sent(app, script))
    assert faults == []
    assert types.list_unseen() == {"FrameData.opened", "FrameData.badges"}
