"""Values for each plain field of a story, by its kind, and a story that has them all."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, assert_never

from model.stories import Story
from model.stories.fields import PLAIN, PlainField
from tests.round_trips import build_story


def build_value(field: PlainField, number: int = 0) -> Any:
    """Something that a story can have there; another number gives something else."""
    match field.kind:
        case "line":
            return f"Papaya {number}, “{field.name}”; é"
        case "text":
            return f"Papaya {number},\nin two lines of {field.name}."
        case "choice":
            return [*field.options][number % len(field.options)]
        case "team":
            return f"{number:032x}"
        case "day":
            return date(2026, 5, 30) - timedelta(days=number)
        case _:
            assert_never(field.kind)


def build_values(number: int = 0) -> dict[str, Any]:
    """Something for every plain field."""
    return {field.name: build_value(field, number) for field in PLAIN}


def build_sent(number: int = 0) -> dict[str, Any]:
    """The same, as the form sends it and the server answers it."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in build_values(number).items()
    }


def build_full_story(number: int = 0, **more: Any) -> Story:
    """A story that has something in every plain field."""
    return build_story(f"A mango {number}.", **build_values(number), **more)
