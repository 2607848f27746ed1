"""Telling headings from rows, and giving rows as cells by column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import chain, islice

from model.tables.formulas import restore
from model.tables.further_headings import MOST_HEADING_ROWS
from model.tables.headings import SAMPLED, Heading, build_heading, guess_heading, name_columns
from model.tables.names import shorten, to_letters
from model.tables.notes import Findings, ReadRows, Row
from model.tables.refusal import (
    MOST_COLUMNS,
    MOST_ROWS,
    TableError,
    refuse_columns,
    refuse_empty,
    refuse_size,
)
from model.tables.table import Entry, Reading, Table


def read_rows(table: Table, read: ReadRows, reading: Reading) -> tuple[Table, Findings]:
    """The table with what its rows say: columns, count, notes; and all that came up in reading them."""
    _check_heading_rows(reading.heading_rows)
    findings = Findings()
    rows = ((number, cells) for number, cells in read(findings) if any(map(str.strip, cells)))
    sample = []
    if reading.heading is None:
        sample = list(islice(rows, SAMPLED))
        if not sample:
            raise refuse_empty()
        heading = guess_heading(sample, tuple(findings.merged), reading.heading_rows)
    elif reading.heading == 0:
        width = _measure_width(read)
        heading = Heading(0, [""] * width, width, 0)
    else:
        heading = _find_heading(read, reading.heading, reading.heading_rows)
    columns = name_columns(heading, findings)
    width = len(columns)
    count = 0
    first = heading.number + heading.count
    captions = [*heading.captions, *[None] * (width - len(heading.captions))]
    empty = [at for at in range(width) if not heading.texts[at] and captions[at] is None]
    for number, cells in chain(sample, rows):
        if number < first:
            continue
        count += 1
        if count > MOST_ROWS:
            raise refuse_size()
        if empty:
            empty = [at for at in empty if at >= len(cells) or not cells[at].strip()]
        if table.separator is not None:
            _look_at_ends(number, cells, heading, width, findings)
    if findings.get_count("missing-separator") < max(count, 2):
        findings.drop("missing-separator")  # a row may be short; if all are, there is a reason
    kept = [(at, column) for at, column in enumerate(columns) if at not in empty]
    last = kept[-1][0] if kept else 0
    for at in [at for at in empty if at < last]:  # behind the others it is only a separator too many
        findings.add("empty-columns", f"column {to_letters(at)}")
    for code, aside in (("rows-above", heading.above), ("further-headings", heading.further)):
        for number, cells in aside:
            example = next((cell for cell in cells if cell.strip()), "")
            findings.add(code, f"row {number}", example=shorten(restore(example)))
    found = replace(
        table,
        columns=tuple(column for _at, column in kept),
        count=count,
        heading=heading.number,
        heading_rows=heading.count,
        captions={column: str(captions[at]) for at, column in kept if captions[at] is not None},
        hidden_columns=tuple(column for at, column in kept if at in findings.hidden_columns),
        notes=findings.to_notes(),
        doubtful=heading.doubtful,
        _read=partial(_name_cells, read, first, tuple(kept), width, table.name),
    )
    return found, findings


def _check_heading_rows(chosen: int | None) -> None:
    if chosen is not None and not 0 < chosen <= MOST_HEADING_ROWS:
        known = tuple(str(count) for count in range(1, MOST_HEADING_ROWS + 1))
        raise TableError(
            "unknown-choice",
            f"headings do not take {chosen} rows",
            f"choose 1 to {MOST_HEADING_ROWS}",
            chosen=str(chosen),
            known=known,
        )


def _look_at_ends(number: int, cells: list[str], heading: Heading, width: int, findings: Findings) -> None:
    """Note a separator more or less than the headings have at the end of a row."""
    if len(cells) == heading.length + 1 and not cells[-1].strip():
        findings.add("trailing-separator", f"row {number}")
    elif len(cells) == width - 1:
        findings.add("missing-separator", f"row {number}")


def _measure_width(read: ReadRows) -> int:
    """How many columns hold something."""
    width = max((len(_trim(cells)) for _, cells in read(Findings())), default=0)
    if not width:
        raise refuse_empty()
    if width > MOST_COLUMNS:
        raise refuse_columns(width)
    return width


def _find_heading(read: ReadRows, chosen: int, count: int | None) -> Heading:
    above: list[Row] = []
    below: list[Row] = []
    findings = Findings()
    for number, cells in read(findings):
        if number > chosen and (not below or len(below) == SAMPLED):
            break
        if any(map(str.strip, cells)):
            if number >= chosen:
                below.append((number, cells))
            elif len(above) < SAMPLED:
                above.append((number, cells))
    if below:
        return build_heading(above, below, tuple(findings.merged), count)
    raise TableError(
        "no-headings-there",
        f"there is nothing in row {chosen}",
        "choose a row with headings",
        row=chosen,
    )


def _trim(cells: list[str]) -> list[str]:
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]


def _name_cells(
    read: ReadRows, first: int, columns: tuple[tuple[int, str], ...], width: int, name: str
) -> Iterator[Entry]:
    is_whole = len(columns) == width
    names = [column for _, column in columns]
    try:
        for number, cells in read(Findings()):
            if number < first or not any(map(str.strip, cells)):
                continue
            texts = [restore(cell) for cell in cells]
            named = dict.fromkeys(names, "")
            if is_whole:
                named |= zip(names, texts, strict=False)
            else:
                named |= {column: texts[at] for at, column in columns if at < len(texts)}
            for at in range(width, len(texts)):
                if texts[at].strip():
                    named[to_letters(at)] = texts[at]
            yield number, named
    except TableError as error:
        error.file = name
        raise
