"""Whether the package `deduce` reads Dutch texts beside the rules, as `MANGOMOMENT_DEDUCE` says."""

from __future__ import annotations

import logging
import os
from functools import cache
from importlib.util import find_spec

VARIABLE = "MANGOMOMENT_DEDUCE"
MISSING = f"{VARIABLE} is yes, but deduce is not installed: pip install deduce"

_ON, _OFF = ("yes", "1", "on", "true"), ("", "no", "0", "off", "false")
_log = logging.getLogger(__name__)


def is_on() -> bool:
    """Whether deduce is asked for: by `yes`, or what means the same."""
    return _read(os.environ.get(VARIABLE, ""))


def warn_of_deduce() -> None:
    """Say in the log what is set wrongly, or set without the package that it needs."""
    if is_on() and find_spec("deduce") is None:
        _log.warning("%s", MISSING)


@cache
def _read(value: str) -> bool:
    """What a value means; one that means nothing is off, and named in the log the first time."""
    setting = value.strip().lower()
    if setting not in _ON + _OFF:
        _log.warning('%s: "%s" is neither yes nor no; deduce is off', VARIABLE, value)
    return setting in _ON
