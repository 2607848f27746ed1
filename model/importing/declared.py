"""Stages and levels as our own exports declare them in formats without a place for them: a list in JSON."""

from __future__ import annotations

import json

from model.importing.raw import RawRow, to_line

_LONGEST = 200_000
_MOST = 200


def read_declared(text: str, place: str) -> tuple[RawRow, ...]:
    """The stages or levels that a list in JSON declares, of names or of objects with a "label"; () for none.

    >>> rows = read_declared('["Before", {"label": "After", "question": "And then?"}]', "stage")
    >>> [row.cells for row in rows]
    [{'label': 'Before'}, {'label': 'After', 'question': 'And then?'}]
    >>> read_declared("Before|After", "stage")
    ()
    """
    try:
        entries = json.loads(text) if len(text) <= _LONGEST else ()
    except (ValueError, RecursionError):
        return ()
    if not isinstance(entries, list) or len(entries) > _MOST:
        return ()
    rows: list[RawRow] = []
    for entry in entries:
        values = {"label": entry} if isinstance(entry, str) else entry
        if not isinstance(values, dict) or not isinstance(values.get("label"), str):
            return ()
        cells = {name: value for name, value in values.items() if isinstance(value, str)}
        cells |= {name: str(value).lower() for name, value in values.items() if isinstance(value, bool)}
        if to_line(cells["label"]):
            rows.append(RawRow(cells, f"{place} {len(rows) + 1}"))
    return tuple(rows)
