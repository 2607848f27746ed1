"""What is written for other tools comes back as the same model."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import ConceptualModel, load_model
from model.diagram import build_diagram
from model.export import EXPORTERS, Figure, Options
from model.export.captions import build_caption
from model.export.wording import describe_further
from model.schema import Edge, Node
from model.tables import neutralise, to_csv
from tests.building import build_model
from tests.model.importing.samples import make_workbook, make_zip, take_in
from tests.nasty import NASTY
from tests.properties import examples


def list_nodes(model: ConceptualModel, language: str = "en") -> list[dict[str, str]]:
    """What is written down of each node."""
    return [
        {
            "id": node.id,
            "label": node.name.text(language),
            "stage": model.get_stage(node.stage).name.text(language),
            "level": model.get_level(node.level).name.text(language),
            "description": node.description.text(language) if node.description else "",
        }
        for node in model.nodes()
    ]


def list_edges(model: ConceptualModel) -> list[dict[str, str]]:
    """What is written down of each edge."""
    return [
        {
            "source": edge.source,
            "target": edge.target,
            "kind": edge.kind,
            "feedback": "yes" if edge.feedback else "",
        }
        for edge in model.edges
    ]


def to_graphml(model: ConceptualModel) -> bytes:
    file = BytesIO()
    nx.write_graphml(build_graph(model), file)
    return file.getvalue()


def to_json(model: ConceptualModel) -> bytes:
    return json.dumps(nx.node_link_data(build_graph(model), edges="edges")).encode()


def build_graph(model: ConceptualModel) -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in list_nodes(model):
        graph.add_node(node.pop("id"), **node)
    for edge in list_edges(model):
        graph.add_edge(edge.pop("source"), edge.pop("target"), **edge)
    return graph


def to_rows(entries: list[dict[str, str]], columns: str) -> list[list[str]]:
    return [columns.split(), *(list(entry.values()) for entry in entries)]


def to_zip(model: ConceptualModel) -> bytes:
    nodes = to_csv(to_rows(list_nodes(model), "id label stage level description"))
    return make_zip(
        {"nodes.csv": nodes, "edges.csv": to_csv(to_rows(list_edges(model), "from to kind feedback"))}
    )


def to_kumu(model: ConceptualModel, stage: str = "Type") -> bytes:
    names = {node.id: node.name.text("en") for node in model.nodes()}
    nodes = [list(map(neutralise, node.values()))[1:] for node in list_nodes(model)]
    edges = [
        [
            neutralise(names[edge["source"]]),
            "directed",
            neutralise(names[edge["target"]]),
            edge["kind"],
            edge["feedback"],
        ]
        for edge in list_edges(model)
    ]
    return make_workbook(
        {
            "Elements": [["Label", stage, "Level", "Description"], *nodes],
            "Connections": [["From", "Direction", "To", "Type", "Feedback"], *edges],
        }
    )


WRITERS: dict[str, Callable[[ConceptualModel], bytes]] = {
    "graphml": to_graphml,
    "json": to_json,
    "zip": to_zip,
    "kumu": to_kumu,
}


EXPORTED = ["our graphml", "our json", "our csv", "our kumu", "our dot", "our gexf"]


WITHOUT_DESCRIPTIONS = ("our kumu", "our mermaid")


def export(model: ConceptualModel, form: str, language: str = "en") -> bytes:
    """The model as this application exports it."""
    return EXPORTERS[form.removeprefix("our ")].build(
        Figure(model, build_diagram(model, language)), Options()
    )


def describe(
    model: ConceptualModel, *, has_ids: bool, language: str = "en", has_description: bool = True
) -> dict[str, Any]:
    """What must stay the same: with the ids of nodes, or only their names."""
    nodes, edges = list_nodes(model, language), list_edges(model)
    if not has_description:
        for node in nodes:
            del node["description"]
    names = {node["id"]: node["id"] if has_ids else node["label"] for node in nodes}
    return {
        "nodes": sorted(tuple({**node, "id": names[node["id"]]}.values()) for node in nodes),
        "edges": sorted(
            (names[edge["source"]], names[edge["target"]], edge["kind"], edge["feedback"]) for edge in edges
        ),
        "stages": [stage.name.text(language) for stage in model.stages],
        "levels": {level.name.text(language) for level in model.levels},
    }


@pytest.mark.parametrize("form", [*EXPORTED, "our mermaid"])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_what_is_exported_comes_back(form: str, language: str) -> None:
    model = load_model()
    again = take_in(export(model, form, language), language=language)
    has_ids = "kumu" not in form
    if has_ids:
        assert {(stage.id, stage.name.text(language)) for stage in again.stages} == {
            (stage.id, stage.name.text(language)) for stage in model.stages
        }
        assert [node.level for node in sort_nodes(again)] == [node.level for node in sort_nodes(model)]
        assert [node.stage for node in sort_nodes(again)] == [node.stage for node in sort_nodes(model)]
    has_description = form not in WITHOUT_DESCRIPTIONS
    described = describe(again, has_ids=has_ids, language=language, has_description=has_description)
    assert described == describe(model, has_ids=has_ids, language=language, has_description=has_description)
    assert {(kind.id, kind.verb.text(language)) for kind in again.file.kinds} == {
        (kind.id, kind.verb.text(language)) for kind in model.file.kinds
    }


def test_an_exported_model_file_comes_back_as_it_was() -> None:
    model = load_model()
    assert take_in(export(model, "our yaml"), "model.yaml").file == model.file


def sort_nodes(model: ConceptualModel) -> list[Node]:
    return sorted(model.nodes(), key=lambda node: node.id)


@pytest.mark.parametrize("form", WRITERS)
def test_the_shipped_model_comes_back_with_its_stages_in_their_order(form: str) -> None:
    model = load_model()
    again = take_in(WRITERS[form](model), f"mangomoment.{form}")
    has_ids = form != "kumu"
    assert describe(again, has_ids=has_ids) == describe(model, has_ids=has_ids)


@pytest.mark.parametrize("form", WRITERS)
def test_a_model_with_a_cycle_comes_back(form: str) -> None:
    stages = {"first": "a b", "second": "c", "third": "d"}
    model = build_model("a>b b>c c>d", feedback="d>b", stages=stages, levels={"one": "a c", "two": "b d"})
    assert describe(take_in(WRITERS[form](model)), has_ids=True) == describe(model, has_ids=True)


NAMES = [
    text for text in NASTY if len(text) < 200 and text.strip() == text and " ".join(text.split()) == text
]
NAMES = [
    text
    for text in NAMES
    if text
    and not text.startswith("_x")
    and "|" not in text
    and all(sign.isprintable() and sign.isascii() for sign in text)
]
NODES = "abcdef"
EDGES = st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), unique=True)


@pytest.mark.parametrize("form", [*WRITERS, *EXPORTED, "our mermaid"])
@examples(60)
@given(EDGES, st.permutations(NAMES), st.lists(st.integers(0, 3), min_size=6, max_size=6))
def test_any_model_comes_back_whatever_its_names(
    form: str, edges: list[tuple[str, str]], names: list[str], places: list[int]
) -> None:
    named = dict(zip(NODES, (name for name in names if name.lower() not in NODES), strict=False))
    at = dict(zip(NODES, places, strict=True))
    stages = {
        f"{number}-stage": [node for node in NODES if at[node] == number] for number in sorted(set(places))
    }
    onward = [(node, other) for node, other in edges if (at[node], node) < (at[other], other)]
    backward = [(node, other) for node, other in edges if at[node] > at[other]]
    model = build_model(onward, feedback=backward, nodes=NODES, stages=stages, names=named)
    has_ids = "kumu" not in form
    if form.startswith("our "):
        content = export(model, form)
    else:
        content = to_kumu(model, "Stage") if form == "kumu" else WRITERS[form](model)
    assert describe(take_in(content), has_ids=has_ids) == describe(model, has_ids=has_ids)


def describe_knowledge(model: ConceptualModel, language: str = "en") -> dict[str, Any]:
    """How everything is known, by the names of nodes: kinds, sources, notes and questions."""
    names = {node.id: node.name.text(language) for node in model.nodes()}

    def describe_provenance(part: Node | Edge) -> tuple[str, ...] | None:
        if part.provenance is None:
            return None
        source, note = part.provenance.source, part.provenance.note
        notes = [note.text(language)] if note else []
        notes += describe_further(model, part.provenance, language)
        said = model.get_source(source) if source else None
        cited = (
            (said.short, said.reference.text(language), said.url or "", said.licence or "") if said else ()
        )
        return part.provenance.kind, *cited, " ".join(notes)

    return {
        "nodes": {
            names[node.id]: (
                describe_provenance(node),
                node.question.text(language) if node.question else "",
                node.description.text(language) if node.description else "",
            )
            for node in model.nodes()
        },
        "edges": {
            (names[edge.source], names[edge.target], edge.kind): describe_provenance(edge)
            for edge in model.edges
        },
    }


@pytest.mark.parametrize("form", EXPORTED)
@pytest.mark.parametrize("language", ["en", "nl"])
def test_how_everything_is_known_comes_back_with_its_questions(form: str, language: str) -> None:
    model = load_model()
    again = take_in(export(model, form, language), language=language)
    assert describe_knowledge(again, language) == describe_knowledge(model, language)


@pytest.mark.parametrize("form", ["graphml", "json", "dot"])
def test_how_the_model_is_cited_comes_back(form: str) -> None:
    model = load_model()
    caption = build_caption(model, "en")
    content = EXPORTERS[form].build(Figure(model, build_diagram(model, "en"), caption), Options())
    again = take_in(content)
    assert again.title.text("en") == "The Mangomoment model"
    assert again.file.model.source
    cited = again.get_source(again.file.model.source)
    assert (cited.short, cited.reference.text("en")) == next(
        (source.short, source.reference.text("en"))
        for source in model.file.sources
        if source.id == model.file.model.source
    )
    assert [source.short for source in again.file.sources].count(cited.short) == 1


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_stages_and_levels_come_back_in_their_order_also_where_the_nodes_do_not_tell_it(form: str) -> None:
    model = build_model(
        "b>a",
        feedback="c>a",
        stages={"first": "b", "second": "a", "empty": "", "third": "c"},
        levels={"one": "a", "two": "b c"},
    )
    again = take_in(export(model, form))
    assert [stage.name.text("en") for stage in again.stages] == [
        stage.name.text("en") for stage in model.stages
    ]
    assert [level.id for level in again.levels] == ["one", "two"]


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_links_without_a_direction_come_back_as_such(form: str) -> None:
    for model in (build_model("a>b", undirected="b>c"), build_model(undirected="a>b b>c")):
        again = take_in(export(model, form))
        assert [(edge.source, edge.target, edge.directed) for edge in again.edges] == [
            (edge.source, edge.target, edge.directed) for edge in model.edges
        ]
