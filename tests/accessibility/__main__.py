"""`python -m tests.accessibility`: run the tests that the accessibility statement names, and write it.

`--report FILE` takes what pytest wrote there (`--junitxml`) instead of running them, and may be repeated.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from tests.accessibility.statement import DOCUMENT, build_statement, list_tests
from tests.serving import ROOT


def read_report(file: Path) -> dict[str, str]:
    """What became of each test by its name; one that ran more than once passed if it did each time.

    A test in a file `tests/x/test_y.py` is named `tests/x/test_y.py::test_z`, without its parameters.
    """
    results: dict[str, str] = {}
    for case in ElementTree.parse(file).iter("testcase"):
        name = str(case.get("name")).partition("[")[0]
        test = f"{str(case.get('classname')).replace('.', '/')}.py::{name}"
        kinds = {part.tag for part in case}
        outcome = "failed" if kinds & {"failure", "error"} else "skipped" if "skipped" in kinds else "passed"
        if results.get(test, "passed") == "passed":
            results[test] = outcome
    return results


def run_tests(tests: Iterable[str]) -> dict[str, str]:
    """What became of some tests, which are run here."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", f"--junitxml={report}", *tests]
        subprocess.run(command, cwd=ROOT, check=False)
        return read_report(report)


def main() -> int:
    """Write the statement; 1 where a test that it names did not pass, which it says."""
    parser = argparse.ArgumentParser(prog="python -m tests.accessibility", description=__doc__)
    parser.add_argument("--report", action="append", type=Path, metavar="FILE", default=[])
    arguments = parser.parse_args()
    results: dict[str, str] = {}
    for report in arguments.report:
        results |= read_report(report)
    if not arguments.report:
        results = run_tests(list_tests())
    DOCUMENT.write_text(build_statement(results, date.today().isoformat()), "utf-8")
    missed = [test for test in list_tests() if results.get(test) != "passed"]
    for test in missed:
        print(f"{results.get(test, 'not run')}: {test}", file=sys.stderr)
    print(
        f"{DOCUMENT.relative_to(ROOT)}: {len(list_tests()) - len(missed)} tests passed of {len(list_tests())}"
    )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
