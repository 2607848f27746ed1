"""What is too large for a format: a map that takes longer than anybody waits, letters that nobody can read.

How long a map takes is known before it is drawn: so much for each node and edge, and for each column that an
edge passes (`tests/bench/of_the_exports.py` measures it).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from model.diagram import Diagram
from model.errors import ConceptualModelError
from model.export import EXPORTERS
from model.export.exporter import OnPaper
from model.export.figure import Figure, Options, Paper
from model.words import get_words, write_number

SMALLEST_LETTERS = 5.0
"""What can just be read on paper, in points."""

_MOST_SECONDS = 4.0
"""As measured on one core of a small server: a busy one takes twice as long, and that is what people wait."""

_NAMES: dict[Paper, str] = {"a4": "A4", "16x9": "16:9", "a3": "A3", "a0": "A0"}
"""The papers, from the smallest on."""


@dataclass(frozen=True)
class Cost:
    """How long a map takes in a format: millionths of a second for each node, each edge, each column that an
    edge passes."""

    node: float
    edge: float
    passed: float


HTML_COST = Cost(node=80, edge=40, passed=9)
"""HTML takes the largest maps: who has to do with less is told so."""


def check_size(diagrams: Iterable[Diagram], cost: Cost) -> None:
    """Raise `ConceptualModelError` where these diagrams are too much for a file of a format, by what a map
    costs in it: how large they are, and what to do instead.

    >>> from model import load_model
    >>> from model.diagram import build_diagram
    >>> check_size([build_diagram(load_model(), "en")], HTML_COST)
    """
    shown = tuple(diagrams)
    if sum(_estimate(diagram, cost) for diagram in shown) <= _MOST_SECONDS:
        return
    largest = max(shown, key=lambda diagram: len(diagram.edges))
    _ = get_words(largest.language)
    size = _("The map has {nodes} elements and {edges} links, too many for this format.").format(
        nodes=len(largest.nodes), edges=len(largest.edges)
    )
    if len(shown) > 1:
        size = _("{count} slides of {nodes} elements and {edges} links are too many.").format(
            count=len(shown), nodes=len(largest.nodes), edges=len(largest.edges)
        )
    advice = _("Filter by level or stage and hide the others, or open the network view.")
    if cost != HTML_COST and _estimate(largest, HTML_COST) <= _MOST_SECONDS:
        advice = _("Filter by level or stage and hide the others, export HTML, or open the network view.")
    raise ConceptualModelError(f"{size} {advice}")


def describe_small_letters(figure: Figure, options: Options, form: str) -> str:
    """A sentence that says how small the letters are on the paper, and which paper would do, or "".

    Said of formats on paper. Raises nothing: of a map that is too large, `check_size` says so.

    >>> from model import load_model
    >>> from model.diagram import build_diagram
    >>> describe_small_letters(Figure(load_model(), build_diagram(load_model(), "en")), Options(), "pdf")
    ''
    """
    exporter = EXPORTERS[form]
    if exporter.paper is None:
        return ""
    paper = options.paper if options.paper in exporter.papers else exporter.papers[0]
    letters = exporter.paper.measure_letters(figure, paper)
    if letters >= SMALLEST_LETTERS:
        return ""
    _ = get_words(figure.language)
    size = _("Letters on the map are {size} points high; below {least} points they are hard to read.").format(
        size=write_number(max(0.1, letters), figure.language),
        least=write_number(SMALLEST_LETTERS, figure.language, 0),
    )
    return f"{size} {_advise(figure, paper, exporter.paper)}"


def _advise(figure: Figure, paper: Paper, on_paper: OnPaper) -> str:
    _ = get_words(figure.language)
    others = (other for other in _NAMES if other != paper)
    enough = next(
        (other for other in others if on_paper.measure_letters(figure, other) >= SMALLEST_LETTERS), None
    )
    if enough is None:
        return _(
            "No paper is large enough: filter by level or stage and hide the others, export HTML, or open "
            "the network view."
        )
    name = _NAMES[enough]
    if enough not in on_paper.papers:
        return _("Print the map separately, as PDF on {paper}, or filter by level or stage.").format(
            paper=name
        )
    return _("The smallest paper that would do is {paper}; or filter by level or stage.").format(paper=name)


def _estimate(diagram: Diagram, cost: Cost) -> float:
    """How many seconds it takes."""
    return (
        cost.node * len(diagram.nodes) + cost.edge * len(diagram.edges) + cost.passed * _count_passed(diagram)
    ) / 1_000_000


def _count_passed(diagram: Diagram) -> int:
    """How many columns edges pass, all together."""
    order = {column.id: place for place, column in enumerate(diagram.columns)}
    at = {node.id: order[node.stage] for node in diagram.nodes}
    ways = (abs(at[edge.source] - at[edge.target]) for edge in diagram.edges)
    return sum(max(0, way - 1) for way in ways)
