from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import ConceptualModel, ModelFileError, parse_model
from model.export.model_file import write_model
from model.file_faults import find_faults
from model.importing import Defaults, Policy, Roles, build_model, suggest_roles
from model.tables import to_csv
from tests.model.importing.samples import (
    KUMU_ELEMENTS,
    bring_in,
    count_findings,
    list_edges,
    list_stages,
    make_kumu,
    make_node_link,
    make_pairs,
    make_workbook,
    read,
    take_in,
)
from tests.nasty import NASTY


def try_in(content: bytes, name: str = "file", **defaults: Any) -> ConceptualModel | ModelFileError:
    """The model of a file, or why there is none."""
    try:
        return take_in(content, name, **defaults)
    except ModelFileError as error:
        return error


def test_without_a_column_stages_are_the_steps_of_the_longest_way() -> None:
    model = take_in(make_pairs("a>b b>c a>c d>c"))
    assert list_stages(model) == {"Step 1": ["a", "d"], "Step 2": ["b"], "Step 3": ["c"]}
    assert [level.name.text("en") for level in model.levels] == ["All elements"]


def test_the_nodes_of_a_cycle_stand_one_after_another_and_what_closes_it_is_feedback() -> None:
    model = take_in(make_pairs("start>a a>b b>c c>a c>end"))
    assert list(list_stages(model).values()) == [["start"], ["a"], ["b"], ["c"], ["end"]]
    assert list_edges(model) == ["start > a", "a > b", "b > c", "c >> a", "c > end"]


def test_a_cycle_within_a_stage_has_one_edge_of_feedback() -> None:
    links = [{"source": node, "target": other} for node, other in ("ab", "bc", "ca")]
    nodes = [{"id": node, "stage": "same"} for node in "abc"]
    assert list_edges(take_in(make_node_link(nodes, links))) == ["a > b", "b > c", "c >> a"]


def test_an_edge_that_leads_back_to_an_earlier_stage_is_feedback() -> None:
    nodes = [{"id": node, "stage": stage} for node, stage in (("a", "1"), ("b", "2"), ("c", "10"))]
    links = [{"source": node, "target": other} for node, other in ("ca", "cb", "ab")]
    model = take_in(make_node_link(nodes, links))
    assert list(list_stages(model)) == ["1", "2", "10"]
    assert list_edges(model) == ["c >> a", "c >> b", "a > b"]


def test_an_edge_that_says_itself_that_it_is_feedback_is() -> None:
    content = b"From,To,Feedback\na,b,\nb,c,no\na,c,ja\n"
    assert list_edges(take_in(content)) == ["a > b", "b > c", "a >> c"]
    assert "feedback" not in count_findings(bring_in(content))


def test_a_way_of_more_than_twelve_steps_is_put_into_twelve_stages_without_an_edge_back() -> None:
    model = take_in(make_pairs(" ".join(f"n{at}>n{at + 1}" for at in range(100))))
    assert len(model.stages) == 12
    assert not any(edge.feedback for edge in model.edges)


def test_stages_come_in_the_order_asked_for() -> None:
    raw = read(make_kumu())
    defaults = Defaults(stages=("Activity", "outcome"), levels=("Patient",))
    model = build_model(raw, suggest_roles(raw), defaults)
    assert [stage.name.text("en") for stage in model.stages] == ["Activity", "Outcome", "Input"]
    assert [level.name.text("en") for level in model.levels] == ["Patient", "Leadership", "Professional"]


@pytest.mark.parametrize(
    ("links", "order"),
    [([("x", "a")], ["Unsorted", "need", "effect"]), ([("b", "x")], ["need", "effect", "Unsorted"])],
)
def test_nodes_without_a_stage_are_unsorted_at_the_end_where_they_belong(
    links: list[tuple[str, str]], order: list[str]
) -> None:
    nodes = [{"id": "a", "stage": "need"}, {"id": "b", "stage": "effect"}, {"id": "x", "stage": " "}]
    every_link = [{"source": source, "target": target} for source, target in [("a", "b"), *links]]
    model = take_in(make_node_link(nodes, every_link))
    assert list(list_stages(model)) == order
    assert not any(edge.feedback for edge in model.edges)
    assert count_findings(bring_in(make_node_link(nodes, every_link)))["unsorted"] == 1


def test_what_has_no_name_in_the_file_is_said_in_the_language_of_the_model() -> None:
    content = to_csv([["Naam", "Fase", "Niveau"], ["Tijd", "", "x"], ["Rust", "Eerst", ""]])
    model = take_in(content, language="nl")
    assert [stage.name.text("nl") for stage in model.stages] == ["Eerst", "Niet ingedeeld"]
    assert model.languages == ("nl",)
    pairs = take_in(make_pairs("a>b"), language="nl")
    assert [stage.name.text("nl") for stage in pairs.stages] == ["Stap 1", "Stap 2"]
    assert pairs.file.kinds[0].verb.text("nl") == "leidt tot"
    assert take_in(make_pairs("a>b"), language="fr").languages == ("fr",)


def test_stages_and_kinds_are_the_same_whatever_their_case_and_spaces() -> None:
    content = to_csv([["Label", "Stage"], ["a", "Need"], ["b", " need "], ["c", "NEED"]])
    assert list_stages(take_in(content)) == {"Need": ["a", "b", "c"]}


def test_ids_that_can_be_ids_are_kept_and_others_are_made_of_names_each_once() -> None:
    nodes = [
        {"id": "Joy.in_work-1", "label": "Joy"},
        {"id": "a b", "label": "Joy!"},
        {"id": "joy", "label": "你好"},
        {"id": "x/y", "label": "你好"},
        {"id": "☺", "label": "☺"},
        {"label": "Joy"},
        {"id": "z" * 81, "label": "z" * 300},
    ]
    model = take_in(make_node_link(nodes, []))
    assert [node.id for node in model.nodes()] == [
        "Joy.in_work-1",
        "joy-2",
        "joy",
        "x-y",
        "node",
        "joy-3",
        "z" * 60,
    ]
    assert count_findings(bring_in(make_node_link(nodes, [])))["renamed"] == 4


def test_an_edge_names_its_ends_by_id_before_name_and_by_name_without_regard_to_case() -> None:
    nodes = [{"id": "a", "label": "b"}, {"id": "b", "label": "Tíme  off"}]
    links = [{"source": "a", "target": "b"}, {"source": "time OFF", "target": "a"}]
    model = take_in(make_node_link(nodes, links))
    assert [(edge.source, edge.target) for edge in model.edges] == [("a", "b"), ("b", "a")]


def test_the_same_edge_twice_is_one_and_of_another_kind_another() -> None:
    content = b"From,To,Kind\na,b,helps\na,b,hinders\nA,b,Helps\n"
    assert [edge.kind for edge in take_in(content).edges] == ["helps", "hinders"]
    assert count_findings(bring_in(content))["repeated"] == 1


def test_what_a_kind_says_is_taken_from_the_column_beside_it() -> None:
    content = b"From,To,Kind,Label\na,b,k1,leads to\nb,c,k2,takes the form of\na,c,k1,leads to\n"
    kinds = take_in(content).file.kinds
    assert [(kind.id, kind.verb.text("en")) for kind in kinds] == [
        ("k1", "leads to"),
        ("k2", "takes the form of"),
    ]
    differing = take_in(content.replace(b"a,c,k1,leads to", b"a,c,k1,brings")).file.kinds
    assert [kind.verb.text("en") for kind in differing] == ["k1", "k2"]


def test_ids_of_stages_and_levels_are_taken_from_the_columns_beside_them() -> None:
    content = to_csv(
        [["Label", "Stage", "stage_id"], ["a", "Need", "n-1"], ["b", "Deed", ""], ["c", "Joy", "n 2"]]
    )
    assert [stage.id for stage in take_in(content).stages] == ["n-1", "deed", "joy"]


def test_a_mutual_edge_is_two() -> None:
    assert list_edges(take_in(b"From,To,Direction\na,b,mutual\n")) == ["a > b", "b >> a"]


def test_what_had_to_be_done_is_counted() -> None:
    content = b"From,To,Direction\na,b,undirected\nb,c,directed\nc,a,\n"
    imported = bring_in(content)
    assert count_findings(imported) == {"undirected": 1, "feedback": 1}
    assert imported.steps == 3


def test_a_node_that_only_edges_name_is_made_or_left_out_or_a_fault() -> None:
    sheets = {
        "Elements": KUMU_ELEMENTS,
        "Connections": [["From", "To"], ["Staffing", "Tust"], ["Rest", "Trust"]],
    }
    content = make_workbook(sheets)
    with pytest.raises(ModelFileError) as caught:
        bring_in(content, strict=True)
    assert [fault.message for fault in caught.value.faults] == [
        'there is no node "Tust"; did you mean "Trust"?',
        'there is no node "Rest"; add it to the nodes, or have such nodes made (--undeclared make)',
    ]
    imported = bring_in(content)
    assert list_edges(imported.model) == ["Staffing > Tust", "Rest > Trust"]
    assert count_findings(imported)["undeclared"] == 2
    [made] = [finding for finding in imported.findings if finding.code == "undeclared"]
    assert [item.text for item in made.items] == ['Tust (did you mean "Trust"?)', "Rest"]
    left_out = bring_in(content, policy=Policy(undeclared="leave-out"))
    assert left_out.model.edges == ()
    assert count_findings(left_out)["undeclared-left-out"] == 2


def test_where_an_unknown_node_was_left_out_is_said_with_what_it_may_have_been() -> None:
    nodes, edges = to_csv([["Name", "Phase"], ["Joy", "x"]]), to_csv([["From", "To"], ["Joy", "Yoj"]])
    imported = bring_in(nodes, "nodes.csv", edges, policy=Policy(undeclared="leave-out"))
    [item] = next(finding.items for finding in imported.findings if finding.code == "undeclared-left-out")
    assert item.place.endswith('row 2, column "To"')
    assert "Yoj" in item.text


def test_a_name_that_several_nodes_have_is_a_fault_only_where_an_edge_means_one() -> None:
    nodes = [{"label": "Joy"}, {"label": "joy"}, {"label": "Joy"}, {"label": "Time"}]
    assert len(take_in(make_node_link(nodes, [])).nodes()) == 4
    with pytest.raises(ModelFileError, match='2 nodes are called "Joy"; give them ids'):
        take_in(make_node_link(nodes, [{"source": "Time", "target": "Joy"}]), strict=True)


def test_every_fault_comes_at_once_whatever_it_is() -> None:
    nodes = [
        {"id": "a", "label": "A"},
        {"id": "a", "label": "B"},
        {"label": ""},
    ]
    links = [{"source": "a", "target": "a"}, {"source": "a", "target": "nowhere at all"}, {"source": "a"}]
    with pytest.raises(ModelFileError) as caught:
        take_in(make_node_link(nodes, links), strict=True)
    found = {(fault.place, fault.message.partition(";")[0]) for fault in caught.value.faults}
    assert found == {
        ('nodes[1], column "id"', 'the id "a" is already used by nodes[0]'),
        ('nodes[2], column "label"', "is empty"),
        ("links[0]", 'leads from "a" to itself'),
        ('links[1], column "target"', 'there is no node "nowhere at all"'),
        ('links[2], column "target"', "is empty"),
    }


def test_texts_that_are_too_long_are_cut_and_listed_whole() -> None:
    nodes = [
        {"id": "a", "label": "A", "description": "x" * 2001},
        {"id": "b", "label": "y" * 2001},
        {"id": "c", "stage": "z" * 2001},
    ]
    imported = bring_in(make_node_link(nodes, []))
    [shortened] = [finding for finding in imported.findings if finding.code == "shortened"]
    assert sorted(item.text for item in shortened.items) == [sign * 2001 for sign in "xyz"]
    assert [len(node.name.text("en")) for node in imported.model.nodes()] == [1, 400, 1]


def test_a_title_that_is_too_long_is_cut_and_listed_whole() -> None:
    title = "A long title " * 200
    imported = bring_in(make_pairs("a>b"), title=title)
    assert imported.model.title.text("en").endswith(" …")
    [item] = next(finding.items for finding in imported.findings if finding.code == "shortened")
    assert (item.place, item.text) == ("title", title.strip())


def test_one_bad_element_does_not_cost_the_good_ones() -> None:
    nodes = [{"id": "a"}, {"id": "a", "label": "again"}, {"label": ""}, {"id": "b"}]
    links = [{"source": "a", "target": "b"}, {"source": "a", "target": "a"}, {"source": "b"}]
    imported = bring_in(make_node_link(nodes, links))
    assert list_edges(imported.model) == ["a > b"]
    assert count_findings(imported) == {"faulty-node": 2, "self-loop": 1, "faulty-edge": 1}


def test_an_undirected_edge_may_be_two_or_be_left_out() -> None:
    content = b"From,To,Direction\na,b,undirected\nb,c,directed\n"
    assert list_edges(take_in(content, policy=Policy(undirected="both-ways"))) == ["a > b", "b >> a", "b > c"]
    assert list_edges(take_in(content, policy=Policy(undirected="leave-out"))) == ["b > c"]


def test_a_directed_edge_takes_the_place_of_the_same_one_without_direction() -> None:
    content = b"From,To,Direction\nb,a,undirected\na,b,directed\na,c,undirected\nc,a,undirected\n"
    imported = bring_in(content)
    assert [(edge.source, edge.target, edge.directed) for edge in imported.model.edges] == [
        ("a", "b", True),
        ("a", "c", False),
    ]
    assert count_findings(imported)["repeated"] == 2


def test_a_column_that_is_not_there_is_a_fault_with_the_nearest_one() -> None:
    raw = read(make_kumu())
    with pytest.raises(ModelFileError, match='stage: there is no column "Tipe"; did you mean "Type"'):
        build_model(raw, replace(suggest_roles(raw), stage="Tipe"))


def test_without_columns_for_names_or_ends_nothing_can_be_made() -> None:
    with pytest.raises(ModelFileError) as caught:
        build_model(read(make_kumu()), Roles())
    assert [fault.place for fault in caught.value.faults] == ["label", "source"]


@pytest.mark.parametrize("known", ["source", "target"])
def test_both_ends_of_links_must_be_known(known: str) -> None:
    raw = read(make_pairs("a>b"))
    with pytest.raises(ModelFileError, match='name two of "From", "To"') as caught:
        build_model(raw, replace(Roles(), **{known: "From"}))
    [fault] = caught.value.faults
    assert fault.message.endswith("if this is a list of nodes, say so (--table nodes)")


def test_a_list_of_nodes_and_links_is_not_said_to_be_one_of_nodes() -> None:
    raw = read(make_kumu())
    with pytest.raises(ModelFileError) as caught:
        build_model(raw, Roles(label="Label"))
    assert "list of nodes" not in str(caught.value)


def test_a_column_of_more_than_two_hundred_values_is_no_stage() -> None:
    raw = read(make_node_link([{"id": f"n{at}", "stage": f"s{at}"} for at in range(201)], []))
    assert suggest_roles(raw).stage is None
    with pytest.raises(ModelFileError, match='column "stage": has 201 different values; at most 200'):
        build_model(raw, suggest_roles(raw, {"stage": "stage"}))


def test_the_title_is_that_of_the_file_unless_another_is_given() -> None:
    assert take_in(make_pairs("a>b"), "our map.csv").title.text("en") == "our map"
    model = take_in(make_pairs("a>b"), "our map.csv", title=" Ours: at\nlast ")
    assert (model.title.text("en"), model.file.model.id) == ("Ours: at last", "ours-at-last")


@pytest.mark.parametrize("text", NASTY)
def test_any_text_may_be_a_name_a_stage_a_kind_and_a_description(text: str) -> None:
    nodes = [
        {"id": "a", "label": text, "stage": text, "level": text, "description": text},
        {"id": "b", "label": "other", "stage": "x", "level": "y"},
    ]
    links = [{"source": "a", "target": "b", "kind": text}]
    model = take_in(make_node_link(nodes, links), text, title=text)
    assert list(find_faults(model.file)) == []
    assert parse_model(write_model(model, "en").encode(), "copy.yaml").file == model.file


TEXTS = st.text(max_size=4) | st.sampled_from(["a", "b", "c", "A", "a-2"])
NODES = st.fixed_dictionaries({}, optional={"id": TEXTS, "label": TEXTS, "stage": TEXTS, "level": TEXTS})
LINKS = st.fixed_dictionaries(
    {"source": TEXTS, "target": TEXTS},
    optional={"kind": TEXTS, "direction": st.sampled_from(["mutual", "undirected", "?"]), "feedback": TEXTS},
)


@given(st.lists(NODES, max_size=6), st.lists(LINKS, max_size=8), st.booleans())
def test_any_graph_is_a_model_without_faults_or_has_faults_with_their_places(
    nodes: list[dict[str, str]], links: list[dict[str, str]], strict: bool
) -> None:
    content = json.dumps({"nodes": nodes, "links": links}).encode()
    model = try_in(content, strict=strict)
    if isinstance(model, ModelFileError):
        places = {fault.place.partition("[")[0] for fault in model.faults}
        assert places <= {"nodes", "links", "label", ""}
        assert str(model)
        return
    assert list(find_faults(model.file)) == []
    assert parse_model(write_model(model, "en").encode(), "copy.yaml").file == model.file


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), min_size=1, max_size=15))
def test_any_pairs_that_differ_are_a_model_with_just_these_edges(pairs: list[tuple[str, str]]) -> None:
    different = [pair for pair in pairs if pair[0] != pair[1]]
    if different:
        model = take_in(to_csv([["From", "To"], *different]))
        assert [(edge.source, edge.target) for edge in model.edges] == list(dict.fromkeys(different))


def test_what_is_known_by_no_source_or_open_without_a_question_is_left_out_and_counted() -> None:
    nodes = [
        {"id": "a", "provenance": "stated"},
        {"id": "b", "provenance": "open"},
        {"id": "c", "provenance": "hearsay"},
        {"id": "d", "provenance": "inferred"},
        {"id": "e", "provenance": "reported", "reference": "Paper"},
    ]
    content = make_node_link(nodes, [{"source": "a", "target": "b"}])
    kinds = [node.provenance.kind if node.provenance else None for node in take_in(content).nodes()]
    assert kinds == [None, None, None, "inferred", "reported"]
    assert count_findings(bring_in(content))["unsupported"] == 3


def test_a_source_that_many_name_is_one_source() -> None:
    nodes = [{"id": node, "provenance": "stated", "reference": "The Paper"} for node in "abc"]
    [source] = take_in(make_node_link(nodes, [])).file.sources
    assert (source.id, source.short) == ("the-paper", "The Paper")


def test_a_source_is_cited_in_full_wherever_a_row_first_says_so() -> None:
    full = ["", "A. (2020). The Paper.", "Something else"]
    nodes = [
        {"id": node, "provenance": "stated", "reference": "The Paper", "full reference": cited}
        for node, cited in zip("abc", full, strict=True)
    ]
    [source] = take_in(make_node_link(nodes, [])).file.sources
    assert (source.short, source.reference.text("en")) == ("The Paper", "A. (2020). The Paper.")


def test_a_source_has_the_first_web_address_and_licence_that_a_row_says() -> None:
    links = ["javascript:alert(1)", "https://doi.org/10.1000/1", "https://example.org"]
    nodes = [
        {
            "id": node,
            "provenance": "stated",
            "reference": "The Paper",
            "source url": link,
            "source licence": "CC BY",
        }
        for node, link in zip("abc", links, strict=True)
    ]
    [source] = take_in(make_node_link(nodes, [])).file.sources
    assert (source.url, source.licence) == ("https://doi.org/10.1000/1", "CC BY")


def test_an_edge_without_a_direction_stays_one_and_a_mutual_one_becomes_two() -> None:
    model = take_in(b"From,To,Direction\na,b,undirected\nb,c,directed\nc,d,\nd,e,mutual\n")
    directed = {f"{edge.source}>{edge.target}": edge.directed for edge in model.edges}
    assert directed == {"a>b": False, "b>c": True, "c>d": True, "d>e": True, "e>d": True}
