"""What is known of a file before it is read: its ending, its beginning, its letters."""

from __future__ import annotations

import pytest

from model import ModelFileError
from model.importing.graph_file import GraphFile, ReadingOptions
from model.tables import Reading


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("a.CSV", "csv"),
        ("a.tar.gz", "gz"),
        ("a", ""),
        ("maps.v2/a", ""),
        ("maps.v2\\a.dot", "dot"),
        ("a.", ""),
    ],
)
def test_the_ending_is_what_stands_behind_the_last_dot(name: str, ending: str) -> None:
    assert GraphFile(b"", name).ending == ending


@pytest.mark.parametrize(
    ("content", "start"),
    [
        (b" \t\r\n\xef\xbb\xbf <a>", "<a>"),
        ("\ufeff{é".encode("utf-16-le"), "{é"),
        ("\ufeff{é".encode("utf-16-be"), "{é"),
        (b"a\0b", "ab"),
        (b"\xe9t\xe9", "\ufffdt\ufffd"),
        (b"", ""),
        (b"x" * 70_000, "x" * 65_536),
    ],
)
def test_the_beginning_is_a_text_whatever_the_letters_are(content: bytes, start: str) -> None:
    assert GraphFile(content, "x").start == start


def test_the_whole_text_has_one_end_of_lines_and_no_mark() -> None:
    assert GraphFile(b"\xef\xbb\xbfa\r\nb\rc\n", "x").text == "a\nb\nc\n"
    assert GraphFile("é\n".encode("cp1252"), "x").text == "é\n"
    assert GraphFile("\ufeffé".encode("utf-16-le"), "x").text == "é"


def test_letters_that_are_not_those_that_were_said_are_refused_with_their_line() -> None:
    options = ReadingOptions(reading=Reading(encoding="utf-8"))
    with pytest.raises(ModelFileError) as caught:
        _ = GraphFile(b"\na\n\xe9", "x.dot", options).text
    assert str(caught.value) == "x.dot: line 3: its letters cannot be read; save it again as UTF-8"
    assert GraphFile("é".encode("cp850"), "x", ReadingOptions(reading=Reading(encoding="cp850"))).text == "é"


def test_only_xml_has_an_outermost_element() -> None:
    root = GraphFile(b"<a:gexf xmlns:a='x'/>", "x").root
    assert root is not None
    assert root.name == "gexf"
    assert GraphFile(b"gexf <a/>", "x").root is None
