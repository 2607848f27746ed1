"""Words, quotes, comments and labels of DOT."""

from __future__ import annotations

import pytest

from model import ModelFileError
from model.importing.readers.dot_text import DotText, decode_text, strip_markup, strip_record


def list_tokens(text: str) -> list[tuple[str, str, int]]:
    return [(token.what, token.text, token.at) for token in DotText(text, "x.dot").list_tokens()]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("", []),
        (" \n", []),
        ("a -> -.5;", [("word", "a", 0), ("link", "->", 2), ("word", "-.5", 5), ("sign", ";", 8)]),
        ("a->-1", [("word", "a", 0), ("link", "->", 1), ("word", "-1", 3)]),
        ('"a" b', [("quoted", "a", 0), ("word", "b", 4)]),
        ('a "b\\"c" d', [("word", "a", 0), ("quoted", 'b"c', 2), ("word", "d", 9)]),
        (r'"a\\" b', [("quoted", r"a\\", 0), ("word", "b", 6)]),
        (r'"a\\\" b"', [("quoted", r'a\\" b', 0)]),
        ('"a" + "b" +"c" d', [("quoted", "abc", 0), ("word", "d", 15)]),
        ('"a\\\nb"', [("quoted", "ab", 0)]),
        ('"a" + b', [("quoted", "a", 0), ("sign", "+", 4), ("word", "b", 6)]),
        ("<a<b>c> d", [("markup", "a<b>c", 0), ("word", "d", 8)]),
        ("a <- b", [("word", "a", 0), ("link", "<-", 2), ("word", "b", 5)]),
        ("} <-> b", [("sign", "}", 0), ("link", "<->", 2), ("word", "b", 6)]),
        ("= <-b>", [("sign", "=", 0), ("markup", "-b", 2)]),
        ('"a" <-@ b', [("quoted", "a", 0), ("link", "<-@", 4), ("word", "b", 8)]),
        ("a // b\nc", [("word", "a", 0), ("word", "c", 7)]),
        ("a /* b\n*/c", [("word", "a", 0), ("word", "c", 9)]),
        ("/**/a", [("word", "a", 4)]),
        ("/*/ a */ b", [("word", "b", 9)]),
        ("# a\nb\n  # c\n#d", [("word", "b", 4)]),
        ("a # b", [("word", "a", 0), ("other", "#", 2), ("word", "b", 4)]),
        ("a;# b", [("word", "a", 0), ("sign", ";", 1), ("other", "#", 2), ("word", "b", 4)]),
        ("a @ %", [("word", "a", 0), ("other", "@", 2), ("other", "%", 4)]),
        ("a/b", [("word", "a", 0), ("other", "/", 1), ("word", "b", 2)]),
    ],
)
def test_a_text_is_words_quotes_links_and_signs(text: str, tokens: list[tuple[str, str, int]]) -> None:
    assert list_tokens(text) == tokens


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('\n"a\n', 2, 'begins a text in quotes that has no end; close it with "'),
        ('\n"a" + \n"b', 3, 'begins a text in quotes that has no end; close it with "'),
        ("\n\n<a <b>", 3, "begins a text in < > that has no end; close it with >"),
        ("a\n/* b", 2, "begins a comment that has no end; close it with */ in the program that made it"),
        ("/*/", 1, "begins a comment that has no end; close it with */ in the program that made it"),
    ],
)
def test_what_has_no_end_is_refused_with_its_line(text: str, line: int, message: str) -> None:
    with pytest.raises(ModelFileError) as caught:
        list_tokens(text)
    assert str(caught.value) == f"x.dot: line {line}: {message}"


def test_no_more_words_are_read_than_are_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("model.importing.readers.dot_text._MOST_TOKENS", 3)
    assert len(list_tokens("a b c")) == 3
    with pytest.raises(ModelFileError, match=r"x\.dot: line 2: holds too many words; split it"):
        list_tokens("a b\nc d")


def test_lines_are_counted_from_one() -> None:
    text = DotText("ab\n\nc", "x")
    assert [text.find_line(at) for at in range(5)] == [1, 1, 1, 2, 3]
    assert [DotText("ab", "x").find_line(at) for at in range(3)] == [1, 1, 1]
    assert DotText("a" * 300, "x").quote(50, 299) == "a" * 200
    assert DotText("abcd", "x").quote(1, 3) == "bc"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (r"\N of\nall &amp; \\n", "Joy of\nall & \\n"),
        (r"a\lb\rc", "a\nb\nc"),
        (r"\G \x \"", 'G x "'),
        ("a\\\nb\\", "a\nb\\"),
        ("&eacute;&#233;&#xE9;&nothing;&;", "ééé&nothing;&;"),
    ],
)
def test_a_label_has_lines_names_and_letters(text: str, shown: str) -> None:
    assert decode_text(text, {"N": "Joy"}) == shown
    assert decode_text(r"\N") == "N"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<b>Joy</b>&lt;3", "Joy<3"),
        ("a<BR/>b< br >c<hr>d", "a\nb\nc\nd"),
        ("<table><tr><td>a</td><TD>b</TD></tr><tr><td>c</td></tr></table>", "a b\nc\n"),
        ("a <brave>b</brave>", "a b"),
    ],
)
def test_of_markup_the_text_is_left(text: str, shown: str) -> None:
    assert strip_markup(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (r"{<f0> Joy|in \{all\}|{work|}}", "Joy | in {all} | work"),
        (r"a\|b|c\<d\>|<p\>q>e\ f|\n", r"a|b | c<d> | e f | \n"),
        ("a<f0>b", "a b"),
        ("|", ""),
    ],
)
def test_of_a_record_the_fields_are_left(text: str, shown: str) -> None:
    assert strip_record(text) == shown
