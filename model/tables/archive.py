"""Reading parts of zip files, whose directory may say anything of their sizes."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile, ZipInfo

from model.tables.refusal import refuse_size

_CHUNK = 2**16


def read_part(archive: ZipFile, part: str | ZipInfo, most_bytes: int) -> bytes:
    """The content of a part; `TableError` ("too-large") once it turns out longer than `most_bytes`.

    What the directory says of the size is not believed, and no more than the limit is ever in memory. Raises
    what `zipfile` raises for a part that is damaged.

    >>> file = BytesIO()
    >>> with ZipFile(file, "w") as archive:
    ...     archive.writestr("nodes.csv", "id")
    >>> read_part(ZipFile(file), "nodes.csv", 2)
    b'id'
    """
    content = BytesIO()
    with archive.open(part) as file:
        while chunk := file.read(_CHUNK):
            if content.tell() + len(chunk) > most_bytes:
                raise refuse_size()
            content.write(chunk)
    return content.getvalue()
