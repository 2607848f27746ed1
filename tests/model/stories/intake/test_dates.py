from __future__ import annotations

from datetime import date

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from model.stories.intake.dates import DayOrder, find_order, is_ambiguous, read_day
from tests.nasty import NASTY

FIRST_OF_MARCH = date(2024, 3, 1)

days = st.dates(date(1900, 1, 1), date(2149, 12, 31))
days_of_this_century = st.dates(date(2000, 1, 1), date(2099, 12, 31))
orders: st.SearchStrategy[DayOrder | None] = st.sampled_from(["day first", "month first", None])


@pytest.mark.parametrize(
    "said",
    [
        *("2024-03-01", "2024-3-1", "  2024-03-01 ", "20240301", "2024/03/01", "2024.03.01"),
        *("2024-03-01T10:00:00", "2024-03-01T23:30:00Z", "2024-03-01T00:30:00+02:00", "20240301T100000Z"),
        *("2024-03-01 10:00", "2024-03-01 10:00:00", "2024-03-01 10:00:00.123456", "2024-03-01 10:00:00 UTC"),
        *("2024/03/01 10:00:00 a.m. EET", "2024/03/01 10:00:00 AM EET", "2024/03/01 11:00:00 p.m. GMT+2"),
        *("1.3.2024", "01.03.2024", "01.03.2024 10:00", "01.03.24", "1. 3. 2024"),
        *("1 maart 2024", "1 MAART 2024", "vr 1 mrt 2024", "vrijdag 1 maart 2024 om 10:00", "1 mrt '24"),
        *("1-mrt-24", "1 maart 2024, 14u30", "01-Mar-2024", "01/MAR/2024", "2024 March 1"),
        *("March 1, 2024", "March 1st, 2024", "1st of March 2024", "Mar 1, 2024 10:05 AM", "Mar 1 2024 10PM"),
        *("1er mars 2024", "le 1er mars 2024", "ven. 1 mars 2024", "vendredi 1 mars 2024 à 10h30"),
        *("1. März 2024", "1. Maerz 2024", "Freitag, 1. März 2024, 10:00 Uhr", "1 de marzo de 2024"),
        *("Fri, 1 Mar 2024 10:00:00 +0100", "Fri Mar  1 10:00:00 2024"),
        "Fri Mar 01 2024 10:00:00 GMT+0100 (Central European Standard Time)",
        *("45352", "45352.41", "45352,4166666667"),
    ],
)
@pytest.mark.parametrize("order", ["day first", "month first", None])
def test_a_day_is_read_as_it_is_written(said: str, order: DayOrder | None) -> None:
    assert read_day(said, order) == FIRST_OF_MARCH
    assert not is_ambiguous(said)


@pytest.mark.parametrize(
    ("order", "values"),
    [
        (
            "month first",
            [
                *("3/1/2024", "03/01/2024", "03/01/24", "3-1-2024", "3/1/2024 10:00:00"),
                *("03/01/2024 10:00:00 AM", "03/01/2024 10:00 PM", "3/1/2024 10:00:00 a.m."),
            ],
        ),
        (
            "day first",
            [
                *("1/3/2024", "01-03-2024", "1-3-'24", "01-03-2024 10:00", "01-03-2024 10.30 uur"),
                *("01/03/2024 10:00:00", "01/03/2024, 10:00", "1/3/24 10u30"),
            ],
        ),
    ],
)
def test_a_day_in_numbers_is_read_in_the_order_that_is_meant(order: DayOrder, values: list[str]) -> None:
    for said in values:
        assert (read_day(said, order), read_day(said), is_ambiguous(said)) == (FIRST_OF_MARCH, None, True)


def test_a_day_that_can_be_read_in_one_way_only_needs_no_order() -> None:
    assert read_day("13/2/2024") == read_day("2/13/2024") == date(2024, 2, 13)
    assert read_day("2/2/2024") == date(2024, 2, 2)
    assert read_day("13/2/2024", "month first") is None


@pytest.mark.parametrize(
    "said",
    [
        *("", "-", "x", "2024", "maart 2024", "2024-03", "1 maart", "1/3", "10:00", "gisteren", "may"),
        *("0000-00-00 00:00:00", "2024-13-01", "2024-02-30", "30/02/2024", "13/13/2024", "1/3/202"),
        *("1899-12-31", "2150-01-01", "1/1/1850", "1 mei 1899", "1234", "12345", "32873", "73051", "99999"),
        *("Ze zong op 1 maart 2024", "1 2 maart 2024", "1 mei of 1 juni 2024", "0470 12 34 56", "192.0.2.4"),
        *("2024-03-01-05", "1.3.2024.5", "12.345", "45352 5", "1-2-3-4", "R_abc0", "٣/١/٢٠٢٤"),
    ],
)
def test_what_is_no_day_is_none(said: str) -> None:
    assert {read_day(said, order) for order in ("day first", "month first", None)} == {None}


LONG = "Fri Mar 01 2024 10:00:00 GMT+0100 (Central European Standard Time"


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("01/01/1900", "1900-01-01"),
        ("31/12/2149", "2149-12-31"),
        ("1 januari 1900 0:00", "1900-01-01"),
        ("2149-12-31", "2149-12-31"),
        ("32874", "1990-01-01"),
        ("73050.75", "2099-12-31"),
        ("21000101", "2100-01-01"),
        ("1/1/00", "2000-01-01"),
        ("31/12/99", "2099-12-31"),
        ("mar 5 mars 2024", "2024-03-05"),
        ("mar 5 mar 2024", "2024-03-05"),
        ("2024 5 maart", "2024-03-05"),
        ("5 mei mei 2024", "2024-05-05"),
        ("1 mei 2024 10:00 GMT", "2024-05-01"),
        (f"{LONG} zone of there)", "2024-03-01"),
        (f"{LONG} zone of theres)", None),
        ("22000101", None),
        ("45352,1234567890123", None),
        ("1 mei 2024 GMT", None),
        ("5 mei juni 2024", None),
        ("2024 maart 2024", None),
        ("24 maart 5", None),
        ("5 maart 202", None),
    ],
)
def test_a_day_is_read_up_to_the_limits_of_what_is_one(said: str, day: str | None) -> None:
    assert read_day(said) == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    ("said", "is_it"),
    [
        *(("12/1/2024", True), ("1/12/2024", True), ("11/12/24", True), ("12/12/2024", False)),
        *(("13/1/2024", False), ("1/13/2024", False), ("0/1/2024", False), ("1/0/2024", False)),
        *(("1.12.2024", False), ("1 december 2024", False)),
    ],
)
def test_a_date_is_ambiguous_where_both_numbers_may_be_the_month(said: str, is_it: bool) -> None:
    assert is_ambiguous(said) is is_it


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["12/13/2024"], "month first"),
        (["13/12/2024"], "day first"),
        (["12/12/2024", "1/1/2024"], "day first"),
        (["3-1-2024 10:00 AM"], None),
        (["3/1/2024 10:00"], None),
        (["1/1/2024", "1/2/2024", "1/3/2024"], None),
        (["2/1/2024", "3/1/2024", "4/1/2024"], None),
        (["1/2/2024", "2/2/2024", "3/2/2024"], "day first"),
        (["2/1/2024", "2/2/2024", "2/3/2024"], "month first"),
        (["2/2/2024", "3/2/2024"], None),
        (["2/2/2024", "2/3/2024"], None),
        (["3/1/2024", "3/2/2024", "4/2/2024"], None),
        (["3.1.2024", "13/1/2024"], "day first"),
        (["1.13.2024"], "day first"),
        (["3/1/2024", "3/13/2024"], "month first"),
        (["1/3/2024", "13/3/2024"], "day first"),
        (["13/3/2024", "3/13/2024"], None),
        (["03/01/2024 10:00:00 AM"], "month first"),
        (["13/01/2024 10:00:00 AM", "03/01/2024 10:00:00 AM"], "day first"),
        (["3/1/2024"], None),
        (["3/1/2024", "3/2/2024"], None),
        (["3/1/2024", "3/2/2024", "3/5/2024"], "month first"),
        (["1-3-2024", "2-3-2024", "5-3-2024"], "day first"),
        (["1/2/2024", "1/3/2024", "1/4/2024"], None),
        (["1.2.2024"], "day first"),
        (["2/2/2024"], "day first"),
        (["2024-01-02", "zebra", ""], "day first"),
        ([], "day first"),
    ],
)
def test_the_order_is_decided_by_the_column(values: list[str], order: DayOrder | None) -> None:
    assert find_order(values) == order


@given(days, st.sampled_from(["en", "nl", "fr", "de", "es"]), st.sampled_from(["full", "long"]))
def test_a_day_written_out_in_a_language_is_read_back(day: date, language: str, form: str) -> None:
    assert read_day(format_date(day, form, language)) == day


@given(days_of_this_century, st.sampled_from(["en", "nl", "fr", "de", "es"]))
def test_a_day_with_a_short_month_is_read_back(day: date, language: str) -> None:
    assert read_day(format_date(day, "d MMM yyyy", language)) == day
    assert read_day(format_date(day, "EEE d MMM yy", language)) == day


@given(
    days,
    st.sampled_from(["{0:%d}/{0:%m}/{1}", "{0:%d}-{0:%m}-{1}", "{0.day}/{0.month}/{1}"]),
    st.sampled_from(["", " 10:00", " 9:05:59 PM", " 23:59:59.5", ", 10:00"]),
)
def test_a_day_in_numbers_is_read_back(day: date, form: str, time: str) -> None:
    assert read_day(form.format(day, f"{day.year:04}") + time, "day first") == day


@given(st.text() | st.sampled_from(NASTY) | days.map(str), orders)
def test_whatever_is_said_is_a_day_or_none(said: str, order: DayOrder | None) -> None:
    day = read_day(said, order)
    assert day is None or date(1900, 1, 1) <= day <= date(2149, 12, 31)
    if is_ambiguous(said):
        assert read_day(said) is None


@given(st.lists(days_of_this_century, min_size=1, max_size=20), st.sampled_from(["day first", "month first"]))
def test_the_order_that_is_found_is_never_wrong_about_days_that_show_it(
    column: list[date], order: DayOrder
) -> None:
    form = "{0.day}/{0.month}/{0.year}" if order == "day first" else "{0.month}/{0.day}/{0.year}"
    shown = [day for day in column if day.day > 12]
    if shown:
        assert find_order(form.format(day) for day in column) == order
