"""The figure as JSON: nodes and links, as networkx, D3 and others read them."""

from __future__ import annotations

import json

from model.export.figure import Figure, Options
from model.export.records import build_records


def to_json(figure: Figure, _options: Options = Options()) -> bytes:  # noqa: B008 (frozen)
    """The figure as node-link JSON, with each value under its own name (`records.NODE_VALUES`).

    `x` and `y` are those of the middle of a node, downwards. Where two edges lead from one node to the same
    other one, the graph is a multigraph and each edge has a `key`. An edge without a direction says
    `"directed": false` itself.

    >>> import networkx as nx
    >>> from model import load_model
    >>> from model.diagram import build_diagram
    >>> model = load_model()
    >>> figure = Figure(model, build_diagram(model, "en"))
    >>> len(nx.node_link_graph(json.loads(to_json(figure)), edges="edges"))
    26
    """
    records = build_records(figure)
    content = {
        "directed": True,
        "multigraph": records.has_parallels,
        "graph": {"id": figure.model.file.model.id, "language": figure.language, **records.about},
        "nodes": [{"id": node.id, "label": node.name, **node.values} for node in records.nodes],
        "edges": [
            {
                "source": link.source,
                "target": link.target,
                **({"key": link.kind} if records.has_parallels else {}),
                **({} if link.is_directed else {"directed": False}),
                **link.values,
            }
            for link in records.links
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"
