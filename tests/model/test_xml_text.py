from __future__ import annotations

import time

import pytest

from model.errors import ModelFileError
from model.xml_text import Root, clean, find_root, read_xml


@pytest.mark.parametrize("part", ["_", "a", "-", "a:", "a ", "a=", "a='", 'a="', "=", " ", "'", "a=''"])
def test_the_first_tag_is_read_at_once_whatever_stands_in_it(part: str) -> None:
    text = f"<graphml {part * (40_000 // len(part))}>"
    begun = time.process_time()
    find_root(text)
    assert time.process_time() - begun < 2  # where each sign is looked at once, a hundredth of it


def test_attributes_are_those_of_the_first_tag() -> None:
    root = find_root("""<g:gexf version="1.3" a.b = 'c "d"' e="f"g='h' i j="1" ="2"><x k="l"/>""")
    assert root is not None
    assert root.name == "gexf"
    assert root.attributes == {"version": "1.3", "a.b": 'c "d"', "e": "f", "g": "h", "j": "1"}


class Log:
    """What a handler is told, in order."""

    def __init__(self) -> None:
        self.said: list[object] = []

    def start(self, element: str, attributes: dict[str, str], line: int) -> None:
        self.said.append((element, attributes, line))

    def add(self, text: str) -> None:
        if self.said and isinstance(self.said[-1], str):
            text = str(self.said.pop()) + text
        self.said.append(text)

    def end(self, element: str) -> None:
        self.said.append([element])


def read(content: bytes) -> list[object]:
    log = Log()
    read_xml(content, "g.xml", log, "export it")
    return log.said


def refuse(content: bytes) -> str:
    with pytest.raises(ModelFileError) as caught:
        read(content)
    return str(caught.value)


def test_elements_are_handed_over_in_order_without_their_name_spaces() -> None:
    assert read(b'<g:a xmlns:g="urn:x" b="1">\n<c g:d="2"/>e &amp; &#102;</g:a>') == [
        ("a", {"b": "1"}, 1),
        "\n",
        ("c", {"urn:x d": "2"}, 2),
        ["c"],
        "e & f",
        ["a"],
    ]


def test_a_long_file_is_read_as_a_whole() -> None:
    text = "é" * 70_000
    assert read(f"<a>\n{text}<b/></a>".encode()) == [("a", {}, 1), f"\n{text}", ("b", {}, 2), ["b"], ["a"]]


@pytest.mark.parametrize("encoding", ["utf-8", "UTF-16", "US-ASCII", "iso-8859-1", "Windows-1252"])
def test_the_usual_encodings_are_read(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><a>e</a>'
    assert read(text.encode(encoding)) == [("a", {}, 1), "e", ["a"]]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"<a>\n<b></a>", "line 2: is not whole XML here: mismatched tag; export it again"),
        (b"<a>", "line 1: is not whole XML here: no element found; export it again"),
        (b"", "line 1: is not whole XML here: no element found; export it again"),
        (
            b"<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY b 'c'>]><a/>",
            "line 2: declares a document type (<!DOCTYPE …>), which can make a small file a huge one or "
            "fetch others; take that out",
        ),
        (
            b'<a>\n\n<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="b"/></a>',
            "line 3: wants another file put in here (XInclude), which is not done; take that out",
        ),
        (
            b"<?xml version='1.0' encoding='utf-7'?><a/>",
            'line 1: the encoding "utf-7" is not read; save it as UTF-8',
        ),
        (
            b"<?xml version='1.0' encoding='" + b"x" * 50 + b"'?><a/>",
            f'line 1: the encoding "{"x" * 40}" is not read; save it as UTF-8',
        ),
        (
            b"\n" + b"<a>" * 101 + b"</a>" * 101,
            "line 2: is nested deeper than 100 levels; export it again",
        ),
    ],
)
def test_what_is_not_read_is_refused_with_its_line(content: bytes, fault: str) -> None:
    assert refuse(content) == f"g.xml: {fault}"


def test_a_hundred_elements_may_stand_inside_each_other_and_many_beside_each_other() -> None:
    assert len(read(b"<a>" * 100 + b"</a>" * 100)) == 200
    assert len(read(b"<a>" + b"<b/>" * 200 + b"</a>")) == 402


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("<a/>", Root("a", {})),
        (" <?xml version='1.0'?>\n<!-- <b> -->\n<!-- c --><x:a d='e'>", Root("a", {"d": "e"})),
        ("<!DOCTYPE html>\n<html lang=nl>", Root("html", {})),
        ("<!doctype HTML>hello", Root("HTML", {})),
        ('<?a?><!DOCTYPE g SYSTEM "g.dtd" [<!ENTITY b "c">] >\n<!-- d --><g e="f">', Root("g", {"e": "f"})),
        ("hello <a>", None),
        ("<!-- never closed <a>", None),
        ("", None),
        ("<1a>", None),
    ],
)
def test_the_first_tag_is_found_behind_what_may_stand_before_it(text: str, root: Root | None) -> None:
    assert find_root(text) == root


def test_what_xml_cannot_hold_is_left_out() -> None:
    assert (
        clean("\x00a\t\n\r\x1f \ud7ff\ud800\udfff\ue000\ufffd\ufffe\uffff🥭")
        == "a\t\n\r \ud7ff\ue000\ufffd🥭"
    )
