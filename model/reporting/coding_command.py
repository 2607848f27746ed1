"""The commands `python -m model codings`; here `report`: does the model hold what people tell?"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from model.coding import CodingStore
from model.export.command import choose_language
from model.loading import load_model
from model.reporting.coding_files_command import add_commands
from model.reporting.coding_paper import to_coding_pdf
from model.reporting.coding_report import CodingReport, build_coding_report
from model.reporting.coding_workbook import to_coding_xlsx
from model.stories import StoryQuery
from model.stories.own_stories import open_store
from model.stories.story import STATUSES

CODING_REPORTS: dict[str, Callable[[CodingReport], bytes]] = {"pdf": to_coding_pdf, "xlsx": to_coding_xlsx}
"""What makes each form of the report, by its name, which is the ending of its files."""


def add_command(commands: Any) -> None:
    """Add the commands to those of the command line."""
    codings = commands.add_parser("codings", help="what coders made of the stories")
    doing = codings.add_subparsers(required=True, metavar="COMMAND")
    report = doing.add_parser("report", help="write a report on coverage and agreement as PDF or workbook")
    endings = ", ".join(f".{name}" for name in CODING_REPORTS)
    report.add_argument(
        "--out",
        required=True,
        type=_read_name,
        metavar="FILE",
        help=f"output file; its ending chooses the format: {endings}",
    )
    report.add_argument("--lang", metavar="LANGUAGE", help="default: the first of the model")
    report.add_argument(
        "--db", metavar="URL", help="address of the database; default: that of the application"
    )
    report.add_argument("--model", metavar="FILE", help="default: the model of the application")
    report.set_defaults(run=_report)
    add_commands(doing)


def _read_name(text: str) -> Path:
    if Path(text).suffix.lower()[1:] not in CODING_REPORTS:
        endings = ", ".join(f".{name}" for name in CODING_REPORTS)
        raise argparse.ArgumentTypeError(f"must end in one of {endings}")
    return Path(text)


def _report(arguments: argparse.Namespace) -> int:
    model = load_model(arguments.model)
    language = choose_language(model, arguments.lang)
    counted = frozenset(status for status in STATUSES if status != "withdrawn")
    with closing(open_store(model, arguments.model, arguments.db)) as store:
        stories = tuple(store.walk(StoryQuery(statuses=counted, sort="oldest")))
        codings = CodingStore(store).read()
    day = datetime.now(UTC).astimezone().date()
    report = build_coding_report(model, stories, codings, language, day)
    arguments.out.write_bytes(CODING_REPORTS[arguments.out.suffix.lower()[1:]](report))
    return 0
