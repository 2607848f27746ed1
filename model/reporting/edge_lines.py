"""What links were given, and how that differs from an earlier rating: the look of their lines on a map."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from model.corridors import measure_length
from model.export.edge_values import HEIGHT, EdgeValue, Line, place_values
from model.export.palette import Palette
from model.layout import Box
from model.reporting.colours import Scale
from model.reporting.report import Vote
from model.teams import find_share
from model.workshop import write_difference

_LETTERS = 14.0
_SVG = "http://www.w3.org/2000/svg"
_TIP = "M0 .8 8 4 0 7.2z"
_STEP = re.compile(r"([MLC])([^MLC]+)")


def value_vote(vote: Vote, scale: Scale, palette: Palette) -> dict[str, EdgeValue]:
    """What a vote gave to each link, the more the thicker. Nothing of a vote that is not about links."""
    if vote.round.about != "edges":
        return {}
    return {
        edge: EdgeValue(palette.ink, scale.write(value), scale.find_share(value))
        for edge, value in vote.values.items()
    }


def value_differences(vote: Vote, palette: Palette, language: str) -> dict[str, EdgeValue]:
    """By how much each link differs from the rating that a vote is compared with: blue where it is higher,
    orange where it is lower, the more the thicker. Nothing of a vote that is not about links."""
    if vote.compared is None or vote.round.about != "edges":
        return {}
    values = {}
    for difference in vote.compared.differences:
        colour = palette.ink if not difference.value else palette.lines[1 if difference.value < 0 else 0]
        share = abs(find_share(vote.round, difference.value))
        values[difference.key] = EdgeValue(colour, write_difference(difference.value, language), share)
    return values


def draw_values(picture: str, palette: Palette, values: Mapping[str, EdgeValue]) -> str:
    """A map (SVG of `model.export`) with the line of each link as its value says, and the number on it."""
    ElementTree.register_namespace("", _SVG)
    svg = ElementTree.fromstring(picture)  # noqa: S314 (our own, written a moment ago)
    drawn = [
        (path, _read_line(path.attrib["d"]), value)
        for path in svg.iter(_name("path"))
        if (value := values.get(f"{path.get('data-source')}>{path.get('data-target')}"))
    ]
    tips = ElementTree.SubElement(svg, _name("defs"))
    for number, (path, line, value) in enumerate(drawn):
        _style(path, line, value, _add_tip(tips, f"tip-{number}", value))
    plates = ElementTree.SubElement(svg, _name("g"))
    places = place_values([(line, value) for _path, line, value in drawn], _list_boxes(svg))
    for (x, y), (_path, _line, value) in zip(places, drawn, strict=True):
        _add_plate(plates, x, y, value, palette)
    return ElementTree.tostring(svg, encoding="unicode")


def _name(tag: str) -> str:
    return f"{{{_SVG}}}{tag}"


def _read_line(written: str) -> Line:
    start, *segments = (tuple(map(float, numbers.split())) for _step, numbers in _STEP.findall(written))
    return (start[0], start[1]), segments


def _list_boxes(svg: ElementTree.Element) -> Iterator[Box]:
    for group in svg.iter(_name("g")):
        box = group.find(_name("rect"))
        if box is not None and "data-node-id" in group.attrib:
            x, y, width, height = (float(box.attrib[side]) for side in ("x", "y", "width", "height"))
            yield Box(group.attrib["data-node-id"], x, y, width, height, ())


def _style(path: ElementTree.Element, line: Line, value: EdgeValue, tip: str) -> None:
    style = f"stroke:{value.colour};stroke-width:{value.thickness:.1f}"
    if "undirected" in path.get("class", "").split():
        path.set("style", f"{style};stroke-dasharray:none")
        return
    length = measure_length(*line)
    shown = max(0.1, length - 0.7 * value.head)  # at its tip the head is narrower than the line
    path.attrib.pop("stroke-dashoffset", None)
    path.set("style", f"{style};stroke-dasharray:{shown:.1f} {length:.1f};marker-end:url(#{tip})")


def _add_tip(parent: ElementTree.Element, name: str, value: EdgeValue) -> str:
    attributes = {"id": name, "viewBox": "0 0 8 8", "refX": "7.5", "refY": "4", "orient": "auto"}
    size = f"{value.head:.1f}"
    attributes |= {"markerWidth": size, "markerHeight": size, "markerUnits": "userSpaceOnUse"}
    marker = ElementTree.SubElement(parent, _name("marker"), attributes)
    ElementTree.SubElement(marker, _name("path"), {"d": _TIP, "style": f"fill:{value.colour}"})
    return name


def _add_plate(parent: ElementTree.Element, x: float, y: float, value: EdgeValue, palette: Palette) -> None:
    ElementTree.SubElement(
        parent,
        _name("rect"),
        {
            "x": f"{x - value.width / 2:.1f}",
            "y": f"{y - HEIGHT / 2:.1f}",
            "width": f"{value.width:.1f}",
            "height": f"{HEIGHT:.1f}",
            "rx": f"{HEIGHT / 2:.1f}",
            "style": f"fill:{value.colour};stroke:{palette.paper};stroke-width:1.5",
        },
    )
    style = f"fill:{palette.paper};font-size:{_LETTERS:.0f}px"
    place = {"x": f"{x:.1f}", "y": f"{y + 0.35 * _LETTERS:.1f}", "style": style}
    ElementTree.SubElement(parent, _name("text"), place).text = value.text
