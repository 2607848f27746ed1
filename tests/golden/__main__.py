"""The exports of the shipped model as they should be: `python -m tests.golden` writes them anew.

Look at what changed (git diff, or the picture in a browser) before keeping it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from model import load_model
from model.diagram import build_diagram
from model.export.svg import to_svg
from model.loading import DATA

FOLDER = Path(__file__).parent


def draw_shipped_model() -> str:
    """The shipped model in English, whole, in the light colours."""
    return to_svg(build_diagram(load_model(DATA / "mangomoment.yaml"), "en"))


FILES: dict[str, Callable[[], str]] = {"mangomoment.en.svg": draw_shipped_model}
"""What stands in each golden file, by its name."""


if __name__ == "__main__":
    for name, make in FILES.items():
        (FOLDER / name).write_text(make(), encoding="utf-8", newline="\n")
        print(FOLDER / name)
