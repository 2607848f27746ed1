"""What the slides of a presentation show and say, before they are drawn."""

from __future__ import annotations

from typing import Any

import pytest

from model import ConceptualModel
from model.diagram import Diagram
from model.export.figure import Caption, Figure, Options
from model.export.steps import Aside, Step, build_steps, choose_stories, focus_stage
from model.schema import Further, Provenance, Source, Words
from model.stories import Story
from tests.building import build_model
from tests.documents import build_figure
from tests.storytelling import build_story


def say(text: str) -> Words:
    return Words({Words.EVERY: text})


def build_told_model() -> ConceptualModel:
    """Three nodes in a row and one beside them, of which some are described and known."""
    file = build_model(
        "a>m m>c a>x x>c",
        nodes="a m x c",
        stages={"need": "a", "moment": "m x", "effect": "c", "nothing": ""},
        names={"a": "time", "m": "the moment"},
    ).file
    further = (Further(source="press", note=say("It adds this.")),)
    changes: dict[str, dict[str, Any]] = {
        "a": {"question": say("Whose?"), "provenance": Provenance(kind="open", source="paper")},
        "m": {
            "description": say("What it is."),
            "provenance": Provenance(kind="stated", source="paper", further=further),
        },
        "x": {"description": say("Beside it.")},
    }
    press = Source(id="press", short="Press", reference=say("A newspaper"), url="https://example.org")
    need, *others = file.stages
    need = need.model_copy(
        update={
            "description": say("What there has to be."),
            "question": say("What do you need?"),
            "provenance": Provenance(kind="reported", source="press"),
        }
    )
    nodes = tuple(node.model_copy(update=changes.get(node.id, {})) for node in file.nodes)
    return ConceptualModel(
        file.model_copy(update={"nodes": nodes, "sources": (*file.sources, press), "stages": (need, *others)})
    )


MODEL = build_told_model()
OF_A = (
    "",
    "time (Need · level)",
    "The question it invites: Whose?",
    "How it is known: open, Paper",
)
OF_M = (
    "",
    "the moment (Moment · level)",
    "What it is.",
    "How it is known: stated, Paper. Press: It adds this.",
)
PAPER, BOTH = ("", "Sources", "A paper"), ("", "Sources", "A paper", "A newspaper https://example.org")


def tell(**nodes_of: str) -> tuple[Story, ...]:
    """Stories by id, each with its nodes."""
    return tuple(
        build_story(f"Of {name}.", id=name, title=name.upper(), nodes=tuple(nodes.split()))
        for name, nodes in nodes_of.items()
    )


def list_steps(steps: Any, **values: Any) -> list[Step]:
    return list(build_steps(build_figure(MODEL, **values), Options(steps=steps)))


def list_looks(diagram: Diagram) -> str:
    """Nodes and edges in one text, what stands out with a "+", what is faded with a "-"."""
    nodes = [(node.id, node.is_lit, node.is_faded) for node in diagram.nodes]
    edges = [(f"{edge.source}>{edge.target}", edge.is_lit, edge.is_faded) for edge in diagram.edges]
    return " ".join(f"{name}{'+' * is_lit}{'-' * is_faded}" for name, is_lit, is_faded in [*nodes, *edges])


@pytest.mark.parametrize(
    ("stories", "chosen"),
    [
        (tell(one="a", two="a m"), {"a": "two", "m": "two", "c": None}),
        (tell(one="a m c", two="m"), {"a": "one", "m": "two", "c": "one"}),
        (tell(one="a", two="a"), {"a": "one", "m": None, "c": None}),
        (tell(one="a x", two="a c"), {"a": "two", "m": None, "c": "two"}),
        (tell(one="a zebra"), {"a": "one", "m": None, "c": None}),
        (tell(one="a m", two="m c", three="c"), {"a": "one", "m": "two", "c": "three"}),
        ((), {"a": None, "m": None, "c": None}),
    ],
)
def test_a_node_of_a_path_is_told_by_a_new_story_if_there_is_one_and_by_one_of_much_of_the_path(
    stories: tuple[Story, ...], chosen: dict[str, str | None]
) -> None:
    found = choose_stories(MODEL, ("a", "m", "c"), stories)
    assert {node: story and story.id for node, story in found.items()} == chosen


@pytest.mark.parametrize("steps", ["", "path"])
def test_without_steps_or_a_path_one_slide_shows_and_says_all(steps: str) -> None:
    [step] = list_steps(steps, caption=Caption("A title", "Some words"))
    diagram = build_figure(MODEL).diagram
    notes = ("A title", "Some words", *OF_A, *OF_M, "", "x (Moment · level)", "Beside it.")
    assert step == Step(diagram, "A title", "Some words", notes=(*notes, "", "c (Effect · level)", *BOTH))
    [untitled] = list_steps(steps)
    assert (untitled.title, untitled.notes[:2]) == ("", ("Built", ""))


def test_each_stage_is_said_with_what_it_is_how_it_is_known_and_what_it_asks() -> None:
    need, moment, effect, nothing = list_steps("stages", caption=Caption("A title", "Some words"))
    assert need.notes == (
        "need",
        "What there has to be.",
        "How it is known: reported, Press",
        "What do you need?",
        *OF_A,
        *PAPER,
    )
    assert (need.title, need.words, need.chosen, need.stage) == (
        "need",
        "What there has to be.",
        frozenset("a"),
        "need",
    )
    assert (moment.words, moment.chosen) == ("Some words", frozenset("mx"))
    assert moment.notes[:4] == ("moment", "", "Where do you see this here?", "")
    assert effect.notes == ("effect", "", "Where do you see this here?", "", "c (Effect · level)")
    assert (nothing.chosen, nothing.notes) == (
        frozenset(),
        ("nothing", "", "Where do you see this here?"),
    )
    assert (need.sentence, need.aside) == ("", None)


def test_a_stage_is_shown_with_its_neighbours_and_an_empty_one_as_its_column() -> None:
    diagram = build_figure(MODEL).diagram
    part = focus_stage(diagram, "need")
    assert [node.id for node in part.nodes] == ["a", "m", "x"]
    empty = focus_stage(diagram, "nothing")
    assert (empty.nodes, empty.edges) == ((), ())
    assert ([column.id for column in empty.columns], empty.rows) == (["nothing"], diagram.rows)


def test_along_a_path_each_slide_goes_one_node_further() -> None:
    figure: dict[str, Any] = {"path": ("a", "m", "c"), "stories": tell(one="a", two="m c")}
    first, second, third = list_steps("path", **figure)
    assert [step.title for step in (first, second, third)] == ["time", "the moment", "c"]
    assert [step.sentence for step in (first, second, third)] == [
        "Time.",
        "Time leads to the moment.",
        "Time leads to the moment, leads to c.",
    ]
    assert [step.chosen for step in (first, second, third)] == [*map(frozenset, "amc")]
    assert [list_looks(step.diagram) for step in (first, second, third)] == [
        "a+ m x- c a>m m>c a>x- x>c-",
        "a+ m+ x- c a>m+ m>c a>x- x>c-",
        "a+ m+ x- c+ a>m+ m>c+ a>x- x>c-",
    ]
    of_story = ("", "Stories", "ONE", "Of one.", "told by a patient")
    assert first.notes == ("Time.", *OF_A, *PAPER, *of_story)
    assert second.notes[: 1 + len(OF_M)] == ("Time leads to the moment.", *OF_M)
    assert first.aside == Aside("ONE", "Of one.", "told by a patient", "en")
    assert (first.words, first.stage) == ("", "")


def test_beside_a_node_without_a_story_stands_its_question_or_its_meaning() -> None:
    first, second, third = list_steps("path", path=("a", "m", "c"))
    missing = "Nobody has told a story about this yet."
    assert [step.aside for step in (first, second, third)] == [
        Aside("", "Whose?", "", "en"),
        Aside("", "What it is.", missing, "en"),
        Aside("", "", missing, "en"),
    ]
    assert first.notes == ("Time.", *OF_A, *PAPER)


def test_a_story_is_told_in_the_language_that_it_has() -> None:
    story = build_story("Een mango.", id="one", nodes=("a",), language="nl", setting="ward 4")
    [step] = list_steps("path", path=("a",), stories=(story,))
    assert step.aside == Aside(story.name("en"), "Een mango.", "told by a patient, ward 4", "nl")


def test_a_figure_without_nodes_has_a_slide() -> None:
    figure = build_figure(MODEL)
    nothing = Diagram("Nothing", "en", (), (), (), ())
    [step] = build_steps(Figure(figure.model, nothing), Options())
    assert step.notes == ("Nothing", "")
