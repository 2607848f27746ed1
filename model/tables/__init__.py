"""Tables: reading and writing CSV, Excel workbooks and JSON, whatever they are about.

Texts that a spreadsheet would take for a formula are written with an apostrophe before them and read
without it. Nothing here needs more memory for a longer table.
"""

from model.tables.formulas import neutralise, restore
from model.tables.reading import Reading, Table, read_table
from model.tables.refusal import MOST_COLUMNS, MOST_ROWS, TableError
from model.tables.writing import Sheet, to_csv, to_xlsx, write_csv, write_workbook, write_xlsx

__all__ = [
    "MOST_COLUMNS",
    "MOST_ROWS",
    "Reading",
    "Sheet",
    "Table",
    "TableError",
    "neutralise",
    "read_table",
    "restore",
    "to_csv",
    "to_xlsx",
    "write_csv",
    "write_workbook",
    "write_xlsx",
]
