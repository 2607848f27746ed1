"""Lines on a slide that have a course of their own."""

from __future__ import annotations

from dataclasses import dataclass

from pptx.oxml.ns import nsdecls

EMU = 12700
"""How many of PowerPoint's units a point has."""

_THINNEST = 0.1


@dataclass(frozen=True)
class Freeform:
    """A line on a course of its own, in points: where it starts, then pieces: 2 numbers a straight line to
    (x, y), 6 numbers a cubic curve with two control points and its end."""

    start: tuple[float, float]
    pieces: tuple[tuple[float, ...], ...]

    def find_frame(self) -> tuple[float, float, float, float]:
        """The x, y, width and height of what it takes up; never quite nothing, as points are shares of it.

        >>> Freeform((1, 4), ((6, 4), (7, 4, 8, 2, 9, 2))).find_frame()
        (1, 2, 8, 2)
        """
        points = [point for piece in (self.start, *self.pieces) for point in _list_points(piece)]
        across, down = [x for x, _ in points], [y for _, y in points]
        left, top = min(across), min(down)
        return left, top, max(max(across) - left, _THINNEST), max(max(down) - top, _THINNEST)


def write_geometry(line: Freeform) -> str:
    """The course as XML: a slide can have many, and elements made one by one would take ten times as long.

    >>> write_geometry(Freeform((0, 0), ((1, 0),))).rpartition('fill="none">')[2].partition("</a:path>")[0]
    '<a:moveTo><a:pt x="0" y="0"/></a:moveTo><a:lnTo><a:pt x="12700" y="0"/></a:lnTo>'
    """
    left, top, width, height = line.find_frame()

    def write(tag: str, piece: tuple[float, ...]) -> str:
        points = "".join(
            f'<a:pt x="{round((x - left) * EMU)}" y="{round((y - top) * EMU)}"/>'
            for x, y in _list_points(piece)
        )
        return f"<a:{tag}>{points}</a:{tag}>"

    pieces = "".join(write("lnTo" if len(piece) == 2 else "cubicBezTo", piece) for piece in line.pieces)
    return (
        f"<a:custGeom {nsdecls('a')}><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        '<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{round(width * EMU)}" h="{round(height * EMU)}" fill="none">'
        f"{write('moveTo', line.start)}{pieces}</a:path></a:pathLst></a:custGeom>"
    )


def _list_points(piece: tuple[float, ...]) -> list[tuple[float, float]]:
    return list(zip(piece[::2], piece[1::2], strict=True))
