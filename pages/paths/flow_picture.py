"""A flow as a picture (SVG), with all that it shows as a title, sentences and two tables beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree

from model import ConceptualModel
from model.export.markup import write_number
from model.export.palette import Palette, mix
from model.lettering import FAMILIES, set_name
from model.words import get_words, join_label
from model.xml_text import clean
from pages.paths.flow import MOST_DRAWN, Flow, build_flow
from pages.paths.flow_layout import HEAD, LINE, SIZE, Bar, Ribbon, StageTitle, lay_out
from pages.workbench.path_question import Question

WIDTHS = (300, 2400)
"""How wide a picture can be asked for, in pixels."""

_OPACITY = "0.62"


def build_chart(
    model: ConceptualModel, question: Question, language: str, palette: Palette, width: float
) -> dict[str, Any]:
    """The chart as the page shows it. Its picture is "" where there are no paths, or too many links."""
    flow = build_flow(model, question)
    _ = get_words(language)
    count = str(flow.count) if flow.is_exact else _("at least {count}").format(count=flow.count)
    title = _("{count} paths. A wider band means more paths, not a stronger effect.").format(count=count)
    if flow.count == 1:
        title = _("1 path")
    picture, notes = "", list(_describe_back(flow, model, language))
    if len(flow.along) > MOST_DRAWN:
        notes = [
            _(
                "{links} links are on these paths; at most {most} can be drawn. Choose fewer elements as "
                "start or end to see the picture. The tables have all links."
            ).format(links=len(flow.along), most=MOST_DRAWN)
        ]
    elif flow.ahead:
        picture, fewest = _draw(flow, model, language, palette, width)
        if any(number < fewest for number in flow.ahead.values()):
            notes.append(
                _("Bands of fewer than {count} paths are all drawn equally thin.").format(count=fewest)
            )
    names = {node: model.get_node(node).name.text(language) for node in flow.through}
    stage_of = {node: column.stage for column in flow.columns for node in column.nodes}
    return {
        "title": title,
        "notes": notes,
        "picture": picture,
        "tables": [
            {
                "title": _("Paths through each element"),
                "heads": [_("Stage"), _("Element"), _("Paths")],
                "rows": [
                    [model.get_stage(stage_of[node]).name.text(language), names[node], number]
                    for node, number in flow.through.items()
                ],
            },
            {
                "title": _("Paths along each link"),
                "heads": [_("From"), _("To"), _("Paths")],
                "rows": [
                    [names[source], names[target], number] for (source, target), number in flow.along.items()
                ],
            },
        ],
    }


def _describe_back(flow: Flow, model: ConceptualModel, language: str) -> list[str]:
    if not flow.back:
        return []
    _ = get_words(language)
    links = "; ".join(
        f"{model.get_node(source).name.text(language)} → {model.get_node(target).name.text(language)}"
        for source, target in flow.back
    )
    return [
        _("Not drawn, because they lead back to an earlier column; the table has them: {links}.").format(
            links=links
        )
    ]


def _draw(
    flow: Flow, model: ConceptualModel, language: str, palette: Palette, width: float
) -> tuple[str, int]:
    """The picture, and from how many paths on bands are as wide as their number.

    It is hidden from screen readers, which have the title and the tables.
    """
    layout = lay_out(flow, model, language, width)
    size = {"width": write_number(layout.width), "height": write_number(layout.height)}
    svg = ElementTree.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            **size,
            "viewBox": f"0 0 {size['width']} {size['height']}",
            "class": "flow-picture",
            "aria-hidden": "true",
            "lang": language,
            "font-family": FAMILIES,
            "font-size": write_number(SIZE),
            "fill": palette.ink,
        },
    )
    ElementTree.SubElement(svg, "rect", {**size, "fill": palette.paper})
    levels = {level.id: index % len(palette.lines) for index, level in enumerate(model.levels)}
    colours = {node: palette.lines[levels[model.get_node(node).level]] for node in flow.through}
    for ribbon in layout.ribbons:
        _draw_ribbon(svg, ribbon, mix(palette.paper, colours[ribbon.pair[0]], 0.55), flow, model, language)
    numbers = {stage.id: number for number, stage in enumerate(model.stages, start=1)}
    for title in layout.titles:
        name = model.get_stage(title.stage).name.label(language)
        _draw_title(svg, title, f"{numbers[title.stage]} {name}", palette)
    for bar in layout.bars:
        _draw_bar(svg, bar, colours[bar.node], flow, model, language)
    return ElementTree.tostring(svg, encoding="unicode"), layout.fewest


def _draw_ribbon(
    svg: ElementTree.Element, ribbon: Ribbon, colour: str, flow: Flow, model: ConceptualModel, language: str
) -> None:
    lower = [(x, y + ribbon.thickness) for x, y in ribbon.points]
    edges = f"M{_trace(ribbon.points, ribbon.thickness)}L{_trace(lower[::-1], ribbon.thickness)}Z"
    look = {"class": "flow-band", "d": edges, "fill": colour, "fill-opacity": _OPACITY}
    path = ElementTree.SubElement(svg, "path", look)
    source, target = (model.get_node(node).name.text(language) for node in ribbon.pair)
    label = join_label(get_words(language), f"{source} → {target}", flow.along[ribbon.pair])
    ElementTree.SubElement(path, "title").text = clean(label)


def _trace(points: Sequence[tuple[float, float]], thickness: float) -> str:
    """An edge of a band: curved between columns, straight within one that it passes.

    The two edges of a band bend one after the other, so that it is not thinner where it is steep. As they
    bend between the columns, the curve stays there, too.
    """
    steps = [f"{write_number(points[0][0])} {write_number(points[0][1])}"]
    for (x, y), (there, below) in zip(points[::2], points[1::2], strict=True):
        if steps[1:]:
            steps.append(f"L{write_number(x)} {write_number(y)}")
        gap, drop = there - x, below - y
        apart = min(thickness / 2, abs(gap) * 0.4) * drop / (abs(drop) + abs(gap))
        bend, start, end = write_number((x + there) / 2 + apart), write_number(y), write_number(below)
        steps.append(f"C{bend} {start} {bend} {end} {write_number(there)} {end}")
    return "".join(steps)


def _draw_title(svg: ElementTree.Element, title: StageTitle, name: str, palette: Palette) -> None:
    lines, size = set_name(name, title.width - 8, SIZE, 11, at_most=2)
    height = HEAD - 10
    place = {"x": title.x, "y": 0.0, "width": title.width, "height": height}
    ElementTree.SubElement(
        svg,
        "rect",
        {side: write_number(value) for side, value in place.items()} | {"rx": "5", "fill": palette.band},
    )
    top = (height - LINE * len(lines)) / 2 + 0.78 * LINE
    for index, line in enumerate(lines):
        text = {
            "class": "flow-head",
            "x": write_number(title.x + title.width / 2),
            "y": write_number(top + index * LINE),
            "text-anchor": "middle",
            "font-weight": "600",
            "font-size": write_number(size),
        }
        ElementTree.SubElement(svg, "text", text).text = clean(line)


def _draw_bar(
    svg: ElementTree.Element, bar: Bar, colour: str, flow: Flow, model: ConceptualModel, language: str
) -> None:
    group = ElementTree.SubElement(svg, "g", {"class": "flow-bar"})
    name = model.get_node(bar.node).name.text(language)
    label = join_label(get_words(language), name, flow.through[bar.node])
    ElementTree.SubElement(group, "title").text = clean(label)
    place = {"x": bar.x, "y": bar.y, "width": bar.width, "height": bar.height}
    ElementTree.SubElement(
        group, "rect", {side: write_number(value) for side, value in place.items()} | {"fill": colour}
    )
    number = str(flow.through[bar.node])
    for index, line in enumerate(bar.lines):
        text = ElementTree.SubElement(
            group,
            "text",
            {
                "x": write_number(bar.x),
                "y": write_number(bar.top + (index + 0.8) * LINE),
                "font-size": write_number(bar.size),
            },
        )
        if index == 0 and line.startswith(number):
            ElementTree.SubElement(text, "tspan", {"font-weight": "600"}).text = number
            text[0].tail = clean(line[len(number) :])
        else:
            text.text = clean(line)
