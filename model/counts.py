"""Numbers on the command line."""

from __future__ import annotations

import argparse


def read_count(text: str) -> int:
    """A whole number, at least 1; `ArgumentTypeError` for anything else.

    >>> read_count("12")
    12
    """
    if not (text.isascii() and text.isdecimal() and int(text[:9])):
        raise argparse.ArgumentTypeError("must be a whole number, at least 1")
    return int(text)
