"""What readers make of the smallest files that were once misread: models, and tables with their stories."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from model import ModelFileError, load_model
from model.stories.intake.answer_list import list_answers
from model.stories.intake.choice import suggest_choice
from model.tables import TableError, read_table
from tests.model.importing.samples import bring_in

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
            told = part.model_dump(by_alias=True, exclude_defaults=True, mode="json")
            yield f"  {name}: {told}"
    for finding in imported.findings:
        yield f"  found: {finding}"


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
