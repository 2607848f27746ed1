"""Reading zip files of tables, and looking into zip files before anything of them is unpacked."""

from __future__ import annotations

import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from model.importing.findings import Findings, Item
from model.importing.graph_file import GraphFile
from model.importing.raw import LARGEST_FILE, LARGEST_UNPACKED, RawGraph, refuse, to_quoted, to_title
from model.importing.readers.table_shapes import guess_table
from model.importing.readers.tabular import OneTable, build_table_graph, join_tables
from model.tables import read_table

_DAMAGE = (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
_TABLES = (".csv", ".tsv", ".txt")
_CHUNK = 2**16


def read_archive(file: GraphFile) -> RawGraph:
    """The graph in the tables nodes.csv and edges.csv, or in the only table or the only two, of a zip file.

    Other parts are listed. Raises `ModelFileError` for an archive that is damaged, locked, a trap, or holds
    no table.
    """
    check_archive(file.content, file.name)
    findings = Findings()
    try:
        with ZipFile(BytesIO(file.content)) as archive:
            parts = {_get_own_name(part): part for part in archive.infolist() if _is_table(part)}
            named: list[str] = [own for own in ("nodes.csv", "edges.csv") if own in parts]
            chosen = named or [own for own in parts if own.endswith(_TABLES[:2])] or list(parts)
            if not 1 <= len(chosen) <= 2:
                there = ", ".join(to_quoted(part.filename) for part in archive.infolist()[:5])
                raise refuse(
                    file.name,
                    "holds no tables that are known; put nodes.csv and edges.csv into it "
                    f"(there are {len(archive.infolist())} parts: {there})",
                )
            for part in archive.infolist():
                if _get_own_name(part) not in (*chosen, "about.txt") and not part.is_dir():
                    findings.add("part", Item(to_quoted(part.filename)))
            contents = {own: _read_part(archive, parts[own], file.name) for own in chosen}
    except _DAMAGE:
        raise refuse(file.name, "is damaged; pack it again") from None
    tables = []
    for own, content in contents.items():
        table = read_table(BytesIO(content), own, reading=file.options.reading)
        tables.append(OneTable(table, guess_table(table), f"{own}: " if len(chosen) > 1 else ""))
    if len(tables) == 2:
        return join_tables(file.name, "zip", to_title(file.name), tables, findings)
    ((own, content),) = contents.items()
    inner = GraphFile(content, own, file.options)
    return build_table_graph(inner, tables[0], "zip", findings)


def check_archive(content: bytes, name: str) -> list[str]:
    """The names of the parts of a zip file; `ModelFileError` where it is damaged, locked or a trap."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
    except _DAMAGE:
        raise refuse(name, "is damaged; pack or save it again") from None
    if any(part.flag_bits & 1 for part in parts):
        raise refuse(name, "is protected by a password; save it without one")
    if any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts):
        raise refuse(name, "is packed in an unusual way; pack it as a plain zip file")
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise refuse(name, f"unpacks to more than {LARGEST_UNPACKED // 2**20} MB; leave parts out")
    return [part.filename for part in parts]


def _read_part(archive: ZipFile, part: ZipInfo, name: str) -> bytes:
    """What is in a part, unpacked piece by piece: what the archive says of its size is not believed."""
    pieces, length = [], 0
    with archive.open(part) as opened:
        while piece := opened.read(_CHUNK):
            pieces.append(piece)
            length += len(piece)
            if length > LARGEST_FILE:
                raise refuse(name, f"{part.filename} is larger than {LARGEST_FILE // 2**20} MB; split it")
    return b"".join(pieces)


def _is_table(part: ZipInfo) -> bool:
    own = _get_own_name(part)
    is_hidden = own.startswith((".", "_")) or part.filename.startswith("__MACOSX")
    return own.endswith(_TABLES) and own != "about.txt" and not is_hidden


def _get_own_name(part: ZipInfo) -> str:
    return part.filename.rpartition("/")[2].lower()
