"""Slides of what the facilitator showed: texts and pictures of own steps."""

from __future__ import annotations

import io
from typing import Any

from pptx.slide import Slide
from pptx.util import Emu

from model.export.freeforms import EMU
from model.export.markup import to_line
from model.export.shapes import Canvas, Place, Text, clean, measure_height, shorten
from model.reporting.deck import PALETTE, Deck
from model.reporting.report import Report
from model.words import get_words
from model.workshop import OwnStep, Picture
from model.workshop.wording import name_own_step

_SIZES = (22.0, 18.0, 16.0, 14.0)
_TEXT_SHARE = 0.4
_GAP = 20.0


def add_own_steps(deck: Deck, report: Report) -> None:
    """A slide for each own step with a text or a picture; the notes have its text in full."""
    _ = get_words(report.language)
    for step in report.own_steps:
        notes = [step.text] if step.text else []
        slide, canvas, room = deck.add(_("Shown in the workshop"), name_own_step(step, _), notes)
        picture = report.pictures.get(step.picture)
        width = room.width * _TEXT_SHARE if picture and step.text else room.width
        if step.text:
            _add_text(canvas, Place(room.x, room.y, width, room.height), step, report.language)
        if picture:
            x = room.x + width + _GAP if step.text else room.x
            _add_picture(
                slide, Place(x, room.y, room.right - x, room.height), picture, name_own_step(step, _)
            )


def _add_text(canvas: Canvas, room: Place, step: OwnStep, language: str) -> None:
    words = clean(step.text)
    fitting = (size for size in _SIZES if measure_height(words, room.width, size) <= room.height)
    size = next(fitting, _SIZES[-1])
    text = Text(shorten(words, room.width, room.height, size), size, PALETTE.ink, language)
    canvas.add_shape(Place(room.x, room.y, room.width, text.measure_height(room.width)), "Text", text=[text])


def _add_picture(slide: Slide, room: Place, picture: Picture, name: str) -> None:
    """As large as fits, in the middle of its room."""
    wide, high = picture.size
    scale = min(room.width / wide, room.height / high)
    width, height = wide * scale, high * scale
    x, y = room.x + (room.width - width) / 2, room.y + (room.height - height) / 2
    edges = (Emu(round(side * EMU)) for side in (x, y, width, height))
    shape: Any = slide.shapes.add_picture(io.BytesIO(picture.content), *edges)
    shape.name = "Picture"
    shape._element.nvPicPr.cNvPr.set("descr", to_line(clean(name)))
