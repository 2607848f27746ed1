"""Slides that can be edited: PowerPoint's own boxes, texts, glued connectors and lines."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pptx
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.slide import Slide
from pptx.util import Emu

from model.export.addresses import to_url
from model.export.exporter import Page
from model.export.figure import PAPERS, USUAL_PAPER, Figure, Options, Paper
from model.export.legend import build_legend
from model.export.markup import to_line, to_xml
from model.export.palette import Palette
from model.export.shapes import (
    FONT,
    LINE_HEIGHT,
    Align,
    Canvas,
    Look,
    Place,
    Text,
    clean,
    measure_height,
)
from model.export.size_limits import Cost, check_size
from model.export.slide_canvas import SlideCanvas
from model.export.slide_legend import draw_legend
from model.export.slides import DiagramDrawing
from model.export.slides import measure_letters as measure_diagram
from model.export.steps import Aside, Step, build_steps
from model.export.svg_canvas import SvgCanvas, build_picture
from model.paths import Path
from model.words import get_words

COST = Cost(node=200, edge=250, passed=30)

_POINTS = 72 / 25.4
_EMU = 12700
_DATE = datetime(2000, 1, 1)
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_TITLE_ONLY = 5
_LARGEST, _LARGEST_OF_A_STAGE = 16.0, 24.0
"""How high letters of the map are at most, in points of a 16 by 9 slide."""

_LANDMARK = 60.0
"""How high the whole map is beside a stage, in the same points."""

_PANEL = 0.27
"""How much of the width a story takes beside the diagram."""


def to_pptx(figure: Figure, options: Options) -> bytes:
    """A presentation of one slide, or with `options.steps` of one slide a stage or a node of the path.

    Every node is a box, every edge a line as in the picture, glued to its boxes where it is straight; the
    notes say of each node what it means, how it is known and from which source. The same figure gives the
    same bytes. Raises `ConceptualModelError` for maps that are too large.
    """
    maker = _Maker(figure, options.paper or USUAL_PAPER)
    file = pptx.Presentation()
    adapt_template(file, maker.width, maker.height, figure.palette)
    for step in _list_steps(figure, options):
        slide = file.slides.add_slide(file.slide_layouts[_TITLE_ONLY])
        for shape in list(slide.shapes):
            shape._element.getparent().remove(shape._element)
        maker.draw(SlideCanvas(slide), step)
        _add_notes(slide, step.notes, figure.language)
    return _save(file, figure)


def draw_slides(figure: Figure, options: Options) -> tuple[Page, ...]:
    """The slides of `to_pptx` as pictures, each with its title.

    Raises `ConceptualModelError` for maps that are too large.
    """
    maker = _Maker(figure, options.paper or USUAL_PAPER)
    pages = []
    for step in _list_steps(figure, options):
        picture = build_picture(maker.width, maker.height, figure.palette.paper, figure.language)
        maker.draw(SvgCanvas(picture), step)
        aside = (step.aside.title, step.aside.text) if step.aside else ()
        words = (step.title, step.words, step.sentence, *aside)
        pages.append(Page("image/svg+xml", to_xml(picture), tuple(text for text in words if text)))
    return tuple(pages)


def _list_steps(figure: Figure, options: Options) -> tuple[Step, ...]:
    """The steps, if their maps are not too large; a landmark has no lines."""
    steps = tuple(build_steps(figure, options))
    landmark = replace(figure.diagram, edges=())
    check_size([*(step.diagram for step in steps), *(landmark for step in steps if step.stage)], COST)
    return steps


def measure_letters(figure: Figure, paper: Paper) -> float:
    """How high the letters of the map are on its slides, in points.

    >>> from model import load_model
    >>> from model.diagram import build_diagram
    >>> round(measure_letters(Figure(load_model(), build_diagram(load_model(), "en")), "16x9"))
    10
    """
    maker = _Maker(figure, paper)
    nowhere = SvgCanvas(build_picture(maker.width, maker.height, figure.palette.paper, figure.language))
    room = maker.lay_out(nowhere, next(iter(build_steps(figure, Options()))))
    return measure_diagram(figure.diagram, room, _LARGEST * maker.unit)


class _Maker:
    """What is on the slides of a figure, drawn on whatever shows it."""

    def __init__(self, figure: Figure, paper: Paper) -> None:
        self.figure = figure
        self.width, self.height = (millimetres * _POINTS for millimetres in PAPERS[paper])
        self.unit = min(self.width / 960, self.height / 540)
        """How many points a point of a 16 by 9 slide is on this paper."""
        self.margin = 22 * self.unit
        self.whole: DiagramDrawing | None = None
        self.landmark: DiagramDrawing | None = None

    def draw(self, canvas: Canvas, step: Step) -> None:
        """What a step shows: one stage alone, or the whole diagram, which stays where it is."""
        room = self.lay_out(canvas, step)
        if step.stage:
            drawing = DiagramDrawing(step.diagram, self.figure.palette, room, _LARGEST_OF_A_STAGE * self.unit)
            drawing.draw(canvas, chosen=step.chosen)
            return
        if self.whole is None:
            self.whole = DiagramDrawing(self.figure.diagram, self.figure.palette, room, _LARGEST * self.unit)
        self.whole.draw(canvas, step.diagram, chosen=step.chosen)

    def lay_out(self, canvas: Canvas, step: Step) -> Place:
        """What stands around the map; gives the room for the map."""
        room = self._add_words(canvas, step)
        room = self._add_credits(canvas, room)
        room = self._add_legend(canvas, room)
        if step.aside:
            room = self._add_aside(canvas, step.aside, room)
        return room

    def _add_words(self, canvas: Canvas, step: Step) -> Place:
        """Title and words at the top; gives what is left of the slide."""
        unit, palette, language = self.unit, self.figure.palette, self.figure.language
        x, y, width = self.margin, 10 * unit, self.width - 2 * self.margin
        if step.stage:
            width -= self._add_landmark(canvas, step.stage, Place(x, y, width, _LANDMARK * unit))
        over = self.figure.caption.title
        titles, sentences = self._list_path_words() if step.sentence else ([], [])
        title = _count_lines(titles, width, 22 * unit, True, 2)
        sentence = _count_lines(sentences, width, 14 * unit, False, 3)
        lines = (
            ("kicker", over if over != step.title else "", 12, palette.quiet, False, 1, 1),
            ("title", step.title, 22, palette.ink, True, 2, title),
            ("words", step.words, 12, palette.quiet, False, 2, 0),
            ("sentence", step.sentence, 14, palette.ink, False, sentence, sentence),
        )
        for name, words, size, colour, is_bold, most, least in lines:
            words = to_line(words)
            if not words:
                continue
            text = Text(words, size * unit, colour, language, is_bold)
            text = text.cut(width, most * text.size * LINE_HEIGHT)
            height = max(
                measure_height(text.words, width, text.size, is_bold), least * text.size * LINE_HEIGHT
            )
            canvas.add_shape(
                Place(x, y, width, height + 2 * unit),
                name.capitalize() if name != "title" else clean(step.title)[:60],
                text=[text],
                is_title=name == "title",
                anchor="t",
            )
            y += height + 3 * unit
        y = max(y + 3 * unit, (10 + _LANDMARK + 6) * unit if step.stage else 0.0)
        return Place(x, y, self.width - 2 * x, self.height - y - 8 * unit)

    def _list_path_words(self) -> tuple[list[str], list[str]]:
        """The titles and the longest sentence of the steps of a path: the map stays where it is on all."""
        model, path, language = self.figure.model, self.figure.path, self.figure.language
        titles = [to_line(model.get_node(node).name.text(language)) for node in path]
        return titles, [to_line(model.to_sentence(Path(path), language))]

    def _add_landmark(self, canvas: Canvas, stage: str, room: Place) -> float:
        """Where in the whole diagram a stage is, at the right of a room; gives how wide that is."""
        wide = 0.3 * room.width
        place = Place(room.right - wide, room.y, wide, room.height)
        if self.landmark is None:
            self.landmark = DiagramDrawing(self.figure.diagram, self.figure.palette, place, self.height)
        self.landmark.draw_landmark(canvas, stage, get_words(self.figure.language)("The whole map"))
        return wide + 14 * self.unit

    def _add_credits(self, canvas: Canvas, room: Place) -> Place:
        """Citation, licence and address at the bottom, side by side; gives the room above."""
        caption = self.figure.caption
        columns = [
            [words for words in column if to_line(words)]
            for column in ([caption.citation], [caption.licence, caption.address])
        ]
        columns = [column for column in columns if column]
        gap = 20 * self.unit if len(columns) > 1 else 0.0
        left = (room.width - gap) * (0.45 if len(columns) > 1 else 1.0)
        x, highest = room.x, 0.0
        for column, width in zip(columns, (left, room.width - gap - left), strict=False):
            texts = [self._build_credit(words, width, "l" if x == room.x else "r") for words in column]
            height = sum(measure_height(text.words, width, text.size) for text in texts)
            canvas.add_shape(Place(x, room.bottom - height, width, height), "Credits", text=texts)
            highest = max(highest, height + 3 * self.unit)
            x += width + gap
        return Place(room.x, room.y, room.width, room.height - highest)

    def _build_credit(self, words: str, width: float, align: Align) -> Text:
        size = 8 * self.unit
        link = to_url(words) if words == self.figure.caption.address else ""
        text = Text(
            to_line(words), size, self.figure.palette.quiet, self.figure.language, align=align, link=link
        )
        return text.cut_to_lines(width, 4)

    def _add_legend(self, canvas: Canvas, room: Place) -> Place:
        """What colours, borders and lines mean, at the bottom; gives the room above."""
        figure = self.figure
        groups = build_legend(figure.diagram, figure.palette) if figure.caption.has_legend else ()
        return draw_legend(canvas, groups, room, self.unit, figure.palette, figure.language)

    def _add_aside(self, canvas: Canvas, aside: Aside, room: Place) -> Place:
        """A story beside the diagram, as much of it as fits; gives the room that is left."""
        unit, palette, language = self.unit, self.figure.palette, self.figure.language
        gap = 14 * unit
        wide = self.width * _PANEL
        area = Place(room.right - wide, room.y, wide, room.height)
        inner = wide - 2 * gap
        title = Text(aside.title, 15 * unit, palette.ink, aside.language, True)
        text = Text(aside.text, 14 * unit, palette.ink, aside.language)
        source = Text(aside.source, 10 * unit, palette.quiet, language)
        title = title.cut(inner, 2 * title.size * LINE_HEIGHT)
        source = source.cut(inner, 3 * source.size * LINE_HEIGHT)
        used = sum(
            measure_height(paragraph.words, inner, paragraph.size, paragraph.is_bold)
            for paragraph in (title, source)
        )
        text = text.cut(inner, area.height - used - 3 * gap)
        used += measure_height(text.words, inner, text.size)
        frame = Place(area.x, area.y, wide, min(area.height, used + 3 * gap))
        canvas.add_shape(frame, "Story", form="roundRect", look=Look(palette.paper, palette.line))
        y = area.y + gap
        for paragraph in (title, text, source):
            if paragraph.words:
                height = measure_height(paragraph.words, inner, paragraph.size, paragraph.is_bold)
                canvas.add_shape(
                    Place(area.x + gap, y, inner, height), paragraph.words[:60], text=[paragraph]
                )
                y += height + gap / 2
        return Place(room.x, room.y, room.width - wide - gap, room.height)


def _count_lines(texts: Iterable[str], width: float, size: float, is_bold: bool, most: int) -> int:
    """How many lines the longest of some texts takes, `most` at the most."""
    heights = (measure_height(text, width, size, is_bold) for text in texts)
    return min(most, round(max(heights, default=0.0) / (size * LINE_HEIGHT)))


def _save(file: Any, figure: Figure) -> bytes:
    """The whole file, the same for the same figure whenever it is made."""
    about = file.core_properties
    about.title = clean(figure.caption.title or figure.diagram.title)[:255]
    about.subject = clean(figure.caption.words)[:255]
    about.language = figure.language
    about.author = about.last_modified_by = about.keywords = about.category = ""
    about.comments = clean(figure.caption.citation)[:255]
    about.created = about.modified = _DATE
    about.revision = 1
    made, packed = io.BytesIO(), io.BytesIO()
    file.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            target.writestr(entry, source.read(name))
    return packed.getvalue()


def _add_notes(slide: Slide, lines: tuple[str, ...], language: str) -> None:
    frame = slide.notes_slide.notes_text_frame
    if frame is None:
        return
    frame.text = clean("\n".join(lines)).strip()
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run._r.get_or_add_rPr().set("lang", language)


def adapt_template(file: Any, width: float, height: float, palette: Palette) -> None:
    """Brings the library's empty presentation to a size, to the figure's colours and to its font."""
    wider, higher = width * _EMU / file.slide_width, height * _EMU / file.slide_height
    file.slide_width, file.slide_height = Emu(round(width * _EMU)), Emu(round(height * _EMU))
    for slide in (file.slide_master, *file.slide_layouts):
        for shape in slide.placeholders:
            if shape._element.spPr.xfrm is not None:
                shape.left, shape.width = round(shape.left * wider), round(shape.width * wider)
                shape.top, shape.height = round(shape.top * higher), round(shape.height * higher)
    theme = file.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    colours = {"dk1": palette.ink, "lt1": palette.paper, "dk2": palette.quiet, "lt2": palette.fills[0]}
    colours |= {"hlink": palette.lines[0], "folHlink": palette.lines[0]}
    colours |= {f"accent{number + 1}": palette.lines[number] for number in range(6)}
    xml = theme.blob.decode()
    for name, colour in colours.items():
        value = f'<a:srgbClr val="{colour.removeprefix("#")}"/>'
        xml = re.sub(rf"(<a:{name}>).*?(</a:{name}>)", rf"\g<1>{value}\g<2>", xml, flags=re.DOTALL)
    xml = re.sub(r'(<a:(?:major|minor)Font>\s*<a:latin typeface=")[^"]*', rf"\g<1>{FONT}", xml)
    theme._blob = xml.encode()
    for relation in [
        key
        for key, relationship in file.part.package._rels.items()
        if relationship.reltype.endswith("/thumbnail")
    ]:
        file.part.package._rels.pop(relation)
