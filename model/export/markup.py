"""What every format in XML needs: texts that XML can hold, numbers as short as they can be, bytes."""

from __future__ import annotations

from xml.etree import ElementTree

from model.words import split_words
from model.xml_text import clean


def clean_text(text: str) -> str:
    """The same with every line ended by "\\n": what a reader gets back is what was written.

    >>> clean_text("a\\r\\nb\\rc")
    'a\\nb\\nc'
    """
    return clean(text.replace("\r\n", "\n").replace("\r", "\n"))


def to_line(text: str) -> str:
    """The same on one line.

    >>> to_line(" a \\n\\tb\\x00 ")
    'a b'
    """
    return " ".join(split_words(clean(text)))


def write_number(value: float) -> str:
    """A number with at most one decimal, as short as it can be written.

    >>> write_number(3.0), write_number(2.345)
    ('3', '2.3')
    """
    return f"{value:.1f}".removesuffix(".0")


def write_numbers(values: tuple[float, ...]) -> str:
    """Several of them, a space between.

    >>> write_numbers((3.0, 2.345, -10.04))
    '3 2.3 -10'
    """
    written = "%.1f " * len(values) % values
    return written.replace(".0 ", " ").rstrip()


def to_xml(root: ElementTree.Element) -> bytes:
    """The document as UTF-8, each element on a line of its own."""
    ElementTree.indent(root, space=" ")
    written = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'.encode()
