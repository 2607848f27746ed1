"""Databases to break: of both kinds, on disks that can be filled and made read-only."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from model.stories import StoreUnavailableError, Story, StoryStore
from tests.model.stories.conftest import empty_url, url
from tests.storytelling import build_story

__all__ = ["disk", "empty_url", "url"]


class Disk:
    """A disk of 12 MB of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._filler = folder / "filler"
        _run_as_root("mount", "-t", "tmpfs", "-o", f"size=12m,uid={os.getuid()}", "tmpfs", str(folder))

    def fill(self, but: int) -> None:
        """Use up the room but for some bytes."""
        state = os.statvfs(self.folder)
        with self._filler.open("wb") as filler:
            filler.write(b"x" * max(0, state.f_bavail * state.f_frsize - but))

    def free(self) -> None:
        """Give the room back."""
        self._filler.unlink()

    def forbid_writing(self, is_forbidden: bool) -> None:
        """Let the disk be read only, or no longer."""
        _run_as_root("mount", "-o", f"remount,{'ro' if is_forbidden else 'rw'}", str(self.folder))

    def remove(self) -> None:
        """Take the disk away, even where it is still in use."""
        _run_as_root("umount", "--lazy", str(self.folder))


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """A small disk of its own, gone afterwards."""
    folder = tmp_path / "disk"
    folder.mkdir()
    disk = Disk(folder)
    yield disk
    disk.remove()


def add_until_refused(store: StoryStore) -> tuple[list[Story], StoreUnavailableError]:
    """Add large stories until one is refused: those confirmed, and how it was refused."""
    confirmed = []
    for number in range(1000):
        try:
            confirmed.append(store.add(build_story(f"{number} " + "mango " * 800), "visitor"))
        except StoreUnavailableError as refusal:
            return confirmed, refusal
    raise AssertionError("the disk never was full")


def _run_as_root(*command: str) -> None:
    subprocess.run([*([] if os.geteuid() == 0 else ["sudo", "-n"]), *command], check=True)
