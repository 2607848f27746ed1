"""A variable says what it holds: four words that say nothing of it are the name of none."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.serving import ROOT

SAY_NOTHING = {"one", "asked", "told", "given"}
FOLDERS = ("model", "pages", "deploy", "tests")


def find_variables(source: str) -> Iterator[tuple[int, str]]:
    """The variables and parameters of functions, lambdas and comprehensions; not fields, not tables."""
    tree = ast.parse(source)
    for scope in ast.walk(tree):
        if isinstance(scope, ast.comprehension):
            yield from list_stored(scope.target)
        elif isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            for node in ast.walk(scope):
                if isinstance(node, ast.arg):
                    yield node.lineno, node.arg
            if not isinstance(scope, ast.Lambda):
                yield from (found for statement in scope.body for found in list_stored(statement))


def list_stored(part: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(part):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.id


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_variable_says_what_it_holds(folder: str) -> None:
    files = [
        file
        for file in sorted((ROOT / folder).rglob("*.py"))
        if file.parent.name != "versions"  # a step of the database stays as it was published
    ]
    assert files
    found = {
        f"{file.relative_to(ROOT)}:{line} {name}"
        for file in files
        for line, name in find_variables(file.read_text(encoding="utf-8"))
        if name in SAY_NOTHING
    }
    assert found == set()


@pytest.mark.parametrize(
    "source",
    ["def f(one): ...", "def f():\n  for told in x: ...", "[asked for asked in x]", "f = lambda given: 1"],
)
def test_such_a_variable_is_found(source: str) -> None:
    assert {name for _line, name in find_variables(source)} & SAY_NOTHING
