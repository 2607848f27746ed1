"""Which other sites may show the pages that are only read within theirs; none unless they are named."""

from __future__ import annotations

import logging
import os
import re
from functools import lru_cache

_log = logging.getLogger(__name__)

VARIABLE = "MANGOMOMENT_FRAME_HOSTS"
READ_ONLY = ("explore", "paths", "about")
"""The pages on which nobody signs in, tells or votes."""

_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ENTRY = re.compile(
    rf"(?:https?://)?(?:(?:\*\.)?{_LABEL}(?:\.{_LABEL})*|\[[0-9A-Fa-f:.]{{2,45}}\])(?::([0-9]{{1,5}}))?"
)


def list_hosts() -> tuple[str, ...]:
    """The hosts that the environment names, as the content security policy writes them.

    An entry is a host, with `*.` before it for all names below it, with its port where that is an unusual
    one, and with http:// or https:// where only that one counts.
    """
    return _read(os.environ.get(VARIABLE, ""))[0]


def warn_of_bad_hosts() -> None:
    """Name in the log what is no host; it is left out."""
    for entry in _read(os.environ.get(VARIABLE, ""))[1]:
        _log.warning('%s: "%s" is no host, such as intranet.example.org; it is left out', VARIABLE, entry)


def may_be_framed(path: str) -> bool:
    """Whether a page may be shown within the pages of the hosts, by its path below the base path.

    >>> may_be_framed("/explore"), may_be_framed("/workshop"), may_be_framed("/join/ABCDEF")
    (True, False, False)
    """
    return path.removeprefix("/") in READ_ONLY


@lru_cache(maxsize=4)
def _read(said: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The hosts in a list with commas, and what is none."""
    good: list[str] = []
    bad: list[str] = []
    for entry in filter(None, (each.strip().rstrip("/") for each in said.split(","))):
        match = _ENTRY.fullmatch(entry)
        is_host = match is not None and (match[1] is None or 0 < int(match[1]) < 65536)
        (good if is_host else bad).append(entry)
    return tuple(good), tuple(bad)
