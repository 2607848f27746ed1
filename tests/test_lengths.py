"""Modules are short: what grows beyond 400 lines is two things by then."""

from __future__ import annotations

from collections.abc import Mapping

from tests.serving import ROOT

MOST_LINES = 400
KINDS = {".py", ".js", ".css", ".html", ".typ", ".ts"}
FOLDERS = ("model", "pages", "deploy", "tests")
LONGER: Mapping[str, str] = {
    "pages/phones/phones.js": "one script, as old phones know no modules",
    "model/export/standalone/page.js": "stands in a file of its own that is exported, and imports nothing",
    "model/reporting/templates/report.typ": "one document, in the order of its pages",
    "pages/shared/types.d.ts": "types alone: what the server sends to more rooms than one",
    "pages/workshop/types.d.ts": "types alone: what the server sends to the workshop",
}
"""What is longer, with the reason."""


def test_modules_have_400_lines_at_most() -> None:
    lines = {
        file.relative_to(ROOT).as_posix(): len(file.read_text(encoding="utf-8").splitlines())
        for folder in FOLDERS
        for file in (ROOT / folder).rglob("*")
        if file.suffix in KINDS and not file.name.startswith("test_") and "golden" not in file.parts
    }
    assert len(lines) > 1_000
    longer = {name: count for name, count in lines.items() if count > MOST_LINES}
    assert {name: count for name, count in longer.items() if name not in LONGER} == {}
    assert LONGER.keys() == longer.keys(), "what became short needs no reason"
