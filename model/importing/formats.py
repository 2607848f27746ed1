"""Every format that is read: one table for the page, the command line, the documentation and the tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from model.export import EXPORTERS, Exporter
from model.export.exporter import Aspect
from model.importing.graph_file import GraphFile
from model.importing.raw import RawGraph
from model.words import mark as _


@dataclass(frozen=True)
class Format:
    """A format that is read.

    `name` is what `--format` takes, `programs` who writes it. `left_out` says what its reader does not keep.
    """

    name: str
    title: str
    endings: tuple[str, ...]
    programs: str
    left_out: str

    @property
    def exporter(self) -> Exporter | None:
        """Our own export of it, or None where there is none."""
        return next((exporter for exporter in EXPORTERS.values() if exporter.imported_as == self.name), None)

    @property
    def holds(self) -> frozenset[Aspect]:
        """What our own export of it brings back; nothing where there is none."""
        return self.exporter.holds if self.exporter else frozenset()

    def read(self, file: GraphFile) -> RawGraph:
        """The graph in a file of this format; raises `ModelFileError` or `TableError` where it is none."""
        module, function = _READERS[self.name]
        reader: Callable[[GraphFile], RawGraph] = getattr(
            import_module(f"model.importing.readers.{module}"), function
        )
        return reader(file)


_DRAWN = "positions, colours and shapes"
_READERS = {
    "yaml": ("own_form", "read_own_form"),
    "graphml": ("graphml", "read_graphml"),
    "gexf": ("gexf", "read_gexf"),
    "gml": ("gml", "read_gml"),
    "pajek": ("pajek", "read_pajek"),
    "dot": ("dot", "read_dot"),
    "mermaid": ("mermaid", "read_mermaid"),
    "prsm": ("prsm", "read_prsm"),
    "drawio": ("drawio", "read_drawio"),
    "loopy": ("loopy", "read_loopy"),
    "canvas": ("canvas", "read_canvas"),
    "json": ("node_link", "read_node_link"),
    "workbook": ("workbook", "read_workbook"),
    "zip": ("archive", "read_archive"),
    "table": ("tabular", "read_table_file"),
}
"""Which function of which module of `readers` reads a format; imported when it is first needed."""

FORMATS: dict[str, Format] = {
    entry.name: entry
    for entry in (
        Format("yaml", "YAML", ("yaml", "yml"), _("this application"), "nothing"),
        Format(
            "graphml",
            "GraphML",
            ("graphml", "xml"),
            "yEd, Gephi, Cytoscape, networkx, igraph",
            f"{_DRAWN}; ports; links between more than two elements; other graphs in the file",
        ),
        Format(
            "gexf",
            "GEXF",
            ("gexf",),
            "Gephi, sigma.js",
            f"{_DRAWN}; times and values that change",
        ),
        Format("gml", "GML", ("gml",), "igraph, networkx, yEd, Gephi", f"{_DRAWN}; values inside values"),
        Format(
            "pajek",
            "Pajek",
            ("net", "paj"),
            "Pajek, Gephi, networkx",
            f"{_DRAWN}; times; all but the first network",
        ),
        Format(
            "dot",
            "DOT",
            ("dot", "gv", "dag", "txt"),
            "Graphviz, DAGitty",
            f"{_DRAWN}; ports; all graphs but the first",
        ),
        Format(
            "mermaid",
            "Mermaid",
            ("mmd", "mermaid", "md"),
            _("Mermaid flowcharts in wikis and Markdown"),
            f"{_DRAWN}; other diagrams than flowcharts",
        ),
        Format("prsm", "PRSM", ("prsm",), "PRSM (prsm.uk)", f"{_DRAWN}; notes beside the map; history"),
        Format(
            "drawio",
            "draw.io",
            ("drawio", "dio", "xml"),
            "draw.io, diagrams.net",
            f"{_DRAWN}; pictures and texts that stand alone; links with a loose end; other pages",
        ),
        Format(
            "loopy", "Loopy", ("loopy", "json"), "Loopy (ncase.me/loopy)", f"{_DRAWN}; texts beside the map"
        ),
        Format("canvas", "JSON Canvas", ("canvas",), "Obsidian", f"{_DRAWN}"),
        Format(
            "json",
            "JSON",
            ("json", "cyjs", "jgf"),
            "Kumu, D3, networkx, Cytoscape, vis-network, JSON Graph Format",
            f"{_DRAWN}; values inside values",
        ),
        Format(
            "workbook",
            _("Workbook"),
            ("xlsx", "xls", "ods"),
            _("Kumu, Excel, LibreOffice, the template of this application"),
            "formulas (their values are read); pictures; hidden sheets",
        ),
        Format(
            "zip",
            _("ZIP of two tables"),
            ("zip",),
            _("this application"),
            "other parts than nodes.csv and edges.csv",
        ),
        Format(
            "table",
            _("Table"),
            ("csv", "tsv", "tab", "txt", "edges", "edgelist", "adjlist"),
            _("Gephi, Causal Map, spreadsheets: links, elements, a matrix or lists of neighbours"),
            "columns that no model has a place for",
        ),
    )
}
"""Every format that is read, by its name."""

ENDINGS: tuple[str, ...] = tuple(
    dict.fromkeys(ending for entry in FORMATS.values() for ending in entry.endings)
)
"""The endings of all files that are read, each once."""
