"""What the browser's modules compute without a page, by Node's own test runner."""

from __future__ import annotations

import subprocess

from tests.serving import ROOT


def test_the_modules_without_a_page_do_what_their_tests_say() -> None:
    tests = sorted(str(file) for file in (ROOT / "tests" / "scripts").glob("*.test.js"))
    assert tests
    done = subprocess.run(["node", "--test", *tests], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout
