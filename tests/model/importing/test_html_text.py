"""Labels in HTML: what is text, what is not shown, and what is not whole."""

from __future__ import annotations

import pytest

from model.importing.html_text import read_html


@pytest.mark.parametrize(
    ("written", "text", "is_formatted"),
    [
        ("<style>p { color: red }</style>Joy", "Joy", True),
        ("<script>x <b>y</b></script>Joy", "Joy", True),
        ("<title>x</title>Joy", "Joy", True),
        ("<script>1 < 2</script>Joy", "Joy", True),
        ("Joy<script>x<b", "Joy", True),
        ("Joy<script>x", "Joy", True),
        ("Joy</style> of work", "Joy of work", True),
        ("<!-- a > b -->Joy", "Joy", False),
        ("<!-- a>Joy", "Joy", False),
        ("<!DOCTYPE html>Joy", "Joy", False),
        ("Joy<!x", "Joy", False),
        ("<b title='>'>Joy</b>", "Joy", True),
        ("<b title='>Joy</b>", "Joy", True),
        ("2 <b", "2 <b", False),
        ("a<b c", "a<b c", False),
        ("<", "<", False),
        ("I <3 it", "I <3 it", False),
        ("<p>Joy</p>", "Joy", False),
        ("<p style='x'>Joy</p>", "Joy", True),
        ("Joy<br/>work", "Joy\nwork", False),
        ("<li>Joy<li>work", "Joy\nwork", True),
        ("&#9829;", "♥", False),
        ("&#99999999999;", "\ufffd", False),
    ],
)
def test_what_a_label_shows_is_its_text(written: str, text: str, is_formatted: bool) -> None:
    assert read_html(written) == (text, is_formatted)


@pytest.mark.parametrize("name", ["script", "style", "head", "title", "STYLE"])
def test_what_no_browser_shows_is_left_out(name: str) -> None:
    assert read_html(f"a<{name}>x<b>y</b></{name}>c")[0] == "ac"


def test_an_end_of_what_never_began_hides_nothing() -> None:
    assert read_html("a</script>b")[0] == "ab"


def test_another_tag_does_not_end_what_is_hidden() -> None:
    assert read_html("a<style>x</script>y</style>b")[0] == "ab"


@pytest.mark.parametrize("name", ["br", "p", "li", "h1", "tr", "DIV"])
def test_what_begins_a_line_does_so(name: str) -> None:
    assert read_html(f"a<{name}>b") == ("a\nb", name.lower() not in ("br", "p", "div"))


def test_a_look_of_a_plain_tag_is_lost_and_said() -> None:
    assert read_html('<span style="color: red">a</span>') == ("a", True)
    assert read_html('<span id="x">a</span>') == ("a", False)
