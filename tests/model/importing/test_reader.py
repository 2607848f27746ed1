"""Reading a graph: what a file must be, and which files can be opened together."""

from __future__ import annotations

import json
from io import BytesIO, UnsupportedOperation

import pytest
import yaml

from model import ModelFileError
from model.importing import FilesApartError, ReadingOptions, check_together, reader
from model.importing.reader import read_graph
from model.loading import DATA
from tests.model.importing.samples import YED, make_kumu, make_pairs

DOT = b"digraph { a -> b }"


class Stream(BytesIO):
    """A file that cannot be read twice."""

    def seekable(self) -> bool:
        return False

    def seek(self, offset: int, whence: int = 0) -> int:
        raise UnsupportedOperation(offset, whence)


def test_a_file_is_read_from_its_beginning_or_as_it_comes() -> None:
    file = BytesIO(DOT)
    file.read()
    assert len(read_graph(file, "x").edges) == 1
    assert len(read_graph(Stream(DOT), "x").edges) == 1


def test_a_graph_says_what_its_format_is_called() -> None:
    own = json.dumps(yaml.safe_load((DATA / "mangomoment.yaml").read_text("utf-8"))).encode()
    files = {"x.dot": DOT, "x.csv": make_pairs("a>b"), "x.xlsx": make_kumu(), "x.xml": YED, "x.json": own}
    assert [read_graph(BytesIO(content), name).label for name, content in files.items()] == [
        *("DOT (digraph)", "CSV", "Excel workbook", "GraphML", "YAML"),
    ]


def test_a_format_that_was_said_holds_without_a_look() -> None:
    raw = read_graph(BytesIO(b"graph,a\nb,c\n"), "x.csv", options=ReadingOptions(form="table"))
    assert raw.form == "table"
    with pytest.raises(ModelFileError):
        read_graph(BytesIO(make_pairs("a>b")), "x.csv", options=ReadingOptions(form="gml"))


def test_a_file_may_be_as_large_as_the_limit_and_no_larger(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "LARGEST_FILE", 2**20)
    content = DOT + b" " * (2**20 - len(DOT))
    assert read_graph(BytesIO(content), "x").edges
    with pytest.raises(ModelFileError) as caught:
        read_graph(BytesIO(content + b" "), "x.dot")
    assert str(caught.value) == "x.dot: is larger than 1 MB; split it or leave parts out"


def test_an_empty_file_is_named() -> None:
    for files in (((b"\n", "a.csv"), (DOT, "b")), ((make_pairs("a>b"), "b.csv"), (b" ", "a.csv"))):
        (first, name), (second, second_name) = files
        with pytest.raises(ModelFileError) as caught:
            read_graph(BytesIO(first), name, BytesIO(second), second_name)
        assert str(caught.value) == ("a.csv: there is nothing in it; check that this is the file you meant")


PAIRS, BOOK, ROWS = make_pairs("a>b"), make_kumu(), b'[{"a": 1}]'
GRAPH = b'{"nodes": [], "edges": []}'


@pytest.mark.parametrize(
    ("contents", "models"),
    [
        ([PAIRS, BOOK], None),
        ([ROWS, PAIRS], None),
        ([PAIRS], None),
        ([PAIRS, PAIRS, PAIRS], ()),
        ([PAIRS, DOT], ("1",)),
        ([DOT, GRAPH], ("0", "1")),
        ([DOT, PAIRS, YED], ("0", "2")),
    ],
)
def test_two_tables_can_be_opened_together_and_nothing_else(
    contents: list[bytes], models: tuple[str, ...] | None
) -> None:
    files = [(BytesIO(content), str(number)) for number, content in enumerate(contents)]
    if models is None:
        check_together(files, ReadingOptions())
        return
    with pytest.raises(FilesApartError) as caught:
        check_together(files, ReadingOptions())
    names = tuple(name for _, name in files)
    assert (caught.value.names, caught.value.models) == (names, models)
    alone = f"; {' and '.join(models)} must be opened alone" if models else ""
    assert str(caught.value) == (
        f"{' + '.join(names)}: only two tables, one of nodes and one of edges, can be opened together{alone}"
    )


def test_two_files_are_read_together_whichever_comes_first() -> None:
    nodes = b"id,label\na,A\n"
    for first, second in ((nodes, PAIRS), (PAIRS, nodes)):
        raw = read_graph(BytesIO(first), "first.csv", BytesIO(second), "second.csv")
        assert (raw.name, len(raw.nodes), len(raw.edges)) == ("first.csv and second.csv", 1, 1)
    with pytest.raises(FilesApartError) as caught:
        read_graph(BytesIO(PAIRS), "first.csv", BytesIO(DOT), "second.dot")
    assert caught.value.names == ("first.csv", "second.dot")
