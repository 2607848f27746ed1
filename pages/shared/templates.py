"""HTML out of templates in the folders of pages: every text is escaped, a value that lacks is an error."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

_UNWRITABLE = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Control characters and halves of characters, which no page may hold; a person can send any."""


def render(folders: Path | tuple[Path, ...], template: str, **values: object) -> str:
    """A page out of a template in a folder, or in the first of some that has it.

    Raises `jinja2.UndefinedError` for a value that was not given.
    """
    return _UNWRITABLE.sub("", _build_environment(folders).get_template(template).render(values))


@cache
def _build_environment(folders: Path | tuple[Path, ...]) -> Environment:
    """Kept, with its templates compiled: only the first page of each kind waits for that."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # only where pages are asked for

    return Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
