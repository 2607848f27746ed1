"""Files as other tools write them: small, with what is peculiar to each."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from model import ConceptualModel, ModelFileError
from model.importing import STRICT, Defaults, Imported, RawGraph, build_imported, read_graph, suggest_roles
from model.importing.policy import POLICY
from model.importing.raw import RawRow
from model.schema import Words
from model.tables import TableError, to_csv

GRAPHML = b"""<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  %s
</graphml>"""

YED = b"""\
<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:java="http://www.yworks.com/xml/yfiles-common/1.0/java"
    xmlns:sys="http://www.yworks.com/xml/yfiles-common/markup/primitives/2.0"
    xmlns:x="http://www.yworks.com/xml/yfiles-common/markup/2.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xmlns:y="http://www.yworks.com/xml/graphml" xmlns:yed="http://www.yworks.com/xml/yed/3"
    xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://www.yworks.com/xml/schema/graphml/1.1/ygraphml.xsd">
  <!--Created by yEd 3.24-->
  <key attr.name="Description" attr.type="string" for="graph" id="d0"/>
  <key for="port" id="d1" yfiles.type="portgraphics"/>
  <key attr.name="url" attr.type="string" for="node" id="d4"/>
  <key attr.name="description" attr.type="string" for="node" id="d5"/>
  <key for="node" id="d6" yfiles.type="nodegraphics"/>
  <key for="graphml" id="d7" yfiles.type="resources"/>
  <key attr.name="description" attr.type="string" for="edge" id="d9"/>
  <key for="edge" id="d10" yfiles.type="edgegraphics"/>
  <graph edgedefault="directed" id="G">
    <data key="d0" xml:space="preserve"/>
    <node id="n0" yfiles.foldertype="group">
      <data key="d6">
        <y:ProxyAutoBoundsNode>
          <y:Realizers active="0">
            <y:GroupNode>
              <y:Fill color="#F5F5F5" transparent="false"/>
              <y:NodeLabel alignment="right" modelName="internal">Patient</y:NodeLabel>
              <y:Shape type="roundrectangle"/>
              <y:State closed="false"/>
            </y:GroupNode>
            <y:GroupNode>
              <y:NodeLabel alignment="right">Folder 1</y:NodeLabel>
            </y:GroupNode>
          </y:Realizers>
        </y:ProxyAutoBoundsNode>
      </data>
      <graph edgedefault="directed" id="n0:">
        <node id="n0::n0">
          <data key="d5" xml:space="preserve"><![CDATA[What the patient
lives through & <feels>]]></data>
          <data key="d6">
            <y:ShapeNode>
              <y:Geometry height="30.0" width="90.0" x="0.0" y="0.0"/>
              <y:Fill color="#FFCC00" transparent="false"/>
              <y:BorderStyle color="#000000" type="line" width="1.0"/>
              <y:NodeLabel alignment="center" visible="true" xml:space="preserve">Being
seen<y:LabelModel><y:SmartNodeLabelModel distance="4.0"/></y:LabelModel><y:ModelParameter/></y:NodeLabel>
              <y:Shape type="rectangle"/>
            </y:ShapeNode>
          </data>
        </node>
        <node id="n0::n1">
          <data key="d6">
            <y:ShapeNode><y:NodeLabel>Trust</y:NodeLabel><y:Shape type="ellipse"/></y:ShapeNode>
          </data>
        </node>
      </graph>
    </node>
    <node id="n1">
      <data key="d6"><y:ShapeNode><y:NodeLabel>Time &amp; rest</y:NodeLabel></y:ShapeNode></data>
    </node>
    <edge id="e0" source="n1" target="n0::n0">
      <data key="d10">
        <y:PolyLineEdge>
          <y:Path sx="0.0" sy="0.0" tx="0.0" ty="0.0"/>
          <y:Arrows source="none" target="standard"/>
          <y:EdgeLabel alignment="center" xml:space="preserve">makes room for<y:LabelModel/></y:EdgeLabel>
        </y:PolyLineEdge>
      </data>
    </edge>
    <edge id="e1" source="n0::n1" target="n0::n0">
      <data key="d10"><y:PolyLineEdge><y:Arrows source="standard" target="none"/></y:PolyLineEdge></data>
    </edge>
  </graph>
  <data key="d7"><y:Resources/></data>
</graphml>
"""

GEPHI = b"""<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key attr.name="label" attr.type="string" for="node" id="label"/>
<key attr.name="Edge Label" attr.type="string" for="edge" id="edgelabel"/>
<key attr.name="weight" attr.type="double" for="edge" id="weight"/>
<key attr.name="r" attr.type="int" for="node" id="r"/>
<key attr.name="x" attr.type="float" for="node" id="x"/>
<key attr.name="Fase" attr.type="string" for="node" id="fase"><default>Later</default></key>
<graph edgedefault="directed">
<node id="0"><data key="label">Tijd</data><data key="fase">Eerst</data>
<data key="r">12</data><data key="x">1.5</data></node>
<node id="1"><data key="label">Rust</data><data key="r">12</data><data key="x">-2.5</data></node>
<edge id="7" source="0" target="1"><data key="edgelabel">geeft</data><data key="weight">1.0</data></edge>
</graph>
</graphml>"""

KUMU_ELEMENTS = [
    ["Label", "Type", "Description", "Tags", "Who"],
    ["Staffing", "Input", "Enough people on the ward", "care|work", "Leadership"],
    ["Training", "Input", "", "", "Leadership"],
    ["Attention", "Activity", "", "", "Professional"],
    ["Small gestures", "Activity", "", "", "Professional"],
    ["Joy in work", "Outcome", "", "", "Professional"],
    ["Trust", "Outcome", "", "", "Patient"],
]
KUMU_CONNECTIONS = [
    ["From", "Direction", "To", "Type", "Label", "Description"],
    ["Staffing", "directed", "Attention", "enables", "", ""],
    ["Training", "directed", "Attention", "enables", "", ""],
    ["Attention", "directed", "Small gestures", "", "", ""],
    ["Small gestures", "directed", "Trust", "brings", "", ""],
    ["Small gestures", "directed", "Joy in work", "brings", "", ""],
    ["Joy in work", "mutual", "Trust", "brings", "", ""],
]

KUMU_JSON = json.dumps(
    {
        "version": 1,
        "elements": [
            {
                "_id": "elem-a1",
                "attributes": {"label": "Staffing", "element type": "Input", "tags": ["a", "b"]},
            },
            {
                "_id": "elem-b2",
                "attributes": {"label": "Trust", "element type": "Outcome", "description": "So!"},
            },
        ],
        "connections": [
            {"_id": "conn-c3", "from": "elem-a1", "to": "elem-b2", "direction": "directed", "attributes": {}}
        ],
        "loops": [],
    },
    indent=2,
).encode()

D3 = json.dumps(
    {
        "nodes": [{"name": "Time", "group": 1}, {"name": "Rest", "group": 1}, {"name": "Joy", "group": 2}],
        "links": [{"source": 0, "target": 1, "value": 3}, {"source": 1, "target": 2, "value": 1}],
    }
).encode()

CYTOSCAPE = json.dumps(
    {
        "data": {"name": "Our map"},
        "elements": {
            "nodes": [{"data": {"id": "a", "name": "Time"}, "position": {"x": 1}}, {"data": {"id": "b"}}],
            "edges": [{"data": {"id": "e", "source": "a", "target": "b", "interaction": "gives"}}],
        },
    }
).encode()

Rows = Sequence[Sequence[object]]


def wrap_graphml(graph: str) -> bytes:
    """A GraphML file around a graph."""
    return GRAPHML % graph.encode()


def make_workbook(sheets: Mapping[str, Rows]) -> bytes:
    """An Excel workbook of these sheets."""
    book, file = Workbook(), BytesIO()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(file)
    return file.getvalue()


def make_zip(parts: Mapping[str, bytes]) -> bytes:
    """A zip file of these parts."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def make_kumu() -> bytes:
    """A workbook as Kumu exports it."""
    return make_workbook({"Elements": KUMU_ELEMENTS, "Connections": KUMU_CONNECTIONS})


def make_node_link(
    nodes: Iterable[Mapping[str, Any]], links: Iterable[Mapping[str, Any]], **more: Any
) -> bytes:
    """A JSON file of nodes and links."""
    return json.dumps({"nodes": list(nodes), "links": list(links), **more}, indent=1).encode()


def make_pairs(text: str) -> bytes:
    """A CSV file of edges, "a>b b>c"."""
    return to_csv([["From", "To"], *(pair.split(">") for pair in text.split())])


def read(content: bytes, name: str = "file", second: bytes | None = None) -> RawGraph:
    """The graph in a file, or in two; whatever was found says where."""
    raw = read_graph(BytesIO(content), name, BytesIO(second) if second is not None else None)
    assert all(item.place for finding in raw.findings for item in finding.items)
    return raw


Row = tuple[dict[str, str], str, int | None]
"""The cells of a node or an edge, its place and its line."""
Found = tuple[str, int, list[tuple[str, str, int | None]]]
"""The code of a finding, how many there are, and the place, the text and the line of each."""


def list_rows(rows: Iterable[RawRow]) -> list[Row]:
    """All that rows of nodes or edges say."""
    return [(dict(row.cells), row.place, row.line) for row in rows]


def list_findings(raw: RawGraph) -> list[Found]:
    """All that was found in a file, in its order."""
    return [
        (found.code, found.count, [(item.place, item.text, item.line) for item in found.items])
        for found in raw.findings
    ]


def list_group_names(model: ConceptualModel) -> list[Words]:
    """The names of all stages and levels."""
    return [*(stage.name for stage in model.stages), *(level.name for level in model.levels)]


def bring_in(
    content: bytes, name: str = "file", second: bytes | None = None, *, strict: bool = False, **defaults: Any
) -> Imported:
    """The model of a file, its columns as they are guessed, and what was found; `strict` refuses."""
    raw = read(content, name, second)
    policy = STRICT if strict else POLICY
    return build_imported(raw, suggest_roles(raw), Defaults(**{"policy": policy, **defaults}))


def read_or_refuse(content: bytes, name: str = "file") -> RawGraph | None:
    """The graph in a file; None where it is refused in words."""
    try:
        return read(content, name)
    except (ModelFileError, TableError) as error:
        if not str(error).strip():
            raise
        return None


def take_in(
    content: bytes, name: str = "file", second: bytes | None = None, **defaults: Any
) -> ConceptualModel:
    """The model of a file: `bring_in` without what was found."""
    return bring_in(content, name, second, **defaults).model


def count_findings(imported: Imported) -> dict[str, int]:
    """How many of each kind were found."""
    return {finding.code: finding.count for finding in imported.findings}


def list_edges(model: ConceptualModel) -> list[str]:
    """The edges by the names of their nodes, "Time > Rest"; ">>" for feedback."""
    names = {node.id: node.name.text("en") for node in model.nodes()}
    return [
        f"{names[edge.source]} {'>>' if edge.feedback else '>'} {names[edge.target]}" for edge in model.edges
    ]


def list_stages(model: ConceptualModel) -> dict[str, list[str]]:
    """The names of the nodes of each stage, by its name."""
    return {
        stage.name.text("en"): [node.name.text("en") for node in model.nodes(stage=stage.id)]
        for stage in model.stages
    }
