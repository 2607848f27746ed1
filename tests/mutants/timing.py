"""A plugin of pytest that writes how long each test that passed took into the file `TEST_TIMES`."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from pathlib import Path

import pytest

_seconds: defaultdict[str, float] = defaultdict(float)
_failed: set[str] = set()


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    _seconds[report.nodeid] += report.duration
    if not report.passed:
        _failed.add(report.nodeid)


def pytest_sessionfinish(session: pytest.Session) -> None:
    if not hasattr(session.config, "workerinput"):  # the workers of xdist report to the one that writes
        passed = {test: seconds for test, seconds in _seconds.items() if test not in _failed}
        Path(os.environ["TEST_TIMES"]).write_text(json.dumps(passed), encoding="utf-8")
