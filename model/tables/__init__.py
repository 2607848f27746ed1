"""Tables: reading and writing CSV, workbooks and JSON, whatever they are about.

Whatever is guessed in reading is said in the table, and can be chosen instead. Texts that a spreadsheet
would take for a formula are written with an apostrophe before them and read without it. Nothing here needs
more memory for a longer table, except workbooks of an old Excel.
"""

from model.tables.archive import read_part
from model.tables.encoding import ENCODINGS
from model.tables.formulas import neutralise, restore
from model.tables.notes import TableNote
from model.tables.reader import read_table
from model.tables.refusal import MOST_COLUMNS, MOST_ROWS, TableError
from model.tables.separators import SEPARATORS
from model.tables.settings import Setting, list_settings
from model.tables.table import Reading, Table
from model.tables.writer import Worksheet, to_csv, to_xlsx, write_csv, write_workbook, write_xlsx

__all__ = [
    "ENCODINGS",
    "MOST_COLUMNS",
    "MOST_ROWS",
    "SEPARATORS",
    "Reading",
    "Setting",
    "Table",
    "TableError",
    "TableNote",
    "Worksheet",
    "list_settings",
    "neutralise",
    "read_part",
    "read_table",
    "restore",
    "to_csv",
    "to_xlsx",
    "write_csv",
    "write_workbook",
    "write_xlsx",
]
