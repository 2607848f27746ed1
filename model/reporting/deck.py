"""A presentation and what its slides have in common: title, text, foot, notes, tables."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pptx
from pptx.enum.text import MSO_ANCHOR
from pptx.slide import Slide
from pptx.util import Emu, Pt

from model.diagram import Diagram
from model.export.edge_values import EdgeValue
from model.export.figure import PAPERS
from model.export.freeforms import EMU
from model.export.markup import to_line
from model.export.palette import PALETTES
from model.export.pptx import adapt_template
from model.export.shapes import FONT, Canvas, Look, Place, Text, clean, count_lines
from model.export.slide_canvas import SlideCanvas
from model.export.slides import DiagramDrawing
from model.reporting.charts import to_colour
from model.reporting.colours import Mark
from model.reporting.print_style import COLOURS
from model.reporting.timeless import WRITTEN, repack
from model.words import CULTURES

WIDTH, HEIGHT = (side * 72 / 25.4 for side in PAPERS["16x9"])
MARGIN = 44.0
INNER = WIDTH - 2 * MARGIN
PALETTE = PALETTES["light"]

_TITLE_ONLY = 5
_TOP = 26.0
_GAP = 12.0
"""How far apart things are, and how far inside their outline tiles have their text."""

_KICKER, _FOOT, _NUMBER = 18.0, 24.0, 50.0
"""How much room the line over a title takes, that at the bottom, and in it the number of the slide."""

_NOTE_SIZE, _CLOSE = 13.0, 6.0
_LARGEST = 16.0
"""How high letters of a map are at most, in points."""

_FIGURE_SIZE, _TITLE_SIZE, _LONG_TITLE_SIZE, _KICKER_SIZE, _FOOT_SIZE = 32.0, 26.0, 20.0, 12.0, 9.0


class Deck:
    """Slides of 16 by 9, one after the other."""

    def __init__(self, title: str, language: str, foot: str) -> None:
        self.title, self.language, self.foot = title, language, foot
        self.file = pptx.Presentation()
        adapt_template(self.file, WIDTH, HEIGHT, PALETTE)

    def add(self, kicker: str, title: str, notes: Sequence[str] = ()) -> tuple[Slide, Canvas, Place]:
        """A slide with its title; gives it, what is drawn on, and the room that is left."""
        slide = self._add_slide(notes)
        canvas = SlideCanvas(slide)
        y = _TOP
        if kicker:
            over = Text(to_line(kicker).upper(), _KICKER_SIZE, COLOURS["accent"], self.language, True)
            canvas.add_shape(Place(MARGIN, y, INNER, _KICKER), "Kicker", text=[over])
            y += _KICKER
        text = Text(to_line(title), _TITLE_SIZE, PALETTE.ink, self.language, True)
        if count_lines(text.words, INNER, text.size, text.is_bold) > 1:
            text = replace(text, size=_LONG_TITLE_SIZE).cut_to_lines(INNER, 2)
        height = text.measure_height(INNER)
        canvas.add_shape(Place(MARGIN, y, INNER, height), "Title", text=[text], is_title=True, anchor="t")
        y += height + _GAP
        self.add_foot(canvas)
        return slide, canvas, Place(MARGIN, y, INNER, HEIGHT - y - _FOOT - _GAP)

    def add_blank(self, notes: Sequence[str] = ()) -> tuple[Slide, Canvas]:
        """A slide without anything on it."""
        slide = self._add_slide(notes)
        return slide, SlideCanvas(slide)

    def add_foot(self, canvas: Canvas) -> None:
        """The line at the bottom: which workshop this was, and the number of the slide."""
        room = Place(MARGIN, HEIGHT - _FOOT, INNER - _NUMBER, _FOOT - _GAP)
        words = Text(to_line(self.foot), _FOOT_SIZE, PALETTE.quiet, self.language)
        number = Text(str(len(self.file.slides)), _FOOT_SIZE, PALETTE.quiet, self.language, align="r")
        canvas.add_shape(room, "Foot", text=[words.cut_to_lines(room.width, 1)])
        canvas.add_shape(Place(room.right, room.y, _NUMBER, room.height), "Number", text=[number])

    def add_table(
        self, slide: Slide, place: Place, widths: Sequence[float], rows: Sequence[Sequence[str]], size: float
    ) -> None:
        """A table that can be edited, its first row the heads; widths are shares of the place's."""
        edges = (Emu(round(side * EMU)) for side in (place.x, place.y, place.width, 10.0))
        frame = slide.shapes.add_table(len(rows), len(widths), *edges)
        frame.name = "Table"
        table: Any = frame.table
        style = frame._element.xpath(".//a:tableStyleId")[0]
        style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # no style, no grid
        for column, share in zip(table.columns, widths, strict=True):
            column.width = Emu(round(place.width * share / sum(widths) * EMU))
        for number, (row, cells) in enumerate(zip(table.rows, rows, strict=True)):
            row.height = Emu(round(size * 1.7 * EMU))
            for cell, words in zip(row.cells, cells, strict=True):
                self._fill(cell, words, size, number)

    def _fill(self, cell: Any, words: str, size: float, number: int) -> None:
        is_head = number == 0
        cell.margin_left = cell.margin_right = Emu(6 * EMU)
        cell.margin_top = cell.margin_bottom = Emu(round(size * 0.2 * EMU))
        cell.vertical_anchor = MSO_ANCHOR.MIDDLE
        cell.fill.solid()
        pale = COLOURS["word"] if is_head else COLOURS["pale"] if number % 2 else COLOURS["paper"]
        cell.fill.fore_color.rgb = to_colour(pale)
        paragraph = cell.text_frame.paragraphs[0]
        run = paragraph.add_run()
        run.text = to_line(clean(words))
        run.font.size, run.font.name, run.font.bold = Pt(size), FONT, is_head
        run.font.color.rgb = to_colour(PALETTE.ink)
        run._r.get_or_add_rPr().set("lang", CULTURES.get(self.language, self.language))

    def add_line(self, canvas: Canvas, room: Place, words: str) -> Place:
        """A quiet line at the top of a room; gives what is below."""
        text = Text(to_line(words), _NOTE_SIZE, PALETTE.quiet, self.language).cut_to_lines(room.width, 2)
        height = text.measure_height(room.width)
        canvas.add_shape(Place(room.x, room.y - _CLOSE, room.width, height), "Words", text=[text])
        return Place(room.x, room.y + height, room.width, room.height - height)

    def draw_map(
        self,
        canvas: Canvas,
        room: Place,
        diagram: Diagram,
        marks: Mapping[str, Mark] | None = None,
        values: Mapping[str, EdgeValue] | None = None,
    ) -> None:
        """A map; the nodes that are marked, and the edges that have a value, in their colours, with their
        numbers."""
        DiagramDrawing(diagram, PALETTE, room, _LARGEST).draw(
            canvas,
            fills={node: mark.colour for node, mark in (marks or {}).items()},
            badges={node: mark.text for node, mark in (marks or {}).items()},
            values=values,
        )

    def add_tiles(self, canvas: Canvas, place: Place, figures: Sequence[tuple[str, str]]) -> None:
        """Figures side by side, each with what it counts."""
        width = (place.width + _GAP) / len(figures) - _GAP
        inner = width - 2 * _GAP
        for at, (name, number) in enumerate(figures):
            x = place.x + at * (width + _GAP)
            text = [
                Text(number, _FIGURE_SIZE, PALETTE.ink, self.language, True).cut_to_lines(inner, 1),
                Text(name, _KICKER_SIZE, PALETTE.quiet, self.language).cut_to_lines(inner, 2),
            ]
            canvas.add_shape(
                Place(x, place.y, width, place.height),
                name,
                form="roundRect",
                look=Look(COLOURS["pale"]),
                text=text,
                inset=_GAP,
                anchor="ctr",
            )

    def save(self) -> bytes:
        """The whole file, the same for the same slides whenever it is made."""
        about = self.file.core_properties
        about.title = clean(self.title)[:255]
        about.language = self.language
        about.author = about.last_modified_by = about.keywords = about.category = ""
        about.subject = about.comments = ""
        about.created = about.modified = WRITTEN
        about.revision = 1
        made = io.BytesIO()
        self.file.save(made)
        return repack(made.getvalue())

    def _add_slide(self, notes: Sequence[str]) -> Slide:
        slide: Slide = self.file.slides.add_slide(self.file.slide_layouts[_TITLE_ONLY])
        for shape in list(slide.shapes):
            shape._element.getparent().remove(shape._element)
        frame = slide.notes_slide.notes_text_frame if notes else None
        if frame is not None:
            frame.text = clean("\n".join(notes)).strip()
        return slide
