"""The command `python -m model codebook`: what stories are coded as, as a file."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from model.coding.codebook import Codebook, build_codebook, to_codebook_csv
from model.coding.refi import to_qdc
from model.export.codebook_docx import to_codebook_docx
from model.export.codebook_paper import to_codebook_pdf
from model.export.command import choose_language
from model.graph import ConceptualModel
from model.loading import load_model
from model.stories.own_stories import load_own_stories

CODEBOOK_FORMS: Mapping[str, Callable[[ConceptualModel, Codebook], bytes]] = {
    ".pdf": to_codebook_pdf,
    ".docx": lambda _model, book: to_codebook_docx(book),
    ".csv": lambda _model, book: to_codebook_csv(book),
    ".qdc": to_qdc,
}
"""How a codebook is written, by the ending of the file."""


def add_command(commands: Any) -> None:
    """Add the command to those of the command line."""
    command = commands.add_parser(
        "codebook", help="write what stories are coded as: definition, when to use, when not, an example"
    )
    forms = ", ".join(CODEBOOK_FORMS)
    command.add_argument(
        "--out",
        required=True,
        type=_read_name,
        metavar="FILE",
        help=f"its ending chooses the format: {forms}",
    )
    command.add_argument("--lang", metavar="LANGUAGE", help="default: the first one of the model")
    command.add_argument("--model", metavar="FILE", help="default: the model of the application")
    command.set_defaults(run=_run)


def _read_name(text: str) -> Path:
    if Path(text).suffix.lower() not in CODEBOOK_FORMS:
        raise argparse.ArgumentTypeError(f"the name must end in one of {', '.join(CODEBOOK_FORMS)}")
    return Path(text)


def _run(arguments: argparse.Namespace) -> int:
    model = load_model(arguments.model)
    book = build_codebook(
        model, choose_language(model, arguments.lang), load_own_stories(model, arguments.model)
    )
    content = CODEBOOK_FORMS[arguments.out.suffix.lower()](model, book)
    arguments.out.write_bytes(content)
    return 0
