"""Reading a graph from a file that somebody gives, whatever tool it comes from and however it is named."""

from __future__ import annotations

from dataclasses import replace
from typing import BinaryIO

from model.importing.formats import FORMATS
from model.importing.graph_file import GraphFile, ReadingOptions
from model.importing.raw import LARGEST_FILE, RawGraph, refuse
from model.importing.readers.tabular import read_two_tables
from model.importing.recognition import recognise


def read_graph(
    file: BinaryIO,
    name: str,
    second: BinaryIO | None = None,
    second_name: str = "the second file",
    options: ReadingOptions | None = None,
) -> RawGraph:
    """The graph in a file of another tool, as its content says, not its name.

    What is read stands in `model.importing.formats.FORMATS`; nodes and edges may also come as two tables, in
    two files of any order. Nothing in a file is evaluated, fetched or unpacked onto the disk. What was left
    out or taken otherwise than it stands in the file is in `findings`, what was guessed in `settings`.

    Raises `ModelFileError` or `TableError` for what is none of these, is broken, larger than 20 MB (100 MB
    unpacked), or holds more than 5 000 nodes or 20 000 edges.

    >>> from io import BytesIO
    >>> raw = read_graph(BytesIO(b"From,To\\nTrust,Joy\\n"), "pairs.csv")
    >>> raw.form, raw.is_edges_only, raw.edges[0]
    ('table', True, RawRow(cells={'From': 'Trust', 'To': 'Joy'}, place='row 2', line=None))
    """
    options = options or ReadingOptions()
    opened = GraphFile(_read(file, name), name, options)
    if second is not None:
        return read_two_tables(opened, GraphFile(_read(second, second_name), second_name, options))
    chosen = recognise(opened)
    raw = chosen.read(opened)
    return raw if raw.label else replace(raw, label=FORMATS[raw.form].title)


def _read(file: BinaryIO, name: str) -> bytes:
    if file.seekable():
        file.seek(0)
    content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise refuse(name, f"is larger than {LARGEST_FILE // 2**20} MB; split it or leave parts out")
    if not content.strip():
        raise refuse(name, "there is nothing in it; check that this is the file you meant")
    return content
