"""Files of known formats that are not read: each is named, with the way out."""

from __future__ import annotations

import pytest

from model import ModelFileError
from tests.model.importing.samples import make_workbook, make_zip, read

XML = {
    '<graph label="N" xmlns="http://www.cs.rpi.edu/XGMML"/>': "Cytoscape (XGMML); export it as GraphML",
    '<!DOCTYPE graph SYSTEM "http://www.cs.rpi.edu/xgmml.dtd"><graph/>': "Cytoscape (XGMML)",
    '<graph xmlns:cy="http://www.cytoscape.org"/>': "Cytoscape (XGMML)",
    "<graph/>": "XML that begins with <graph>",
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"/>': "a process (BPMN)",
    '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"/>': "a decision (DMN)",
    "<definitions/>": "XML that begins with <definitions>",
    '<map version="1.0.1">\n<node TEXT="Joy"/></map>': "a mind map (FreeMind or Freeplane)",
    "<map><city/></map>": "XML that begins with <map>",
    '<cmap xmlns="http://cmap.ihmc.us/xml/cmap/"/>': "CmapTools (CXL); export its propositions as text",
    "<opml/>": "an outline (OPML)",
    '<xmile xmlns="http://docs.oasis-open.org/xmile/ns/XMILE/v1.0"/>': "a system dynamics model (XMILE)",
    "<BIF><NETWORK/></BIF>": "a Bayesian network in XMLBIF",
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>': "linked data (RDF/XML)",
    "<DirectedGraph/>": "a graph of Visual Studio (DGML)",
    "<TOUCHGRAPH_LB/>": "a graph of TouchGraph",
    '<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>': "a picture (SVG); it holds no elements",
    '<svg content="&lt;mxfile host=&quot;x&quot;&gt;"/>': "a picture (SVG) of draw.io; open it in draw.io",
    "<!DOCTYPE html><html><body><p>": "a web page; download the map",
    '<html><div class="mxgraph" data-mxgraph="{}">': "a web page of draw.io; open it in draw.io",
    "<mxlibrary>[]</mxlibrary>": "a library of shapes of draw.io",
    "<recipes/>": "XML that begins with <recipes>, which is no graph format that is read; export",
}


@pytest.mark.parametrize("content", XML)
@pytest.mark.parametrize("head", ["", '\ufeff<?xml version="1.0"?>\n<!-- made by hand -->\n'])
def test_other_xml_is_named_with_the_way_out(content: str, head: str) -> None:
    with pytest.raises(ModelFileError) as caught:
        read((head + content).encode(), "map.xml")
    assert XML[content] in str(caught.value)


PARTS = {
    "visio/document.xml": "a drawing of Visio; open it in draw.io, which reads .vsdx",
    "word/document.xml": "a text of a word processor",
    "ppt/presentation.xml": "a presentation",
    "CytoscapeSession-1/cysession.xml": "a session of Cytoscape",
    "Project_xml": "a project of Gephi; export it as GEXF",
    "Document.xml": "a mind map of MindManager",
    "metadata.json": "a mind map of XMind",
}


@pytest.mark.parametrize("part", PARTS)
def test_packed_files_are_known_by_their_parts(part: str) -> None:
    content = make_zip({"[Content_Types].xml": b"<Types/>", part: b"<a/>"})
    with pytest.raises(ModelFileError) as caught:
        read(content, "map.zip")
    assert PARTS[part] in str(caught.value)


@pytest.mark.parametrize(
    ("kind", "what"), [("graphics", "a drawing of LibreOffice"), ("text", "a text of a word")]
)
def test_files_of_libreoffice_are_known_by_their_type(kind: str, what: str) -> None:
    content = make_zip(
        {"mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(), "content.xml": b"<a/>"}
    )
    # The type stands there as it is, as the format wants it.
    head = content[:26] + (8).to_bytes(2, "little") + b"\0\0" + b"mimetype"
    plain = head + f"application/vnd.oasis.opendocument.{kind}".encode() + content
    with pytest.raises(ModelFileError, match=what):
        read(plain, "map.odg")


def test_old_files_of_office_programs_are_known_by_their_streams() -> None:
    head = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600
    with pytest.raises(ModelFileError, match=r"an old drawing of Visio \(\.vsd\); save it as \.vsdx"):
        read(head + "VisioDocument".encode("utf-16-le"), "map.vsd")


def test_a_workbook_that_speaks_of_other_programs_is_still_a_workbook() -> None:
    book = make_workbook({"Edges": [["From", "To"], ["word/document.xml", "Project_xml"]]})
    assert len(read(book, "x.xlsx").edges) == 1


def test_a_picture_of_draw_io_says_so() -> None:
    png = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\x10tEXtmxfile\0%3Cmxfile" + b"\0" * 40
    with pytest.raises(ModelFileError, match=r"a picture \(PNG\) of draw\.io; open it in draw\.io"):
        read(png, "map.png")


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (b'<ns0:gexf xmlns:ns0="http://gexf.net/1.3"><ns0:graph/></ns0:gexf>', "gexf"),
        (
            b'\xef\xbb\xbf<?xml version="1.0"?><!-- x --><graphml xmlns="http://graphml.graphdrawing.org/xmlns"/>',
            "graphml",
        ),
        ('<?xml version="1.0" encoding="utf-16"?><graphml/>'.encode("utf-16"), "graphml"),
        (b"<mxfile><diagram><mxGraphModel><root/></mxGraphModel></diagram></mxfile>", "drawio"),
        (b"<mxGraphModel><root/></mxGraphModel>", "drawio"),
    ],
)
@pytest.mark.parametrize("ending", ["xml", "txt", "csv", "gexf", "dot"])
def test_what_is_read_is_known_by_its_content_whatever_its_ending(
    content: bytes, form: str, ending: str
) -> None:
    assert read(content, f"map.{ending}").form == form


def test_what_else_an_archive_holds_is_named_but_for_what_is_said_about_it() -> None:
    tables = {"nodes.csv": b"id,label\na,A\nb,B\n", "edges.csv": b"source,target\na,b\n"}
    raw = read(make_zip({**tables, "about.txt": b"x", "more/": b"", "more/old.csv": b"y"}), "map.zip")
    [found] = [finding for finding in raw.findings if finding.code == "part"]
    assert [item.place for item in found.items] == ['"more/old.csv"']
