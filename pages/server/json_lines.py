"""The log as JSON, one object a line, without anything personal: for whatever collects logs.

Left out are addresses of people, keys and queries within addresses of pages, e-mail addresses, and the
messages of exceptions, which may quote what somebody typed: of these there is the kind, and where it was
raised.
"""

from __future__ import annotations

import ipaddress
import json
import logging
import os
import re
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

FORMAT = "MANGOMOMENT_LOG"
FIELDS = "fields"
"""The attribute of a record that has more to say, by name; nothing in it is left out."""

_HIDDEN = "…"
_ROOT = Path(__file__).parents[2]
_MOST_FRAMES = 30
_IPV4 = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.]*\.\d)")
_IPV6 = re.compile(r"(?<![\w.:])[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:.]{1,40}(?:%\w+)?(?![\w:])")
_BELOW = re.compile(
    r"/(join|tell|screen|report|projector|workshops|stories|teams|media|upload_file)/[^\s\"'<>)]+"
)
_QUERY = re.compile(r"(?<=[\w/.])\?[^\s\"'<>)]+")
_MAIL = re.compile(r"(?<![^\s<>@'\"()])[^\s<>@'\"()]++@[^\s<>@'\")]+")


class JsonLines(logging.Formatter):
    """Writes a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": hide_personal(record.getMessage()),
            **getattr(record, FIELDS, {}),
        }
        if record.exc_info and record.exc_info[1]:
            line |= describe_error(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def is_chosen() -> bool:
    """Whether the environment asks for the log as JSON."""
    return os.environ.get(FORMAT, "").strip().lower() == "json"


def hide_personal(text: str) -> str:
    """A text without addresses of people, keys and queries.

    >>> hide_personal("wrong passcode from 192.0.2.7:1234, number 3 at 12:30:45")
    'wrong passcode from …:1234, number 3 at 12:30:45'
    >>> hide_personal("GET /ward/join/ABCD23/state.json?lang=nl from [2001:db8::7]:1234 failed")
    'GET /ward/join/… from […]:1234 failed'
    """
    text = _BELOW.sub(rf"/\1/{_HIDDEN}", text)
    text = _MAIL.sub(_HIDDEN, _QUERY.sub(f"?{_HIDDEN}", text))
    return _IPV6.sub(_hide_address, _IPV4.sub(_HIDDEN, text))


def describe_error(error: BaseException) -> dict[str, Any]:
    """What kind of exception it is, and which it came from, with the places that it passed, the last last."""
    kinds = [type(error).__name__]
    cause = error.__cause__ or error.__context__
    while cause is not None and len(kinds) < 5:
        kinds.append(type(cause).__name__)
        cause = cause.__cause__ or cause.__context__
    frames = traceback.extract_tb(error.__traceback__)[-_MOST_FRAMES:]
    places = [f"{_shorten(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    return {"error": " < ".join(kinds), "places": places}


def _shorten(file: str) -> str:
    if "site-packages" in file:
        return file.rpartition("site-packages")[2].lstrip("/\\")
    return file.removeprefix(str(_ROOT)).lstrip("/\\")


def _hide_address(found: re.Match[str]) -> str:
    try:
        ipaddress.ip_address(found[0].strip(".").partition("%")[0])
    except ValueError:
        return found[0]
    return _HIDDEN
