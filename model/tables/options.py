"""The options of the command line that say how a table is read."""

from __future__ import annotations

import argparse
from typing import Any

from model.tables.table import Reading

_SIGNS = {"\t": "tab", " ": "blank", ",": "comma", ";": "semicolon", "|": "bar"}
_WRITTEN_OUT = {"tab": "\t", "blank": " "}


def add_reading_options(options: Any) -> None:
    """Add them to a command, or to a group of its options."""
    options.add_argument(
        "--encoding", metavar="NAME", help="encoding of a text file, e.g. utf-8, cp1252, cp850, mac_roman"
    )
    options.add_argument(
        "--separator", metavar="CHARACTER", help="character between cells; write tab and blank as words"
    )
    options.add_argument("--heading", type=int, metavar="ROW", help="number of the heading row; 0 for none")
    options.add_argument("--heading-rows", type=int, metavar="NUMBER", help="number of heading rows")
    options.add_argument("--repair", action="store_true", help="accept rows with a stray quotation mark")


def build_reading(arguments: argparse.Namespace) -> Reading:
    """How a table is to be read, as the options say.

    >>> parser = argparse.ArgumentParser()
    >>> add_reading_options(parser)
    >>> build_reading(parser.parse_args(["--separator", "tab"])).separator
    '\\t'
    """
    return Reading(
        encoding=arguments.encoding,
        separator=_WRITTEN_OUT.get(arguments.separator, arguments.separator),
        heading=arguments.heading,
        heading_rows=arguments.heading_rows,
        repair=arguments.repair,
    )


def name_value(value: str) -> str:
    """What the value of a setting is called on the command line.

    >>> name_value(";"), name_value("cp850")
    ('semicolon', 'cp850')
    """
    return _SIGNS.get(value, value)
