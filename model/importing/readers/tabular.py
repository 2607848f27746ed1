"""Reading tables of nodes and edges: CSV, Excel workbooks as Kumu has them, and zip files of CSV."""

from __future__ import annotations

import zlib
from dataclasses import replace
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from model.errors import Fault, ModelFileError
from model.importing.graph_file import GraphFile
from model.importing.headings import find_column, find_ends, fold_name
from model.importing.raw import (
    LARGEST_FILE,
    LARGEST_UNPACKED,
    MOST_EDGES,
    MOST_NODES,
    RawGraph,
    RawRow,
    refuse,
    refuse_count,
    to_quoted,
    to_title,
)
from model.tables import Table, TableError, read_table

_NODE_SHEETS = ("elements", "nodes", "vertices", "elementen", "knopen")
_EDGE_SHEETS = ("connections", "edges", "links", "relations", "verbindingen", "relaties", "pijlen")
_DAMAGE = (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


def read_table_file(file: GraphFile) -> RawGraph:
    """The graph in a file with one table."""
    return read_one_table(file.content, file.name)


def read_one_table(content: bytes, name: str) -> RawGraph:
    """The graph in one table: of edges if it has columns such as From and To, or has none that are known.

    Where such a table of pairs has no names of columns, its first row is a pair.
    """
    table = read_table(BytesIO(content), name)
    title = to_title(name)
    is_nodes = find_ends(table.columns) is None and (
        len(table.columns) < 2 or any(find_column(role, table.columns) for role in ("id", "label"))
    )
    if is_nodes:
        return _build(name, "table", title, (table, ""), None)
    raw = _build(name, "table", title, None, (table, ""))
    return _take_pair_on_top(raw) if find_ends(table.columns) is None else raw


def read_two_tables(first: GraphFile, second: GraphFile) -> RawGraph:
    """The graph in two files with a table each."""
    both = f"{first.name} and {second.name}"
    return _read_two((first.name, first.content), (second.name, second.content), both, "table")


def _read_two(first: tuple[str, bytes], second: tuple[str, bytes], name: str, form: str) -> RawGraph:
    """The graph in two tables, in any order; the one with columns From and To is of edges."""
    tables = [
        (read_table(BytesIO(content), own_name), f"{own_name}: ") for own_name, content in (first, second)
    ]
    has_ends = [find_ends(table.columns) is not None for table, _ in tables]
    if has_ends == [True, True]:
        raise refuse(name, "both are lists of edges; give a list of nodes and a list of edges")
    nodes, edges = reversed(tables) if has_ends == [True, False] else tables
    return _build(name, form, to_title(first[0]) if form != "zip" else to_title(name), nodes, edges)


def read_workbook(file: GraphFile) -> RawGraph:
    """The graph in a workbook with the sheets Elements and Connections, or one table on the first sheet."""
    content, name = file.content, file.name
    check_archive(content, name)
    sheets = {fold_name(sheet): sheet for sheet in _list_sheets(content, name)}
    found = [
        next((sheets[known] for known in names if known in sheets), None)
        for names in (_NODE_SHEETS, _EDGE_SHEETS)
    ]
    if found == [None, None]:
        return read_one_table(content, name)
    nodes, edges = (_read_sheet(content, name, sheet) for sheet in found)
    if nodes is None and edges is None:
        raise refuse(name, "there is nothing in its sheets; check that this is the file you meant")
    return _build(name, "workbook", to_title(name), nodes, edges)


def read_archive(file: GraphFile) -> RawGraph:
    """The graph in the tables nodes.csv and edges.csv, or one table, of a zip file."""
    content, name = file.content, file.name
    check_archive(content, name)
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = {_get_own_name(part): part for part in archive.infolist() if _is_table(part)}
            chosen = [parts[own] for own in ("nodes.csv", "edges.csv") if own in parts] or list(
                parts.values()
            )
            if not 1 <= len(chosen) <= 2:
                raise refuse(name, "holds no tables that are known; put nodes.csv and edges.csv into it")
            tables = [(_get_own_name(part), archive.read(part)) for part in chosen]
    except _DAMAGE:
        raise refuse(name, "is damaged; pack it again") from None
    if len(tables) == 2:
        return _read_two(tables[0], tables[1], name, "zip")
    return read_one_table(tables[0][1], tables[0][0])


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


def _is_table(part: ZipInfo) -> bool:
    own = _get_own_name(part)
    is_hidden = own.startswith((".", "_")) or part.filename.startswith("__MACOSX")
    return own.endswith(".csv") and not is_hidden and part.file_size <= LARGEST_FILE


def _get_own_name(part: ZipInfo) -> str:
    return part.filename.rpartition("/")[2].lower()


def _list_sheets(content: bytes, name: str) -> tuple[str, ...]:
    try:
        return read_table(BytesIO(content), name, "").sheets
    except TableError as error:  # there is no sheet without a name, and the error says which there are
        known = error.details.get("known")
        if not isinstance(known, tuple):
            raise
        return known


def _read_sheet(content: bytes, name: str, sheet: str | None) -> tuple[Table, str] | None:
    """A sheet that may not be there, or may be empty."""
    try:
        table = read_table(BytesIO(content), name, sheet) if sheet is not None else None
    except TableError as error:
        if error.code != "empty":
            raise
        return None
    return (table, f"sheet {to_quoted(sheet)}: ") if table is not None else None


def _take_pair_on_top(raw: RawGraph) -> RawGraph:
    """The graph with the names of its columns as an edge, if one of these stands in the cells, too."""
    cells = {row.get(column) for row in raw.edges for column in raw.edge_columns[:2]}
    if not cells & set(raw.edge_columns[:2]):
        return raw
    names = {column: f"({'ABCDEFGHIJ'[at]})" for at, column in enumerate(raw.edge_columns[:10])}
    rows = [RawRow({column: column for column in raw.edge_columns}, "row 1"), *raw.edges]
    renamed = [RawRow({names[one]: row.get(one) for one in names}, row.place, row.line) for row in rows]
    return replace(raw, edge_columns=tuple(names.values()), edges=tuple(renamed))


def _build(
    name: str, form: str, title: str, nodes: tuple[Table, str] | None, edges: tuple[Table, str] | None
) -> RawGraph:
    faults: list[Fault] = []
    rows: list[tuple[RawRow, ...]] = []
    for part, what, most in ((nodes, "nodes", MOST_NODES), (edges, "edges", MOST_EDGES)):
        if part is not None and part[0].count > most:
            raise refuse_count(name, what, most)
        rows.append(_read_rows(*part, faults) if part is not None else ())
    if faults:
        raise ModelFileError(name, faults)
    columns = [part[0].columns if part is not None else () for part in (nodes, edges)]
    return RawGraph(name, form, title, columns[0], columns[1], rows[0], rows[1])


def _read_rows(table: Table, where: str, faults: list[Fault]) -> tuple[RawRow, ...]:
    unit = "entry" if table.form == "json" else "row"
    rows = []
    for number, cells in table.rows:
        row = RawRow(cells, f"{where}{unit} {number}")
        rows.append(row)
        if len(cells) > len(table.columns):
            faults.append(
                row.build_fault("has more cells than there are columns; put quotes around its texts")
            )
    return tuple(rows)
