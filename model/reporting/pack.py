"""What to print before a workshop: run sheet, the way in for the wall, a story form, story cards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
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
from model.workshop import ACTIVITIES, OwnStep, Picture, PlanItem, Round, Workshop, arrange, list_subjects
from model.workshop.wording import name_own_step

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
_NO_PICTURES: Mapping[str, Picture] = {}


@dataclass(frozen=True)
class _SheetStep:
    """A step of the run sheet: what is asked, what it is about, how long it takes, notes and a picture."""

    title: str
    question: str = ""
    hint: str = ""
    minutes: int = 0
    notes: str = ""
    picture: str = ""


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
    own_steps: Sequence[OwnStep] = (),
    pictures: Mapping[str, Picture] = _NO_PICTURES,
) -> bytes:
    """A PDF on A4 to print before a workshop, in a language of the model.

    `address` is what phones open and `qr` its code as SVG; without them the page for the wall has the key
    alone. `reach` says in a sentence what is still to be done so that phones reach the server, or "". Cards
    are made of the `stories` that are published and whose tellers agreed to exports. The run sheet follows
    the plan of the workshop, with its `own_steps`, whose `pictures` go by their names. The same values give
    the same bytes.
    """
    _ = get_words(language)
    printable = [story for story in stories if story.is_exportable]
    day = write_day(workshop.get_day(zone), language, "full")
    shown = to_line(address)
    wide = measure(shown, 1.0, bold=True)
    steps = list(_list_steps(model, workshop, rounds, own_steps, language))
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
                "title": soften(step.title),
                "question": soften(step.question),
                "hint": soften(step.hint),
                "minutes": str(step.minutes or ""),
                "notes": soften(step.notes),
                "picture": _name_file(step.picture) if step.picture in pictures else "",
                "picture-says": to_line(step.title),
                "picture-width": _measure_picture(pictures.get(step.picture)),
            }
            for number, step in enumerate(steps, start=1)
        ],
        "minutes-in-all": str(sum(step.minutes for step in steps) or ""),
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
        "stories": [build_story(replace_source(story), language) for story in printable],
    }
    files = {_QR: qr} if qr else {}
    files |= {_name_file(name): _wrap(picture) for name, picture in pictures.items()}
    return Document("pack", data, files, TEMPLATES).to_pdf()


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
        "in-all": _("{count} minutes in all."),
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
    model: ConceptualModel,
    workshop: Workshop,
    rounds: Sequence[Round],
    own_steps: Sequence[OwnStep],
    language: str,
) -> Iterator[_SheetStep]:
    """The steps of the plan; of the usual order those that need to be prepared, between welcome and close."""
    _ = get_words(language)
    rounds_by_id, own = (
        {round_.id: round_ for round_ in rounds},
        {own_step.id: own_step for own_step in own_steps},
    )
    is_welcomed = any(own_step.kind == "welcome" for own_step in own_steps)
    for item in arrange(workshop.plan, [*rounds_by_id, *own]):
        match item.part:
            case "join":
                welcome = _("Why we are here; how answers are kept secret; everybody joins.")
                title, hint = (_("Join in"), "") if is_welcomed else (_("Welcome"), welcome)
                yield _SheetStep(title, hint=hint, minutes=item.minutes)
            case "followed" if item.minutes:
                yield _SheetStep(_("What came of what we agreed"), minutes=item.minutes)
            case "stages":
                yield from _list_stage_steps(model, item, language)
            case "map" if workshop.plan:
                yield _SheetStep(_("The whole map"), minutes=item.minutes)
            case "stories" if workshop.plan:
                yield _SheetStep(_("Stories"), minutes=item.minutes)
            case "actions":
                who = _("Who does what, and when? Write it down before everybody leaves.")
                yield _SheetStep(_("What we agree"), who, minutes=item.minutes)
            case part if part in rounds_by_id:
                yield _describe_round(model, rounds_by_id[part], item.minutes, language)
            case part if part in own:
                step = own[part]
                yield _SheetStep(
                    name_own_step(step, _),
                    hint=step.text,
                    minutes=item.minutes,
                    notes=step.notes,
                    picture=step.picture,
                )
    yield _SheetStep(_("Close"), hint=_("Thank everybody; say when they will hear what came of it."))


def _list_stage_steps(model: ConceptualModel, item: PlanItem, language: str) -> Iterator[_SheetStep]:
    """A step for each stage; the minutes, which are for all of them, stand beside the first."""
    for number, stage in enumerate(model.stages):
        about = stage.description.text(language) if stage.description else ""
        minutes = 0 if number else item.minutes
        yield _SheetStep(stage.name.text(language), stage.ask(language), about, minutes)


def _describe_round(model: ConceptualModel, round_: Round, minutes: int, language: str) -> _SheetStep:
    _ = get_words(language)
    named = list(list_subjects(model, round_, language).values())
    about = ", ".join(named[:_MOST_NAMED])
    if len(named) > _MOST_NAMED:
        about = _("{names} and {count} more").format(names=about, count=len(named) - _MOST_NAMED)
    return _SheetStep(ACTIVITIES[round_.kind].name(_), name_round(round_, language), about, minutes)


def _name_file(picture: str) -> str:
    return f"{picture}.svg"


def _measure_picture(picture: Picture | None) -> float:
    """How wide a picture is on the run sheet, in mm: at most 60, and no higher than 32."""
    if picture is None:
        return 0.0
    width, height = picture.size
    return min(60.0, 32.0 * width / height)


def _wrap(picture: Picture) -> str:
    """The picture as SVG: the files that a document is typeset from are texts."""
    width, height = picture.size
    source = f"data:{picture.media_type};base64,{picture.to_text()}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="{source}"/></svg>'
    )


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
