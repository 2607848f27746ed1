"""The exports of the shipped model as they should be: `python -m tests.golden` writes them anew.

Look at what changed (git diff, or the picture in a browser) before keeping it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from model import load_model
from model.diagram import build_diagram
from model.export import EXPORTERS, Options
from model.export.svg import to_svg
from model.loading import DATA
from tests.figures import build_shipped_figure

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


FILES: dict[str, Callable[[], bytes]] = {
    "mangomoment.en.svg": draw_shipped_model,
    **{
        f"view.nl.{exporter.ending}": partial(take_along, form)
        for form, exporter in EXPORTERS.items()
        if exporter.is_text
    },
    **{f"view.nl.{name}": partial(take_table, name) for name in _TABLES},
}
"""What stands in each golden file, by its name."""


if __name__ == "__main__":
    for name, make in FILES.items():
        (FOLDER / name).write_bytes(make())
        print(FOLDER / name)
