"""Reading a graph from a file that somebody gives, whatever tool it comes from and however it is named."""

from __future__ import annotations

import re
from typing import BinaryIO

from model.importing.graphml import read_graphml
from model.importing.node_link import read_node_link
from model.importing.raw import LARGEST_FILE, RawGraph, refuse, to_title
from model.importing.tabular import (
    check_archive,
    read_archive,
    read_one_table,
    read_two_tables,
    read_workbook,
)
from model.loading import parse_model

_OWN = re.compile(rb"^(model|stages|levels|kinds|nodes):", re.MULTILINE)


def read_graph(
    file: BinaryIO, name: str, second: BinaryIO | None = None, second_name: str = "the second file"
) -> RawGraph:
    """The graph in a file of another tool, as its content says, not its name.

    GraphML (yEd, Gephi, networkx); JSON (Kumu, D3, networkx, vis-network, Cytoscape); an Excel workbook
    (Kumu: sheets Elements and Connections); a table of edges as CSV; nodes and edges as two tables, in two
    files of any order or in a zip file as nodes.csv and edges.csv; or a model of our own form, in YAML or
    JSON. Nothing in a file is evaluated, fetched or unpacked onto the disk.

    Raises `ModelFileError` or `TableError` for what is none of these, is broken, larger than 20 MB (100 MB
    unpacked), or holds more than 5 000 nodes or 20 000 edges.

    >>> from io import BytesIO
    >>> raw = read_graph(BytesIO(b"From,To\\nTrust,Joy\\n"), "pairs.csv")
    >>> raw.form, raw.is_edges_only, raw.edges[0]
    ('csv', True, RawRow(cells={'From': 'Trust', 'To': 'Joy'}, place='row 2', line=None))
    """
    content = _read(file, name)
    if second is not None:
        both = f"{name} and {second_name}"
        return read_two_tables((name, content), (second_name, _read(second, second_name)), both, "csv")
    if content.startswith(b"PK\x03\x04"):
        parts = check_archive(content, name)
        is_office = any(part in parts for part in ("[Content_Types].xml", "xl/workbook.xml", "mimetype"))
        return read_workbook(content, name) if is_office else read_archive(content, name)
    start = content[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n")
    is_yaml = name.lower().endswith((".yaml", ".yml"))
    if start.startswith(b"<"):
        return read_graphml(content, name)
    if start.startswith((b"{", b"[")) and not is_yaml:
        return read_node_link(content, name)
    if is_yaml or (_OWN.search(content[:100_000]) and b"\n" in content):
        return RawGraph(name, "yaml", to_title(name), model=parse_model(content, name))
    return read_one_table(content, name)


def _read(file: BinaryIO, name: str) -> bytes:
    if file.seekable():
        file.seek(0)
    content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise refuse(name, f"is larger than {LARGEST_FILE // 2**20} MB; split it or leave parts out")
    if not content.strip():
        raise refuse(name, "there is nothing in it; check that this is the file you meant")
    return content
