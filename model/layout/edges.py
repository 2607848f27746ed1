"""How the lines of edges run between the boxes.

To a later column, through the gap between the columns; past a column in between, through a space between two
of its boxes; within a column, around its side; against the order of the stages (feedback), the same way from
the left side of the source to the right side of the target. So no edge runs through a box.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from model.corridors import Corridors, run_past
from model.diagram import Diagram, DrawnEdge
from model.layout.bundles import Bundles, Loop, Port, Side
from model.layout.columns import FIRST_TRACK, STEM, TRACK, Columns
from model.layout.measures import Box, Route
from model.layout.rows import PORT_SPACE

_CORNER = 6.0


def run_edges(
    diagram: Diagram, bundles: Bundles, columns: Columns, boxes: Mapping[str, Box], top: float, bottom: float
) -> tuple[Route, ...]:
    """The line of each edge, in the order of the diagram; corridors lie between `top` and `bottom`."""
    return _Running(diagram, bundles, columns, boxes, top, bottom).run()


class _Running:
    def __init__(
        self,
        diagram: Diagram,
        bundles: Bundles,
        columns: Columns,
        boxes: Mapping[str, Box],
        top: float,
        bottom: float,
    ) -> None:
        self.diagram = diagram
        self.bundles = bundles
        self.columns = columns
        self.boxes = boxes
        self._choose_tracks()
        self.ports = self._place_ports()
        self.corridors = [self._find_corridors(column, top, bottom) for column in range(len(columns.bands))]

    def run(self) -> tuple[Route, ...]:
        return tuple(self._run(edge) for edge in self.diagram.edges)

    def _run(self, edge: DrawnEdge) -> Route:
        if self.bundles.is_across(edge):
            return self._run_across(edge)
        if self.bundles.is_straight(edge):
            return self._run_straight(edge)
        return self._run_around(edge, self.bundles.loop_of[id(edge)])

    def _choose_tracks(self) -> None:
        """The longer a loop, the further out it runs."""

        def reach(loop: Loop) -> float:
            heights = [self.boxes[node].middle for node in (*loop.sources, *loop.targets)]
            return max(heights) - min(heights)

        taken: dict[tuple[int, Side], int] = defaultdict(int)
        for loop in sorted(self.bundles.loops, key=reach):
            place = self.bundles.at[loop.sources[0]], loop.side
            loop.track = taken[place]
            taken[place] += 1

    # Where lines touch boxes

    def _place_ports(self) -> dict[Port, float]:
        """For each port the y at which its lines touch that side.

        Along a side: loops that come from above, then the lines to other columns by the height of their
        other ends, then loops from below; of two loops the outer one further away from where it comes.
        """
        others: dict[Port, list[float]] = defaultdict(list)
        for edge in self.diagram.edges:
            if self.bundles.is_across(edge):
                leaving, arriving = self.bundles.find_ports(edge)
                others[leaving].append(self.boxes[edge.target].middle)
                others[arriving].append(self.boxes[edge.source].middle)
        wanted: dict[tuple[str, Side], dict[int, tuple[int, float]]] = defaultdict(dict)
        for (node, side, number), heights in others.items():
            wanted[node, side][number] = (1, sum(heights) / len(heights))
        for loop in self.bundles.loops:
            ends = [*loop.sources, *loop.targets]
            for node in ends:
                rest = [self.boxes[other].middle for other in ends if other != node]
                below = sum(rest) / max(1, len(rest)) > self.boxes[node].middle
                wanted[node, loop.side][id(loop)] = (2, -loop.track) if below else (0, loop.track)
        ports: dict[Port, float] = {}
        for (node, side), lines in wanted.items():
            box = self.boxes[node]
            inner = 0.0 if box.is_mark else max(0.0, box.height - 10)
            space = min(PORT_SPACE + 2, inner / max(len(lines) - 1, 1))
            first = box.middle - space * (len(lines) - 1) / 2
            for position, number in enumerate(sorted(lines, key=lines.__getitem__)):
                ports[node, side, number] = first + position * space
        return ports

    def _find_side(self, node: str, side: Side) -> float:
        box = self.boxes[node]
        return box.x if side == "left" else box.x + box.width

    # Lines

    def _run_straight(self, edge: DrawnEdge) -> Route:
        upper, lower = self.boxes[edge.source], self.boxes[edge.target]
        x = upper.x + upper.width / 2
        return Route(edge, (x, upper.y + upper.height), ((x, lower.y),))

    def _run_around(self, edge: DrawnEdge, loop: Loop) -> Route:
        band = self.columns.bands[self.bundles.at[edge.source]]
        outward = -1 if loop.side == "left" else 1
        column_x = band.start if loop.side == "left" else band.start + band.size
        x = column_x + outward * (FIRST_TRACK + TRACK * loop.track)
        start = self.ports[edge.source, loop.side, id(loop)]
        end = self.ports[edge.target, loop.side, id(loop)]
        corner = min(_CORNER, abs(end - start) / 2)
        turn = corner if end > start else -corner
        inward = -outward * corner
        first = (self._find_side(edge.source, loop.side), start)
        out = ((x + inward, start), (x, start, x, start, x, start + turn))
        back = (
            (x, end - turn),
            (x, end, x, end, x + inward, end),
            (self._find_side(edge.target, loop.side), end),
        )
        on_track = start + turn if turn > 0 else -start - turn  # as far along the track from y = 0
        return Route(edge, first, (*out, *back), len(out), on_track)

    def _run_across(self, edge: DrawnEdge) -> Route:
        leaving, arriving = self.bundles.find_ports(edge)
        start = self._find_side(edge.source, leaving[1]), self.ports[leaving]
        end = self._find_side(edge.target, arriving[1]), self.ports[arriving]
        out = self._reach_out(edge.source, leaving[1], 0.0), start[1]
        joint = self._reach_out(edge.target, arriving[1], STEM), end[1]
        first, last = self.bundles.at[edge.source], self.bundles.at[edge.target]
        step = 1 if last > first else -1
        between = []
        for column in range(first + step, last, step):
            share = (column - first) / (last - first)
            y = self.corridors[column].choose(start[1] + (end[1] - start[1]) * share)
            near, far = (
                self._pass_by(column, side) for side in (("left", "right") if step > 0 else ("right", "left"))
            )
            between.append((near, far, y))
        straight = [out] if out != start else []
        way = (*straight, *run_past(out, joint, between))
        return Route(edge, start, (*way, end), len(way))

    def _reach_out(self, node: str, side: Side, stem: float) -> float:
        """How far out of its column a line of a node runs straight: past the loops, and its stem."""
        column = self.bundles.at[node]
        outward = -1 if side == "left" else 1
        return self._pass_by(column, side) + outward * (stem + self.columns.loops.get((column, side), 0.0))

    def _pass_by(self, column: int, side: Side) -> float:
        band = self.columns.bands[column]
        return band.start if side == "left" else band.start + band.size

    def _find_corridors(self, column: int, top: float, bottom: float) -> Corridors:
        boxes: Sequence[Box] = [
            self.boxes[node.id]
            for row in range(len(self.diagram.rows))
            for node in self.bundles.stacks.get((column, row), ())
        ]
        return Corridors([(box.y, box.y + box.height) for box in boxes], top, bottom)
