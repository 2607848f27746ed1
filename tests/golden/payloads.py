"""What the pages send to the browser of the shipped model and its stories, as text that can be read."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from model import load_model
from model.diagram import build_diagram
from model.evidence import Attachment
from model.export.palette import PALETTES
from model.loading import DATA
from model.stories import load_stories
from pages.paths.answers import describe_answers
from pages.paths.comparison import build_comparison
from pages.paths.flow_picture import build_chart
from pages.paths.tracing import build_csv, build_page
from pages.workbench.guided_starts import list_starts
from pages.workbench.model_texts import build_stories, build_texts
from pages.workbench.network import build_network
from pages.workbench.path_question import Question
from tests.building import build_model

_ADDED = datetime(2026, 3, 5, 12, tzinfo=UTC)
_EVERY_PATH = Question("stage:precondition", "stage:loyalty", sort="told")
_SOME_PATHS = Question("stage:precondition", "loyalty-patients", via=("resonance-trust",), sort="told")


def list_workbench() -> str:
    """Texts, stories and network of Explore."""
    model = load_model(DATA / "mangomoment.yaml")
    stories = tuple(story.model_copy(update={"created_at": _ADDED}) for story in load_stories(model))
    counts = {node.id: sum(node.id in story.nodes for story in stories) for node in model.nodes()}
    attached = [Attachment(story.id, story.nodes) for story in stories]
    starts = list_starts(model, stories, attached, "nl")
    return _write(
        json.loads(build_texts(model, counts, "nl", starts=starts)),
        json.loads(build_stories(stories, model, "nl")),
        json.loads(build_network(build_diagram(model, "nl"), 1000, 640)),
    )


def list_paths() -> str:
    """Answers, paths, comparison and chart of Paths; the chart of a model that leads back, too."""
    model = load_model(DATA / "mangomoment.yaml")
    stories = load_stories(model)
    back = build_model(
        "a>b b>c a>c c>d d>e", feedback="d>b", stages={"first": "a", "second": "b c", "third": "d e"}
    )
    return _write(
        *(describe_answers(model, question, "nl") for question in (_EVERY_PATH, _SOME_PATHS)),
        json.loads(build_page(model, stories, _SOME_PATHS, "nl", 0, {})),
        build_comparison(model, stories, _EVERY_PATH, "nl"),
        build_comparison(model, stories, _SOME_PATHS, "nl"),
        build_chart(model, _EVERY_PATH, "nl", PALETTES["light"], 900),
        build_chart(back, Question("a", "e"), "en", PALETTES["light"], 600),
        build_csv(model, stories, {}, _SOME_PATHS, "nl").decode("utf-8-sig").splitlines(),
    )


def _write(*payloads: Any) -> str:
    return "\n".join(json.dumps(payload, indent=1, ensure_ascii=False) for payload in payloads) + "\n"
