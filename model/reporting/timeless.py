"""Packed files (PPTX, XLSX) without the time at which they were packed: the same report, the same bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

WRITTEN = datetime(2000, 1, 1)
"""When every file says that it was made."""

_PACKED = (1980, 1, 1, 0, 0, 0)


def repack(content: bytes) -> bytes:
    """The packed file with every part of the same time.

    >>> made = io.BytesIO()
    >>> with zipfile.ZipFile(made, "w") as archive:
    ...     archive.writestr("a", "b")
    >>> zipfile.ZipFile(io.BytesIO(repack(made.getvalue()))).getinfo("a").date_time
    (1980, 1, 1, 0, 0, 0)
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _PACKED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            target.writestr(entry, source.read(name))
    return packed.getvalue()
