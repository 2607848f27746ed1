"""The form of a model file.

A conceptual model is nodes at a stage (left to right) and a level (top to bottom), and edges from one
to another. Stages, levels and kinds of edges are declared in the file, never in code.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel, StringConstraints, model_validator

from model.words import get_words

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$", max_length=80)]
_BREAK = re.compile(r"(?<=[\w\u0300-\u036f])\u00ad+(?=\w)")
"""Soft hyphens between two letters of a word, which may be an accent of its own."""

LONGEST_TEXT = 2000
"""Of any text in a model, in characters."""

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TEXT)]
ProvenanceKind = Literal["stated", "reported", "inferred", "open"]
PROVENANCE_KINDS: tuple[ProvenanceKind, ...] = ("stated", "reported", "inferred", "open")

Place = tuple[str | int, ...]
"""Where in a file something stands: keys and positions from the top, e.g. ("nodes", 3, "stage")."""


class Words(RootModel[dict[str, Line]]):
    """A text in each of the file's languages.

    Plain text in the file stands for the same text in every language.

    >>> Words({"en": "Joy in work", "nl": "Werkvreugde"}).text("nl")
    'Werkvreugde'
    >>> Words("Kumu").text("nl")
    'Kumu'
    """

    model_config = ConfigDict(frozen=True)
    EVERY: ClassVar[str] = "*"

    @model_validator(mode="before")
    @classmethod
    def _accept_plain_text(cls, value: Any) -> Any:
        return {cls.EVERY: value} if isinstance(value, str) else value

    def text(self, language: str) -> str:
        """The text in a language, or in the first one given where that language is missing."""
        return _BREAK.sub("", self.label(language))

    def label(self, language: str) -> str:
        """The text with its soft hyphens, at which a long word may be broken in a narrow box."""
        words = self.root
        return words.get(language) or words.get(self.EVERY) or next(iter(words.values()), "")

    def is_in(self, language: str) -> bool:
        """Whether the text is given in a language (plain text counts for every language)."""
        return language in self.root or self.EVERY in self.root


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, populate_by_name=True)


class Further(_Part):
    """What another source adds to an element that is known already."""

    source: Id
    note: Words


class Provenance(_Part):
    """How an element is known: `stated`, `reported`, `inferred`, or `open` (exists, but is not named).

    `further` is what other sources add to it.
    """

    kind: ProvenanceKind
    source: Id | None = None
    note: Words | None = None
    further: tuple[Further, ...] = ()

    def list_sources(self) -> tuple[str, ...]:
        """The ids of the sources, the one it rests on first; none twice.

        >>> further = [Further(source="press", note="It adds this.")]
        >>> Provenance(kind="stated", source="paper", further=further).list_sources()
        ('paper', 'press')
        """
        ids = (*filter(None, [self.source]), *(further.source for further in self.further))
        return tuple(dict.fromkeys(ids))


class Stage(_Part):
    """A step of the story the model tells; the order of the stages in the file is left to right.

    A stage that `needs_story` of each of its nodes before a path over them is told. One that does not is
    what every story is about anyway, such as the Mangomoment itself.

    The `question` is what a workshop is asked at this stage, in the words of who wrote the file. The nodes of
    the `middle` are drawn larger than all others. Where `marks_open`, a node that is open (of provenance
    "open") is drawn as a mark on the way of its edges.

    >>> Stage(id="effect", name={"en": "Effects"}).ask("en")
    'Where do you see this here?'
    """

    id: Id
    name: Words
    singular: Words | None = None
    description: Words | None = None
    question: Words | None = None
    provenance: Provenance | None = None
    needs_story: bool = True
    middle: bool = False
    marks_open: bool = False

    def ask(self, language: str) -> str:
        """What a room is asked at this stage: its question, or one that fits any stage."""
        _ = get_words(language)
        return self.question.text(language) if self.question else _("Where do you see this here?")


class Level(_Part):
    """Whose level a node stands on: a swimlane. A shared one stays in view when others are filtered.

    The question invites to start with what is on this level: the paths from there answer it.
    """

    id: Id
    name: Words
    description: Words | None = None
    question: Words | None = None
    provenance: Provenance | None = None
    shared: bool = False


class Kind(_Part):
    """What an edge says: "source *verb* target", and "target *inverse* source" the other way round.

    Where the target `is_form` of the source, a story of the target is a story of the source. So positive
    resonance, to which no public story is attached as such, is told through its three forms.
    """

    id: Id
    name: Words
    verb: Words
    inverse: Words | None = None
    is_form: bool = False


class Source(_Part):
    """A public text that claims of the model rest on."""

    id: Id
    short: Line
    """Its name, the same in every language."""
    reference: Words
    url: Line | None = Field(default=None, pattern=r"^https?://")
    licence: Line | None = None
    used_for: Words | None = None


class Node(_Part):
    """One element of the model. An `open` one carries the question it invites, never invented content.

    `use` says when a story is coded as this element, `avoid` when as another one or none, `example` what a
    story of it tells.
    """

    id: Id
    stage: Id
    level: Id
    name: Words
    in_sentence: Words | None = None
    description: Words | None = None
    use: Words | None = None
    avoid: Words | None = None
    example: Words | None = None
    question: Words | None = None
    provenance: Provenance | None = None


class Edge(_Part):
    """An edge. One that runs against the order of the stages must say that it is `feedback`.

    One that is not `directed` has no direction of its own, only the one in which it is written. Every
    question follows it as it is written, and no picture draws an arrowhead on it.
    """

    source: Id = Field(alias="from")
    target: Id = Field(alias="to")
    kind: Id
    feedback: bool = False
    directed: bool = True
    provenance: Provenance | None = None


class Dimension(_Part):
    """A class that stories are sorted into; `use`, `avoid` and `example` as for a node."""

    id: Id
    name: Words
    description: Words | None = None
    use: Words | None = None
    avoid: Words | None = None
    example: Words | None = None


class Part(_Part):
    """A part of a phase's count, e.g. the stories that were judged to be Mangomoments."""

    count: int = Field(ge=0)
    name: Words


class Phase(_Part):
    """One phase of the study behind the model, with what was counted in it."""

    id: Id
    name: Words
    count: int = Field(ge=0)
    counted: Words
    of_which: Part | None = None


class Study(_Part):
    """The study behind the model."""

    source: Id
    setting: Words | None = None
    participants: Words | None = None
    findings: Words | None = None
    phases: tuple[Phase, ...] = ()


class Remark(_Part):
    """Something to know about the model that is no part of its picture, and where it is said.

    Without sources, it is said by who wrote the file.
    """

    id: Id
    name: Words
    text: Words
    sources: tuple[Id, ...] = ()


class About(_Part):
    """The model's own name, its languages (the first is the fallback) and what it is about."""

    id: Id
    title: Words
    summary: Words | None = None
    definition: Words | None = None
    notice: Words | None = None
    languages: tuple[Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")], ...] = Field(min_length=1)
    source: Id | None = None
    sentence_link: Words = Words({Words.EVERY: ","})
    """What joins the steps of a path that are read as one sentence, e.g. ", which"."""


class ModelFile(_Part):
    """A whole model file."""

    model: About
    stages: tuple[Stage, ...] = Field(min_length=1)
    levels: tuple[Level, ...] = Field(min_length=1)
    kinds: tuple[Kind, ...] = Field(min_length=1)
    dimensions: tuple[Dimension, ...] = ()
    sources: tuple[Source, ...] = ()
    study: Study | None = None
    background: tuple[Remark, ...] = ()
    unknown: tuple[Remark, ...] = ()
    nodes: tuple[Node, ...] = Field(min_length=1)
    edges: tuple[Edge, ...] = ()
