"""Files as they should be: exports of the shipped model, the report of a workshop, what readers make of
foreign files. `python -m tests.golden` writes them anew.

Look at what changed (git diff, or the picture in a browser) before keeping it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Literal

from model import load_model
from model.coding.codebook import Codebook, build_codebook
from model.coding.codings_table import to_codings_csv
from model.coding.refi import to_qdc, to_qdpx
from model.diagram import build_diagram
from model.export import EXPORTERS, Options
from model.export.codebook_paper import to_codebook_pdf
from model.export.figure import Figure
from model.export.handout import to_handout
from model.export.pdf import to_pdf
from model.export.svg import to_svg
from model.loading import DATA
from model.reporting import paper, slides, workbook
from model.reporting.pack import to_pack
from model.stories import load_stories
from tests import coding
from tests.figures import build_shipped_figure
from tests.golden.layouts import list_layouts
from tests.golden.listings import list_document, list_sheets, list_slides
from tests.golden.readings import list_models, list_tables
from tests.reporting import build_state, make_report

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


def list_pack() -> bytes:
    """What is printed before a workshop."""
    state, model = build_state(), load_model(DATA / "mangomoment.yaml")
    stories = load_stories(model)[:3]
    make = partial(
        to_pack, model, state.workshop, state.rounds, stories, "nl", address="http://example.org/join"
    )
    return list_document(make).encode()


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


def list_codebook() -> str:
    """What the PDF of the codebook is made of."""
    model = load_model(DATA / "mangomoment.yaml")
    return list_document(lambda: to_codebook_pdf(model, build_book()))


LISTINGS: dict[str, Callable[[], bytes]] = {
    "view.nl.pptx.txt": _encode(lambda: list_slides(take_along("pptx"))),
    "stages.nl.pptx.txt": partial(list_steps, "stages"),
    "path.nl.pptx.txt": partial(list_steps, "path"),
    "view.nl.pdf.json": _encode(lambda: list_document(lambda: to_pdf(build_told_figure()))),
    "view.nl.handout.json": _encode(lambda: list_document(lambda: to_handout(build_told_figure()))),
    "report.nl.pptx.txt": _encode(lambda: list_slides(slides.to_pptx(make_report(language="nl")))),
    "report.nl.xlsx.txt": _encode(lambda: list_sheets(workbook.to_xlsx(make_report(language="nl")))),
    "report.nl.pdf.json": _encode(lambda: list_document(lambda: paper.to_pdf(make_report(language="nl")))),
    "pack.nl.pdf.json": list_pack,
    "codebook.nl.pdf.json": _encode(list_codebook),
    "layouts.txt": _encode(list_layouts),
    "models.txt": _encode(list_models),
    "tables.txt": _encode(list_tables),
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
