"""What readers make of the smallest files that were once misread: models, and tables with their stories."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from model import ModelFileError, load_model
from model.importing import suggest_roles
from model.stories.intake.answer_list import list_answers
from model.stories.intake.choice import suggest_choice
from model.stories.privacy import find_identifiers
from model.tables import TableError, read_table
from tests.model.importing.samples import bring_in, read
from tests.model.stories.test_privacy_sentences import read_first, read_own

_TESTS = Path(__file__).parents[1] / "model"


def list_models() -> str:
    """Each file of another program: stages, levels, elements and links as read, and what was found."""
    return "\n".join(line for file in list_case_files("importing") for line in _list_model(file)) + "\n"


def _list_model(file: Path) -> Iterator[str]:
    yield file.name
    try:
        imported = bring_in(file.read_bytes(), file.name)
    except ModelFileError as error:
        yield f"  {error}"
        return
    whole = imported.model.file
    for name in ("stages", "levels", "kinds", "nodes", "edges"):
        for part in getattr(whole, name):
            content = part.model_dump(by_alias=True, exclude_defaults=True, mode="json")
            yield f"  {name}: {content}"
    for finding in imported.findings:
        yield f"  found: {finding}"


def list_graphs() -> str:
    """Each file with all that its format has: its rows, what they are taken for, and the model of them."""
    lines: list[str] = []
    for file in sorted((_TESTS / "importing" / "rich").iterdir()):
        lines += [*_list_graph(file), *list(_list_model(file))[1:]]
    return "\n".join(lines) + "\n"


def _list_graph(file: Path) -> Iterator[str]:
    yield file.name
    try:
        raw = read(file.read_bytes(), file.name)
    except (ModelFileError, TableError) as error:
        yield f"  {error}"
        return
    yield f"  {raw.label} {raw.form} {raw.title!r} {raw.citation!r} {raw.node_columns} {raw.edge_columns}"
    for part in (*raw.stages, *raw.levels, *raw.nodes, *raw.edges):
        yield f"  {part.place}, line {part.line}: {dict(part.cells)}"
    yield from (f"  {setting}" for setting in raw.settings)
    yield f"  {suggest_roles(raw)}"


def list_identifiers() -> str:
    """Each sentence of the privacy tests, with what is found in it in brackets: [Ruben|name]."""
    lines = []
    for sentence in (*read_first(), *read_own()):
        text, at = "", 0
        for found in find_identifiers(sentence.text):
            text += (
                f"{sentence.text[at : found.start]}[{sentence.text[found.start : found.end]}|{found.kind}]"
            )
            at = found.end
        lines.append(f"{sentence.language} {text}{sentence.text[at:]}")
    return "\n".join(lines) + "\n"


def list_tables() -> str:
    """Each table: its rows, what was seen in reading it, which columns hold what, and what answers mean."""
    return "\n".join(line for file in list_case_files("tables") for line in _list_table(file)) + "\n"


def _list_table(file: Path) -> Iterator[str]:
    yield file.name
    with file.open("rb") as content:
        try:
            table = read_table(content, file.name)
        except TableError as error:
            yield f"  {error}"
            return
        yield f"  {table}"
        for number, row in table.rows:
            yield f"  {number} {row}"
        choice = suggest_choice(table)
        yield f"  taken as {choice}"
        yield f"  answers {list_answers(table, choice, load_model())}"


def list_case_files(subject: str) -> list[Path]:
    """The files that tests of a subject bring along."""
    return sorted((_TESTS / subject / "cases").iterdir())
