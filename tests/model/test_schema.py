from __future__ import annotations

from itertools import pairwise
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from model.file_faults import find_faults
from model.schema import ModelFile, Place, Words


def build_file(
    edges: list[dict[str, Any]], ids: str = "a b c", languages: tuple[str, ...] = ("en",), **others: Any
) -> ModelFile:
    """A file of nodes at one stage and these edges, of kind `leads-to` unless they say otherwise."""
    return ModelFile.model_validate(
        {
            "model": {"id": "m", "title": "M", "languages": languages},
            "stages": [{"id": "stage", "name": "Stage"}],
            "levels": [{"id": "level", "name": "Level"}],
            "kinds": [{"id": kind, "name": kind, "verb": kind} for kind in ("leads-to", "shapes")],
            "nodes": [{"id": node, "stage": "stage", "level": "level", "name": node} for node in ids.split()],
            "edges": [{"kind": "leads-to", **edge} for edge in edges],
            **others,
        }
    )


def build_edge(source: str, target: str, **others: Any) -> dict[str, Any]:
    return {"from": source, "to": target, **others}


def list_faults(file: ModelFile) -> list[tuple[Place, str]]:
    return list(find_faults(file))


def test_a_text_is_given_in_the_language_asked_for() -> None:
    assert Words({"en": "moment", "nl": "ogenblik"}).text("nl") == "ogenblik"


def test_a_text_without_the_language_asked_for_is_given_in_its_first_one() -> None:
    assert Words({"en": "moment", "nl": "ogenblik"}).text("fr") == "moment"


def test_plain_text_counts_for_every_language() -> None:
    words = Words.model_validate("Kumu")
    assert words.text("nl") == "Kumu"
    assert words.is_in("nl")


def test_a_text_in_one_language_is_not_in_another() -> None:
    assert not Words({"en": "moment"}).is_in("nl")


@pytest.mark.parametrize("good", ["a", "A9", "effect-team", "2.1_b", "x" * 80])
def test_an_id_may_hold_letters_digits_and_joining_signs(good: str) -> None:
    assert list_faults(build_file([], ids=good)) == []


@pytest.mark.parametrize("bad", ["", "-a", ".a", "a/b", "a,b", "é", "a\u0000", "<b>", "x" * 81])
def test_an_id_that_could_break_an_address_or_a_page_is_refused(bad: str) -> None:
    with pytest.raises(ValidationError):
        build_file([], stages=[{"id": bad, "name": "Stage"}])


def test_an_id_cannot_hide_a_line_break_at_its_end() -> None:
    assert build_file([], stages=[{"id": "stage\n", "name": "Stage"}]).stages[0].id == "stage"


def test_a_file_cannot_be_changed_once_it_is_read() -> None:
    file = build_file([])
    with pytest.raises(ValidationError):
        file.nodes[0].id = "b"


def test_a_file_without_edges_has_no_fault() -> None:
    assert list_faults(build_file([], ids="a")) == []


def test_two_edges_between_the_same_nodes_may_differ_in_kind() -> None:
    assert list_faults(build_file([build_edge("a", "b"), build_edge("a", "b", kind="shapes")])) == []


def test_an_edge_that_repeats_another_is_a_fault() -> None:
    [(place, message)] = list_faults(build_file([build_edge("a", "b"), build_edge("a", "b")]))
    assert place == ("edges", 1)
    assert message == "the edge repeats an earlier one; leave one of them out"


def test_two_stages_may_hold_the_same_ids_as_levels_and_nodes() -> None:
    file = build_file(
        [],
        ids="a",
        stages=[{"id": "a", "name": "A"}, {"id": "stage", "name": "Stage"}],
        levels=[{"id": "a", "name": "A"}, {"id": "level", "name": "Level"}],
    )
    assert list_faults(file) == []


@pytest.mark.parametrize("section", ["stages", "levels", "kinds", "dimensions", "sources", "nodes"])
def test_an_id_may_stand_once_in_its_section(section: str) -> None:
    entries: dict[str, dict[str, Any]] = {
        "stages": {"id": "stage", "name": "Stage"},
        "levels": {"id": "level", "name": "Level"},
        "kinds": {"id": "leads-to", "name": "K", "verb": "V"},
        "dimensions": {"id": "d", "name": "D"},
        "sources": {"id": "s", "short": "S", "reference": "R"},
        "nodes": {"id": "a", "stage": "stage", "level": "level", "name": "A"},
    }
    [(place, message)] = list_faults(build_file([], "a b c", ("en",), **{section: [entries[section]] * 2}))
    assert place == (section, 1, "id")
    assert "is already used by an earlier entry" in message


def test_a_cycle_that_a_feedback_edge_closes_is_no_fault() -> None:
    file = build_file([build_edge("a", "b"), build_edge("b", "a", feedback=True)])
    assert list_faults(file) == []


def test_a_cycle_is_counted_once_however_many_edges_it_has() -> None:
    file = build_file([build_edge("a", "b"), build_edge("b", "c"), build_edge("c", "a")])
    [(_, message)] = list_faults(file)
    assert message.endswith("is a cycle; say on one of its edges feedback: true")
    assert {"a", "b", "c"} <= set(message.split())


def test_two_cycles_apart_from_each_other_are_two_faults() -> None:
    edges = [build_edge("a", "b"), build_edge("b", "a"), build_edge("c", "d"), build_edge("d", "c")]
    assert len(list_faults(build_file(edges, ids="a b c d"))) == 2


def test_two_cycles_that_share_a_node_are_two_faults() -> None:
    edges = [build_edge("a", "b"), build_edge("b", "a"), build_edge("b", "c"), build_edge("c", "b")]
    assert len(list_faults(build_file(edges))) == 2


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), unique=True, max_size=20))
def test_each_cycle_named_is_one_and_mending_them_leaves_none(pairs: list[tuple[str, str]]) -> None:
    edges = [build_edge(source, target) for source, target in pairs if source != target]
    graph = nx.DiGraph([(edge["from"], edge["to"]) for edge in edges])
    for (_, position), message in list_faults(build_file(edges, ids="a b c d e f")):
        nodes = message.partition(" is a cycle")[0].split(" → ")
        assert nodes[0] == nodes[-1]
        assert all(edge in graph.edges for edge in pairwise(nodes))
        edges[int(position)]["feedback"] = True
    feedback = {(edge["from"], edge["to"]) for edge in edges if edge.get("feedback")}
    graph.remove_edges_from(feedback)
    assert nx.is_directed_acyclic_graph(graph)


def test_a_cycle_of_thousands_of_nodes_is_named_in_short() -> None:
    ids = [f"n{number}" for number in range(5000)]
    edges = [build_edge(*pair) for pair in pairwise([*ids, ids[0]])]
    [(place, message)] = list_faults(build_file(edges, ids=" ".join(ids)))
    assert place == ("edges", 4999)
    assert message.startswith("n0 → n1 → ")
    assert " → … (4981 more) → " in message
    assert "→ n4999 → n0 is a cycle" in message


@pytest.mark.parametrize(("length", "named", "left_out"), [(20, 21, ""), (21, 20, "… (2 more)")])
def test_a_cycle_is_named_in_short_where_that_leaves_out_more_than_one_node(
    length: int, named: int, left_out: str
) -> None:
    ids = [f"n{number}" for number in range(length)]
    edges = [build_edge(*pair) for pair in pairwise([*ids, ids[0]])]
    [(_, message)] = list_faults(build_file(edges, ids=" ".join(ids)))
    parts = message.partition(" is a cycle")[0].split(" → ")
    assert [part for part in parts if part.startswith("…")] == ([left_out] if left_out else [])
    assert len(parts) == named + bool(left_out)


def test_of_many_cycles_twenty_are_named_at_once() -> None:
    pairs = [(f"a{number}", f"b{number}") for number in range(21)]
    edges = [build_edge(*ends) for pair in pairs for ends in (pair, pair[::-1])]
    ids = " ".join(node for pair in pairs for node in pair)
    assert len(list_faults(build_file(edges, ids=ids))) == 20


def test_of_many_unknown_ids_the_nearest_is_looked_for_fifty_times() -> None:
    edges = [build_edge("a", f"joy{number}") for number in range(51)]
    faults = [message for _, message in list_faults(build_file(edges, ids="a joy"))]
    assert [message.count('"joy"') for message in faults] == [1] * 50 + [0]


@pytest.mark.parametrize(("there", "back"), [("a", "b"), ("b", "a")])
def test_a_cycle_is_not_put_on_an_edge_that_already_is_feedback(there: str, back: str) -> None:
    edges = [
        build_edge(there, back, feedback=True),
        build_edge(back, there),
        build_edge(there, back, kind="shapes"),
    ]
    [(place, _)] = list_faults(build_file(edges))
    assert place in {("edges", 1), ("edges", 2)}


def test_an_edge_to_an_unknown_node_hides_no_other_fault() -> None:
    file = build_file([build_edge("a", "zebra"), build_edge("b", "b")])
    assert [place for place, _ in list_faults(file)] == [("edges", 0, "to"), ("edges", 1)]


def test_an_id_known_from_elsewhere_is_not_reported_as_unknown() -> None:
    file = build_file([build_edge("a", "dropped")])
    assert list(find_faults(file, frozenset({"dropped"}))) == []


@pytest.mark.parametrize("kind", ["stated", "reported"])
def test_what_somebody_said_needs_a_source(kind: str) -> None:
    [(place, message)] = list_faults(build_file([build_edge("a", "b", provenance={"kind": kind})]))
    assert place == ("edges", 0, "provenance")
    assert message == f"what is {kind} needs the source that says so"


@pytest.mark.parametrize("kind", ["inferred", "open"])
def test_what_nobody_said_needs_no_source(kind: str) -> None:
    assert list_faults(build_file([build_edge("a", "b", provenance={"kind": kind})])) == []


def test_an_open_edge_needs_no_question() -> None:
    assert list_faults(build_file([build_edge("a", "b", provenance={"kind": "open"})])) == []


def test_a_text_is_looked_for_in_each_language_at_any_depth() -> None:
    file = build_file(
        [build_edge("a", "b", provenance={"kind": "inferred", "note": {"en": "so"}})], languages=("en", "nl")
    )
    assert list_faults(file) == [
        (("edges", 0, "provenance", "note"), 'the text in "nl" is missing'),
    ]


def test_the_study_must_rest_on_a_known_source() -> None:
    [(place, _)] = list_faults(build_file([], study={"source": "paper"}))
    assert place == ("study", "source")


def test_counts_of_the_study_cannot_be_negative() -> None:
    phase = {"id": "p", "name": "P", "count": -1, "counted": "things"}
    with pytest.raises(ValidationError):
        build_file([], study={"source": "paper", "phases": [phase]})


def test_sources_of_what_is_added_and_of_remarks_must_be_declared() -> None:
    note = {"source": "press", "note": "It adds this."}
    remark = {"id": "r", "name": "R", "text": "Known.", "sources": ["blog"]}
    stage = {"id": "stage", "name": "Stage", "provenance": {"kind": "reported", "source": "site"}}
    edge = build_edge("a", "b", provenance={"kind": "inferred", "further": [note]})
    file = build_file([edge], stages=[stage], background=[remark], unknown=[remark])
    assert list_faults(file) == [
        (("stages", 0, "provenance", "source"), 'there is no source "site"'),
        (("edges", 0, "provenance", "further", 0, "source"), 'there is no source "press"'),
        (("background", 0, "sources", 0), 'there is no source "blog"'),
        (("unknown", 0, "sources", 0), 'there is no source "blog"'),
    ]
