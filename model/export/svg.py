"""The diagram as SVG: text stays text, nodes carry their ids, written with the standard library."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from xml.etree import ElementTree

from model.diagram import Diagram, DrawnEdge, DrawnNode
from model.export.glyphs import NARROW_FAMILY, write_font_faces, write_fonts
from model.export.inline_styles import write_styles
from model.export.legend import BORDERS, LINES, build_legend, set_rows
from model.export.markup import write_number, write_numbers
from model.export.palette import PALETTES, Palette
from model.export.picture_style import BORDER, CORNER, TIP, StrokeKind, list_strokes, write_count
from model.export.signs import ROW, draw_sign
from model.layout import HEADING_SIZE, LINE, SIZE, WIDTH, Box, Layout, Route, place
from model.lettering import FAMILIES
from model.xml_text import clean

_DASH = 8.0
"""How long a dash is with the space behind it."""

_ROUND, _DIGIT = 9, 6.2
"""How round a number of stories is, and how much longer each further digit makes it."""

_LINE = LINE * SIZE
_LEGEND = 13.0
_SPACE = 10.0


def to_svg(
    diagram: Diagram,
    palette: Palette = PALETTES["light"],
    width: float = WIDTH,
    height: float = 0.0,
    *,
    stands_alone: bool = False,
) -> str:
    """The diagram as an SVG document, `width` units wide and as high as it needs, or as `height`.

    Left out: anything interactive; the legend and the letters of the font, too, unless it `stands_alone`.
    Each node is a group with `data-node-id`, each edge a path with `data-source` and `data-target`. In a page
    that it is part of, a name of several lines is found and copied as one text.

    >>> from model import load_model
    >>> from model.diagram import build_diagram
    >>> svg = to_svg(build_diagram(load_model(), "en"))
    >>> svg.count("data-node-id"), svg.count("data-source")
    (26, 43)
    """
    svg, layout = draw_map(diagram, palette, width, height)
    if stands_alone:
        _add_legend(svg, diagram, palette, layout)
        faces = write_font_faces(_list_letters(svg, bold=False), _list_letters(svg, bold=True))
        style = next(svg.iter("style"))  # not every reader knows more of CSS than its fonts
        write_styles(svg, (style.text or "").replace(FAMILIES, NARROW_FAMILY))
        style.text = write_fonts(faces, "svg")
    else:
        _join_lines(svg)
    return ElementTree.tostring(svg, encoding="unicode")


def _join_lines(svg: ElementTree.Element) -> None:
    """Make one text of the lines of each name, with a space between them that takes no room."""
    for group in svg.iter("g"):
        first, *others = group.findall("text") if "data-node-id" in group.attrib else [group]
        if not others:
            continue
        line = ElementTree.SubElement(first, "tspan")
        line.text, first.text = first.text, None
        for other in others:
            if not (line.text or "").endswith("-"):
                ElementTree.SubElement(first, "tspan", {"font-size": "0"}).text = " "
            place = {name: other.attrib[name] for name in ("x", "y")}
            line = ElementTree.SubElement(first, "tspan", place)
            line.text = other.text
            group.remove(other)


def _list_letters(svg: ElementTree.Element, bold: bool) -> str:
    """The letters of the texts that are bold, or of the others, which are names in the legend."""
    others = {text for text in svg.iter("text") if text.get("class") in ("title", "name")}
    texts = (text.text or "" for text in svg.iter("text") if (text in others) != bold)
    return "".join(texts)


def _add_legend(svg: ElementTree.Element, diagram: Diagram, palette: Palette, layout: Layout) -> None:
    """The legend below the map, on a sheet that is as much higher."""
    rows = set_rows(build_legend(diagram, palette), layout.width - 2 * _SPACE, _LEGEND)
    if not rows:
        return
    height = layout.height + 2 * _SPACE + len(rows) * ROW * _LEGEND
    svg.set("viewBox", f"0 0 {write_number(layout.width)} {write_number(height)}")
    next(rect for rect in svg.iter("rect") if rect.get("class") == "paper").set(
        "height", write_number(height)
    )
    legend = _add(svg, "g", "legend")
    for position, row in enumerate(rows):
        middle = layout.height + _SPACE + (position + 0.5) * ROW * _LEGEND
        for entry in row:
            if entry.sign:
                legend.append(draw_sign(entry.sign, _LEGEND, _SPACE + entry.x, middle))
            attributes = {
                "x": write_number(_SPACE + entry.x + entry.indent),
                "y": write_number(middle + 0.34 * _LEGEND),
                "fill": palette.ink if entry.sign else palette.quiet,
                "font-size": f"{write_number(_LEGEND)}px",
                "font-weight": "400",
                "text-anchor": "start",
            }
            _add(legend, "text", "name" if entry.sign else "title", attributes).text = clean(entry.words)


def draw_map(
    diagram: Diagram, palette: Palette = PALETTES["light"], width: float = WIDTH, height: float = 0.0
) -> tuple[ElementTree.Element, Layout]:
    """The document of `to_svg` as elements, and where everything of it is.

    Its parts: title, style, the arrowheads (defs), and a group of the class "view".
    """
    layout = place(diagram, width, height)
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
    _add_style(svg, palette, diagram.has_undirected, {box.size for box in layout.boxes} - {SIZE})
    _add_arrows(svg, palette)
    view = _add(svg, "g", "view")
    level_of = {row.id: row.position % len(palette.lines) for row in diagram.rows}
    _add_lanes(view, layout, level_of)
    _add_headings(view, diagram, layout)
    lines = _add(view, "g", "edges")
    for route in sorted(layout.routes, key=lambda route: (route.edge.is_lit, not route.edge.is_faded)):
        _add_edge(lines, route)
    nodes = _add(view, "g", "nodes")
    for node, box in zip(diagram.nodes, layout.boxes, strict=True):
        form = "mark" if node.is_mark else "middle" if node.is_middle else ""
        group = _add(
            nodes,
            "g",
            f"node level-{level_of[node.level]} {node.provenance or ''} {form} {_mark(node)}",
            {"data-node-id": node.id, "data-stage": node.stage, "data-level": node.level},
        )
        _add_box(group, node, box)
        if node.count is not None:
            _add_count(group, box, node.count, layout.width)
    ElementTree.indent(svg, space="")
    return svg, layout


def _mark(drawn: DrawnNode | DrawnEdge) -> str:
    return "faded" if drawn.is_faded else "lit" if drawn.is_lit else ""


def _add(
    parent: ElementTree.Element, tag: str, kind: str, attributes: dict[str, str] | None = None
) -> ElementTree.Element:
    return ElementTree.SubElement(parent, tag, {"class": " ".join(kind.split()), **(attributes or {})})


def _add_style(
    svg: ElementTree.Element, palette: Palette, has_undirected: bool, sizes: Collection[float]
) -> None:
    levels = "".join(
        f".diagram .level-{index} rect{{fill:{fill};stroke:{line}}}"
        f".diagram .level-{index}.middle rect{{fill:{line};stroke:{line}}}"
        f".diagram .level-{index}.middle text{{fill:{ink}}}"
        f".diagram .lane-{index}{{fill:{lane}}}.diagram .lane-title-{index}{{fill:{line}}}"
        for index, (fill, line, lane, ink) in enumerate(
            zip(palette.fills, palette.lines, palette.lanes, palette.inks, strict=True)
        )
    )
    ways = "".join(
        f".diagram #{_name_arrow(kind)} path{{fill:{stroke.colour}}}"
        f".diagram .edge{kind and f'.{kind}'}{{stroke:{stroke.colour};"
        f"stroke-width:{write_number(stroke.thickness)};marker-end:url(#{_name_arrow(kind)})}}"
        for kind, stroke in list_strokes(palette).items()
    )
    ElementTree.SubElement(svg, "style").text = (
        f".diagram{{font-family:{FAMILIES};"
        f"font-size:{write_number(SIZE)}px;font-weight:600;fill:{palette.ink};text-anchor:middle;"
        "text-rendering:geometricPrecision}"  # else letters are moved to whole pixels, and names get longer
        + "".join(
            f".diagram text.{_name_size(size)}{{font-size:{write_number(size)}px}}" for size in sorted(sizes)
        )
        + f".diagram .paper{{fill:{palette.paper}}}.diagram .band{{fill:{palette.band}}}"
        f".diagram .heading{{fill:{palette.quiet};font-size:{write_number(HEADING_SIZE)}px}}"
        ".diagram .edge{fill:none}"
        + ways
        + "".join(f".diagram .edge.{kind}{{stroke-dasharray:{dashes}}}" for kind, dashes in LINES.items())
        + (".diagram .edge.undirected{marker-end:none}" if has_undirected else "")  # after .lit, to win
        + f".diagram .node rect{{stroke-width:{write_number(BORDER)}}}"
        + "".join(f".diagram .{kind} rect{{stroke-dasharray:{dashes}}}" for kind, dashes in BORDERS.items())
        + levels
        + f".diagram .open rect{{stroke-linecap:round;fill:{palette.paper}}}"
        ".diagram .node.faded{opacity:.28}"
        f".diagram .count path{{fill:{palette.ink};stroke:{palette.paper};stroke-width:1.5}}"
        f".diagram .count.none path{{fill:{palette.paper};stroke:{palette.quiet}}}"
        + "".join(
            f".diagram {within}.count text{{fill:{palette.paper};font-size:12px}}"
            f".diagram {within}.count.none text{{fill:{palette.quiet}}}"
            for within in ("", ".middle ")
        )
    )
    svg.set("class", "diagram")


def _name_arrow(kind: StrokeKind) -> str:
    return f"arrow-{kind}" if kind else "arrow"


def _add_arrows(svg: ElementTree.Element, palette: Palette) -> None:
    definitions = ElementTree.SubElement(svg, "defs")
    for kind, stroke in list_strokes(palette).items():
        size = write_number(stroke.head)
        marker = ElementTree.SubElement(
            definitions,
            "marker",
            {
                "id": _name_arrow(kind),
                "viewBox": "0 0 8 8",
                "refX": "7.5",
                "refY": "4",
                "markerWidth": size,
                "markerHeight": size,
                "markerUnits": "userSpaceOnUse",
                "orient": "auto",
            },
        )
        ElementTree.SubElement(marker, "path", {"d": "M0 .8 8 4 0 7.2z"})


def _add_lanes(view: ElementTree.Element, layout: Layout, level_of: dict[str, int]) -> None:
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
                "rx": write_number(CORNER),
            },
        )
        middle = row.start + row.size / 2
        place_title = f"translate(14 {write_number(middle)}) rotate(-90)"
        title = _add(view, "g", "lane-title", {"transform": place_title, "data-level-title": row.id})
        for number, line in enumerate(row.lines):
            offset = (number - (len(row.lines) - 1) / 2) * _LINE + 4.5
            text = _add(
                title, "text", f"lane-title-{lane}", {"y": write_number(offset + 4 * (len(row.lines) > 1))}
            )
            text.text = clean(line)


def _add_headings(view: ElementTree.Element, diagram: Diagram, layout: Layout) -> None:
    """The columns' titles with their numbers, on a band of arrows that points to what comes later."""
    top, bottom = 2.0, layout.heading - 4
    for heading, column in zip(diagram.columns, layout.columns, strict=True):
        left, right = column.room[0] + 1, column.room[1] - 1
        points = (
            (left, top), (right, top), (right + TIP, (top + bottom) / 2), (right, bottom), (left, bottom),
            (left + TIP, (top + bottom) / 2),
        )  # fmt: skip
        group = _add(view, "g", "stage-title", {"data-stage-title": column.id})
        _add(group, "path", "band", {"d": f"M{'L'.join(write_numbers(point) for point in points)}z"})
        first = (top + bottom) / 2 - (len(column.lines) - 1) * LINE * HEADING_SIZE / 2 + HEADING_SIZE * 0.34
        x = write_number((left + right + TIP) / 2)
        for number, line in enumerate(column.lines):
            words = line if number or _is_mark(line) else f"{heading.position + 1}\u00a0{line}"
            y = write_number(first + number * LINE * HEADING_SIZE)
            _add(group, "text", "heading", {"x": x, "y": y}).text = clean(words)


def _is_mark(line: str) -> bool:
    """Whether a line begins with an accent: no font has one that stands on the space after a number."""
    return unicodedata.category(line[:1] or "x").startswith("M")


def _add_edge(parent: ElementTree.Element, route: Route) -> None:
    edge = route.edge
    kinds = (
        "edge",
        edge.provenance or "",
        "feedback" if edge.is_feedback else "",
        "" if edge.is_directed else "undirected",
        _mark(edge),
        edge.way,
    )
    is_dashed = edge.provenance == "inferred"
    dashes = {"stroke-dashoffset": write_number(-route.dash_start % _DASH)} if is_dashed else {}
    _add(
        parent,
        "path",
        " ".join(kinds),
        {"data-source": edge.source, "data-target": edge.target, "d": _write_line(route), **dashes},
    )


def _write_line(route: Route) -> str:
    """A route in SVG's path language."""
    steps = [f"M{write_numbers(route.start)}"]
    steps += [f"{'L' if len(segment) == 2 else 'C'}{write_numbers(segment)}" for segment in route.segments]
    return "".join(steps)


def _add_box(group: ElementTree.Element, node: DrawnNode, box: Box) -> None:
    if node.is_mark or any("…" in line for line in box.lines):
        ElementTree.SubElement(group, "title").text = clean(node.name)
    ElementTree.SubElement(
        group,
        "rect",
        {
            "x": write_number(box.x),
            "y": write_number(box.y),
            "width": write_number(box.width),
            "height": write_number(box.height),
            "rx": write_number(box.height / 2 if box.is_mark else CORNER),
        },
    )
    size = {} if box.size == SIZE else {"class": _name_size(box.size)}
    first = box.middle - (len(box.lines) - 1) * LINE * box.size / 2 + box.size * 0.34
    for number, line in enumerate(box.lines):
        attributes = {
            "x": write_number(box.x + box.width / 2),
            "y": write_number(first + number * LINE * box.size),
        }
        ElementTree.SubElement(group, "text", {**attributes, **size}).text = clean(line)


def _name_size(size: float) -> str:
    """The class of text in letters of another size than most names; styles at elements are not allowed in
    pages."""
    return f"size-{write_number(2 * size)}"


def _add_count(group: ElementTree.Element, box: Box, count: int, width: float) -> None:
    """How many stories a node has, on the corner of its box and above its letters; beside a mark."""
    words = write_count(count)
    straight = round(_DIGIT * (len(words) - 1), 1)
    left = min(box.x + box.width - 8, width - 2 * _ROUND - straight - 1)
    y = box.y if box.is_mark else box.y - 2
    start = write_numbers((left + _ROUND, y - _ROUND))
    turn = f"a{_ROUND} {_ROUND} 0 0 1 0"
    outline = f"M{start}h{straight}{turn} {2 * _ROUND}h{-straight}{turn} {-2 * _ROUND}z"
    badge = _add(group, "g", f"count{'' if count else ' none'}")
    ElementTree.SubElement(badge, "path", {"d": outline})
    place = {"x": write_number(left + _ROUND + straight / 2), "y": write_number(y + SIZE * 0.3)}
    ElementTree.SubElement(badge, "text", place).text = words
