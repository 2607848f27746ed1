"""The packages of requirements.lock: versions, hashes, who needs each, and on which systems."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from packaging.markers import Marker
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements.lock"

TESTS_ALONE = frozenset({"pytest"})
"""What requirements.txt names that the application itself does without."""

ITSELF = "-r requirements.txt"
"""By whom a package is needed that the application itself asks for."""

_FIRST_LINE = re.compile(r"(?P<name>[\w.-]+)(\[\S+\])?==(?P<version>\S+)( ; (?P<marker>.+?))? \\$")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


class LockError(Exception):
    """The lock is not of the form that `uv pip compile` writes."""


@dataclass(frozen=True)
class Locked:
    """A package in one version: the lines of it in the lock, and what they say.

    `needed_by` are the packages that need it, by name; `marker` says on which systems, "" for all.
    """

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]
    needed_by: tuple[str, ...]
    lines: str

    def is_for(self, environment: Mapping[str, str]) -> bool:
        """Whether it is needed in an environment, given by the names that markers have.

        >>> numpy = next(each for each in read_lock() if each.name == "numpy")
        >>> numpy.marker, numpy.is_for({"python_full_version": "3.13.0"})
        ("python_full_version < '3.12'", False)
        """
        return not self.marker or Marker(self.marker).evaluate({**environment})


def read_lock(text: str | None = None) -> list[Locked]:
    """The packages in the text of a lock, by default this project's, in its order.

    A package can be there twice, with markers that exclude each other. `LockError` names a package that
    has no hash.

    >>> [each.version for each in read_lock() if each.name == "numpy"]
    ['2.4.6', '2.5.5']
    """
    return list(_read(LOCK.read_text("utf-8") if text is None else text))


def _read(text: str) -> Iterator[Locked]:
    for lines in re.split(r"\n(?=[^\s#])", re.sub(r"\A(#.*\n)+", "", text).strip("\n")):
        begin = _FIRST_LINE.match(lines.split("\n")[0])
        hashes = tuple(_HASH.findall(lines))
        if begin is None or not hashes:
            raise LockError(f"requirements.lock: no version with hashes: {lines.splitlines()[0]}")
        reasons = re.findall(r"^ {4}# +(?:via )?(?!via$)(.+)$", lines, re.MULTILINE)
        yield Locked(
            canonicalize_name(begin["name"]),
            begin["version"],
            begin["marker"] or "",
            hashes,
            tuple(reason.strip() for reason in reasons),
            lines,
        )


def choose_runtime(locked: Collection[Locked], without: Collection[str] = TESTS_ALONE) -> list[Locked]:
    """The packages that the application needs to run: not what the tests alone need, nor what that needs.

    >>> every = read_lock()
    >>> sorted({each.name for each in every} - {each.name for each in choose_runtime(every)})
    ['iniconfig', 'pluggy', 'pytest']
    """
    needed: set[str] = set()
    while True:
        found = {
            each.name
            for each in locked
            if each.name not in without and (ITSELF in each.needed_by or needed.intersection(each.needed_by))
        }
        if found == needed:
            return [each for each in locked if each.name in needed]
        needed = found
