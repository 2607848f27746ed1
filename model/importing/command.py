"""The command `python -m model import`: a model of another tool as a file of our own form."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Collection, Iterator
from contextlib import ExitStack
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

from model.errors import ConceptualModelError, Fault, ModelFileError
from model.export.model_file import write_model
from model.graph import ConceptualModel
from model.importing.findings import describe_finding, to_rows
from model.importing.formats import FORMATS
from model.importing.graph_file import ReadingOptions
from model.importing.model_builder import Defaults, Imported, build_imported
from model.importing.policy import CHOICES, STRICT, Policy
from model.importing.raw import RawGraph, to_quoted
from model.importing.reader import read_graph
from model.importing.roles import Roles, suggest_roles
from model.importing.template import build_template
from model.loading import parse_model
from model.tables import to_csv
from model.tables.options import add_reading_options, build_reading, name_value

TABLES = ("edges", "nodes", "matrix", "lists")
_POLICIES = {
    "self_loops": "links from an element to itself",
    "repeats": "duplicate links",
    "undeclared": "elements named only by links",
    "undirected": "links without a direction",
    "faulty": "rows with any other fault",
}

NONE = "-"
"""What is written for no column."""

_ROLES = {
    "stage": "the stage of a node; without one, stages follow from the edges",
    "level": "the level of a node",
    "label": "the name of a node",
    "id": "the id of a node",
    "description": "the description of a node",
    "question": "the question that a node invites",
    "provenance": "how a node is known: stated, reported, inferred or open",
    "reference": "the source that says so",
    "citation": "what that source is cited as in full",
    "link": "the address of that source",
    "licence": "the licence of that source",
    "note": "what is to be said about that",
    "source": "the source of an edge",
    "target": "the target of an edge",
    "source_name": "the name of the element there, where that column holds an id",
    "target_name": "the name of the element there, where that column holds an id",
    "kind": "the kind of an edge",
    "verb": "what an edge of this kind says",
}


def add_command(commands: Any) -> None:
    """Add the command to those of the command line."""
    command = commands.add_parser(
        "import",
        help="convert a graph from another tool into a model file",
        description="Convert a graph into a model file. It reads "
        + ", ".join(f"{entry.title} ({entry.programs})" for entry in FORMATS.values() if entry.name != "yaml")
        + ". The format and the role of each column are detected and reported.",
    )
    command.add_argument(
        "file", type=Path, metavar="FILE", help="the graph, or a table of its nodes or edges"
    )
    command.add_argument("second", type=Path, nargs="?", metavar="SECOND", help="the other table")
    command.add_argument("--out", type=Path, required=True, metavar="MODEL.yaml", help="output file")
    for role, what in _ROLES.items():
        command.add_argument(
            f"--{role.replace('_', '-')}",
            metavar="COLUMN",
            help=f"column with {what}; {NONE} for none",
        )
    command.add_argument("--title", metavar="TITLE", help="the title of the model")
    command.add_argument("--lang", type=_read_language, default="en", metavar="LANGUAGE", help="default: en")
    read = command.add_argument_group("how the file is read", "detected and reported unless given")
    read.add_argument("--format", choices=list(FORMATS), metavar="FORMAT", help=", ".join(FORMATS))
    read.add_argument("--sheet", metavar="NAME", help="the sheet of a workbook, the page of a draw.io file")
    read.add_argument("--table", choices=TABLES, help="what a table holds")
    add_reading_options(read)
    policy = command.add_argument_group("what a model cannot hold", "every change is listed")
    for name, choices in CHOICES.items():
        help_ = f"{_POLICIES[name]}; default: {choices[0]}"
        policy.add_argument(f"--{name.replace('_', '-')}", choices=choices, help=help_)
    policy.add_argument("--strict", action="store_true", help="refuse the file for any of these")
    # What it asked for is always done by now; scripts that pass it go on.
    policy.add_argument("--create-missing", action="store_true", help=argparse.SUPPRESS)
    said = command.add_argument_group("report")
    said.add_argument("--json", action="store_true", help="print the whole report as JSON")
    said.add_argument(
        "--left-out", type=Path, metavar="FILE.csv", help="write a table of everything left out"
    )
    command.set_defaults(run=_import)


def add_template_command(commands: Any) -> None:
    """Add the command that writes the empty workbook."""
    command = commands.add_parser(
        "template",
        help="write an empty workbook for a model of your own",
        description="Write an Excel workbook with sheets for stages, levels, elements, links and sources, "
        "each with a line of help. Fill it in, then import it.",
    )
    command.add_argument("--out", type=Path, default=Path("model.xlsx"), metavar="FILE.xlsx")
    command.add_argument("--lang", type=_read_language, default="en", metavar="LANGUAGE", help="default: en")
    command.set_defaults(run=_write_template)


def _write_template(arguments: argparse.Namespace) -> int:
    if arguments.out.exists():
        raise ConceptualModelError(f"{arguments.out} is there already; name another file with --out")
    arguments.out.write_bytes(build_template(arguments.lang))
    print(f"{arguments.out}: fill it in, then python -m model import {arguments.out} --out model.yaml")
    return 0


def _read_language(text: str) -> str:
    if not re.fullmatch("[a-z]{2,3}", text):
        raise argparse.ArgumentTypeError("must be a code such as en or nl")
    return text


def _import(arguments: argparse.Namespace) -> int:
    read = [arguments.file, *([arguments.second] if arguments.second is not None else [])]
    for written in filter(None, (arguments.out, arguments.left_out)):
        if written.exists() and any(written.samefile(file) for file in read if file.exists()):
            raise ConceptualModelError(f"{written} is the file that is read; choose another one to write")
    with ExitStack() as opened:
        (file, name), *rest = [(opened.enter_context(file.open("rb")), file.name) for file in read]
        second, second_name = rest[0] if rest else (None, "")
        raw = read_graph(file, name, second, second_name, _build_options(arguments))
    _refuse_doubts(raw, arguments)
    said = {role: getattr(arguments, role) for role in _ROLES if getattr(arguments, role) is not None}
    roles = suggest_roles(raw, {role: None if column == NONE else column for role, column in said.items()})
    imported = build_imported(
        raw, roles, Defaults(arguments.lang, arguments.title, policy=_build_policy(arguments))
    )
    _write(imported.model, arguments.out)
    if arguments.left_out is not None:
        arguments.left_out.write_bytes(to_csv(to_rows(imported.findings, str)))
    if arguments.json:
        print(json.dumps(_to_json(raw, roles, said, imported, arguments.out), ensure_ascii=False, indent=2))
        return 0
    lines = [
        *_describe_guesses(raw, roles, said),
        *(describe_finding(finding, str) for finding in imported.findings),
        f"{arguments.out}: {_describe_size(imported.model)}",
    ]
    print("\n".join(lines))
    return 0


def _build_options(arguments: argparse.Namespace) -> ReadingOptions:
    return ReadingOptions(arguments.format, arguments.sheet, arguments.table, build_reading(arguments))


def _build_policy(arguments: argparse.Namespace) -> Policy:
    chosen = {name: getattr(arguments, name) for name in CHOICES if getattr(arguments, name) is not None}
    return replace(STRICT if arguments.strict else Policy(), **chosen)


def _refuse_doubts(raw: RawGraph, arguments: argparse.Namespace) -> None:
    """Ask for what could be read in two ways: `ModelFileError` with the option that decides."""
    doubts = [
        setting
        for setting in raw.settings
        if setting.is_doubtful and getattr(arguments, setting.name) is None
    ]
    if doubts:
        raise ModelFileError(
            raw.name,
            [
                Fault(
                    None,
                    doubt.name,
                    f"it is not certain: {to_quoted(doubt.value)} gives {to_quoted(doubt.example)}; "
                    f"use --{doubt.name.replace('_', '-')} {doubt.value}, or another value"
                    + (f" of {', '.join(doubt.choices)}" if doubt.choices else ""),
                )
                for doubt in doubts
            ],
        )


def _describe_guesses(raw: RawGraph, roles: Roles, said: Collection[str]) -> Iterator[str]:
    """What was read, and column with what."""
    if raw.model is not None:
        yield f"{raw.name}: a model of this application's own form"
        return
    counted = f"{_count(len(raw.nodes), 'node')}, " if not raw.is_edges_only else ""
    yield f"{raw.name}: {raw.label}: {counted}{_count(len(raw.edges), 'edge')}"
    for setting in raw.settings:
        if (setting.name, setting.value) == ("heading_rows", "1"):
            continue
        example = f", which gives {to_quoted(setting.example)}" if setting.example else ""
        yield f"{setting.name}: {name_value(setting.value)}{example}"
    for field in fields(Roles):
        column = getattr(roles, field.name)
        if column is not None:
            rows = raw.nodes if field.name in Roles.OF_NODES else raw.edges
            example = next((cell for row in rows if (cell := row.get(column))), "")
            guessed = "" if field.name in said else " (guessed)"
            yield f"{field.name}: column {to_quoted(column)}{guessed}, e.g. {to_quoted(example)}"
        elif field.name == "stage" and raw.node_columns:
            others = ", ".join(to_quoted(other) for other in raw.node_columns)
            yield f"stage: from the edges; or use --stage with one of the columns {others}"


def _to_json(
    raw: RawGraph, roles: Roles, said: Collection[str], imported: Imported, out: Path
) -> dict[str, Any]:
    """Everything that was read, guessed and found, for programs."""
    model = imported.model
    return {
        "file": raw.name,
        "format": raw.form,
        "label": raw.label,
        "read": {"nodes": len(raw.nodes), "edges": len(raw.edges)},
        "settings": {setting.name: asdict(setting) for setting in raw.settings},
        "columns": {
            field.name: {"column": column, "guessed": field.name not in said}
            for field in fields(Roles)
            if (column := getattr(roles, field.name)) is not None
        },
        "findings": [
            {
                "code": finding.code,
                "sentence": describe_finding(finding, str),
                "count": finding.count,
                "items": [asdict(item) for item in finding.items],
            }
            for finding in imported.findings
        ],
        "out": str(out),
        "model": {
            "nodes": len(model.nodes()),
            "edges": len(model.edges),
            "stages": len(model.stages),
            "levels": len(model.levels),
        },
    }


def _describe_size(model: ConceptualModel) -> str:
    parts = ((model.nodes(), "node"), (model.edges, "edge"), (model.stages, "stage"), (model.levels, "level"))
    return ", ".join(_count(len(part), what) for part, what in parts)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _write(model: ConceptualModel, file: Path) -> None:
    """Write the model down, unless it would be too large to be read again."""
    content = write_model(model, model.languages[0]).encode()
    parse_model(content, file.name)
    unfinished = file.with_name(f"{file.name}.part")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
