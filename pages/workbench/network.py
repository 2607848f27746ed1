"""The diagram as a network for vis-network: pyvis builds nodes, edges and options.

Only plain labels go in; titles, headings and option strings of pyvis are not escaped and stay unused.
"""

from __future__ import annotations

import json
from typing import Any

from model.diagram import Diagram
from model.fit import fit_whole
from model.layout import place_boxes

_BESIDE = {"enabled": True, "type": "curvedCW", "roundness": 0.3}
_ACROSS = {"enabled": True, "type": "continuous", "roundness": 0.5}
_MARGIN = {"top": 5, "right": 8, "bottom": 5, "left": 8}
_DASHES = {"inferred": [5, 3], "reported": [9, 3], "open": [2, 3]}


def build_network(diagram: Diagram, width: float, height: float) -> bytes:
    """Nodes, edges and options as JSON; colours are left to the page, which knows the theme.

    Nodes start where a map that fills so much room has them, with letters as large as there.

    >>> from model import load_model
    >>> from model.diagram import build_diagram
    >>> network = json.loads(build_network(build_diagram(load_model(), "en"), 1000, 640))
    >>> len(network["nodes"]), len(network["edges"])
    (26, 43)
    """
    from pyvis.network import Network  # brings IPython along: only for those who open the network

    network = Network(directed=True)
    level_of = {row.id: row.position for row in diagram.rows}
    stage_of = {node.id: node.stage for node in diagram.nodes}
    frame = fit_whole(diagram, width, height)
    for node, box in zip(diagram.nodes, place_boxes(diagram, *frame), strict=True):
        network.add_node(
            node.id,
            label="\n".join([*box.lines, *([] if node.count is None else [f"({node.count})"])]),
            shape="box",
            x=round(box.x + box.width / 2),
            y=round(box.middle),
            level=level_of[node.level],
            font={"size": box.size},
            shapeProperties={"borderDashes": _DASHES.get(node.provenance or "", False)},
        )
    for edge in diagram.edges:
        smooth = _BESIDE if stage_of[edge.source] == stage_of[edge.target] else _ACROSS
        arrows = "to" if edge.is_directed else ""
        dashes = edge.provenance == "inferred"
        network.add_edge(edge.source, edge.target, dashes=dashes, smooth=smooth, arrows=arrows)
    nodes, edges, *_ = network.get_network_data()
    options: dict[str, Any] = {
        "physics": {
            "enabled": False,
            "solver": "forceAtlas2Based",
            "stabilization": False,
            "minVelocity": 2,
            "forceAtlas2Based": {"gravitationalConstant": -120, "springLength": 90, "avoidOverlap": 0.3},
        },
        "interaction": {"hover": True, "keyboard": False, "tooltipDelay": 0, "multiselect": False},
        "nodes": {"margin": _MARGIN, "borderWidth": 2, "borderWidthSelected": 4},
        "edges": {"arrows": {"to": {"scaleFactor": 0.6}}},
        "layout": {"improvedLayout": False},
    }
    return json.dumps(
        {"nodes": nodes, "edges": edges, "options": options}, ensure_ascii=False, separators=(",", ":")
    ).encode()
