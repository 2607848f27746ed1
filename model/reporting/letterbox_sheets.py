"""What to print for a letterbox: a poster with the way in, and cards to write a story on."""

from __future__ import annotations

from typing import Any, Literal, get_args

from model.export.frame import to_language, to_line, to_link
from model.export.typesetting import Document, soften
from model.letterboxes import Letterbox
from model.lettering import measure
from model.reporting.print_style import COLOURS, TEMPLATES
from model.words import get_words, join_label

Paper = Literal["a4", "a3"]
PAPERS: tuple[Paper, ...] = get_args(Paper)
"""The sheets that a poster can stand on."""

_QR = "qr.svg"
_ROOM = 480.0
_LARGEST_QUESTION = 44.0
_LARGEST_ADDRESS = 26.0
_MOST_LINES = 3.2


def to_poster(
    box: Letterbox, language: str, *, address: str, qr: str, paper: Paper = "a4", is_weekly: bool = False
) -> bytes:
    """A poster as PDF on one sheet: what the letterbox asks, its QR code, its address and its code.

    With `is_weekly` it asks the weekly question, whatever the letterbox asks otherwise. `address` is what
    phones open and `qr` its code as SVG. The same values give the same bytes.
    """
    _ = get_words(language)
    asking_box = box.model_copy(update={"is_weekly": True, "question": ""}) if is_weekly else box
    question, shown = to_line(asking_box.ask(_)), to_line(address)
    data = {
        **_build_shared(box, language, question),
        "paper": paper,
        "question-size": _fit(question, _LARGEST_QUESTION, _MOST_LINES),
        "how": _("Point the camera of your phone at the code."),
        "or-type": _("or type this address in your browser"),
        "privacy": _("No account, no name, no app. A facilitator reads every story before others see it."),
        "qr": _QR,
        "qr-says": _("QR code of {address}").format(address=shown),
        "address": shown,
        "address-size": _fit(shown, _LARGEST_ADDRESS, 1.0),
        "url": to_link(address),
    }
    return Document("poster", data, {_QR: qr}, TEMPLATES).to_pdf()


def to_cards(box: Letterbox, language: str, *, address: str) -> bytes:
    """Four cards as PDF on a sheet of A4, to cut: lines to write on, and what the page of the letterbox asks.

    `address` is the short one, at which the code of the letterbox is typed.
    """
    _ = get_words(language)
    question = to_line(box.ask(_))
    data = {
        **_build_shared(box, language, question),
        "hint": _("A few sentences are enough. Please leave out names, rooms and dates."),
        "teller": _("Who tells it?"),
        "tellers": [
            _("a patient"),
            _("family"),
            _("a professional"),
            _("a leader"),
            _("someone else"),
        ],
        "where": f"{_('Where')} ({_('optional')})",
        "agrees": _("The teller agrees to show it"),
        "consents": [
            _("in this application, to everybody who opens it"),
            _("in exported diagrams, slides and handouts"),
            _("in publications such as papers and posters"),
        ],
        "online": _("Or on your phone:"),
        "address": soften(to_line(address)),
    }
    return Document("letterbox_cards", data, {}, TEMPLATES).to_pdf()


def _build_shared(box: Letterbox, language: str, question: str) -> dict[str, Any]:
    _ = get_words(language)
    return {
        "document": {
            "title": to_line(join_label(_, _("Letterbox"), box.name)),
            "language": to_language(language),
        },
        "colours": COLOURS,
        "name": soften(to_line(box.name)),
        "question": soften(question),
        "code": _("Code"),
        "key": box.key,
    }


def _fit(text: str, largest: float, lines: float) -> float:
    """The size of letters at which a text fits on some lines."""
    return min(largest, lines * _ROOM / max(1.0, measure(text, 1.0, bold=True)))
