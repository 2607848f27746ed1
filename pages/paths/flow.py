"""The asked paths as a flow from stage to stage."""

from __future__ import annotations

import plotly.graph_objects as go

from model import ConceptualModel
from model.export.palette import PALETTES
from model.lettering import break_lines
from pages.shared.payload.tracing import Question

_LABELS = "#7b8494"  # read on light and dark ground alike


def build_flow(model: ConceptualModel, asked: Question, language: str) -> go.Figure:
    """A Sankey figure: a band between two nodes is as wide as the number of asked paths that use the edge.

    Colours are the level colours of the map, mid-way between its themes so that both can be read.
    """
    along = {
        pair: count
        for pair, count in model.count_paths_along(asked.start, asked.end, **asked.restrictions).items()
        if count
    }
    used = {node for pair in along for node in pair}
    nodes = [node for node in model.nodes() if node.id in used]
    place = {node.id: index for index, node in enumerate(nodes)}
    level_of = {level.id: index for index, level in enumerate(model.levels)}
    lines = PALETTES["light"].lines
    colours = {node.id: lines[level_of[node.level] % len(lines)] for node in nodes}
    figure = go.Figure(
        go.Sankey(
            arrangement="snap",
            textfont={"size": 14, "shadow": "none", "color": _LABELS},
            node={
                "label": [_break(node.name.text(language)) for node in nodes],
                "color": [colours[node.id] for node in nodes],
                "pad": 14,
                "thickness": 16,
                "line": {"width": 0},
            },
            link={
                "source": [place[source] for source, _target in along],
                "target": [place[target] for _source, target in along],
                "value": [int(count) for count in along.values()],
                "color": [_fade(colours[source]) for source, _target in along],
            },
        )
    )
    figure.update_layout(height=max(360, 46 * len(nodes) // 2), margin={"l": 8, "r": 8, "t": 8, "b": 8})
    return figure


def _break(name: str) -> str:
    """A name in short lines; nothing in it is taken for markup."""
    return "<br>".join(line.replace("<", "&lt;") for line in break_lines(name, 110, 14))


def _fade(colour: str) -> str:
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.45)"
