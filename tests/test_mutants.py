"""The changes that tests are tried with: of what, how they are made, and which tests look for them."""

from __future__ import annotations

import ast
import shutil
from pathlib import Path

import pytest

from tests.mutants.__main__ import list_candidates
from tests.mutants.changes import choose_sample, list_changes
from tests.mutants.coverage_map import CoverageMap
from tests.mutants.trial import choose_tests, try_change

SOURCE = """
from typing import Literal
Kind = Literal["a", 1]
def find(rows: list[int], most: int = 3) -> bool:
    '''A docstring.'''
    assert most > 0
    if rows and not f"{most + 1}":
        raise ValueError
    return "é" in [row for row in rows if row >= most]
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x = a < b", "x = (a <= b)"),
        ("x = a is not b", "x = (a is b)"),
        ("x = a and b", "x = (a or b)"),
        ("x = a and b", "x = (b)"),
        ("x = not a", "x = (a)"),
        ("x = a - 1", "x = (a + 1)"),
        ("x = 'é', min(a)", "x = 'é', (max(a))"),
        ("x = f(a, b)", "x = (f(b, a))"),
        ("x = rows.where(a).all()", "x = (rows).all()"),
        ("x = [a for a in b if c]", "x = [a for a in b if True]"),
        ("x = True", "x = False"),
        ("f(a)", "pass"),
        ("if a:\n    raise B", "if False:\n    raise B"),
        ("if a:\n    raise B", "if a:\n    pass"),
    ],
)
def test_a_slip_of_the_hand(before: str, after: str) -> None:
    source = before.encode()
    assert after in [change.apply(source).decode() for change in list_changes("a.py", source)]


def test_every_change_can_be_compiled_and_differs() -> None:
    source = SOURCE.encode()
    changes = list_changes("a.py", source)
    made = {change.apply(source) for change in changes}
    assert source not in made
    assert len(made) == len(changes) > 5
    for changed in made:
        ast.parse(changed)


def test_texts_types_and_what_is_asserted_stay_as_they_are() -> None:
    lines = {change.line for change in list_changes("a.py", SOURCE.encode())}
    assert lines == {4, 7, 8, 9}
    assert [change.old for change in list_changes("a.py", SOURCE.encode()) if change.line == 4] == ["3"]


def test_what_stands_in_both_places_is_not_swapped() -> None:
    assert list_changes("a.py", b"name = names.get(node, node)\n") == []
    assert [change.new for change in list_changes("a.py", b"x = rows.where(a, b)\n")] == ["(rows)"]


def test_the_sample_does_not_hang_on_code_elsewhere() -> None:
    source = SOURCE.encode()
    lower = b"import os\n\n\n" + source
    sample = choose_sample(list_changes("a.py", source), 5, "seed")
    assert [change.key for change in choose_sample(list_changes("a.py", lower), 5, "seed")] == [
        change.key for change in sample
    ]
    assert len(sample) == 5


def test_who_runs_a_line_and_who_runs_what_is_imported() -> None:
    coverage_map = CoverageMap(
        lines={"model/a.py": {1: frozenset(), 2: frozenset({"x", "failed"}), 3: frozenset({"y"})}},
        seconds={"x": 1, "y": 1},
    )
    assert coverage_map.find_tests("model/a.py", [2]) == {"x"}
    assert coverage_map.find_tests("model/a.py", [1]) == {"x", "y"}
    assert coverage_map.find_tests("model/b.py", [1]) == set()
    tables = CoverageMap(
        {"model/b/t.py": {1: frozenset()}}, {"tests/model/b/test_a.py::x": 1, "tests/c.py::y": 1}
    )
    assert tables.find_tests("model/b/t.py", [1]) == {"tests/model/b/test_a.py::x"}
    assert not coverage_map.is_run("model/a.py", [4])


def test_changes_are_those_of_lines_that_run_in_the_places_that_are_named(tmp_path: Path) -> None:
    for name in ("model/a/one.py", "model/a/two.py", "model/b.py"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x = 1\ny = 2\n")
    coverage_map = CoverageMap({f"model/{name}.py": {1: frozenset()} for name in ("a/one", "a/two", "b")}, {})

    def find(*places: str) -> list[str]:
        found = list_candidates(tmp_path, coverage_map, [Path(place) for place in places])
        return [f"{change.path}:{change.line}" for change in found]

    assert find() == ["model/a/one.py:1", "model/a/two.py:1", "model/b.py:1"]
    assert find("model/a") == ["model/a/one.py:1", "model/a/two.py:1"]
    assert find("model/b.py", "model/a/two.py") == ["model/a/two.py:1", "model/b.py:1"]


def test_a_modules_own_tests_go_first_and_slow_ones_last() -> None:
    seconds = {"tests/b.py::quick": 1, "tests/b.py::slow": 50, "tests/test_a.py::own": 20, "tests/c.py::x": 2}
    assert choose_tests(seconds, "model/a.py", seconds, 25) == [
        "tests/b.py::quick",
        "tests/c.py::x",
        "tests/test_a.py::own",
    ]
    assert choose_tests(seconds, "model/a.py", seconds, 1) == ["tests/test_a.py::own"]


def test_tests_of_the_modules_folder_go_before_quicker_ones_of_elsewhere() -> None:
    tests = ("tests/other.py::x", "tests/pages/test_join_pages.py::x", "tests/pages/join/forms.py::x")
    seconds = dict(zip(tests, (1, 2, 3), strict=True))
    assert set(choose_tests(seconds, "pages/join/acts.py", seconds, 5)) == set(tests[1:])


@pytest.mark.parametrize(
    ("test", "outcome"),
    [
        ("assert first(['a', 'b']) == 'a'", "noticed"),
        # Fails by chance: once, with the change, and never again.
        ("once = Path(__file__ + '.once'); once.exists() or once.touch() or 1 / 0", "not noticed"),
        ("1 / 0", "not noticed"),
    ],
)
def test_a_change_is_noticed_where_a_test_fails_by_it_each_time(
    tmp_path: Path, test: str, outcome: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    tree = tmp_path / "copy"
    shutil.copytree(Path(__file__).parent / "mutants", tree / "tests" / "mutants")
    (tree / "model").mkdir()
    (tree / "model" / "a.py").write_text("def first(rows):\n    return rows[0]\n", encoding="utf-8")
    (tree / "tests" / "test_a.py").write_text(
        f"from pathlib import Path\nfrom model.a import first\ndef test_it():\n    {test}\n",
        encoding="utf-8",
    )
    changes = list_changes("model/a.py", (tree / "model" / "a.py").read_bytes())
    [change] = [change for change in changes if change.old == "0"]
    ran = CoverageMap(
        {"model/a.py": {2: frozenset({"tests/test_a.py::test_it"})}}, {"tests/test_a.py::test_it": 0.1}
    )
    assert try_change(change, tree, ran, 10).outcome == outcome
    assert (tree / "model" / "a.py").read_bytes() == b"def first(rows):\n    return rows[0]\n"
