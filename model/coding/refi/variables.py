"""The variables of a story in REFI-QDA: who told it, and how far each coder is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Literal
from xml.etree.ElementTree import Element, SubElement

from model.coding.refi.guids import build_guid
from model.coding.story_coding import Coder, StoryCoding
from model.stories import Story
from model.stories.fields import FIELDS
from model.words import LANGUAGES, get_words, join_label
from model.xml_text import clean

_STORY_FIELDS = (
    "language", "title", "setting", "teller", "told_on", "origin", "status",
    "consent_room", "consent_exports", "consent_publications",
)  # fmt: skip

Progress = Literal["done", "at"]
"""Whether a coder is done with a story, and when it was last coded."""


def name_progress(progress: Progress, coder: str, language: str) -> str:
    """What the variable is called that says how far a coder is.

    >>> name_progress("done", "Ann", "en"), name_progress("at", "Ann", "en")
    ('Done: Ann', 'Last coded: Ann')
    """
    _ = get_words(language)
    return join_label(_, _("Done") if progress == "done" else _("Last coded"), coder)


def list_progress_names(progress: Progress, coder: str) -> frozenset[str]:
    """What it is called in each language: programs keep names, and not always GUIDs."""
    return frozenset(name_progress(progress, coder, language) for language in LANGUAGES)


class StoryVariables:
    """The variables of the stories of one project."""

    def __init__(self, model: str, coders: Sequence[Coder], language: str) -> None:
        self._model = model
        self._coders = coders
        self._language = language

    def declare(self, root: Element) -> None:
        """Add the variables to the project."""
        _ = get_words(self._language)
        declared = SubElement(root, "Variables")
        for name in _STORY_FIELDS:
            field = FIELDS[name]
            form = {"flag": "Boolean", "day": "Date"}.get(field.kind, "Text")
            self._declare(declared, f"story {name}", _(field.label), form)
        for coder in self._coders:
            self._declare(
                declared, f"done {coder.id}", name_progress("done", coder.name, self._language), "Boolean"
            )
            self._declare(
                declared, f"at {coder.id}", name_progress("at", coder.name, self._language), "DateTime"
            )

    def add_values(self, source: Element, story: Story, codings: Iterable[StoryCoding]) -> None:
        """Add what the variables are for a story to its source."""
        for name in _STORY_FIELDS:
            value = FIELDS[name].get(story)
            if value not in (None, ""):
                self._add(source, f"story {name}", value)
        for coding in codings:
            self._add(source, f"done {coding.coder}", coding.is_done)
            self._add(source, f"at {coding.coder}", coding.at)

    def _declare(self, parent: Element, key: str, name: str, form: str) -> None:
        guid = build_guid(self._model, "variable", key)
        SubElement(parent, "Variable", guid=guid, name=clean(name), typeOfVariable=form)

    def _add(self, source: Element, key: str, value: object) -> None:
        element = SubElement(source, "VariableValue")
        SubElement(element, "VariableRef", targetGUID=build_guid(self._model, "variable", key))
        match value:
            case bool():
                SubElement(element, "BooleanValue").text = "true" if value else "false"
            case datetime():
                SubElement(element, "DateTimeValue").text = value.isoformat().replace("+00:00", "Z")
            case date():
                SubElement(element, "DateValue").text = value.isoformat()
            case _:
                SubElement(element, "TextValue").text = clean(str(value))
