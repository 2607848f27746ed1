"""Where boxes, bands and lines of models of many shapes go."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import asdict

from model import ConceptualModel, ModelFileError, load_model
from model.diagram import build_diagram
from model.layout import place
from model.loading import DATA
from tests.building import build_model
from tests.golden.readings import list_case_files
from tests.model.importing.samples import bring_in

_SHAPES = ((6, 3, 2, 8), (12, 4, 3, 18), (20, 5, 3, 40), (30, 2, 4, 45), (24, 6, 1, 60))
"""Nodes, stages, levels and edges of a model made by chance."""


def list_layouts() -> str:
    """Every box, band and route, in hundredths of a unit."""
    lines: list[str] = []
    for name, model, width, language in _list_models():
        layout = place(build_diagram(model, language), width)
        lines.append(f"{name} {language} {width}: {layout.width:.2f} x {layout.height:.2f}")
        for what in ("columns", "rows", "boxes"):
            lines += [f"  {what}: {_round(asdict(part))}" for part in getattr(layout, what)]
        for route in layout.routes:
            ends = f"{route.edge.source} > {route.edge.target}"
            lines.append(f"  {ends}: {_round([route.start, route.segments, route.dash_start])}")
    return "\n".join(lines) + "\n"


def _list_models() -> Iterator[tuple[str, ConceptualModel, float, str]]:
    shipped = load_model(DATA / "mangomoment.yaml")
    for width, language in ((700, "fr"), (1000, "de"), (1600, "nl")):
        yield "shipped", shipped, width, language
    for number, shape in enumerate(_SHAPES):
        yield f"chance {number}", _build_by_chance(number, *shape), 1000, "en"
    for file in list_case_files("importing"):
        try:
            yield file.name, bring_in(file.read_bytes(), file.name).model, 800, "en"
        except ModelFileError:
            continue


def _build_by_chance(seed: int, nodes: int, stages: int, levels: int, edges: int) -> ConceptualModel:
    chance = random.Random(seed)
    names = [f"n{number}" for number in range(nodes)]
    stage = {name: chance.randrange(stages) for name in names}
    pairs = {tuple(chance.sample(names, 2)) for _ in range(edges)}
    place_of = {name: (stage[name], number) for number, name in enumerate(names)}
    forward = sorted(f"{a}>{b}" for a, b in pairs if place_of[a] < place_of[b])
    back = sorted(f"{a}>{b}" for a, b in pairs if place_of[a] > place_of[b])
    return build_model(
        " ".join(forward),
        feedback=" ".join(back),
        stages={f"s{at}": " ".join(name for name in names if stage[name] == at) for at in range(stages)},
        levels={f"l{at}": " ".join(names[at::levels]) for at in range(levels)},
        names={name: "a long name of it " * chance.randrange(1, 4) + name for name in names},
    )


def _round(value: object) -> object:
    if isinstance(value, float):
        return round(value, 2)
    if isinstance(value, dict):
        return {key: _round(part) for key, part in value.items()}
    return [_round(part) for part in value] if isinstance(value, (list, tuple)) else value
