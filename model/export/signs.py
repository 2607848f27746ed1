"""The signs of a legend as SVG, drawn as the map draws what they stand for."""

from __future__ import annotations

from xml.etree import ElementTree

from model.export.legend import WIDTHS, Sign
from model.export.markup import write_number
from model.layout import SIZE

ROW = 1.7
"""From row to row of a legend, in the unit of the font size."""

_HEIGHT, _CORNER, _STROKE = 1.0, 0.3, 1.8
_LETTERS = 0.95
_HEAD = 8.0


def draw_sign(sign: Sign, size: float, x: float = 0.0, middle: float = 0.0) -> ElementTree.Element:
    """A sign beside letters of a size: from x on, its middle at a height. Its text has the class of the group
    and no font.

    >>> line = draw_sign(Sign("inferred", "line", "", "#123456", ("inferred",)), 14)[0]
    >>> line.get("d"), line.get("stroke-dasharray")
    ('M0 0h33.6', '5 3')
    """
    group = ElementTree.Element("g", {"class": "sign"})
    scale, width = size / SIZE, WIDTHS[sign.form] * size
    stroke = {"stroke": sign.line, "stroke-width": write_number(_STROKE * scale)}
    if sign.dashes:
        stroke["stroke-dasharray"] = " ".join(
            write_number(float(dash) * scale) for dash in sign.dashes.split()
        )
    if "open" in sign.kinds and sign.form != "line":
        stroke["stroke-linecap"] = "round"
    if sign.form == "line":
        head = _HEAD * scale if sign.has_arrow else 0.0
        line = f"M{write_number(x)} {write_number(middle)}h{write_number(width - head)}"
        ElementTree.SubElement(group, "path", {"d": line, "fill": "none", **stroke})
        if head:
            half = write_number(0.4 * head)
            start = f"M{write_number(x + width - head)} {write_number(middle - 0.4 * head)}"
            tip = f"l{write_number(head)} {half}l-{write_number(head)} {half}z"
            ElementTree.SubElement(group, "path", {"d": start + tip, "fill": sign.line})
    elif sign.text:
        across = {"cx": write_number(x + width / 2), "cy": write_number(middle)}
        radius = write_number((WIDTHS[sign.form] * size - _STROKE * scale) / 2)
        ElementTree.SubElement(group, "circle", {**across, "r": radius, "fill": sign.fill, **stroke})
        letters = {
            "x": across["cx"],
            "y": write_number(middle + 0.34 * _LETTERS * size),
            "font-size": f"{write_number(_LETTERS * size)}px",
            "font-weight": "600",
            "text-anchor": "middle",
            "fill": sign.line,
        }
        ElementTree.SubElement(group, "text", letters).text = sign.text
    else:
        inset = _STROKE * scale / 2
        height = _HEIGHT * size
        place = {
            "x": write_number(x + inset),
            "y": write_number(middle - height / 2 + inset),
            "width": write_number(width - 2 * inset),
            "height": write_number(height - 2 * inset),
            "rx": write_number(_CORNER * size),
        }
        ElementTree.SubElement(group, "rect", {**place, "fill": sign.fill, **stroke})
    return group


def to_picture(sign: Sign, size: float = SIZE) -> str:
    """A sign as an SVG document of its own, which says nothing to those who listen: its name stands beside.

    >>> to_picture(Sign("Patient", "colour", "#ffffff", "#000000"))[:76]
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 22.4 18.2" class="sign"'
    """
    width, height = WIDTHS[sign.form] * size, WIDTHS["mark"] * size
    svg = ElementTree.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {write_number(width)} {write_number(height)}",
            "class": "sign",
            "aria-hidden": "true",
        },
    )
    svg.append(draw_sign(sign, size, 0.0, height / 2))
    return ElementTree.tostring(svg, encoding="unicode")
