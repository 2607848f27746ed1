"""The templates that come along: texts in each language in one file, made into a `Template` in one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path as FilePath

from pydantic import BaseModel, ConfigDict, Field

from model.file_faults import describe_repeated
from model.loading import DATA, parse_document, read_bytes
from model.schema import Id, Place, Words
from model.workshop.activities import ActivityKind
from model.workshop.plan import FixedPart, Minutes, OwnStepKind
from model.workshop.template import FixedStep, RoundStep, Template, TextStep


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ShippedStep(_Form):
    """One step: a fixed part, or an activity, or an own step."""

    minutes: Minutes
    part: FixedPart | None = None
    activity: ActivityKind | None = None
    question: Words | None = None
    dots: int = Field(default=0, ge=0, le=100)
    own: OwnStepKind | None = None
    title: Words | None = None
    text: Words | None = None
    notes: Words | None = None

    def to_step(self, language: str) -> FixedStep | RoundStep | TextStep:
        """The step with its texts in a language; an activity without a question asks what it usually asks."""
        if self.part is not None:
            return FixedStep(what=self.part, minutes=self.minutes)
        if self.activity is not None:
            question = self.question.text(language) if self.question else ""
            return RoundStep(kind=self.activity, question=question, dots=self.dots, minutes=self.minutes)
        title, text, notes = (
            words.text(language) if words else "" for words in (self.title, self.text, self.notes)
        )
        return TextStep(kind=self.own or "text", title=title, text=text, notes=notes, minutes=self.minutes)


class ShippedTemplate(_Form):
    """A template that comes along."""

    id: Id
    name: Words
    steps: tuple[ShippedStep, ...] = Field(min_length=1)

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return sum(step.minutes for step in self.steps)

    def to_template(self, language: str) -> Template:
        """The template in a language."""
        return Template(steps=tuple(step.to_step(language) for step in self.steps))


class _File(_Form):
    templates: tuple[ShippedTemplate, ...]


def load_shipped_templates(file: str | os.PathLike[str] | None = None) -> tuple[ShippedTemplate, ...]:
    """The templates of a file; without one, those that come along. Raises `ModelFileError`.

    >>> [(one.id, one.minutes) for one in load_shipped_templates()]
    [('first-workshop', 90), ('on-the-ward', 20), ('reflection-meeting', 45), ('weekly-question', 10)]
    """
    return _load(FilePath(file) if file is not None else DATA / "workshops.yaml")


@cache
def _load(path: FilePath) -> tuple[ShippedTemplate, ...]:
    document = parse_document(read_bytes(path), path.name)
    return document.parse(_File, lambda file, _malformed: _find_faults(file.templates)).templates


def _find_faults(templates: tuple[ShippedTemplate, ...]) -> Iterator[tuple[Place, str]]:
    seen: set[str] = set()
    for at, template in enumerate(templates):
        if template.id in seen:
            yield ("templates", at, "id"), describe_repeated(template.id)
        seen.add(template.id)
        for number, step in enumerate(template.steps):
            if sum(what is not None for what in (step.part, step.activity, step.own)) != 1:
                yield ("templates", at, "steps", number), "has to be one of part, activity and own"
            elif step.question and step.activity is None:
                yield ("templates", at, "steps", number, "question"), "only an activity has a question"
