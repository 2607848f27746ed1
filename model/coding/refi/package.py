"""The files of REFI-QDA as bytes: XML, and the zip file that a project is."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from model.errors import Fault, ModelFileError
from model.tables import TableError
from model.tables.archive import read_part

PROJECT = "project.qde"
SOURCES = "sources"
"""The folder of the texts, as the standard (1.5, section 8.1) spells it; some programs write "Sources"."""

LARGEST_FILE = 256 * 2**20
LARGEST_PROJECT = 128 * 2**20
LARGEST_TEXT = 2**20
LARGEST_UNPACKED = 512 * 2**20
"""In bytes: of the packed file, of the list of what is in a project, of one text, and of all together."""
MOST_PARTS = 200_000


def to_document(root: ElementTree.Element) -> bytes:
    """An element as an XML document in UTF-8, each element on a line of its own."""
    ElementTree.indent(root, space=" ")
    written = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{written}\n'.encode()


def pack(parts: Mapping[str, bytes]) -> bytes:
    """A zip file of these parts, in their order; the same parts give the same bytes."""
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        for name, part in parts.items():
            info = ZipInfo(name)
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, part)
    return content.getvalue()


class Package:
    """A project that somebody brings: its list, and its texts by their names.

    No part is ever written anywhere, and no more of one is unpacked than may be in it. Raises
    `ModelFileError` for what is no such file, is damaged or too large.
    """

    def __init__(self, content: bytes, name: str) -> None:
        self._name = name
        self._unpacked = 0
        if len(content) > LARGEST_FILE:
            raise self._refuse("", f"is larger than {LARGEST_FILE // 2**20} MB; split the project")
        try:
            self._archive = ZipFile(BytesIO(content))
            infos = self._archive.infolist()
        except (BadZipFile, NotImplementedError, ValueError, OSError):
            raise self._refuse("", "is no project of REFI-QDA (.qdpx), which is a zip file") from None
        if len(infos) > MOST_PARTS:
            raise self._refuse("", f"has more than {MOST_PARTS} parts; split the project")
        self._parts = {info.filename.replace("\\", "/").lower(): info for info in infos}

    def read_project(self) -> bytes:
        """The list of what is in the project; one with another name, as some programs give it, too."""
        lists = [part for part in self._parts if "/" not in part and part.endswith(".qde")]
        if not lists:
            raise self._refuse(PROJECT, "is missing; export the project as REFI-QDA (.qdpx) again")
        chosen = PROJECT if PROJECT in lists else lists[0]
        return self._read(chosen, LARGEST_PROJECT)

    def find_text(self, path: str) -> bytes | None:
        """What a path such as "internal://GUID.txt" leads to; None for nothing, and for any other path."""
        scheme, separator, file = path.replace("\\", "/").partition("://")
        part = f"{SOURCES}/{file.lstrip('/')}".lower()
        if scheme != "internal" or not separator or part not in self._parts:
            return None
        return self._read(part, LARGEST_TEXT)

    def _read(self, part: str, most_bytes: int) -> bytes:
        info = self._parts[part]
        try:
            content = read_part(self._archive, info, most_bytes)
        except TableError:
            raise self._refuse(info.filename, f"is larger than {most_bytes // 2**20} MB") from None
        except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError):
            message = "is damaged or locked by a password; export the project again"
            raise self._refuse(info.filename, message) from None
        self._unpacked += len(content)
        if self._unpacked > LARGEST_UNPACKED:
            raise self._refuse(
                "", f"is larger than {LARGEST_UNPACKED // 2**20} MB unpacked; split the project"
            )
        return content

    def _refuse(self, part: str, message: str) -> ModelFileError:
        return ModelFileError(self._name, [Fault(None, part, message)])
