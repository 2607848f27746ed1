"""The asked paths as a flow from stage to stage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from model import ConceptualModel
from model.export.palette import Palette
from model.lettering import break_lines
from pages.workbench.path_question import Question


def build_flow(model: ConceptualModel, asked: Question, language: str, palette: Palette) -> dict[str, Any]:
    """A Sankey figure as Plotly draws it: a band between two nodes is as wide as the number of asked paths
    that use the edge.

    Colours are the level colours of the map.
    """
    counted = model.count_paths_along(asked.start, asked.end, **asked.restrictions)
    along = {pair: int(count) for pair, count in counted.items() if count}
    used = {node for pair in along for node in pair}
    nodes = [node for node in model.nodes() if node.id in used]
    place = {node.id: index for index, node in enumerate(nodes)}
    level_of = {level.id: index for index, level in enumerate(model.levels)}
    colours = {node.id: palette.lines[level_of[node.level] % len(palette.lines)] for node in nodes}
    x, y = _place([node.id for node in nodes], along)
    bands = {
        "type": "sankey",
        "arrangement": "snap",
        "textfont": {"size": 14, "shadow": "none", "color": palette.ink},
        "node": {
            "label": [_break(node.name.text(language)) for node in nodes],
            "color": [colours[node.id] for node in nodes],
            "x": x,
            "y": y,
            "pad": 14,
            "thickness": 16,
            "line": {"width": 0},
        },
        "link": {
            "source": [place[source] for source, _target in along],
            "target": [place[target] for _source, target in along],
            "value": list(along.values()),
            "color": [_fade(colours[source]) for source, _target in along],
        },
    }
    height = max(420, 26 * len(nodes))
    return {"data": [bands], "layout": {"height": height, "margin": {"l": 8, "r": 8, "t": 8, "b": 8}}}


def _place(nodes: list[str], along: Mapping[tuple[str, str], int]) -> tuple[list[float], list[float]]:
    """Where each node goes, 0 to 1: across by how many steps lead to it, down in the order of the model.

    The last column has double the room before it, for its names stand on the same side as the others'.
    """
    column = dict.fromkeys(nodes, 0)
    for _round in nodes:  # more rounds than that only a cycle would need
        moved = {target: column[source] + 1 for source, target in along if column[source] >= column[target]}
        if not moved:
            break
        column |= moved
    last = max(column.values(), default=0)
    sizes = Counter(column.values())
    seen: Counter[int] = Counter()
    x, y = [], []
    for node in nodes:
        x.append(0.999 if column[node] == last else max(0.001, column[node] / (last + 1)))
        seen[column[node]] += 1
        y.append((seen[column[node]] - 0.5) / sizes[column[node]])
    return x, y


def _break(name: str) -> str:
    """A name in short lines; nothing in it is taken for markup."""
    return "<br>".join(line.replace("<", "&lt;") for line in break_lines(name, 105, 14))


def _fade(colour: str) -> str:
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.3)"
