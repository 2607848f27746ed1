"""The smallest files that were once misread, each with its right outcome."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from model import ModelFileError
from model.importing import Imported
from tests.model.importing.samples import bring_in, count_findings, list_group_names, list_stages, read

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Outcome:
    """What becomes of a file: how many nodes and edges, their names, and what is found."""

    nodes: int
    edges: int
    names: str = ""
    findings: dict[str, int] = field(default_factory=dict)


READ = {
    "x.dot": Outcome(3, 2, "a b c"),
    "dagitty.txt": Outcome(3, 3, "X Y Z"),
    "x.gml": Outcome(2, 1, "Trust Joy"),
    "x.mmd": Outcome(2, 1, "Trust Joy"),
    "x.net": Outcome(2, 1, "Trust Joy"),
    "prsm_groups.prsm": Outcome(2, 1, "Trust Joy"),
    "prsm_compressed.prsm": Outcome(2, 1, "Trust Joy"),
    "jsoncanvas.canvas": Outcome(2, 1, "Trust Joy"),
    "graphia10_visible.graphml": Outcome(2, 1, "Trust Joy"),
    "space_edges.txt": Outcome(3, 2, "Trust Joy Hope"),
    "gephi1661_matrix.csv": Outcome(3, 2, "Trust Joy Hope"),
    "causalmap.csv": Outcome(3, 2, "Training Confidence Better-care", {"repeated": 1}),
    "gephi638_destination.csv": Outcome(3, 2, "Trust Joy Hope"),
    "selfloop.csv": Outcome(2, 1, "Trust Joy", {"self-loop": 1}),
    "loopy.json": Outcome(2, 2, "Rabbits Foxes"),
    "edges_on_second_sheet.xlsx": Outcome(2, 1, "Trust Joy", {"sheet": 1}),
    "undeclared_node.graphml": Outcome(3, 2, "n0 n1 n9", {"undeclared": 1}),
    "node_name.csv": Outcome(2, 0, "Trust Joy"),
    "percent_level.json": Outcome(6, 5),
    "long_label.csv": Outcome(4, 2),
    "skip_stage.csv": Outcome(7, 6, "A B D E C F G"),
}

REFUSED = {
    "x.bif": "is a Bayesian network in BIF; write it as",
    "x.sif": "in SIF",
    "notes.txt": "is a text, no graph",
}


def bring_in_case(name: str) -> Imported:
    return bring_in((CASES / name).read_bytes(), name)


def test_every_case_has_its_outcome() -> None:
    assert {file.name for file in CASES.iterdir()} == {*READ, *REFUSED}


@pytest.mark.parametrize("name", READ)
def test_a_file_is_read_rightly(name: str) -> None:
    imported, outcome = bring_in_case(name), READ[name]
    model = imported.model
    assert (len(model.nodes()), len(model.edges)) == (outcome.nodes, outcome.edges)
    if outcome.names:
        names = {node.name.text("en").replace(" ", "-") for node in model.nodes()}
        assert names == set(outcome.names.split())
    assert count_findings(imported).items() >= outcome.findings.items()


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_no_graph_or_not_read_is_refused_with_the_way_out(name: str) -> None:
    with pytest.raises(ModelFileError) as caught:
        bring_in_case(name)
    assert REFUSED[name] in str(caught.value)
    assert ";" in str(caught.value)


@pytest.mark.parametrize("name", ["prsm_groups.prsm", "prsm_compressed.prsm"])
def test_groups_of_prsm_are_stages_or_levels_and_its_title_is_kept(name: str) -> None:
    model = bring_in_case(name).model
    groups = {words.text("en") for words in list_group_names(model)}
    assert {"Causes", "Outcomes"} <= groups
    assert model.title.text("en") == "Our map"


def test_a_type_that_says_the_direction_is_no_kind() -> None:
    model = bring_in_case("gephi638_destination.csv").model
    assert [kind.name.text("en") for kind in model.file.kinds] == ["leads to"]
    assert all(edge.directed for edge in model.edges)


def test_the_signs_of_loopy_are_kinds() -> None:
    model = bring_in_case("loopy.json").model
    assert len({edge.kind for edge in model.edges}) == 2


def test_percentages_are_no_levels() -> None:
    model = bring_in_case("percent_level.json").model
    assert [level.name.text("en") for level in model.levels] == ["North", "South", "East"]
    assert model.count_undirected() == 5


def test_the_sheet_that_is_not_read_is_named() -> None:
    [sheets] = [
        found for found in bring_in_case("edges_on_second_sheet.xlsx").findings if found.code == "sheet"
    ]
    assert [item.place for item in sheets.items] == ['"Read me"']


def test_a_matrix_has_a_link_for_each_cell() -> None:
    raw = read((CASES / "gephi1661_matrix.csv").read_bytes(), "matrix.csv")
    assert [(row.get("source"), row.get("target")) for row in raw.edges] == [
        ("Trust", "Joy"),
        ("Joy", "Hope"),
    ]
    assert list_stages(bring_in_case("gephi1661_matrix.csv").model) == {
        "Step 1": ["Trust"],
        "Step 2": ["Joy"],
        "Step 3": ["Hope"],
    }
