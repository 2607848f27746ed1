"""How long something lasts, and when something was, in words."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from model.words import get_words
from pages.shared.period_words import name_days, name_period, write_moment

ENGLISH = get_words("en")


@pytest.mark.parametrize(
    ("period", "named"),
    [
        (None, "until it is deleted"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(hours=2), "2 hours"),
        (timedelta(days=1, hours=12), "36 hours"),
        (timedelta(days=1), "1 day"),
        (timedelta(days=2), "2 days"),
    ],
)
def test_a_period_is_named_in_hours_or_days(period: timedelta | None, named: str) -> None:
    assert name_period(period, ENGLISH) == named


def test_whole_years_are_named_as_years() -> None:
    named = [name_days(days, ENGLISH) for days in (1, 2, 364, 365, 366, 729, 730, 3650)]
    assert named == ["1 day", "2 days", "364 days", "1 year", "366 days", "729 days", "2 years", "10 years"]
    assert [name_days(days, get_words("nl")) for days in (1, 365)] == ["1 dag", "1 jaar"]


def test_a_moment_is_written_as_it_is_on_this_machine() -> None:
    moment = datetime(2026, 5, 1, 7, 5).astimezone()
    assert write_moment(moment, "en") == "1 May 2026, 07:05"
