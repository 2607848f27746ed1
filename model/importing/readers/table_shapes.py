"""What a table of text is told to hold by its names and cells: edges, nodes, a matrix, pairs, lists."""

from __future__ import annotations

from itertools import islice

from model.importing.headings import find_column, find_ends
from model.importing.raw import to_line
from model.tables import Table

NOTHING = ("", "0", "0.0", "0,0", "false", "nan", "-", ".", "na", "n/a")
"""What stands in a matrix where there is no link."""

_MOST_ASIDE = 3
"""How many columns may stand before the cells of a matrix."""

_MOST_WORDS_OF_A_TEXT = 3
_MOST_LOOKED_AT = 2_000
"""How many lines of a text are looked at to find out what it is."""


def guess_table(table: Table) -> str | None:
    """What a table holds: "edges", "nodes", a "matrix"; None where neither names nor cells tell.

    >>> from io import BytesIO
    >>> from model.tables import read_table
    >>> guess_table(read_table(BytesIO(b"Van,Naar\\na,b\\n"), "x"))
    'edges'
    >>> guess_table(read_table(BytesIO(b";a;b\\na;0;1\\nb;0;0\\n"), "x"))
    'matrix'
    """
    if is_matrix(table):
        return "matrix"
    if find_ends(table.columns) is not None:
        return "edges"
    has_names = any(find_column(role, table.columns) for role in ("id", "label"))
    return "nodes" if has_names else None


def is_matrix(table: Table) -> bool:
    """Whether the names of the columns stand again, in one of the first columns, before cells of numbers."""
    return find_names_of_rows(table) is not None


def find_names_of_rows(table: Table) -> int | None:
    """Which of the first columns of a matrix has the names of its rows; None where it is no matrix.

    Beside the names there may be columns without a heading, such as groups.
    """
    for aside in range(1, min(_MOST_ASIDE, len(table.columns) - 2) + 1):
        others = sorted(map(to_line, table.columns[aside:]))
        if table.count != len(others):
            continue
        for at in range(aside):
            if sorted(to_line(cells[table.columns[at]]) for _, cells in table.rows) == others:
                return at
    return None


def is_like_matrix(table: Table) -> bool:
    """Whether most names of columns stand again in the first column, though not all of them."""
    columns = set(map(to_line, table.columns[1:]))
    below = {to_line(cells[table.columns[0]]) for _, cells in islice(table.rows, _MOST_LOOKED_AT)}
    return len(columns) > 2 and len(columns & below) > len(columns) / 2


def is_bare_matrix(table: Table) -> bool:
    """Whether a table without headings has as many rows as columns, and nothing but numbers."""
    width = len(table.columns)
    return (
        width > 2
        and table.count == width
        and all(_is_cell_of_matrix(cell) for _, cells in table.rows for cell in cells.values())
    )


def _is_cell_of_matrix(cell: str) -> bool:
    cell = cell.strip()
    return cell.casefold() in NOTHING or (bool(cell) and not cell.startswith("{") and is_number(cell))


def is_without_heading(table: Table) -> bool:
    """Whether the first row is one of nodes like all others: one of its cells stands below, too."""
    if table.heading == 0 or table.form == "json":
        return False
    rows = islice(table.rows, _MOST_LOOKED_AT)
    below = {to_line(cell) for _, cells in rows for cell in cells.values()} - {""}
    return len(table.columns) > 1 and bool(below & {to_line(column) for column in table.columns})


def find_list_separator(text: str) -> str | None:
    """What separates the nodes of lists of neighbours; None where the text holds none.

    Lines have different lengths, and some nodes (where blanks separate them, a third) begin a line of their
    own.

    >>> find_list_separator("a;b\\nb;c;d\\nc;d\\n"), find_list_separator("Dear all,\\nbest regards\\n")
    (';', None)
    """
    lines = [line.strip() for line in islice(text.split("\n"), _MOST_LOOKED_AT) if line.strip()]
    for separator in (";", "\t", ",", " "):
        rows = [[cell.strip() for cell in line.split(separator) if cell.strip()] for line in lines]
        first = {row[0] for row in rows if row}
        behind = [cell for row in rows for cell in row[1:]]
        known = sum(cell in first for cell in behind)
        least = len(behind) / 3 if separator == " " else 1
        if len(rows) > 1 and len({len(row) for row in rows}) > 1 and known and known >= least:
            return separator
    return None


def are_pairs(table: Table) -> bool:
    """Whether rows are two nodes, with at most numbers behind them.

    A few may hold one text with blanks in it instead: a pair that blanks separate, in a file of tabs.
    """
    first, second, *others = (*table.columns, "", "")[: max(2, len(table.columns))]
    pairs = single = 0
    for _, cells in table.rows:
        if not all(is_number(cells.get(column, "")) for column in others):
            return False
        if cells.get(first) and cells.get(second):
            pairs += 1
        elif " " in cells.get(first, "").strip():
            single += 1
        else:
            return False
    return pairs > single


def is_number(text: str) -> bool:
    """Whether a cell is empty, an amount, or attributes in braces."""
    text = text.strip()
    return (
        not text
        or text.startswith("{")
        or text.lstrip("-+").replace(".", "", 1).replace(",", "", 1).isdecimal()
    )


def is_text(text: str) -> bool:
    """Whether most lines are sentences or parts of them, more than a few words long or none at all."""
    lines = [line for line in islice(text.split("\n"), _MOST_LOOKED_AT) if line.strip()]
    ends = sum(line.rstrip().endswith((".", ",", ":", "!", "?")) for line in lines)
    words = sum(len(line.split()) for line in lines)
    return bool(lines) and (ends >= len(lines) / 3 or words > _MOST_WORDS_OF_A_TEXT * len(lines))
