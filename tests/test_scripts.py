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


def test_every_script_is_typed_and_formatted() -> None:
    without_comments = re.sub(r"^\s*//.*$", "", (ROOT / "tsconfig.json").read_text(), flags=re.MULTILINE)
    types = json.loads(without_comments)
    assert "exclude" not in types
    typed = {file for pattern in types["include"] for file in ROOT.glob(pattern)}
    assert {file for room in ("model", "pages") for file in (ROOT / room).rglob("*.js")} <= typed
    formatted = json.loads((ROOT / "biome.json").read_text())["files"]["includes"]
    assert "**/*.js" in formatted
    assert not [pattern for pattern in formatted if pattern.startswith("!")]


def test_lines_of_scripts_end_at_110_columns() -> None:
    """Biome breaks the lines of code, not those of comments and strings."""
    scripts = [file for room in ("model", "pages", "tests") for file in (ROOT / room).rglob("*.[jt]s")]
    assert scripts
    assert not [
        f"{file.relative_to(ROOT)}:{number}"
        for file in scripts
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if len(line) > 110
    ]


def test_scripts_leave_the_colon_behind_a_label_to_the_catalogue() -> None:
    """A label and a text are put together by `joinLabel`, as in French a space stands before the colon."""
    composed = re.compile(r"\}:[ `]|`: |\+ \": \"")
    assert composed.search("`${label}: ${text}`")
    assert not [
        f"{file.relative_to(ROOT)}:{number}"
        for room in ("model", "pages")
        for file in (ROOT / room).rglob("*.js")
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if composed.search(line)
    ]
