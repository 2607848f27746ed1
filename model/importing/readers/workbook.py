"""Reading workbooks: sheets of nodes and edges, whatever they are called."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from model.importing.findings import Findings, Item
from model.importing.graph_file import GraphFile
from model.importing.headings import fold_name
from model.importing.raw import RawGraph, RawRow, refuse, to_quoted, to_title
from model.importing.readers.archive import check_archive
from model.importing.readers.table_shapes import guess_table
from model.importing.readers.tabular import OneTable, build_table_graph, join_tables, read_rows
from model.importing.template import ASIDE, complete
from model.tables import Setting, TableError, read_table

_SHEETS = {
    "nodes": "elements, nodes, vertices, elementen, knopen, noeuds, elemente, knoten",
    "edges": (
        "connections, edges, links, relations, verbindingen, relaties, pijlen, liens, verbindungen, kanten, "
        "beziehungen"
    ),
}
_ASIDE = ", ".join(("read me, readme, about, ignore, help, kinds", *ASIDE.values()))


def read_workbook(file: GraphFile) -> RawGraph:
    """The graph in a workbook: a sheet of elements and one of links, or one sheet with a table.

    Sheets are told by what they are called, as Kumu and the template of this application call them, and then
    by their columns. Where several could be the one, the longest is taken, and that is doubtful. Sheets that
    are not read are listed.
    """
    if file.content.startswith(b"PK\x03\x04"):
        check_archive(file.content, file.name)
    sheets = _list_sheets(file)
    wanted = file.options.sheet
    aside = {} if wanted else _find_aside(file, sheets)
    if wanted is not None:
        tables = {wanted: _read_sheet(file, wanted)}
    else:
        tables = {sheet: _read_sheet(file, sheet) for sheet in sheets if sheet not in aside.values()}
    known = {sheet: table for sheet, table in tables.items() if table is not None}
    if not known:
        raise refuse(file.name, "there is nothing in its sheets; check that this is the file you meant")
    edges = _choose("edges", known)
    nodes = _choose("nodes", {sheet: table for sheet, table in known.items() if sheet not in edges[:1]})
    if not edges and not nodes:
        only = _choose("matrix", known)
        chosen = [known[only[0] if only else next(iter(known))]]
    elif edges and nodes:
        chosen = [known[nodes[0]], known[edges[0]]]
    else:
        chosen = [known[(edges or nodes)[0]]]
    findings = Findings()
    for sheet in sheets:
        if all(sheet != part.table.sheet for part in chosen) and sheet not in aside.values():
            findings.add("sheet", Item(to_quoted(sheet), _say_why(sheet, chosen[0], tables)))
    is_doubtful = len(edges) > 1 and fold_name(edges[0]) not in _SHEETS["edges"].split(", ")
    setting = Setting("sheet", chosen[-1].table.sheet or "", sheets, _show(chosen[-1]), is_doubtful)
    settings = (setting,) if len(sheets) > 1 else ()
    if len(chosen) == 2:
        raw = join_tables(file.name, "workbook", to_title(file.name), chosen, findings)
        raw = replace(raw, settings=(*settings, *raw.settings))
    else:
        part = OneTable(chosen[0].table, file.options.table or chosen[0].holds)
        raw = build_table_graph(file, part, "workbook", findings, settings)
    if not aside:
        return raw
    more = Findings(raw.findings)
    declared = {what: _read_aside(file, sheet, more) for what, sheet in aside.items()}
    return complete(replace(raw, findings=more.to_tuple()), declared)


def _say_why(sheet: str, chosen: OneTable, tables: dict[str, OneTable | None]) -> str:
    """What is on a sheet that is not read; "" for one that nobody looked at."""
    if sheet in chosen.table.hidden_sheets:
        return "hidden"
    table = tables.get(sheet)
    return f"{table.table.count} rows" if table else "empty" if sheet in tables else ""


def _find_aside(file: GraphFile, sheets: tuple[str, ...]) -> dict[str, str]:
    """The sheets of stages, levels and sources, if there are sheets of elements or links, too."""
    known = {fold_name(sheet): sheet for sheet in sheets}
    if not any(name in known for names in _SHEETS.values() for name in names.split(", ")):
        return {}
    found = {
        what: next((known[name] for name in names.split(", ") if name in known), None)
        for what, names in ASIDE.items()
    }
    return {what: sheet for what, sheet in found.items() if sheet is not None}


def _read_aside(file: GraphFile, sheet: str, findings: Findings) -> tuple[RawRow, ...]:
    part = _read_sheet(file, sheet)
    return read_rows(file.name, part, findings) if part is not None else ()


def _choose(holds: str, tables: dict[str, OneTable]) -> list[str]:
    """The sheets that hold something, the most likely first: called so, then the longest."""
    names = _SHEETS.get(holds, "").split(", ")
    named = [sheet for sheet in tables if fold_name(sheet) in names]
    if named:
        return named
    fitting = [
        sheet
        for sheet, part in tables.items()
        if part.holds == holds and fold_name(sheet) not in _ASIDE.split(", ")
    ]
    return sorted(fitting, key=lambda sheet: -tables[sheet].table.count)


def _show(part: OneTable) -> str:
    return ", ".join(part.table.columns[:4])


def _list_sheets(file: GraphFile) -> tuple[str, ...]:
    try:
        return read_table(BytesIO(file.content), file.name, "").sheets
    except TableError as error:  # there is no sheet without a name, and the error says which there are
        known = error.details.get("known")
        if not isinstance(known, tuple):
            raise
        return known


def _read_sheet(file: GraphFile, sheet: str) -> OneTable | None:
    """A sheet, which may be empty."""
    try:
        table = read_table(BytesIO(file.content), file.name, sheet, reading=file.options.reading)
    except TableError as error:
        if error.code not in ("empty", "no-header"):
            raise
        return None
    return OneTable(table, guess_table(table), f"sheet {to_quoted(sheet)}: ")
