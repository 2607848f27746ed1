"""What comes before what: which edges close a cycle, how far along each node is, which order values have."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from model.search import fold

Pair = tuple[str, str]


def find_closing(nodes: Sequence[str], edges: Iterable[Pair]) -> set[Pair]:
    """The edges without which there is no cycle: those that lead back to where a walk came from.

    The walk starts at the nodes that nothing leads to, and goes in the order in which nodes and edges are
    given. It leaves out no more than it must on the way, which need not be the fewest there could be.

    >>> find_closing("abc", [("b", "c"), ("c", "b"), ("a", "b")])
    {('c', 'b')}
    """
    following: defaultdict[str, list[str]] = defaultdict(list)
    has_cause = set()
    for source, target in edges:
        following[source].append(target)
        has_cause.add(target)
    closing: set[Pair] = set()
    done: set[str] = set()
    on_the_way: set[str] = set()
    for start in sorted(nodes, key=lambda node: node in has_cause):
        if start in done:
            continue
        on_the_way.add(start)
        walk = [(start, iter(following[start]))]
        while walk:
            node, rest = walk[-1]
            after = next(rest, None)
            if after is None:
                walk.pop()
                on_the_way.discard(node)
                done.add(node)
            elif after in on_the_way:
                closing.add((node, after))
            elif after not in done:
                on_the_way.add(after)
                walk.append((after, iter(following[after])))
    return closing


def find_layers(nodes: Sequence[str], edges: Iterable[Pair]) -> dict[str, int]:
    """How many edges the longest way to each node has, from 0. There must be no cycle.

    >>> find_layers("abc", [("a", "b"), ("b", "c"), ("a", "c")])
    {'a': 0, 'b': 1, 'c': 2}
    """
    following: defaultdict[str, list[str]] = defaultdict(list)
    waiting = Counter[str]()
    for source, target in edges:
        following[source].append(target)
        waiting[target] += 1
    layers = dict.fromkeys(nodes, 0)
    ready = [node for node in nodes if not waiting[node]]
    for node in ready:
        for after in following[node]:
            layers[after] = max(layers[after], layers[node] + 1)
            waiting[after] -= 1
            if not waiting[after]:
                ready.append(after)
    return layers


def order_values(values: Sequence[str], pairs: Mapping[Pair, int]) -> list[str]:
    """The values in the order that they most likely have: by their numbers, if all are numbered alike.

    Otherwise in the order given, which is that of the file, unless in another one fewer edges lead back;
    `pairs` says how many edges lead from a value to another.

    >>> order_values(["Step 10", "Step 9"], {})
    ['Step 9', 'Step 10']
    >>> order_values(["effect", "need"], {("need", "effect"): 3})
    ['need', 'effect']
    """
    numbers = [_read_number(value) for value in values]
    known = [number for number in numbers if number is not None]
    if len(set(known)) == len(values) and len({before for before, _ in known}) == 1:
        return [value for _, value in sorted(zip(known, values, strict=True))]
    other = _order_by_edges(values, pairs)
    return other if count_backward(other, pairs) < count_backward(values, pairs) else list(values)


def count_backward(order: Sequence[str], pairs: Mapping[Pair, int]) -> int:
    """How many edges lead from a later value to an earlier one."""
    at = {value: position for position, value in enumerate(order)}
    return sum(count for (source, target), count in pairs.items() if at[source] > at[target])


def _read_number(value: str) -> tuple[str, float] | None:
    """What stands before the first number of a text, and the number, if it is near the beginning."""
    found = re.match(r"([^0-9]{0,20}?)([0-9]{1,6}(?:\.[0-9]{1,3})?)(?![0-9])", value)
    return (fold(found[1]).strip(), float(found[2])) if found else None


def _order_by_edges(values: Sequence[str], pairs: Mapping[Pair, int]) -> list[str]:
    """One after the other the value to which the fewest edges lead, less those that lead on from it."""
    balance = Counter(dict.fromkeys(values, 0))
    coming = Counter(dict.fromkeys(values, 0))
    for (source, target), count in pairs.items():
        if source != target:
            balance[source] -= count
            balance[target] += count
            coming[target] += count
    rest, order = list(values), []
    while rest:
        first = next((value for value in rest if not coming[value]), None) or min(
            rest, key=lambda value: balance[value]
        )
        rest.remove(first)
        order.append(first)
        for (source, target), count in pairs.items():
            if source == first and target != first:
                balance[target] -= count
                coming[target] -= count
            elif target == first and source != first:
                balance[source] += count
    return order
