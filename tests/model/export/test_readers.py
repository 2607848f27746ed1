"""Each format is read by another library than the one that wrote it, and has the names of all elements."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping

import lxml.html
import networkx as nx
import openpyxl
import pptx
import pydot
import pytest
import yaml
from lxml import etree
from PIL import Image

from model.export import EXPORTERS
from tests.documents import read_pdf
from tests.figures import SMALL, build_figure
from tests.serving import ROOT


def read_slides(content: bytes) -> str:
    deck = pptx.Presentation(io.BytesIO(content))
    return "\n".join(
        shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame
    )


def read_pages(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in read_pdf(content).pages)


def read_svg(content: bytes) -> str:
    return "\n".join(etree.fromstring(content).itertext())


def read_web_page(content: bytes) -> str:
    return str(lxml.html.fromstring(content).text_content())


def read_dot(content: bytes) -> str:
    [graph] = pydot.graph_from_dot_data(content.decode()) or []
    return str(graph.to_string())


def read_graphml(content: bytes) -> str:
    return str(nx.parse_graphml(content.decode()).nodes(data=True))


def read_gexf(content: bytes) -> str:
    return str(nx.read_gexf(io.BytesIO(content)).nodes(data=True))


def read_json(content: bytes) -> str:
    return str(nx.node_link_graph(json.loads(content), edges="edges").nodes(data=True))


def read_tables(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as tables:
        assert tables.testzip() is None
        return "\n".join(tables.read(name).decode("utf-8-sig") for name in tables.namelist())


def read_workbook(content: bytes) -> str:
    sheets = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    return "\n".join(
        str(value) for sheet in sheets for row in sheet.iter_rows(values_only=True) for value in row
    )


def read_yaml(content: bytes) -> str:
    return str(yaml.safe_load(content))


READERS: Mapping[str, Callable[[bytes], str]] = {
    "pptx": read_slides,
    "pdf": read_pages,
    "svg": read_svg,
    "html": read_web_page,
    "handout": read_pages,
    "dot": read_dot,
    "graphml": read_graphml,
    "gexf": read_gexf,
    "json": read_json,
    "csv": read_tables,
    "kumu": read_workbook,
    "yaml": read_yaml,
}
"""What gives the text in a file, by the name of the format."""

PICTURES = {"png"}
READ_ELSEWHERE = {"mermaid": "tests/browser/test_mermaid.py"}
"""Formats that nothing in Python reads, and the tests that do."""


def test_every_format_is_read() -> None:
    read = [*READERS, *PICTURES, *READ_ELSEWHERE]
    assert sorted(read) == sorted(EXPORTERS)
    for name, file in READ_ELSEWHERE.items():
        assert name in (ROOT / file).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", READERS)
def test_the_file_has_the_names_of_all_elements(name: str) -> None:
    figure = build_figure()
    text = normalise(READERS[name](EXPORTERS[name].build(figure)))
    names = [node.name.text("en") for node in SMALL.file.nodes]
    assert names
    assert [each for each in names if normalise(each) not in text] == []


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_a_picture_is_whole(name: str) -> None:
    with Image.open(io.BytesIO(EXPORTERS[name].build(build_figure()))) as picture:
        picture.load()
        assert len(picture.convert("L").getcolors() or []) > 2


def normalise(text: str) -> str:
    """A text without the places where its lines and words were broken."""
    return re.sub(r"[\s\u00ad\u200b-]", "", text).casefold()
