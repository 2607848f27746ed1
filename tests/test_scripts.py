"""What the browser's modules compute without a page, by Node's own test runner; and which are checked."""

from __future__ import annotations

import json
import re
import subprocess

from tests.serving import ROOT


def test_the_modules_without_a_page_do_what_their_tests_say() -> None:
    tests = sorted(str(file) for file in (ROOT / "tests" / "scripts").glob("*.test.js"))
    assert tests
    done = subprocess.run(["node", "--test", *tests], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout


def test_what_is_still_to_be_typed_is_still_to_be_formatted_and_is_there() -> None:
    without_comments = re.sub(r"^\s*//.*$", "", (ROOT / "tsconfig.json").read_text(), flags=re.MULTILINE)
    untyped = json.loads(without_comments)["exclude"]
    formatted = json.loads((ROOT / "biome.json").read_text())["files"]["includes"]
    assert untyped == [pattern.removeprefix("!") for pattern in formatted if pattern.startswith("!")]
    assert [pattern for pattern in untyped if not list(ROOT.glob(pattern))] == []
