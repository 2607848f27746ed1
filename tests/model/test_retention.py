from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from model.retention import PERIODS, Kept, check_settings, find_limit, find_period, get_period

SET = [period.variable for period in PERIODS.values() if period.variable]


def test_each_variable_sets_one_period() -> None:
    assert len(SET) == len(set(SET)) == 12
    assert all(name.startswith("MANGOMOMENT_") and name.endswith("_DAYS") for name in SET)


def test_unless_set_each_is_kept_for_its_usual_time_or_until_somebody_deletes_it() -> None:
    usual = {kept: find_period(kept) for kept in PERIODS}
    assert {kept: period for kept, period in usual.items() if period is not None} == {
        "withdrawn": timedelta(days=30),
        "phones": timedelta(days=30),
        "codes": timedelta(days=730),
        "deleted": timedelta(days=1),
        "networks": timedelta(days=1),
        "tries": timedelta(hours=1),
        "opened": timedelta(days=30),
        "signing-in": timedelta(minutes=10),
        "session": timedelta(hours=12),
        "device": timedelta(days=365),
        "language": timedelta(days=365),
        "drafts": timedelta(days=1),
        "typed": timedelta(days=3),
    }
    assert [kept for kept, period in usual.items() if period is None] == [
        "waiting",
        "published",
        "history",
        "codings",
        "letterboxes",
        "workshops",
    ]


@pytest.mark.parametrize("kept", [kept for kept, period in PERIODS.items() if period.variable])
def test_the_fewest_days_that_can_be_set_are_one_or_two_where_it_is_undone_for_a_day(
    kept: Kept, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    least = 2 if kept in ("withdrawn", "history") else 1
    usual, variable = find_period(kept), PERIODS[kept].variable
    monkeypatch.setenv(variable, str(least - 1))
    assert find_period(kept) == usual
    assert f"{variable} is a whole number of days from {least} to 3650, not" in caplog.text
    monkeypatch.setenv(variable, str(least))
    assert find_period(kept) == timedelta(days=least)


def test_days_that_are_none_are_named_in_the_log_once_and_what_is_usual_holds(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for said in ("two years", "0", "-1", "3651", "03650", "1 2", "٣"):
        monkeypatch.setenv("MANGOMOMENT_CODE_DAYS", said)
        monkeypatch.setenv("MANGOMOMENT_PENDING_DAYS", said)
        check_settings()
        check_settings()
        assert get_period("codes").days == 730
        assert find_period("waiting") is None
    named = [line for line in caplog.messages if "two years" in line]
    assert named == [
        "MANGOMOMENT_PENDING_DAYS is a whole number of days from 1 to 3650, not “two years”; until that is "
        "set, nothing is erased by its age",
        "MANGOMOMENT_CODE_DAYS is a whole number of days from 1 to 3650, not “two years”; until that is set, "
        "730 days hold",
    ]


def test_days_are_read_with_spaces_around_them_up_to_ten_years(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MANGOMOMENT_CODE_DAYS", " 3650 ")
    assert get_period("codes").days == 3650
    now = datetime.now(UTC)
    assert find_limit("codes", now) == now - timedelta(days=3650)


def test_what_can_be_undone_for_a_day_is_kept_longer_than_that(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MANGOMOMENT_WITHDRAWN_DAYS", "1")
    monkeypatch.setenv("MANGOMOMENT_HISTORY_DAYS", "1")
    assert get_period("withdrawn").days == 30
    assert find_period("history") is None
    monkeypatch.setenv("MANGOMOMENT_WITHDRAWN_DAYS", "2")
    assert get_period("withdrawn").days == 2


def test_what_has_no_end_is_no_period() -> None:
    with pytest.raises(LookupError, match="waiting"):
        get_period("waiting")
    assert find_limit("waiting", datetime.now(UTC)) is None
