"""Figures to make documents of, and reading a PDF back as a reader's program does: its pages, words, letters,
links and tags."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from io import BytesIO
from itertools import pairwise
from typing import Any

from pypdf import PdfReader

from model import ConceptualModel, load_model
from model.diagram import Diagram, DrawnNode, Heading, build_diagram
from model.export.figure import Caption, Figure
from model.lettering import measure
from model.loading import DATA
from tests.building import build_model

MILLIMETRE = 72 / 25.4


def read_pdf(made: bytes) -> PdfReader:
    """The document; what pypdf would have to repair is an error."""
    return PdfReader(BytesIO(made), strict=True)


def get_root(made: bytes) -> Any:
    """What the document says of itself: its language, whether it is tagged, how it is shown."""
    return read_pdf(made).trailer["/Root"]


def read_text(made: bytes, page: int | None = None) -> str:
    """The text as it is selected, on a page (from 0) or on all, with single spaces."""
    texts = _read_pages(made)
    chosen = texts if page is None else [texts[page]]
    return " ".join(" ".join(chosen).replace("\u200b", "").split())


@lru_cache(maxsize=16)
def _read_pages(made: bytes) -> list[str]:
    return [page.extract_text() for page in read_pdf(made).pages]


def drop_breaks(text: str) -> str:
    """The text without the ends of its lines; a hyphen that ends one is of a broken word."""
    return " ".join(re.sub("-\\s", "", text).split())


def list_sizes(made: bytes) -> list[tuple[int, int]]:
    """Width and height of each page in millimetres."""
    boxes = [page.mediabox for page in read_pdf(made).pages]
    return [(round(float(box.width) / MILLIMETRE), round(float(box.height) / MILLIMETRE)) for box in boxes]


def list_fonts(made: bytes) -> set[tuple[str, bool]]:
    """The fonts by name, each with whether it is embedded."""
    found = set()
    for page in read_pdf(made).pages:
        for font in _find_fonts(page["/Resources"].get_object()):
            inner = font["/DescendantFonts"][0].get_object()
            descriptor = inner["/FontDescriptor"].get_object()
            is_embedded = bool({"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor))
            found.add((str(font["/BaseFont"]), is_embedded))
    return found


def _find_fonts(resources: Any) -> Iterator[Any]:
    for font in resources.get("/Font", {}).values():
        yield font.get_object()
    for form in resources.get("/XObject", {}).values():
        if "/Resources" in form.get_object():
            yield from _find_fonts(form.get_object()["/Resources"].get_object())


def list_links(made: bytes, page: int = 0) -> list[tuple[str, tuple[float, ...]]]:
    """The addresses that a page links to, each with the corners of its place in points."""
    annotations = [annotation.get_object() for annotation in read_pdf(made).pages[page].get("/Annots", [])]
    return [
        (annotation["/A"]["/URI"], tuple(float(number) for number in annotation["/Rect"]))
        for annotation in annotations
        if "/URI" in annotation.get("/A", {})
    ]


def list_tags(made: bytes) -> list[tuple[str, str]]:
    """The tags in the order in which they are read aloud, each with its alternative text."""
    return list(_walk(get_root(made)["/StructTreeRoot"]))


def _walk(part: Any) -> Iterator[tuple[str, str]]:
    part = part.get_object() if hasattr(part, "get_object") else part
    if isinstance(part, list):
        for child in part:
            yield from _walk(child)
    elif isinstance(part, dict):
        if "/S" in part:
            yield str(part["/S"]), str(part.get("/Alt", ""))
        if "/K" in part:
            yield from _walk(part["/K"])


def list_outline(made: bytes) -> list[tuple[int, str]]:
    """The entries of the outline with their depth, from 0."""

    def walk(entries: list[Any], depth: int) -> Iterator[tuple[int, str]]:
        for entry in entries:
            if isinstance(entry, list):
                yield from walk(entry, depth + 1)
            else:
                yield depth, str(entry.title)

    return list(walk(read_pdf(made).outline, 0))


MODEL = load_model(DATA / "mangomoment.yaml")
"""The model that comes along."""


def build_figure(model: ConceptualModel = MODEL, language: str = "en", **values: Any) -> Figure:
    """The whole map of a model, without any words around it unless some are given.

    >>> build_figure(theme="dark").palette.paper
    '#0e1117'
    """
    parts: dict[str, Any] = {"model": model, "diagram": build_diagram(model, language)}
    return Figure(**parts | values)


def build_named(name: str, **values: Any) -> Figure:
    """A figure of one node; title, stage, level, node, caption and address all have the name."""
    node = DrawnNode("a", name, "s", "l", "stated", is_faded=False)
    diagram = Diagram(name, "en", (Heading("s", name, 0),), (Heading("l", name, 0),), (node,), ())
    model = build_model(nodes="a", stages={"s": "a"}, levels={"l": "a"})
    caption = Caption(name, name, name, name, name)
    parts: dict[str, Any] = {"model": model, "diagram": diagram, "caption": caption, "address": name}
    return Figure(**parts | values)


CAPTION = Caption(
    title="Kindness",
    words="Stages: Effects. 7 of 26 nodes.",
    citation="Vanhaecht K, et al. BMJ Open 2020.",
    licence="CC BY-NC",
    address="http://127.0.0.1:8501/explore?node=mangomoment",
)
"""A caption with every part."""


def list_overruns(made: bytes, page: int, heads: Sequence[str]) -> list[str]:
    """The texts that begin in a column of a table, under one of its heads, and run into the next one or off
    the page."""
    chosen = read_pdf(made).pages[page]
    pieces = _list_pieces(chosen)
    lefts = [next(x for x, _width, text in pieces if text == head) for head in heads]
    edges = dict(pairwise([*lefts, float(chosen.mediabox.width)]))
    return [
        text
        for x, width, text in pieces
        for left, edge in edges.items()
        if abs(x - left) < 0.5 and x + width > edge
    ]


def _list_pieces(page: Any) -> list[tuple[float, float, str]]:
    """The texts of a page: where each begins, how wide it is at least, and the text."""
    pieces: list[tuple[float, float, str]] = []

    def visit(text: str, place: Any, _inner: Any, _font: Any, size: float) -> None:
        if shown := text.strip():
            pieces.append((place[4], measure(shown, size), shown))

    page.extract_text(visitor_text=visit)
    return pieces
