"""The command line: `python -m model check`, `… paths`, `… export`, `… import`, `… stories import|export`,
`… workshop list|report|pack|export|import`.

Exit 0; 1 with every fault and its place on standard error; 2 for wrong usage.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

from model.errors import ConceptualModelError
from model.evidence import Telling
from model.export.command import add_command as add_export
from model.export.command import choose_language
from model.importing.command import add_command as add_import
from model.importing.command import add_template_command
from model.loading import find_model_file, load_model
from model.reporting.command import add_command as add_workshop
from model.stories import StoryQuery
from model.stories.exporting import FIELDS, STORY_FORMS, write_stories
from model.stories.importing import MOST_PROBLEMS, Form, import_stories, suggest_columns
from model.stories.opening import load_own_stories, open_store
from model.stories.story import PURPOSES, STATUSES
from model.tables import read_table


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code.

    >>> main(["check"])
    mangomoment.yaml: 26 nodes, 43 edges, 15 stories: no faults
    0
    """
    parser = argparse.ArgumentParser(prog="python -m model", description="Ask a conceptual model.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    check = commands.add_parser("check", help="find every fault in a model file")
    check.add_argument("file", nargs="?", metavar="FILE", help="default: the model that is shown")
    check.add_argument("--model", metavar="FILE", help="the same as FILE")
    check.set_defaults(run=_check)

    paths = commands.add_parser("paths", help="list paths, shortest first, and whether stories tell them")
    ends = "id of a node, level:ID, stage:ID or level:ID+stage:ID"
    paths.add_argument("start", metavar="START", help=ends)
    paths.add_argument("end", metavar="END", help=ends)
    paths.add_argument(
        "--via", nargs="+", action="extend", default=[], metavar="ID", help="only paths that hold these nodes"
    )
    paths.add_argument(
        "--avoiding",
        nargs="+",
        action="extend",
        default=[],
        metavar="ID",
        help="no path that holds one of these",
    )
    paths.add_argument("--at-most", type=_read_bound, default=1000, metavar="N", help="list at most N paths")
    form = paths.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="as JSON: ids, sentence, evidence of each path")
    form.add_argument("--count", action="store_true", help="only how many paths there are")
    paths.add_argument("--lang", metavar="LANGUAGE", help="language of the sentences")
    paths.add_argument("--model", metavar="FILE", help="another model file")
    paths.set_defaults(run=_paths)

    add_export(commands)
    add_import(commands)
    add_template_command(commands)
    add_workshop(commands)
    _add_stories(commands.add_parser("stories", help="take stories in from a file, or out into one"))

    given = parser.parse_args(arguments)
    try:
        return int(given.run(given))
    except (ConceptualModelError, OSError) as error:
        print(error, file=sys.stderr)
        return 1


def _add_stories(stories: argparse.ArgumentParser) -> None:
    commands = stories.add_subparsers(required=True, metavar="COMMAND")

    taking_in = commands.add_parser("import", help="add the stories of a table; rows with faults stay out")
    taking_in.add_argument("file", type=Path, metavar="FILE", help="CSV, an Excel workbook (.xlsx) or JSON")
    taking_in.add_argument(
        "--trust", action="store_true", help="take over status, origin, times and revision: for an own export"
    )
    taking_in.add_argument("--dry-run", action="store_true", help="only say what is wrong with which row")
    taking_in.add_argument("--sheet", metavar="NAME", help="which sheet of a workbook")
    for name, value, what in (
        ("--column", "FIELD=COLUMN", "which column holds a field, where its name does not say so"),
        ("--default", "FIELD=VALUE", "what a field is where its cell is empty"),
    ):
        taking_in.add_argument(
            name,
            nargs="+",
            action="extend",
            default=[],
            type=_read_field,
            metavar=value,
            help=f"{what}; fields: {', '.join(FIELDS)}" if name == "--column" else what,
        )
    taking_in.add_argument(
        "--rejected", type=_read_table_name, metavar="FILE", help="write the other rows here"
    )
    taking_in.add_argument(
        "--mask", action="store_true", help="mask what may tell who somebody is: an aid, not a guarantee"
    )
    taking_in.set_defaults(run=_import)

    taking_out = commands.add_parser("export", help="write the stories into a file")
    forms = ", ".join(f".{form}" for form in STORY_FORMS)
    taking_out.add_argument(
        "file", type=_read_story_name, metavar="FILE", help=f"its ending says how: {forms}"
    )
    for name, choices in (("--status", STATUSES), ("--consent", PURPOSES)):
        taking_out.add_argument(name, nargs="+", default=[], choices=choices, help="only these; default: all")
    taking_out.set_defaults(run=_export)

    for command in (taking_in, taking_out):
        command.add_argument("--db", metavar="URL", help="another database than that of the application")
        command.add_argument("--model", metavar="FILE", help="another model file")


def _read_bound(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def _read_field(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if name not in FIELDS or not sign:
        raise argparse.ArgumentTypeError(f"write FIELD=VALUE, with one of the fields {', '.join(FIELDS)}")
    return name, value


def _read_story_name(text: str) -> Path:
    return _read_name(text, STORY_FORMS)


def _read_table_name(text: str) -> Path:
    return _read_name(text, ("csv", "xlsx"))


def _read_name(text: str, endings: Sequence[str]) -> Path:
    file = Path(text)
    if file.suffix.lower()[1:] not in endings:
        raise argparse.ArgumentTypeError(f"must end in {' or '.join(f'.{one}' for one in endings)}")
    return file


def _check(given: argparse.Namespace) -> int:
    file = given.file or given.model
    model = load_model(file)
    stories = load_own_stories(model, file)
    result = f"{_count(len(model.nodes()), 'node')}, {_count(len(model.edges), 'edge')}"
    if stories:
        result += f", {_count(len(stories), 'story', 'stories')}"
    print(f"{file or find_model_file().name}: {result}: no faults")
    undirected = model.count_undirected()
    if undirected == 1:
        print("1 edge has no direction: it is followed as written")
    elif undirected:
        print(f"{undirected} edges have no direction: they are followed as written")
    return 0


def _count(number: int, what: str, many: str = "") -> str:
    return f"{number} {what if number == 1 else many or f'{what}s'}"


def _paths(given: argparse.Namespace) -> int:
    model = load_model(given.model)
    language = choose_language(model, given.lang)
    asked = {"start": given.start, "end": given.end, "via": given.via, "avoiding": given.avoiding}
    count = model.count_paths(**asked)
    if given.count:
        print(count)
        return 0
    telling = Telling(model, load_own_stories(model, given.model))
    found = [(path, telling.judge(path)) for path in model.find_paths(**asked, at_most=given.at_most)]
    if given.json:
        listed = [
            {"nodes": path.nodes, "sentence": model.to_sentence(path, language), "evidence": asdict(evidence)}
            for path, evidence in found
        ]
        answer = {
            "count": int(count),
            "exact": count.is_exact,
            "undirected_edges": model.count_undirected(),  # followed as they are written
            "paths": listed,
        }
        print(json.dumps(answer, ensure_ascii=False, indent=2))
        return 0
    print(f"{count} paths" if count != 1 else "1 path")
    for path, evidence in found:
        print(f"{' → '.join(path.nodes)} [{evidence.kind}]")
    return 0


def _import(given: argparse.Namespace) -> int:
    name, model = given.file.name, load_model(given.model)
    with ExitStack() as opened:
        table = read_table(opened.enter_context(given.file.open("rb")), name, given.sheet)
        suggested = suggest_columns(table.columns)
        if not given.trust:  # the numbers in somebody else's file are not our ids
            suggested.pop("id", None)
        columns = suggested | dict(given.column)
        store = (
            None if given.dry_run else opened.enter_context(closing(open_store(model, given.model, given.db)))
        )
        rejected = opened.enter_context(_open_other(given.rejected, given.file)) if given.rejected else None
        form: Form = "xlsx" if given.rejected and given.rejected.suffix.lower() == ".xlsx" else "csv"
        result = import_stories(
            store,
            table,
            columns,
            dict(given.default),
            model,
            given.trust,
            None,
            rejected,
            form,
            privacy="mask" if given.mask else "ignore" if given.trust else "point out",
        )
    for problem in result.problems:
        print(f"{name}: {problem}", file=sys.stderr)
    if len(result.problems) == MOST_PROBLEMS:
        print(f"{name}: these are the first {MOST_PROBLEMS} problems", file=sys.stderr)
    for row, found in result.telling.items():
        said = ", ".join(f"{one.text} ({one.kind})" for one in found)
        print(f"{name}: row {row} may tell who somebody is: {said}; --mask masks it", file=sys.stderr)
    added = "good" if given.dry_run else f"added, {result.already} already there"
    print(f"{name}: {result.added} {added}, {result.rejected} rejected")
    return 1 if result.rejected else 0


def _open_other(file: Path, read: Path) -> BinaryIO:
    """The file open for writing, unless it is the one that is being read."""
    if file.exists() and file.samefile(read):
        raise ConceptualModelError(f"{file} is the file that is read; choose another one for rejected rows")
    return file.open("wb")


def _export(given: argparse.Namespace) -> int:
    query = StoryQuery(statuses=frozenset(given.status), consents=frozenset(given.consent), sort="oldest")
    unfinished = given.file.with_name(f"{given.file.name}.part")
    with closing(open_store(load_model(given.model), given.model, given.db)) as store:
        try:
            with unfinished.open("wb") as file:
                write_stories(store.walk(query), file, given.file.suffix.lower()[1:])
            unfinished.replace(given.file)
        finally:
            unfinished.unlink(missing_ok=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
