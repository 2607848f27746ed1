"""Exported files: every format draws one `Figure` (model.export.figure), so that all show the same.

A new format is a module that makes it and an entry here. What makes a format is imported when it is first
asked for: some need large libraries.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, get_args

from model.export.exporter import AsFile, AsPages, Aspect, AsSheets, AsText, AsWebPage, Exporter, OnPaper
from model.export.figure import PAPERS, PARTS, Figure, Options
from model.words import mark as _

_OFFICE = "application/vnd.openxmlformats-officedocument"


def _find(module: str, function: str) -> Callable[..., Any]:
    """A function of a module of this package, found when it is first called."""

    def call(*arguments: Any) -> Any:
        return getattr(import_module(f"model.export.{module}"), function)(*arguments)

    return call


_ON_ANY_PAPER = tuple(PAPERS)
_EVERYTHING = frozenset[Aspect](get_args(Aspect))
_DATA = _EVERYTHING - {"languages", "background"}

EXPORTERS: dict[str, Exporter] = {
    exporter.name: exporter
    for exporter in (
        Exporter(
            "pptx",
            "PowerPoint",
            _("slides to edit"),
            "pptx",
            f"{_OFFICE}.presentationml.presentation",
            _find("pptx", "to_pptx"),
            AsPages(_find("pptx", "draw_slides"), are_slides=True),
            paper=OnPaper(_ON_ANY_PAPER, _find("pptx", "measure_letters")),
            themes=("light", "dark", "print"),
            options=("steps",),
            stories="along a path",
            letters="slides",
        ),
        Exporter(
            "pdf",
            "PDF",
            _("for papers and posters"),
            "pdf",
            "application/pdf",
            _find("pdf", "to_pdf"),
            AsPages(_find("pdf", "draw_pages")),
            paper=OnPaper(_ON_ANY_PAPER, _find("pdf", "measure_letters")),
            themes=("light", "dark", "print"),
            letters="set",
        ),
        Exporter(
            "png",
            "PNG",
            _("a picture"),
            "png",
            "image/png",
            _find("png", "to_png"),
            AsFile(),
            themes=("light", "dark", "print"),
            options=("scale", "is_transparent"),
            usual_scale=2.0,
            letters="set",
            has_address=True,
        ),
        Exporter(
            "svg",
            "SVG",
            _("a sharp picture for the web"),
            "svg",
            "image/svg+xml",
            _find("svg_file", "to_svg_file"),
            AsFile(),
            themes=("light", "dark", "print"),
            options=("scale", "is_transparent", "has_outlines"),
            letters="shown",
        ),
        Exporter(
            "html",
            "HTML",
            _("to click through offline"),
            "html",
            "text/html",
            _find("html", "to_html"),
            AsWebPage(_find("html", "leave_out_scripts")),
            stories="always",
            letters="shown",
        ),
        Exporter(
            "handout",
            _("Handout"),
            _("to print and cut out"),
            "pdf",
            "application/pdf",
            _find("handout", "to_handout"),
            AsPages(_find("handout", "draw_pages")),
            paper=OnPaper(("a4",), _find("pdf", "measure_letters")),
            themes=("print", "light"),
            stories="always",
            letters="set",
        ),
        Exporter(
            "mermaid",
            "Mermaid",
            _("for wikis and Markdown"),
            "mmd",
            "text/plain",
            _find("mermaid", "to_mermaid"),
            AsText("markdown"),
            themes=("print", "light", "dark"),
            has_address=True,
            imported_as="mermaid",
            holds=_DATA - {"knowledge", "descriptions"},
        ),
        Exporter(
            "dot",
            "DOT",
            _("for Graphviz"),
            "dot",
            "text/vnd.graphviz",
            _find("dot", "to_dot"),
            AsText(None),
            themes=("print", "light", "dark"),
            imported_as="dot",
            holds=_DATA,
        ),
        Exporter(
            "graphml",
            "GraphML",
            "yEd, Cytoscape, Gephi",
            "graphml",
            "application/graphml+xml",
            _find("graphml", "to_graphml"),
            AsText("xml"),
            themes=("print", "light", "dark"),
            imported_as="graphml",
            holds=_DATA,
        ),
        Exporter(
            "gexf",
            "GEXF",
            _("for Gephi"),
            "gexf",
            "application/gexf+xml",
            _find("gexf", "to_gexf"),
            AsText("xml"),
            themes=("print", "light", "dark"),
            imported_as="gexf",
            holds=_DATA,
        ),
        Exporter(
            "json",
            "JSON",
            _("elements and links"),
            "json",
            "application/json",
            _find("node_link", "to_json"),
            AsText("json"),
            themes=("print", "light", "dark"),
            imported_as="json",
            holds=_DATA,
        ),
        Exporter(
            "csv",
            "CSV",
            _("elements and links"),
            "zip",
            "application/zip",
            _find("csv_pair", "to_csv_pair"),
            AsSheets(_find("csv_pair", "read_sheets")),
            themes=("print", "light", "dark"),
            imported_as="zip",
            holds=_DATA,
        ),
        Exporter(
            "kumu",
            "Kumu",
            _("a workbook (XLSX)"),
            "xlsx",
            f"{_OFFICE}.spreadsheetml.sheet",
            _find("kumu", "to_kumu"),
            AsSheets(_find("kumu", "read_sheets")),
            imported_as="workbook",
            holds=_DATA - {"ids"},
        ),
        Exporter(
            "yaml",
            "YAML",
            _("the model itself"),
            "yaml",
            "application/yaml",
            _find("model_file", "to_yaml"),
            AsText("yaml"),
            parts=tuple(part for part in PARTS if part != "legend"),
            has_counts=False,
            imported_as="yaml",
            holds=_EVERYTHING,
        ),
    )
}
"""Every format by its name, in the order in which people ask for them."""

__all__ = ["EXPORTERS", "Exporter", "Figure", "Options"]
