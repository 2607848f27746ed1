"""Sorting nodes into stages and levels: by a column, or by what leads to what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from model.importing.assembly import GatheredEdge, GatheredNode, Sorts
from model.importing.headings import find_id_column
from model.importing.layers import Pair, find_closing, find_layers, order_values
from model.importing.raw import RawRow, to_line
from model.search import fold
from model.words import Translate

MOST_SORTS = 200
"""How many different stages, levels or kinds of edges a file may have."""

MOST_LAYERS = 12
"""Into how many stages nodes are put at most where these follow from the edges: more cannot be read."""


@dataclass(frozen=True)
class Sorted:
    """The stages or the levels, their keys in order, and the key of each node's by its id.

    `unsorted` is the key of the one for nodes without any, whether there are such nodes or not. `steps` is
    how many steps follow each other where the stages follow from the edges.
    """

    sorts: Sorts
    order: list[str]
    of: dict[str, str]
    unsorted: str | None = None
    steps: int = 0


def sort_by_column(
    nodes: Sequence[GatheredNode],
    edges: Sequence[GatheredEdge],
    column: str,
    names: Sequence[str],
    declared: Sequence[RawRow],
    translate: Translate,
) -> Sorted:
    """The nodes sorted by what is in a column of their rows; those with nothing there are unsorted.

    In the order of `names`, or in which they are `declared`, and then in that of `order_values`;
    those that are declared are there also where no node is on them. The unsorted come first if more
    edges lead from them than to them, and otherwise last.
    """
    _ = translate
    sorts = Sorts(column)
    sorts.ids = next(
        (find_id_column(column, list(node.row.cells)) for node in nodes if not node.is_created), None
    )
    unsorted = fold(_("Unsorted"))
    known = [sorts.add(row.get("label")) for row in declared]
    of = {}
    for node in nodes:
        name = "" if node.is_created else to_line(node.row.get(column))
        of[node.id] = sorts.add(name, node.row) if name else sorts.add(_("Unsorted"))
    pairs = Counter((of[edge.source], of[edge.target]) for edge in edges if not edge.feedback)
    first = list(dict.fromkeys([*(key for key in map(fold, names) if key in sorts.names), *known]))
    rest = [key for key in sorts.names if key not in first and key != unsorted]
    if len(rest) <= MOST_SORTS:
        between = {pair: count for pair, count in pairs.items() if pair[0] in rest and pair[1] in rest}
        by_name = {sorts.names[key]: key for key in rest}
        named = {
            (sorts.names[source], sorts.names[target]): count for (source, target), count in between.items()
        }
        rest = [by_name[name] for name in order_values(list(by_name), named)]
    order = list(dict.fromkeys([*first, *rest]))
    if unsorted in sorts.names and unsorted not in order:
        leaving = sum(count for (source, _target), count in pairs.items() if source == unsorted)
        coming = sum(count for (_source, target), count in pairs.items() if target == unsorted)
        order.insert(0 if leaving > coming else len(order), unsorted)
    return Sorted(sorts, order, of, unsorted)


def sort_by_edges(
    nodes: Sequence[GatheredNode], edges: Sequence[GatheredEdge], translate: Translate
) -> Sorted:
    """The nodes sorted into steps by how many edges the longest way to them has.

    Edges that close a cycle are left out, so that the nodes of a cycle stand one after another. Where more
    than 12 steps follow each other, several share a stage.
    """
    _ = translate
    ids = [node.id for node in nodes]
    pairs = [(edge.source, edge.target) for edge in edges if not edge.feedback]
    closing = find_closing(ids, pairs)
    layers = find_layers(ids, [pair for pair in pairs if pair not in closing])
    count = max(layers.values(), default=0) + 1
    kept = min(count, MOST_LAYERS)
    sorts = Sorts()
    bundles = [
        [layer for layer in range(count) if layer * kept // count == position] for position in range(kept)
    ]
    order = [sorts.add(_name_steps(layers_in[0], layers_in[-1], translate)) for layers_in in bundles]
    of = {node: order[layer * kept // count] for node, layer in layers.items()}
    return Sorted(sorts, order, of, steps=count)


def _name_steps(first: int, last: int, translate: Translate) -> str:
    _ = translate
    if first == last:
        return _("Step {number}").format(number=first + 1)
    return _("Steps {first} to {last}").format(first=first + 1, last=last + 1)


def sort_into_one(nodes: Sequence[GatheredNode], name: str) -> Sorted:
    """All nodes on the same level."""
    sorts = Sorts()
    key = sorts.add(name)
    return Sorted(sorts, [key], {node.id: key for node in nodes})


def find_feedback(nodes: Sequence[GatheredNode], edges: Sequence[GatheredEdge], stages: Sorted) -> set[Pair]:
    """The edges that lead to an earlier stage, or close a cycle with edges that do not."""
    at = {stage: position for position, stage in enumerate(stages.order)}
    backward, onward = set(), []
    for edge in edges:
        if not edge.feedback:
            pair = (edge.source, edge.target)
            if at[stages.of[edge.target]] < at[stages.of[edge.source]]:
                backward.add(pair)
            else:
                onward.append(pair)
    return backward | find_closing([node.id for node in nodes], onward)
