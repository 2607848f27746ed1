"""The limits of dates and ages, and of the numbers that hold a date of birth."""

from __future__ import annotations

import pytest

from tests.model.stories.test_privacy import complete_register_number, found_in, list_finds, nothing_in


@found_in(
    "date",
    "op |12-12-24|",
    "op |12-13-24|",
    "op |31-12-24|",
    "op |12-31-24|",
    "op |1-1-24|",
    "op |12 - 3 - 2024|",
    "op |5-10-2015| minuten",
    "x|1-12-2024|",
    "|3 mar 2020|",
    "|3rd mar|",
    "|3 Mar|",
    "on |march 12|",
    "|march 12th|",
    "|march 12, 2020|",
    "|March 12| was",
    "|April 12|, he came",
)
def test_a_date_is_found_up_to_its_limits(text: str, expected: list[tuple[str, str]]) -> None:
    assert list_finds(text) == expected


@nothing_in(
    "op 32-12-24",
    "op 12-32-24",
    "op 13-13-24",
    "op 0-12-24",
    "op 1-0-2024",
    "op 12 - 3 - 24",
    "op 5-10-15 minuten",
    "1.12.03.24",
    "12.03.24.5",
    "3 mar",
    "march 12 was",
    "March 12 patients",
    "in march 12 patients",
)
def test_beyond_its_limits_there_is_no_date(text: str) -> None:
    assert list_finds(text) == []


@found_in("age", "al |92 jaar|", "sinds kort |92 jaar|", "al |92 jaar oud|", "zij is |92 jaar|")
def test_a_number_of_years_is_an_age(text: str, expected: list[tuple[str, str]]) -> None:
    assert list_finds(text) == expected


@nothing_in(
    "sinds 92 jaar", "na 92 jaar", "92 jaar geleden", "het huis is 92 jaar", "het huis is 92 jaar oud"
)
def test_a_span_of_time_or_the_age_of_a_house_is_none(text: str) -> None:
    assert list_finds(text) == []


@pytest.mark.parametrize("day", ["851231", "853231", "852031", "855131", "854130", "850001", "850700"])
def test_a_month_of_a_register_number_may_have_twenty_or_forty_added(day: str) -> None:
    number = complete_register_number(f"{day}033")
    assert list_finds(number) == [("national-number", number)]


@pytest.mark.parametrize("day", ["851301", "853301", "851232", "854199"])
def test_a_register_number_has_a_month_and_a_day(day: str) -> None:
    assert list_finds(complete_register_number(f"{day}033")) == []


@found_in(
    "phone",
    "|(+32 470 12 34 56|)",
    "|(+32) 470 12 34 56|",
    "|(+32)(0)470/12.34.56|",
    "|(+31) 6 12345678|",
    "|+31 (0)6-1234 5678|",
)
def test_a_number_from_abroad_is_found_with_its_brackets(text: str, expected: list[tuple[str, str]]) -> None:
    assert list_finds(text) == expected
