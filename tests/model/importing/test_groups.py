"""Nodes and the groups that they stand in."""

from __future__ import annotations

from model.importing.findings import Findings, Item
from model.importing.groups import Element, take_nodes
from model.importing.raw import MOST_NESTING


def build(name: str, inside: Element | None = None, *, is_group: bool = False, id_: str = "") -> Element:
    return Element({"id": id_ or f"id-{name}", "label": name}, 3, inside, is_group)


def take(
    elements: list[Element], touched: tuple[str, ...] = (), *, is_named: bool = False
) -> tuple[dict[str, dict[str, str]], dict[str, tuple[Item, ...]]]:
    """The cells of the nodes beside id and label, by id, and what was found."""
    findings = Findings()
    nodes = take_nodes(elements, touched, findings, is_named=is_named)
    cells = {
        node.id: {name: cell for name, cell in node.cells.items() if name not in ("id", "label")}
        for node in nodes
    }
    return cells, {finding.code: finding.items for finding in findings.to_tuple()}


def test_a_node_has_the_name_of_its_innermost_group() -> None:
    outer = build("Outer")
    inner = build("Inner", outer)
    nodes = [build("a", inner), build("b", outer), build("c")]
    assert take([outer, inner, *nodes]) == (
        {"id-a": {"group": "Inner"}, "id-b": {"group": "Outer"}, "id-c": {}},
        {"nesting": (Item('group "Inner"', "Outer", 3),)},
    )


def test_a_group_without_a_name_goes_by_its_id_or_is_looked_through() -> None:
    outer = build("Outer")
    bare = build("", outer, id_="g\n1")
    node = build("a", bare)
    assert take([outer, bare, node]) == (
        {"id-a": {"group": "g 1"}},
        {"nesting": (Item('group "g 1"', "Outer", 3),)},
    )
    outer, bare = build("Outer"), build("", id_="g")
    bare.inside = outer
    assert take([outer, bare, build("a", bare)], is_named=True) == ({"id-a": {"group": "Outer"}}, {})
    bare = build("", id_="g")
    assert take([bare, build("a", bare)], is_named=True) == ({"id-a": {}}, {})
    assert [element.cells["group"] for element in take_nodes([bare, build("a", bare)], (), Findings())] == [
        "g"
    ]
    named = build("Inner", outer)
    assert take([outer, named, build("a", named)], is_named=True) == (
        {"id-a": {"group": "Inner"}},
        {"nesting": (Item('group "Inner"', "Outer", 3),)},
    )
    named = build("Inner", build("", id_="h"))
    node = build("a", named)
    assert take([named, node], is_named=True) == ({"id-a": {"group": "Inner"}}, {})


def test_a_group_that_links_touch_is_a_node_as_well_and_an_empty_one_is_listed() -> None:
    group = build("Ward")
    empty, linked = build("Empty", is_group=True), build("Linked", is_group=True)
    assert take([group, build("a", group), empty, linked], ("id-Ward", "id-Linked")) == (
        {"id-Ward": {}, "id-a": {"group": "Ward"}, "id-Linked": {}},
        {"group": (Item('group "Empty"', "", 3),)},
    )


def test_an_empty_group_within_another_is_listed_once() -> None:
    outer = build("Outer")
    assert take([outer, build("Empty", outer, is_group=True)]) == (
        {},
        {"group": (Item('group "Empty"', "", 3),)},
    )


def test_what_a_node_says_itself_of_its_group_is_kept_beside() -> None:
    group = build("Ward")
    node = build("a", group)
    node.cells["group"] = "3"
    other = build("b")
    other.cells["group"] = "4"
    assert take([group, node, other]) == (
        {"id-a": {"group": "Ward", "group (data)": "3"}, "id-b": {"group": "4"}},
        {},
    )


def test_groups_that_stand_in_themselves_are_taken_out_and_listed() -> None:
    first, second, third = build("First"), build("Second"), build("Third")
    first.inside, second.inside, third.inside = second, third, first
    assert take([build("a", first), first, second, third]) == (
        {"id-a": {"group": "First"}, "id-Second": {"group": "Third"}},
        {"nesting": (Item('group "First"', "First", 3), Item('group "Third"', "First", 3))},
    )
    alone = build("Alone")
    alone.inside = alone
    assert take([alone, build("b", alone)])[0] == {"id-b": {"group": "Alone"}}


def test_a_name_is_looked_for_as_deep_as_groups_may_stand() -> None:
    def nest(depth: int) -> dict[str, dict[str, str]]:
        groups = [build("Outermost")]
        for number in range(depth):
            groups.append(build("", groups[-1], id_=f"g{number}"))
        return take([*groups, build("a", groups[-1])], is_named=True)[0]

    assert nest(MOST_NESTING) == {"id-a": {"group": "Outermost"}}
    assert nest(MOST_NESTING + 1) == {"id-a": {}}


def test_an_element_is_called_by_its_name_in_one_line_or_its_id() -> None:
    element = Element({"id": "n1", "label": " Joy\nin work "}, 4)
    assert (element.id, element.name) == ("n1", "Joy in work")
    assert element.build_item("node", "x") == Item('node "Joy in work"', "x", 4)
    assert Element({"id": "n1"}, None).build_item("shape") == Item('shape "n1"')
    assert Element({}, 1).build_item("shape") == Item('shape ""', "", 1)
