"""Loading, layout, drawing, tracing and counting on models of 26, 1 000 and 5 000 nodes."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import islice
from random import Random
from statistics import median
from typing import TypeVar

import yaml

from model.diagram import build_diagram
from model.export.svg import to_svg
from model.file_faults import find_faults
from model.graph import ConceptualModel
from model.layout import place
from model.loading import DATA, parse_model
from model.schema import ModelFile
from tests.geometry import count_crossings, find_edges_through_boxes

_Value = TypeVar("_Value")
ROUNDS = 3
_FIRST = 50


def run() -> None:
    """Print the table; times in milliseconds, the median of three."""
    rows = [_measure("Mangomoment", (DATA / "mangomoment.yaml").read_bytes())]
    rows += [_measure("layered", build_layered_file(width, 10, 4)) for width in (100, 500)]
    names = list(rows[0])
    print()
    for name in names:
        print(f"{name:44}" + "".join(f"{row[name]:>16}" for row in rows))
    print()
    for name, file in build_single_stage_files().items():
        faults, checking = _time(lambda file=file: list(find_faults(file)))  # type: ignore[misc]
        print(f"{name:44}{checking:>16.1f} ms, {len(faults)} faults")


def build_single_stage_files() -> dict[str, ModelFile]:
    """Models of 5 000 nodes and 20 000 edges in one stage: the most that checking for cycles can meet."""
    chance = Random(1)
    ids = range(5_000)
    pairs = {
        (node, other)
        for node, other in zip(chance.choices(ids, k=20_200), chance.choices(ids, k=20_200), strict=True)
    }
    anyhow = [pair for pair in sorted(pairs) if pair[0] != pair[1]][:20_000]
    onward = sorted({(min(pair), max(pair)) for pair in anyhow})
    entry = {"id": "one", "name": "One"}

    def build(edges: list[tuple[int, int]]) -> ModelFile:
        return ModelFile.model_validate(
            {
                "model": {"id": "single", "title": "Single", "languages": ["en"]},
                "stages": [entry],
                "levels": [entry],
                "kinds": [{**entry, "verb": "leads to"}],
                "nodes": [
                    {"id": f"n{at}", "stage": "one", "level": "one", "name": f"Node {at}"} for at in ids
                ],
                "edges": [{"from": f"n{a}", "to": f"n{b}", "kind": "one"} for a, b in edges],
            }
        )

    return {"check one stage without cycles": build(onward), "check one stage full of cycles": build(anyhow)}


def build_layered_file(width: int, stages: int, fan: int) -> bytes:
    """A model file of `stages` columns of `width` nodes, each leading to `fan` nodes of the next column."""
    levels = 4
    nodes = [
        {
            "id": f"n{stage}-{row}",
            "stage": f"s{stage}",
            "level": f"l{row * levels // width}",
            "name": {"en": f"Node {row} of stage {stage}"},
        }
        for stage in range(stages)
        for row in range(width)
    ]
    edges = [
        {"from": f"n{stage}-{row}", "to": f"n{stage + 1}-{(row + step) % width}", "kind": "k"}
        for stage in range(stages - 1)
        for row in range(width)
        for step in range(fan)
    ]
    file = {
        "model": {"id": "layered", "title": {"en": "Layered"}, "languages": ["en"]},
        "stages": [{"id": f"s{stage}", "name": {"en": f"Stage {stage}"}} for stage in range(stages)],
        "levels": [{"id": f"l{level}", "name": {"en": f"Level {level}"}} for level in range(levels)],
        "kinds": [{"id": "k", "name": {"en": "leads to"}, "verb": {"en": "leads to"}}],
        "nodes": nodes,
        "edges": edges,
    }
    return yaml.safe_dump(file, sort_keys=False).encode()


def _time(work: Callable[[], _Value]) -> tuple[_Value, float]:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        value = work()
        times.append(1000 * (time.perf_counter() - start))
    return value, median(times)


def _measure(name: str, content: bytes) -> dict[str, str]:
    model, loading = _time(lambda: parse_model(content, name))
    start = model.nodes()[0].id
    after = model.find_downstream(start)
    ends = [node.id for node in model.nodes(stage=model.stages[-1].id) if node.id in after]
    end = ends[len(ends) // 2]
    diagram, drawing = _time(lambda: build_diagram(model, "en"))
    layout, placing = _time(lambda: place(diagram))
    svg, writing = _time(lambda: to_svg(diagram))
    _, tracing = _time(lambda: list(islice(model.find_paths(start, end), _FIRST)))
    count, counting = _time(lambda: model.count_paths(start, end))
    _, through = _time(lambda: ConceptualModel(model.file).paths_through)
    is_small = len(model.nodes()) < 100
    return {
        "model": name,
        "nodes": str(len(model.nodes())),
        "edges": str(len(model.edges)),
        "load and check the file, ms": f"{loading:.1f}",
        "diagram, ms": f"{drawing:.1f}",
        "layout, ms": f"{placing:.1f}",
        "SVG with layout, ms": f"{writing:.1f}",
        "SVG, kB": f"{len(svg) / 1000:.1f}",
        "edge crossings": str(count_crossings(layout)) if is_small else "",
        "edges through boxes": str(len(find_edges_through_boxes(layout))) if is_small else "",
        f"first {_FIRST} paths, ms": f"{tracing:.2f}",
        "count of all paths, ms": f"{counting:.2f}",
        "number of paths": f"{count:.3g}",
        "count through every node, ms": f"{through:.1f}",
    }
