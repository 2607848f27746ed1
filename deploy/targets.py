"""The systems that a wheelhouse is for, and which wheels these can use."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import parse_wheel_filename

from deploy.lock import Locked

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
"""The versions of Python that folders are made for, unless others are asked for."""


@dataclass(frozen=True)
class Platform:
    """A system: what Python calls it, the tags of its wheels (best first), and how it is started.

    `markers` are what the lock may ask of a system. `folder` is where stories are kept there.
    """

    system: str
    tags: tuple[str, ...]
    markers: Mapping[str, str]
    start: str
    folder: str


def _build_linux(machine: str) -> Platform:
    of_glibc = tuple(f"manylinux_2_{minor}_{machine}" for minor in range(28, 16, -1))
    return Platform(
        f"linux-{machine}",
        (*of_glibc, f"manylinux2014_{machine}"),
        {
            "sys_platform": "linux",
            "os_name": "posix",
            "platform_system": "Linux",
            "platform_machine": machine,
        },
        "start.sh",
        "~/.local/share/mangomoment",
    )


PLATFORMS: Mapping[str, Platform] = {
    "windows": Platform(
        "win-amd64",
        ("win_amd64",),
        {
            "sys_platform": "win32",
            "os_name": "nt",
            "platform_system": "Windows",
            "platform_machine": "AMD64",
        },
        "start.bat",
        r"C:\Users\...\Mangomoment",
    ),
    "linux": _build_linux("x86_64"),
    "linux-arm": _build_linux("aarch64"),
}
"""By the names that the command knows them by; Linux with glibc 2.28 or later (Debian 10, RHEL 8)."""


@dataclass(frozen=True)
class Target:
    """A version of Python on a platform.

    >>> Target("windows", "3.13").needs(Locked("colorama", "1", "sys_platform == 'win32'", (), (), ""))
    True
    """

    platform: str
    python: str

    def needs(self, package: Locked) -> bool:
        """Whether a package is needed on it."""
        return package.is_for(
            {
                **PLATFORMS[self.platform].markers,
                "implementation_name": "cpython",
                "platform_python_implementation": "CPython",
                "python_version": self.python,
                "python_full_version": f"{self.python}.0",
            }
        )

    def find_wheel(self, package: Locked, folder: Path) -> Path | None:
        """The wheel of a package in a folder that can be used on it, with a hash that the lock has."""
        for wheel in sorted(folder.glob("*.whl")):
            name, version, tags = _read_name(wheel.name)
            if (
                (name, version) == (package.name, package.version)
                and tags & _list_tags(self)
                and _find_hash(wheel) in package.hashes
            ):
                return wheel
        return None


@cache
def _read_name(wheel: str) -> tuple[str, str, frozenset[Tag]]:
    name, version, _build, tags = parse_wheel_filename(wheel)
    return str(name), str(version), tags


@cache
def _list_tags(target: Target) -> frozenset[Tag]:
    major, minor = map(int, target.python.split("."))
    platforms = PLATFORMS[target.platform].tags
    interpreter = f"cp{major}{minor}"
    own = cpython_tags((major, minor), platforms=platforms)
    return frozenset([*own, *compatible_tags((major, minor), interpreter, platforms)])


@cache
def _find_hash(wheel: Path) -> str:
    with wheel.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
