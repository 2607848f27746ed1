"""When something was and how long it lasts, in words."""

from __future__ import annotations

from datetime import datetime, timedelta

from model.words import Translate, write_day

_YEAR = 365


def name_period(period: timedelta | None, _: Translate) -> str:
    """A time in minutes, hours, days or years; None is without an end.

    >>> from model.words import get_words
    >>> [name_period(each, get_words("en")) for each in (timedelta(minutes=10), timedelta(hours=12), None)]
    ['10 minutes', '12 hours', 'until it is deleted']
    """
    if period is None:
        return _("until it is deleted")
    if period.seconds:
        hours, minutes = divmod(int(period.total_seconds()) // 60, 60)
        if not hours:
            return _("{count} minutes").format(count=minutes)
        return _("1 hour") if hours == 1 else _("{count} hours").format(count=hours)
    return name_days(period.days, _)


def name_days(days: int, _: Translate) -> str:
    """A number of days, in years where they are whole ones.

    >>> from model.words import get_words
    >>> [name_days(days, get_words("en")) for days in (1, 90, 365, 730)]
    ['1 day', '90 days', '1 year', '2 years']
    """
    years, rest = divmod(days, _YEAR)
    if not rest:
        return _("1 year") if years == 1 else _("{count} years").format(count=years)
    return _("1 day") if days == 1 else _("{count} days").format(count=days)


def write_moment(moment: datetime, language: str) -> str:
    """A moment in a language, in the time zone of this machine."""
    local = moment.astimezone()
    return f"{write_day(local.date(), language, 'medium')}, {local:%H:%M}"
