"""Backups in a folder: their names by time, and which of them go."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from model.stories.backup.folder import list_old, name_backup, rotate

NAMES = [
    f"mangomoment-2026-11-{day:02}T01-00-00Z.db{end}" for day, end in ((3, ""), (1, ".age"), (2, ".gpg"))
]
OTHERS = [
    *("a.db", "mangomoment.db", "mangomoment-2026-11-01.db", "mangomoment-2026-11-01T01-00-00Z.db.zip"),
    *("xmangomoment-2026-11-01T01-00-00Z.db", "mangomoment-2026-11-01T01-00-00Z.db.age.part"),
]


@pytest.mark.parametrize(
    ("encrypted_by", "name"),
    [(None, "mangomoment-2026-11-29T21-05-09Z.db"), ("gpg", "mangomoment-2026-11-29T21-05-09Z.db.gpg")],
)
def test_a_backup_is_named_by_its_moment_in_greenwich(encrypted_by: str | None, name: str) -> None:
    moment = datetime(2026, 11, 29, 23, 5, 9, 999, tzinfo=timezone(timedelta(hours=2)))
    assert name_backup(moment, encrypted_by) == name
    assert list_old([name, name_backup(moment + timedelta(seconds=1))], 1) == [name]


@pytest.mark.parametrize("kept", [1, 2, 3, 4])
def test_all_but_the_newest_are_old_whatever_encrypted_them(kept: int) -> None:
    assert list_old([*NAMES, *OTHERS], kept) == [NAMES[1], NAMES[2], NAMES[0]][: max(0, 3 - kept)]


def test_what_is_old_is_deleted_and_other_files_stay(tmp_path: Path) -> None:
    for name in [*NAMES, *OTHERS]:
        (tmp_path / name).write_bytes(b"x")
    assert rotate(tmp_path, 1) == [tmp_path / NAMES[1], tmp_path / NAMES[2]]
    assert {file.name for file in tmp_path.iterdir()} == {NAMES[0], *OTHERS}
    assert rotate(tmp_path, 1) == []


def test_the_oldest_come_first() -> None:
    days = [name_backup(datetime(2026, 1, day, tzinfo=UTC)) for day in (9, 1, 5, 7)]
    assert list_old(days, 1) == [days[1], days[2], days[3]]
