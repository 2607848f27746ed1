"""Why the stories cannot be used, in the log: once, until the reason is another one or gone."""

from __future__ import annotations

import logging
import threading

_log = logging.getLogger(__name__)
_noted: dict[str, tuple[str, bool]] = {}
_turn = threading.Lock()


def note_trouble(place: str, sentence: str, cause: str = "", hinders_reading: bool = True) -> None:
    """Say in the log what is wrong with a place, and what the driver says of it, unless that was said last.

    Where it does not hinder reading, somebody who reads shows nothing of whether it is over.
    """
    with _turn:
        if _noted.get(place, ("",))[0] == sentence:
            return
        _noted[place] = (sentence, hinders_reading)
    _log.error("%s%s", sentence, f"; the driver says: {cause}" if cause else "")


def note_recovery(place: str, was_written: bool = True) -> None:
    """Say in the log that nothing is wrong with a place any more, where something was."""
    if place not in _noted:
        return
    with _turn:
        _sentence, hinders_reading = _noted.get(place, ("", False))
        if not (hinders_reading or was_written) or _noted.pop(place, None) is None:
            return
    _log.warning("%s can be used again", place)


def leave_to_others() -> None:
    """Write nothing to the terminal of a program that says each error itself."""
    if not any(isinstance(each, logging.NullHandler) for each in _log.handlers):
        _log.addHandler(logging.NullHandler())
