"""How high the rows are, and where in them the boxes stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, repeat
from math import floor

from model.diagram import Diagram, DrawnNode, Heading
from model.layout.bundles import Bundles
from model.layout.columns import PADDING, count_lines, get_size
from model.layout.measures import LINE, MARK, SIZE, SMALLEST, Band, Box
from model.lettering import find_widths, set_name

PORT_SPACE = 7.0
_MOST_PORTS = 14
_PADDING = 4.0
_SPACE = 8.0
_SPACE_FOR_LINE = 11.0
_SPACE_FOR_ARROW = 18.0
_ROW_PADDING = 6.0
_LONGEST_TITLE = 180.0
"""How high a row becomes at most for its title alone; a longer one is cut."""

_MOST_SPREAD = 1.5
"""By how many times their own height rows may grow to fill a given height."""


@dataclass
class _Stack:
    """Boxes of one column that stand in one row, from the top on.

    `least` is how high each box is at least, for the lines that end at it, `spaces` how much room there is
    above each.
    """

    column: int
    nodes: Sequence[DrawnNode]
    least: Sequence[float]
    spaces: Sequence[float]
    _measured: dict[float, list[float]] = field(default_factory=dict)

    def measure(self, width: float) -> list[float]:
        """How high each box has to be where the column is so wide."""
        known = self._measured.get(width)
        if known is None:
            heights = map(_measure_box, self.nodes, repeat(width))
            known = self._measured[width] = list(map(max, heights, self.least))
        return known


class _StackGroup:
    """Stacks of one row that are as long as each other: neighbours in them are as high as each other, so that
    lines between them run straight."""

    def __init__(self, stacks: Sequence[_Stack]) -> None:
        self.stacks = stacks
        self._columns = [stack.column for stack in stacks]
        self._space = max(sum(stack.spaces) for stack in stacks)
        self._measured: dict[tuple[float, ...], tuple[list[float], float]] = {}

    def align(self, sizes: Sequence[float]) -> tuple[list[float], float]:
        """How high the boxes are, and how much the highest stack needs, with columns so wide."""
        widths = tuple([sizes[column] for column in self._columns])
        known = self._measured.get(widths)
        if known is None:
            cells = [stack.measure(width) for stack, width in zip(self.stacks, widths, strict=True)]
            heights = list(map(max, *cells)) if len(cells) > 1 else cells[0]
            known = self._measured[widths] = heights, sum(heights) + self._space
        return known


@dataclass(frozen=True)
class _Row:
    """A row: its heading, its stacks, and how high it is at least for its title."""

    heading: Heading
    groups: Sequence[_StackGroup]
    least: float

    def measure(self, sizes: Sequence[float]) -> float:
        """How high it has to be, with columns so wide."""
        highest = 0.0
        for group in self.groups:
            highest = max(highest, group.align(sizes)[1])
        return max(highest + 2 * _ROW_PADDING, self.least)


class Rows:
    """The rows of a diagram, for columns of any widths."""

    def __init__(self, diagram: Diagram, bundles: Bundles) -> None:
        ports = bundles.count_ports()
        passed = any(abs(bundles.at[edge.source] - bundles.at[edge.target]) > 1 for edge in diagram.edges)
        space = _SPACE_FOR_LINE if passed else _SPACE
        stacks: list[dict[int, list[_Stack]]] = [{} for _ in diagram.rows]
        for (column, row), nodes in bundles.stacks.items():
            least = [
                min(max(ports[node.id, "left"], ports[node.id, "right"]), _MOST_PORTS) * PORT_SPACE
                for node in nodes
            ]
            spaces = [
                _SPACE_FOR_ARROW if (upper.id, lower.id) in bundles.straight else space
                for upper, lower in pairwise(nodes)
            ]
            stacks[row].setdefault(len(nodes), []).append(_Stack(column, nodes, least, [0.0, *spaces]))
        self._rows = [
            _Row(heading, [_StackGroup(alike) for alike in by_length.values()], _measure_title(heading))
            for heading, by_length in zip(diagram.rows, stacks, strict=True)
        ]

    def measure_height(self, sizes: Sequence[float]) -> float:
        """How high all rows are together, with columns so wide."""
        return sum([row.measure(sizes) for row in self._rows])

    def place(
        self, columns: Sequence[Band], top: float, height: float
    ) -> tuple[tuple[Band, ...], dict[str, Box]]:
        """The rows from a height on and the boxes in them; where there is more `height` than they need, boxes
        move apart."""
        sizes = [column.size for column in columns]
        needed = self.measure_height(sizes)
        spread = min(max(0.0, height - top - needed), _MOST_SPREAD * needed) / needed if needed else 0.0
        bands: list[Band] = []
        boxes: dict[str, Box] = {}
        y = top
        for row in self._rows:
            size = row.measure(sizes) * (1 + spread)
            lines, _ = set_name(row.heading.name, size - 10, SIZE, SIZE, at_most=2)
            bands.append(Band(row.heading.id, y, size, lines, (y, y + size)))
            for group in row.groups:
                heights, _ = group.align(sizes)
                for stack in group.stacks:
                    boxes.update(_place_stack(stack, columns[stack.column], y, size, heights, spread))
            y += size
        return tuple(bands), boxes


def _measure_title(heading: Heading) -> float:
    return min(find_widths(heading.name, at_most=2)[1] * SIZE, _LONGEST_TITLE) + 14


def _place_stack(
    stack: _Stack, column: Band, start: float, size: float, heights: Sequence[float], spread: float
) -> Iterator[tuple[str, Box]]:
    """The boxes of a stack in the middle of a row that begins at a height and is so high."""
    needed = sum(heights) + sum(stack.spaces)
    count = len(stack.nodes)
    apart = min((size - 2 * _ROW_PADDING - needed) / count, spread * needed / count)
    top = start + (size - needed - apart * (count - 1)) / 2
    for node, space, height in zip(stack.nodes, stack.spaces, heights, strict=True):
        top += space
        yield node.id, _build_box(node, column, top, height)
        top += height + apart


def _measure_box(node: DrawnNode, width: float) -> float:
    if node.is_mark:
        return MARK
    size = get_size(node)
    lines = count_lines(find_widths(node.label), size, width)
    return (lines * LINE + 2 * _PADDING / SIZE * (2 if node.is_middle else 1)) * size


def _build_box(node: DrawnNode, column: Band, top: float, height: float) -> Box:
    if node.is_mark:
        x = column.start + (column.size - MARK) / 2
        return Box(node.id, x, top + (height - MARK) / 2, MARK, MARK, ("?",), is_mark=True)
    wanted = get_size(node)
    room = column.size - 2 * PADDING * wanted / SIZE
    lines, size = set_name(node.label, room, wanted, min(SMALLEST, wanted))
    size = floor(2 * size) / 2  # few sizes
    return Box(node.id, column.start, top, column.size, height, lines, size)
