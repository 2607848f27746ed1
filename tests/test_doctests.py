"""Each example in a docstring is tried by the run that names no files."""

from __future__ import annotations

import tomllib

from tests.serving import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
OPTIONS = PROJECT["tool"]["pytest"]["ini_options"]


def test_each_file_with_examples_lies_where_they_are_collected() -> None:
    paths = [ROOT / path for path in OPTIONS["testpaths"]]
    left_out = {
        ROOT / option.removeprefix("--ignore=")
        for option in OPTIONS["addopts"].split()
        if option.startswith("--ignore=")
    }
    files = [
        file
        for room in ("model", "pages", "deploy")
        for file in sorted((ROOT / room).rglob("*.py"))
        if ">>>" in file.read_text(encoding="utf-8")
    ]
    assert len(files) > 100
    assert [
        str(file.relative_to(ROOT))
        for file in files
        if file in left_out or not any(file.is_relative_to(path) for path in paths)
    ] == []


def test_no_path_lies_within_another_so_that_nothing_is_collected_twice() -> None:
    paths = [ROOT / path for path in OPTIONS["testpaths"]]
    assert all(path.is_dir() for path in paths)
    assert [path for path in paths if any(other in path.parents for other in paths)] == []
