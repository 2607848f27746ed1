"""What to print before a workshop: run sheet, the way in for the wall, a story form, story cards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, tzinfo
from typing import Any, Literal, get_args

from model.export.frame import to_language, to_line, to_link
from model.export.handout import build_story
from model.export.typesetting import Document, soften
from model.graph import ConceptualModel
from model.lettering import measure
from model.reporting.print_style import COLOURS, TEMPLATES
from model.reporting.sentences import name_round, replace_source
from model.stories import Story
from model.words import get_words, join_label, write_day
from model.workshop import ACTIVITIES, Round, Workshop, list_subjects

Part = Literal["run", "join", "form", "cards"]
PARTS: tuple[Part, ...] = get_args(Part)
"""The parts of a pack in the order of its pages."""

_QR = "qr.svg"
_MOST_NAMED = 3
_MOST_CHOICES = 12
_MOST_STAGES = 6
_ROOM = 480.0
_LARGEST = 30.0
_MOST_LINES = 3.5


def to_pack(
    model: ConceptualModel,
    workshop: Workshop,
    rounds: Sequence[Round],
    stories: Sequence[Story],
    language: str,
    *,
    address: str = "",
    qr: str = "",
    reach: str = "",
    parts: Sequence[Part] = PARTS,
    zone: tzinfo = UTC,
) -> bytes:
    """A PDF on A4 to print before a workshop, in a language of the model.

    `address` is what phones open and `qr` its code as SVG; without them the page for the wall has the key
    alone. `reach` says in a sentence what is still to be done so that phones reach the server, or "". Cards
    are made of the `stories` that are published and whose tellers agreed to exports. The same values give
    the same bytes.
    """
    _ = get_words(language)
    told = [story for story in stories if story.status == "published" and story.consent.exports]
    day = write_day(workshop.get_day(zone), language, "full")
    shown = to_line(address)
    wide = measure(shown, 1.0, bold=True)
    name = to_line(workshop.name)
    data = {
        "document": {
            "title": to_line(join_label(_, _("Session pack"), workshop.name)),
            "language": to_language(language),
        },
        "colours": COLOURS,
        "words": _build_words(language),
        "parts": [part for part in PARTS if part in parts],
        "title": soften(name),
        "title-size": min(_LARGEST, _MOST_LINES * _ROOM / max(1.0, measure(name, 1.0, bold=True))),
        "when": f"{day} · {model.title.text(language)}",
        "foot": to_line(f"{workshop.name} · {day}"),
        "before": _list_preparations(language),
        "commands": _list_commands(),
        "reach": reach or _("Phones then open the address on the page for the wall."),
        "steps": [
            {
                "number": str(number),
                "title": soften(title),
                "question": soften(question),
                "hint": soften(hint),
            }
            for number, (title, question, hint) in enumerate(_list_steps(model, rounds, language), start=1)
        ],
        "qr": _QR if qr else "",
        "qr-says": _("QR code of {address}").format(address=shown),
        "address": shown,
        "address-size": min(_LARGEST, _ROOM / wide) if wide else _LARGEST,
        "url": to_link(address),
        "key": workshop.key,
        "form-question": _("Which Mangomoment did you see or live yourself?"),
        "tellers": [
            _("a patient"),
            _("family"),
            _("a professional"),
            _("a leader"),
            _("someone else"),
        ],
        "stages": _list_stages(model, language),
        "consents": [
            _("in this application, to everybody in the room"),
            _("in exported diagrams, slides and handouts"),
            _("in publications such as papers and posters"),
        ],
        "keep-hint": _(
            "Your story in the workshop “{name}”. Whoever leads the workshop types it in and writes the code "
            "here. With the code you can withdraw the story at any time."
        ).format(name=to_line(workshop.name)),
        "stories": [build_story(replace_source(story), language) for story in told],
    }
    return Document("pack", data, {_QR: qr} if qr else {}, TEMPLATES).to_pdf()


def _build_words(language: str) -> dict[str, str]:
    _ = get_words(language)
    return {
        "page": _("Page {page} of {pages}"),
        "run": _("Run sheet"),
        "before": _("Before it begins"),
        "start": _("Start the server so that phones can reach it"),
        "steps": _("Step by step"),
        "step": _("Step"),
        "clock": _("Time"),
        "minutes": _("Minutes"),
        "notes": _("Notes"),
        "join": _("Join in"),
        "join-how": _("Point the camera of your phone at the code."),
        "or-type": _("or type this address in your browser"),
        "key": _("Key"),
        "privacy": _("No account, no name, no app. What you answer is shown without who said it."),
        "form": _("A story"),
        "form-hint": _("A few sentences are enough. Please leave out names, rooms and dates."),
        "teller": _("Who tells it?"),
        "shows": _("What does it show?") + " (" + _("optional") + ")",
        "agrees": _("The teller agrees to show it"),
        "agrees-hint": _("Choose each separately. Without the first, only the facilitator sees the story."),
        "language": _("Language of the story"),
        "keep": _("Tear off and keep"),
        "code": _("Code"),
        "cards": _("Story cards"),
    }


def _list_preparations(language: str) -> list[str]:
    _ = get_words(language)
    return [
        _("Laptop, projector and phones are in the same network; it needs no internet."),
        _("The laptop's firewall lets phones in (Windows asks once: allow private networks)."),
        _("Your own phone opens the address and sees the workshop."),
        _("The steps were walked through once in a rehearsal."),
        _("Printed: the page for the wall, story forms, story cards; pencils."),
    ]


def _list_commands() -> list[dict[str, str]]:
    run = "streamlit run app.py --server.address 0.0.0.0"
    return [
        {"system": "Linux, macOS", "text": f"MANGOMOMENT_PASSCODE=… .venv/bin/{run}"},
        {"system": "Windows (PowerShell)", "text": f'$env:MANGOMOMENT_PASSCODE="…"; .venv\\Scripts\\{run}'},
    ]


def _list_steps(
    model: ConceptualModel, rounds: Sequence[Round], language: str
) -> Iterator[tuple[str, str, str]]:
    """Each step: its title, what is asked, and what it is about."""
    _ = get_words(language)
    yield _("Welcome"), "", _("Why we are here; how answers are kept secret; everybody joins.")
    for stage in model.stages:
        about = stage.description.text(language) if stage.description else ""
        yield stage.name.text(language), stage.ask(language), about
    for one in rounds:
        named = list(list_subjects(model, one, language).values())
        about = ", ".join(named[:_MOST_NAMED])
        if len(named) > _MOST_NAMED:
            about = _("{names} and {count} more").format(names=about, count=len(named) - _MOST_NAMED)
        yield ACTIVITIES[one.kind].name(_), name_round(one, language), about
    yield _("What we agree"), _("Who does what, and when? Write it down before everybody leaves."), ""
    yield _("Close"), "", _("Thank everybody; say when they will hear what came of it.")


def _list_stages(model: ConceptualModel, language: str) -> list[dict[str, Any]]:
    """What a story can be attached to on the form, by stage: what is named already."""
    stages = []
    for stage in model.stages:
        nodes = [
            soften(node.name.text(language)) for node in model.nodes(stage=stage.id) if node.question is None
        ]
        if nodes and len(nodes) <= _MOST_CHOICES:
            stages.append({"name": soften(stage.name.text(language)), "nodes": nodes})
    return stages[:_MOST_STAGES]
