"""One table says what is read: what it promises of each format holds, and the documentation says the same."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, get_args

import pytest

from model import ConceptualModel, load_model
from model.diagram import build_diagram
from model.export import EXPORTERS, Exporter, Figure, Options
from model.export.exporter import Aspect
from model.export.left_behind import describe_left_behind, find_left_behind
from model.export.wording import describe_further
from model.importing import ENDINGS, FORMATS, Format
from model.importing.formats import _READERS
from model.schema import Edge, Node, Provenance, Words
from tests.building import build_model
from tests.model.importing.samples import bring_in, read

WRITTEN = [entry for entry in FORMATS.values() if entry.exporter]
DOCUMENTATION = Path(__file__).parents[3] / "docs" / "formats.md"
LANGUAGE = "en"


def get_exporter(entry: Format) -> Exporter:
    assert entry.exporter
    return entry.exporter


def export(model: ConceptualModel, entry: Format) -> tuple[bytes, str]:
    """The model as this application exports it, and what the file is called."""
    exporter = get_exporter(entry)
    content = exporter.build(Figure(model, build_diagram(model, LANGUAGE)), Options())
    return content, f"ours.{exporter.ending}"


def name_ends(model: ConceptualModel, edge: Edge) -> tuple[str, str]:
    source, target = (model.get_node(end).name.text(LANGUAGE) for end in (edge.source, edge.target))
    return source, target


def describe_knowledge(model: ConceptualModel, part: Node | Edge) -> tuple[str, ...] | None:
    if part.provenance is None:
        return None
    source = model.get_source(part.provenance.source) if part.provenance.source else None
    cited = (
        (source.short, source.reference.text(LANGUAGE), source.url or "", source.licence or "")
        if source
        else ()
    )
    note = part.provenance.note
    notes = [note.text(LANGUAGE)] if note else []
    notes += describe_further(model, part.provenance, LANGUAGE)
    return part.provenance.kind, *cited, " ".join(notes)


ASPECTS: dict[Aspect, Callable[[ConceptualModel], Any]] = {
    "ids": lambda model: {node.id for node in model.nodes()},
    "names": lambda model: sorted(node.name.text(LANGUAGE) for node in model.nodes()),
    "stages": lambda model: [
        (
            stage.name.text(LANGUAGE),
            sorted(node.name.text(LANGUAGE) for node in model.nodes(stage=stage.id)),
        )
        for stage in model.stages
    ],
    "levels": lambda model: {
        (
            level.name.text(LANGUAGE),
            *sorted(node.name.text(LANGUAGE) for node in model.nodes(level=level.id)),
        )
        for level in model.levels
    },
    "kinds": lambda model: sorted(
        (*name_ends(model, edge), model.get_kind(edge.kind).verb.text(LANGUAGE), edge.feedback)
        for edge in model.edges
    ),
    "directions": lambda model: sorted(
        (sorted(name_ends(model, edge)), edge.directed) for edge in model.edges
    ),
    "knowledge": lambda model: (
        {node.name.text(LANGUAGE): describe_knowledge(model, node) for node in model.nodes()},
        {(*name_ends(model, edge), edge.kind): describe_knowledge(model, edge) for edge in model.edges},
    ),
    "descriptions": lambda model: {
        node.name.text(LANGUAGE): [
            words.text(LANGUAGE) if words else "" for words in (node.description, node.question)
        ]
        for node in model.nodes()
    },
    "languages": lambda model: model.languages,
    "background": lambda model: (model.file.study, model.file.dimensions, model.file.model.summary),
}


def build_mixed_model() -> ConceptualModel:
    """A model with a cycle, two kinds and a link without a direction."""
    stages = {"first": "a b", "second": "c", "third": "d"}
    levels = {"one": "a c", "two": "b d"}
    return build_model("a>b b>c c>d", feedback="d>b", undirected="a>c", stages=stages, levels=levels)


@pytest.mark.parametrize("entry", WRITTEN, ids=lambda entry: entry.name)
@pytest.mark.parametrize("build", [load_model, build_mixed_model], ids=["shipped", "mixed"])
def test_our_own_export_comes_back_with_all_that_the_table_says_it_holds(
    entry: Format, build: Callable[[], ConceptualModel]
) -> None:
    model = build()
    again = bring_in(*export(model, entry)).model
    for aspect in sorted(entry.holds):
        assert ASPECTS[aspect](again) == ASPECTS[aspect](model), aspect


@pytest.mark.parametrize("entry", WRITTEN, ids=lambda entry: entry.name)
def test_our_own_export_comes_back_with_nothing_left_out_but_what_is_drawn(entry: Format) -> None:
    imported = bring_in(*export(load_model(), entry))
    assert {finding.code for finding in imported.findings} <= {
        "drawing",
        "column",
        "feedback",
        "sheet",
        "part",
    }


@pytest.mark.parametrize("entry", WRITTEN, ids=lambda entry: entry.name)
def test_our_own_export_is_recognised_whatever_it_is_called(entry: Format) -> None:
    content, _name = export(load_model(), entry)
    for name in ("ours", "ours.txt", "ours.csv"):
        assert read(content, name).form == entry.name


def test_what_a_format_does_not_hold_is_named_when_it_is_written() -> None:
    model = load_model()
    assert find_left_behind(model, "yaml") == ()
    assert "knowledge" in find_left_behind(model, "mermaid")
    assert "how each part is known, with its source" in describe_left_behind(model, "mermaid", str)
    assert describe_left_behind(model, "pdf", str) == ""


def test_provenance_without_sources_is_named_too_where_a_format_does_not_hold_it() -> None:
    file = build_model("a>b").file
    unknown = tuple(node.model_copy(update={"provenance": None}) for node in file.nodes)
    known = unknown[0].model_copy(update={"provenance": Provenance(kind="stated")})
    for nodes, is_named in ((unknown, False), ((known, *unknown[1:]), True)):
        model = ConceptualModel(file.model_copy(update={"nodes": nodes, "sources": ()}))
        assert ("knowledge" in find_left_behind(model, "mermaid")) == is_named


def test_when_to_use_a_code_is_named_where_a_format_does_not_hold_it() -> None:
    file = build_model("a>b").file
    guided = file.nodes[0].model_copy(update={"avoid": Words({"en": "Not then."})})
    for nodes, is_named in ((file.nodes, False), ((guided, *file.nodes[1:]), True)):
        model = ConceptualModel(file.model_copy(update={"nodes": nodes}))
        assert ("background" in find_left_behind(model, "gexf")) == is_named


def test_every_format_has_a_reader_and_every_holding_an_exporter_and_a_test() -> None:
    assert set(_READERS) == set(FORMATS)
    for module, function in _READERS.values():
        assert callable(getattr(import_module(f"model.importing.readers.{module}"), function))
    assert {exporter.imported_as for exporter in EXPORTERS.values() if exporter.holds} == {
        entry.name for entry in WRITTEN
    }
    assert set().union(*(entry.holds for entry in WRITTEN)) == set(ASPECTS) == set(get_args(Aspect))


def write_rows() -> list[str]:
    """What the documentation says of each format."""
    return [
        f"| {entry.title} | `{entry.name}` | {', '.join(f'`.{ending}`' for ending in entry.endings)} "
        f"| {entry.programs} | {entry.left_out} |"
        for entry in FORMATS.values()
    ]


def test_the_documentation_has_every_format_as_the_table_says() -> None:
    rows = [line for line in DOCUMENTATION.read_text("utf-8").splitlines() if line.startswith("| ")]
    assert rows[1:][: len(FORMATS)] == write_rows()


def test_every_ending_is_there_once() -> None:
    assert len(set(ENDINGS)) == len(ENDINGS)
    assert {"gexf", "dot", "mmd", "prsm", "drawio", "canvas", "gml", "net", "cyjs"} <= set(ENDINGS)
