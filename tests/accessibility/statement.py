"""The accessibility statement as a text, out of which tests passed and which rules axe-core has."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import axe_playwright_python

from tests.accessibility.criteria import BY_AXE, LIMITS, PROOFS, Criterion, list_criteria
from tests.serving import ROOT

_TEMPLATE = Path(__file__).with_name("template.md")
DOCUMENT = ROOT / "docs" / "accessibility.md"
Results = Mapping[str, str]
"""What became of each test by its name: "passed", or another word."""

_RULE = re.compile(r'id:"[a-z-]+"[^{}]{0,400}?tags:\[([^\]]*)\]')


def list_tests() -> tuple[str, ...]:
    """The names of all tests that the statement names, each once."""
    named = [test for proofs in PROOFS.values() for test in proofs]
    return tuple(dict.fromkeys((*named, *BY_AXE)))


def find_missing() -> list[str]:
    """The named tests that are in no file."""
    return [test for test in list_tests() if test.partition("::")[2] not in _list_functions(test)]


def build_statement(results: Results, day: str) -> str:
    """The whole page."""
    axe_version, by_axe = read_axe()
    rows = [(each, _describe(each, results, by_axe)) for each in list_criteria()]
    untested = sum(said.startswith("not tested") for _each, said in rows)
    table = [
        f"| {each.number} {each.name} | {each.clause or '-'} | {each.level} | {said} |" for each, said in rows
    ]
    return _TEMPLATE.read_text("utf-8").format(
        day=day,
        axe=axe_version,
        all=len(rows),
        tested=len(rows) - untested,
        untested=untested,
        criteria="\n".join(table),
        axe_tests="\n".join(f"| {_show(test, results)} | {pages} |" for test, pages in BY_AXE.items()),
    )


def _describe(criterion: Criterion, results: Results, by_axe: frozenset[str]) -> str:
    said = [f"{what} ({_show(test, results)})" for test, what in PROOFS.get(criterion.number, {}).items()]
    if criterion.number in by_axe:
        said.insert(0, "axe-core")
    limit = LIMITS.get(criterion.number, "")
    return " ".join(filter(None, (("; ".join(said) or "not tested") + ".", limit)))


def _show(test: str, results: Results) -> str:
    outcome = results.get(test, "not run")
    name = f"`{test.removeprefix('tests/')}`"
    return name if outcome == "passed" else f"**{outcome}:** {name}"


@cache
def read_axe() -> tuple[str, frozenset[str]]:
    """The version of axe-core, and the criteria for which it has rules that are on unless asked otherwise."""
    script = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
    version = re.search(r"axe v([\d.]+)", script)
    assert version
    return version[1], frozenset(_list_criteria_of(script))


def _list_criteria_of(script: str) -> Iterator[str]:
    for rule in _RULE.finditer(script):
        tags = re.findall(r'"([\w.-]+)"', rule[1])
        if "enabled:!1" in rule[0] or {"experimental", "deprecated"} & set(tags):
            continue
        for tag in tags:
            if said := re.fullmatch(r"wcag(\d)(\d)(\d+)", tag):
                yield ".".join(said.groups())


@cache
def _list_functions(test: str) -> frozenset[str]:
    file = ROOT / test.partition("::")[0]
    if not file.exists():
        return frozenset()
    tree = ast.parse(file.read_text("utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
