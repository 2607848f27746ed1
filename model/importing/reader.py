"""Reading a graph from a file that somebody gives, whatever tool it comes from and however it is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import BinaryIO

from model.errors import Fault, ModelFileError
from model.importing.formats import FORMATS
from model.importing.graph_file import GraphFile, ReadingOptions
from model.importing.raw import LARGEST_FILE, RawGraph, refuse
from model.importing.readers.tabular import read_two_tables
from model.importing.recognition import recognise

_TABLES = ("table", "workbook")


class FilesApartError(ModelFileError):
    """Files that cannot be opened together, by their `names`; `models` are those that hold a whole model."""

    def __init__(self, names: Sequence[str], models: Sequence[str]) -> None:
        self.names = tuple(names)
        self.models = tuple(models)
        whole = f"; {' and '.join(models)} must be opened alone" if models else ""
        message = f"only two tables, one of nodes and one of edges, can be opened together{whole}"
        super().__init__(" + ".join(names), [Fault(None, "", message)])


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

    Raises `FilesApartError` for two files that are not two tables, `ModelFileError` or `TableError` for what
    is none of these, is broken, larger than 20 MB (100 MB unpacked), or holds more than 5 000 nodes or
    20 000 edges.

    >>> from io import BytesIO
    >>> raw = read_graph(BytesIO(b"From,To\\nTrust,Joy\\n"), "pairs.csv")
    >>> raw.form, raw.is_edges_only, raw.edges[0]
    ('table', True, RawRow(cells={'From': 'Trust', 'To': 'Joy'}, place='row 2', line=None))
    """
    options = options or ReadingOptions()
    opened = GraphFile(_read(file, name), name, options)
    if second is not None:
        other = GraphFile(_read(second, second_name), second_name, options)
        _check_tables(opened, other)
        return read_two_tables(opened, other)
    chosen = recognise(opened)
    raw = chosen.read(opened)
    return raw if raw.label else replace(raw, label=FORMATS[raw.form].title)


def check_together(files: Sequence[tuple[BinaryIO, str]], options: ReadingOptions) -> None:
    """Raise `FilesApartError` for several files, each with its name, that are not two tables."""
    _check_tables(*(GraphFile(_read(file, name), name, options) for file, name in files))


def _check_tables(*files: GraphFile) -> None:
    models = [file.name for file in files if not _is_table(file)]
    if models or len(files) > 2:
        raise FilesApartError([file.name for file in files], models)


def _is_table(file: GraphFile) -> bool:
    form = recognise(file).name
    return form in _TABLES or (form == "json" and isinstance(file.data, list))  # of rows


def _read(file: BinaryIO, name: str) -> bytes:
    if file.seekable():
        file.seek(0)
    content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise refuse(name, f"is larger than {LARGEST_FILE // 2**20} MB; split it or leave parts out")
    if not content.strip():
        raise refuse(name, "there is nothing in it; check that this is the file you meant")
    return content
