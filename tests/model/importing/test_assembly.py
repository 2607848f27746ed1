"""Nodes and edges put together from rows: what is kept, left out, made and refused, and where it stood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from model import ModelFileError
from model.importing import RawGraph, RawRow, Roles, assembly
from model.importing.assembly import LONGEST_NAME, Gathered, Sorts, gather
from model.importing.findings import Item
from model.importing.policy import POLICY, STRICT, Policy
from model.importing.raw import list_columns

ROLES = Roles(
    id="id",
    label="label",
    source="from",
    target="to",
    kind="kind",
    direction="direction",
    feedback="feedback",
)
Cells = Mapping[str, str]


def build(nodes: Sequence[Cells], edges: Sequence[Cells]) -> RawGraph:
    of_nodes = tuple(RawRow(cells, f"nodes[{at}]", at + 2) for at, cells in enumerate(nodes))
    of_edges = tuple(RawRow(cells, f"links[{at}]", at + 20) for at, cells in enumerate(edges))
    columns = ("id", "label") if nodes else ()
    return RawGraph(
        "x", "json", "x", columns, list_columns(of_edges, ("from", "to", "kind", "direction", "feedback")),
        of_nodes, of_edges,
    )  # fmt: skip


def put(
    nodes: Sequence[Cells], edges: Sequence[Cells], policy: Policy = POLICY, roles: Roles = ROLES
) -> Gathered:
    if not nodes:
        roles = Roles(source="from", target="to", kind="kind", direction="direction", feedback="feedback")
    return gather(build(nodes, edges), roles, policy, "leads to")


def link(source: str, target: str, **more: str) -> dict[str, str]:
    return {"from": source, "to": target, **more}


def list_nodes(found: Gathered) -> list[tuple[str, str]]:
    return [(node.id, node.name) for node in found.nodes]


def list_edges(found: Gathered) -> list[str]:
    """The edges, "a>b", "a--b" without a direction, with their kind where it is another."""
    return [
        f"{edge.source}{'>' if edge.directed else '--'}{edge.target}"
        + ("" if edge.kind == "leads to" else f" {edge.kind}")
        + (" back" if edge.feedback else "")
        for edge in found.edges
    ]


def list_found(found: Gathered) -> dict[str, list[tuple[str, str]]]:
    assert all(item.line is not None for finding in found.findings.to_tuple() for item in finding.items)
    return {
        finding.code: [(item.place, item.text) for item in finding.items]
        for finding in found.findings.to_tuple()
    }


def list_faults(found: Gathered) -> list[str]:
    assert found.findings.to_tuple() == ()
    return [str(fault) for fault in found.faults]


AB = [{"id": "a", "label": "A"}, {"id": "b", "label": "B"}]


def test_nodes_have_the_id_that_they_say_or_one_out_of_their_name() -> None:
    nodes = [
        {"label": "Joy"},
        {"id": "joy"},
        {"id": "n 1", "label": "Time\noff"},
        {"id": "n 2", "label": "你好"},
        {"label": "你好"},
        {"id": "9", "label": "Joy"},
    ]
    found = put(nodes, [])
    assert list_nodes(found) == [
        *(("joy-2", "Joy"), ("joy", "joy"), ("time-off", "Time off"), ("n-2", "你好"), ("node", "你好")),
        ("9", "Joy"),
    ]
    assert list_found(found) == {"renamed": [("nodes[2]", "n 1 → time-off"), ("nodes[3]", "n 2 → n-2")]}
    assert [node.row.place for node in found.nodes] == [f"nodes[{at}]" for at in range(6)]


def test_nodes_without_a_name_or_with_an_id_that_is_there_already_are_left_out_or_faults() -> None:
    nodes = [{"id": "a"}, {"id": "", "label": " "}, {"id": "a", "label": "B"}, {"label": "C"}, {"label": "C"}]
    empty = "is empty; write the name of this node"
    twice = 'the id "a" is already used by nodes[0]; ids must differ'
    found = put(nodes, [])
    assert list_nodes(found) == [("a", "a"), ("c", "C"), ("c-2", "C")]
    assert list_found(found) == {
        "faulty-node": [('nodes[1], column "label"', empty), ('nodes[2], column "id"', twice)]
    }
    assert list_faults(put(nodes, [], STRICT)) == [
        f'line 3: nodes[1], column "label": {empty}',
        f'line 4: nodes[2], column "id": {twice}',
    ]
    by_id = put(nodes, [], roles=Roles(id="id"))
    assert list_found(by_id)["faulty-node"][0] == ('nodes[1], column "id"', empty)


def test_ends_that_only_edges_name_are_made_with_the_nearest_name_beside() -> None:
    found = put(AB, [link("a", "Weather"), link("Nothing like\nthis", "a"), link("weather", "a")])
    assert list_nodes(found)[2:] == [("weather", "Weather"), ("nothing-like-this", "Nothing like this")]
    assert [node.is_created for node in found.nodes] == [False, False, True, True]
    assert list_edges(found) == ["a>weather", "nothing-like-this>a", "weather>a"]
    assert list_found(found) == {"undeclared": [("links[0]", "Weather"), ("links[1]", "Nothing like this")]}
    near = put([{"id": "n1", "label": "Trust"}], [link("n1", "Tust")])
    assert list_found(near) == {"undeclared": [("links[0]", 'Tust (did you mean "Trust"?)')]}


def test_the_nearest_name_is_looked_for_as_long_as_that_takes_no_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(assembly, "_MOST_COMPARED", 20 + 52)
    found = put([{"label": "Trust"}], [link("Trust", "Tust"), link("Trust", "Trst"), link("Trust", "Trus")])
    assert [text for _, text in list_found(found)["undeclared"]] == [
        *('Tust (did you mean "Trust"?)', 'Trst (did you mean "Trust"?)', "Trus"),
    ]


def test_ends_that_only_edges_name_are_left_out_or_faults_as_the_policy_says() -> None:
    edges = [link("a", "Tust"), link("Else", "Else"), link("a", "b")]
    nodes = [*AB, {"label": "Trust"}]
    near = 'there is no node "Tust"; did you mean "Trust"?'
    new = 'there is no node "Else"; add it to the nodes, or have such nodes made (--undeclared make)'
    left_out = put(nodes, edges, Policy(undeclared="leave-out"))
    assert list_edges(left_out) == ["a>b"]
    assert list_found(left_out) == {
        "undeclared-left-out": [
            ('links[0], column "to"', near),
            ('links[1], column "from"', new),
            ('links[1], column "to"', new),
        ]
    }
    refused = put(nodes, edges, Policy(undeclared="refuse"))
    assert list_faults(refused) == [
        f'line 20: links[0], column "to": {near}',
        f'line 21: links[1], column "from": {new}',
        f'line 21: links[1], column "to": {new}',
    ]


def test_edges_alone_name_their_nodes_without_a_word() -> None:
    found = put([], [link("Time", "Joy"), link("time", "Trust"), link("Joy ", "trust")])
    assert list_nodes(found) == [("time", "Time"), ("joy", "Joy"), ("trust", "Trust")]
    assert list_edges(found) == ["time>joy", "time>trust", "joy>trust"]
    assert list_found(found) == {}
    assert list_edges(put([], [link("a", "b")], Policy(undeclared="refuse"))) == ["a>b"]


def test_names_of_ends_may_stand_beside_their_ids() -> None:
    roles = Roles(source="from", target="to", source_name="a", target_name="b")
    edges = [link("n1", "n 2", a="Joy", b="Trust"), link("n1", "n3", a="Other", b="")]
    raw = build([], edges)
    found = gather(raw, roles, POLICY, "leads to")
    assert list_nodes(found) == [("n1", "Joy"), ("trust", "Trust"), ("n3", "n3")]


def test_a_name_that_several_have_is_no_end() -> None:
    nodes = [{"id": "a", "label": "Joy"}, {"id": "b", "label": "joy"}, {"id": "c", "label": "C"}]
    several = '2 nodes are called "JOY"; give them ids, or other names'
    found = put(nodes, [link("c", "JOY"), link("c", "joy"), link("JOY", "c")])
    assert list_edges(found) == ["c>b"]
    assert list_found(found) == {
        "faulty-edge": [('links[0], column "to"', several), ('links[2], column "from"', several)]
    }


def test_an_edge_without_both_ends_makes_no_node() -> None:
    empty = "is empty; write the name of a node"
    found = put([], [link("a", "  "), link("", "b"), link("a", "b"), link("", "")])
    assert (list_nodes(found), list_edges(found)) == ([("a", "a"), ("b", "b")], ["a>b"])
    assert list_found(found) == {
        "faulty-edge": [
            ('links[0], column "to"', empty),
            ('links[1], column "from"', empty),
            ('links[3], column "from"', empty),
        ]
    }


def test_an_edge_to_itself_is_left_out_or_a_fault() -> None:
    edges = [link("a", "A", direction="undirected"), link("a", "b")]
    found = put(AB, edges)
    assert list_edges(found) == ["a>b"]
    assert list_found(found) == {"self-loop": [("links[0]", "a → A")]}
    assert list_faults(put(AB, edges, Policy(self_loops="refuse"))) == [
        'line 20: links[0]: leads from "a" to itself; take it out, or name another node at one end'
    ]


@pytest.mark.parametrize(
    ("policy", "edges", "found"),
    [
        (POLICY, ["a--b"], {"undirected": [("links[0]", "a → b")]}),
        (Policy(undirected="both-ways"), ["a>b", "b>a"], {"both-ways": [("links[0]", "a → b")]}),
        (Policy(undirected="leave-out"), [], {"undirected-left-out": [("links[0]", "a → b")]}),
    ],
)
def test_an_edge_without_a_direction_goes_as_the_policy_says(
    policy: Policy, edges: list[str], found: dict[str, list[tuple[str, str]]]
) -> None:
    gathered = put(AB, [link("a", "b", direction="Ongericht")], policy)
    assert (list_edges(gathered), list_found(gathered)) == (edges, found)


def test_an_edge_without_a_direction_may_be_a_fault() -> None:
    assert list_faults(put(AB, [link("a", "b", direction="none")], Policy(undirected="refuse"))) == [
        "line 20: links[0]: has no direction; say from where to where it leads"
    ]


def test_a_mutual_edge_is_two_and_said() -> None:
    found = put(AB, [link("a", "b", direction="beidseitig", kind="helps"), link("b", "a", direction="?")])
    assert list_edges(found) == ["a>b helps", "b>a helps", "b>a"]
    assert list_found(found) == {"both-ways": [("links[0]", "a → b")]}


UNDIRECTED = "undirected"


@pytest.mark.parametrize(
    ("edges", "kept", "repeated"),
    [
        ([link("a", "b"), link("A", "B", kind="Leads to")], ["a>b"], [1]),
        ([link("a", "b"), link("b", "a")], ["a>b", "b>a"], []),
        ([link("a", "b"), link("a", "b", kind="helps")], ["a>b", "a>b helps"], []),
        ([link("a", "b"), link("a", "b", direction=UNDIRECTED)], ["a>b"], [1]),
        ([link("a", "b"), link("b", "a", direction=UNDIRECTED)], ["a>b"], [1]),
        ([link("a", "b", direction=UNDIRECTED), link("b", "a")], ["b>a"], [1]),
        ([link("a", "b", direction=UNDIRECTED), link("a", "b", feedback="yes")], ["a>b back"], [1]),
        ([link("a", "b", direction=UNDIRECTED), link("b", "a", direction=UNDIRECTED)], ["a--b"], [1]),
        ([link("a", "b", direction=UNDIRECTED), link("b", "a"), link("a", "b")], ["b>a", "a>b"], [1]),
        ([link("a", "b", direction=UNDIRECTED), link("a", "b"), link("b", "a")], ["a>b", "b>a"], [1]),
        (
            [
                link("a", "b", direction=UNDIRECTED),
                link("b", "a"),
                link("b", "a"),
                link("a", "b", direction=UNDIRECTED),
            ],
            ["b>a"],
            [1, 2, 3],
        ),
        ([link("a", "b"), link("b", "a"), link("a", "b", direction=UNDIRECTED)], ["a>b", "b>a"], [2]),
        ([link("a", "b"), link("a", "b", feedback="ja")], ["a>b"], [1]),
    ],
)
def test_the_same_edge_again_is_merged_and_a_direction_takes_the_place_of_none(
    edges: list[Cells], kept: list[str], repeated: list[int]
) -> None:
    found = put(AB, edges)
    assert list_edges(found) == kept
    assert [place for place, _ in list_found(found).get("repeated", [])] == [
        f"links[{at}]" for at in repeated
    ]


def test_the_same_edge_again_may_be_a_fault() -> None:
    found = put(AB, [link("a", "b"), link("b", "a"), link("a", "b")], Policy(repeats="refuse"))
    assert list_faults(found) == ["line 22: links[2]: repeats links[0]; take one of them out"]


@pytest.mark.parametrize(
    ("said", "back"), [("Ja", True), ("1", True), ("x", True), ("no", False), ("", False)]
)
def test_an_edge_says_itself_whether_it_leads_back(said: str, back: bool) -> None:
    [edge] = put(AB, [link("a", "b", feedback=said)]).edges
    assert edge.feedback is back


def test_names_are_as_long_as_pictures_show_and_what_is_cut_is_listed_whole() -> None:
    names = ["x" * LONGEST_NAME, "y" * (LONGEST_NAME - 3) + " zzzz"]
    found = put([{"label": name} for name in names], [link(names[0], "z" * (LONGEST_NAME + 1))])
    assert [node.name for node in found.nodes] == [
        names[0],
        "y" * (LONGEST_NAME - 3) + " …",
        "z" * (LONGEST_NAME - 2) + " …",
    ]
    assert list_found(found)["shortened"] == [
        ("nodes[1]", names[1]),
        ("links[0]", "z" * (LONGEST_NAME + 1)),
    ]
    gathered = Gathered(Sorts())
    assert gathered.shorten("x" * 401, None) == "x" * 398 + " …"
    assert gathered.findings.to_tuple()[0].items == (Item("title", "x" * 401),)


def test_columns_that_are_not_there_are_named_with_the_nearest() -> None:
    raw = build(AB, [link("a", "b")])
    with pytest.raises(ModelFileError) as caught:
        gather(raw, Roles(id="id", label="lable", source="frm", target="nowhere"), POLICY, "")
    assert [str(fault) for fault in caught.value.faults] == [
        'label: there is no column "lable"; did you mean "label"?',
        'source: there is no column "frm"; did you mean "from"?',
        'target: there is no column "nowhere"',
    ]


def test_columns_that_must_be_known_are_asked_for() -> None:
    names = "it is not known which column holds the names of the nodes; name it (--label)"
    ends = (
        'it is not known which columns say from and to where edges lead; name two of "from", "to", "kind", '
        '"direction", "feedback", "c0", "c1", "c2", "c3", "c4", "c5", "c6" (--source and --target)'
    )
    many = link("a", "b", **{f"c{at}": "x" for at in range(20)})
    with pytest.raises(ModelFileError) as caught:
        gather(build(AB, [many]), Roles(source="from"), POLICY, "")
    assert [str(fault) for fault in caught.value.faults] == [f"label: {names}", f"source: {ends}"]
    with pytest.raises(ModelFileError) as caught:
        gather(build([], [many]), Roles(target="to"), POLICY, "")
    assert [str(fault) for fault in caught.value.faults] == [
        f"source: {ends}; if this is a list of nodes, say so (--table nodes)"
    ]
    assert list_nodes(gather(build(AB, []), Roles(id="id"), POLICY, "")) == [("a", "a"), ("b", "b")]
    assert list_nodes(gather(build(AB, []), Roles(label="label"), POLICY, "")) == [("a", "A"), ("b", "B")]


def test_ids_of_stages_are_kept_where_no_other_has_them() -> None:
    sorts = Sorts("stage", ids="stage_id")
    for name, id_ in (
        ("Need", "n"),
        ("NEED", "m"),
        ("Deed", "d"),
        ("Gain", "d"),
        ("Rest", "r 1"),
        ("Rest 1", "rest"),
    ):
        sorts.add(name, RawRow({"stage_id": id_}, name))
    assert sorts.add("你好") == "你好"
    order = ["你好", *(key for key in sorts.names if key != "你好")]
    assert sorts.build_ids(order, "stage") == {
        "你好": "stage",
        "need": "n",
        "deed": "deed",
        "gain": "gain",
        "rest": "rest-2",
        "rest 1": "rest",
    }
    assert sorts.rows["need"].place == "Need"
    assert list(sorts.names.values()) == ["Need", "Deed", "Gain", "Rest", "Rest 1", "你好"]
