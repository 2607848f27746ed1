"""Reading a model of 5 000 nodes and 20 000 edges in each format.

Each is read in a process of its own, so that its memory is its own: the growth of the most memory it had.
Times are also given as ratios to the table of links, measured in the same run.
"""

from __future__ import annotations

import base64
import json
import random
import resource
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Sequence
from io import BytesIO
from urllib.parse import quote

from model.importing import build_imported, read_graph, suggest_roles
from model.tables import Worksheet, to_csv, write_workbook
from tests.model.importing.samples import make_zip

_NODES, _EDGES = 5_000, 20_000
Pairs = Sequence[tuple[int, int]]


def run() -> None:
    """Print the table: seconds to read, to build a model, memory in MiB, and how long beside a table."""
    print(f"\n{'format':10}{'file, MB':>10}{'read, s':>10}{'build, s':>10}{'MiB':>8}{'ratio':>8}")
    first = None
    for form in _WRITERS:
        command = [sys.executable, "-m", "tests.bench.of_the_readers", form]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        measured = json.loads(done.stdout)
        first = first or measured["read"]
        print(
            f"{form:10}{measured['size']:>10.1f}{measured['read']:>10.2f}{measured['build']:>10.2f}"
            f"{measured['memory']:>8.0f}{measured['read'] / first:>8.1f}"
        )


def _measure(form: str) -> None:
    chance = random.Random(12)
    pairs = set[tuple[int, int]]()
    while len(pairs) < _EDGES:
        source, target = sorted(chance.sample(range(_NODES), 2))
        pairs.add((source, target))
    name, content = f"map.{form}", _WRITERS[form](sorted(pairs))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.perf_counter()
    raw = read_graph(BytesIO(content), name)
    read = time.perf_counter() - started
    model = build_imported(raw, suggest_roles(raw)).model
    build = time.perf_counter() - started - read
    assert len(model.edges) == _EDGES, (form, len(model.edges))
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(json.dumps({"size": len(content) / 1e6, "read": read, "build": build, "memory": memory}))


def _name(node: int) -> str:
    return f"Element {node} of the map"


def _join(head: str, node: str, edge: str, tail: str, pairs: Pairs) -> bytes:
    """A text with a line for each node and each edge."""
    lines = [head, *(node.format(id=at, name=_name(at)) for at in range(_NODES))]
    lines += [edge.format(source=source, target=target) for source, target in pairs]
    return "\n".join([*lines, tail]).encode()


def _write_table(pairs: Pairs) -> bytes:
    return to_csv([["From", "To"], *([_name(source), _name(target)] for source, target in pairs)])


def _write_workbook(pairs: Pairs) -> bytes:
    content = BytesIO()
    nodes = [["Label", "Type"], *([_name(at), "a"] for at in range(_NODES))]
    edges = [["From", "To"], *([_name(source), _name(target)] for source, target in pairs)]
    write_workbook([Worksheet("Elements", nodes), Worksheet("Connections", edges)], content)
    return content.getvalue()


def _write_zip(pairs: Pairs) -> bytes:
    nodes = to_csv([["id", "label"], *([f"n{at}", _name(at)] for at in range(_NODES))])
    edges = to_csv([["source", "target"], *([f"n{source}", f"n{target}"] for source, target in pairs)])
    return make_zip({"nodes.csv": nodes, "edges.csv": edges})


def _write_json(pairs: Pairs) -> bytes:
    nodes = [{"id": f"n{at}", "label": _name(at)} for at in range(_NODES)]
    return json.dumps(
        {"nodes": nodes, "links": [{"source": f"n{node}", "target": f"n{other}"} for node, other in pairs]}
    ).encode()


def _write_canvas(pairs: Pairs) -> bytes:
    box = {"type": "text", "x": 0, "y": 0, "width": 9, "height": 9}
    nodes = [{"id": f"n{at}", "text": _name(at), **box} for at in range(_NODES)]
    edges = [{"id": str(at), "fromNode": f"n{a}", "toNode": f"n{b}"} for at, (a, b) in enumerate(pairs)]
    return json.dumps({"nodes": nodes, "edges": edges}).encode()


def _write_prsm(pairs: Pairs) -> bytes:
    nodes = [{"id": f"n{at}", "label": _name(at), "grp": "group0"} for at in range(_NODES)]
    edges = [{"id": str(at), "from": f"n{a}", "to": f"n{b}"} for at, (a, b) in enumerate(pairs)]
    styles = {"nodes": {"group0": {"groupLabel": "Causes"}}, "edges": {}}
    return json.dumps({"mapTitle": "Map", "nodes": nodes, "edges": edges, "styles": styles}).encode()


def _write_loopy(pairs: Pairs) -> bytes:
    nodes = [[at, 10, 10, 0.5, quote(_name(at)), 0] for at in range(_NODES)]
    return json.dumps([nodes, [[a, b, 90, 1, 0] for a, b in pairs], [], _NODES]).encode()


def _write_drawio(pairs: Pairs) -> bytes:
    cells = _join(
        '<mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/>',
        '<mxCell id="n{id}" value="{name}" vertex="1" parent="1"/>',
        '<mxCell id="e{source}-{target}" edge="1" parent="1" source="n{source}" target="n{target}"/>',
        "</root></mxGraphModel>",
        pairs,
    )
    packer = zlib.compressobj(wbits=-15)
    packed = packer.compress(quote(cells.decode(), safe="").encode()) + packer.flush()
    return b'<mxfile><diagram name="Page-1">' + base64.b64encode(packed) + b"</diagram></mxfile>"


_WRITERS: dict[str, Callable[[Pairs], bytes]] = {
    "table": _write_table,
    "zip": _write_zip,
    "workbook": _write_workbook,
    "graphml": lambda pairs: _join(
        '<graphml><key id="d" for="node" attr.name="label"/><graph edgedefault="directed">',
        '<node id="n{id}"><data key="d">{name}</data></node>',
        '<edge source="n{source}" target="n{target}"/>',
        "</graph></graphml>",
        pairs,
    ),
    "gexf": lambda pairs: _join(
        '<gexf version="1.3"><graph defaultedgetype="directed"><nodes>',
        '<node id="n{id}" label="{name}"/>',
        '<edge source="n{source}" target="n{target}"/>',
        "</edges></graph></gexf>",
        pairs,
    ).replace(b"<edge ", b"</nodes><edges><edge ", 1),
    "gml": lambda pairs: _join(
        "graph [ directed 1",
        'node [ id {id} label "{name}" ]',
        "edge [ source {source} target {target} ]",
        "]",
        pairs,
    ),
    "pajek": lambda pairs: "\n".join(
        [
            f"*Vertices {_NODES}",
            *(f'{at + 1} "{_name(at)}"' for at in range(_NODES)),
            "*Arcs",
            *(f"{source + 1} {target + 1}" for source, target in pairs),
        ]
    ).encode(),
    "dot": lambda pairs: _join("digraph {", 'n{id} [label="{name}"];', "n{source} -> n{target};", "}", pairs),
    "mermaid": lambda pairs: _join(
        "flowchart LR", '  n{id}["{name}"]', "  n{source} --> n{target}", "", pairs
    ),
    "prsm": _write_prsm,
    "drawio": _write_drawio,
    "loopy": _write_loopy,
    "canvas": _write_canvas,
    "json": _write_json,
}

if __name__ == "__main__":
    _measure(sys.argv[1])
