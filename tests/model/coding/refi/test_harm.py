"""Projects that are damaged, or made to do harm: each is refused with its place, or harmless."""

from __future__ import annotations

import io
import zipfile

import pytest

from model import load_model
from model.coding.refi import package, read_codebook, read_project, records
from model.errors import ModelFileError
from model.loading import DATA
from tests.model.coding.refi.test_foreign_projects import build_project, select, write_source

MODEL = load_model(DATA / "mangomoment.yaml")


def pack(parts: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def refuse(content: bytes) -> str:
    with pytest.raises(ModelFileError) as refused:
        read_project(content, "p.qdpx", MODEL, ())
    return str(refused.value)


_TYPE = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>\n'


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "p.qdpx: is no project of REFI-QDA (.qdpx), which is a zip file"),
        (b"PK\x03\x04" + b"\0" * 40, "p.qdpx: is no project of REFI-QDA (.qdpx), which is a zip file"),
        (pack({"a.txt": b""}), "p.qdpx: project.qde: is missing"),
        (pack({"project.qde": b""}), "p.qdpx: line 1: is not whole XML"),
        (pack({"project.qde": b"<Project>\n<Users>"}), "p.qdpx: line 2: is not whole XML"),
        (pack({"project.qde": b"<graphml/>"}), "p.qdpx: line 1: begins with <graphml>"),
        (
            pack({"project.qde": _TYPE + b"<Project>&a;</Project>"}),
            "p.qdpx: line 1: declares a document type",
        ),
        (pack({"project.qde": b"<Project>" + b"<Code>" * 101}), "p.qdpx: line 1: is nested deeper than 100"),
    ],
)
def test_what_is_no_project_is_refused_with_its_place(content: bytes, message: str) -> None:
    assert refuse(content).startswith(message)


def test_damaged_part_is_refused() -> None:
    content = bytearray(pack({"project.qde": b"<Project>" + b"<Users/>" * 500 + b"</Project>"}))
    content[60:70] = b"\xff" * 10
    assert refuse(bytes(content)).startswith("p.qdpx: project.qde: is damaged")


def test_no_more_is_unpacked_than_may_be_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "LARGEST_PROJECT", 2**20)
    assert "project.qde: is larger than 1 MB" in refuse(pack({"project.qde": b" " * (2**20 + 1)}))
    monkeypatch.setattr(package, "LARGEST_PROJECT", 2**22)
    text = build_project(f"<Sources>{write_source(select(0, 1))}</Sources>", {"e.txt": b"x" * (2**20 + 1)})
    assert "sources/e.txt: is larger than 1 MB" in refuse(text)
    monkeypatch.setattr(package, "LARGEST_UNPACKED", 100)
    assert "unpacked; split the project" in refuse(
        build_project(f"<Sources>{write_source('')}</Sources>", {"e.txt": b"x" * 200})
    )
    monkeypatch.setattr(package, "MOST_PARTS", 1)
    assert "has more than 1 parts" in refuse(build_project("", {"e.txt": b""}))
    monkeypatch.setattr(package, "LARGEST_FILE", 10)
    assert "split the project" in refuse(build_project("", {}))


def test_passages_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "MOST_SELECTIONS", 10)
    many = build_project(f"<Sources>{write_source(select(0, 1) * 6)}</Sources>", {"e.txt": b"x"})
    assert "has more than 10 passages and codings" in refuse(many)


def test_paths_lead_nowhere_outside_the_file() -> None:
    for path in (
        "internal://../../etc/passwd",
        "absolute:///etc/passwd",
        "relative://../x",
        "absolute://x",
        "internal://",
    ):
        body = f"<Sources>{write_source(select(0, 1)).replace('internal://e.txt', path)}</Sources>"
        content = build_project(body, {"e.txt": b"x", "x": b"x", "etc/passwd": b"x"})
        [remark] = read_project(content, "p.qdpx", MODEL, ()).remarks
        assert remark.kind == "text"


def test_codebook_that_is_none_is_refused() -> None:
    with pytest.raises(ModelFileError, match=r"codes\.qdc: line 1: begins with <Project>"):
        read_codebook(b"<Project/>", "codes.qdc", MODEL)
