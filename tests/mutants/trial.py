"""One change on trial: made in a copy of the project, where tests try to notice it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from compileall import compile_dir
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from py_compile import PycInvalidationMode
from typing import Literal

from tests.mutants.changes import Change
from tests.mutants.coverage_map import CoverageMap

Outcome = Literal["noticed", "took too long", "not noticed"]
"""A test fails with the change each time, and not without it; the tests take far longer; neither."""

_Ending = Literal["passed", "failed", "took too long"]

_TIMES_AS_LONG = 20  # a property is tried with ten times the examples that it was measured with
_START_SECONDS = 180
_GREEN = (0, 5)  # tests passed, or none was left to run


@dataclass(frozen=True)
class Trial:
    """How a change came through: how many tests ran the line, and how many of them were tried."""

    change: Change
    outcome: Outcome
    running: int
    tried: int


def copy_project(root: Path, folder: Path) -> Path:
    """The project's files in a folder of their own, where nobody minds if they are changed.

    They are compiled once. Each trial asks whether the content is another one: by its time and length alone,
    a change made at once would go unnoticed.
    """
    left_out = shutil.ignore_patterns(".git", ".venv*", "node_modules", "__pycache__", ".*_cache", "*.db*")
    copied = Path(shutil.copytree(root, folder, ignore=left_out))
    compile_dir(copied, quiet=1, invalidation_mode=PycInvalidationMode.CHECKED_HASH)
    return copied


def try_change(change: Change, tree: Path, coverage_map: CoverageMap, most_seconds: float) -> Trial:
    """Make the change in a copy of the project, run the tests that run its lines, and take it back."""
    tests = coverage_map.find_tests(change.path, range(change.line, change.last_line + 1))
    chosen = choose_tests(tests, change.path, coverage_map.seconds, most_seconds)
    outcome = _try(change, tree, chosen, coverage_map.seconds)
    return Trial(change, outcome, len(tests), len(chosen))


def _try(change: Change, tree: Path, tests: list[str], seconds: Mapping[str, float]) -> Outcome:
    """What tests say of a change: one that fails by chance, as on a busy machine, says nothing of it."""

    def run(some: Collection[str]) -> _Ending:
        return _run(tree, some, sum(seconds.get(test, 0) for test in some))

    while tests:
        with _changed(change, tree):
            ending = run(tests)
            if ending != "failed":
                return "took too long" if ending == "took too long" else "not noticed"
            failed = _read_failed(tree)
            if not failed:
                return "noticed"
            fails_again = run(failed) == "failed"
        if fails_again and run(failed) == "passed":
            return "noticed"
        tests = [test for test in tests if test not in failed]
    return "not noticed"


@contextmanager
def _changed(change: Change, tree: Path) -> Iterator[None]:
    file = tree / change.path
    source = file.read_bytes()
    file.write_bytes(change.apply(source))
    try:
        yield
    finally:
        file.write_bytes(source)


def choose_tests(
    tests: Collection[str], path: str, seconds: Mapping[str, float], most_seconds: float
) -> list[str]:
    """Tests that take a number of seconds together.

    First come those of the module itself, then those of its folder, then the others; of each, the quickest
    first. They stand file by file, the quickest file first, so that what a file shares is built once.
    """
    module = Path(path)
    own = (path, f"test_{module.stem}.py")
    near = (f"tests/{module.parent.as_posix()}/", f"test_{module.parent.name}")

    def judge(test: str) -> tuple[bool, bool, float, str]:
        is_own, is_near = (any(name in test for name in names) for names in (own, near))
        return not is_own, not is_near, seconds[test], test

    spent = 0.0
    chosen: list[str] = []
    for test in sorted(tests, key=judge):
        spent += seconds[test]
        if chosen and spent > most_seconds:
            break
        chosen.append(test)
    of_file: defaultdict[str, list[str]] = defaultdict(list)
    for test in chosen:
        of_file[_get_file(test)].append(test)
    files = sorted(of_file, key=lambda file: sum(seconds[test] for test in of_file[file]))
    return [test for file in files for test in of_file[file]]


def _run(tree: Path, tests: Collection[str], seconds: float) -> _Ending:
    listed = _name_file(tree, "chosen")
    listed.write_text(json.dumps(list(tests)), encoding="utf-8")
    failed = _name_file(tree, "failed")
    failed.unlink(missing_ok=True)
    files = list(dict.fromkeys(_get_file(test) for test in tests))
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-x",
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "tests.mutants.choosing",
    ]
    with subprocess.Popen(
        [*command, *files],
        cwd=tree,
        env={
            **os.environ,
            "CHOSEN_TESTS": str(listed),
            "FAILED_TESTS": str(failed),
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            code = process.wait(timeout=_START_SECONDS + _TIMES_AS_LONG * seconds)
        except subprocess.TimeoutExpired:
            return "took too long"
        finally:
            _end(process)
    return "passed" if code in _GREEN else "failed"


def _name_file(tree: Path, what: str) -> Path:
    return tree.parent / f"{tree.name}-{what}.json"


def _read_failed(tree: Path) -> list[str]:
    """The tests that failed; none where the code could not even be imported."""
    file = _name_file(tree, "failed")
    failed: list[str] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else []
    return failed


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a run and the servers that it started."""
    if sys.platform == "win32":
        process.kill()
        return
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _get_file(test: str) -> str:
    return test.partition("::")[0]
