"""A file that is being read, and what readers need to know of it before they read it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from io import BufferedReader, BytesIO
from typing import Any

from model.importing.json_text import read_json
from model.importing.raw import refuse
from model.tables import Reading
from model.tables.encoding import find_encoding
from model.xml_text import Root, find_root

_START = 65_536


@dataclass(frozen=True)
class ReadingOptions:
    """What a person says of a file; None for what is to be guessed.

    `form` is the name of a format, `sheet` that of a sheet of a workbook, `table` what a single table holds:
    "nodes", "edges", "matrix" or "lists" (of neighbours). `reading` says how a table is written down. Without
    a sentence like that what is found in the file holds.
    """

    form: str | None = None
    sheet: str | None = None
    table: str | None = None
    reading: Reading = field(default_factory=Reading)


@dataclass(frozen=True)
class GraphFile:
    """A file: its content, its name, and what was said of it. What is found out is found out once."""

    content: bytes = field(repr=False)
    name: str
    options: ReadingOptions = ReadingOptions()

    @cached_property
    def ending(self) -> str:
        """What stands behind the last dot of the name, in small letters; "" where there is none.

        >>> GraphFile(b"", "maps.v2/Our map.GraphML").ending
        'graphml'
        """
        stem = re.split(r"[/\\]", self.name)[-1]
        return stem.rpartition(".")[2].lower() if "." in stem else ""

    @cached_property
    def encoding(self) -> str:
        """The encoding of the text. Raises `TableError` for what is no text."""
        return self.options.reading.encoding or find_encoding(self._open).codec

    def _open(self) -> BufferedReader:
        return BufferedReader(BytesIO(self.content))

    @cached_property
    def text(self) -> str:
        """The whole text, with "\\n" at the ends of its lines. Raises `TableError` for what is no text."""
        try:
            text = self.content.decode(self.encoding)
        except UnicodeDecodeError as error:
            line = self.content.count(b"\n", 0, error.start) + 1
            raise refuse(self.name, "its letters cannot be read; save it again as UTF-8", line) from None
        return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")

    @cached_property
    def start(self) -> str:
        """The beginning of the text without spaces before it, in any encoding; for a first look.

        >>> GraphFile("\\ufeff digraph {".encode("utf-16"), "x").start
        'digraph {'
        """
        content = self.content[:_START]
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            text = content.decode("utf-16", "replace")
        else:
            text = content.replace(b"\0", b"").decode("utf-8", "replace")
        return text.lstrip("\ufeff \t\r\n")

    @cached_property
    def root(self) -> Root | None:
        """The outermost element of an XML file; None for other files."""
        return find_root(self.start) if self.start.startswith("<") else None

    @cached_property
    def data(self) -> Any:
        """What is in a JSON file. Raises `ModelFileError` for broken JSON."""
        return read_json(self.content, self.name)
