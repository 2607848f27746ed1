"""The command `python -m model workshop`: list workshops, take a report or the whole session home, print."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, tzinfo
from io import BytesIO
from pathlib import Path
from typing import Any

from model.errors import ConceptualModelError
from model.export.command import choose_language
from model.graph import ConceptualModel
from model.loading import load_model
from model.reporting import PARTS, REPORTS, read_report, to_pack
from model.stories import StoryQuery, StoryStore
from model.stories.own_stories import open_store
from model.teams import TeamStore
from model.workshop import Workshop, WorkshopStore, read_workshop_json, to_workshop_json


def add_command(commands: Any) -> None:
    """Add the command to those of the command line."""
    workshop = commands.add_parser("workshop", help="reports, session packs and session files of workshops")
    doing = workshop.add_subparsers(required=True, metavar="COMMAND")

    listing = doing.add_parser("list", help="list workshops, newest first: id, key, name")
    listing.set_defaults(run=_list)

    report = doing.add_parser("report", help="write a report as PDF, slides or workbook")
    pack = doing.add_parser(
        "pack", help="write a session pack to print: run sheet, QR code, story form, story cards"
    )
    export = doing.add_parser("export", help="export the whole session, with every vote, as JSON")
    for command in (report, pack, export):
        command.add_argument("workshop", metavar="ID", help="the id or the key of the workshop")
    taking_in = doing.add_parser("import", help="import an exported session")
    taking_in.add_argument("file", type=Path, metavar="FILE")

    endings = ", ".join(f".{name}" for name in REPORTS)
    report.add_argument(
        "--out",
        required=True,
        type=_read_report_name,
        metavar="FILE",
        help=f"output file; its ending chooses the format: {endings}",
    )
    report.add_argument("--address", default="", metavar="URL", help="address of the application, for links")
    pack.add_argument("--out", required=True, type=Path, metavar="FILE", help="a PDF")
    pack.add_argument(
        "--address", default="", metavar="URL", help="address that phones open; printed as QR code"
    )
    pack.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS, help="only these pages")
    export.add_argument("--out", required=True, type=Path, metavar="FILE", help="a JSON file")
    for command in (report, pack):
        command.add_argument("--lang", metavar="LANGUAGE", help="default: that of the workshop")
    report.set_defaults(run=_report)
    pack.set_defaults(run=_pack)
    export.set_defaults(run=_export)
    taking_in.set_defaults(run=_import)
    for command in (listing, report, pack, export, taking_in):
        command.add_argument(
            "--db", metavar="URL", help="address of the database; default: that of the application"
        )
        command.add_argument("--model", metavar="FILE", help="default: the model of the application")


def _read_report_name(text: str) -> Path:
    if Path(text).suffix.lower()[1:] not in REPORTS:
        raise argparse.ArgumentTypeError(f"must end in one of {', '.join(f'.{name}' for name in REPORTS)}")
    return Path(text)


@contextmanager
def _opened(arguments: argparse.Namespace) -> Iterator[tuple[ConceptualModel, StoryStore, WorkshopStore]]:
    model = load_model(arguments.model)
    with closing(open_store(model, arguments.model, arguments.db)) as stories:
        yield model, stories, WorkshopStore(stories)


def _list(arguments: argparse.Namespace) -> int:
    with _opened(arguments) as (_model, _stories, store):
        for workshop in store.list():
            state = "ended" if workshop.is_ended else "running"
            print(
                f"{workshop.id}  {workshop.key}  {workshop.get_day(_find_zone())}  {state:7}  {workshop.name}"
            )
    return 0


def _report(arguments: argparse.Namespace) -> int:
    with _opened(arguments) as (model, stories, store):
        found = _find(store, arguments.workshop)
        language = choose_language(model, arguments.lang or _choose_own(model, found))
        report = read_report(
            store,
            model,
            found.id,
            language,
            address=arguments.address,
            zone=_find_zone(),
            teams=TeamStore(stories).name_all(),
        )
    _write(arguments.out, REPORTS[arguments.out.suffix.lower()[1:]].build(report))
    return 0


def _pack(arguments: argparse.Namespace) -> int:
    with _opened(arguments) as (model, stories, store):
        found = _find(store, arguments.workshop)
        query = StoryQuery(
            statuses=frozenset({"published"}), consents=frozenset({"room", "exports"}), sort="oldest"
        )
        state = store.get_state(found.id)
        made = to_pack(
            model,
            found,
            state.rounds,
            tuple(stories.walk(query)) if "cards" in arguments.parts else (),
            choose_language(model, arguments.lang or _choose_own(model, found)),
            address=arguments.address,
            qr=_draw_code(arguments.address) if arguments.address else "",
            parts=arguments.parts,
            zone=_find_zone(),
            own_steps=state.own_steps,
            pictures=store.get_pictures(found.id),
        )
    _write(arguments.out, made)
    return 0


def _export(arguments: argparse.Namespace) -> int:
    with _opened(arguments) as (_model, _stories, store):
        _write(arguments.out, to_workshop_json(store.get_record(_find(store, arguments.workshop).id)))
    return 0


def _import(arguments: argparse.Namespace) -> int:
    record = read_workshop_json(arguments.file.read_bytes(), arguments.file.name)
    with _opened(arguments) as (_model, _stories, store):
        found = store.put_back(record)
    print(f"{found.id}  {found.key}  {found.name}")
    return 0


def _find(store: WorkshopStore, said: str) -> Workshop:
    """The workshop with an id, or the newest one with a key."""
    found = next(
        (workshop for workshop in store.list() if said == workshop.id or said.upper() == workshop.key), None
    )
    if found is None:
        raise ConceptualModelError(f'there is no workshop "{said}"; `workshop list` names them')
    return found


def _find_zone() -> tzinfo:
    """The time zone of this machine."""
    return datetime.now(UTC).astimezone().tzinfo or UTC


def _choose_own(model: ConceptualModel, found: Workshop) -> str | None:
    return found.language if found.language in model.languages else None


def _draw_code(address: str) -> str:
    content = BytesIO()
    import segno  # only where a code is drawn

    segno.make_qr(address, error="m").save(
        content, kind="svg", border=4, dark="#000", light="#fff", xmldecl=False
    )
    return content.getvalue().decode()


def _write(file: Path, content: bytes) -> None:
    unfinished = file.with_name(f"{file.name}.part")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
