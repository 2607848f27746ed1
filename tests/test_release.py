"""Version, changelog and lock say the same as what they are about."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PINS = re.findall(r"^[\w.\[\]-]+==\S+", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE)


def test_the_newest_release_is_the_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    headings = re.findall(r"^## (.+)$", CHANGELOG, re.MULTILINE)
    assert headings[0] == "[Unreleased]"
    assert headings[1].startswith(f"[{project['version']}] - ")
    for heading in headings[1:]:
        assert re.fullmatch(r"\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d", heading)


def test_the_changelog_has_the_groups_of_keep_a_changelog() -> None:
    groups = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    assert set(re.findall(r"^### (.+)$", CHANGELOG, re.MULTILINE)) <= groups
    for release in CHANGELOG.split("\n## ")[1:]:
        named = re.findall(r"^### (.+)$", release, re.MULTILINE)
        assert len(named) == len(set(named))


@pytest.mark.parametrize("pin", PINS)
def test_each_pin_is_locked(pin: str) -> None:
    name, _, version = re.sub(r"\[.*\]", "", pin).partition("==")
    locked = rf"^{re.escape(name.lower())}(\[\w+\])?=={re.escape(version)}( ;.*)? \\$"
    assert re.search(locked, LOCK, re.MULTILINE), f"renew requirements.lock: {pin} is not in it"


def test_the_lock_has_hashes_and_names_no_index() -> None:
    packages = re.split(r"\n(?=\w)", LOCK)[1:]
    assert len(packages) > len(PINS)
    for package in packages:
        assert "--hash=sha256:" in package
    assert not re.search(r"https?://|file:|index-url|find-links", LOCK)
