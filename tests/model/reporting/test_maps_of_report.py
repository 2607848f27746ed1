"""What stands out on the maps of a report: of votes, of differences, of words; and what is named there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from model.diagram import Diagram, build_diagram
from model.reporting import build_report
from model.reporting.report import Named, Report
from model.workshop import Ballot, Group, KeptMean, KeptRating, OwnStep, PlanItem, Round
from model.workshop.round import THE_QUESTION
from tests.documents import MODEL
from tests.reporting import OPEN, build_empty_state, build_state, make_full_report, make_report

WEAK, STRONG, UNKNOWN = (
    "leadership-climate>catalyst-leadership-climate",
    "mangomoment>effect-team",
    "resonance>resonance-trust",
)
ENDS = {"mangomoment", "effect-team", "catalyst-leadership-climate", "leadership-climate"}


def make(
    kind: Any, answered: dict[str, int], earlier: dict[str, float] | None = None, **about: Any
) -> Report:
    """The report of one poll that five people answered alike, beside an earlier one of other means."""
    kept = None
    if earlier is not None:
        means = tuple(
            KeptMean(key=key, voters=5, mean=mean, low=mean, high=mean) for key, mean in earlier.items()
        )
        kept = KeptRating(
            workshop="spring", round="r", name="Spring", day=date(2026, 3, 5), voters=5, means=means
        )
    round_ = Round(id="r", number=1, kind=kind, is_revealed=True, earlier=kept, **about)
    ballots = {"r": [Ballot(role=None, choices=answered)] * 5}
    return build_report(MODEL, build_empty_state(rounds=(round_,)), ballots, "en")


def list_edges(diagram: Diagram, look: str) -> set[str]:
    """The edges that are lit, or faded."""
    return {f"{edge.source}>{edge.target}" for edge in diagram.edges if getattr(edge, look)}


def list_marks(diagram: Diagram) -> set[str]:
    return {node.id for node in diagram.nodes if node.is_mark}


USUAL = build_diagram(MODEL, "en")


@pytest.mark.parametrize(("number", "lit"), [(2, set()), (3, {STRONG})])
def test_links_that_got_much_are_lit_and_those_that_got_nothing_are_faded(number: int, lit: set[str]) -> None:
    report = make("edges", {WEAK: 1, STRONG: number}, edges=(WEAK, STRONG, UNKNOWN))
    diagram = report.draw_vote(report.votes[0])
    assert list_edges(diagram, "is_lit") == lit
    assert list_edges(USUAL, "source") - list_edges(diagram, "is_faded") == {WEAK, STRONG}
    assert (diagram.nodes, len(diagram.edges)) == (USUAL.nodes, len(USUAL.edges))


def test_links_that_differ_are_lit_with_their_ends_and_all_else_is_faded() -> None:
    report = make(
        "edges", {WEAK: 1, STRONG: 3, UNKNOWN: 2}, {WEAK: 2.0, STRONG: 2.5}, edges=(WEAK, STRONG, UNKNOWN)
    )
    diagram = report.draw_change(report.votes[0])
    assert list_edges(diagram, "is_lit") == {WEAK, STRONG}
    assert list_edges(diagram, "is_faded") == list_edges(USUAL, "source") - {WEAK, STRONG}
    assert {node.id for node in diagram.nodes if not node.is_faded} == ENDS
    assert list_marks(diagram) == list_marks(USUAL) - ENDS


def test_elements_that_got_something_or_differ_are_named_open_or_not() -> None:
    nodes = (OPEN, "mangomoment", "catalyst-patient-personality")
    report = make("rating", {OPEN: 2, "mangomoment": 4}, {OPEN: 3.0}, nodes=nodes)
    [vote] = report.votes
    assert list_marks(report.draw_vote(vote)) == list_marks(USUAL) - {OPEN}
    changed = report.draw_change(vote)
    assert list_marks(changed) == list_marks(USUAL) - {OPEN}
    assert changed.edges == USUAL.edges
    assert OPEN in list_marks(USUAL)


def test_of_the_top_choice_those_links_are_lit_that_lead_on_from_it() -> None:
    report = make("dots", {"resonance": 2, "effect-team": 1}, nodes=("resonance", "effect-team"), dots=3)
    diagram = report.draw_vote(report.votes[0])
    assert list_edges(diagram, "is_lit") == {
        f"{edge.source}>{edge.target}"
        for edge in MODEL.edges
        if edge.source in {"resonance", *MODEL.find_downstream("resonance")}
    }
    assert list_edges(diagram, "is_faded") == set()
    nobody = make("dots", {}, nodes=("resonance", "effect-team"), dots=3)
    assert nobody.draw_vote(nobody.votes[0]) == USUAL


def test_words_of_the_workshop_stand_in_quotation_marks_in_the_place_of_names() -> None:
    named = (
        Named(OPEN, ("Time", "Tea"), (1, 1)),
        Named("mangomoment", ()),
        Named("resonance", ("Rest",), (1,), "What helps?"),
    )
    diagram = replace(make_report(), named=named).draw_words()
    assert {node.id: node.name for node in diagram.nodes if node.is_lit} == {OPEN: "“Time, Tea”"}
    others = [node for node in diagram.nodes if node.id != OPEN]
    assert others == [node for node in USUAL.nodes if node.id != OPEN]


def test_a_name_has_the_words_of_the_workshop_beside_it() -> None:
    named = (Named(OPEN, ("Time", "Tea"), (1, 1)), Named("mangomoment", ()))
    report = replace(make_report(), named=named)
    published = MODEL.get_node(OPEN).name.text("en")
    assert report.name(OPEN) == f"{published} (“Time, Tea”)"
    assert report.name("mangomoment") == "Mangomoment"
    assert report.name("gone") == "gone"
    assert [report.name_named(words) for words in named] == [published, "Mangomoment"]
    assert report.name_named(Named("", ("Rest",), (1,), "What helps?")) == "What helps?"


def build_groups(*groups: tuple[str, str, str]) -> tuple[Group, ...]:
    return tuple(
        Group(id=f"{round_}-{node}-{title}", round=round_, node=node, title=title, is_chosen=True)
        for round_, node, title in groups
    )


def test_words_come_in_the_order_of_the_model_then_those_of_lost_elements_then_answers() -> None:
    rounds = tuple(
        Round(id=id_, number=number, kind=kind, is_revealed=id_ != "hidden", **about)  # type: ignore[arg-type]
        for number, (id_, kind, about) in enumerate(
            (
                ("why", "answers", {"question": "What helps?"}),
                ("words", "catalysts", {"nodes": (OPEN, "mangomoment")}),
                ("hidden", "catalysts", {"nodes": (OPEN,)}),
                ("nothing", "answers", {"question": "And else?"}),
            ),
            start=1,
        )
    )
    groups = build_groups(
        ("why", THE_QUESTION, "Rest"),
        ("words", "gone", "Lost"),
        ("words", "mangomoment", "Kindness"),
        ("words", OPEN, "Time"),
        ("words", OPEN, "Tea"),
        ("hidden", OPEN, "Secret"),
    )
    report = make_report(build_empty_state(rounds=rounds, groups=groups), {})
    assert [(named.node, named.words, named.question) for named in report.named] == [
        (OPEN, ("Time", "Tea"), ""),
        ("mangomoment", ("Kindness",), ""),
        ("gone", ("Lost",), ""),
        ("", ("Rest",), "What helps?"),
    ]
    assert [round_.id for round_ in report.unrevealed] == ["hidden"]


def test_own_texts_and_pictures_come_in_the_order_of_the_plan() -> None:
    steps = (
        OwnStep(id="hello", kind="welcome", title="Hello", text="Good morning"),
        OwnStep(id="first", kind="text", title="First", text="So it goes."),
        OwnStep(id="empty", kind="text", title="Nothing"),
        OwnStep(id="second", kind="picture", picture=f"{'a' * 32}.png"),
        OwnStep(id="pause", kind="break", title="Coffee", text="Ten minutes"),
    )
    workshop = build_state().workshop
    plan = tuple(PlanItem(part=part) for part in ("second", "empty", "first"))
    for planned, shown in (((), ["first", "second"]), (plan, ["second", "first"])):
        state = build_empty_state(own_steps=steps, workshop=workshop.model_copy(update={"plan": planned}))
        assert [step.id for step in make_report(state, {}).own_steps] == shown


def test_what_is_told_and_answered_is_counted_by_what_it_is_about() -> None:
    full = make_full_report("en")
    assert (full.ideas, full.answers, full.kept_back, len(full.stories)) == (3, 1, 0, 2)
    assert [vote.round.id for vote in full.votes] == ["dots", "rating", "choice", "scale", "order", "edges"]
    assert [vote.round.id for vote in full.votes if vote.same_people] == ["rating"]
    assert [vote.round.id for vote in full.votes if vote.compared] == ["rating"]
    assert [round_.id for round_ in full.unrevealed] == ["later"]
