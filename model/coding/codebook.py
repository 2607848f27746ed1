"""The codebook of a model: what a story can be coded as, what that means, when it fits and when not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from model.coding.story_coding import Code
from model.graph import ConceptualModel
from model.schema import Dimension, Node, Words
from model.search import fold
from model.stories import Story
from model.tables import to_csv
from model.words import get_words, quote


@dataclass(frozen=True)
class Entry:
    """What the codebook says of one code, in one language; a text that nobody wrote is "".

    `level` is the name of a node's level, "" for a dimension.
    """

    code: Code
    name: str
    level: str = ""
    definition: str = ""
    use: str = ""
    avoid: str = ""
    example: str = ""


@dataclass(frozen=True)
class Section:
    """A stage with its nodes, or the dimensions, with `id` "": what the coder looks at together."""

    id: str
    name: str
    description: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Codebook:
    """All codes of a model in one language: its stages from left to right, then its dimensions.

    `source` is how the text is cited that the model comes from, or "".
    """

    model: str
    language: str
    title: str
    summary: str
    source: str
    sections: tuple[Section, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries of all sections."""
        return tuple(entry for section in self.sections for entry in section.entries)


def build_codebook(model: ConceptualModel, language: str, stories: Iterable[Story] = ()) -> Codebook:
    """The codebook of a model in a language.

    Where the model gives no example, the first public story with the code is one that its teller
    agreed to have exported.

    >>> from model import load_model
    >>> from model.stories import load_stories
    >>> model = load_model()
    >>> book = build_codebook(model, "en", load_stories(model))
    >>> len(book.entries), book.sections[-1].name
    (34, 'Dimensions')
    >>> next(entry.example for entry in book.entries if entry.code.id == "effect-team")
    'The story “Ten minutes of snow”'
    """
    _ = get_words(language)
    about = model.file.model
    examples = _find_examples(stories, language)
    sections = []
    for stage in model.stages:
        nodes = [node for level in model.levels for node in model.nodes(level=level.id, stage=stage.id)]
        entries = tuple(
            _build_entry("node", node, model.get_level(node.level).name.text(language), language, examples)
            for node in nodes
        )
        if entries:
            sections.append(
                Section(stage.id, stage.name.text(language), _say(stage.description, language), entries)
            )
    classes = tuple(
        _build_entry("dimension", dimension, "", language, examples) for dimension in model.file.dimensions
    )
    if classes:
        sections.append(Section("", _("Dimensions"), "", classes))
    source = _say(model.get_source(about.source).reference, language) if about.source else ""
    title = about.title.text(language)
    return Codebook(about.id, language, title, _say(about.summary, language), source, tuple(sections))


def list_names(model: ConceptualModel, language: str) -> dict[Code, str]:
    """Each code of a model with its name in a language; several may have the same one."""
    return {
        **{Code("node", node.id): node.name.text(language) for node in model.nodes()},
        **{
            Code("dimension", dimension.id): dimension.name.text(language)
            for dimension in model.file.dimensions
        },
    }


def name_codes(model: ConceptualModel, language: str) -> Mapping[Code, str]:
    """Each code's name, unlike every other one: where several have the same one, with its id.

    >>> from model import load_model
    >>> name_codes(load_model(), "en")[Code("node", "effect-joy-in-work")]
    'Joy in work'
    """
    names = list_names(model, language)
    count = Counter(map(fold, names.values()))
    return {code: name if count[fold(name)] == 1 else f"{name} ({code.id})" for code, name in names.items()}


def name_leftover(language: str) -> str:
    """What a passage is coded as that has no place in the model."""
    _ = get_words(language)
    return _("No place in the model")


def list_rows(book: Codebook) -> Iterator[Sequence[object]]:
    """The codebook as rows of a table, headings first."""
    _ = get_words(book.language)
    yield (
        _("Kind"), _("Id"), _("Name"), _("Stage"), _("Level"), _("Definition"),
        _("When to use"), _("When not to use"), _("Example"),
    )  # fmt: skip
    for section in book.sections:
        for entry in section.entries:
            stage = section.name if section.id else ""
            yield (
                entry.code.kind, entry.code.id, entry.name, stage, entry.level, entry.definition,
                entry.use, entry.avoid, entry.example,
            )  # fmt: skip


def to_codebook_csv(book: Codebook) -> bytes:
    """The codebook as CSV: a row a code; no text becomes a formula in a spreadsheet."""
    return to_csv(list_rows(book))


def _build_entry(
    kind: str, part: Node | Dimension, level: str, language: str, examples: Mapping[Code, str]
) -> Entry:
    code = Code("node" if kind == "node" else "dimension", part.id)
    return Entry(
        code,
        part.name.text(language),
        level,
        _say(part.description, language),
        _say(part.use, language),
        _say(part.avoid, language),
        _say(part.example, language) or examples.get(code, ""),
    )


def _find_examples(stories: Iterable[Story], language: str) -> dict[Code, str]:
    _ = get_words(language)
    examples: dict[Code, str] = {}
    for story in stories:
        title = story.in_language(language).title
        if not (story.is_public and story.consent.exports and title):
            continue
        text = _("The story {title}").format(title=quote(_, title))
        for node in story.nodes:
            examples.setdefault(Code("node", node), text)
        for dimension in story.dimensions:
            examples.setdefault(Code("dimension", dimension), text)
    return examples


def _say(words: Words | None, language: str) -> str:
    return words.text(language) if words else ""
