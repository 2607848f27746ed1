"""Where everything of a flow is drawn: bars with their names above them, and ribbons that run between columns
only, so that no name lies on one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from model import ConceptualModel
from model.lettering import find_widths, set_name
from pages.paths.flow import Flow, Pair

SIZE, LINE = 13.0, 16.0
"""Of letters and lines, in pixels."""

HEAD = 46.0
"""How high the titles of the stages are, with the space below them."""

_SMALLEST = 11.0
_PAD = 16.0
_NARROWEST, _WIDEST = 60.0, 180.0
_SHORTEST_BAND, _LONGEST_BAND = 34.0, 170.0
_BESIDE = 14.0
"""How much wider than its columns a title is on each side."""

_HEIGHT, _LEAST_FLOW = 520.0, 160.0
_THINNEST = 1.0


@dataclass(frozen=True)
class Bar:
    """A node: its bar, and the lines of its name above it, the number of its paths before them."""

    node: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    size: float

    @property
    def top(self) -> float:
        """Where its name begins."""
        return self.y - LINE * len(self.lines) - 3


@dataclass(frozen=True)
class Ribbon:
    """A link: how thick it is, and where it passes: from the right side of a bar (x, upper edge) through
    columns to the left side of another one."""

    pair: Pair
    thickness: float
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class StageTitle:
    """The title of a stage, over its columns."""

    stage: str
    x: float
    width: float


@dataclass(frozen=True)
class FlowLayout:
    """All of a picture, in pixels. Links with fewer paths than `fewest` are as thick as the thinnest."""

    width: float
    height: float
    titles: tuple[StageTitle, ...]
    bars: tuple[Bar, ...]
    ribbons: tuple[Ribbon, ...]
    fewest: int


@dataclass
class _Block:
    """What stands in a column: a bar with its name, or the room for a band that passes by (`pair`)."""

    key: float
    flow: float
    node: str = ""
    pair: Pair = ("", "")
    lines: tuple[str, ...] = ()
    size: float = SIZE
    y: float = 0.0
    height: float = 0.0
    used: dict[str, float] = field(default_factory=lambda: {"in": 0.0, "out": 0.0})

    @property
    def above(self) -> float:
        return LINE * len(self.lines) + 3 if self.lines else 0.0

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


def lay_out(flow: Flow, model: ConceptualModel, language: str, width: float) -> FlowLayout:
    """Place a flow on a picture that is `width` pixels wide, or wider where its names need that."""
    names = {
        node: f"{flow.through[node]} {model.get_node(node).name.label(language)}" for node in flow.through
    }
    widths, gap = _choose_widths([[names[node] for node in column.nodes] for column in flow.columns], width)
    lefts = [sum(widths[:index]) + gap * index for index in range(len(widths))]
    columns = _fill_columns(flow, model, names, widths)
    scale, height = _choose_scale(columns)
    for blocks in columns:
        _stack(blocks, flow, scale, height)
    bars = tuple(
        Bar(block.node, lefts[index], block.y, widths[index], block.height, block.lines, block.size)
        for index, blocks in enumerate(columns)
        for block in blocks
        if block.node
    )
    return FlowLayout(
        width=lefts[-1] + widths[-1],
        height=HEAD + height,
        titles=tuple(_place_titles(flow, lefts, widths)),
        bars=bars,
        ribbons=tuple(_run_ribbons(flow, columns, lefts, widths, scale)),
        fewest=int(_THINNEST / scale) + 1 if scale < _THINNEST else 0,
    )


def _choose_widths(columns: Sequence[Sequence[str]], width: float) -> tuple[list[float], float]:
    """How wide each column is, with its names on as few lines as the picture has room for; and the gap."""
    gaps = len(columns) - 1
    widths: list[float] = []
    for lines in (1, 2, 3, 4):
        widths = [
            min(_WIDEST, max(_NARROWEST, *(find_widths(name)[lines - 1] * SIZE for name in names)))
            for names in columns
        ]
        if sum(widths) + gaps * _SHORTEST_BAND * 1.5 <= width:
            break
    room = (width - sum(widths)) / gaps if gaps else 0.0
    gap = min(_LONGEST_BAND, max(_SHORTEST_BAND, room))
    spare = width - sum(widths) - gaps * gap
    if spare > 0 and len(columns) > 1:
        gap += spare / gaps
    return widths, gap


def _fill_columns(
    flow: Flow, model: ConceptualModel, names: Mapping[str, str], widths: Sequence[float]
) -> list[list[_Block]]:
    level_of = {level.id: float(index) for index, level in enumerate(model.levels)}
    level = {node: level_of[model.get_node(node).level] for node in flow.through}
    columns: list[list[_Block]] = []
    for column, width in zip(flow.columns, widths, strict=True):
        blocks = []
        for node in column.nodes:
            lines, size = set_name(names[node], width, SIZE, _SMALLEST)
            blocks.append(_Block(level[node], flow.through[node], node=node, lines=lines, size=size))
        columns.append(blocks)
    column_of = {node: index for index, column in enumerate(flow.columns) for node in column.nodes}
    for pair, count in flow.ahead.items():
        first, last = (column_of[node] for node in pair)
        for index in range(first + 1, last):
            share = (index - first) / (last - first)
            key = level[pair[0]] + share * (level[pair[1]] - level[pair[0]]) + 0.5
            columns[index].append(_Block(key, count, pair=pair))
    for blocks in columns:
        blocks.sort(key=lambda block: block.key)
    return columns


def _choose_scale(columns: Sequence[Sequence[_Block]]) -> tuple[float, float]:
    """How many pixels one path is thick, and how high the columns are."""
    fixed = [sum(block.above + _PAD for block in blocks) for blocks in columns]
    height = max(_HEIGHT, *(room + _LEAST_FLOW for room in fixed))
    scale = min(
        (height - room) / sum(block.flow for block in blocks)
        for room, blocks in zip(fixed, columns, strict=True)
    )
    return min(scale, 60.0), height


def _stack(blocks: Sequence[_Block], flow: Flow, scale: float, height: float) -> None:
    """Give each block of a column its place, with as much space before it as behind it."""
    for block in blocks:
        sides = (
            sum(
                max(_THINNEST, count * scale)
                for pair, count in flow.ahead.items()
                if pair[side] == block.node
            )
            for side in (0, 1)
        )
        block.height = max(_THINNEST, block.flow * scale, *sides)
    space = (height - sum(block.above + block.height for block in blocks)) / len(blocks)
    y = HEAD + max(0.0, space / 2)
    for block in blocks:
        block.y = y + block.above
        y = block.y + block.height + max(space, _PAD / 2)


def _place_titles(flow: Flow, lefts: Sequence[float], widths: Sequence[float]) -> list[StageTitle]:
    titles: list[StageTitle] = []
    for column, left, width in zip(flow.columns, lefts, widths, strict=True):
        if titles and titles[-1].stage == column.stage:
            titles[-1] = StageTitle(column.stage, titles[-1].x, left + width - titles[-1].x)
        else:
            titles.append(StageTitle(column.stage, left, width))
    last = lefts[-1] + widths[-1]
    return [
        StageTitle(title.stage, left, min(last, title.x + title.width + _BESIDE) - left)
        for title in titles
        for left in [max(0.0, title.x - _BESIDE)]
    ]


def _run_ribbons(
    flow: Flow,
    columns: Sequence[Sequence[_Block]],
    lefts: Sequence[float],
    widths: Sequence[float],
    scale: float,
) -> list[Ribbon]:
    """The ribbons; at a bar they are in the order of what they come from and lead to, so that few cross."""
    stops: dict[Pair, list[tuple[int, _Block]]] = {pair: [] for pair in flow.ahead}
    blocks_of = {block.node: (index, block) for index, blocks in enumerate(columns) for block in blocks}
    for index, blocks in enumerate(columns):
        for block in blocks:
            if not block.node:
                stops[block.pair].append((index, block))
    for pair, passed in stops.items():
        passed.insert(0, blocks_of[pair[0]])
        passed.append(blocks_of[pair[1]])
    thickness = {pair: max(_THINNEST, count * scale) for pair, count in flow.ahead.items()}
    starts, ends = {}, {}
    for pair in sorted(stops, key=lambda pair: stops[pair][1][1].middle):
        block = stops[pair][0][1]
        starts[pair] = block.y + block.used["out"]
        block.used["out"] += thickness[pair]
    for pair in sorted(stops, key=lambda pair: stops[pair][-2][1].middle):
        block = stops[pair][-1][1]
        ends[pair] = block.y + block.used["in"]
        block.used["in"] += thickness[pair]
    ribbons = []
    for pair, passed in stops.items():
        points = [(lefts[passed[0][0]] + widths[passed[0][0]], starts[pair])]
        for index, block in passed[1:-1]:
            points += [(lefts[index], block.y), (lefts[index] + widths[index], block.y)]
        points.append((lefts[passed[-1][0]], ends[pair]))
        ribbons.append(Ribbon(pair, thickness[pair], tuple(points)))
    return ribbons
