"""Each format at 26, 300, 1 000 and 5 000 nodes: the first file of a new process, then the next ones.

Each is measured in a process of its own, so that what a format has to load counts as its own.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from statistics import median

from model import load_model
from model.diagram import build_diagram
from model.errors import ConceptualModelError
from model.export import EXPORTERS, Options
from model.export.captions import build_caption
from model.export.figure import Figure
from model.loading import DATA, parse_model
from tests.bench.of_the_model import build_layered_file

ROUNDS = 3
_WIDTHS = {26: 0, 300: 30, 1000: 100, 5000: 500}
_WAYS: dict[str, tuple[str, Options]] = {
    **{name: (name, Options()) for name in EXPORTERS},
    "png 4x": ("png", Options(scale=4)),
    "svg outlines": ("svg", Options(has_outlines=True)),
    "pptx steps": ("pptx", Options(steps="stages")),
}


def run() -> None:
    """Print the table; times in milliseconds, the later ones the median of three, sizes in kB."""
    print(f"\n{'format':14}{'nodes':>7}{'first':>10}{'then':>10}{'size':>10}")
    for way in _WAYS:
        for nodes in _WIDTHS:
            command = [sys.executable, "-m", "tests.bench.of_the_exports", way, str(nodes)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            measured = json.loads(done.stdout)
            if "fault" in measured:
                print(f"{way:14}{nodes:7}  {measured['fault']}")
            else:
                print(
                    f"{way:14}{nodes:7}{measured['first']:10.1f}{measured['then']:10.1f}"
                    f"{measured['size']:10.1f}"
                )


def _measure(way: str, nodes: int) -> dict[str, float | str]:
    width = _WIDTHS[nodes]
    model = (
        parse_model(build_layered_file(width, 10, 4), "layered")
        if width
        else load_model(DATA / "mangomoment.yaml")
    )
    figure = Figure(model, build_diagram(model, "en"), build_caption(model, "en"))
    name, options = _WAYS[way]
    times = []
    made = b""
    try:
        for _ in range(1 + ROUNDS):
            start = time.perf_counter()
            made = EXPORTERS[name].build(figure, options)
            times.append(1000 * (time.perf_counter() - start))
    except ConceptualModelError as error:
        return {"fault": str(error)}
    return {"first": times[0], "then": median(times[1:]), "size": len(made) / 1000}


if __name__ == "__main__":
    print(json.dumps(_measure(sys.argv[1], int(sys.argv[2]))))
