"""How something that was agreed is said: by when it is done, and what became of it."""

from __future__ import annotations

from datetime import date

from model.words import Translate, get_words, write_day
from model.workshop.session import Action


def write_until(action: Action, language: str) -> str:
    """By when something that was agreed is done: in the words that were typed, and the day; "" for unsaid."""
    _ = get_words(language)
    day = _("by {day}").format(day=write_day(action.due, language)) if action.due else ""
    return " · ".join(part for part in (action.when, day) if part)


def name_state(action: Action, today: date, _: Translate) -> str:
    """What became of something that was agreed, in a word."""
    if action.is_overdue(today):
        return _("Overdue")
    return {"open": _("Still open"), "done": _("Done"), "dropped": _("Dropped")}[action.state]
