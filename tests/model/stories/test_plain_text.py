from __future__ import annotations

import re
import time
import unicodedata
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from model.stories.plain_text import clean_line, clean_text
from tests.nasty import NASTY

PIECES = (
    *(
        "<",
        ">",
        "</",
        "/>",
        "<!--",
        "-->",
        "<a ",
        "b>",
        "script",
        "<img src=x",
        "onerror=",
        "<o:p>",
        "<x:",
        "=",
    ),
    *(
        "[",
        "]",
        "](",
        "![",
        ")",
        "(",
        "]:",
        "https://e.org",
        "javascript:",
        "//",
        "#",
        "&#58;",
        "\\",
        "`",
        "'",
        '"',
    ),
    *(
        " ",
        "\t",
        "\n",
        "\r",
        "\u2028",
        "\x00",
        "\u202e",
        "\ud800",
        "\ufeff",
        "\u200b",
        "\u0301",
        "\u0344",
        "e",
        "5",
    ),
)
TEXTS = st.one_of(
    st.text(),
    st.sampled_from(NASTY),
    st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
    st.lists(st.sampled_from([*PIECES, *NASTY]), max_size=6).map("".join),
)

MARKDOWN = MarkdownIt("commonmark")
MARKDOWN.validateLink = lambda url: True  # type: ignore[method-assign] # "javascript:" is a link, too


class Tags(HTMLParser):
    """What a reader of HTML takes for a tag, a comment or a declaration."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.found.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.found.append(f"/{tag}")

    def handle_comment(self, data: str) -> None:
        self.found.append("!--")

    def handle_decl(self, decl: str) -> None:
        self.found.append("!")

    def handle_pi(self, data: str) -> None:
        self.found.append("?")

    def unknown_decl(self, data: str) -> None:
        self.found.append("![")


def find_tags(text: str) -> list[str]:
    tags = Tags()
    tags.feed(text + " >")  # the page around the text closes what the text has left open
    tags.close()
    return tags.found


def find_links(text: str) -> list[str]:
    """Where the links and pictures of a text lead, read as Markdown, that lead away from the page."""
    leading = [
        str(token.attrs.get("href") or token.attrs.get("src") or "")
        for block in MARKDOWN.parse(text)
        for token in block.children or ()
        if token.type in ("link_open", "image")
    ]
    return [address for address in leading if re.search("[:/]", address)]


@given(TEXTS)
@example("[x][y]\n\n[y]:\nhttps://example.org")
@example("<a\n" + " " * 3000 + "\n>")
@example("\u0344" * 40)
def test_cleaning_again_changes_nothing(text: str) -> None:
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned
    assert clean_line(clean_line(text)) == clean_line(text)


@given(TEXTS)
def test_no_tag_survives_for_a_browser(text: str) -> None:
    assert find_tags(clean_text(text)) == []


@given(TEXTS)
def test_no_link_away_and_no_html_survives_for_a_reader_of_markdown(text: str) -> None:
    cleaned = clean_text(text)
    assert find_links(cleaned) == []
    kinds = {token.type for block in MARKDOWN.parse(cleaned) for token in (block, *(block.children or ()))}
    assert not kinds & {"html_block", "html_inline"}


@given(TEXTS)
def test_no_sign_survives_that_cannot_be_seen_or_turns_the_writing(text: str) -> None:
    cleaned = clean_text(text)
    assert all(letter == "\n" or unicodedata.category(letter) not in ("Cc", "Cs") for letter in cleaned)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]", cleaned)
    cleaned.encode("utf-8")


@given(TEXTS)
def test_what_is_left_is_composed_and_trimmed(text: str) -> None:
    cleaned = clean_text(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned == cleaned.strip()
    assert "\n\n\n" not in cleaned
    assert not re.search(r"[^\S\n]\n", cleaned)


@given(TEXTS)
def test_a_line_has_no_breaks_and_no_two_spaces_together(text: str) -> None:
    line = clean_line(text)
    assert line == " ".join(line.split())


@pytest.mark.parametrize(
    "text",
    [
        "pain < 5 and > 3",
        "a <- b -> c",
        "I <3 you",
        "[sic]",
        "[1]: first, [2]: second",
        "x[1](y)",
        "[he](the nurse)",
        "he said: (no) [yes]",
        "see https://example.org/a(b)?c=d#e",
        "a * b _c_ # d",
        "it's 5\" & 'more' – “so”…",
        "C:\\files\\x",
        "first\n\nsecond\nthird",
        "Patiënt, garçon, Ça, œuvre, ß",
        "\u0627\u0644\u0633\u0644\u0627\u0645 \u05e9\u05dc\u05d5\u05dd \u4f60\u597d",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f44d\U0001f3fd \u2764\ufe0f",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "\u06a9\u062a\u0627\u0628\u200c\u0647\u0627",
    ],
)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert clean_text(text) == text


@given(st.text(st.characters(exclude_characters="<[]\ufeff", exclude_categories=["C", "Z", "M"])))
def test_letters_and_signs_are_never_lost(text: str) -> None:
    assert clean_text(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("A <b>mango</b>.", "A mango."),
        ("one<br/>two", "onetwo"),
        ("<P CLASS='x'>one</P>", "one"),
        ("one<!-- not this -->two", "onetwo"),
        ("<o:p>Word</o:p>", "Word"),
        ("<b " + "x" * 5000 + ">bold</b>", "bold"),
        ("[she](https://example.org 'title') said", "she said"),
        ("[she](javascript:alert(1)) said", "she said"),
        ("![a mango](https://example.org/mango.png)", "a mango"),
        ("[![a mango](https://example.org/a.png)](https://example.org)", "a mango"),
        ("[she](www.example.org)", "she"),
        (
            "mail <jan@example.org> or see <https://example.org>",
            "mail jan@example.org or see https://example.org",
        ),
    ],
)
def test_markup_leaves_its_words_behind(text: str, cleaned: str) -> None:
    assert clean_text(text) == cleaned


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Mrs <name> said", "Mrs < name> said"),
        ("if x<y and y>z", "if x< y and y>z"),
        ("<img src=x onerror=alert(1)", "< img src=x onerror=alert(1)"),
        ("[a [b] c](https://example.org)", "[a [b] c] (https://example.org)"),
        ("[x]: https://example.org", "[x] : https://example.org"),
        ("[[[a](b:c)](d:e)](f:g)", "[a] (f:g)"),
    ],
)
def test_what_might_be_markup_keeps_all_its_words_and_gets_a_space(text: str, cleaned: str) -> None:
    assert clean_text(text) == cleaned


@pytest.mark.parametrize(
    "text", ["", "  \n ", "\x00\x01", "\u200b\u200d", "\u202e\u202c", "\ufeff", "<b></b>"]
)
def test_a_text_without_anything_to_see_is_empty(text: str) -> None:
    assert clean_text(text) == ""


def test_every_kind_of_line_break_becomes_the_same() -> None:
    assert clean_text("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h") == "\n".join("abcdefgh")


def test_only_so_many_marks_stay_on_one_letter() -> None:
    assert len(clean_text("a" + "\u0301\u0316" * 1000 + "b")) <= 33
    for many, kept in ((29, 29), (30, 30), (31, 30), (500, 30)):
        assert clean_text("b" + "\u0316" * many + "d\u0316") == "b" + "\u0316" * kept + "d\u0316"


def test_what_will_never_be_a_letter_goes_on_every_plane() -> None:
    for plane in range(17):
        first, last = (chr(plane * 0x10000 + sign) for sign in (0xFFFE, 0xFFFF))
        assert clean_text(f"a{first}b{last}c") == "abc"
        assert clean_text(f"a{chr(plane * 0x10000 + 0xFFFD)}b") == f"a{chr(plane * 0x10000 + 0xFFFD)}b"


HOSTILE = (
    *(
        "<",
        "<a",
        "<a ",
        "<b>",
        "<<b>b>",
        "<!--",
        "<a href='",
        "<http://x",
        "<a@b.",
        "</",
        "\u0301\u0316",
        "\u0f73",
    ),
    *(
        "[",
        "![",
        "](",
        "](a",
        "[a](",
        "[a](b:",
        '[a](b: "',
        "[a](b: '",
        "[a](b(",
        "[](#(",
        "]:",
        "]: a",
        "[a](<",
    ),
    *("[a[b](http://x)](http://y)", "\n", " \n", " ", "\u0301\u0316<b>", "\u0344", "\u200b"),
)


@pytest.mark.parametrize("piece", HOSTILE, ids=ascii)
def test_a_hostile_text_of_twenty_times_the_length_takes_not_much_more_than_twenty_times_as_long(
    piece: str,
) -> None:
    short, long = (("a" + piece * length)[:length] for length in (5_000, 100_000))
    # Anything in proportion to the square of the length would take 400 times as long.
    assert any(measure(long) < 100 * measure(short) for _ in range(3))


def measure(text: str) -> float:
    times = []
    for _ in range(2):
        start = time.process_time()
        clean_text(text)
        times.append(time.process_time() - start)
    return min(times)
