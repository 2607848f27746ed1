"""The diagram as SVG: text stays text, nodes carry their ids, written with the standard library."""

from __future__ import annotations

from xml.etree import ElementTree

from model.diagram import Diagram, DrawnEdge, DrawnNode
from model.export.glyphs import write_font_face
from model.export.markup import clean, write_number
from model.export.palette import PALETTES, Palette
from model.layout import LINE, SIZE, WIDTH, Box, Layout, Route, place
from model.lettering import FONT_FAMILY

_MOST_COUNTED = 1000
_CORNER = 7.0


def to_svg(
    diagram: Diagram,
    palette: Palette = PALETTES["light"],
    width: float = WIDTH,
    *,
    brings_letters: bool = False,
) -> str:
    """The diagram as an SVG document, `width` units wide and as high as it needs.

    Left out: anything interactive, and the font, unless it `brings_letters`: as many of them as it shows,
    for a document that stands alone. Each node is a group with `data-node-id`, each edge a path with
    `data-source` and `data-target`.

    >>> from model import load_model
    >>> from model.diagram import build_diagram
    >>> svg = to_svg(build_diagram(load_model(), "en"))
    >>> svg.count("data-node-id"), svg.count("data-source")
    (26, 43)
    """
    svg, _layout = draw_map(diagram, palette, width)
    if brings_letters:
        letters = {letter for text in svg.iter("text") for letter in text.text or ""}
        style = next(svg.iter("style"))
        style.text = write_font_face("".join(sorted(letters)), bold=True) + (style.text or "")
    return ElementTree.tostring(svg, encoding="unicode")


def draw_map(
    diagram: Diagram, palette: Palette = PALETTES["light"], width: float = WIDTH
) -> tuple[ElementTree.Element, Layout]:
    """The document of `to_svg` as elements, and where everything of it is.

    Its parts: title, style, the arrowheads (defs), and a group of the class "view".
    """
    layout = place(diagram, width)
    svg = ElementTree.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {write_number(layout.width)} {write_number(layout.height)}",
            "role": "img",
            "aria-label": clean(diagram.title),
            "lang": diagram.language,
        },
    )
    ElementTree.SubElement(svg, "title").text = clean(diagram.title)
    _add_style(svg, palette, diagram.has_undirected)
    _add_arrows(svg)
    view = _add(svg, "g", "view")
    level_of = {row.id: row.position % len(palette.lines) for row in diagram.rows}
    _add_bands(view, layout, level_of)
    lines = _add(view, "g", "edges")
    for route in layout.routes:
        _add_edge(lines, route)
    nodes = _add(view, "g", "nodes")
    for node, box in zip(diagram.nodes, layout.boxes, strict=True):
        group = _add(
            nodes,
            "g",
            f"node level-{level_of[node.level]} {node.provenance or ''} {_mark(node)}",
            {"data-node-id": node.id, "data-stage": node.stage, "data-level": node.level},
        )
        _add_box(group, box)
        if node.count is not None:
            _add_count(group, box, node.count)
    ElementTree.indent(svg, space="")
    return svg, layout


def _mark(drawn: DrawnNode | DrawnEdge) -> str:
    return "faded" if drawn.is_faded else "lit" if drawn.is_lit else ""


def _add(
    parent: ElementTree.Element, tag: str, kind: str, attributes: dict[str, str] | None = None
) -> ElementTree.Element:
    return ElementTree.SubElement(parent, tag, {"class": " ".join(kind.split()), **(attributes or {})})


def _add_style(svg: ElementTree.Element, palette: Palette, has_undirected: bool) -> None:
    levels = "".join(
        f".diagram .level-{index} rect{{fill:{fill};stroke:{line}}}"
        f".diagram .level-{index} .mark{{fill:{line}}}"
        f".diagram .lane-{index}{{fill:{lane}}}.diagram .lane-title-{index}{{fill:{line}}}"
        for index, (fill, line, lane) in enumerate(
            zip(palette.fills, palette.lines, palette.lanes, strict=True)
        )
    )
    ElementTree.SubElement(svg, "style").text = (
        f".diagram text{{font-family:'{FONT_FAMILY}','Source Sans',sans-serif;"
        f"font-size:{write_number(SIZE)}px;font-weight:600;fill:{palette.ink};text-anchor:middle}}"
        f".diagram .paper{{fill:{palette.paper}}}.diagram .heading{{fill:{palette.quiet}}}"
        f".diagram .edge{{fill:none;stroke:{palette.line};stroke-width:1.3;marker-end:url(#arrow)}}"
        f".diagram .edge.inferred{{stroke-dasharray:5 3}}"
        f".diagram #arrow path{{fill:{palette.line}}}.diagram #arrow-lit path{{fill:{palette.lit}}}"
        f".diagram .edge.lit{{stroke:{palette.lit};stroke-width:2.2;marker-end:url(#arrow-lit)}}"
        + (".diagram .edge.undirected{marker-end:none}" if has_undirected else "")  # after .lit, to win
        + ".diagram .node rect{stroke-width:1.8}.diagram .reported rect{stroke-dasharray:9 3}"
        ".diagram .inferred rect{stroke-dasharray:5 3}"
        + levels
        + f".diagram .open rect{{stroke-dasharray:1.5 3;stroke-linecap:round;fill:{palette.paper}}}"
        ".diagram .faded{opacity:.28}"
        f".diagram .count circle{{fill:{palette.ink};stroke:{palette.paper};stroke-width:1.5}}"
        f".diagram .count text{{fill:{palette.paper};font-size:12px}}"
        f".diagram .count.none circle{{fill:{palette.paper};stroke:{palette.quiet}}}"
        f".diagram .count.none text{{fill:{palette.quiet}}}"
    )
    svg.set("class", "diagram")


def _add_arrows(svg: ElementTree.Element) -> None:
    definitions = ElementTree.SubElement(svg, "defs")
    for name in ("arrow", "arrow-lit"):
        marker = ElementTree.SubElement(
            definitions,
            "marker",
            {
                "id": name,
                "viewBox": "0 0 8 8",
                "refX": "7.5",
                "refY": "4",
                "markerWidth": "8",
                "markerHeight": "8",
                "markerUnits": "userSpaceOnUse",
                "orient": "auto",
            },
        )
        ElementTree.SubElement(marker, "path", {"d": "M0 .8 8 4 0 7.2z"})


def _add_bands(view: ElementTree.Element, layout: Layout, level_of: dict[str, int]) -> None:
    _add(view, "rect", "paper", {"width": write_number(layout.width), "height": write_number(layout.height)})
    for row in layout.rows:
        lane = level_of[row.id]
        _add(
            view,
            "rect",
            f"lane-{lane}",
            {
                "x": "0",
                "y": write_number(row.start + 1),
                "width": write_number(layout.width),
                "height": write_number(row.size - 2),
                "rx": write_number(_CORNER),
            },
        )
        middle = row.start + row.size / 2
        title = _add(
            view, "g", "lane-title", {"transform": f"translate(14 {write_number(middle)}) rotate(-90)"}
        )
        for number, line in enumerate(row.lines):
            offset = (number - (len(row.lines) - 1) / 2) * LINE + 4.5
            text = _add(
                title, "text", f"lane-title-{lane}", {"y": write_number(offset + 4 * (len(row.lines) > 1))}
            )
            text.text = clean(line)
    for column in layout.columns:
        for number, line in enumerate(column.lines):
            position = layout.heading - 9 - (len(column.lines) - 1 - number) * LINE
            text = _add(
                view,
                "text",
                "heading",
                {"x": write_number(column.start + column.size / 2), "y": write_number(position)},
            )
            text.text = clean(line)


def _add_edge(parent: ElementTree.Element, route: Route) -> None:
    edge = route.edge
    kind = [
        "edge",
        edge.provenance,
        "feedback" if edge.is_feedback else "",
        "" if edge.is_directed else "undirected",
        _mark(edge),
    ]
    _add(
        parent,
        "path",
        " ".join(filter(None, kind)),
        {"data-source": edge.source, "data-target": edge.target, "d": _write_line(route)},
    )


def _write_line(route: Route) -> str:
    """A route in SVG's path language."""
    steps = [f"M{_numbers(route.start)}"]
    steps += [f"{'L' if len(segment) == 2 else 'C'}{_numbers(segment)}" for segment in route.segments]
    return "".join(steps)


def _add_box(group: ElementTree.Element, box: Box) -> None:
    ElementTree.SubElement(
        group,
        "rect",
        {
            "x": write_number(box.x),
            "y": write_number(box.y),
            "width": write_number(box.width),
            "height": write_number(box.height),
            "rx": write_number(_CORNER),
        },
    )
    first = box.middle - (len(box.lines) - 1) * LINE / 2 + SIZE * 0.34
    for number, line in enumerate(box.lines):
        text = ElementTree.SubElement(
            group,
            "text",
            {"x": write_number(box.x + box.width / 2), "y": write_number(first + number * LINE)},
        )
        text.text = clean(line)


def _add_count(group: ElementTree.Element, box: Box, count: int) -> None:
    """How many stories a node has, on the corner of its box."""
    words = str(count) if count < _MOST_COUNTED else f"{_MOST_COUNTED - 1}+"
    corner = {"x": write_number(box.x + box.width - 8), "y": write_number(box.y + SIZE * 0.3)}
    badge = _add(group, "g", f"count{'' if count else ' none'}")
    radius = {"r": write_number(6 + 3 * len(words))}
    ElementTree.SubElement(badge, "circle", {"cx": corner["x"], "cy": write_number(box.y), **radius})
    ElementTree.SubElement(badge, "text", corner).text = words


def _numbers(values: tuple[float, ...]) -> str:
    return " ".join(map(write_number, values))
