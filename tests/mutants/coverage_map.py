"""Which tests run which line, and how long each of them takes: one run of all tests that compute."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import coverage

# What a test measures on a busy machine says nothing of the change: by their names, tests of time and memory.
_MEASURING = re.compile(r"::.*(_takes?_|_in_time|_soon|_to_hurt|_within_)")
_NOT_COMPUTING = ("tests/browser", "tests/hosting", "tests/faults", "tests/load")


class OtherCodeError(Exception):
    """The map was made of code that is another one by now."""


@dataclass(frozen=True)
class CoverageMap:
    """The tests that run each line of each file, and the seconds that each test took."""

    lines: dict[str, dict[int, frozenset[str]]]
    seconds: Mapping[str, float]

    def find_tests(self, path: str, lines: Iterable[int]) -> frozenset[str]:
        """The tests that run any of these lines.

        What runs only when its module is imported is used by whoever runs anything of the module, and where
        nobody does, as of declared tables, by the tests of its folder.
        """
        of_file = self.lines.get(path, {})
        touched = [of_file[line] for line in lines if line in of_file]
        found = frozenset[str]().union(*touched)
        if touched and not found:
            found = found.union(*of_file.values())
        if touched and not found:
            near = f"tests/{Path(path).parent.as_posix()}/"
            found = frozenset(test for test in self.seconds if test.startswith(near))
        return found & self.seconds.keys()

    def is_run(self, path: str, lines: Iterable[int]) -> bool:
        """Whether anything runs one of these lines, if only an import."""
        return any(line in self.lines.get(path, {}) for line in lines)


def make_map(tree: Path, folder: Path, options: Sequence[str]) -> None:
    """Run the tests of a tree and write the map of them into a folder; what fails is left out of it."""
    ignored = (part for path in _NOT_COMPUTING for part in ("--ignore", path))
    environment = {
        **os.environ,
        "HYPOTHESIS_PROFILE": "brief",
        "COVERAGE_FILE": str(folder / "coverage"),
        "TEST_TIMES": str(folder / "times.json"),
    }
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "tests.mutants.timing"]
    measured = ["--cov", "--cov-context=test", "--cov-report=", "--cov-fail-under=0"]
    subprocess.run([*command, *measured, *ignored, *options], cwd=tree, env=environment, check=False)
    (folder / "code.txt").write_text(_sign(tree), encoding="utf-8")


def read_map(tree: Path, folder: Path) -> CoverageMap:
    """The map in a folder, which has to be one of the tree's code."""
    if (folder / "code.txt").read_text(encoding="utf-8") != _sign(tree):
        raise OtherCodeError(folder)
    data = coverage.CoverageData(basename=str(folder / "coverage"))
    data.read()
    lines = {}
    for file in data.measured_files():
        contexts = data.contexts_by_lineno(file)
        lines[Path(file).as_posix()] = {
            line: frozenset(context.rpartition("|")[0] for context in of_line if context)
            for line, of_line in contexts.items()
        }
    seconds = json.loads((folder / "times.json").read_text(encoding="utf-8"))
    return CoverageMap(lines, {test: took for test, took in seconds.items() if not _MEASURING.search(test)})


def list_code(tree: Path) -> list[Path]:
    """The files whose lines are mapped."""
    return sorted(file for folder in ("model", "pages") for file in (tree / folder).rglob("*.py"))


def _sign(tree: Path) -> str:
    sign = hashlib.sha256()
    for file in list_code(tree):
        sign.update(file.relative_to(tree).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return sign.hexdigest()
