"""The day that a cell names, in the many ways that people and programs write one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

from model.search import fold
from model.stories.story import EARLIEST_DAY, LATEST_DAY

DayOrder = Literal["day first", "month first"]
"""How dates such as 3/1/2024 are meant."""

_MONTHS = (
    "january jan januari janvier janv januar jaen jaenner janner enero ene",
    "february feb febr februari fevrier fevr fev februar febrero",
    "march mar maart mrt mars marz maerz mrz marzo",
    "april apr avril avr abril abr",
    "may mei mai mayo",
    "june jun juni juin junio",
    "july jul juli juillet juil julio",
    "august aug augustus aout agosto ago",
    "september sep sept septembre septiembre setiembre set",
    "october oct oktober okt octobre octubre",
    "november nov novembre noviembre",
    "december dec decembre dezember dez diciembre dic",
)
_MONTH_NUMBERS = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
_WEEKDAYS = """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma di wo do vr za zo maa din woe
    don vri zat zon
    lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo mi fr sa so
    lunes martes miercoles jueves viernes sabado domingo mie jue vie sab dom
"""
_JOINING = "de del of the le la den der am op on el dia dag st nd rd th er ste e os"
_BESIDE = frozenset((_WEEKDAYS + _JOINING).split())
"""What may stand beside the day, the month and the year."""

_TIME = r"""
    (?:
        (?: [t,;\s]+ (?: (?:om|at|um|a|las|h) \s+ )? | \s+ - \s+ )
        [0-9]{1,2}
        (?:
            \s? (?:[:.h]|uhr|u) \s? [0-9]{2} (?: [:.] [0-9]{2} (?: [.,:] [0-9]{1,9} )? )?
            | (?= \s? [ap]\.?\s?m\b )
        )
        \s? (?P<half> [ap]\.?\s?m\b\.? )?
        \s? (?: uhr | uur | h\b )?
        \s* (?: \(? [a-z]{1,5} \)? )?
        \s* (?: [+-][0-9]{1,2} (?::?[0-9]{2})? )?
        \s* (?: \([a-z\s]+\) | \[[a-z/_]+\] )?
    )?
"""
_YEAR_FIRST = re.compile(
    rf"(?P<year>[0-9]{{4}}) ([-/.]) (?P<month>[0-9]{{1,2}}) \2 (?P<day>[0-9]{{1,2}}) z? {_TIME}",
    re.VERBOSE | re.ASCII,
)
_YEAR_LAST = re.compile(
    rf"(?P<first>[0-9]{{1,2}}) \s? (?P<sign>[-/.]) \s? (?P<second>[0-9]{{1,2}}) \s? (?P=sign) \s?"
    rf"'? (?P<year>[0-9]{{4}}|[0-9]{{2}}) {_TIME}",
    re.VERBOSE | re.ASCII,
)
_SERIAL = re.compile(r"([0-9]{5})(?:[.,][0-9]{1,12})?", re.ASCII)
_TOGETHER = re.compile(r"(?:19|20|21)[0-9]{6}(?:t[0-9]{4,6}z?)?", re.ASCII)
_CLOCK = re.compile(
    r"""
    \b [0-9]{1,2} \s? (?: [:h] | (?<=[0-9])u(?=[0-9]) ) \s? [0-9]{2} (?: :[0-9]{2} (?:[.,][0-9]+)? )?
        (?: \s? [ap]\.?\s?m\b\.? )?
        (?: \s? (?:gmt|utc|z|[a-z]{2,4})? \s? [+-][0-9]{2}:?[0-9]{2} )?
        (?: \s? \([a-z\s]+\) )?
    | \b [0-9]{1,2} \s? [ap]\.?m\b\.?
    """,
    re.VERBOSE | re.ASCII,
)
_BESIDE_CLOCK = "uur uhr h gmt utc cet cest eet eest wet west est edt z om um at a las"
_PART = re.compile(r"[^\W\d_]+|[0-9]+")
_ZERO_OF_SERIALS = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = (
    date(year, 1, 1).toordinal() - _ZERO_OF_SERIALS.toordinal() for year in (1990, 2100)
)
_LONGEST = 80
_LEAST_DAYS = 3
"""How many days of one month show which part the month is."""


def read_day(text: str, order: DayOrder | None = None) -> date | None:
    """The day that a text names, as it is written: nothing is shifted to another time zone.

    Known are ISO 8601 and other dates in numbers, months by name in English, Dutch, French, German and
    Spanish, each also with a time, and the numbers of a spreadsheet between 1990 and 2100. Years of two
    digits are in this century. `order` says how 3/1/2024 is meant; without it such a date is not read,
    while with points, as in 3.1.2024, the day is first. None for what is no date, or before 1900 or after
    2149.

    >>> read_day("vr 1 mrt 2024").isoformat(), read_day("3/1/2024 10:00:00", "month first").isoformat()
    ('2024-03-01', '2024-03-01')
    >>> read_day("3/1/2024") is None
    True
    """
    said = _clean(text)
    if not said or len(said) > _LONGEST:
        return None
    if match := _YEAR_FIRST.fullmatch(said):
        return _build_day(match["year"], match["month"], match["day"])
    if match := _YEAR_LAST.fullmatch(said):
        return _read_year_last(match, order)
    if _TOGETHER.fullmatch(said):
        return _build_day(said[:4], said[4:6], said[6:8])
    if match := _SERIAL.fullmatch(said):
        serial = int(match[1])
        return _ZERO_OF_SERIALS + timedelta(serial) if _FIRST_SERIAL <= serial < _LAST_SERIAL else None
    return _read_month_by_name(said)


def is_ambiguous(text: str) -> bool:
    """Whether a text is a date that is another day where the month is first.

    >>> [is_ambiguous(text) for text in ("3/1/2024", "13/1/2024", "1/1/2024", "3.1.2024", "2024-03-01")]
    [True, False, False, False, False]
    """
    match = _YEAR_LAST.fullmatch(_clean(text))
    if not match or match["sign"] == ".":
        return False
    first, second = int(match["first"]), int(match["second"])
    return first != second and 1 <= first <= 12 and 1 <= second <= 12


def find_order(values: Iterable[str]) -> DayOrder | None:
    """How the dates of a column that are in numbers with the year last are meant.

    Decided by a part over 12; else by AM and PM behind slashes, as in exports from the United States; else
    by at least 3 different days that share the part which is the month. None where it cannot be decided, or
    where some dates say this and others that. "day first" where there is nothing to decide.
    """
    matches = [
        match for value in values if (match := _YEAR_LAST.fullmatch(_clean(value))) and match["sign"] != "."
    ]
    pairs = {(int(match["first"]), int(match["second"])) for match in matches}
    has_day_first = any(first > 12 >= second for first, second in pairs)
    has_month_first = any(second > 12 >= first for first, second in pairs)
    if has_day_first or has_month_first:
        return None if has_day_first and has_month_first else "day first" if has_day_first else "month first"
    if not any(first != second for first, second in pairs):
        return "day first"
    if any(match["half"] and match["sign"] == "/" for match in matches):
        return "month first"
    firsts, seconds = {first for first, _ in pairs}, {second for _, second in pairs}
    # A column may have the first of several months, so that a part which is always 1 says nothing.
    if firsts != {1} and len(firsts) == 1 and len(seconds) >= _LEAST_DAYS:
        return "month first"
    if seconds != {1} and len(seconds) == 1 and len(firsts) >= _LEAST_DAYS:
        return "day first"
    return None


def _clean(text: str) -> str:
    return " ".join(fold(text[: 2 * _LONGEST]).replace("’", "'").replace("‘", "'").split()).strip("\"'.,; ")


def _read_year_last(match: re.Match[str], order: DayOrder | None) -> date | None:
    first, second, year = match["first"], match["second"], match["year"]
    if match["sign"] == "." or order == "day first":
        return _build_day(year, second, first)
    if order == "month first":
        return _build_day(year, first, second)
    day_first, month_first = _build_day(year, second, first), _build_day(year, first, second)
    if day_first and month_first and day_first != month_first:
        return None
    return day_first or month_first


def _read_month_by_name(said: str) -> date | None:
    """The day in a text where the month is a word: day, month, year or month, day, year."""
    without_time = _CLOCK.sub(" ", said)
    parts = _PART.findall(without_time)
    numbers = [part for part in parts if part.isdigit()]
    words = [part for part in parts if not part.isdigit()]
    named = [word for word in words if word in _MONTH_NUMBERS]
    # "mar" is a Tuesday in French and March in English.
    months = [word for word in named if word not in _BESIDE] or named
    beside = _BESIDE | set(_BESIDE_CLOCK.split()) if without_time != said else _BESIDE
    rest = [word for word in words if word not in months and word not in beside]
    if len(numbers) != 2 or len(set(months)) != 1 or rest:
        return None
    day, year = numbers
    if len(day) == 4 and len(year) <= 2:
        day, year = year, day
    return _build_day(year, str(_MONTH_NUMBERS[months[0]]), day) if len(year) in (2, 4) else None


def _build_day(year: str, month: str, day: str) -> date | None:
    try:
        built = date(int(year) + 2000 if len(year) == 2 else int(year), int(month), int(day))
    except ValueError:
        return None
    return built if EARLIEST_DAY <= built <= LATEST_DAY else None
