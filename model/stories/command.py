"""The commands `python -m model stories import` and `… stories export`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from model.errors import ConceptualModelError, UnknownIdError
from model.graph import ConceptualModel
from model.loading import load_model
from model.stories.fields import FIELDS
from model.stories.intake.answer_list import AnswerList, list_answers
from model.stories.intake.choice import ImportChoice, suggest_choice, with_columns
from model.stories.intake.dates import DayOrder
from model.stories.intake.headings import is_own_export
from model.stories.intake.meanings import MAPPED_FIELDS, build_key, list_meanings
from model.stories.intake.report import describe_changes, describe_reading, describe_repeated, to_json
from model.stories.intake.story_import import (
    MOST_PROBLEMS,
    Form,
    ImportResult,
    accept_all,
    accept_free,
    accept_nothing,
    import_stories,
)
from model.stories.memory import is_telling
from model.stories.own_stories import open_store
from model.stories.story import PURPOSES, STATUSES
from model.stories.story_files import STORY_FORMS, write_stories
from model.stories.tokens import StoryQuery
from model.tables import Setting, Table, TableError, list_settings, read_table
from model.tables.options import add_reading_options, build_reading, name_value

_DAYS: Mapping[str, DayOrder] = {"day-first": "day first", "month-first": "month first"}
_NONE = "-"
"""What is written for no column."""


def add_command(commands: Any) -> None:
    """Add the commands to those of the command line."""
    stories = commands.add_parser("stories", help="import stories from a file, or export them")
    stories_commands = stories.add_subparsers(required=True, metavar="COMMAND")
    taking_in = stories_commands.add_parser(
        "import",
        help="add the stories of a table; rows with faults are rejected",
        description="Add the stories of a table: CSV, JSON, JSON lines, or a workbook (.xlsx, .ods, .xls). "
        "The format, the role of each column and the meaning of answers are detected and reported.",
    )
    _add_import(taking_in)
    taking_out = stories_commands.add_parser("export", help="write the stories to a file")
    forms = ", ".join(f".{form}" for form in STORY_FORMS)
    taking_out.add_argument(
        "file",
        type=_read_story_name,
        metavar="FILE",
        help=f"output file; its ending chooses the format: {forms}",
    )
    for name, choices in (("--status", STATUSES), ("--consent", PURPOSES)):
        taking_out.add_argument(name, nargs="+", default=[], choices=choices, help="only these; default: all")
    taking_out.add_argument(
        "--team", nargs="+", default=[], metavar="ID", help="only those of these teams; default: all"
    )
    taking_out.set_defaults(run=_export)
    for command in (taking_in, taking_out):
        command.add_argument(
            "--db", metavar="URL", help="address of the database; default: that of the application"
        )
        command.add_argument("--model", metavar="FILE", help="default: the model of the application")


def _add_import(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, metavar="FILE", help="the table")
    command.add_argument("--dry-run", action="store_true", help="only report what would happen to each row")
    read = command.add_argument_group("how the file is read", "detected and reported unless given")
    read.add_argument("--sheet", metavar="NAME", help="which sheet of a workbook")
    add_reading_options(read)
    meant = command.add_argument_group("content", f"fields: {', '.join(FIELDS)}")
    meant.add_argument(
        "--column",
        nargs="+",
        action="extend",
        default=[],
        type=_read_field,
        metavar="FIELD=COLUMN",
        help=f"column with a field; {_NONE} for none; several of one field are joined",
    )
    meant.add_argument(
        "--default",
        nargs="+",
        action="extend",
        default=[],
        type=_read_field,
        metavar="FIELD=VALUE",
        help="value of a field where its cell is empty",
    )
    meant.add_argument(
        "--map",
        nargs="+",
        action="extend",
        default=[],
        type=_read_meaning,
        metavar="FIELD:ANSWER=MEANING",
        help="meaning of an answer, e.g. teller:A1=patient; remembered for the next file",
    )
    meant.add_argument("--days", choices=list(_DAYS), help="whether 3/1/2026 is in January or in March")
    known = command.add_argument_group("existing stories")
    known.add_argument(
        "--trust",
        action="store_true",
        help="import status, origin, times and revision, too: for exports of this application",
    )
    known.add_argument(
        "--update",
        action="store_true",
        help="update existing stories with what was changed in an exported file, including status",
    )
    known.add_argument(
        "--overwrite", action="store_true", help="the same, even where a story was changed meanwhile"
    )
    said = command.add_argument_group("result")
    said.add_argument(
        "--rejected", type=_read_table_name, metavar="FILE", help="write rejected rows to this file"
    )
    said.add_argument(
        "--mask", action="store_true", help="mask what could identify a person (an aid, not a guarantee)"
    )
    said.add_argument("--json", action="store_true", help="print the report as JSON")
    command.set_defaults(run=_import)


def _read_field(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if name not in FIELDS or not sign:
        raise argparse.ArgumentTypeError(f"write FIELD=VALUE, with one of the fields {', '.join(FIELDS)}")
    return name, value


def _read_meaning(text: str) -> tuple[str, str, str]:
    field, _, rest = text.partition(":")
    answer, sign, meaning = rest.rpartition("=")
    if field not in MAPPED_FIELDS or not sign or not answer:
        raise argparse.ArgumentTypeError(
            f"write FIELD:ANSWER=MEANING, with one of the fields {', '.join(MAPPED_FIELDS)}"
        )
    return field, answer, meaning


def _read_story_name(text: str) -> Path:
    return _read_name(text, STORY_FORMS)


def _read_table_name(text: str) -> Path:
    return _read_name(text, ("csv", "xlsx"))


def _read_name(text: str, endings: Sequence[str]) -> Path:
    file = Path(text)
    if file.suffix.lower()[1:] not in endings:
        raise argparse.ArgumentTypeError(f"must end in {' or '.join(f'.{ending}' for ending in endings)}")
    return file


def _import(arguments: argparse.Namespace) -> int:
    name, model = arguments.file.name, load_model(arguments.model)
    with ExitStack() as opened:
        table = _read_table(opened.enter_context(arguments.file.open("rb")), name, arguments)
        is_updating = arguments.update or arguments.overwrite
        store = None
        if not arguments.dry_run or is_updating:
            store = opened.enter_context(closing(open_store(model, arguments.model, arguments.db)))
        choice = _choose(table, arguments)
        choice = replace(choice, meanings=_read_meanings(arguments, table, choice, model))
        choice.check(table)
        answers = list_answers(table, choice, model, store.get_meanings() if store else None)
        choice = _settle(choice, answers, name)
        rejected = (
            opened.enter_context(_open_other(arguments.rejected, arguments.file))
            if arguments.rejected
            else None
        )
        form: Form = "xlsx" if arguments.rejected and arguments.rejected.suffix.lower() == ".xlsx" else "csv"
        result = import_stories(
            store,
            table,
            choice,
            model,
            accept=accept_all if arguments.overwrite else accept_free if arguments.update else accept_nothing,
            is_dry=arguments.dry_run,
            privacy="mask" if arguments.mask else "ignore" if arguments.trust else "point out",
            rejected_to=rejected,
            rejected_form=form,
        )
        if store is not None and not arguments.dry_run and (result.added or result.changed):
            store.keep_meanings(_list_chosen(arguments, table, choice))
        if arguments.json:
            print(json.dumps(to_json(table, choice, answers, result), ensure_ascii=False, indent=2))
        else:
            _say(arguments, table, choice, answers, result)
    return 1 if result.rejected or (is_updating and result.open) else 0


def _read_table(file: BinaryIO, name: str, arguments: argparse.Namespace) -> Table:
    """The table, read as the options say. Raises `ConceptualModelError` where it could be read otherwise."""
    try:
        table = read_table(file, name, arguments.sheet, reading=build_reading(arguments))
    except TableError as error:
        if error.code in ("stray-quote", "open-quote"):
            raise ConceptualModelError(f"{error}: --repair") from error
        raise
    doubts = [
        setting
        for setting in list_settings(table)
        if setting.is_doubtful and getattr(arguments, setting.name) is None
    ]
    if doubts:
        raise ConceptualModelError("\n".join(_describe_doubt(name, doubt) for doubt in doubts))
    return table


def _describe_doubt(name: str, doubt: Setting) -> str:
    option = f"--{doubt.name.replace('_', '-')}"
    example = f', which gives "{doubt.example}"' if doubt.example else ""
    others = f"; or another one of {', '.join(doubt.choices)}" if doubt.choices else ""
    return (
        f"{name}: it is not certain what the {doubt.name.replace('_', ' ')} is: say {option} "
        f"{name_value(doubt.value)}{example}{others}"
    )


def _choose(table: Table, arguments: argparse.Namespace) -> ImportChoice:
    columns: dict[str, tuple[str, ...]] = {}
    for field, column in arguments.column:
        columns[field] = () if column == _NONE else (*columns.get(field, ()), column)
    choice = with_columns(suggest_choice(table), columns)
    if arguments.trust and "id" in table.columns and "id" not in columns:
        choice = with_columns(choice, {"id": ("id",)})
    is_trusted = arguments.trust or (
        (arguments.update or arguments.overwrite) and is_own_export(table.columns)
    )
    return replace(
        choice, defaults=dict(arguments.default), day_order=_DAYS.get(arguments.days), trust=is_trusted
    )


def _read_meanings(
    arguments: argparse.Namespace, table: Table, choice: ImportChoice, model: ConceptualModel
) -> dict[tuple[str, str], str]:
    meanings = {}
    for field, answer, meaning in arguments.map:
        known = list_meanings(field, model)
        if known is not None:
            for part in meaning.split(";"):
                if part.strip() and part.strip() not in known:
                    raise UnknownIdError(field, part.strip(), known)
        meanings[field, build_key(field, answer, choice.get_heading(field, table))] = meaning
    return meanings


def _list_chosen(
    arguments: argparse.Namespace, table: Table, choice: ImportChoice
) -> dict[tuple[str, str], str]:
    return {
        (field, build_key(field, answer, choice.get_heading(field, table))): meaning
        for field, answer, meaning in arguments.map
        if not is_telling(answer)
    }


def _settle(choice: ImportChoice, answers: AnswerList, name: str) -> ImportChoice:
    """The choice with everything that answers mean. Raises `ConceptualModelError` for a day left open."""
    if answers.unclear_day:
        raise ConceptualModelError(
            f'{name}: it is not certain which day "{answers.unclear_day}" is: '
            f"use --days day-first or --days month-first"
        )
    meant = {
        (answer.field, answer.key): answer.meaning
        for several in answers.answers.values()
        for answer in several
        if answer.meaning is not None and (answer.is_certain or answer.field not in ("nodes", "dimensions"))
    }
    return replace(choice, meanings={**meant, **choice.meanings}, day_order=answers.day_order)


def _open_other(file: Path, read: Path) -> BinaryIO:
    """The file open for writing, unless it is the one that is being read."""
    if file.exists() and file.samefile(read):
        raise ConceptualModelError(f"{file} is the file that is read; choose another one for rejected rows")
    return file.open("wb")


def _say(
    arguments: argparse.Namespace,
    table: Table,
    choice: ImportChoice,
    answers: AnswerList,
    result: ImportResult,
) -> None:
    """Print what was read and guessed, and on standard error what stayed out."""
    name = table.name
    for problem in result.problems:
        print(f"{name}: {problem}", file=sys.stderr)
    if len(result.problems) == MOST_PROBLEMS:
        print(f"{name}: these are the first {MOST_PROBLEMS} problems", file=sys.stderr)
    for row, found in result.telling.items():
        said = ", ".join(f"{identifier.text} ({identifier.kind})" for identifier in found)
        print(f"{name}: row {row} may tell who somebody is: {said}; --mask masks it", file=sys.stderr)
    for line in (*describe_changes(result), *_advise(arguments, result)):
        print(f"{name}: {line}", file=sys.stderr)
    for line in (*describe_reading(table, choice, answers), describe_repeated(result)):
        if line:
            print(f"{name}: {line}")
    counted = [f"{result.added} {'good' if arguments.dry_run else 'added'}"]
    if not arguments.dry_run or result.already:
        counted.append(f"{result.already} already there")
    if result.changed:
        counted.append(f"{result.changed} {'to change' if arguments.dry_run else 'changed'}")
    if result.open:
        counted.append(f"{result.open} different and left as they are")
    counted.append(f"{result.rejected} rejected")
    if result.absent:
        counted.append(f"{result.absent} without a story")
    print(f"{name}: {', '.join(counted)}")


def _advise(arguments: argparse.Namespace, result: ImportResult) -> Iterator[str]:
    """Which option takes over what was left as it is."""
    if result.open and not (arguments.update or arguments.overwrite):
        yield "--update takes over what the file has changed"
    elif result.open and not arguments.overwrite:
        yield "--overwrite takes over also what was changed in the application meanwhile"


def _export(arguments: argparse.Namespace) -> int:
    query = StoryQuery(
        statuses=frozenset(arguments.status),
        consents=frozenset(arguments.consent),
        teams=frozenset(arguments.team),
        sort="oldest",
    )
    unfinished = arguments.file.with_name(f"{arguments.file.name}.part")
    with closing(open_store(load_model(arguments.model), arguments.model, arguments.db)) as store:
        try:
            with unfinished.open("wb") as file:
                write_stories(store.walk(query), file, arguments.file.suffix.lower()[1:])
            unfinished.replace(arguments.file)
        finally:
            unfinished.unlink(missing_ok=True)
    return 0
