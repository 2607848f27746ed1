"""Groups that stand around elements, in the formats that draw or nest them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from model.importing.findings import Findings, Item
from model.importing.raw import MOST_NESTING, to_line, to_quoted


@dataclass
class Element:
    """A node, a link or a group as it is read: its cells, and the element that it stands in.

    `is_group` is what the file calls a group; another one is a group if something stands in it.
    """

    cells: dict[str, str]
    line: int | None
    inside: Element | None = None
    is_group: bool = False
    drawn: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """What links refer to."""
        return self.cells.get("id", "")

    @property
    def name(self) -> str:
        """Its label in one line, or ""."""
        return to_line(self.cells.get("label", ""))

    def build_item(self, what: str, text: str = "") -> Item:
        """This element as the place of a finding."""
        return Item(f"{what} {to_quoted(self.name or self.id)}", text, self.line)


_AnElement = TypeVar("_AnElement", bound=Element)


def take_nodes(
    elements: Sequence[_AnElement], touched: Collection[str], findings: Findings, *, is_named: bool = False
) -> list[_AnElement]:
    """The elements that are nodes, each with the name of the group that it stands in as its cell "group".

    A group is a node as well where a link leads to it or from it (`touched`, by id). With `is_named`, groups
    without a name are looked through; else their id is their name. Groups without anything in them, groups
    that stand in each other and those that stand in themselves are listed.
    """
    _cut_circles(elements, findings)
    holding = {id(element.inside) for element in elements}
    nodes = []
    for element in elements:
        is_group = element.is_group or id(element) in holding
        outer = element.inside
        if id(element) in holding and outer is not None and ((outer.name and element.name) or not is_named):
            findings.add("nesting", element.build_item("group", _get_name(outer)))
        if not is_group or element.id in touched:
            nodes.append(element)
        elif id(element) not in holding:
            findings.add("group", element.build_item("group"))
    for node in nodes:
        group = _find_group(node, is_named=is_named)
        if group:
            said = node.cells.get("group")
            node.cells.update({"group": group} | ({"group (data)": said} if said else {}))
    return nodes


def _find_group(node: Element, *, is_named: bool) -> str:
    """The name of the innermost group, of those that have one."""
    group, steps = node.inside, 0
    while group is not None and is_named and not group.name and steps < MOST_NESTING:
        group, steps = group.inside, steps + 1
    return "" if group is None or (is_named and not group.name) else _get_name(group)


def _get_name(group: Element) -> str:
    return group.name or to_line(group.id)


def _cut_circles(elements: Sequence[Element], findings: Findings) -> None:
    """Take elements that stand in themselves out of what they stand in."""
    done: set[int] = set()
    for element in elements:
        way: dict[int, Element] = {}
        at: Element | None = element
        while at is not None and id(at) not in done:
            if id(at) in way:
                findings.add("nesting", at.build_item("group", _get_name(at)))
                at.inside = None
                break
            way[id(at)] = at
            at = at.inside
        done |= way.keys()
