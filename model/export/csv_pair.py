"""The figure as two tables: nodes.csv and edges.csv, in a zip file."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from model.export.exporter import Sheet
from model.export.figure import Figure, Options
from model.export.records import LINK_VALUES, NODE_VALUES, Values, build_records
from model.tables import to_csv


def to_csv_pair(figure: Figure, _options: Options = Options()) -> bytes:  # noqa: B008 (frozen)
    """The figure as a zip file of its tables and, beside them, the words around it (about.txt).

    The same figure gives the same bytes.

    >>> from model import load_model
    >>> from model.diagram import build_diagram
    >>> model = load_model()
    >>> ZipFile(BytesIO(to_csv_pair(Figure(model, build_diagram(model, "en"))))).namelist()
    ['nodes.csv', 'edges.csv', 'about.txt']
    """
    content = BytesIO()
    with ZipFile(content, "w") as pack:
        for name, text in build_tables(figure).items():
            part = ZipInfo(name)
            part.compress_type = ZIP_DEFLATED
            pack.writestr(part, text)
    return content.getvalue()


def build_tables(figure: Figure) -> Mapping[str, bytes]:
    """What is in each file, by its name; no text becomes a formula in a spreadsheet."""
    records = build_records(figure)
    nodes = [({"id": node.id, "label": node.name}, node.values) for node in records.nodes]
    links = [({"source": link.source, "target": link.target}, link.values) for link in records.links]
    if records.has_undirected:
        links = [
            (ends, {**values, "direction": "directed" if link.is_directed else "undirected"})
            for link, (ends, values) in zip(records.links, links, strict=True)
        ]
    files = {
        "nodes.csv": to_csv(_list_rows(("id", "label"), NODE_VALUES, nodes)),
        "edges.csv": to_csv(_list_rows(("source", "target"), ("direction", *LINK_VALUES), links)),
    }
    if records.about:
        files["about.txt"] = ("\r\n".join(records.about.values()) + "\r\n").encode("utf-8-sig")
    return files


def read_sheets(pack: bytes) -> tuple[Sheet, ...]:
    """The tables in such a zip file, and the lines of its text.

    >>> from model import load_model
    >>> from model.diagram import build_diagram
    >>> model = load_model()
    >>> nodes, *_others = read_sheets(to_csv_pair(Figure(model, build_diagram(model, "en"))))
    >>> nodes.name, nodes.rows[0][:3], len(nodes.rows)
    ('nodes.csv', ('id', 'label', 'stage'), 27)
    """
    with ZipFile(BytesIO(pack)) as files:
        texts = {name: files.read(name).decode("utf-8-sig") for name in files.namelist()}
    return tuple(Sheet(name, tuple(_read_rows(name, text))) for name, text in texts.items())


def _read_rows(name: str, text: str) -> Iterator[tuple[str, ...]]:
    if name.endswith(".csv"):
        return map(tuple, csv.reader(StringIO(text, newline="")))
    return ((line,) for line in text.splitlines())


def _list_rows(
    first: Sequence[str], names: Iterable[str], lines: Sequence[tuple[Values, Values]]
) -> Iterator[Sequence[object]]:
    """A heading and the rows; columns that would be empty are left out."""
    used = {name for _, values in lines for name in values}
    columns = [name for name in names if name in used]
    yield [*first, *columns]
    for own, values in lines:
        cells = (values.get(name, "") for name in columns)
        yield [
            *(own[name] for name in first),
            *(str(cell).lower() if isinstance(cell, bool) else cell for cell in cells),
        ]
