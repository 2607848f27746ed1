"""What stands in files that are no text, as text: slides, workbooks, what is typeset, what readers make of
files."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from hashlib import sha256
from io import BytesIO
from typing import Any
from unittest.mock import patch

from openpyxl import load_workbook

from model.export.typesetting import Document
from tests.slides import EMU, read_pptx

_COLOUR = ".//a:srgbClr/@val"


def list_slides(made: bytes) -> str:
    """Each shape of each slide on a line of its own: what, where in points, how it looks, what it says."""
    lines: list[str] = []
    for number, slide in enumerate(read_pptx(made).slides, 1):
        lines.append(f"Slide {number}")
        lines += _list_shapes(slide.shapes._spTree)
        for shape in slide.shapes:
            if shape.has_chart:
                lines += _list_chart(shape.chart)
        if slide.has_notes_slide:
            lines.append(f"  notes: {slide.notes_slide.notes_text_frame.text!r}")
    return "\n".join(lines) + "\n"


def _list_shapes(tree: Any) -> Iterator[str]:
    for shape in tree.iterdescendants():
        kind = re.sub("{.*}", "", str(shape.tag))
        if kind not in ("sp", "cxnSp", "pic", "graphicFrame", "grpSp"):
            continue
        [name] = shape.xpath(".//p:cNvPr")[:1]
        parts = [kind, name.get("name", "")]
        if form := shape.xpath("./p:spPr/a:prstGeom/@prst"):
            parts.append(form[0])
        for place in shape.xpath("./p:spPr/a:xfrm | ./p:xfrm | ./p:grpSpPr/a:xfrm")[:1]:
            flips = "".join(flip for flip in ("flipH", "flipV") if place.get(flip) == "1")
            numbers = [int(place[at].get(key)) for at, keys in ((0, "xy"), (1, ("cx", "cy"))) for key in keys]
            parts.append(" ".join(f"{number / EMU:.1f}" for number in numbers) + flips)
        if kind == "grpSp":
            yield "  " + " | ".join(parts)
            continue
        parts += [f"{name} {value}" for name, value in _list_looks(shape)]
        parts += _list_texts(shape)
        if described := name.get("descr"):
            parts.append(f"described {described!r}")
        yield "  " + " | ".join(parts)


def _list_chart(chart: Any) -> Iterator[str]:
    plot, axis = chart.plots[0], chart.value_axis
    size = chart.font.size.pt
    ends = f"{axis.minimum_scale:g} to {axis.maximum_scale}"
    yield f"  chart of {chart.chart_type.name}, {ends}, legend {chart.has_legend}, letters of {size}"
    yield f"    {list(plot.categories)} {plot.data_labels.number_format} {plot.data_labels.position.name}"
    for series in plot.series:
        yield f"    {series.name!r} {list(series.values)} {series.format.fill.fore_color.rgb}"


def _list_looks(shape: Any) -> Iterator[tuple[str, str]]:
    for name, where in (
        ("fill", f"./p:spPr/a:solidFill{_COLOUR[1:]}"),
        ("line", f"./p:spPr/a:ln{_COLOUR[1:]}"),
        ("width", "./p:spPr/a:ln/@w"),
        ("dash", "./p:spPr/a:ln/a:prstDash/@val"),
        ("from", ".//a:stCxn/@idx"),
        ("to", ".//a:endCxn/@idx"),
        ("adjust", ".//a:avLst/a:gd/@fmla"),
        ("points", "./p:spPr/a:custGeom//a:pt/@x"),
        ("points", "./p:spPr/a:custGeom//a:pt/@y"),
        ("insets", ".//a:bodyPr/@lIns | .//a:bodyPr/@tIns | .//a:bodyPr/@rIns | .//a:bodyPr/@bIns"),
        ("anchor", ".//a:bodyPr/@anchor"),
        ("link", ".//a:hlinkClick/@r:id"),
    ):
        if found := shape.xpath(where):
            yield name, " ".join(map(str, found))


def _list_texts(shape: Any) -> Iterator[str]:
    for paragraph in shape.xpath("./p:txBody/a:p | .//a:tc//a:p"):
        runs = paragraph.xpath("./a:r")
        text = "".join(run.xpath("string(./a:t)") for run in runs)
        if text:
            first = runs[0].xpath("./a:rPr")
            style = first[0] if first else {}
            look = [*(paragraph.xpath("./a:pPr/@algn")), str(style.get("sz", ""))]
            look += ["bold"] * (style.get("b") == "1") + ["italic"] * (style.get("i") == "1")
            look += [str(style.get("lang", "")), *runs[0].xpath(f"./a:rPr{_COLOUR[1:]}")]
            yield f"{' '.join(filter(None, look))}: {text!r}"


def list_sheets(made: bytes) -> str:
    """Each cell of each sheet on a line of its own, and how wide the columns are."""
    lines: list[str] = []
    for sheet in load_workbook(BytesIO(made)).worksheets:
        lines.append(f"Sheet {sheet.title}, frozen at {sheet.freeze_panes}, filter {sheet.auto_filter.ref}")
        widths = {name: round(column.width, 1) for name, column in sorted(sheet.column_dimensions.items())}
        lines.append(f"  widths {widths}")
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    look = ["bold"] * bool(cell.font.bold) + ["wrapped"] * bool(cell.alignment.wrap_text)
                    look += [cell.number_format] * (cell.number_format != "General")
                    lines.append(f"  {cell.coordinate} {cell.value!r} {' '.join(look)}".rstrip())
        for marked in sheet.conditional_formatting:
            for rule in marked.rules:
                ends = [(end.type, end.val) for end in rule.dataBar.cfvo] if rule.dataBar else rule.type
                lines.append(f"  bars in {marked.sqref}: {ends}")
    return "\n".join(lines) + "\n"


def list_document(make: Callable[[], object]) -> str:
    """What a document that is typeset is made of: its data, and of its pictures a sum each."""
    caught: list[Document] = []

    def catch(document: Document) -> bytes:
        caught.append(document)
        return b""

    with patch.object(Document, "to_pdf", catch):
        make()
    [document] = caught
    pictures = {name: sha256(text.encode()).hexdigest() for name, text in document.pictures.items()}
    listing = {"template": document.template, "data": document.data, "pictures": pictures}
    return json.dumps(listing, indent=1, ensure_ascii=False, default=str) + "\n"
