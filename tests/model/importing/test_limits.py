"""How much of a file is read: all that a limit allows, and nothing of one that holds more."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import model.importing
from model import ModelFileError
from model.importing import raw
from tests.model.importing.samples import read

RICH = Path(__file__).parent / "rich"
MODULES = [import_module(found.name) for found in walk_packages(model.importing.__path__, "model.importing.")]
HELD = {
    "adjacency.json": (3, 3, 5),
    "cards.canvas": (7, 7, 8),
    "charts.json": (4, 4, 3),
    "cytoscape.json": (3, 4, 5),
    "dagitty.txt": (4, 5, 6),
    "flow.json": (4, 4, 4),
    "flowchart.mmd": (9, 8, 0),
    "graph2.json": (2, 3, 4),
    "groups.dot": (7, 12, 13),
    "kumu.json": (3, 3, 8),
    "machine.loopy": (4, 4, 0),
    "matrix.csv": (3, 3, 0),
    "neighbours.json": (4, 3, 2),
    "neo4j.json": (2, 2, 5),
    "nested.gml": (5, 5, 7),
    "project.paj": (4, 2, 5),
    "relations.net": (5, 8, 6),
    "rows.json": (2, 4, 6),
    "shapes.drawio": (4, 4, 0),
    "styles.prsm": (4, 4, 6),
    "times.gexf": (6, 4, 4),
    "two.graphml": (7, 6, 4),
    "vis.json": (3, 6, 6),
}
"""How many nodes, edges and columns each file has, as its reader counts them; 0 where it does not."""


def limit(patch: pytest.MonkeyPatch, name: str, most: int) -> None:
    """Let all readers take so much and no more."""
    for module in MODULES:
        if hasattr(module, name):
            patch.setattr(module, name, most)


@pytest.mark.parametrize(
    ("name", "what", "most"),
    [
        (name, what, most)
        for name, held in HELD.items()
        for what, most in zip(("MOST_NODES", "MOST_EDGES", "MOST_COLUMNS"), held, strict=True)
        if most
    ],
)
def test_a_file_may_hold_as_much_as_the_limit_says_and_no_more(
    name: str, what: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = (RICH / name).read_bytes()
    limit(monkeypatch, what, most)
    assert read(content, name).edges
    limit(monkeypatch, what, most - 1)
    with pytest.raises(ModelFileError, match=f"more than {most - 1} "):
        read(content, name)


@pytest.mark.parametrize(("name", "depth"), [("flowchart.mmd", 2), ("groups.dot", 3), ("nested.gml", 3)])
def test_groups_may_stand_in_each_other_as_deep_as_the_limit_says(
    name: str, depth: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = (RICH / name).read_bytes()
    limit(monkeypatch, "MOST_NESTING", depth)
    assert read(content, name).nodes
    limit(monkeypatch, "MOST_NESTING", depth - 1)
    with pytest.raises(ModelFileError, match="nested"):
        read(content, name)


def test_the_limits_are_those_of_the_documentation() -> None:
    text = " ".join((Path(__file__).parents[3] / "docs" / "formats.md").read_text("utf-8").split())
    said = re.search(
        r"at most ([0-9]+) MB .* ([0-9]+) MB unpacked\), ([0-9 ]+) elements and ([0-9 ]+) links", text
    )
    assert said is not None
    limits = [int(number.replace(" ", "")) for number in said.groups()]
    assert limits == [raw.LARGEST_FILE / 2**20, raw.LARGEST_UNPACKED / 2**20, raw.MOST_NODES, raw.MOST_EDGES]
