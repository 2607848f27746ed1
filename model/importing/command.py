"""The command `python -m model import`: a model of another tool as a file of our own form."""

from __future__ import annotations

import argparse
import re
from collections.abc import Collection, Iterator
from contextlib import ExitStack
from dataclasses import fields
from pathlib import Path
from typing import Any

from model.errors import ConceptualModelError
from model.export.model_file import write_model
from model.graph import ConceptualModel
from model.importing.building import Changes, Defaults, build_imported
from model.importing.raw import RawGraph, to_quoted
from model.importing.reading import read_graph
from model.importing.roles import Roles, suggest_roles
from model.loading import parse_model

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
    "source": "where an edge leads from",
    "target": "where an edge leads to",
    "kind": "the kind of an edge",
    "verb": "what an edge of this kind says",
}


def add_command(commands: Any) -> None:
    """Add the command to those of the command line."""
    command = commands.add_parser(
        "import",
        help="make a model file of a graph of another tool",
        description="Make a model file of GraphML (yEd, Gephi, networkx), JSON (Kumu, D3, networkx), an "
        "Excel workbook of Kumu, or tables of nodes and edges in CSV. Which column holds what is guessed.",
    )
    command.add_argument(
        "file", type=Path, metavar="FILE", help="the graph, or a table of its nodes or edges"
    )
    command.add_argument("second", type=Path, nargs="?", metavar="SECOND", help="the other table")
    command.add_argument("--out", type=Path, required=True, metavar="MODEL.yaml", help="where to write")
    for role, what in _ROLES.items():
        command.add_argument(
            f"--{role}", metavar="COLUMN", help=f"which column holds {what}; {NONE} for none"
        )
    command.add_argument("--title", metavar="TITLE", help="the title of the model")
    command.add_argument("--lang", type=_read_language, default="en", metavar="LANGUAGE", help="default: en")
    command.add_argument(
        "--create-missing",
        action="store_true",
        help="make the nodes that only edges name; else they are faults",
    )
    command.set_defaults(run=_import)


def _read_language(text: str) -> str:
    if not re.fullmatch("[a-z]{2,3}", text):
        raise argparse.ArgumentTypeError("must be a code such as en or nl")
    return text


def _import(given: argparse.Namespace) -> int:
    read = [given.file, *([given.second] if given.second is not None else [])]
    if given.out.exists() and any(given.out.samefile(file) for file in read if file.exists()):
        raise ConceptualModelError(f"{given.out} is the file that is read; choose another one to write")
    with ExitStack() as opened:
        first, *rest = [(opened.enter_context(file.open("rb")), file.name) for file in read]
        raw = read_graph(*first, *(rest[0] if rest else ()))
    said = {role: getattr(given, role) for role in _ROLES if getattr(given, role) is not None}
    roles = suggest_roles(raw, {role: None if column == NONE else column for role, column in said.items()})
    imported = build_imported(raw, roles, Defaults(given.lang, given.title, given.create_missing))
    _write(imported.model, given.out)
    lines = [*_describe_guesses(raw, roles, said), *_describe_changes(imported.changes)]
    print("\n".join([*lines, f"{given.out}: {_describe_size(imported.model)}"]))
    return 0


def _describe_guesses(raw: RawGraph, roles: Roles, said: Collection[str]) -> Iterator[str]:
    """What was read, and which column holds what."""
    if raw.model is not None:
        yield f"{raw.name}: a model of our own form"
        return
    counted = f"{_count(len(raw.nodes), 'node')}, " if not raw.is_edges_only else ""
    yield f"{raw.name} ({raw.form}): {counted}{_count(len(raw.edges), 'edge')}"
    for field in fields(Roles):
        column = getattr(roles, field.name)
        if column is not None:
            yield f"{field.name}: column {to_quoted(column)}{'' if field.name in said else ' (guessed)'}"
        elif field.name == "stage" and raw.node_columns:
            others = ", ".join(to_quoted(one) for one in raw.node_columns)
            yield f"stage: from the edges; or say --stage and one of the columns {others}"


def _describe_changes(changes: Changes) -> Iterator[str]:
    """What had to be done."""
    said = (
        (changes.merged, "edge", "repeated another one and was merged with it"),
        (changes.feedback, "edge", "leads back or closes a cycle: marked as feedback"),
        (changes.undirected, "edge", "has no direction: taken as it is written"),
        (changes.created, "node", "was named by edges only: created"),
        (changes.unsorted, "node", "has no stage or no level: unsorted"),
        (changes.unsupported, "part", "does not say by which source it is known, or how: left out"),
        (changes.renamed, "node", "has an id with other signs than letters, digits and -_. : renamed"),
    )
    for number, what, done in said:
        if number:
            yield f"{_count(number, what)}: {done}"


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
