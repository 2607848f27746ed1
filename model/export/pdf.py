"""The diagram as PDF: one page of a paper, lines and letters stay lines and letters."""

from __future__ import annotations

from model.export.exporter import Page
from model.export.figure import PAPERS, USUAL_PAPER, Figure, Options, Paper
from model.export.frame import MAP, frame_on_paper
from model.export.frame import measure_letters as measure_framed
from model.export.size_limits import Cost, check_size
from model.export.typesetting import Document

COST = Cost(node=500, edge=100, passed=12)

_POINTS = 72 / 25.4
"""How many points a millimetre has."""

_PREVIEWED = 1600
"""How many pixels wide the page is in its preview."""

_LETTERS = 10.0
"""How high letters are on A4, in points; on a larger paper they grow with it."""


def to_pdf(figure: Figure, options: Options = Options()) -> bytes:  # noqa: B008 (frozen)
    """The figure on one page of the paper, with the words around it.

    Text can be selected, the font is embedded as far as it is used. Each node is a link to its details where
    the figure has the application's address; the address itself is printed and a link. The document is
    tagged, has title and language, and says in words what the map shows. The map fills what room there is:
    of a large model the letters are small (`describe_small_letters`). Raises `ConceptualModelError` for one
    that is too large.

    >>> from model import load_model
    >>> from model.diagram import build_diagram
    >>> model = load_model()
    >>> to_pdf(Figure(model, build_diagram(model, "en")))[:5]
    b'%PDF-'
    """
    return build_document(figure, options).to_pdf()


def build_document(figure: Figure, options: Options) -> Document:
    """The document of that one page."""
    check_size([figure.diagram], COST)
    framed = frame_on_paper(figure, *measure_paper(options.paper or USUAL_PAPER))
    return Document("sheet", framed.data, {MAP: framed.picture})


def draw_pages(figure: Figure, options: Options) -> tuple[Page, ...]:
    """The page as it will look."""
    width, _, _ = measure_paper(options.paper or USUAL_PAPER)
    pages = build_document(figure, options).draw_pages(_PREVIEWED / width)
    return tuple(Page("image/png", page) for page in pages)


def measure_letters(figure: Figure, paper: Paper) -> float:
    """How high the letters of the map are on a paper, in points."""
    return measure_framed(figure, *measure_paper(paper))


def measure_paper(paper: Paper) -> tuple[float, float, float]:
    """Width and height of a paper, and how high letters on it are, in points.

    >>> [round(length) for length in measure_paper("a0")]
    [3370, 2384, 40]
    """
    width, height = (side * _POINTS for side in PAPERS[paper])
    a4_width, a4_height = (side * _POINTS for side in PAPERS["a4"])
    return width, height, _LETTERS * (width * height / (a4_width * a4_height)) ** 0.5
