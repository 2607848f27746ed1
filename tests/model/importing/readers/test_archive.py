"""Zip files of tables, and traps in zip files."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from model import ModelFileError
from model.importing import RawGraph
from model.importing.graph_file import GraphFile
from model.importing.readers.archive import check_archive, read_archive
from tests.model.importing.samples import list_findings, list_rows, make_zip

NODES, EDGES = b"Name\na\nb\n", b"From,To\na,b\n"


def read(parts: dict[str, bytes]) -> RawGraph:
    return read_archive(GraphFile(make_zip(parts), "ours.zip"))


@pytest.mark.parametrize(
    ("parts", "places", "left_out"),
    [
        (
            {"nodes.csv": NODES, "edges.csv": EDGES},
            ["nodes.csv: row 2", "nodes.csv: row 3", "edges.csv: row 2"],
            [],
        ),
        (
            {"x/Edges.CSV": EDGES, "x/NODES.csv": NODES},
            ["nodes.csv: row 2", "nodes.csv: row 3", "edges.csv: row 2"],
            [],
        ),
        (
            {"a.csv": EDGES, "b.tsv": NODES, "c.txt": b"x"},
            ["b.tsv: row 2", "b.tsv: row 3", "a.csv: row 2"],
            ['"c.txt"'],
        ),
        ({"a.txt": EDGES, "b.txt": NODES}, ["b.txt: row 2", "b.txt: row 3", "a.txt: row 2"], []),
        ({"edges.csv": EDGES, "other.csv": NODES}, ["row 2"], ['"other.csv"']),
        ({"nodes.csv": NODES, "other.csv": EDGES, "x/": b""}, ["row 2", "row 3"], ['"other.csv"']),
        (
            {"one.txt": EDGES, "about.txt": b"x", "x.md": b"y", "_z.csv": b"z"},
            ["row 2"],
            ['"x.md"', '"_z.csv"'],
        ),
    ],
)
def test_tables_of_a_zip_file_are_told_by_their_names(
    parts: dict[str, bytes], places: list[str], left_out: list[str]
) -> None:
    raw = read(parts)
    assert [row.place for row in (*raw.nodes, *raw.edges)] == places
    items = [(place, "", None) for place in left_out]
    assert list_findings(raw) == ([("part", len(items), items)] if items else [])
    assert (raw.form, raw.label) == ("zip", "CSV")


def test_a_graph_of_two_tables_is_called_as_the_zip_file() -> None:
    raw = read({"nodes.csv": NODES, "edges.csv": EDGES})
    assert (raw.name, raw.title, raw.settings) == ("ours.zip", "ours", ())
    assert list_rows(raw.edges) == [({"From": "a", "To": "b"}, "edges.csv: row 2", None)]


@pytest.mark.parametrize(
    "parts",
    [
        {"a.csv": EDGES, "b.csv": EDGES, "c.csv": EDGES, "d.md": b"", "e.md": b"", "f.md": b""},
        {"a.md": EDGES, "__MACOSX/b.csv": EDGES, ".c.csv": EDGES, "d/_e.csv": EDGES, "about.txt": EDGES},
    ],
)
def test_no_tables_or_too_many_are_refused_with_what_is_there(parts: dict[str, bytes]) -> None:
    with pytest.raises(ModelFileError) as caught:
        read(parts)
    there = ", ".join(f'"{name}"' for name in list(parts)[:5])
    assert str(caught.value) == (
        "ours.zip: holds no tables that are known; put nodes.csv and edges.csv into it "
        f"(there are {len(parts)} parts: {there})"
    )


def damage(content: bytes) -> bytes:
    """The content with the data of its first part overwritten."""
    return content[:40] + b"\xff" * 8 + content[48:]


def lock(content: bytes) -> bytes:
    """The content as if its parts were protected by a password."""
    return content.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00")


def pack_otherwise() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("edges.csv", EDGES)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04", "is damaged; pack or save it again"),
        (make_zip({"edges.csv": EDGES})[:-30], "is damaged; pack or save it again"),
        (damage(make_zip({"edges.csv": EDGES * 9})), "is damaged; pack it again"),
        (
            lock(make_zip({"a.md": b"", "edges.csv": EDGES})),
            "is protected by a password; save it without one",
        ),
        (pack_otherwise(), "is packed in an unusual way; pack it as a plain zip file"),
    ],
    ids=["beginning alone", "cut off", "overwritten", "locked", "bzip2"],  # the files hold the time of day
)
def test_what_cannot_be_unpacked_is_refused_with_the_way_out(content: bytes, message: str) -> None:
    with pytest.raises(ModelFileError) as caught:
        read_archive(GraphFile(content, "ours.zip"))
    assert str(caught.value) == f"ours.zip: {message}"


def test_parts_may_be_stored_as_they_are() -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("edges.csv", EDGES)
        archive.writestr("x.md", b"")
    assert check_archive(file.getvalue(), "x") == ["edges.csv", "x.md"]
    assert len(read_archive(GraphFile(file.getvalue(), "ours.zip")).edges) == 1


def test_all_parts_together_and_each_table_have_a_largest_size(monkeypatch: pytest.MonkeyPatch) -> None:
    content = make_zip({"edges.csv": EDGES, "more.md": b"x" * 100})
    monkeypatch.setattr("model.importing.readers.archive.LARGEST_UNPACKED", 100 + len(EDGES))
    monkeypatch.setattr("model.importing.readers.archive.LARGEST_FILE", len(EDGES))
    assert len(read_archive(GraphFile(content, "x")).edges) == 1
    monkeypatch.setattr("model.importing.readers.archive.LARGEST_FILE", len(EDGES) - 1)
    with pytest.raises(ModelFileError, match=r"x: edges\.csv is larger than 0 MB; split it"):
        read_archive(GraphFile(content, "x"))
    monkeypatch.setattr("model.importing.readers.archive.LARGEST_UNPACKED", 99 + len(EDGES))
    with pytest.raises(ModelFileError, match="x: unpacks to more than 0 MB; leave parts out"):
        read_archive(GraphFile(content, "x"))
