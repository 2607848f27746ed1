"""Which stage and level nodes are put on, in which order these come, and what leads back."""

from __future__ import annotations

from model.importing.assembly import GatheredEdge, GatheredNode
from model.importing.placement import (
    MOST_SORTS,
    Sorted,
    find_feedback,
    sort_by_column,
    sort_by_edges,
    sort_into_one,
)
from model.importing.raw import RawRow
from model.words import get_words


def build_nodes(text: str, **more: dict[str, str]) -> list[GatheredNode]:
    """Nodes by their ids, each with its stage: "a=Need b"."""
    nodes = []
    for part in text.split():
        id_, _, stage = part.partition("=")
        nodes.append(GatheredNode(id_, id_, RawRow({"Stage": stage, **more.get(id_, {})}, id_)))
    return nodes


def build_edges(text: str) -> list[GatheredEdge]:
    """Edges such as "a>b"; "a>>b" says itself that it is feedback."""
    edges = []
    for pair in text.split():
        source, _, target = pair.replace(">>", ">").partition(">")
        edges.append(GatheredEdge(source, target, "", RawRow({}, pair), ">>" in pair))
    return edges


def sort(nodes: str, edges: str = "", names: tuple[str, ...] = (), declared: tuple[str, ...] = ()) -> Sorted:
    rows = [RawRow({"label": name}, name) for name in declared]
    return sort_by_column(build_nodes(nodes), build_edges(edges), "Stage", names, rows, str)


def name(found: Sorted) -> list[str]:
    return [found.sorts.names[key] for key in found.order]


def test_stages_come_as_they_are_named_then_as_declared_then_as_most_edges_lead() -> None:
    nodes = "a=Gain b=Need c=Deed d=Care e=Rest"
    assert name(sort(nodes)) == ["Gain", "Need", "Deed", "Care", "Rest"]
    assert name(sort(nodes, "b>a")) == ["Need", "Gain", "Deed", "Care", "Rest"]
    assert name(sort(nodes, "b>a c>a", declared=("REST", "Gone", "Care"))) == [
        *("REST", "Gone", "Care", "Need", "Deed", "Gain")
    ]
    assert name(sort(nodes, "b>a", names=("deed", "nowhere", "Gone"), declared=("Rest", "Gone", "Deed"))) == [
        *("Deed", "Gone", "Rest", "Need", "Gain", "Care")
    ]
    assert name(sort(nodes, "b>>a")) == ["Gain", "Need", "Deed", "Care", "Rest"]


def test_each_node_is_on_the_stage_that_its_row_says() -> None:
    nodes = [*build_nodes("a=Need b c=NEED"), GatheredNode("d", "d", RawRow({"Stage": "Need"}, "d"), True)]
    found = sort_by_column(nodes, (), "Stage", (), (), str)
    assert found.of == {"a": "need", "b": "unsorted", "c": "need", "d": "unsorted"}
    assert (name(found), found.unsorted, found.steps) == (["Need", "Unsorted"], "unsorted", 0)
    assert found.sorts.rows == {"need": nodes[0].row}
    assert found.sorts.column == "Stage"


def test_what_has_no_stage_comes_where_its_edges_lead() -> None:
    nodes = "a=Need x b=Gain y"
    for edges, order in (
        ("a>x", ["Need", "Gain", "Unsorted"]),
        ("x>a", ["Unsorted", "Need", "Gain"]),
        ("x>a b>x", ["Need", "Gain", "Unsorted"]),
        ("x>a y>a b>x", ["Unsorted", "Need", "Gain"]),
        ("", ["Need", "Gain", "Unsorted"]),
    ):
        assert name(sort(nodes, edges)) == order
    assert name(sort(nodes, "x>a", declared=("Unsorted", "Need"))) == ["Unsorted", "Need", "Gain"]
    assert name(sort(nodes, "x>a", declared=("Need", "Unsorted"))) == ["Need", "Unsorted", "Gain"]
    assert name(sort("a=Need")) == ["Need"]


def test_what_has_no_stage_is_said_in_the_language_of_the_model() -> None:
    found = sort_by_column(build_nodes("a=Nood b"), (), "Stage", (), (), get_words("nl"))
    assert (name(found), found.of["b"]) == (["Nood", "Niet ingedeeld"], found.unsorted)


def test_ids_of_stages_are_looked_for_in_a_row_of_the_file() -> None:
    nodes = build_nodes("a=Need b", b={"stage id": "n"})
    assert sort_by_column(nodes, (), "Stage", (), (), str).sorts.ids is None
    nodes = [
        GatheredNode("x", "x", RawRow({"To": "x"}, "x"), True),
        *build_nodes("a=Need", a={"stage id": "n"}),
    ]
    assert sort_by_column(nodes, (), "Stage", (), (), str).sorts.ids == "stage id"


def test_so_many_stages_are_ordered_and_more_stay_as_they_come() -> None:
    for count, first in ((MOST_SORTS, "s1"), (MOST_SORTS + 1, f"s{MOST_SORTS + 1}")):
        found = sort(" ".join(f"n{at}=s{at}" for at in range(count, 0, -1)))
        assert name(found)[0] == first


def test_without_a_column_nodes_stand_as_many_steps_along_as_the_longest_way_has_edges() -> None:
    found = sort_by_edges(build_nodes("a b c d"), build_edges("a>b b>c a>c c>a a>>d"), str)
    assert (name(found), found.steps, found.unsorted) == (["Step 1", "Step 2", "Step 3"], 3, None)
    assert [found.order.index(found.of[id_]) for id_ in "abcd"] == [0, 1, 2, 0]
    for nodes in ("a", ""):
        assert name(sort_by_edges(build_nodes(nodes), (), str)) == ["Step 1"]


def test_more_than_twelve_steps_share_twelve_stages() -> None:
    def follow(count: int) -> Sorted:
        nodes = " ".join(f"n{at}" for at in range(count))
        edges = " ".join(f"n{at}>n{at + 1}" for at in range(count - 1))
        return sort_by_edges(build_nodes(nodes), build_edges(edges), str)

    twelve = follow(12)
    assert (name(twelve), twelve.steps) == ([f"Step {number}" for number in range(1, 13)], 12)
    more = follow(25)
    assert name(more)[:2] == ["Steps 1 to 3", "Steps 4 to 5"]
    assert (name(more)[-1], len(more.order), more.steps) == ("Steps 24 to 25", 12, 25)
    assert [more.order.index(more.of[f"n{at}"]) for at in (0, 2, 3, 4, 5, 22, 23, 24)] == [
        *(0, 0, 1, 1, 2, 10, 11, 11)
    ]
    assert name(follow(13))[:2] == ["Steps 1 to 2", "Step 3"]


def test_all_nodes_may_be_on_the_same_level() -> None:
    found = sort_into_one(build_nodes("a b"), "All elements")
    assert (name(found), found.of) == (["All elements"], {"a": "all elements", "b": "all elements"})
    assert (found.unsorted, found.steps) == (None, 0)


def test_feedback_leads_to_an_earlier_stage_or_closes_a_cycle() -> None:
    nodes = build_nodes("a=1 b=2 c=2 d=3")
    for edges, feedback in (
        ("a>b b>d", set()),
        ("b>a", {("b", "a")}),
        ("b>>a", set()),
        ("b>c c>b", {("c", "b")}),
        ("b>c c>>b", set()),
        ("a>b b>c c>a d>a", {("c", "a"), ("d", "a")}),
    ):
        stages = sort_by_column(nodes, (), "Stage", (), (), str)
        assert find_feedback(nodes, build_edges(edges), stages) == feedback
