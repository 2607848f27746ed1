"""A plugin of pytest that runs just the tests that are listed in the file `CHOSEN_TESTS`.

Those that failed are listed in the file `FAILED_TESTS` then.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

_failed: list[str] = []


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.failed:
        _failed.append(report.nodeid)


def pytest_sessionfinish() -> None:
    Path(os.environ["FAILED_TESTS"]).write_text(json.dumps(_failed), encoding="utf-8")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    chosen = set(json.loads(Path(os.environ["CHOSEN_TESTS"]).read_text(encoding="utf-8")))
    config.hook.pytest_deselected(items=[item for item in items if item.nodeid not in chosen])
    items[:] = [item for item in items if item.nodeid in chosen]
