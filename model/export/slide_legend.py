"""The legend on a slide: the same groups in the same order as everywhere, in shapes that can be edited."""

from __future__ import annotations

from collections.abc import Sequence

from model.export.freeforms import Freeform
from model.export.legend import WIDTHS, Group, Sign, set_rows
from model.export.palette import Palette
from model.export.shapes import WIDER, Canvas, Look, Place, Text
from model.export.slides import DASHES

_ROW = 1.5


def draw_legend(
    canvas: Canvas, groups: Sequence[Group], room: Place, unit: float, palette: Palette, language: str
) -> Place:
    """The groups at the bottom of a room; gives the room above. `unit` is a point on a 16 by 9 slide."""
    size = 10 * unit
    rows = set_rows(groups, room.width, size, WIDER)
    height = len(rows) * _ROW * size
    for number, row in enumerate(rows):
        y = room.bottom - height + number * _ROW * size
        for entry in row:
            x = room.x + entry.x
            if entry.sign:
                wide = WIDTHS[entry.sign.form] * size
                _draw_sign(canvas, entry.sign, Place(x, y, wide, _ROW * size), unit, language)
            colour = palette.ink if entry.sign else palette.quiet
            canvas.add_shape(
                Place(x + entry.indent, y, entry.width - entry.indent + 2, _ROW * size),
                entry.words,
                text=[Text(entry.words, size, colour, language)],
                anchor="ctr",
            )
    return Place(room.x, room.y, room.width, room.height - height - (3 * unit if rows else 0))


def _draw_sign(canvas: Canvas, sign: Sign, room: Place, unit: float, language: str) -> None:
    """A sign in the middle of a room that is as wide as it."""
    dash = DASHES.get(sign.kinds[0], "") if sign.dashes else ""
    look = Look(sign.fill, sign.line, 1.3 * unit, dash)
    if sign.form == "line":
        line = Freeform((room.x, room.middle), ((room.right, room.middle),))
        canvas.add_freeform(line, look, sign.name, "", sign.has_arrow)
        return
    size = 10 * unit
    height = room.width if sign.text else size
    canvas.add_shape(
        Place(room.x, room.middle - height / 2, room.width, height),
        sign.name,
        form="roundRect",
        corner=height / 2 if sign.text else 0.3 * size,
        look=look,
        text=[Text(sign.text, 0.9 * size, sign.line, language, True, "ctr")] if sign.text else (),
        anchor="ctr",
    )
