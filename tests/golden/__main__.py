"""Files as they should be: exports of the shipped model, the report of a workshop, what readers make of
foreign files. `python -m tests.golden` writes them anew.

Look at what changed (git diff, or the picture in a browser) before keeping it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Literal

from model import load_model
from model.coding.codebook import Codebook, build_codebook
from model.coding.codings_table import to_codings_csv, to_codings_xlsx
from model.coding.refi import to_qdc, to_qdpx
from model.diagram import build_diagram
from model.export import EXPORTERS, Options
from model.export.codebook_paper import to_codebook_pdf
from model.export.figure import Figure
from model.export.handout import to_handout
from model.export.pdf import to_pdf
from model.export.previews import draw_pages
from model.export.svg import to_svg
from model.letterboxes import Letterbox
from model.loading import DATA
from model.reporting import paper, slides, workbook
from model.reporting.coding_paper import to_coding_pdf
from model.reporting.coding_report import CodingReport, build_coding_report
from model.reporting.coding_workbook import to_coding_xlsx
from model.reporting.letterbox_sheets import to_cards, to_poster
from model.reporting.pack import to_pack
from model.stories import load_stories
from model.workshop import count_ballots
from model.workshop.exchange import to_numbers_xlsx
from tests import coding
from tests.figures import build_shipped_figure
from tests.golden.first import list_first_pictures
from tests.golden.layouts import list_layouts
from tests.golden.listings import list_document, list_sheets, list_slides
from tests.golden.payloads import list_paths, list_workbench
from tests.golden.readings import list_graphs, list_identifiers, list_models, list_tables
from tests.golden.sayings import list_about, list_codings, list_coverage
from tests.golden.screens import list_agreed, list_rounds
from tests.reporting import build_full_workshop, make_full_report
from tests.storytelling import to_story_file

FOLDER = Path(__file__).parent

_TABLES = ("nodes.csv", "edges.csv")


def draw_shipped_model() -> bytes:
    """The shipped model in English, whole, in the light colours."""
    return to_svg(build_diagram(load_model(DATA / "mangomoment.yaml"), "en")).encode()


def take_along(form: str) -> bytes:
    """A view of the shipped model in Dutch, with a filter, a path and counts, as a file of this format."""
    return EXPORTERS[form].build(build_shipped_figure("nl"), Options())


def take_table(name: str) -> bytes:
    """One of the two tables of the same view."""
    with zipfile.ZipFile(io.BytesIO(take_along("csv"))) as both:
        return both.read(name)


def build_told_figure() -> Figure:
    """The same view with the stories of its elements."""
    figure = build_shipped_figure("nl")
    return replace(figure, stories=load_stories(figure.model))


def list_steps(steps: Literal["stages", "path"]) -> bytes:
    """The slides of the view one step after the other."""
    return list_slides(EXPORTERS["pptx"].build(build_told_figure(), Options(steps=steps))).encode()


def list_pack() -> str:
    """What is printed before a workshop."""
    full, model = build_full_workshop(), load_model(DATA / "mangomoment.yaml")
    make = partial(
        to_pack,
        model,
        full.state.workshop,
        full.state.rounds,
        load_stories(model)[:3],
        "nl",
        address="http://example.org/join",
        own_steps=full.state.own_steps,
        pictures=full.pictures,
    )
    return list_document(make)


def list_numbers() -> str:
    """The numbers of a workshop as a workbook."""
    full = build_full_workshop()
    tallies = [
        count_ballots(round_, full.ballots[round_.id])
        for round_ in full.state.rounds
        if round_.id in full.ballots
    ]
    return list_sheets(to_numbers_xlsx(full.state, tallies, {"patient-openness": "Openness"}))


def list_letterbox() -> str:
    """What is printed for a letterbox: a poster and cards."""
    box = Letterbox(
        id="b", key="AHCK43", name="Ward 4", language="nl", created_at=datetime(2026, 5, 1, tzinfo=UTC)
    )
    address = "http://example.org/tell"
    return list_document(
        lambda: to_poster(box, "nl", address=f"{address}/AHCK43", qr="<svg/>")
    ) + list_document(lambda: to_cards(box, "nl", address=address))


def _encode(listing: Callable[[], str]) -> Callable[[], bytes]:
    return lambda: listing().encode()


def build_book() -> Codebook:
    """The codebook of the shipped model in Dutch."""
    model = load_model(DATA / "mangomoment.yaml")
    return build_codebook(model, "nl", load_stories(model))


def write_codebook() -> bytes:
    """That codebook as REFI-QDA."""
    return to_qdc(load_model(DATA / "mangomoment.yaml"), build_book())


def write_project() -> bytes:
    """What stands in a project of REFI-QDA with the codings of several coders."""
    content = to_qdpx(load_model(DATA / "mangomoment.yaml"), coding.STORIES, coding.build_codings(), "en")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("project.qde")


def write_coding_table() -> bytes:
    """The same codings as a table."""
    model = load_model(DATA / "mangomoment.yaml")
    return to_codings_csv(model, coding.STORIES, coding.build_codings(), "en")["codings.csv"]


def write_coding_workbook() -> bytes:
    """The same codings as a workbook."""
    model = load_model(DATA / "mangomoment.yaml")
    return to_codings_xlsx(model, coding.STORIES, coding.build_codings(), "en")


def report_codings() -> CodingReport:
    """The report on the same codings."""
    model = load_model(DATA / "mangomoment.yaml")
    return build_coding_report(model, coding.STORIES, coding.build_codings(), "nl", date(2026, 11, 24))


def draw_slide() -> bytes:
    """The picture of the slide of the view."""
    [page] = draw_pages(build_told_figure(), "pptx", Options())
    return page.picture


def list_codebook() -> str:
    """What the PDF of the codebook is made of."""
    model = load_model(DATA / "mangomoment.yaml")
    return list_document(lambda: to_codebook_pdf(model, build_book()))


LISTINGS: dict[str, Callable[[], bytes]] = {
    "view.nl.pptx.txt": _encode(lambda: list_slides(take_along("pptx"))),
    "stages.nl.pptx.txt": partial(list_steps, "stages"),
    "path.nl.pptx.txt": partial(list_steps, "path"),
    "view.nl.pdf.json": _encode(lambda: list_document(lambda: to_pdf(build_told_figure()))),
    "poster.nl.pdf.json": _encode(
        lambda: list_document(lambda: EXPORTERS["pdf"].build(build_told_figure(), Options(paper="a0")))
    ),
    "view.nl.kumu.txt": _encode(lambda: list_sheets(take_along("kumu"))),
    "view.nl.handout.json": _encode(lambda: list_document(lambda: to_handout(build_told_figure()))),
    "report.nl.pptx.txt": _encode(lambda: list_slides(slides.to_pptx(make_full_report("nl")))),
    "report.nl.xlsx.txt": _encode(lambda: list_sheets(workbook.to_xlsx(make_full_report("nl")))),
    "report.nl.pdf.json": _encode(lambda: list_document(lambda: paper.to_pdf(make_full_report("nl")))),
    "pack.nl.pdf.json": _encode(list_pack),
    "letterbox.nl.pdf.json": _encode(list_letterbox),
    "numbers.xlsx.txt": _encode(list_numbers),
    "codebook.nl.pdf.json": _encode(list_codebook),
    "codings.nl.pdf.json": _encode(lambda: list_document(lambda: to_coding_pdf(report_codings()))),
    "stories.xlsx.txt": _encode(lambda: list_sheets(to_story_file(coding.STORIES, "xlsx"))),
    "codings.en.xlsx.txt": _encode(lambda: list_sheets(write_coding_workbook())),
    "codings.nl.xlsx.txt": _encode(lambda: list_sheets(to_coding_xlsx(report_codings()))),
    "layouts.txt": _encode(list_layouts),
    "workbench.nl.json": _encode(list_workbench),
    "paths.nl.json": _encode(list_paths),
    "about.nl.txt": _encode(partial(list_about, "nl")),
    "coverage.nl.json": _encode(partial(list_coverage, "nl")),
    "coders.nl.json": _encode(partial(list_codings, "nl")),
    "first.nl.txt": _encode(partial(list_first_pictures, "nl")),
    "rounds.nl.json": _encode(partial(list_rounds, "nl")),
    "agreed.nl.json": _encode(partial(list_agreed, "nl")),
    "models.txt": _encode(list_models),
    "graphs.txt": _encode(list_graphs),
    "tables.txt": _encode(list_tables),
    "identifiers.txt": _encode(list_identifiers),
}
"""What stands in files that are no text, and what readers make of foreign ones, by the listing's name."""

FILES: dict[str, Callable[[], bytes]] = {
    "mangomoment.en.svg": draw_shipped_model,
    **{
        f"view.nl.{exporter.ending}": partial(take_along, form)
        for form, exporter in EXPORTERS.items()
        if exporter.is_text
    },
    **{f"view.nl.{name}": partial(take_table, name) for name in _TABLES},
    "view.nl.slide.svg": draw_slide,
    "stories.csv": partial(to_story_file, coding.STORIES, "csv"),
    "stories.json": partial(to_story_file, coding.STORIES, "json"),
    "codebook.nl.qdc": write_codebook,
    "codings.en.qde": write_project,
    "codings.en.csv": write_coding_table,
    **LISTINGS,
}
"""What stands in each golden file, by its name."""


if __name__ == "__main__":
    for name, make in FILES.items():
        (FOLDER / name).write_bytes(make())
        print(FOLDER / name)
