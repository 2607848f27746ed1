"""Hypothesis' settings are in one place and the same whatever is collected."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from tests import properties
from tests.properties import examples

ROOT = Path(__file__).parents[1]
SHOW = "from tests.properties import examples; print(examples().max_examples, examples(15).max_examples)"


def test_every_run_tries_the_same_examples() -> None:
    assert settings().max_examples == examples().max_examples
    if os.environ.get("HYPOTHESIS_PROFILE", "repeatable") == "repeatable":
        assert settings().derandomize
        assert settings().deadline is None


@pytest.mark.parametrize(
    ("profile", "shown"), [("repeatable", "100 15"), ("deep", "4000 600"), ("brief", "10 1")]
)
def test_a_profile_multiplies_what_a_test_asks_for(profile: str, shown: str) -> None:
    environment = {**os.environ, "HYPOTHESIS_PROFILE": profile}
    run = subprocess.run(
        [sys.executable, "-c", SHOW], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == shown.split()


def test_the_documentation_says_how_many_examples_are_tried() -> None:
    said = " ".join((ROOT / "docs" / "testing.md").read_text(encoding="utf-8").split())
    usual, deep = properties._USUAL, properties._DEEP
    assert f"every run tries the same examples, {usual} for each property" in said
    assert (
        f"`HYPOTHESIS_PROFILE=deep` tries {deep} times as many, and new ones each time; `brief` a tenth"
        in said
    )
    assert f"looks for new ones, {deep} times as many; `brief` tries a tenth" in str(properties.__doc__)


def test_no_other_file_makes_settings() -> None:
    own = {ROOT / "tests/properties.py", Path(__file__)}
    others = [
        str(file.relative_to(ROOT))
        for file in sorted((ROOT / "tests").rglob("*.py"))
        if file not in own
        and any(
            name in file.read_text(encoding="utf-8")
            for name in ("max_examples", "load_profile", "suppress_health_check")
        )
    ]
    assert not others
