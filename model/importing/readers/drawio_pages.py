"""The pages of a draw.io file as cells, whether they are written plainly or packed."""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

from model.errors import ModelFileError
from model.importing.graph_file import GraphFile
from model.importing.raw import LARGEST_FILE, refuse, refuse_count, to_line, to_quoted
from model.xml_text import read_xml

MOST_CELLS = 50_000
"""All pages together: elements, links, and whatever else is drawn."""

_SAVE = "open it in draw.io and save it"
_LARGEST_UNPACKED = 2 * LARGEST_FILE
_CHUNK = 2**16
_MOST_PAGES = 500
_PLACEHOLDER = re.compile(r"%([^%\s]{1,60})%")


@dataclass
class Cell:
    """Something drawn, a link or a layer, with the values that a person gave it."""

    id: str
    attributes: Mapping[str, str]
    values: Mapping[str, str]
    line: int | None
    is_relative: bool = False
    """Whether its place is said in parts of what it stands in: a label of a link, a port of a box."""

    @property
    def is_edge(self) -> bool:
        """Whether it is a link."""
        return self.attributes.get("edge") == "1"

    @property
    def is_vertex(self) -> bool:
        """Whether it is a shape."""
        return self.attributes.get("vertex") == "1"

    @property
    def parent(self) -> str:
        """The id of what it stands in."""
        return self.attributes.get("parent", "")

    @property
    def label(self) -> str:
        """What is written on it, in HTML if its style says so; names of its own values put in."""
        label = self.values.get("label", self.attributes.get("value", ""))
        if self.values.get("placeholders") == "1":
            return _PLACEHOLDER.sub(lambda found: self.values.get(found[1], found[0]), label)
        return label

    def read_style(self) -> dict[str, str]:
        """Its style; words without a value have themselves for one."""
        style = {}
        for part in self.attributes.get("style", "").split(";"):
            name, has_value, value = part.strip().partition("=")
            if name:
                style[name] = value if has_value else name
        return style


@dataclass
class Page:
    """A page: its name, its cells, and why it could not be read, if it could not."""

    name: str
    line: int
    packed: list[str] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    fault: str = ""


def read_pages(file: GraphFile) -> tuple[list[Page], str]:
    """The pages of a draw.io file, and the version of draw.io that wrote it, or "".

    A page that cannot be read has its `fault` and no cells. Raises `ModelFileError` for what is no draw.io
    file or none that is whole, and for one with more than 50 000 cells or 40 MB of packed pages.
    """
    reader = _Reader(file.name)
    read_xml(file.content, file.name, reader, _SAVE)
    room = _LARGEST_UNPACKED
    for page in reader.pages:
        text = "".join(page.packed).strip()
        page.packed.clear()
        if text:
            content = _unpack(text, page, room, file.name)
            room -= len(content)
            _read_packed(content, page, reader, file.name)
    return reader.pages, reader.version


class _Reader:
    """Collects the cells of pages; `page` is the one being read."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._elements: list[str] = []
        self._wrapper: dict[str, str] | None = None
        self._cell: Cell | None = None
        self._count = 0
        self.pages: list[Page] = []
        self.version = ""
        self.is_packed = False

    def start_page(self) -> None:
        """Read cells into the last page, out of a file of their own."""
        self._elements = []
        self._wrapper = self._cell = None
        self.is_packed = True

    def start(self, element: str, attributes: dict[str, str], line: int) -> None:
        if not self._elements and element not in ("mxfile", "mxGraphModel"):
            message = f"is XML, but not of draw.io: it begins with {to_quoted(element)}; {_SAVE}"
            raise refuse(self._name, message, line)
        parent = self._elements[-1] if self._elements else ""
        self._elements.append(element)
        if element == "mxfile":
            self.version = attributes.get("version", "")
        elif element == "diagram":
            name = to_line(attributes.get("name", "")) or f"Page {len(self.pages) + 1}"
            self.pages.append(Page(name, line))
            if len(self.pages) > _MOST_PAGES:
                raise refuse_count(self._name, "pages", _MOST_PAGES)
        elif element == "mxGraphModel" and not parent and not self.is_packed:
            self.pages.append(Page("Page 1", line))
        elif parent == "root" and element != "mxCell":
            self._wrapper = attributes
        elif element == "mxCell" and self.pages:
            self._start_cell(attributes, line)
        elif element == "mxGeometry" and parent == "mxCell" and self._cell is not None:
            self._cell.is_relative = attributes.get("relative") == "1"

    def _start_cell(self, attributes: dict[str, str], line: int) -> None:
        self._count += 1
        if self._count > MOST_CELLS:
            raise refuse_count(self._name, "shapes and links", MOST_CELLS)
        values = self._wrapper or {}
        identity = values.get("id") or attributes.get("id", "")
        self._cell = Cell(identity, attributes, values, None if self.is_packed else line)
        self.pages[-1].cells.append(self._cell)

    def add(self, text: str) -> None:
        if self._elements[-1:] == ["diagram"]:
            self.pages[-1].packed.append(text)

    def end(self, element: str) -> None:
        self._elements.pop()
        if element == "mxCell":
            self._cell = None
        elif self._elements[-1:] == ["root"]:
            self._wrapper = None


def _unpack(text: str, page: Page, room: int, name: str) -> bytes:
    """The XML of a packed page; b"" with its fault noted where it is damaged."""
    if text.startswith("<"):
        return text.encode()
    if text.startswith("%3C"):
        return b"".join(_decode([text.encode()]))
    try:
        packed = base64.b64decode("".join(text.split()), validate=True)
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        content = inflater.decompress(packed, room + 1)
        if len(content) > room or inflater.unconsumed_tail:
            raise refuse(
                name, f"unpacks to more than {_LARGEST_UNPACKED // 2**20} MB; save fewer pages in it"
            )
        if not inflater.eof:
            raise zlib.error
    except (binascii.Error, ValueError, zlib.error):
        page.fault = "is damaged"
        return b""
    return b"".join(_decode(content[at : at + _CHUNK] for at in range(0, len(content), _CHUNK)))


def _decode(pieces: Iterator[bytes] | list[bytes]) -> Iterator[bytes]:
    """The bytes behind percent signs, piece by piece: all at once they would fill the memory."""
    rest = b""
    for piece in pieces:
        text = rest + piece
        cut = text.rfind(b"%", max(0, len(text) - 2))
        rest = text[cut:] if cut >= 0 else b""
        yield unquote_to_bytes(text[: cut if cut >= 0 else len(text)])
    yield unquote_to_bytes(rest)


def _read_packed(content: bytes, page: Page, reader: _Reader, name: str) -> None:
    if page.fault:
        return
    pages, reader.pages = reader.pages, [page]
    reader.start_page()
    try:
        read_xml(content, name, reader, _SAVE)
    except ModelFileError as error:
        if reader._count > MOST_CELLS:
            raise
        page.fault, page.cells = error.faults[0].message, []
    finally:
        reader.pages = pages
