"""What of a well-formed model file does not fit together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from pydantic import BaseModel

from model.errors import describe_unknown, find_near_match
from model.schema import Edge, Level, ModelFile, Node, Place, Provenance, Stage, Words

_MOST_SUGGESTIONS = 50
"""For how many unknown ids the nearest one is looked for: that takes its time in a large file."""

_MOST_CYCLES = 20
"""How many cycles are named at once; the rest once these are fixed."""

_MOST_NAMED = 20
"""How many nodes of a cycle are named."""


def find_faults(file: ModelFile, also_known: frozenset[str] = frozenset()) -> Iterator[tuple[Place, str]]:
    """Everything in a well-formed file that does not fit together: its place, and a sentence.

    Ids that repeat or that nothing declares (other than the `also_known` ones), missing translations,
    self loops, edges against the order of the stages and cycles without a declared feedback edge,
    claims without a source.
    """
    yield from _find_repeated_ids(file)
    yield from _find_unknown_ids(file, also_known)
    yield from _find_missing_translations(file)
    yield from _find_unsupported_claims(file)
    yield from _find_edge_faults(file)


def _find_repeated_ids(file: ModelFile) -> Iterator[tuple[Place, str]]:
    lists = ("stages", "levels", "kinds", "dimensions", "sources", "nodes")
    for name in lists:
        seen: set[str] = set()
        for position, part in enumerate(getattr(file, name)):
            if part.id in seen:
                yield (name, position, "id"), describe_repeated(part.id)
            seen.add(part.id)


def describe_repeated(repeated: str) -> str:
    """The sentence for an id that two entries of a list share."""
    return f'the id "{repeated}" is already used by an earlier entry; ids must differ'


def _find_unknown_ids(file: ModelFile, also_known: frozenset[str]) -> Iterator[tuple[Place, str]]:
    def ids(parts: Iterable[Any]) -> set[str]:
        return {part.id for part in parts}

    nodes, stages, levels = ids(file.nodes), ids(file.stages), ids(file.levels)
    kinds, sources = ids(file.kinds), ids(file.sources)

    references: list[tuple[Place, str, str, set[str]]] = []
    if file.model.source is not None:
        references.append((("model", "source"), "source", file.model.source, sources))
    if file.study is not None:
        references.append((("study", "source"), "source", file.study.source, sources))
    for position, node in enumerate(file.nodes):
        references.append((("nodes", position, "stage"), "stage", node.stage, stages))
        references.append((("nodes", position, "level"), "level", node.level, levels))
    for position, edge in enumerate(file.edges):
        references.append((("edges", position, "from"), "node", edge.source, nodes))
        references.append((("edges", position, "to"), "node", edge.target, nodes))
        references.append((("edges", position, "kind"), "kind", edge.kind, kinds))
    for place, provenance in _find_provenances(file):
        if provenance.source is not None:
            references.append(((*place, "source"), "source", provenance.source, sources))
        for number, further in enumerate(provenance.further):
            references.append(((*place, "further", number, "source"), "source", further.source, sources))
    for section in ("background", "unknown"):
        for position, remark in enumerate(getattr(file, section)):
            for number, source in enumerate(remark.sources):
                references.append(((section, position, "sources", number), "source", source, sources))

    unknown = ((place, what, used, known) for place, what, used, known in references if used not in known)
    for number, (place, what, used, known) in enumerate(unknown):
        if used not in also_known:
            near = find_near_match(used, known) if number < _MOST_SUGGESTIONS else None
            yield place, describe_unknown(what, used, near)


def _find_provenances(file: ModelFile) -> Iterator[tuple[Place, Provenance]]:
    sections: tuple[tuple[str, tuple[Stage | Level | Node | Edge, ...]], ...] = (
        ("stages", file.stages),
        ("levels", file.levels),
        ("nodes", file.nodes),
        ("edges", file.edges),
    )
    for name, parts in sections:
        for position, part in enumerate(parts):
            if part.provenance is not None:
                yield (name, position, "provenance"), part.provenance


def _find_missing_translations(file: ModelFile) -> Iterator[tuple[Place, str]]:
    def walk(value: Any, place: Place) -> Iterator[tuple[Place, str]]:
        if isinstance(value, Words):
            for language in file.model.languages:
                if not value.is_in(language):
                    yield place, f'the text in "{language}" is missing'
        elif isinstance(value, BaseModel):
            for name, field in type(value).model_fields.items():
                yield from walk(getattr(value, name), (*place, field.alias or name))
        elif isinstance(value, tuple):
            for position, part in enumerate(value):
                yield from walk(part, (*place, position))

    yield from walk(file, ())


def _find_unsupported_claims(file: ModelFile) -> Iterator[tuple[Place, str]]:
    for place, provenance in _find_provenances(file):
        if provenance.kind in ("stated", "reported") and provenance.source is None:
            yield place, f"what is {provenance.kind} needs the source that says so"
    for position, node in enumerate(file.nodes):
        if node.provenance is not None and node.provenance.kind == "open" and node.question is None:
            yield ("nodes", position), "an open node needs the question that it invites"


def _find_edge_faults(file: ModelFile) -> Iterator[tuple[Place, str]]:
    order = {stage.id: position for position, stage in enumerate(file.stages)}
    stage_of = {node.id: order.get(node.stage) for node in file.nodes}
    seen: set[tuple[str, str, str]] = set()
    onward: dict[tuple[str, str], int] = {}
    for position, edge in enumerate(file.edges):
        place: Place = ("edges", position)
        if edge.source == edge.target:
            yield place, f'the edge leads from "{edge.source}" to itself'
            continue
        key = (edge.source, edge.target, edge.kind)
        if key in seen:
            yield place, "the edge repeats an earlier one; leave one of them out"
        seen.add(key)
        start, end = stage_of.get(edge.source), stage_of.get(edge.target)
        if edge.feedback:
            continue
        if start is not None and end is not None and end < start:
            yield (
                place,
                f'"{edge.source}" → "{edge.target}" runs against the order of the stages; '
                "if that is meant, add feedback: true",
            )
        else:
            onward[edge.source, edge.target] = position
    following: defaultdict[str, list[str]] = defaultdict(list)
    for source, target in onward:
        following[source].append(target)
    for cycle in islice(_find_cycles(following), _MOST_CYCLES):
        yield (
            ("edges", onward[cycle[-1], cycle[0]]),
            f"{_name_cycle(cycle)} is a cycle; say on one of its edges feedback: true",
        )


def _find_cycles(following: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Cycles, each as its nodes in a row; without the edges that close them none is left.

    One walk that sees each edge once, however many cycles there are.
    """
    done: set[str] = set()
    for start in following:
        if start in done:
            continue
        at = {start: 0}  # where on the way each node is
        way = [(start, iter(following[start]))]
        while way:
            node, rest = way[-1]
            after = next(rest, None)
            if after is None:
                way.pop()
                del at[node]
                done.add(node)
            elif after in at:
                yield [node_ for node_, _rest in way[at[after] :]]
            elif after not in done:
                at[after] = len(way)
                way.append((after, iter(following.get(after, ()))))


def _name_cycle(cycle: Sequence[str]) -> str:
    """The nodes of a cycle, of a long one the first and the last.

    >>> _name_cycle(["joy", "trust"])
    'joy → trust → joy'
    """
    named = [*cycle, cycle[0]]
    left_out = len(named) - _MOST_NAMED
    if left_out > 1:
        half = _MOST_NAMED // 2
        named[half:-half] = [f"… ({left_out} more)"]
    return " → ".join(named)
