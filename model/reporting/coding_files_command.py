"""The commands `python -m model codings export` and `… codings import`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from model.coding.codings_table import to_codings_csv, to_codings_xlsx
from model.coding.exchange import Intake, take_in
from model.coding.refi import Meaning, ProjectReading, Remark, UnknownCode, read_project, to_qdpx
from model.coding.refi.known_codes import to_meaning
from model.coding.refi.package import LARGEST_FILE, pack
from model.coding.store import CodingStore
from model.errors import UnknownIdError
from model.export.command import choose_language
from model.graph import ConceptualModel
from model.loading import load_model
from model.stories import Story, StoryQuery, StoryStore
from model.stories.own_stories import open_store
from model.stories.story import PURPOSES, STATUSES, Purpose

_FORMS = (".qdpx", ".xlsx", ".zip")
_WHY = {
    "kind": "not read: stories are texts",
    "text": "a text that is missing, or no story (of 1 to 5,000 characters)",
    "outside": "a passage that is not in its text",
    "moved": "a passage that is no longer in the story",
    "code": "a code that the file does not have",
    "description": "a description of a text",
    "note": "a note on nothing",
    "memo": "the rest of a memo that is too long",
    "passages": "passages beyond the limit",
    "user": "somebody who decides marked no code",
}


def add_commands(codings: Any) -> None:
    """Add the commands to those that are about codings."""
    taking_out = codings.add_parser(
        "export",
        help="write all codings to a file",
        description="Write all codings: a project of REFI-QDA (.qdpx) for programs of qualitative analysis, "
        "or a table with its list of codes, as a workbook (.xlsx) or as two CSV files (.zip).",
    )
    taking_out.add_argument(
        "file", type=_read_name, metavar="FILE", help=f"its ending chooses the format: {', '.join(_FORMS)}"
    )
    taking_out.add_argument(
        "--consent", nargs="+", default=[], choices=PURPOSES, help="only stories with it; default: all"
    )
    taking_out.add_argument(
        "--whole-stories",
        choices=("source", "passage"),
        default="source",
        help="how .qdpx has a code without a passage: as a code of the text, or as one of its whole passage, "
        "for QualCoder, which reads no other; default: source",
    )
    taking_out.set_defaults(run=_export)
    taking_in = codings.add_parser(
        "import",
        help="add the codings of a project of REFI-QDA",
        description="Add the codings in a project (.qdpx) of ATLAS.ti, MAXQDA, NVivo, QualCoder or this "
        "application. What is left out is listed.",
    )
    taking_in.add_argument("file", type=Path, metavar="FILE", help="the project")
    taking_in.add_argument("--dry-run", action="store_true", help="only report what would be read")
    taking_in.add_argument(
        "--code",
        nargs="+",
        action="extend",
        default=[],
        type=_read_choice,
        metavar="NAME=ID",
        help="what a code of the file is: an id of the model, leftover, or none",
    )
    taking_in.add_argument(
        "--new-stories", action="store_true", help="import texts that are no story yet, to be published"
    )
    taking_in.add_argument(
        "--overwrite", action="store_true", help="replace codings that are different in the application"
    )
    taking_in.set_defaults(run=_import)
    for command in (taking_out, taking_in):
        command.add_argument("--lang", metavar="LANGUAGE", help="default: the first one of the model")
        command.add_argument(
            "--db", metavar="URL", help="address of the database; default: that of the application"
        )
        command.add_argument("--model", metavar="FILE", help="default: the model of the application")


def _read_name(text: str) -> Path:
    if Path(text).suffix.lower() not in _FORMS:
        raise argparse.ArgumentTypeError(f"the name must end in one of {', '.join(_FORMS)}")
    return Path(text)


def _read_choice(text: str) -> tuple[str, str]:
    name, sign, meaning = text.rpartition("=")
    if not sign:
        raise argparse.ArgumentTypeError("write NAME=ID, NAME=leftover or NAME=none")
    return name, meaning


def _export(arguments: argparse.Namespace) -> int:
    model = load_model(arguments.model)
    language = choose_language(model, arguments.lang)
    with closing(open_store(model, arguments.model, arguments.db)) as store:
        stories = _list_stories(store, arguments.consent)
        codings = CodingStore(store).read()
    match arguments.file.suffix.lower():
        case ".qdpx":
            content = to_qdpx(model, stories, codings, language, arguments.whole_stories)
        case ".xlsx":
            content = to_codings_xlsx(model, stories, codings, language)
        case _:
            content = pack(to_codings_csv(model, stories, codings, language))
    arguments.file.write_bytes(content)
    print(f"{arguments.file.name}: {len(codings.codings)} codings of {len(stories)} stories")
    return 0


def _import(arguments: argparse.Namespace) -> int:
    model = load_model(arguments.model)
    language = choose_language(model, arguments.lang)
    choices = dict(_read_choices(model, arguments.code))
    with arguments.file.open("rb") as file:
        content = file.read(LARGEST_FILE + 1)
    name = arguments.file.name
    with closing(open_store(model, arguments.model, arguments.db)) as story_store:
        store = CodingStore(story_store)
        stories = _list_stories(story_store)
        reading = read_project(content, name, model, stories, store.list_coders(), choices, language)
        for line in _list_left_out(reading):
            print(f"{name}: {line}", file=sys.stderr)
        if arguments.dry_run:
            print(f"{name}: {len(reading.codings.codings)} codings, {len(reading.new_stories)} new stories")
            return int(bool(reading.remarks or reading.unknown_codes))
        done = take_in(
            story_store, store, reading, with_new_stories=arguments.new_stories, overwrite=arguments.overwrite
        )
    for line in _list_untaken(done):
        print(f"{name}: {line}", file=sys.stderr)
    print(f"{name}: {_count(done)}")
    is_whole = not (
        reading.remarks or reading.unknown_codes or done.different or done.refused or done.left_out
    )
    return int(not is_whole)


def _list_stories(store: StoryStore, consents: Iterable[Purpose] = ()) -> tuple[Story, ...]:
    """The stories that were not withdrawn, those with these consents alone."""
    counted = frozenset(status for status in STATUSES if status != "withdrawn")
    query = StoryQuery(statuses=counted, consents=frozenset(consents), sort="oldest")
    return tuple(store.walk(query))


def _read_choices(model: ConceptualModel, choices: list[tuple[str, str]]) -> Iterator[tuple[str, Meaning]]:
    for name, text in choices:
        meaning = to_meaning(text, model)
        if meaning is None:
            ids = [
                *(node.id for node in model.nodes()),
                *(dimension.id for dimension in model.file.dimensions),
            ]
            raise UnknownIdError("code", text, ids)
        yield name, meaning


def _list_left_out(reading: ProjectReading) -> Iterator[str]:
    yield from map(_describe_unknown, reading.unknown_codes)
    yield from map(_describe, reading.remarks)
    for story in reading.new_stories:
        yield f'"{story.name(story.language)}" is no story yet; --new-stories imports it'


def _describe_unknown(code: UnknownCode) -> str:
    near = f", such as {code.near.id}" if code.near else ""
    path = " > ".join((*code.path, code.name))
    return (
        f'the code "{path}", used {code.count} times, is not in the model; say --code "{code.name}=ID"{near}'
    )


def _describe(remark: Remark) -> str:
    line = f"line {remark.line}: " if remark.line else ""
    said = f" ({remark.text[:60]})" if remark.text else ""
    return f"{line}{remark.place}: {_WHY[remark.kind]}{said}"


def _list_untaken(done: Intake) -> Iterator[str]:
    for story, why in done.refused:
        yield f"{story}: {why}"
    if done.different:
        names = ", ".join(dict.fromkeys(done.different))
        yield f"different in the application and left as they are: {names}; --overwrite replaces them"
    if done.left_out:
        yield f"{done.left_out} codings of texts that are no story were left out"


def _count(done: Intake) -> str:
    counted = (
        (done.added, "added"),
        (done.changed, "changed"),
        (done.already, "already there"),
        (len(done.different), "different and left as they are"),
        (done.decisions, "decisions"),
        (done.memos, "memos on codes"),
        (done.coders, "new coders"),
        (done.stories, "new stories"),
    )
    return ", ".join(f"{number} {what}" for number, what in counted if number) or "nothing to add"
