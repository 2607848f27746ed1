"""The figure as an SVG file: the map with title, legend, words, citation, licence, address around it.

Made to survive other programs: every element carries its own colours, lines and letters, text stays text, and
the letters that are needed come along as a font, or everything becomes outlines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from model.export.addresses import break_address, build_node_url, to_url
from model.export.description import describe_figure
from model.export.figure import Figure, Options
from model.export.glyphs import NARROW_FAMILY, draw_outlines, write_font_faces, write_fonts
from model.export.inline_styles import write_styles
from model.export.legend import Entry, build_legend, set_rows
from model.export.markup import to_line, to_xml, write_number
from model.export.signs import ROW, draw_sign
from model.export.size_limits import Cost, check_size
from model.export.svg import draw_map
from model.layout import SIZE
from model.lettering import break_lines

COST = Cost(node=60, edge=40, passed=9)

_MARGIN = 16.0
_TITLE, _WORDS, _LEGEND, _SMALL = 24.0, 15.0, 13.0, 12.0
_PITCH = 1.32
_SPACE = 12.0


def to_svg_file(figure: Figure, options: Options = Options()) -> bytes:  # noqa: B008 (frozen)
    """The figure as an SVG document of its own; parts of the caption that are empty are left out.

    `options`: the scale of its width and height, whether the ground is left out, whether letters become
    outlines (those that the font lacks stay text). The same figure gives the same bytes. Raises
    `ConceptualModelError` for a map that is too large.

    >>> from model import load_model
    >>> from model.diagram import build_diagram
    >>> model = load_model()
    >>> to_svg_file(Figure(model, build_diagram(model, "en"))).count(b'id="node-')
    26
    """
    check_size([figure.diagram], COST)
    return to_xml(_SvgFile(figure, options).build())


@dataclass(frozen=True)
class _Text:
    """Lines of text below one another, beginning at the left margin."""

    lines: tuple[str, ...]
    size: float
    colour: str
    bold: bool = False
    url: str = ""

    @property
    def height(self) -> float:
        return len(self.lines) * self.size * _PITCH


class _SvgFile:
    def __init__(self, figure: Figure, options: Options) -> None:
        self.figure = figure
        self.options = options
        self.palette = figure.palette
        self.letters: dict[bool, set[str]] = {False: set(), True: set()}
        self.drawn, self.layout = draw_map(figure.diagram, self.palette)
        self.room = self.layout.width

    def build(self) -> ElementTree.Element:
        head, foot = list(self._list_head()), list(self._list_foot())
        has_legend = self.figure.caption.has_legend
        legend = set_rows(
            build_legend(self.figure.diagram, self.palette) if has_legend else (), self.room, _LEGEND
        )
        top = _MARGIN + sum(text.height for text in head) + (_SPACE if head else 0)
        below = top + self.layout.height + (_SPACE if legend or foot else 0)
        end = below + len(legend) * _LEGEND * ROW + sum(text.height for text in foot) + _MARGIN
        width = self.room + 2 * _MARGIN

        svg = self._build_root(width, end)
        if not self.options.is_transparent:
            size = {"width": write_number(width), "height": write_number(end)}
            ElementTree.SubElement(svg, "rect", {**size, "fill": self.palette.paper})
        self._add_texts(svg, "head", head, _MARGIN)
        self._add_map(svg, top)
        y = self._add_legend(svg, legend, below)
        self._add_texts(svg, "foot", foot, y)
        self._add_fonts(svg)
        return svg

    def _build_root(self, width: float, height: float) -> ElementTree.Element:
        figure, scale = self.figure, self.options.scale
        title = to_line(figure.caption.title or figure.diagram.title)
        svg = ElementTree.Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "width": write_number(width * scale),
                "height": write_number(height * scale),
                "viewBox": f"0 0 {write_number(width)} {write_number(height)}",
                "role": "group" if to_url(figure.address) else "img",
                "aria-label": title,
                "lang": figure.language,
                "font-family": NARROW_FAMILY,
            },
        )
        ElementTree.SubElement(svg, "title").text = title
        ElementTree.SubElement(svg, "desc").text = to_line(describe_figure(figure))
        return svg

    # The parts around the map

    def _list_head(self) -> Iterator[_Text]:
        caption = self.figure.caption
        yield from self._break(caption.title, _TITLE, self.palette.ink, 2, bold=True)
        yield from self._break(caption.words, _WORDS, self.palette.ink, 4)

    def _list_foot(self) -> Iterator[_Text]:
        caption = self.figure.caption
        yield from self._break(caption.citation, _SMALL, self.palette.quiet, 4)
        yield from self._break(caption.licence, _SMALL, self.palette.quiet, 4)
        address = "".join(to_line(caption.address).split())
        if address:
            lines = break_address(address, self.room, _SMALL)
            yield _Text(lines, _SMALL, self.palette.quiet, url=to_url(caption.address))

    def _break(
        self, text: str, size: float, colour: str, at_most: int, bold: bool = False
    ) -> Iterator[_Text]:
        lines = break_lines(to_line(text), self.room, size, bold, at_most)
        if lines:
            yield _Text(lines, size, colour, bold)

    def _add_texts(self, svg: ElementTree.Element, kind: str, texts: list[_Text], y: float) -> None:
        if not texts:
            return
        group = ElementTree.SubElement(svg, "g", {"class": kind})
        for text in texts:
            parent = group
            if text.url:
                parent = ElementTree.SubElement(group, "a", {"href": text.url})
            for line in text.lines:
                self._add_line(parent, line, _MARGIN, y + text.size, text)
                y += text.size * _PITCH

    def _add_line(self, parent: ElementTree.Element, line: str, x: float, y: float, look: _Text) -> None:
        path = draw_outlines(line, x, y, look.size, look.bold) if self.options.has_outlines else None
        if path is not None:
            ElementTree.SubElement(parent, "path", {**path, "fill": look.colour})
            return
        self.letters[look.bold].update(line)
        place = {
            "x": write_number(x),
            "y": write_number(y),
            "font-size": write_number(look.size),
            "fill": look.colour,
        }
        weight = {"font-weight": "600"} if look.bold else {}
        ElementTree.SubElement(parent, "text", {**place, **weight}).text = line

    def _add_legend(self, svg: ElementTree.Element, rows: Sequence[Sequence[Entry]], y: float) -> float:
        if not rows:
            return y
        group = ElementTree.SubElement(svg, "g", {"class": "legend"})
        for row in rows:
            middle = y + ROW * _LEGEND / 2
            for entry in row:
                x = _MARGIN + entry.x
                if entry.sign:
                    sign = draw_sign(entry.sign, _LEGEND, x, middle)
                    self._finish_letters(sign, _LEGEND)
                    group.append(sign)
                look = _Text((), _LEGEND, self.palette.ink if entry.sign else self.palette.quiet)
                self._add_line(group, entry.words, x + entry.indent, middle + 0.34 * _LEGEND, look)
            y += _LEGEND * ROW
        return y

    # The map

    def _add_map(self, svg: ElementTree.Element, y: float) -> None:
        _title, style, arrows, view = self.drawn
        rules = (style.text or "").replace(".diagram ", "")
        around = {
            "font-family": NARROW_FAMILY,
            "font-size": f"{write_number(SIZE)}px",
            "font-weight": "600",
            "text-anchor": "middle",
            "fill": self.palette.ink,
        }
        write_styles(arrows, rules)
        write_styles(view, rules, around)
        self._leave_out_ground(view)
        inherited = {name: value for name, value in around.items() if name != "font-family"}
        place = f"translate({write_number(_MARGIN)} {write_number(y)})"
        for name, value in {"class": "map", "transform": place, **inherited}.items():
            view.set(name, value)
        nodes = next(group for group in view if group.get("class") == "nodes")
        for group in nodes:
            group.set("id", f"node-{group.get('data-node-id')}")
        self._finish_letters(view, SIZE)
        self._link_nodes(nodes)
        svg.extend((arrows, view))

    def _leave_out_ground(self, view: ElementTree.Element) -> None:
        """The sheet has a ground of its own; where that is left out, lanes of its colour are, too."""
        lanes_too = self.options.is_transparent
        for rect in view.findall("rect"):
            is_lane = rect.get("class") != "paper"
            if not is_lane or (lanes_too and rect.get("fill") == self.palette.paper):
                view.remove(rect)

    def _finish_letters(self, element: ElementTree.Element, size: float) -> None:
        """Note which letters the map needs, or draw them."""
        for parent in list(element.iter()):
            for position, child in enumerate(parent):
                if child.tag == "text" and child.text:
                    parent[position] = self._finish_text(child, size)

    def _finish_text(self, text: ElementTree.Element, size: float) -> ElementTree.Element:
        words = text.text or ""
        size = float(text.get("font-size", f"{size}px").removesuffix("px"))
        x, y = float(text.get("x", 0)), float(text.get("y", 0))
        drawn = (
            draw_outlines(words, x, y, size, bold=True, middle=True) if self.options.has_outlines else None
        )
        if drawn is None:
            self.letters[True].update(words)
            return text
        kept = {name: value for name, value in text.items() if name in ("class", "fill")}
        return ElementTree.Element("path", {**kept, **drawn})

    def _link_nodes(self, nodes: ElementTree.Element) -> None:
        figure = self.figure
        if not to_url(figure.address):
            return
        names = {node.id: to_line(node.name) for node in figure.diagram.nodes}
        for position, group in enumerate(list(nodes)):
            node = group.get("data-node-id", "")
            url = build_node_url(figure.address, node, figure.language)
            link = ElementTree.Element("a", {"href": url, "aria-label": names[node]})
            link.append(group)
            nodes[position] = link

    def _add_fonts(self, svg: ElementTree.Element) -> None:
        regular, bold = ("".join(self.letters[bold]) for bold in (False, True))
        if faces := write_font_faces(regular, bold):
            style = ElementTree.Element("style")
            style.text = write_fonts(faces, "svg")
            svg.insert(2, style)
