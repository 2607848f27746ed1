"""A log that somebody could fill has each line a few times a minute, and how often it was kept back."""

from __future__ import annotations

import logging
import sys

from pages.server.repeated_lines import RepeatedLines


def build_record(number: int = 1, line: int = 1, error: bool = False) -> logging.LogRecord:
    raised = None
    if error:
        try:
            raise ValueError(number)
        except ValueError:
            raised = sys.exc_info()
    return logging.LogRecord("x", logging.ERROR, "file.py", line, "failed %d times", (number,), raised)


def test_a_line_is_let_through_five_times_a_minute_and_counted_after_that() -> None:
    now = [0.0]
    lines = RepeatedLines(clock=lambda: now[0])
    assert [lines.filter(build_record(number)) for number in range(7)] == [True] * 5 + [False] * 2
    now[0] = 59.9
    assert not lines.filter(build_record())
    assert lines.filter(build_record(line=2))
    now[0] = 60.0
    later = build_record(12)
    assert lines.filter(later)
    assert later.getMessage() == "failed 12 times (3 more like it in the last minutes)"
    now[0] = 120.0
    again = build_record(13)
    assert lines.filter(again)
    assert again.getMessage() == "failed 13 times"


def test_a_minute_with_as_many_as_may_be_says_nothing_of_more() -> None:
    now = [0.0]
    lines = RepeatedLines(most=2, clock=lambda: now[0])
    assert [lines.filter(build_record()) for _ in range(2)] == [True, True]
    now[0] = 60.0
    later = build_record(3)
    assert lines.filter(later)
    assert later.getMessage() == "failed 3 times"
    assert [lines.filter(build_record()) for _ in range(2)] == [True, False]


def test_one_with_a_traceback_comes_once_for_each_place_that_failed() -> None:
    now = [0.0]
    lines = RepeatedLines(most=3, clock=lambda: now[0])
    assert [lines.filter(build_record(error=True)) for _ in range(3)] == [True, False, False]
    assert lines.filter(build_record())
    try:
        raise ValueError
    except ValueError:
        elsewhere = logging.LogRecord("x", logging.ERROR, "file.py", 1, "failed", None, sys.exc_info())
    assert lines.filter(elsewhere)
    now[0] = 61.0
    later = build_record(error=True)
    assert lines.filter(later)
    assert later.getMessage() == "failed 1 times (2 more like it in the last minutes)"


def test_of_very_many_kinds_of_lines_all_are_forgotten_at_once() -> None:
    lines = RepeatedLines(most=1, clock=lambda: 0.0)
    assert lines.filter(build_record(line=1))
    assert all(lines.filter(build_record(line=number)) for number in range(2, 1001))
    assert not lines.filter(build_record(line=1))
    assert lines.filter(build_record(line=1001))
    assert lines.filter(build_record(line=1))
