"""Whether the disk that the stories are on fills up: said in the log, and to the facilitator."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from starlette.concurrency import run_in_threadpool

from model.words import Translate
from pages.server.rounds import repeat

_log = logging.getLogger(__name__)

VARIABLE = "MANGOMOMENT_DISK_WARNING"
NEEDED = 16 * 2**20
"""With how many bytes nothing more can be stored safely: SQLite needs room beside the file to write."""

LOOKS_EVERY = 60.0
_LOOKS_FIRST = 5.0
_USUAL_SHARE, _USUAL_SIZE = 5.0, 500 * 10**6
_SAID = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(%|MB|GB)\s*", re.IGNORECASE)
_UNITS = {"mb": 10**6, "gb": 10**9}


@dataclass(frozen=True)
class Room:
    """How many bytes are free on the disk of the stories, and below how many that is little."""

    free: int
    little: int

    @property
    def is_little(self) -> bool:
        """Whether somebody should make room soon."""
        return self.free < self.little

    @property
    def is_full(self) -> bool:
        """Whether nothing more can be stored safely."""
        return self.free < NEEDED

    @property
    def megabytes(self) -> int:
        """How many megabytes are free."""
        return self.free // 10**6


def find_room() -> Room | None:
    """The room on the disk of the SQLite file; None for PostgreSQL, and where the system does not tell."""
    from pages.shared.resources import find_store_folder  # not before the server answers

    if (folder := find_store_folder()) is None:
        return None
    there = next((place for place in (folder, *folder.parents) if place.exists()), Path("/"))
    try:
        usage = shutil.disk_usage(there)
    except OSError:
        return None
    return Room(usage.free, _choose_little(usage.total))


def is_setting_wrong() -> bool:
    """Whether the environment says something else than a size or a share."""
    said = os.environ.get(VARIABLE, "").strip()
    return bool(said) and _read_setting(said, 0) is None


def describe_shortage(_: Translate) -> str:
    """What the facilitator should know of the disk, in a sentence; empty where there is room."""
    room = find_room()
    if room is None or not room.is_little:
        return ""
    return _(
        "The disk with the stories is almost full ({count} MB free). Free some space soon; once it is full, "
        "stories and votes cannot be saved."
    ).format(count=room.megabytes)


async def watch_disk() -> None:
    """Say in the log when the disk fills up and when there is room again, as long as the server runs."""
    if is_setting_wrong():
        _log.warning("%s is a size or a share, such as 500 MB, 2 GB or 5 %%; it is left out", VARIABLE)
    await asyncio.sleep(_LOOKS_FIRST)
    was_little = False

    async def look() -> None:
        nonlocal was_little
        room = await run_in_threadpool(find_room)
        is_little = room is not None and room.is_little
        if room is not None and is_little and not was_little:
            _log.warning("the disk of the stories is almost full: %d MB are free", room.megabytes)
        if room is not None and was_little and not is_little:
            _log.warning("the disk of the stories has room again: %d MB are free", room.megabytes)
        was_little = is_little

    await repeat("looking at the disk", look, LOOKS_EVERY)


def _choose_little(total: int) -> int:
    """Below how many free bytes the disk is almost full, of a total: what the environment says, else
    5 %, at most 500 MB."""
    said = _read_setting(os.environ.get(VARIABLE, "").strip(), total)
    return min(int(total * _USUAL_SHARE / 100), _USUAL_SIZE) if said is None else said


def _read_setting(said: str, total: int) -> int | None:
    match = _SAID.fullmatch(said)
    if match is None:
        return None
    amount, unit = float(match[1]), match[2].lower()
    if unit == "%":
        return int(total * amount / 100) if amount <= 100 else None
    return int(amount * _UNITS[unit])
