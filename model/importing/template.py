"""The empty workbook for a model of one's own, and what of it is more than two tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from io import BytesIO

from model.importing.findings import Findings
from model.importing.headings import find_column, fold_name
from model.importing.raw import RawGraph, RawRow, to_line
from model.search import fold
from model.tables import Worksheet, write_workbook
from model.words import Translate, get_words

HELP = "↑ "
"""What a line of help begins with; such a row is not read."""

ASIDE = {
    "stages": "stages, fasen, stadia, etapes, phasen, stufen",
    "levels": "levels, niveaus, lanes, niveaux, ebenen",
    "sources": "sources, bronnen, quellen",
}
"""What the sheets beside elements and links are called."""

_CITED = {"citation": "Full reference", "link": "Source link", "licence": "Source licence"}
"""The columns that rows get out of the sheet of sources, by what they hold."""

_WIDTH = 28


def build_template(language: str = "en") -> bytes:
    """An empty workbook: sheets for stages, levels, elements, links and sources, each with a line of help.

    >>> build_template()[:2]
    b'PK'
    """
    _ = get_words(language)
    sheets = [
        Worksheet(name, [headings, [HELP + help_line]], [_WIDTH] * len(headings))
        for name, (headings, help_line) in _list_sheets(_).items()
    ]
    content = BytesIO()
    write_workbook(sheets, content)
    return content.getvalue()


def _list_sheets(_: Translate) -> Mapping[str, tuple[list[str], str]]:
    """The headings and the line of help of each sheet, by its name."""
    name, stage, level, description = _("Name"), _("Stage"), _("Level"), _("Description")
    known, source, note = _("How it is known"), _("Source"), _("Note")
    return {
        _("Stages"): (
            [name, description, _("Question")],
            _("One row for each stage, from left to right. The question is what a workshop is asked there."),
        ),
        _("Levels"): (
            [name, description, _("Shared")],
            _("One row for each level, from top to bottom. Shared: yes for a level that every filter keeps."),
        ),
        _("Elements"): (
            [name, stage, level, description, _("Question"), known, source, note],
            _(
                "One row for each element. How it is known: stated or reported (with a source), inferred, or "
                "open (with a question)."
            ),
        ),
        _("Links"): (
            [_("From"), _("To"), _("Kind"), _("Feedback"), known, source, note],
            _("One row for each link. From and To are names of elements; Feedback: yes where it leads back."),
        ),
        _("Sources"): (
            [name, _("Full reference"), _("Source link"), _("Source licence")],
            _("One row for each source. The name is what elements and links call it."),
        ),
    }


def complete(raw: RawGraph, aside: Mapping[str, tuple[RawRow, ...]]) -> RawGraph:
    """The graph with what the sheets of stages, levels and sources say of it.

    Rows of elements and links get the full reference, the link and the licence of the source that they name;
    sources that nothing names are listed.
    """
    findings = Findings(raw.findings)
    sources = {fold(_get(row, "label")): row for row in aside.get("sources", ()) if _get(row, "label")}
    used: set[str] = set()

    def add_source(rows: tuple[RawRow, ...], columns: tuple[str, ...], role: str) -> tuple[RawRow, ...]:
        column = find_column(role, columns)
        return tuple(_add_reference(row, column, sources, used) for row in rows)

    nodes = add_source(raw.nodes, raw.node_columns, "reference")
    edges = add_source(raw.edges, raw.edge_columns, "edge_reference")
    more = tuple(_CITED.values()) if sources else ()
    findings.extend(
        "unused-source",
        [row.build_item(_get(row, "label")) for key, row in sources.items() if key not in used],
    )
    return replace(
        raw,
        nodes=nodes,
        edges=edges,
        node_columns=(*raw.node_columns, *more) if nodes else raw.node_columns,
        edge_columns=(*raw.edge_columns, *more),
        stages=_list_named(aside.get("stages", ())),
        levels=_list_named(aside.get("levels", ())),
        findings=findings.to_tuple(),
    )


def _add_reference(row: RawRow, column: str | None, sources: Mapping[str, RawRow], used: set[str]) -> RawRow:
    key = fold(to_line(row.get(column)))
    source = sources.get(key)
    if source is None:
        return row
    used.add(key)
    cells = {column: _get(source, role) for role, column in _CITED.items()}
    return replace(row, cells={**row.cells, **cells})


def _list_named(rows: tuple[RawRow, ...]) -> tuple[RawRow, ...]:
    """The rows with a name, their cells under the names of roles: label, description, question, shared."""
    roles: Mapping[str, Callable[[RawRow], str]] = {
        "label": lambda row: to_line(_get(row, "label")),
        "description": lambda row: _get(row, "description"),
        "question": lambda row: _get(row, "question"),
        "shared": lambda row: next(
            (
                row.get(column)
                for column in row.cells
                if fold_name(column) in ("shared", "gedeeld", "gemeinsam")
            ),
            "",
        ),
    }
    named = [replace(row, cells={role: get(row) for role, get in roles.items()}) for row in rows]
    return tuple(row for row in named if row.get("label"))


def _get(row: RawRow, role: str) -> str:
    return row.get(find_column(role, list(row.cells)))
