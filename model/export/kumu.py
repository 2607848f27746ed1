"""The figure as the workbook that Kumu (kumu.io) takes in: its elements and the connections between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import count

from model.export.exporter import Sheet
from model.export.figure import Figure, Options
from model.export.records import Records, build_records
from model.tables import Worksheet, write_workbook
from model.tables.writer import LONGEST_WORKBOOK_CELL

_BETWEEN = "|"
"""What Kumu takes for the sign between several values."""


def to_kumu(figure: Figure, _options: Options = Options()) -> bytes:  # noqa: B008 (frozen)
    """The figure as an Excel workbook: the sheets Elements, Connections, and one for people (Kumu leaves out
    sheets whose name says "(ignore)").

    Kumu knows elements by their labels, so those that are alike get a number. The type of an element is its
    stage; its level and how it is known are tags, too.

    >>> from model import load_model
    >>> from model.diagram import build_diagram
    >>> model = load_model()
    >>> to_kumu(Figure(model, build_diagram(model, "en")))[:2]
    b'PK'
    """
    records = build_records(figure)
    labels = choose_labels((record.id, record.name) for record in records.nodes)
    sheets = [
        Worksheet("Elements", _list_elements(records, labels), (36, 18, 30, 60, 18, 22, 14, 24, 40, 10)),
        Worksheet("Connections", _list_connections(records, labels), (36, 36, 16, 24, 12, 60, 14, 24)),
    ]
    if records.about:
        sheets.append(Worksheet("About (ignore)", ([text] for text in records.about.values()), (120,)))
    content = BytesIO()
    write_workbook(sheets, content)
    return content.getvalue()


def read_sheets(workbook: bytes) -> tuple[Sheet, ...]:
    """The sheets of such a workbook.

    >>> from model import load_model
    >>> from model.diagram import build_diagram
    >>> model = load_model()
    >>> [sheet.name for sheet in read_sheets(to_kumu(Figure(model, build_diagram(model, "en"))))]
    ['Elements', 'Connections', 'About (ignore)']
    """
    from openpyxl import load_workbook  # large, and few take a workbook along

    book = load_workbook(BytesIO(workbook), read_only=True)
    return tuple(
        Sheet(
            sheet.title,
            tuple(tuple("" if cell is None else str(cell) for cell in row) for row in sheet.values),
        )
        for sheet in book
    )


def choose_labels(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each id a label that no other one has, whatever the case of its letters.

    >>> choose_labels([("a", "Trust"), ("b", "trust"), ("c", "this|that"), ("d", "")])
    {'a': 'Trust', 'b': 'trust (2)', 'c': 'this/that', 'd': 'd'}
    """
    labels: dict[str, str] = {}
    taken: set[str] = set()
    for id_, name in names:
        plain = " ".join(name.replace(_BETWEEN, "/").split()) or id_
        numbered = (plain if number == 1 else f"{plain} ({number})" for number in count(1))
        label = next(free for free in numbered if free.casefold() not in taken)
        taken.add(label.casefold())
        labels[id_] = label
    return labels


def _list_elements(records: Records, labels: dict[str, str]) -> Iterator[list[object]]:
    yield [
        "Label",
        "Type",
        "Tags",
        "Description",
        "Stage",
        "Level",
        "Provenance",
        "Source",
        "Full reference",
        "Source link",
        "Source licence",
        "Note",
        "Stories",
    ]
    for record in records.nodes:
        values = record.values
        tags = [values.get(name) for name in ("level", "provenance")]
        said = [values.get(name) for name in ("description", "question")]
        yield [
            labels[record.id],
            values.get("stage"),
            _BETWEEN.join(str(tag).replace(_BETWEEN, "/") for tag in tags if tag),
            _cut("\n".join(str(text) for text in said if text)),
            values.get("stage"),
            values.get("level"),
            values.get("provenance"),
            values.get("provenance_source"),
            values.get("provenance_reference"),
            values.get("provenance_url"),
            values.get("provenance_licence"),
            values.get("provenance_note"),
            values.get("stories"),
        ]


def _list_connections(records: Records, labels: dict[str, str]) -> Iterator[list[object]]:
    yield [
        "From",
        "To",
        "Type",
        "Label",
        "Direction",
        "Description",
        "Provenance",
        "Source",
        "Full reference",
        "Source link",
        "Source licence",
    ]
    for link in records.links:
        yield [
            labels[link.source],
            labels[link.target],
            link.kind,
            link.verb,
            "directed" if link.is_directed else "undirected",
            link.values.get("provenance_note"),
            link.values.get("provenance"),
            link.values.get("provenance_source"),
            link.values.get("provenance_reference"),
            link.values.get("provenance_url"),
            link.values.get("provenance_licence"),
        ]


def _cut(text: str) -> str:
    return text[: LONGEST_WORKBOOK_CELL // 2 - 1]
