"""Each example in a docstring is tried by the run that names no files."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.serving import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
OPTIONS = PROJECT["tool"]["pytest"]["ini_options"]


def list_scripts() -> set[Path]:
    """What Streamlit runs, and no run of tests imports: it would open the stories of whoever develops."""
    return {ROOT / "pages" / "frame.py", *(ROOT / "pages").glob("*/page.py")}


def test_looking_for_examples_opens_no_database(tmp_path: Path) -> None:
    database = tmp_path / "stories.db"
    environment = {**os.environ, "MANGOMOMENT_DB": f"sqlite:///{database}"}
    command = [sys.executable, "-m", "pytest", "--co", "-q", "-p", "no:cacheprovider", "pages"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    assert not database.exists()


def test_each_file_with_examples_lies_where_they_are_collected() -> None:
    paths = [ROOT / path for path in OPTIONS["testpaths"]]
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
        if file in list_scripts() or not any(file.is_relative_to(path) for path in paths)
    ] == []


def test_no_path_lies_within_another_so_that_nothing_is_collected_twice() -> None:
    paths = [ROOT / path for path in OPTIONS["testpaths"]]
    assert all(path.is_dir() for path in paths)
    assert [path for path in paths if any(other in path.parents for other in paths)] == []
