"""Which texts hold letters that the font which comes along does not have, and what becomes of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from model.export import EXPORTERS
from model.export.exporter import Letters
from model.export.figure import Figure
from model.export.glyphs import has_letter
from model.export.wording import describe_provenance
from model.words import get_words, quote

_MOST_TEXTS, _LONGEST = 5, 60


@dataclass(frozen=True)
class Lacking:
    """The texts with letters that the font lacks, names first, and those letters, sorted."""

    texts: tuple[str, ...]
    letters: tuple[str, ...]


def find_lacking(figure: Figure, form: str) -> Lacking:
    """The texts with letters that a file of this format cannot bring along; none in a format for programs.

    They are the names of nodes, stages and levels, the title and the words around the diagram; in a format
    that has them also descriptions, questions, notes, sources and stories. What nobody sees is left out.

    >>> from model import load_model
    >>> from model.diagram import build_diagram
    >>> model = load_model()
    >>> find_lacking(Figure(model, build_diagram(model, "nl")), "pdf")
    Lacking(texts=(), letters=())
    """
    exporter = EXPORTERS[form]
    if exporter.letters == "kept":
        return Lacking((), ())
    return find_lacking_among(
        [*_list_names(figure), *(_list_words(figure) if exporter.stories != "never" else ())]
    )


def find_lacking_among(texts: Iterable[str]) -> Lacking:
    """The same of any texts.

    >>> find_lacking_among(["A mango", "Merci ★"])
    Lacking(texts=('Merci ★',), letters=('★',))
    """
    lacking = {text: _find_letters(text) for text in texts}
    found = {text: letters for text, letters in lacking.items() if letters}
    return Lacking(tuple(found), tuple(sorted(set().union(*found.values()))))


def describe_lacking(figure: Figure, form: str) -> str:
    """A sentence that names what `find_lacking` finds and says what this format does with it, or ""."""
    lacking = find_lacking(figure, form)
    if not lacking.texts:
        return ""
    return f"{name_lacking(lacking, figure.language)} {_describe_outcome(figure, EXPORTERS[form].letters)}"


def name_lacking(lacking: Lacking, language: str) -> str:
    """The sentence that names some texts with such letters."""
    _ = get_words(language)
    names = ", ".join(quote(_, _shorten(text)) for text in lacking.texts[:_MOST_TEXTS])
    if len(lacking.texts) > _MOST_TEXTS:
        names = _("{names} and {count} more").format(names=names, count=len(lacking.texts) - _MOST_TEXTS)
    return _("Some characters of these texts are not in the font: {names}.").format(names=names)


def _describe_outcome(figure: Figure, letters: Letters) -> str:
    _ = get_words(figure.language)
    match letters:
        case "set":
            return _(
                "In this file each of these characters is a □. SVG, HTML and PowerPoint keep them as text."
            )
        case "slides":
            return _("The computer that shows the slides draws them in a font of its own, if it has one.")
        case "shown" | "kept":
            return _("The program that shows the file draws them in a font of its own, if it has one.")


def _list_names(figure: Figure) -> Iterator[str]:
    diagram, caption = figure.diagram, figure.caption
    yield diagram.title
    for heading in (*diagram.columns, *diagram.rows):
        yield heading.name
    for node in diagram.nodes:
        yield node.name
    yield from (caption.title, caption.words, caption.citation, caption.licence)


def _list_words(figure: Figure) -> Iterator[str]:
    """What is said of the nodes that are shown, and their stories."""
    model, language = figure.model, figure.language
    shown = {node.id for node in figure.diagram.nodes}
    for node in model.nodes():
        if node.id in shown:
            yield from (words.text(language) for words in (node.description, node.question) if words)
            if node.provenance:
                yield describe_provenance(model, node.provenance, language)
                for source in node.provenance.list_sources():
                    yield model.get_source(source).reference.text(language)
    for story in figure.stories:
        wording = story.in_language(language)
        yield from (story.name(language), wording.text, wording.setting)


def _find_letters(text: str) -> frozenset[str]:
    return frozenset(
        letter
        for letter in set(unicodedata.normalize("NFC", text))
        if unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Zs", "Zl", "Zp")
        and not "\ufe00" <= letter <= "\ufe0f"
        and not has_letter(letter)
    )


def _shorten(text: str) -> str:
    line = " ".join(text.encode(errors="replace").decode().split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
