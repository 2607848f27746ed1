"""How high the rows are, and where in them the boxes stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import floor

from model.diagram import Diagram, DrawnNode
from model.layout.bundles import Bundles
from model.layout.columns import MOST_LINES, PADDING, get_size
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


class Rows:
    """The rows of a diagram, for columns of any widths."""

    def __init__(self, diagram: Diagram, bundles: Bundles) -> None:
        self._diagram = diagram
        self._bundles = bundles
        ports = bundles.count_ports()
        self._least = {
            node.id: min(max(ports[node.id, "left"], ports[node.id, "right"]), _MOST_PORTS) * PORT_SPACE
            for node in diagram.nodes
        }
        passed = any(abs(bundles.at[edge.source] - bundles.at[edge.target]) > 1 for edge in diagram.edges)
        self._space = _SPACE_FOR_LINE if passed else _SPACE
        self._stacks = [
            {column: stack for (column, at), stack in bundles.stacks.items() if at == row}
            for row in range(len(diagram.rows))
        ]
        self._spaces = [
            {
                column: sum(self._space_between(*pair) for pair in pairwise(stack))
                for column, stack in stacks.items()
            }
            for stacks in self._stacks
        ]
        self._titles = [
            min(find_widths(heading.name, at_most=2)[1] * SIZE, _LONGEST_TITLE) + 14
            for heading in diagram.rows
        ]
        self._cells: dict[tuple[int, int, float], list[float]] = {}
        self._heights: dict[tuple[int, tuple[float, ...]], float] = {}

    def measure_height(self, sizes: Sequence[float]) -> float:
        """How high all rows are together, with columns so wide."""
        return sum(self._measure_row(row, sizes) for row in range(len(self._stacks)))

    def place(
        self, columns: Sequence[Band], top: float, height: float
    ) -> tuple[tuple[Band, ...], dict[str, Box]]:
        """The rows from a height on and the boxes in them; where there is more `height` than they need, boxes
        move apart."""
        sizes = [column.size for column in columns]
        heights = self._measure_boxes(sizes)
        rows_needed = [self._measure_row(row, sizes) for row in range(len(self._stacks))]
        needed = sum(rows_needed)
        spread = min(max(0.0, height - top - needed), _MOST_SPREAD * needed) / needed if needed else 0.0
        rows, boxes = [], {}
        y = top
        for row, heading in enumerate(self._diagram.rows):
            size = rows_needed[row] * (1 + spread)
            lines, _ = set_name(heading.name, size - 10, SIZE, SIZE, at_most=2)
            rows.append(Band(heading.id, y, size, lines, (y, y + size)))
            for column, stack in self._stacks[row].items():
                needed = sum(heights[node.id] for node in stack) + self._spaces[row][column]
                boxes.update(self._place_stack(stack, columns[column], y, size, heights, needed, spread))
            y += size
        return tuple(rows), boxes

    def _place_stack(
        self,
        stack: Sequence[DrawnNode],
        column: Band,
        start: float,
        size: float,
        heights: Mapping[str, float],
        needed: float,
        spread: float,
    ) -> dict[str, Box]:
        apart = min((size - 2 * _ROW_PADDING - needed) / len(stack), spread * needed / len(stack))
        top = start + (size - needed - apart * (len(stack) - 1)) / 2
        boxes = {}
        for upper, node in zip([None, *stack], stack, strict=False):
            top += self._space_between(upper, node) + apart if upper else 0.0
            boxes[node.id] = _build_box(node, column, top, heights[node.id])
            top += heights[node.id]
        return boxes

    def _measure_boxes(self, sizes: Sequence[float]) -> dict[str, float]:
        return {
            node.id: height
            for row, stacks in enumerate(self._stacks)
            for column, cell in self._align(row, sizes).items()
            for node, height in zip(stacks[column], cell, strict=True)
        }

    def _align(self, row: int, sizes: Sequence[float]) -> dict[int, list[float]]:
        """How high the boxes of a row are by column; neighbours in stacks of the same length are as high as
        each other, so that lines between them run straight."""
        cells = {column: self._measure_cell(column, row, sizes[column]) for column in self._stacks[row]}
        alike: dict[int, list[list[float]]] = {}
        for cell in cells.values():
            alike.setdefault(len(cell), []).append(cell)
        highest = {
            length: list(map(max, *several)) if len(several) > 1 else several[0]
            for length, several in alike.items()
        }
        return {column: highest[len(cell)] for column, cell in cells.items()}

    def _measure_cell(self, column: int, row: int, width: float) -> list[float]:
        place = column, row, width
        if place not in self._cells:
            stack = self._bundles.stacks[column, row]
            self._cells[place] = [max(_measure_box(node, width), self._least[node.id]) for node in stack]
        return self._cells[place]

    def _measure_row(self, row: int, sizes: Sequence[float]) -> float:
        place = row, tuple(sizes[column] for column in self._stacks[row])
        if place not in self._heights:
            cells = self._align(row, sizes)
            needed = (sum(cell) + self._spaces[row][column] for column, cell in cells.items())
            self._heights[place] = max(max(needed, default=0.0) + 2 * _ROW_PADDING, self._titles[row])
        return self._heights[place]

    def _space_between(self, upper: DrawnNode, lower: DrawnNode) -> float:
        return _SPACE_FOR_ARROW if (upper.id, lower.id) in self._bundles.straight else self._space


def _measure_box(node: DrawnNode, width: float) -> float:
    if node.is_mark:
        return MARK
    size = get_size(node)
    room = width - 2 * PADDING * size / SIZE
    widths = find_widths(node.label)
    lines = next((at for at, needed in enumerate(widths, 1) if needed * size <= room + 1e-6), MOST_LINES)
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
