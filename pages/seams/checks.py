"""Whether Streamlit is still what the seams rely on: looked at when the server starts, and by a test."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

import streamlit as st

from pages.seams import (
    base_path,
    delays,
    front_page,
    history,
    log_handlers,
    own_addresses,
    static_files,
    words,
)
from pages.seams.changed import ChangedStreamlitError

CHECKS: Mapping[str, Callable[[], None]] = {
    "base_path": base_path.check,
    "delays": delays.check,
    "front_page": front_page.check,
    "history": history.check,
    "log_handlers": log_handlers.check,
    "own_addresses": own_addresses.check,
    "static_files": static_files.check,
    "words": words.check,
}
"""The check of each seam whose fit shows before the server listens, by its module. `connections` checks
itself when it is put in; `garbage` is Python's own."""

_log = logging.getLogger(__name__)


def find_changes() -> dict[str, str]:
    """What was changed, in words, by the seam that does not fit any more; empty where all fit.

    >>> find_changes()
    {}
    """
    changes = {}
    for seam, check in CHECKS.items():
        try:
            check()
        except ChangedStreamlitError as change:
            changes[seam] = str(change)
    return changes


def tell_of_changes() -> None:
    """Say in the log what Streamlit changed."""
    for seam, change in find_changes().items():
        _log.warning(
            "Streamlit %s changed: %s. The application goes on the usual way, without pages/seams/%s.py.",
            st.__version__,
            change,
            seam,
        )
