"""Files to take along: every format draws one `Figure` (model.export.figure), so that all show the same.

What makes a format is imported when it is first asked for: some need large libraries.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from model.export.figure import Exporter, Figure, Options

_OFFICE = "application/vnd.openxmlformats-officedocument"


def _find(module: str, function: str) -> Callable[[Figure, Options], bytes]:
    """What makes a file, found when it is first needed."""

    def build(figure: Figure, options: Options) -> bytes:
        made: bytes = getattr(import_module(f"model.export.{module}"), function)(figure, options)
        return made

    return build


EXPORTERS: dict[str, Exporter] = {
    exporter.name: exporter
    for exporter in (
        Exporter("svg", "svg", "image/svg+xml", _find("sheet", "to_sheet")),
        Exporter("png", "png", "image/png", _find("png", "to_png")),
        Exporter("pdf", "pdf", "application/pdf", _find("pdf", "to_pdf")),
        Exporter("pptx", "pptx", f"{_OFFICE}.presentationml.presentation", _find("pptx", "to_pptx")),
        Exporter("html", "html", "text/html", _find("html", "to_html")),
        Exporter("handout", "pdf", "application/pdf", _find("handout", "to_handout")),
        Exporter("mermaid", "mmd", "text/plain", _find("mermaid", "to_mermaid")),
        Exporter("dot", "dot", "text/vnd.graphviz", _find("dot", "to_dot")),
        Exporter("graphml", "graphml", "application/graphml+xml", _find("graphml", "to_graphml")),
        Exporter("gexf", "gexf", "application/gexf+xml", _find("gexf", "to_gexf")),
        Exporter("json", "json", "application/json", _find("node_link", "to_json")),
        Exporter("csv", "zip", "application/zip", _find("csv_pair", "to_csv_pair")),
        Exporter("kumu", "xlsx", f"{_OFFICE}.spreadsheetml.sheet", _find("kumu", "to_kumu")),
        Exporter("yaml", "yaml", "application/yaml", _find("model_file", "to_yaml")),
    )
}
"""Every format by its name."""

__all__ = ["EXPORTERS", "Exporter", "Figure", "Options"]
