"""The package `deduce` beside the rules, for Dutch texts and only where it is asked for.

deduce (PyPI, LGPL) looks names, places and dates of Dutch medical texts up in large lists. The application
neither needs nor installs it: `MANGOMOMENT_DEDUCE=yes` turns it on where it is installed.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from functools import cache
from typing import Any, Final

from model.deduce_setting import MISSING
from model.stories.faults import DeduceMissingError
from model.stories.privacy.identifiers import Identifier
from model.stories.privacy.rule import IdentifierKind

# What deduce calls its finds; the rest is left to the rules.
_KINDS: Final[dict[str, IdentifierKind]] = {
    "patient": "name",
    "persoon": "name",
    "locatie": "place",
    "ziekenhuis": "hospital",
    "zorginstelling": "hospital",
    "datum": "date",
    "telefoonnummer": "phone",
    "emailadres": "e-mail",
    "url": "web",
    "bsn": "national-number",
}


def add_dutch_names(text: str, found: Sequence[Identifier]) -> tuple[Identifier, ...]:
    """What the rules found in a Dutch text, and what deduce finds where they found nothing.

    Where both found something, what the rules found stands.
    Raises `DeduceMissingError` where there is no deduce.
    """
    taken = {place for identifier in found for place in range(identifier.start, identifier.end)}
    added: list[Identifier] = []
    for note in _get_deduce().deidentify(text).annotations:
        start, end, kind = int(note.start_char), int(note.end_char), _KINDS.get(note.tag)
        if kind and not taken & set(range(start, end)):
            added.append(Identifier(kind, start, end, text[start:end]))
            taken |= set(range(start, end))
    return tuple(sorted([*found, *added], key=lambda identifier: identifier.start))


@cache
def _get_deduce() -> Any:
    """Built once: reading its lists takes seconds, and minutes the very first time."""
    try:
        return importlib.import_module("deduce").Deduce()
    except ImportError as error:
        raise DeduceMissingError(MISSING) from error
