"""Which names hold letters that the font which comes along does not have, and what becomes of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from model.export.figure import Figure
from model.export.glyphs import has_letter
from model.words import get_words

_SET = frozenset({"png", "pdf", "handout"})
_DRAWN_BY_OTHERS = frozenset({"svg", "html", "pptx"})
_MOST_NAMES, _LONGEST = 5, 60


@dataclass(frozen=True)
class Lacking:
    """The names with letters that the font lacks, in the order of the diagram, and those letters, sorted."""

    names: tuple[str, ...]
    letters: tuple[str, ...]


def find_lacking(figure: Figure, form: str) -> Lacking:
    """The names with letters that a file of this format cannot bring along; none in a format for programs.

    Names are those of nodes, stages and levels, the title, the words around the diagram, and for a handout
    the titles of stories. Signs that nobody sees are left out.

    >>> from model import load_model
    >>> from model.diagram import build_diagram
    >>> model = load_model()
    >>> find_lacking(Figure(model, build_diagram(model, "nl")), "pdf")
    Lacking(names=(), letters=())
    """
    if form not in _SET | _DRAWN_BY_OTHERS:
        return Lacking((), ())
    lacking = {name: _find_letters(name) for name in _list_names(figure)}
    found = {name: letters for name, letters in lacking.items() if letters}
    return Lacking(tuple(found), tuple(sorted(set().union(*found.values()))))


def describe_lacking(figure: Figure, form: str) -> str:
    """A sentence that names what `find_lacking` finds and says what this format does with it, or ""."""
    lacking = find_lacking(figure, form)
    if not lacking.names:
        return ""
    _ = get_words(figure.language)
    names = ", ".join(f"“{_shorten(name)}”" for name in lacking.names[:_MOST_NAMES])
    if len(lacking.names) > _MOST_NAMES:
        names = _("{names} and {count} more").format(names=names, count=len(lacking.names) - _MOST_NAMES)
    said = _("The font that comes along lacks letters of these names: {names}.").format(names=names)
    return f"{said} {_describe_outcome(figure, form)}"


def _describe_outcome(figure: Figure, form: str) -> str:
    _ = get_words(figure.language)
    if form in _SET:
        return _("In this file each of these letters is a □. SVG, HTML and PowerPoint keep them as text.")
    if form == "pptx":
        return _("The computer that shows the slides draws them in a font of its own, if it has one.")
    return _("The program that shows the file draws them in a font of its own, if it has one.")


def _list_names(figure: Figure) -> Iterator[str]:
    diagram, caption = figure.diagram, figure.caption
    yield diagram.title
    for heading in (*diagram.columns, *diagram.rows):
        yield heading.name
    for node in diagram.nodes:
        yield node.name
    yield from (caption.title, caption.words, caption.citation, caption.licence)
    for story in figure.stories:
        yield story.name(figure.language)


def _find_letters(name: str) -> frozenset[str]:
    return frozenset(
        letter
        for letter in unicodedata.normalize("NFC", name)
        if unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Zs", "Zl", "Zp")
        and not "\ufe00" <= letter <= "\ufe0f"
        and not has_letter(letter)
    )


def _shorten(name: str) -> str:
    line = " ".join(name.encode(errors="replace").decode().split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
