"""Reading one or two tables of text: edges, nodes, a matrix, or lists of neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO

from model.errors import ModelFileError
from model.importing.findings import Findings, Item
from model.importing.graph_file import GraphFile
from model.importing.raw import (
    MOST_EDGES,
    MOST_NODES,
    RawGraph,
    RawRow,
    list_columns,
    refuse,
    refuse_count,
    to_line,
    to_quoted,
    to_title,
)
from model.importing.readers.table_shapes import (
    NOTHING,
    are_pairs,
    find_list_separator,
    find_names_of_rows,
    guess_table,
    is_bare_matrix,
    is_like_matrix,
    is_matrix,
    is_number,
    is_text,
    is_without_heading,
)
from model.importing.template import HELP
from model.tables import Reading, Setting, Table, list_settings, read_table

_FORMS = {
    "csv": "CSV",
    "json": "JSON",
    "xlsx": "Excel workbook",
    "xls": "Excel workbook (.xls)",
    "ods": "OpenDocument spreadsheet",
}
_TABLES = ("edges", "nodes", "matrix", "lists")
_TOO_LONG = "has more cells than there are columns; put quotes around texts with a separator in them"


@dataclass(frozen=True)
class OneTable:
    """A table and what it holds; `where` stands before the places in it."""

    table: Table
    holds: str | None
    where: str = ""


def read_table_file(file: GraphFile) -> RawGraph:
    """The graph in a text file with one table.

    A table of links has two columns such as From and To; one of elements a column such as Name. Without
    names of columns, rows of two cells are pairs and rows of different lengths lists of neighbours. Raises
    `ModelFileError` for a text that is no table of a graph.
    """
    file = replace(file, content=_blank_comments(file.content))
    table = _open(file.content, file.name, file.options.reading)
    holds = file.options.table or guess_table(table)
    if holds is None and is_like_matrix(table):
        raise refuse(
            file.name,
            "looks like a matrix, but its rows and columns have different names; give both the same names, "
            "each once and none empty",
        )
    separator = find_list_separator(file.text) if holds is None and len(table.columns) < 2 else None
    if separator is not None:
        reading = replace(file.options.reading, separator=separator, heading=0)
        file = replace(file, options=replace(file.options, reading=reading, table="lists"))
        return build_table_graph(file, OneTable(_open(file.content, file.name, reading), "lists"), "table")
    if table.count > MOST_EDGES:
        raise refuse_count(file.name, "nodes or edges", MOST_EDGES)
    is_loose = holds is None and not is_without_heading(table)
    if is_loose and (table.separator == " " or is_text(file.text)):
        raise refuse(
            file.name,
            "is a text, no graph: it has no columns such as From and To; "
            "open the file of the map itself, or write its links as a table",
        )
    return build_table_graph(file, OneTable(table, holds), "table")


def read_two_tables(first: GraphFile, second: GraphFile) -> RawGraph:
    """The graph in two files with a table each, in any order; one has columns such as From and To."""
    tables = [
        OneTable(table, guess_table(table), f"{file.name}: ")
        for file in (first, second)
        for table in (_open(file.content, file.name, file.options.reading),)
    ]
    name = f"{first.name} and {second.name}"
    return join_tables(name, "table", to_title(first.name), tables)


def join_tables(
    name: str, form: str, title: str, tables: Sequence[OneTable], findings: Findings | None = None
) -> RawGraph:
    """The graph in a table of nodes and one of edges, in any order."""
    edges = [part for part in tables if part.holds == "edges"]
    if len(edges) == 2:
        raise refuse(name, "both are lists of edges; give a list of nodes and a list of edges")
    if not edges:
        columns = ", ".join(to_quoted(column) for part in tables for column in part.table.columns[:6])
        raise refuse(
            name,
            f"no table has columns such as From and To (there are {columns}); rename the two columns of the "
            "table of links that say where they lead from and to",
        )
    nodes = next(part for part in tables if part is not edges[0])
    findings = findings or Findings()
    for part in (nodes, edges[0]):
        _note_table(part, findings)
    return _build(name, form, title, nodes, edges[0], findings)


def build_table_graph(
    file: GraphFile,
    part: OneTable,
    form: str,
    findings: Findings | None = None,
    settings: tuple[Setting, ...] = (),
) -> RawGraph:
    """The graph in one table, as what it holds says; where that is not known, pairs or lists if it can be."""
    findings = findings or Findings()
    title = to_title(file.name)
    reading = file.options.reading
    if part.holds is None and len(part.table.columns) < 2:
        raise refuse(
            file.name,
            f"holds one column, {to_quoted(part.table.columns[0])}, and no links; name the column Name if "
            "these are elements, or write their links as a table with the columns From and To",
        )
    is_bare = part.table.heading == 0 or (part.holds is None and is_without_heading(part.table))
    if part.holds is None and is_bare and not part.table.sheets:
        bare = _open(file.content, file.name, replace(reading, heading=0))
        rows = "pairs" if are_pairs(bare) else "lists"
        holds = "bare matrix" if is_bare_matrix(bare) else rows
        part = OneTable(bare, holds, part.where)
    if part.holds == "lists" and part.table.heading != 0 and not part.table.sheets:
        part = replace(part, table=_open(file.content, file.name, replace(reading, heading=0)))
    _note_table(part, findings)
    match part.holds:
        case "bare matrix":
            raw = _read_bare_matrix(file.name, form, title, part, findings)
            part = replace(part, holds="matrix")
        case "pairs":
            raw = _read_pairs(file.name, form, title, part, findings)
            part = replace(part, holds="edges")
        case "matrix":
            raw = _read_matrix(file.name, form, title, part, findings)
        case "lists":
            raw = _read_lists(file.name, form, title, part, findings)
        case "nodes":
            raw = _build(file.name, form, title, part, None, findings)
        case _:
            raw = _build(file.name, form, title, None, part, findings)
    label = _describe(part.table)
    example = ", ".join(part.table.columns[:4])
    table = Setting("table", part.holds or "edges", _TABLES, example)
    return replace(raw, label=label, settings=(*settings, table, *_list_settings(part.table)))


def _open(content: bytes, name: str, reading: Reading) -> Table:
    """The table in a text; one whose first row repeats a cell has no headings, unless some are known."""
    table = read_table(BytesIO(content), name, reading=reading)
    repeats = any(note.code == "repeated-headings" for note in table.notes)
    if not repeats or reading.heading is not None or guess_table(table) is not None:
        return table
    return read_table(BytesIO(content), name, reading=replace(reading, heading=0))


def _note_table(part: OneTable, findings: Findings) -> None:
    """List what was left out, repaired or renamed to read a table, and what of it is hidden elsewhere."""
    table = part.table
    hidden = {
        "hidden rows, read like the others": [f"row {number}" for number in table.hidden_rows],
        "hidden columns, read like the others": [to_quoted(column) for column in table.hidden_columns],
    }
    findings.extend("table", [Item(f"{part.where}{note.list_places()}", str(note)) for note in table.notes])
    findings.extend(
        "table",
        [Item(f"{part.where}{', '.join(places[:5])}", what) for what, places in hidden.items() if places],
    )


def _list_settings(table: Table) -> Iterator[Setting]:
    """The settings of a table but for its sheet; names of columns that are known leave no doubt."""
    is_known = guess_table(table) is not None
    for setting in list_settings(table):
        if setting.name in ("heading", "heading_rows") and is_known:
            yield replace(setting, is_doubtful=False)
        elif setting.name != "sheet":
            yield setting


def _describe(table: Table) -> str:
    """What the file is called."""
    return _FORMS.get(table.form, table.form)


def _blank_comments(content: bytes) -> bytes:
    """The content with empty lines for the comments on top, so that the others keep their numbers.

    >>> _blank_comments(b"# made by hand\\n% too\\na,b\\n# no comment\\n")
    b'\\n\\na,b\\n# no comment\\n'
    """
    lines = content.split(b"\n")
    for at, line in enumerate(lines):
        if line.strip() and not line.startswith((b"#", b"%")):
            break
        lines[at] = b""
    return b"\n".join(lines)


# -- reading ------------------------------------------------------------------------------------------------


def _build(
    name: str,
    form: str,
    title: str,
    nodes: OneTable | None,
    edges: OneTable | None,
    findings: Findings,
) -> RawGraph:
    rows: list[tuple[RawRow, ...]] = []
    for part, what, most in ((nodes, "nodes", MOST_NODES), (edges, "edges", MOST_EDGES)):
        if part is not None and part.table.count > most:
            raise refuse_count(name, what, most)
        rows.append(read_rows(name, part, findings) if part is not None else ())
    columns = [part.table.columns if part is not None else () for part in (nodes, edges)]
    label = _describe((nodes or edges).table)  # type: ignore[union-attr]
    found = findings.to_tuple()
    return RawGraph(name, form, title, columns[0], columns[1], rows[0], rows[1], label=label, findings=found)


def read_rows(name: str, part: OneTable, findings: Findings) -> tuple[RawRow, ...]:
    """The rows of a table, without the lines of help of our template.

    A row with more cells than there are columns is left out and listed, as nobody knows which text a
    separator is in. Raises `ModelFileError` where most rows are like that.
    """
    unit = "entry" if part.table.form == "json" else "row"
    rows: list[RawRow] = []
    long: list[RawRow] = []
    for number, cells in part.table.rows:
        if part.table.columns and cells[part.table.columns[0]].startswith(HELP):
            continue
        row = RawRow(cells, f"{part.where}{unit} {number}")
        (long if len(cells) > len(part.table.columns) else rows).append(row)
    if len(long) > len(rows):
        raise ModelFileError(name, [row.build_fault(_TOO_LONG) for row in long])
    findings.extend("row", [row.build_item(_TOO_LONG) for row in long])
    return tuple(rows)


def _read_matrix(name: str, form: str, title: str, part: OneTable, findings: Findings) -> RawGraph:
    """A link for each cell of a matrix that is not empty or 0; without direction where it mirrors itself."""
    at = find_names_of_rows(part.table) or 0
    aside = len(part.table.columns) - part.table.count if is_matrix(part.table) else 1
    first, columns = part.table.columns[at], part.table.columns[max(aside, 1) :]
    names = {to_line(column): column for column in columns}
    cells = {to_line(row[first]): (number, row) for number, row in part.table.rows}
    beside = [column for column in part.table.columns[:aside] if column != first]
    findings.extend("column", [Item(to_quoted(column)) for column in beside])
    if len(names) > MOST_NODES:
        raise refuse_count(name, "nodes", MOST_NODES)
    values = {
        (source, target): row[column].strip()
        for source, (_, row) in cells.items()
        for target, column in names.items()
        if row[column].strip().casefold() not in NOTHING
    }
    is_mirrored = bool(values) and all(
        values.get((target, source)) == cell for (source, target), cell in values.items()
    )
    edges = []
    for (source, target), cell in values.items():
        if (
            is_mirrored
            and (target, source) in values
            and list(names).index(source) > list(names).index(target)
        ):
            continue
        place = f"{part.where}row {cells[source][0]}, column {to_quoted(names[target])}"
        direction = {"direction": "undirected"} if is_mirrored and source != target else {}
        weight = {} if is_number(cell) else {"label": cell}
        edges.append(
            RawRow({"source": source, "target": target, **direction, **weight, "weight": cell}, place)
        )
    if len(edges) > MOST_EDGES:
        raise refuse_count(name, "edges", MOST_EDGES)
    nodes = tuple(RawRow({"label": node}, f"{part.where}row {cells[node][0]}") for node in cells)
    columns_of_edges = list_columns(edges, ("source", "target"))
    return RawGraph(
        name, form, title, ("label",), columns_of_edges, nodes, tuple(edges), findings=findings.to_tuple()
    )


def _read_bare_matrix(name: str, form: str, title: str, part: OneTable, findings: Findings) -> RawGraph:
    """A matrix of numbers alone: its nodes are called by their places, and that is listed."""
    table = part.table
    names = [str(at) for at in range(1, len(table.columns) + 1)]
    rows = tuple(
        (number, {"": own, **dict(zip(names, cells.values(), strict=False))})
        for own, (number, cells) in zip(names, table.rows, strict=True)
    )
    named = replace(table, columns=("", *names), _read=lambda: iter(rows))
    findings.extend("unnamed", [Item(f"{part.where}row {number}", cells[""]) for number, cells in rows])
    return _read_matrix(name, form, title, replace(part, table=named), findings)


def _read_pairs(name: str, form: str, title: str, part: OneTable, findings: Findings) -> RawGraph:
    """In each row a link, without headings: where it leads from, where it leads to, and a number perhaps."""
    raw = _build(name, form, title, None, part, findings)
    first, second, *others = raw.edge_columns
    names = {first: "source", second: "target"} | dict(zip(others, others, strict=True))
    edges = [
        replace(row, cells={names.get(column, column): cell for column, cell in row.cells.items()})
        for row in raw.edges
    ]
    return replace(raw, edge_columns=tuple(names.values()), edges=tuple(edges))


def _read_lists(name: str, form: str, title: str, part: OneTable, findings: Findings) -> RawGraph:
    """In each row a node, and behind it those that links lead to from it."""
    edges: list[RawRow] = []
    nodes: dict[str, RawRow] = {}
    for number, cells in part.table.rows:
        place = f"{part.where}row {number}"
        names = [to_line(cell) for cell in cells.values() if to_line(cell)]
        for node in names:
            nodes.setdefault(node, RawRow({"label": node}, place))
        edges += [RawRow({"source": names[0], "target": target}, place) for target in names[1:]]
        if len(nodes) > MOST_NODES:
            raise refuse_count(name, "nodes", MOST_NODES)
        if len(edges) > MOST_EDGES:
            raise refuse_count(name, "edges", MOST_EDGES)
    found = findings.to_tuple()
    return RawGraph(
        name,
        form,
        title,
        ("label",),
        ("source", "target"),
        tuple(nodes.values()),
        tuple(edges),
        findings=found,
    )
