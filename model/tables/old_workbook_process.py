"""The process in which `old_workbook` has a file read: a workbook comes in, lines of JSON go out.

For each sheet there is an object with what is known about it, then a list for each row that holds something:
its number and its cells; then a list with the number 0. The process ends with 3 for a workbook with a
password and 4 for one that is damaged; with anything else but 0, it was too large. Nothing else of this
application is imported.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from io import BytesIO

import python_calamine

_MOST_MEMORY = 300 * 2**20
_LONGEST = 10
_MOST_WRITTEN = 128 * 2**20
"""In bytes, in seconds of computing, and in characters."""

_PASSWORD, _DAMAGED, _TOO_LARGE = 3, 4, 5


def limit() -> None:
    """Have the system end this process where it takes too much; Windows knows no such limits."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_DATA, (_MOST_MEMORY, _MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_AS, (2 * _MOST_MEMORY, 2 * _MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_LONGEST, _LONGEST))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def write(content: bytes) -> None:
    """Write all sheets of the workbook."""
    written = 0
    with python_calamine.load_workbook(BytesIO(content)) as book:
        for about in book.sheets_metadata:
            if about.typ != python_calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(about.name)
            merged = [
                (left + 1, top + 1, right + 1, bottom + 1)
                for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
            ]
            is_hidden = about.visible != python_calamine.SheetVisibleEnum.Visible
            print(json.dumps({"name": about.name, "hidden": is_hidden, "merged": merged}))
            for number, values in enumerate(sheet.iter_rows(), start=1):
                row = trim(map(to_text, values))
                if row:
                    line = json.dumps((number, row))
                    written += len(line)
                    if written > _MOST_WRITTEN:
                        sys.exit(_TOO_LARGE)
                    print(line)
            print(json.dumps((0, [])))


def to_text(value: object) -> str:
    """A value as other workbooks are read: dates as ISO 8601, numbers with the digits that Excel shows.

    >>> to_text(2.0), to_text(True), to_text(datetime(2026, 5, 31, 14, 30))
    ('2', 'true', '2026-05-31T14:30:00')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else format(value, ".15g")
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return format(value.total_seconds() / 86400, ".15g")
    return str(value)


def trim(cells: Iterable[str]) -> list[str]:
    """The cells up to the last one that holds something.

    >>> trim(["a", "", "b", ""])
    ['a', '', 'b']
    """
    row = list(cells)
    while row and not row[-1]:
        row.pop()
    return row


def main() -> int:
    """Read the workbook from standard input; the code to end with."""
    limit()
    try:
        write(sys.stdin.buffer.read())
    except python_calamine.PasswordError:
        return _PASSWORD
    except python_calamine.CalamineError:
        return _DAMAGED
    except MemoryError:
        return _TOO_LARGE
    return 0


if __name__ == "__main__":
    sys.exit(main())
