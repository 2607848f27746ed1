"""How wide the columns are: as wide as their names need, on as few lines as there is room for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from model.diagram import Diagram, DrawnNode, Heading
from model.layout.bundles import Bundles, Side
from model.layout.measures import HEADING_SIZE, MARK, MIDDLE_SIZE, SIZE, Band
from model.lettering import find_widths, set_name

PADDING = 7.0
MOST_LINES = 4
ROW_TITLE = 40.0
TRACK = 8.0
FIRST_TRACK = 12.0
STEM = 13.0
"""How far from a box the lines meet that share a head."""

_NARROWEST = 56.0
_WIDEST = 290.0
_MARGIN = 6.0
_CURVE = 30.0
"""How much room lines have to bend between two columns, at least."""

_WIDEST_CURVE = 150.0
_TRIES = 4
_COST_OF_LINE = 3.0
"""How much higher the picture may become to save a line in a name."""

_LONGEST_HEADING = 170.0
"""How wide a column becomes at most for its heading alone; a longer one is set smaller, then cut."""

_NUMBER = 30.0
"""How much room a heading's number and arrow take."""


@dataclass(frozen=True)
class Columns:
    """Where the columns are, how wide the picture is, and how far out on each side its loops run."""

    bands: tuple[Band, ...]
    width: float
    loops: dict[tuple[int, Side], float]


def get_size(node: DrawnNode) -> float:
    """How high the letters of a node's name are, where there is room."""
    return MIDDLE_SIZE if node.is_middle else SIZE


def count_lines(widths: Sequence[float], size: float, column: float) -> int:
    """How many lines a name takes in a column so wide: `widths` are those of `find_widths`."""
    room = column / size - 2 * PADDING / SIZE + 1e-6
    for lines, needed in enumerate(widths, 1):
        if needed <= room:
            return lines
    return MOST_LINES


def place_columns(
    diagram: Diagram,
    bundles: Bundles,
    width: float,
    measure_height: Callable[[Sequence[float]], float],
) -> Columns:
    """The columns in so much width, or more where there must be; `measure_height` says how high the picture
    becomes with columns so wide."""
    loops = _measure_loops(bundles)
    crossing = _count_crossing(diagram, bundles)
    gaps = _measure_gaps(diagram, bundles, crossing, loops)
    wanted = [_list_choices(diagram, heading) for heading in diagram.columns]
    free = width - ROW_TITLE - sum(gaps)
    for _ in range(_TRIES):
        sizes = _choose(wanted, free, measure_height)
        wider = _make_room_for_headings(diagram, gaps, sizes)
        spare = width - ROW_TITLE - sum(wider) - sum(sizes)
        if spare >= 0 or sum(sizes) > free:  # there is room, or there can be none
            break
        free = width - ROW_TITLE - sum(wider)
    gaps = _widen(wider, crossing, spare)
    used = ROW_TITLE + sum(gaps) + sum(sizes)
    return Columns(_build_bands(diagram, gaps, sizes), max(width, used), loops)


def _measure_loops(bundles: Bundles) -> dict[tuple[int, Side], float]:
    tracks: dict[tuple[int, Side], int] = defaultdict(int)
    for loop in bundles.loops:
        tracks[bundles.at[loop.sources[0]], loop.side] += 1
    return {place: FIRST_TRACK + TRACK * (count - 1) + 3 for place, count in tracks.items()}


def _measure_gaps(
    diagram: Diagram, bundles: Bundles, crossing: Sequence[int], loops: dict[tuple[int, Side], float]
) -> list[float]:
    count = len(diagram.columns)
    arriving: set[tuple[int, Side]] = set()
    for edge in diagram.edges:
        start, end = bundles.at[edge.source], bundles.at[edge.target]
        if start != end:
            arriving.add((end, "left" if end > start else "right"))
    gaps = []
    for gap in range(count + 1):
        beside = loops.get((gap - 1, "right"), 0.0) + loops.get((gap, "left"), 0.0)
        stems = STEM * (((gap - 1, "right") in arriving) + ((gap, "left") in arriving))
        inner = 0 < gap < count
        curve = _CURVE if crossing[gap] else _CURVE / 2
        gaps.append((curve + stems if inner else _MARGIN) + beside)
    return gaps


def _count_crossing(diagram: Diagram, bundles: Bundles) -> list[int]:
    """How many edges run through the gap before each column, and behind the last one."""
    crossing = [0] * (len(diagram.columns) + 1)
    for edge in diagram.edges:
        start, end = bundles.at[edge.source], bundles.at[edge.target]
        for gap in range(min(start, end) + 1, max(start, end) + 1):
            crossing[gap] += 1
    return crossing


@dataclass(frozen=True)
class _Choice:
    """How wide a column can be, and how many lines its names have then."""

    width: float
    lines: int


def _list_choices(diagram: Diagram, heading: Heading) -> list[_Choice]:
    """A column with names on at most one line, on two ..., each narrower than before."""
    nodes = [node for node in diagram.nodes if node.stage == heading.id and not node.is_mark]
    if not nodes:
        return [_Choice(MARK, 0)]
    measured = [(find_widths(node.label), get_size(node)) for node in nodes]
    choices: list[_Choice] = []
    for most in range(MOST_LINES):
        needed = max([widths[most] * size + 2 * PADDING * size / SIZE for widths, size in measured])
        width = min(max(needed, _NARROWEST), _WIDEST)
        if choices and width >= choices[-1].width:
            continue
        lines = sum([count_lines(widths, size, width) for widths, size in measured])
        choices.append(_Choice(width, lines))
    return choices


def _choose(
    wanted: Sequence[Sequence[_Choice]], free: float, measure_height: Callable[[Sequence[float]], float]
) -> list[float]:
    """A width for each column: from the widest on, the one is narrowed that costs least for the room that it
    gives, in the height of the picture and in lines, until all fit."""
    at = [0] * len(wanted)
    sizes = [choices[0].width for choices in wanted]
    height = measure_height(sizes)
    while sum(sizes) > free:
        costs = []
        for column, choices in enumerate(wanted):
            if at[column] + 1 == len(choices):
                continue
            before, after = choices[at[column] : at[column] + 2]
            tried = [*sizes[:column], after.width, *sizes[column + 1 :]]
            higher = measure_height(tried)
            cost = higher - height + _COST_OF_LINE * (after.lines - before.lines)
            costs.append((cost / (before.width - after.width), column, higher))
        if not costs:
            break
        _, column, height = min(costs)
        at[column] += 1
        sizes[column] = wanted[column][at[column]].width
    return sizes


def _widen(gaps: Sequence[float], crossing: Sequence[int], spare: float) -> list[float]:
    """The gaps with what is left, the more edges run through one, up to a bound; the rest is at both ends."""
    if spare <= 0:
        return [*gaps]
    if len(gaps) == 1:
        return [gaps[0] + spare]
    weights = [0, *(2 + count for count in crossing[1:-1]), 0]
    shares = [min(spare * weight / max(1, sum(weights)), _WIDEST_CURVE) for weight in weights]
    shares[0] = shares[-1] = (spare - sum(shares)) / 2
    return [gap + share for gap, share in zip(gaps, shares, strict=True)]


def _make_room_for_headings(diagram: Diagram, gaps: Sequence[float], sizes: Sequence[float]) -> list[float]:
    """The gaps, wider where a heading would not fit between the middles of those beside it."""
    wider = [*gaps]
    for column, heading in enumerate(diagram.columns):
        needed = min(find_widths(heading.name, at_most=2)[1] * HEADING_SIZE, _LONGEST_HEADING) + _NUMBER
        room = sizes[column] + (wider[column] + wider[column + 1]) / 2
        if column in (0, len(sizes) - 1):
            room += wider[0 if column == 0 else -1] / 2
        if needed > room:
            wider[column] += needed - room
            wider[column + 1] += needed - room
    return wider


def _build_bands(diagram: Diagram, gaps: Sequence[float], sizes: Sequence[float]) -> tuple[Band, ...]:
    bands = []
    x = ROW_TITLE
    for column, heading in enumerate(diagram.columns):
        left = x + (gaps[column] / 2 if column else 0.0)
        x += gaps[column]
        last = column == len(sizes) - 1
        right = x + sizes[column] + gaps[column + 1] / (1 if last else 2)
        lines, _ = set_name(heading.name, right - left - _NUMBER, HEADING_SIZE, HEADING_SIZE, at_most=2)
        bands.append(Band(heading.id, x, sizes[column], lines, (left, right)))
        x += sizes[column]
    return tuple(bands)
