"""The form of a model file, and every check that one file can be put to on its own.

A conceptual model is nodes at a stage (left to right) and a level (top to bottom), and edges from one
to another. Stages, levels and kinds of edges are declared in the file, never in code.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel, StringConstraints, model_validator

from model.errors import describe_unknown, find_near_match
from model.words import get_words

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$", max_length=80)]
_BREAK = re.compile(r"\u00ad(?<=\w\u00ad)(?=\w)")
"""A soft hyphen between two letters of a word."""

LONGEST_TEXT = 2000
"""Of any text in a model, in characters."""

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TEXT)]
ProvenanceKind = Literal["stated", "reported", "inferred", "open"]
PROVENANCE_KINDS: tuple[ProvenanceKind, ...] = ("stated", "reported", "inferred", "open")

_MOST_SUGGESTIONS = 50
"""For how many unknown ids the nearest one is looked for: that takes its time in a large file."""

_MOST_CYCLES = 20
"""How many cycles are named at once; the rest when these are mended."""

_MOST_NAMED = 20
"""How many nodes of a cycle are named."""

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
    needs_story: bool = True
    middle: bool = False
    marks_open: bool = False

    def ask(self, language: str) -> str:
        """What a room is asked at this stage: its question, or one that fits any stage."""
        _ = get_words(language)
        return self.question.text(language) if self.question else _("Where do you see this here?")


class Level(_Part):
    """Whose level a node stands on: a swimlane. A shared one stays in view when others are filtered."""

    id: Id
    name: Words
    description: Words | None = None
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


class Provenance(_Part):
    """How an element is known: `stated`, `reported`, `inferred`, or `open` (exists, but is not named)."""

    kind: ProvenanceKind
    source: Id | None = None
    note: Words | None = None


class Node(_Part):
    """One element of the model. An `open` one carries the question it invites, never invented content."""

    id: Id
    stage: Id
    level: Id
    name: Words
    in_sentence: Words | None = None
    description: Words | None = None
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
    """A class that stories are sorted into."""

    id: Id
    name: Words


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
    """What joins the steps of a path that is read as one sentence, e.g. ", which"."""


class ModelFile(_Part):
    """A whole model file."""

    model: About
    stages: tuple[Stage, ...] = Field(min_length=1)
    levels: tuple[Level, ...] = Field(min_length=1)
    kinds: tuple[Kind, ...] = Field(min_length=1)
    dimensions: tuple[Dimension, ...] = ()
    sources: tuple[Source, ...] = ()
    study: Study | None = None
    nodes: tuple[Node, ...] = Field(min_length=1)
    edges: tuple[Edge, ...] = ()


def find_faults(file: ModelFile, also_known: frozenset[str] = frozenset()) -> Iterator[tuple[Place, str]]:
    """Everything in a well-formed file that does not fit together: its place, and a sentence.

    Ids that repeat or that nothing declares (other than the `also_known` ones), missing translations,
    self loops, edges against the order of the stages and cycles without a declared feedback edge,
    claims without a source.
    """
    yield from _find_repeated_ids(file)
    yield from _find_unknown_ids(file, also_known)
    yield from _find_missing_translations(file)
    yield from _find_unsupported_claims(file)
    yield from _find_edge_faults(file)


def _find_repeated_ids(file: ModelFile) -> Iterator[tuple[Place, str]]:
    lists = ("stages", "levels", "kinds", "dimensions", "sources", "nodes")
    for name in lists:
        seen: set[str] = set()
        for position, part in enumerate(getattr(file, name)):
            if part.id in seen:
                yield (name, position, "id"), describe_repeated(part.id)
            seen.add(part.id)


def describe_repeated(repeated: str) -> str:
    """The sentence for an id that two entries of a list share."""
    return f'the id "{repeated}" is taken by an earlier entry; ids must differ'


def _find_unknown_ids(file: ModelFile, also_known: frozenset[str]) -> Iterator[tuple[Place, str]]:
    def ids(parts: Iterable[Any]) -> set[str]:
        return {part.id for part in parts}

    nodes, stages, levels = ids(file.nodes), ids(file.stages), ids(file.levels)
    kinds, sources = ids(file.kinds), ids(file.sources)

    references: list[tuple[Place, str, str, set[str]]] = []
    if file.model.source is not None:
        references.append((("model", "source"), "source", file.model.source, sources))
    if file.study is not None:
        references.append((("study", "source"), "source", file.study.source, sources))
    for position, node in enumerate(file.nodes):
        references.append((("nodes", position, "stage"), "stage", node.stage, stages))
        references.append((("nodes", position, "level"), "level", node.level, levels))
    for position, edge in enumerate(file.edges):
        references.append((("edges", position, "from"), "node", edge.source, nodes))
        references.append((("edges", position, "to"), "node", edge.target, nodes))
        references.append((("edges", position, "kind"), "kind", edge.kind, kinds))
    for place, provenance in _find_provenances(file):
        if provenance.source is not None:
            references.append(((*place, "source"), "source", provenance.source, sources))

    unknown = ((place, what, used, known) for place, what, used, known in references if used not in known)
    for number, (place, what, used, known) in enumerate(unknown):
        if used not in also_known:
            near = find_near_match(used, known) if number < _MOST_SUGGESTIONS else None
            yield place, describe_unknown(what, used, near)


def _find_provenances(file: ModelFile) -> Iterator[tuple[Place, Provenance]]:
    sections: tuple[tuple[str, tuple[Node | Edge, ...]], ...] = (("nodes", file.nodes), ("edges", file.edges))
    for name, parts in sections:
        for position, part in enumerate(parts):
            if part.provenance is not None:
                yield (name, position, "provenance"), part.provenance


def _find_missing_translations(file: ModelFile) -> Iterator[tuple[Place, str]]:
    def walk(value: Any, place: Place) -> Iterator[tuple[Place, str]]:
        if isinstance(value, Words):
            for language in file.model.languages:
                if not value.is_in(language):
                    yield place, f'the text in "{language}" is missing'
        elif isinstance(value, BaseModel):
            for name, field in type(value).model_fields.items():
                yield from walk(getattr(value, name), (*place, field.alias or name))
        elif isinstance(value, tuple):
            for position, part in enumerate(value):
                yield from walk(part, (*place, position))

    yield from walk(file, ())


def _find_unsupported_claims(file: ModelFile) -> Iterator[tuple[Place, str]]:
    for place, provenance in _find_provenances(file):
        if provenance.kind in ("stated", "reported") and provenance.source is None:
            yield place, f"what is {provenance.kind} needs the source that says so"
    for position, node in enumerate(file.nodes):
        if node.provenance is not None and node.provenance.kind == "open" and node.question is None:
            yield ("nodes", position), "an open node needs the question that it invites"


def _find_edge_faults(file: ModelFile) -> Iterator[tuple[Place, str]]:
    order = {stage.id: position for position, stage in enumerate(file.stages)}
    stage_of = {node.id: order.get(node.stage) for node in file.nodes}
    seen: set[tuple[str, str, str]] = set()
    onward: dict[tuple[str, str], int] = {}
    for position, edge in enumerate(file.edges):
        place: Place = ("edges", position)
        if edge.source == edge.target:
            yield place, f'the edge leads from "{edge.source}" to itself'
            continue
        key = (edge.source, edge.target, edge.kind)
        if key in seen:
            yield place, "the edge repeats an earlier one; leave one of them out"
        seen.add(key)
        start, end = stage_of.get(edge.source), stage_of.get(edge.target)
        if edge.feedback:
            continue
        if start is not None and end is not None and end < start:
            yield (
                place,
                f'"{edge.source}" → "{edge.target}" runs against the order of the stages; '
                "if that is meant, add feedback: true",
            )
        else:
            onward[edge.source, edge.target] = position
    following: defaultdict[str, list[str]] = defaultdict(list)
    for source, target in onward:
        following[source].append(target)
    for cycle in islice(_find_cycles(following), _MOST_CYCLES):
        yield (
            ("edges", onward[cycle[-1], cycle[0]]),
            f"{_name_cycle(cycle)} is a cycle; say on one of its edges feedback: true",
        )


def _find_cycles(following: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Cycles, each as its nodes in a row; without the edges that close them none is left.

    One walk that sees each edge once, however many cycles there are.
    """
    done: set[str] = set()
    for start in following:
        if start in done:
            continue
        at = {start: 0}  # where on the way each node is
        way = [(start, iter(following[start]))]
        while way:
            node, rest = way[-1]
            after = next(rest, None)
            if after is None:
                way.pop()
                del at[node]
                done.add(node)
            elif after in at:
                yield [one for one, _rest in way[at[after] :]]
            elif after not in done:
                at[after] = len(way)
                way.append((after, iter(following.get(after, ()))))


def _name_cycle(cycle: Sequence[str]) -> str:
    """The nodes of a cycle, of a long one the first and the last.

    >>> _name_cycle(["joy", "trust"])
    'joy → trust → joy'
    """
    named = [*cycle, cycle[0]]
    left_out = len(named) - _MOST_NAMED
    if left_out > 1:
        half = _MOST_NAMED // 2
        named[half:-half] = [f"… ({left_out} more)"]
    return " → ".join(named)
